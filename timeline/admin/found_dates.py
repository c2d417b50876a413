"""Dates found in an article's text: shown as rows, of which an editor enters some as events."""

import re

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import MAX_FOUND_DATES, find_dates, find_topics
from articles.models import Article, Source, Topic
from timeline.admin.batch import PREFIX, EventRowsView
from timeline.admin.forms import EventRowForm, EventRowsFormSet


class FoundDateForm(EventRowForm):
    """A date in the text. It is validated and entered only if it is selected."""

    select = forms.BooleanField(label=_("Enter this one"), required=False)
    sentence = forms.CharField(widget=forms.HiddenInput, required=False, max_length=5_000)
    date_text = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    # Of a date without a year: the proposed one, and where it is from; empty for others. Text, because a hidden field
    # posts every value as text, and “False” is true.
    proposed_year = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4)
    year_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_permitted = True  # also of the rows with initial values, which all of them have
        self.sources = {str(source.pk): source for source in sources}
        if self.sources:
            choices = [("", gettext("Choose a source")), *((key, str(source)) for key, source in self.sources.items())]
            self.fields["source"] = forms.ChoiceField(label=gettext("Source"), choices=choices, required=False)

    def has_changed(self):
        """Whether the row was selected; Django does not validate a row that has not changed."""
        return self.is_bound and bool(self.data.get(self.add_prefix("select")))

    def clean_source(self):
        """Return the chosen source; it is required where the article has any."""
        if not self.sources:
            return self.cleaned_data["source"]
        if not self.cleaned_data["source"]:
            raise forms.ValidationError(gettext("Choose one of the article's sources."))
        return self.sources[self.cleaned_data["source"]]

    @property
    def marked_sentence(self):
        """The sentence with the date marked in it."""
        sentence, date_text = self["sentence"].value() or "", self["date_text"].value() or ""
        place = re.search(rf"(?<!\w){re.escape(date_text)}(?!\w)", sentence) if date_text else None
        if not place:
            return sentence
        return format_html("{}<mark>{}</mark>{}", sentence[: place.start()], date_text, sentence[place.end() :])


Rows = forms.formset_factory(
    FoundDateForm, EventRowsFormSet, extra=0, max_num=MAX_FOUND_DATES, absolute_max=MAX_FOUND_DATES
)


def sources_of(blocks):
    """Return the sources that blocks cite."""
    references = [(row, field) for block in blocks for row, field in block.fact_references()]
    keys = {getattr(row, field.attname) for row, field in references if field.related_model is Source}
    return list(Source.objects.active().filter(pk__in=keys))


def initial_rows(text, published, sources, topics):
    """Return the dates in a text as the initial values of rows, with those of the topics that each sentence names.

    Dates without a year that the text tells of are proposed with the one nearest to the day of `published`.
    """
    # `find_topics` compares every name with the whole text; most are ruled out by their last word alone.
    candidates = [topic for topic in topics if topic.name.split() and topic.name.split()[-1] in text]
    named_in_text = find_topics(text, candidates)
    only_source = str(sources[0].pk) if len(sources) == 1 else ""
    return [
        {
            "date": match.date.words,
            "title": Truncator(match.sentence).chars(200),
            "people": find_topics(match.sentence, named_in_text),
            "source": only_source,
            "sentence": match.sentence,
            "date_text": match.words,
            "proposed_year": str((match.date.start or match.date.end).year) if match.proposed else "",
            "year_from": match.year_from,
        }
        for match in find_dates(text, published=published)
    ]


class FoundDatesView(EventRowsView):
    """The page of the dates in an article's text; only those that are selected become events."""

    template_name = "admin/timeline/found_dates.html"
    title = _("Dates in this text")
    submit_label = _("Enter the selected events")

    def setup(self, request, pk):
        super().setup(request, pk=pk)
        # An article that this person may not see is answered like one that does not exist.
        article_admin = self.model_admin.admin_site.get_model_admin(Article)
        self.article = article_admin.get_object(request, str(pk))
        if self.article is None or not article_admin.has_view_or_change_permission(request, self.article):
            raise Http404
        self.blocks = self.article.blocks()
        self.sources = sources_of(self.blocks)

    def published(self):
        """Return the day on which the article was first published, or the present one."""
        first = self.article.editions.order_by("live_from").values_list("live_from", flat=True).first()
        return timezone.localdate(first or self.request.moment)

    def text(self):
        """Return everything that the article says itself, as plain text: its dek, blocks and captions."""
        article = self.article
        lead_caption = article.lead_caption or (article.lead_image.caption if article.lead_image else "")
        return "\n".join(filter(None, [article.dek, lead_caption, *(block.as_text() for block in self.blocks)]))

    def get_formset(self, data, **form_kwargs):
        initial = None
        if data is None:
            topics = Topic.objects.visible_to(**form_kwargs).active()
            initial = initial_rows(self.text(), self.published(), self.sources, topics)
        return Rows(data, prefix=PREFIX, initial=initial, form_kwargs={"sources": self.sources, **form_kwargs})

    def get_context_data(self):
        return {"opts": self.article._meta, "original": self.article, "sources": self.sources}

"""“Find dates in this text”: the dates of a working copy as rows, of which an editor takes some as events."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms.utils import ErrorDict
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import MAX_FOUND_DATES, find_dates, find_topics
from articles.models import Article, Source, Topic
from timeline.admin.batch import PREFIX, EnteringAdmin, once_of
from timeline.admin.event_rows import EventRow, EventRows
from timeline.admin.target_timeline import TargetTimelineForm


class FoundRow(EventRow):
    """A date that was found. It counts only when it is taken, and then like every other row."""

    take = forms.BooleanField(label=_("Take this one"), required=False)
    sentence = forms.CharField(widget=forms.HiddenInput, required=False, max_length=5_000)
    found = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    proposed = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = {str(source.pk): source for source in sources}
        if self.sources:
            choices = [
                ("", gettext("Which source says so?")),
                *((key, str(source)) for key, source in self.sources.items()),
            ]
            self.fields["source"] = forms.ChoiceField(label=gettext("Source"), choices=choices, required=False)

    @property
    def is_taken(self):
        """Whether the row was ticked."""
        return self.is_bound and bool(self.data.get(self.add_prefix("take")))

    def full_clean(self):
        """Ask nothing of a row that is not taken."""
        if self.is_bound and not self.is_taken:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def clean_source(self):
        """Return the source that was chosen; without one nothing of the article's says so."""
        if not self.sources:
            return self.cleaned_data["source"]
        if not self.cleaned_data["source"]:
            raise forms.ValidationError(gettext("Choose which of the article's sources says so."))
        return self.sources[self.cleaned_data["source"]]

    @property
    def told(self):
        """The sentence, with the words of the date marked in it."""
        sentence, words = self["sentence"].value() or "", self["found"].value() or ""
        before, found, after = sentence.partition(words) if words else (sentence, "", "")
        return format_html("{}<mark>{}</mark>{}", before, found, after) if found else sentence


class FoundRows(EventRows):
    """The rows of an article; those that are not taken are no events."""

    def filled(self):
        return [(place, form) for place, form in enumerate(self.forms) if form.is_taken]


Rows = forms.formset_factory(FoundRow, FoundRows, extra=0, max_num=MAX_FOUND_DATES, absolute_max=MAX_FOUND_DATES)


def text_of(article, blocks):
    """Return what an article says, its dek included, as one plain text."""
    return "\n".join(filter(None, [article.dek, *(block.as_text() for block in blocks)]))


def sources_of(blocks):
    """Return the sources that blocks rest on."""
    rows = [(row, field) for block in blocks for row, field in block.facts_referred_to()]
    keys = {getattr(row, field.attname) for row, field in rows if field.related_model is Source}
    return list(Source.objects.active().filter(pk__in=keys))


def rows_of(text, year, sources, topics):
    """Return what was found in a text as the initial values of rows; named are these topics (a query set)."""
    known = [topic for topic in topics if topic.name.split() and topic.name.split()[-1] in text]
    named = find_topics(text, known)
    only = str(sources[0].pk) if len(sources) == 1 else ""
    return [
        {
            "date": found.date.words,
            "title": Truncator(found.sentence).chars(200),
            "people": find_topics(found.sentence, named),
            "source": only,
            "sentence": found.sentence,
            "found": found.words,
            "proposed": found.proposed,
        }
        for found in find_dates(text, year)
    ]


class SuggestingAdmin(EnteringAdmin):
    """Mixed into the admin of events: the page of the dates that an article's words hold. It makes none by itself."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.found_page)
        return [path("in/<uuid:pk>/", page, name="timeline_event_found"), *super().get_urls()]

    def found_page(self, request, pk):
        """Show the dates in an article's text; enter those that were taken."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        article = self._article(request, pk)
        blocks = article.blocks()
        sources = sources_of(blocks)
        data = request.POST if request.method == "POST" else None
        year = self._year(article, request.moment)
        who = {"user": request.user, "moment": request.moment}
        topics = Topic.objects.visible_to(**who).active()
        initial = None if data else rows_of(text_of(article, blocks), year, sources, topics)
        rows = Rows(data, prefix=PREFIX, initial=initial, form_kwargs={"sources": sources, **who})
        into, once = TargetTimelineForm(data, **who), once_of(data)
        if data and self.entered(request, rows, into, once):
            return HttpResponseRedirect(reverse("admin:timeline_event_found", args=[pk]))
        context = {
            "title": gettext("Dates in this text"),
            "rows": rows,
            "into": into,
            "once": once,
            "opts": article._meta,
        }
        context |= {"original": article, "sources": sources, "year": year}
        return TemplateResponse(request, "admin/timeline/found.html", self.admin_site.each_context(request) | context)

    def _article(self, request, pk):
        """Return the article, if this person may see it; for anybody else it does not exist."""
        desk = self.admin_site.get_model_admin(Article)
        article = desk.get_object(request, str(pk))
        if article is None or not desk.has_view_or_change_permission(request, article):
            raise Http404
        return article

    def _year(self, article, moment):
        """Return the year in which an article was first published, or the present one."""
        first = article.editions.order_by("live_from").values_list("live_from", flat=True).first()
        return (first or moment).year

"""The form that publishes several articles at one moment."""

import uuid

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.confirmation import ConfirmationForm
from articles.admin.publication.checks import Checks
from articles.admin.publication.confirmation import LaterForm
from articles.admin.publication.publish_form import KINDS
from articles.admin.publication.schedule import NowOrLaterForm
from articles.exceptions import NotTogether, Refusal
from articles.models import MOST_TOGETHER, Edition, Kind, Plan, check_kind, publish_together
from articles.moments import format_moment, moment_of_button


class PlanForm(forms.Form):
    """Asks about one of the articles: the kind of change and the note, unless it is its first edition."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what kind of change it is.")},
    )
    note = forms.CharField(label=_("Note to readers"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, data=None, *, article, user, moment, is_first):
        self.article, self.user, self.moment, self.is_first = article, user, moment, is_first
        initial = {"seen": article.version, "key": uuid.uuid4()}
        super().__init__(data, prefix=str(article.pk), label_suffix="", initial=initial)
        if is_first:
            del self.fields["kind"], self.fields["note"]
        self.later = LaterForm(data, article=article, user=user, moment=moment, prefix=self.prefix)

    def is_valid(self):
        return all([super().is_valid(), self.later.is_valid()])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind"):
            try:
                check_kind(cleaned["kind"], cleaned.get("note", ""))
            except Refusal as refusal:
                self.add_error("note", refusal.messages)
        if cleaned.get("seen") not in (None, self.article.version):
            self.add_error(None, gettext("Somebody saved this article since the page was opened. Look at it again."))
        return cleaned

    def questions(self):
        """Return the visible fields, in the order in which the page shows them."""
        return [*self.visible_fields(), *self.later.visible_fields()]

    @property
    def plan(self):
        """How the article is published."""
        answers = self.cleaned_data
        kind, note = answers.get("kind", Kind.UPDATE), answers.get("note", "")
        return Plan(self.article, kind, note, answers["seen"], self.later.answer, answers["key"])


class TogetherForm(ConfirmationForm):
    """Publishes several articles at one moment: all of them or none."""

    title = _("Publish together")
    page_template = "admin/articles/publication/together.html"

    def __init__(self, data=None, *, articles, user, moment):
        super().__init__(data, user=user)
        self.articles, self.moment = articles[: MOST_TOGETHER + 1], moment
        self.schedule = NowOrLaterForm(data, now=moment)
        begun = Edition.objects.filter(article__in=self.articles, cancelled_at=None)
        published = set(begun.order_by().values_list("article", flat=True))
        self.plans = [
            PlanForm(data, article=article, user=user, moment=moment, is_first=article.pk not in published)
            for article in self.articles
        ]
        self.subforms = [self.schedule]

    @property
    def begins(self):
        """The moment at which the editions begin, as far as it has been chosen."""
        return (self.schedule.moment if self.schedule.is_bound and self.schedule.is_valid() else None) or self.moment

    @cached_property
    def rows(self):
        """The (form, checks) of each article; the articles that go out together are live for one another."""
        paths = [article.address_path for article in self.articles]
        return [
            (plan, Checks(plan.article, self.user, self.begins, plan.article.blocks(), paths)) for plan in self.plans
        ]

    def is_valid(self):
        schedule_is_valid = super().is_valid()
        for plan in self.plans:
            plan.later.begins = self.begins
        return all([schedule_is_valid, *(plan.is_valid() for plan in self.plans)])

    def clean(self):
        cleaned = super().clean()
        if not self.articles:
            self.add_error(None, gettext("Choose articles in the list first."))
        if len(self.articles) > MOST_TOGETHER:
            message = gettext("At most %(count)d articles can be published together. Choose fewer in the list.")
            self.add_error(None, message % {"count": MOST_TOGETHER})
        if any(checks.problems for _plan, checks in self.rows):
            self.add_error(None, gettext("Not all of them can go out. Fix what must be fixed, or leave it out."))
        return cleaned

    def is_done(self):
        """Return whether an earlier click on the same page has published the articles."""
        keys = [self.data.get(plan.add_prefix("key"), "") for plan in self.plans]
        try:
            made = Edition.objects.filter(pk__in=[uuid.UUID(key) for key in keys], article__in=self.articles)
        except ValueError:
            return False
        self.result = list(made) if keys and made.count() == len(keys) else None
        return self.result is not None

    def execute(self):
        try:
            return publish_together([plan.plan for plan in self.plans], self.user, self.schedule.moment)
        except NotTogether as refusal:
            for plan in self.plans:
                if plan.article.pk in refusal.refusals:
                    plan.add_error(None, refusal.refusals[plan.article.pk].messages)
            raise

    def summary(self):
        count = len(self.plans)
        sentence = ngettext(
            "Readers will see %(count)d article %(when)s.", "Readers will see %(count)d articles %(when)s.", count
        )
        at = self.schedule.moment
        when = gettext("from %(moment)s") % {"moment": format_moment(at)} if at else gettext("at once")
        later = " ".join(filter(None, (plan.later.summary() for plan in self.plans)))
        together = gettext("All of them go out, or none.")
        return " ".join(filter(None, [sentence % {"count": count, "when": when}, together, later]))

    def button(self):
        at = self.schedule.moment if self.schedule.is_bound and self.schedule.is_valid() else None
        if at:
            return gettext("Schedule together for %(moment)s") % {"moment": moment_of_button(at, self.moment)}
        return gettext("Publish together now")

    def success_message(self):
        count, is_scheduled = len(self.result), any(edition.live_from > edition.created for edition in self.result)
        message = ngettext("%(count)d article is published.", "%(count)d articles are published.", count)
        if is_scheduled:
            message = ngettext(
                "%(count)d article is scheduled for %(moment)s.",
                "%(count)d articles are scheduled for %(moment)s.",
                count,
            )
        return message % {"count": count, "moment": format_moment(self.result[0].live_from)}

    def all_errors(self):
        errors = super().all_errors()
        return errors | {f"{plan.prefix}-{name}": found for plan in self.plans for name, found in plan.errors.items()}

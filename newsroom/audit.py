"""The log of the desk: who did what, the newest first.

It is read from what already records each act, so that no second record can differ from it: the log of changes to the
readers' site, the steps of working copies, Django's log of the desk's forms, and the records of log-ins. Each has an
index by moment. A page takes as many rows as it shows from each of them and merges these, which costs the same however
long the logs are.
"""

import datetime
from dataclasses import dataclass

from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.accounts import name_of
from articles.models import Change, WorkflowStep
from newsroom.models import AccessRecord

PAGE_SIZE = 50
OF_ACCOUNTS = Q(content_type__app_label="auth")


class Kind(models.TextChoices):
    """A kind of act, and so the log in which it is recorded."""

    READERS = "readers", _("What readers see")
    WORKFLOW = "workflow", _("Working copies sent for edit and approved")
    DESK = "desk", _("Forms of the desk")
    ACCOUNTS = "accounts", _("Accounts and roles")
    ACCESS = "access", _("Log-ins and passwords")


@dataclass
class Act:
    """One act: when, by whom, what, and what about; `about` is the key of the article or the fact."""

    moment: datetime.datetime
    pk: object
    by: str
    action: str
    subject: str = ""
    about: str = ""
    url: str = ""
    note: str = ""


@dataclass
class Source:
    """One of the logs: its rows, the names of their columns, and how they read.

    `columns` are those of moment and person; `about` those of article or fact, none where rows are about neither.
    """

    kind: Kind
    rows: models.QuerySet
    columns: tuple
    about: tuple
    as_act: object

    @property
    def moment(self):
        return self.columns[0]

    @property
    def by(self):
        return self.columns[1]

    def page(self, filters, after):
        """Return the first acts that the filters let through and that come after a place, one more than a page has."""
        rows = self.rows.filter(**{f"{self.by}_id": filters["person"].pk}) if filters.get("person") else self.rows
        if day := filters.get("day"):
            begin = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
            end = timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min))
            rows = rows.filter(**{f"{self.moment}__gte": begin, f"{self.moment}__lt": end})
        if key := filters.get("about"):
            rows = rows.filter(self.is_about(key)) if self.about else rows.none()
        rows = rows.filter(after.condition(self)) if after else rows
        return list(map(self.as_act, rows.order_by(f"-{self.moment}", "-pk")[: PAGE_SIZE + 1]))

    def is_about(self, key):
        """Return the condition for rows about the article or the fact with this key."""
        condition = Q()
        for column in self.about:
            condition |= Q(**{column: key})
        return condition


@dataclass
class Place:
    """A place in the log: after the row with this moment and key, in the log with this number."""

    moment: datetime.datetime
    source: int
    pk: str

    @classmethod
    def parse(cls, text):
        """Return the place that a text names; raise `ValueError` for a text that names none."""
        moment, source, pk = text.split("~")
        moment, number = parse_datetime(moment), int(source)
        if moment is None or timezone.is_naive(moment) or not 0 <= number < len(SOURCES):
            raise ValueError(text)
        try:
            key = SOURCES[number].rows.model._meta.pk.to_python(pk)
            return cls(moment.astimezone(datetime.UTC), number, str(key))
        except (ValidationError, OverflowError) as error:
            raise ValueError(text) from error

    def __str__(self):
        return f"{self.moment.astimezone(datetime.UTC).isoformat()}~{self.source}~{self.pk}".replace("+00:00", "Z")

    def condition(self, source):
        """Return the condition for the rows of a log after this place: at one moment, logs are in order."""
        number, column = SOURCES.index(source), source.moment
        earlier = Q(**{f"{column}__lt": self.moment})
        if number < self.source:
            return earlier
        # Repeated for databases, which start in the middle of an index only because of it.
        not_later = Q(**{f"{column}__lte": self.moment})
        return not_later & (earlier | Q(pk__lt=self.pk)) if number == self.source else not_later


def acts(filters, after=None):
    """Return (the acts of a page, the place after which the next page begins or None)."""
    kind = filters.get("kind")
    pages = [
        [(act, number) for act in source.page(filters, after)]
        for number, source in enumerate(SOURCES)
        if not kind or source.kind == kind
    ]
    # Each page is in its order already, and sorting is stable: the rows of one moment stay as `condition` has them.
    merged = sorted((row for page in pages for row in page), key=lambda row: row[0].moment, reverse=True)
    shown = merged[:PAGE_SIZE]
    last, number = shown[-1] if shown else (None, None)
    following = Place(last.moment, number, str(last.pk)) if len(merged) > PAGE_SIZE else None
    return [act for act, _number in shown], following


# --- how the rows of each log read


def person(account, automatic=False):
    """Return who did something: a name, a command or an import, or an account that was deleted."""
    return name_of(account) or (gettext("A command") if automatic else gettext("A deleted account"))


def form_url(app, model, key):
    """Return the address of a row's form at the desk; empty for rows that have none."""
    try:
        return reverse(f"admin:{app}_{model}_change", args=[key])
    except NoReverseMatch:
        return ""


def of_change(change):
    """Return a line of the log of changes to the readers' site as an act."""
    article = change.article
    subject, url = change.name, ""
    if article is not None:
        url = form_url("articles", "article", article.pk)
        subject = " · ".join(filter(None, [change.name, article.headline]))
    if change.edition:
        subject = gettext("%(headline)s, edition %(number)s") % {
            "headline": change.edition.headline,
            "number": change.edition.number,
        }
    note = " · ".join(filter(None, [change.kind and change.get_kind_display(), change.note]))
    about = str(change.fact or change.article_id or "")
    by = person(change.by, change.automatic)
    return Act(change.moment, change.pk, by, change.get_verb_display(), subject, about, url, note)


def of_step(step):
    """Return a step of a working copy as an act."""
    url = form_url("articles", "article", step.article_id)
    state = gettext("set to “%(state)s”") % {"state": step.get_state_display()}
    about = str(step.article_id)
    return Act(step.moment, step.pk, person(step.by), state, step.article.headline, about, url, step.note)


def of_entry(entry):
    """Return an entry of Django's log as an act."""
    names = {ADDITION: gettext("added"), DELETION: gettext("deleted")}
    action = names.get(entry.action_flag, gettext("changed"))
    kind = entry.content_type
    url = ""
    if kind and entry.action_flag != DELETION:
        url = form_url(kind.app_label, kind.model, entry.object_id)
    note = entry.get_change_message() if entry.is_change() else ""
    about = entry.object_id if kind and kind.app_label != "auth" else ""
    return Act(entry.action_time, entry.pk, person(entry.user), action, entry.object_repr, about, url, note)


def of_access(record):
    """Return a record of an access as an act."""
    by = name_of(record.account) or gettext("Somebody, with a name that no account has,")
    return Act(record.moment, record.pk, by, record.get_action_display())


ENTRIES = LogEntry.objects.select_related("user", "content_type")
CHANGES = Change.objects.select_related("by", "article", "edition")
STEPS = WorkflowStep.objects.select_related("by", "article")
ACCESSES = AccessRecord.objects.select_related("account")
# In the order that rows of one moment have.
SOURCES = [
    Source(Kind.READERS, CHANGES, ("moment", "by"), ("article", "fact"), of_change),
    Source(Kind.WORKFLOW, STEPS, ("moment", "by"), ("article",), of_step),
    Source(Kind.DESK, ENTRIES.exclude(OF_ACCOUNTS), ("action_time", "user"), ("object_id",), of_entry),
    Source(Kind.ACCOUNTS, ENTRIES.filter(OF_ACCOUNTS), ("action_time", "user"), (), of_entry),
    Source(Kind.ACCESS, ACCESSES, ("moment", "account"), (), of_access),
]

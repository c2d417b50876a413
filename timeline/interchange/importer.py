"""Importing what a file says: all of it in one transaction or nothing, and no event twice."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import UnusedSlugs
from articles.exceptions import Refusal
from articles.models import Generation, Kind, Source, Topic, check_kind, permissions, record
from articles.text import fold, one_line, slug_of
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.schema import MAX_REMARKS, UnreadableFile
from timeline.models import Entry, Event, Timeline, event_slug

BATCH_SIZE = 500  # names in one query: SQLite's older releases allow 999 parameters


class Outcome(models.TextChoices):
    """What an import does with an event."""

    CREATED = "new", _("new")
    KNOWN = "known", _("known")
    DIFFERS = "differs", _("known, but different here: not changed")
    UPDATED = "updated", _("updated")


@dataclass
class ReportLine:
    """What an import did with one event of a file."""

    where: str
    date: str
    title: str
    outcome: Outcome

    def __str__(self):
        return f"{self.where}: {self.outcome.label}: {self.date}: {self.title}"


@dataclass
class Report:
    """What an import did, or would do: the timeline, a line for every event, and the remarks.

    `changes_public` says whether readers see what it changes. The import then needs the timeline's slug, the kind of
    change and the note to readers.
    """

    timeline: Timeline
    is_new: bool
    format: str
    lines: list[ReportLine] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    changes_public: bool = False

    def add_remark(self, where, message):
        """Add a remark, unless there are too many to be read."""
        if len(self.remarks) < MAX_REMARKS:
            self.remarks.append((where, message))

    def count(self, outcome):
        """Return the number of events with an outcome."""
        return [line.outcome for line in self.lines].count(outcome)


def permissions_to_import(update=False):
    """Return the permissions that an import needs; `record` asks for more where readers see what changes."""
    needed = (*permissions.on(Timeline, "add", "change"), *permissions.on(Event, "add"))
    return (*needed, *permissions.TO_PUBLISH) if update else needed


def import_timeline(imported, *, name="", slug="", by=None, update=False, dry_run=False, kind=None, note=""):
    """Store an `ImportedTimeline` as a curated timeline and return the `Report`.

    The timeline is the one with this slug, or a new one with the title of the file, or else with `name`. Events that
    it has already are recognised by their ids and left unchanged; with `update`, they are changed to what the file
    says. Nothing is fetched. Nothing becomes public, unless the timeline is: it must then be named by `slug`, and
    `kind` and `note` must say what kind of change it is (see `Report.changes_public`, which a dry run returns without
    asking for any of them).

    Raises `Refusal`, such as `NotAllowed` or `UnreadableFile`, and then nothing is stored.
    """
    permissions.check(by, permissions_to_import(update))
    with transaction.atomic():
        report = _Import(imported, name, slug, by, update, kind or Kind.MINOR, note).run()
        if dry_run:
            transaction.set_rollback(True)
        elif report.changes_public:
            check_public_change(report.timeline, slug, kind, note)
    return report


def check_public_change(timeline, slug, kind, note):
    """Raise `Refusal` unless the public timeline was named, and the kind of change and the note were given."""
    names = {"timeline": timeline, "slug": timeline.slug}
    if not slug:
        raise Refusal(
            gettext(
                "Readers see the timeline “%(timeline)s”, or an event of it that would change. To import into it, name "
                "it: --timeline %(slug)s. To make a new one, give another name."
            )
            % names
        )
    if kind is None:
        raise Refusal(
            gettext(
                "Readers see what would change in the timeline “%(timeline)s”. Say what kind of change it is with "
                "--kind update, correction or minor, and add a note to readers with --note."
            )
            % names
        )
    check_kind(kind, note)


class _Import:
    """One import into one timeline."""

    def __init__(self, imported, name, slug, by, update, kind, note):
        self.imported, self.by, self.update, self.kind, self.note = imported, by, update, kind, note
        self.moment = Generation.objects.publishing_moment()
        self.timeline, is_new = self._timeline(one_line(imported.title or name) or "Timeline", slug)
        self.report = Report(self.timeline, is_new, imported.format, remarks=list(imported.remarks))
        self.is_public = not is_new and self.timeline.is_public(self.moment)
        self.report.changes_public = self.is_public and not slug
        self.known = {entry.name: entry for entry in self.timeline.entries.select_related("event")}
        self.slugs = UnusedSlugs(Event.objects.values_list("slug", flat=True))
        extensions = [item.extension for item in imported.events if item.extension]
        names = {name for extension in extensions for name in (extension["speaker"], *extension["people"])}
        titles = {extension["said_in"] for extension in extensions}
        titles |= {citation["title"] for extension in extensions for citation in extension["citations"]}
        self.topics = rows_by_name(Topic.objects.active().order_by("pk"), names)
        self.sources = rows_by_name(Source.objects.active().order_by("pk"), titles)

    def _timeline(self, title, slug):
        """Return (the timeline of this slug, locked, or a new one; whether it is new)."""
        if slug != slug_of(slug, 100):
            raise Refusal(
                gettext("“%(slug)s” cannot be the slug of a timeline. Use small letters, digits and hyphens.")
                % {"slug": excerpt(slug)}
            )
        slug = slug or slug_of(title, 100) or "timeline"
        timeline = Timeline.objects.select_for_update().filter(slug=slug).first()
        if timeline is None:
            return Timeline.objects.create(title=title[:200], slug=slug, dek=self.imported.dek), True
        if timeline.has_rule or not timeline.is_active:
            raise Refusal(
                gettext("Events cannot be imported into “%(timeline)s”: it is made by a rule, or no longer exists.")
                % {"timeline": timeline}
            )
        return timeline, False

    def run(self):
        """Store everything; return the report."""
        for position, item in enumerate(self.imported.events):
            entry = self.known.get(item.unique_id)
            if entry:
                outcome, event = self._compare(entry, item)
            else:
                outcome, event = Outcome.CREATED, self._create(item, position)
            self.report.lines.append(ReportLine(item.where, event.date.words, item.title, outcome))
        if self.report.is_new:
            for era in self.imported.eras:
                self.timeline.eras.create(title=era.title, start=era.start, end=era.end)
        record(self.timeline, self.by, self.kind, self.note)
        Generation.objects.raise_at(Generation.objects.publishing_moment())
        return self.report

    def _create(self, item, position):
        """Create an event with its people, citations and entry in the timeline; return it."""
        columns = self._columns(item)
        event = Event(slug=self.slugs.make(event_slug(item.title, item.date)), **columns)
        self._save(event, item)
        self._add_parts(event, item)
        title = item.title if columns["title"] != item.title else ""
        Entry.objects.create(
            timeline=self.timeline,
            event=event,
            position=position,
            unique_id=item.unique_id,
            title=title,
            highlight=item.extension.get("highlight", False),
        )
        record(event, self.by)
        self.report.changes_public |= self.is_public
        return event

    def _save(self, event, item):
        """Validate and save an event. Raises `UnreadableFile` with its place in the file."""
        try:
            event.clean_fields(exclude=["image"])
        except ValidationError as error:
            raise UnreadableFile([(item.where, " ".join(error.messages))]) from error
        event.save()

    def _compare(self, entry, item):
        """Compare a known event with the file, and change it if the import may; return (outcome, event)."""
        event, columns = entry.event, self._columns(item)
        different = {name: value for name, value in columns.items() if getattr(event, name) != value}
        if not different:
            return Outcome.KNOWN, event
        if not self.update:
            return Outcome.DIFFERS, event
        if not different.keys() <= set(Event.internal_columns):
            self.report.changes_public |= event.is_public(self.moment)
        for name, value in different.items():
            setattr(event, name, value)
        self._save(event, item)
        record(event, self.by, self.kind, self.note)
        return Outcome.UPDATED, event

    def _columns(self, item):
        """Return the columns of an event. A quotation needs a speaker: without a known one it becomes text."""
        extension = item.extension
        if not extension:
            return {"date": item.date, "title": item.title, "text": item.text, "desk_note": item.note}
        speaker = self._topic(extension["speaker"], item)
        said_in = self._source(extension["said_in"], "", item) if extension["said_in"] else None
        quotation, text = extension["quotation"], extension["text"]
        if quotation and speaker is None:
            quotation, text = "", f"{text}\n\n“{quotation}”".strip()
        return {
            "date": item.date,
            "title": extension["own_title"] or item.title,
            "text": text,
            "quotation": quotation,
            "speaker_id": speaker and speaker.pk,
            "said_in_id": said_in and said_in.pk,
            **{name: extension[name] for name in ("note", "status", "quotation_kind", "said_at")},
        }

    def _add_parts(self, event, item):
        """Add the people and citations of an extension whose topics and sources are known here."""
        people = [self._topic(name, item) for name in item.extension.get("people", [])]
        for position, topic in enumerate(dict.fromkeys(filter(None, people))):
            event.people.create(topic=topic, position=position)
        for position, citation in enumerate(item.extension.get("citations", [])):
            if source := self._source(citation["title"], citation["publisher"], item):
                columns = {name: citation[name] for name in ("locator", "quotation", "accessed")}
                event.citations.create(source=source, position=position, **columns)

    def _topic(self, name, item):
        """Return the topic with a name, or None; an import never creates topics."""
        if not name:
            return None
        if topics := self.topics.get(fold(name)):
            return next((topic for topic in topics if topic.name == name), topics[0])
        message = gettext("no topic named “%(name)s”; add it and link it by hand")
        self.report.add_remark(item.where, message % {"name": excerpt(name)})
        return None

    def _source(self, title, publisher, item):
        """Return the source with a title and, if given, a publisher, or None; an import never creates sources."""
        sources = self.sources.get(fold(title), ())
        sources = [s for s in sources if not publisher or fold(s.publisher) == fold(publisher)]
        if sources:
            return next((source for source in sources if source.title == title), sources[0])
        message = gettext("no source named “%(title)s”; add it and cite it by hand")
        self.report.add_remark(item.where, message % {"title": excerpt(title)})
        return None


def rows_by_name(queryset, names):
    """Return the rows with one of the names, by the folded name: a few queries, however many names there are."""
    names, rows = sorted(names - {""}), {}
    for start in range(0, len(names), BATCH_SIZE):
        for row in queryset.filter(folded__in=names[start : start + BATCH_SIZE]):
            rows.setdefault(row.folded, []).append(row)
    return rows

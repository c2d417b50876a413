"""Storing what a file says: all of it in one transaction or none, and nothing twice."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from articles.addresses import UnusedSlugs
from articles.exceptions import Refusal
from articles.models import Generation, Kind, Source, Topic, check_kind, permissions, record
from articles.text import one_line
from timeline.interchange.html_to_text import echoed
from timeline.interchange.schema import MOST_LINES, Unreadable
from timeline.models import Entry, Event, Timeline, event_slug

BATCH = 500  # names in one query
CREATED, KNOWN, DIFFERS, UPDATED = "new", "known", "known, and differs here: left as it is", "updated"


@dataclass
class Line:
    """What became of one event of a file."""

    where: str
    date: str
    title: str
    outcome: str
    event: Event

    def __str__(self):
        return f"{self.where}: {self.outcome}: {self.date}: {self.title}"


@dataclass
class Report:
    """What an import did, or would do: the timeline, a line for every event, and the remarks.

    `for_readers` tells whether readers see what it changes, so that they are told of it: the import then needs the
    timeline named, the kind of change and the note.
    """

    timeline: Timeline
    is_new: bool
    shape: str
    lines: list[Line] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    for_readers: bool = False

    def remark(self, where, sentence):
        """Note something that an editor should look at."""
        if len(self.remarks) < MOST_LINES:
            self.remarks.append((where, sentence))

    def count(self, outcome):
        """How many events had an outcome."""
        return sum(line.outcome == outcome for line in self.lines)


class _Undo(Exception):
    """Raised to leave a dry run without a trace."""


def to_import(update=False):
    """Return what it takes to import a timeline; what readers see takes more, which `record` asks for."""
    needs = (*permissions.on(Timeline, "add", "change"), *permissions.on(Event, "add"))
    return (*needs, *permissions.TO_PUBLISH) if update else needs


def import_sheet(sheet, *, name="", slug="", by=None, update=False, dry_run=False, told=None):
    """Store a `ImportedTimeline` as a curated timeline and return the `Report`.

    The timeline is the one with this slug, or one made from the sheet's title (or else from `name`, the file's). Events
    it has already are known by their ids and left as they are, or take the file's words where `update`. Nothing is
    fetched, and nothing made public but in a timeline that is. Such a timeline must be named by `slug`, and where
    readers see what changes, `told` must be the kind of change and the note to them (see `Report.for_readers`, which a
    dry run gives without asking for either). Raises `Refusal`, such as `NotAllowed`, and then nothing is stored.
    """
    permissions.check(by, to_import(update))
    report = None
    try:
        with transaction.atomic():
            report = _Import(sheet, name, slug, by, update, told).run()
            if dry_run:
                raise _Undo
            if report.for_readers:
                check_answers(report.timeline, slug, told)
    except _Undo:
        pass
    return report


def check_answers(timeline, slug, told):
    """Refuse to change what readers see in a timeline that was not named, or without saying what they are told."""
    answers = {"timeline": timeline, "slug": timeline.slug}
    if not slug:
        raise Refusal(
            gettext(
                "Readers see the timeline “%(timeline)s”, or an event of it that would change. To import into it, name "
                "it: --timeline %(slug)s. To make a new one, give another name."
            )
            % answers
        )
    if told is None:
        raise Refusal(
            gettext(
                "Readers see what would change in the timeline “%(timeline)s”. Say what kind of change it is, and what "
                "they are told: --kind update, correction or minor, and --note with a sentence."
            )
            % answers
        )
    check_kind(*told)


class _Import:
    """One import: what is known already, and what it does."""

    def __init__(self, sheet, name, slug, by, update, told):
        self.sheet, self.by, self.update, self.told = sheet, by, update, told or (Kind.MINOR, "")
        self.moment = Generation.objects.publishing_moment()
        self.timeline, is_new = self._timeline(one_line(sheet.title or name) or "Timeline", slug)
        self.report = Report(self.timeline, is_new, sheet.shape, remarks=list(sheet.remarks))
        self.is_public = not is_new and self.timeline.is_public(self.moment)
        self.report.for_readers = self.is_public and not slug
        self.known = {entry.name: entry for entry in self.timeline.entries.select_related("event")}
        self.slugs = UnusedSlugs(Event.objects.values_list("slug", flat=True))
        self.linked = Linked(sheet)

    def _timeline(self, title, slug):
        """Return (the timeline of this slug, locked, or a new one; whether it is new)."""
        if slug != slugify(slug)[:100]:
            raise Refusal(
                gettext("“%(slug)s” cannot be the slug of a timeline. Write small letters, digits and hyphens.")
                % {"slug": echoed(slug)}
            )
        slug = slug or slugify(title)[:100].strip("-") or "timeline"
        found = Timeline.objects.select_for_update().filter(slug=slug).first()
        if found and (found.has_rule or not found.is_active):
            raise Refusal(
                gettext("The timeline “%(timeline)s” is made by a rule, or gone. Import into another.")
                % {"timeline": found}
            )
        if found:
            return found, False
        return Timeline.objects.create(title=title[:200], slug=slug, dek=self.sheet.dek), True

    def run(self):
        """Store everything; return the report."""
        for place, item in enumerate(self.sheet.events):
            entry = self.known.get(item.unique_id)
            outcome, event = self._meet(entry, item) if entry else (CREATED, self._create(item, place))
            self.report.lines.append(Line(item.where, event.date.words, item.title, outcome, event))
        if self.report.is_new:
            for era in self.sheet.eras:
                self.timeline.eras.create(title=era.title, start=era.start, end=era.end)
        record(self.timeline, self.by, *self.told)
        Generation.objects.raise_at(Generation.objects.publishing_moment())
        return self.report

    def _create(self, item, place):
        """Make an event with its parts and its place in the timeline; return it."""
        own = item.own or {}
        columns = self._columns(item)
        event = Event(slug=self.slugs.make(event_slug(item.title, item.date)), **columns)
        self._save(event, item)
        self._add_parts(event, own, item)
        title = item.title if columns["title"] != item.title else ""
        Entry.objects.create(
            timeline=self.timeline,
            event=event,
            position=place,
            unique_id=item.unique_id,
            title=title,
            highlight=bool(own.get("highlight")),
        )
        record(event, self.by)
        self.report.for_readers |= self.is_public
        return event

    def _save(self, event, item):
        """Save an event whose columns are in order. Raises `Unreadable` with its place in the file."""
        try:
            event.clean_fields(exclude=["image"])
        except ValidationError as error:
            raise Unreadable([(item.where, " ".join(error.messages))]) from error
        event.save()

    def _meet(self, entry, item):
        """Compare an event that is known with what the file says of it; return (outcome, event)."""
        event, columns = entry.event, self._columns(item)
        different = {name: value for name, value in columns.items() if getattr(event, name) != value}
        if not different:
            return KNOWN, event
        if not self.update:
            return DIFFERS, event
        if not different.keys() <= set(Event.internal_columns):
            self.report.for_readers |= event.is_public(self.moment)
        for name, value in different.items():
            setattr(event, name, value)
        self._save(event, item)
        record(event, self.by, *self.told)
        return UPDATED, event

    def _columns(self, item):
        """Return the columns of an event; words whose speaker is not known here are kept in the text."""
        own = item.own
        if own is None:
            return {"date": item.date, "title": item.title, "text": item.text, "desk_note": item.note}
        speaker = self._topic(own["speaker"], item)
        said_in = self._source({"title": own["said_in"]}, item) if own["said_in"] else None
        words, text = own["quotation"], own["text"]
        if words and speaker is None:
            words, text = "", f"{text}\n\n“{words}”".strip()
        return {
            "date": item.date,
            "title": own["own_title"] or item.title,
            "text": text,
            "note": own["note"],
            "status": own["status"],
            "quotation": words,
            "quotation_kind": own["quotation_kind"],
            "speaker_id": speaker and speaker.pk,
            "said_in_id": said_in and said_in.pk,
            "said_at": own["said_at"],
        }

    def _add_parts(self, event, own, item):
        """Add the people and citations that our own exports name and that are known here."""
        people = [self._topic(name, item) for name in own.get("people", [])]
        for place, topic in enumerate(dict.fromkeys(filter(None, people))):
            event.people.create(topic=topic, position=place)
        for place, said in enumerate(own.get("citations", [])):
            if source := self._source(said, item):
                columns = {name: said[name] for name in ("locator", "quotation", "accessed")}
                event.citations.create(source=source, position=place, **columns)

    def _topic(self, name, item):
        """Return the topic of a name, or None; topics are never made from a file."""
        if not name:
            return None
        found = self.linked.topics.get(name)
        if found is None:
            said = f"no topic here is called “{echoed(name)}”; add it and link it by hand"
            self.report.remark(item.where, said)
        return found

    def _source(self, said, item):
        """Return the source of a title and, if given, a publisher, or None; sources are never made from a file."""
        title, publisher = said["title"], said.get("publisher")
        found = [s for s in self.linked.sources.get(title, ()) if not publisher or s.publisher == publisher]
        if not found:
            named = f"no source here is called “{echoed(title)}”; add it and cite it by hand"
            self.report.remark(item.where, named)
        return found[0] if found else None


class Linked:
    """The topics and sources here that a sheet names, by their names: in a few queries, however many it names."""

    def __init__(self, sheet):
        owns = [record.own for record in sheet.events if record.own]
        names = {name for own in owns for name in [own["speaker"], *own["people"]]}
        titles = {title for own in owns for title in [own["said_in"], *(said["title"] for said in own["citations"])]}
        self.topics, self.sources = {}, {}
        for some in batched(names - {""}):
            for topic in Topic.objects.active().filter(name__in=some).order_by("name", "pk"):
                self.topics.setdefault(topic.name, topic)
        for some in batched(titles - {""}):
            for source in Source.objects.active().filter(title__in=some).order_by("pk"):
                self.sources.setdefault(source.title, []).append(source)


def batched(values):
    """Yield the values in lists that a query can take."""
    values = sorted(values)
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]

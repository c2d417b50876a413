"""Storing what a file says: all of it in one transaction or none, and nothing twice."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.text import slugify
from django.utils.translation import gettext

from articles.models import Generation, Kind, Source, Topic, permissions, record
from articles.refusals import Refusal
from timeline.models import Entry, Event, Timeline

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
    """What an import did, or would do: the timeline, a line for every event, and the remarks."""

    timeline: Timeline
    is_new: bool
    shape: str
    lines: list[Line] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome):
        """How many events had an outcome."""
        return sum(line.outcome == outcome for line in self.lines)


class _Undo(Exception):
    """Raised to leave a dry run without a trace."""


def to_import(update=False):
    """Return what it takes to import a timeline; what readers see takes more, which `record` asks for."""
    needs = (*permissions.on(Timeline, "add", "change"), *permissions.on(Event, "add"))
    return (*needs, *permissions.TO_PUBLISH) if update else needs


def import_sheet(sheet, *, name="", slug="", by=None, update=False, dry_run=False, told=(Kind.UPDATE, "")):
    """Store a `Sheet` as a curated timeline and return the `Report`.

    The timeline is the one with this slug, or one made from the sheet's title (or else from `name`, the file's). Events
    it has already are known by their ids and left as they are, or take the file's words where `update`. Nothing is
    fetched, and nothing made public but in a timeline that is; `told` is the kind of change and the note for readers of
    what is public. Raises `Refusal`, such as `NotAllowed`, and then nothing is stored.
    """
    permissions.check(by, to_import(update))
    report = None
    try:
        with transaction.atomic():
            report = _Import(sheet, name, slug, by, update, told).run()
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    return report


class _Import:
    """One import: what is known already, and what it does."""

    def __init__(self, sheet, name, slug, by, update, told):
        self.sheet, self.by, self.update, self.told = sheet, by, update, told
        self.timeline, is_new = self._timeline(sheet.title or name or "Timeline", slug)
        self.report = Report(self.timeline, is_new, sheet.shape, remarks=list(sheet.remarks))
        self.known = {entry.name: entry for entry in self.timeline.entries.select_related("event")}
        self.slugs = set(Event.objects.values_list("slug", flat=True))

    def _timeline(self, title, slug):
        """Return (the timeline of this slug, locked, or a new one; whether it is new)."""
        slug = slug or slugify(title)[:100].strip("-") or "timeline"
        found = Timeline.objects.select_for_update().filter(slug=slug).first()
        if found and (found.is_ruled or not found.stands):
            raise Refusal(
                gettext("The timeline “%(timeline)s” is made by a rule, or gone. Import into another.")
                % {"timeline": found}
            )
        if found:
            return found, False
        return Timeline.objects.create(title=title[:200], slug=slug, dek=self.sheet.dek), True

    def run(self):
        """Store everything; return the report."""
        for place, item in enumerate(self.sheet.records):
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
        event = Event(slug=self._free_slug(item), **columns)
        event.clean_fields(exclude=["image"])
        event.save()
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
        return event

    def _meet(self, entry, item):
        """Compare an event that is known with what the file says of it; return (outcome, event)."""
        event, columns = entry.event, self._columns(item)
        different = {name: value for name, value in columns.items() if getattr(event, name) != value}
        if not different:
            return KNOWN, event
        if not self.update:
            return DIFFERS, event
        for name, value in different.items():
            setattr(event, name, value)
        event.save()
        record(event, self.by, *self.told)
        return UPDATED, event

    def _columns(self, item):
        """Return the columns of an event; words whose speaker is not known here are kept in the text."""
        own = item.own or {}
        if not own:
            return {"date": item.date, "title": item.title, "text": item.text, "note": item.note}
        speaker = self._topic(own.get("speaker"), item)
        said_in = self._source({"title": own.get("said_in")}, item) if own.get("said_in") else None
        words, text = str(own.get("quotation") or ""), str(own.get("text") or "")
        if words and speaker is None:
            words, text = "", f"{text}\n\n“{words}”".strip()
        return {
            "date": item.date,
            "title": str(own.get("own_title") or item.title)[:200],
            "text": text,
            "note": str(own.get("note") or ""),
            "status": one_of(Event.Status, own.get("status")),
            "quotation": words,
            "quotation_kind": one_of(Event.Words, own.get("quotation_kind")),
            "speaker_id": speaker and speaker.pk,
            "said_in_id": said_in and said_in.pk,
            "said_at": str(own.get("said_at") or "")[:80],
        }

    def _add_parts(self, event, own, item):
        """Add the people and citations that our own exports name and that are known here."""
        people = [self._topic(name, item) for name in own.get("people") or []]
        for place, topic in enumerate(dict.fromkeys(filter(None, people))):
            event.people.create(topic=topic, position=place)
        for place, said in enumerate(own.get("citations") or []):
            if source := self._source(said, item):
                event.citations.create(
                    source=source,
                    position=place,
                    locator=str(said.get("locator") or "")[:80],
                    quotation=str(said.get("quotation") or ""),
                    accessed=parse_date(str(said.get("accessed") or "")),
                )

    def _topic(self, name, item):
        """Return the topic of a name, or None; topics are never made from a file."""
        if not name:
            return None
        found = Topic.objects.standing().filter(name=str(name)[:200]).first()
        if found is None:
            self.report.remarks.append((item.where, f"no topic here is called “{name}”; add it and link it by hand"))
        return found

    def _source(self, said, item):
        """Return the source of a title and, if given, a publisher, or None; sources are never made from a file."""
        title, publisher = str(said.get("title") or "")[:300], str(said.get("publisher") or "")
        found = Source.objects.standing().filter(title=title)
        if publisher:
            found = found.filter(publisher=publisher)
        source = found.order_by("pk").first()
        if source is None:
            self.report.remarks.append((item.where, f"no source here is called “{title}”; add it and cite it by hand"))
        return source

    def _free_slug(self, item):
        """Return a slug for a new event that no event has."""
        stem = slugify(item.title)[:80].strip("-") or f"event-{item.date.sort_key[0]}"
        slug, number = stem, 1
        while slug in self.slugs:
            number += 1
            slug = f"{stem}-{number}"
        self.slugs.add(slug)
        return slug


def one_of(choices, value):
    """Return the value if it is one of the choices, otherwise the first of them."""
    return value if value in choices.values else choices.values[0]

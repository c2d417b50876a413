"""Importing what a file says: all of it in one transaction or nothing, and no event twice."""

import copy
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from articles.addresses import UnusedSlugs
from articles.exceptions import Refusal
from articles.models import Generation, Kind, check_kind, permissions, record
from articles.text import one_line, slug_of
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.matching import is_same_era, match_era, match_events
from timeline.interchange.names import KnownNames
from timeline.interchange.report import Outcome, Report, ReportLine
from timeline.interchange.schema import MAX_TITLE_LENGTH, UnreadableFile
from timeline.models import Citation, Entry, Event, EventPerson, Timeline, event_slug


class TimelineExists(Refusal):
    """There is a timeline with the title of a file already: a person must say whether the file is about the same."""

    def __init__(self, timeline):
        self.timeline = timeline
        message = gettext(
            "There is a timeline “%(timeline)s” already. To import into it, name it: --timeline %(slug)s. To make "
            "another one with that title: --new."
        )
        super().__init__(message % {"timeline": timeline, "slug": timeline.slug})


def permissions_to_import(update=False):
    """Return the permissions that an import needs; `record` asks for more where readers see what changes."""
    needed = (*permissions.on(Timeline, "add", "change"), *permissions.on(Event, "add"))
    return (*needed, *permissions.TO_PUBLISH) if update else needed


def import_timeline(imported, *, name="", slug="", new=False, by=None, update=False, dry_run=False, kind=None, note=""):
    """Store an `ImportedTimeline` as a curated timeline and return the `Report`.

    The timeline is the one with this slug, or a new one of this slug. Without a slug it is a new one with the title of
    the file, or else with `name`; where there is one with that title already, `new` says that this is another one.
    Events and eras that the timeline has already are left unchanged; with `update`, they are changed to what the file
    says. Nothing is fetched. Nothing becomes public, unless the timeline is: `kind` and `note` must then say what kind
    of change it is (see `Report.changes_public`, which a dry run returns without asking for them).

    Raises `Refusal`, such as `TimelineExists`, `NotAllowed` or `UnreadableFile`, and then nothing is stored.
    """
    permissions.check(by, permissions_to_import(update))
    with transaction.atomic():
        timeline, is_new = find_timeline(imported, name, slug, new)
        report = _Import(imported, timeline, is_new, by, update, kind or Kind.MINOR, note).run()
        if dry_run:
            transaction.set_rollback(True)
        elif report.changes_public:
            check_public_change(report.timeline, kind, note)
    return report


def check_public_change(timeline, kind, note):
    """Raise `Refusal` unless the kind of change and the note were given."""
    if kind is None:
        raise Refusal(
            gettext(
                "Readers see what would change in the timeline “%(timeline)s”. Say what kind of change it is with "
                "--kind update, correction or minor, and add a note to readers with --note."
            )
            % {"timeline": timeline}
        )
    check_kind(kind, note)


def find_timeline(imported, name, slug, new):
    """Return (the timeline of this slug, locked, or a new one; whether it is new). Raises `Refusal`."""
    if slug != slug_of(slug, 100):
        raise Refusal(
            gettext("“%(slug)s” cannot be the slug of a timeline. Use small letters, digits and hyphens.")
            % {"slug": excerpt(slug)}
        )
    title = one_line(imported.title or name) or "Timeline"
    wanted = slug or slug_of(title, 100) or "timeline"
    timeline = Timeline.objects.select_for_update().filter(slug=wanted).first()
    if timeline is None or (new and not slug):
        unused = Timeline.objects.unused_slug(wanted)
        return Timeline.objects.create(title=title[:MAX_TITLE_LENGTH], slug=unused, dek=imported.dek), True
    if not slug:
        raise TimelineExists(timeline)
    if timeline.has_rule or not timeline.is_active:
        raise Refusal(
            gettext("Events cannot be imported into “%(timeline)s”: it is made by a rule, or no longer exists.")
            % {"timeline": timeline}
        )
    return timeline, False


class _Import:
    """One import into one timeline."""

    def __init__(self, imported, timeline, is_new, by, update, kind, note):
        self.imported, self.timeline, self.is_new = imported, timeline, is_new
        self.by, self.update, self.kind, self.note = by, update, kind, note
        self.moment = Generation.objects.publishing_moment()
        self.report = Report(timeline, is_new, imported.format, left_out=list(imported.errors))
        self.report.remarks = copy.copy(imported.remarks)
        self.is_public = not is_new and timeline.is_public(self.moment)
        self.entries = list(timeline.entries.select_related("event"))
        self.slugs = UnusedSlugs(Event.objects.values_list("slug", flat=True))
        self.names = KnownNames(imported.events, self.report.remarks)
        self.people = rows_by_event(EventPerson, timeline, is_new)
        self.citations = rows_by_event(Citation, timeline, is_new)

    def run(self):
        """Store everything; return the report."""
        self._report_what_stays()
        items = self.imported.events
        known, like = match_events(self.entries, items)
        positions = self._positions()
        for place, item in enumerate(items):
            entry = known.get(place) or (self.update and like.get(place))
            if entry:
                line = self._compare(entry, item)
            else:
                event = self._create(item, positions[place])
                line = ReportLine(item.where, event.date.words, item.title, Outcome.CREATED)
                self._report_like(like.get(place), item)
            self.report.lines.append(line)
        for era in self.imported.eras:
            self.report.eras.append(self._import_era(era))
        record(self.timeline, self.by, self.kind, self.note)
        Generation.objects.raise_at(Generation.objects.publishing_moment())
        return self.report

    def _positions(self):
        """Return the position of every event of the file as a new entry: after the known ones, by the time of day.

        The position decides among events of equal date.
        """
        first = max((entry.position for entry in self.entries), default=-1) + 1
        by_time = sorted(range(len(self.imported.events)), key=lambda place: self.imported.events[place].time)
        return {place: first + position for position, place in enumerate(by_time)}

    def _report_what_stays(self):
        """Add a remark where the timeline that is imported into has another title or text than the file."""
        for label, said, here in (
            (gettext("the title"), self.imported.title, self.timeline.title),
            (gettext("the text of the whole timeline"), self.imported.dek, self.timeline.dek),
        ):
            if said and said != here:
                message = gettext("the file has “%(said)s”; the timeline has “%(here)s” and keeps it")
                if self.is_new:
                    message = gettext("the file has “%(said)s”, which is too long; it is cut: “%(here)s”")
                values = {"said": excerpt(said, 300), "here": excerpt(here, 300)}
                self.report.remarks.add(label, message % values)

    def _report_like(self, entry, item):
        """Add a remark where a new event may be a corrected one that the timeline has."""
        if entry:
            message = gettext(
                "the timeline has “%(title)s” (%(date)s) already; if the file corrects it, import it as an update"
            )
            values = {"title": excerpt(entry.event.title, 200), "date": entry.event.date.words}
            self.report.remarks.add(item.where, message % values)

    def _create(self, item, position):
        """Create an event with its people, citations and entry in the timeline; return it."""
        columns = self._columns(item)
        event = Event(slug=self.slugs.make(event_slug(item.title, item.date)), **columns)
        parts = self._parts(item)
        missing = self.names.missing.get(item.where, ())
        event.desk_note = "\n".join(filter(None, [item.note, *missing]))
        self._save(event, item)
        self._set_parts(event, parts)
        title, highlight = self._entry_values(item)
        Entry.objects.create(
            timeline=self.timeline,
            event=event,
            position=position,
            unique_id=item.unique_id,
            title=title,
            highlight=highlight,
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
        """Compare a known event with the file, and change it if the import may; return the line of the report."""
        event, columns = entry.event, self._columns(item)
        if not item.extension:
            columns["desk_note"] = item.note
        different = {name: value for name, value in columns.items() if getattr(event, name) != value}
        parts = self._different_parts(event, item)
        own = self._different_entry(entry, item)
        line = ReportLine(item.where, event.date.words, item.title, Outcome.KNOWN)
        if not (different or parts or own):
            return line
        line.outcome = Outcome.DIFFERS
        if self.update:
            line.before = self._changes(event, different, parts, own)
            self._update(entry, item, different, parts)
            self._update_entry(entry, item, own)
            line.outcome, line.date = Outcome.UPDATED, event.date.words
        return line

    def _changes(self, event, different, parts, own):
        """Return what an update changes, in words: what the date and title were, and the names of everything else."""
        before = [str(getattr(event, name)) for name in ("date", "title") if name in different]
        names = [str(Event._meta.get_field(name.removesuffix("_id")).verbose_name) for name in different]
        names = [name for name in names if name not in ("date", "title")]
        names += [*parts, *own]
        was = gettext("was %(before)s") % {"before": ": ".join(before)} if before else ""
        changed = gettext("changed: %(names)s") % {"names": ", ".join(names)} if names else ""
        return "; ".join(filter(None, (was, changed)))

    def _update(self, entry, item, different, parts):
        """Change an event to what the file says."""
        event = entry.event
        if parts or not different.keys() <= set(Event.internal_columns):
            self.report.changes_public |= event.is_public(self.moment)
        for name, value in different.items():
            setattr(event, name, value)
        self._save(event, item)
        for name in parts:
            getattr(event, name).all().delete()
        self._set_parts(event, parts)
        record(event, self.by, self.kind, self.note)

    def _update_entry(self, entry, item, own):
        """Change the entry of an event to what the file says; it also takes the id by which the file knows it now."""
        if own:
            self.report.changes_public |= self.is_public
            entry.title, entry.highlight = self._entry_values(item)
        if entry.unique_id != item.unique_id and not item.has_own_id:
            entry.unique_id = item.unique_id
        entry.save()

    def _entry_values(self, item):
        """Return (title, highlight) of the entry of an event."""
        own_title = item.extension.get("own_title")
        return item.title if own_title and own_title != item.title else "", item.extension.get("highlight", False)

    def _different_entry(self, entry, item):
        """Return the names of what differs in an entry; another program's file says nothing about it."""
        if not item.extension:
            return []
        title, highlight = self._entry_values(item)
        pairs = ((gettext("title here"), entry.title, title), (gettext("highlight"), entry.highlight, highlight))
        return [name for name, here, said in pairs if here != said]

    def _columns(self, item):
        """Return the columns of an event. A quotation needs a speaker: without a known one it becomes text."""
        extension = item.extension
        if not extension:
            return {"date": item.date, "title": item.title, "text": item.text}
        speaker = self.names.topic(extension["speaker"], item, "Speaker")
        said_in = None
        if extension["said_in"]:
            said_in = self.names.source({"title": extension["said_in"], "publisher": ""}, item, "Said in")
        quotation, text = extension["quotation"], extension["text"]
        if quotation and speaker is None:
            quotation, text = "", f"{text}\n\n“{quotation}”".strip()
        image = self.names.image(item)
        return {
            "date": item.date,
            "title": extension["own_title"] or item.title,
            "text": text,
            "quotation": quotation,
            "speaker_id": speaker and speaker.pk,
            "said_in_id": said_in and said_in.pk,
            **({"image_id": image.pk} if image else {}),
            **{name: extension[name] for name in ("note", "status", "quotation_kind", "said_at")},
        }

    def _parts(self, item):
        """Return the people (topics) and citations (source and columns) of an extension that are known here."""
        topics = [self.names.topic(name, item, "Person") for name in item.extension.get("people", [])]
        citations = []
        for citation in item.extension.get("citations", []):
            if source := self.names.source(citation, item, "Source"):
                columns = {name: citation[name] for name in ("locator", "quotation", "accessed")}
                citations.append({"source": source, **columns})
        return {"people": list(dict.fromkeys(filter(None, topics))), "citations": citations}

    def _different_parts(self, event, item):
        """Return the parts of an extension that differ from those of an event, by name."""
        if not item.extension:
            return {}
        parts = self._parts(item)
        people = [person.topic_id for person in self.people[event.pk]]
        citations = [
            {"source": row.source_id, "locator": row.locator, "quotation": row.quotation, "accessed": row.accessed}
            for row in self.citations[event.pk]
        ]
        same = {
            "people": people == [topic.pk for topic in parts["people"]],
            "citations": citations == [{**row, "source": row["source"].pk} for row in parts["citations"]],
        }
        return {name: rows for name, rows in parts.items() if not same[name]}

    def _set_parts(self, event, parts):
        """Add people and citations to an event that has none of them."""
        for position, topic in enumerate(parts.get("people", ())):
            event.people.create(topic=topic, position=position)
        for position, columns in enumerate(parts.get("citations", ())):
            event.citations.create(position=position, **columns)

    def _import_era(self, imported):
        """Add an era to the timeline, or compare it with the one that has its title; return the line of the report."""
        era = match_era(self.timeline.eras.all(), imported) if not self.is_new else None
        dates = displayed(imported)
        if era is None:
            self.timeline.eras.create(title=imported.title, start=imported.start, end=imported.end)
            self.report.changes_public |= self.is_public
            return ReportLine(imported.where, dates, imported.title, Outcome.CREATED)
        if is_same_era(era, imported):
            return ReportLine(imported.where, dates, imported.title, Outcome.KNOWN)
        if not self.update:
            return ReportLine(imported.where, dates, imported.title, Outcome.DIFFERS)
        before = gettext("was %(before)s") % {"before": displayed(era)}
        era.start, era.end = imported.start, imported.end
        era.save()
        self.report.changes_public |= self.is_public
        return ReportLine(imported.where, dates, imported.title, Outcome.UPDATED, before)


def displayed(era):
    """Return both ends of an era, stored or imported, in words."""
    return f"{era.start.words} – {era.end.words if era.end else ''}".rstrip()


def rows_by_event(model, timeline, is_new):
    """Return the people or citations of a timeline's events in order, by the key of the event."""
    rows = defaultdict(list)
    if not is_new:
        for row in model.objects.filter(event__entries__timeline=timeline).order_by("position", "pk"):
            rows[row.event_id].append(row)
    return rows

"""Importing what a file says: all of it in one transaction or nothing, and no event twice."""

import copy
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from articles.addresses import UnusedSlugs
from articles.exceptions import Refusal
from articles.models import Generation, Kind, check_kind, permissions, record
from articles.text import fold, one_line, slug_of
from timeline.interchange.contents import Content, Difference
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.matching import is_same_era, match_era, match_events
from timeline.interchange.named_media import read_named_media
from timeline.interchange.names import KnownNames
from timeline.interchange.report import Outcome, Report, ReportLine
from timeline.interchange.schema import MAX_TITLE_LENGTH, UnreadableFile
from timeline.models import Citation, Entry, Event, EventPerson, Timeline, event_slug

MAX_SLUG = Timeline._meta.get_field("slug").max_length


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
        timeline, is_new = find_timeline(imported, name, slug, new, by)
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


def find_timeline(imported, name, slug, new, by):
    """Return (the timeline to import into, locked, or a new one; whether it is new). Raises `Refusal`."""
    if slug != slug_of(slug, MAX_SLUG):
        raise Refusal(
            gettext("“%(slug)s” cannot be the slug of a timeline. Use small letters, digits and hyphens.")
            % {"slug": excerpt(slug)}
        )
    title = (one_line(imported.title or name) or "Timeline")[:MAX_TITLE_LENGTH]
    if not slug:
        if not new and (namesake := find_namesake(title, by)):
            raise TimelineExists(namesake)
        unused = Timeline.objects.unused_slug(slug_of(title, MAX_SLUG) or "timeline")
        return Timeline.objects.create(title=title, slug=unused, dek=imported.dek), True
    timeline = Timeline.objects.select_for_update().filter(slug=slug).first()
    if timeline is None:
        return Timeline.objects.create(title=title, slug=slug, dek=imported.dek), True
    if timeline.has_rule or not timeline.is_active:
        raise Refusal(
            gettext("Events cannot be imported into “%(timeline)s”: it is made by a rule, or no longer exists.")
            % {"timeline": timeline}
        )
    return timeline, False


def find_namesake(title, by):
    """Return the curated timeline with a title, or with the slug made of it, that a person may see, or None."""
    named = Q(folded=fold(title)) | Q(slug=slug_of(title, MAX_SLUG))
    timelines = Timeline.objects.active().filter(named, made=Timeline.Made.CURATED)
    if by is not None:
        timelines = timelines.visible_to(by, Generation.objects.publishing_moment())
    return timelines.order_by("pk").first()


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
        self.eras = list(timeline.eras.all())
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
            self.report.lines.append(self._compare(entry, item) if entry else self._create(item, positions[place]))
            if not entry:
                self._report_like(like.get(place), item)
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
        """Create an event with its people, citations and entry in the timeline; return the line of the report."""
        content = Content(item, self.names)
        columns = content.columns | {"desk_note": content.desk_note}
        event = Event(slug=self.slugs.make(event_slug(item.title, item.date)), **columns)
        self._save(event, item)
        content.add_parts(event)
        Entry.objects.create(
            timeline=self.timeline, event=event, position=position, unique_id=item.unique_id, **content.entry
        )
        record(event, self.by)
        self.report.media_count += bool(read_named_media(event.desk_note))
        self.report.changes_public |= self.is_public
        return ReportLine(item.where, event.date.words, item.title, Outcome.CREATED)

    def _save(self, event, item):
        """Validate and save an event. Raises `UnreadableFile` with its place in the file."""
        try:
            event.clean_fields(exclude=["image"])
        except ValidationError as error:
            raise UnreadableFile([(item.where, " ".join(error.messages))]) from error
        event.save()

    def _compare(self, entry, item):
        """Compare a known event with the file, and change it if the import may; return the line of the report."""
        event = entry.event
        difference = Difference(Content(item, self.names), entry, self.people[event.pk], self.citations[event.pk])
        line = ReportLine(item.where, event.date.words, item.title, Outcome.KNOWN)
        if difference and not self.update:
            line.outcome = Outcome.DIFFERS
        elif difference:
            line.outcome, line.before = Outcome.UPDATED, str(difference)
            self._update(difference, item)
            line.date = event.date.words
        return line

    def _update(self, difference, item):
        """Change an event and its entry to what the file says; the entry takes the id that the file gives it now."""
        event, entry = difference.event, difference.entry
        if difference.is_noticeable:
            self.report.changes_public |= event.is_public(self.moment)
        self.report.changes_public |= bool(difference.entry_columns) and self.is_public
        difference.apply()
        if not item.has_own_id:
            entry.unique_id = item.unique_id
        self._save(event, item)
        entry.save()
        record(event, self.by, self.kind, self.note)

    def _import_era(self, imported):
        """Add an era to the timeline, or compare it with the one that has its title; return the line of the report."""
        era = match_era(self.eras, imported)
        dates = displayed(imported)
        if era is None:
            self.timeline.eras.create(title=imported.title, start=imported.start, end=imported.end)
            self.report.changes_public |= self.is_public
            return ReportLine(imported.where, dates, imported.title, Outcome.CREATED)
        self.eras.remove(era)
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

"""What an event of a file says, in the columns and parts of an event here, and how it differs from a known one."""

from django.utils.translation import gettext

from timeline.models import Event


class Content:
    """What one event of a file says: the columns of the event and of its entry, its people and its citations.

    `is_own` says whether it comes from an export of ours: other programs' files say nothing about people, citations
    and the entry.
    """

    def __init__(self, item, names):
        self.item, self.is_own = item, bool(item.extension)
        self.columns = self._own_columns(names) if self.is_own else self._foreign_columns()
        own_title = item.extension.get("own_title")
        title = item.title if own_title and own_title != item.title else ""
        self.entry = {"title": title, "highlight": item.extension.get("highlight", False)}
        topics = [names.topic(name, item, "Person") for name in item.extension.get("people", [])]
        self.parts = {"people": list(dict.fromkeys(filter(None, topics))), "citations": self._citations(names)}
        self.desk_note = "\n".join(filter(None, [item.note, *names.missing.get(item.where, ())]))

    def _foreign_columns(self):
        item = self.item
        return {"date": item.date, "title": item.title, "text": item.text, "desk_note": item.note}

    def _own_columns(self, names):
        """Return the columns that an extension says. A quotation needs a speaker: without a known one it is text."""
        item, extension = self.item, self.item.extension
        speaker = names.topic(extension["speaker"], item, "Speaker")
        said_in = None
        if extension["said_in"]:
            said_in = names.source({"title": extension["said_in"], "publisher": ""}, item, "Said in")
        quotation, text = extension["quotation"], extension["text"]
        if quotation and speaker is None:
            quotation, text = "", f"{text}\n\n“{quotation}”".strip()
        image = names.image(item)
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

    def _citations(self, names):
        """Return the source and the columns of every citation whose source is known here."""
        citations = []
        for citation in self.item.extension.get("citations", []):
            if source := names.source(citation, self.item, "Source"):
                columns = {name: citation[name] for name in ("locator", "quotation", "accessed")}
                citations.append({"source": source, **columns})
        return citations

    def add_parts(self, event, names=("people", "citations")):
        """Add these parts to an event that has none of them."""
        if "people" in names:
            for position, topic in enumerate(self.parts["people"]):
                event.people.create(topic=topic, position=position)
        if "citations" in names:
            for position, columns in enumerate(self.parts["citations"]):
                event.citations.create(position=position, **columns)


class Difference:
    """What an update would change in a known event and its entry; false where it changes nothing.

    `people` and `citations` are the rows that the event has.
    """

    def __init__(self, content, entry, people, citations):
        self.content, self.event, self.entry = content, entry.event, entry
        self.columns = {name: said for name, said in content.columns.items() if getattr(self.event, name) != said}
        self.entry_columns, self.parts = {}, []
        if content.is_own:
            self.entry_columns = {name: said for name, said in content.entry.items() if getattr(entry, name) != said}
            self.parts = [name for name, same in self._same_parts(people, citations).items() if not same]

    def __bool__(self):
        return bool(self.columns or self.parts or self.entry_columns)

    def _same_parts(self, people, citations):
        """Return, by the name of a part, whether the event has what the file says."""
        said = self.content.parts
        rows = [
            {"source": row.source_id, "locator": row.locator, "quotation": row.quotation, "accessed": row.accessed}
            for row in citations
        ]
        return {
            "people": [row.topic_id for row in people] == [topic.pk for topic in said["people"]],
            "citations": rows == [{**row, "source": row["source"].pk} for row in said["citations"]],
        }

    @property
    def is_noticeable(self):
        """Whether readers of the event would notice it."""
        return bool(self.parts) or not self.columns.keys() <= set(Event.internal_columns)

    def __str__(self):
        before = [str(getattr(self.event, name)) for name in ("date", "title") if name in self.columns]
        columns = [name for name in self.columns if name not in ("date", "title")]
        fields = [Event._meta.get_field(name) for name in columns]
        fields += [self.entry._meta.get_field(name) for name in self.entry_columns]
        names = [str(field.verbose_name) for field in fields] + self.parts
        return "; ".join(
            [
                *([gettext("was %(before)s") % {"before": ": ".join(before)}] if before else []),
                *([gettext("changes %(names)s") % {"names": ", ".join(names)}] if names else []),
            ]
        )

    def apply(self):
        """Set what differs on the event and its entry, which are not saved, and replace the parts."""
        for name, value in self.columns.items():
            setattr(self.event, name, value)
        for name, value in self.entry_columns.items():
            setattr(self.entry, name, value)
        for name in self.parts:
            getattr(self.event, name).all().delete()
        self.content.add_parts(self.event, self.parts)

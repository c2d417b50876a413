"""The topics, sources and pictures that an extension names, among those that are known here."""

from django.utils.translation import gettext

from articles.models import Image, Source, Topic
from articles.request_limits import is_key
from articles.text import fold
from timeline.interchange.html_to_text import excerpt

BATCH_SIZE = 500  # names in one query: SQLite's older releases allow 999 parameters


class KnownNames:
    """Finds what the extensions of a file's events name; an import never creates topics, sources or pictures.

    What is not found gets a remark, and a line in `missing` by the place of its event, for the desk's note.
    """

    def __init__(self, items, remarks):
        self.remarks, self.missing = remarks, {}
        extensions = [item.extension for item in items if item.extension]
        names = {name for extension in extensions for name in (extension["speaker"], *extension["people"])}
        titles = {extension["said_in"] for extension in extensions}
        titles |= {citation["title"] for extension in extensions for citation in extension["citations"]}
        self.topics = rows_by_name(Topic.objects.active().order_by("pk"), names)
        self.sources = rows_by_name(Source.objects.active().order_by("pk"), titles)
        self.images = images_by_key({extension["image"] for extension in extensions})

    def topic(self, name, item, label):
        """Return the topic with a name, or None."""
        if not name:
            return None
        if topics := self.topics.get(fold(name)):
            return next((topic for topic in topics if topic.name == name), topics[0])
        message = gettext("no topic named “%(name)s”; add it and link it by hand")
        self._miss(item, message % {"name": excerpt(name)}, f"{label}: {name}")
        return None

    def source(self, citation, item, label):
        """Return the source with the title and, if given, the publisher of a citation, or None."""
        title, publisher = citation["title"], citation["publisher"]
        sources = self.sources.get(fold(title), ())
        sources = [s for s in sources if not publisher or fold(s.publisher) == fold(publisher)]
        if sources:
            return next((source for source in sources if source.title == title), sources[0])
        message = gettext("no source named “%(title)s”; add it and cite it by hand")
        parts = [str(part) for part in citation.values() if part]
        self._miss(item, message % {"title": excerpt(title)}, f"{label}: {', '.join(parts)}")
        return None

    def image(self, item):
        """Return the picture of an event, or None."""
        image = self.images.get(item.extension["image"])
        if image is None and item.media:
            message = gettext("its picture is not here; what the file says of it is kept in the note for the desk")
            self._miss(item, message, *item.media)
        return image

    def _miss(self, item, remark, *lines):
        """Add a remark, and lines for the note of an event."""
        self.remarks.add(item.where, remark)
        self.missing.setdefault(item.where, []).extend(lines)


def rows_by_name(queryset, names):
    """Return the rows with one of the names, by the folded name: a few queries, however many names there are."""
    names, rows = sorted(names - {""}), {}
    for start in range(0, len(names), BATCH_SIZE):
        for row in queryset.filter(folded__in=names[start : start + BATCH_SIZE]):
            rows.setdefault(row.folded, []).append(row)
    return rows


def images_by_key(keys):
    """Return the active pictures with one of the keys, by the key."""
    keys, images = sorted(key for key in keys if is_key(key)), {}
    for start in range(0, len(keys), BATCH_SIZE):
        for image in Image.objects.active().filter(pk__in=keys[start : start + BATCH_SIZE]):
            images[str(image.pk)] = image
    return images

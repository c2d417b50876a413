"""The fields of a file's objects and rows, checked as they are read: type, length and, in the error, the path."""

from collections import Counter

from django.utils.translation import gettext

from articles.text import one_line, printable
from timeline.interchange.html_to_text import embedded_addresses, excerpt, html_to_text

HEADLINES = ("headline", "title", "description", "text")
MAX_HTML_LENGTH = 100_000  # characters of one field, checked before its HTML is read


class InvalidField(ValueError):
    """A field that cannot be read; `path` leads to it from its event, such as `newsroom.people`."""

    def __init__(self, path, message):
        self.path = path
        super().__init__(message)


class Fields:
    """An object of a file, or a row, by the names of its fields. Every method raises `InvalidField`.

    It remembers which fields were read, so that `unread` can name the others: nothing of a file is lost silently.
    """

    def __init__(self, value, path="", expected=""):
        value = only_item(value)
        if not isinstance(value, dict):
            if expected or not is_empty(value):
                message = gettext("an object was expected instead of “%(value)s”") % {"value": excerpt(value)}
                raise InvalidField(path, expected or message)
            value = {}
        self.values, self.path = value, path
        self.names_read, self.objects_read, self.embedded = set(), {}, {}

    def path_of(self, name):
        """Return the path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def get(self, name):
        """Return the value of a field unchecked; None where it is missing."""
        self.names_read.add(name)
        return self.values.get(name)

    def object(self, name, text_is=""):
        """Return the fields of an object, which may be missing. A text instead of it is its field `text_is`."""
        if name not in self.objects_read:
            value = self.get(name)
            if text_is and isinstance(value, str):
                value = {text_is: value}
            self.objects_read[name] = Fields(value, self.path_of(name))
        return self.objects_read[name]

    def objects(self, name, most):
        """Return the fields of every object of a list, which may be missing."""
        for index, value in enumerate(self.list(name, most)):
            place = f"{name}[{index}]"
            self.objects_read[place] = Fields(value, self.path_of(place), gettext("an object was expected"))
        return [fields for place, fields in self.objects_read.items() if place.startswith(f"{name}[")]

    def unread(self):
        """Return the (path, text) of every value that nothing has read.

        So are the addresses of pictures and films inside HTML that was read as text.
        """
        pairs = [(self.path_of(name), address) for name, found in self.embedded.items() for address in found]
        for name, value in self.values.items():
            if name not in self.names_read:
                pairs += texts_in(value, self.path_of(name))
        return pairs + [pair for fields in self.objects_read.values() for pair in fields.unread()]

    def skip(self, *names):
        """Count fields as read whose content another field repeats."""
        self.names_read.update(names)

    def list(self, name, most):
        """Return a list of at most so many values, an empty one where it is missing."""
        value = self.get(name)
        if is_empty(value):
            return []
        if not isinstance(value, list):
            message = gettext("a list was expected instead of “%(value)s”") % {"value": excerpt(value)}
            raise InvalidField(self.path_of(name), message)
        if len(value) > most:
            message = gettext("the list has %(count)d entries; at most %(most)d are read")
            raise InvalidField(self.path_of(name), message % {"count": len(value), "most": most})
        return value

    def lines(self, name, most, length):
        """Return every text of a list, each of at most so many characters, as one line."""
        values = enumerate(self.list(name, most))
        return [one_line(to_text(value, f"{self.path_of(name)}[{index}]", length)) for index, value in values]

    def text(self, name, most=MAX_HTML_LENGTH):
        """Return a text or number as printable text, its HTML untouched; empty where it is missing."""
        return to_text(self.get(name), self.path_of(name), most)

    def line(self, name, most=MAX_HTML_LENGTH):
        """Return a text or number as one line, its HTML untouched."""
        return one_line(self.text(name, most))

    def text_of_html(self, name):
        """Return HTML as plain text with paragraphs."""
        html = self.text(name)
        if addresses := embedded_addresses(html):
            self.embedded[name] = addresses
        return html_to_text(html)

    def line_of_html(self, name):
        """Return HTML as one line of plain text."""
        return one_line(self.text_of_html(name))

    def choice(self, name, choices):
        """Return one of the choices, the first of them where the field is missing."""
        value = self.line(name) or choices[0]
        if value not in choices:
            message = gettext("“%(value)s” is none of %(choices)s")
            message %= {"value": excerpt(value), "choices": ", ".join(choices)}
            raise InvalidField(self.path_of(name), message)
        return value


def set_twice(pairs):
    """Return (name, value) pairs as a mapping that keeps the later value of a name, too, under a name of its own."""
    values, numbers = {}, Counter()
    for name, value in pairs:
        if name in values and values[name] == value:
            continue
        numbers[name] += 1
        values[name if numbers[name] == 1 else f"{name} ({numbers[name]})"] = value
    return values


def only_item(value):
    """Return the object in a list that holds nothing else, as some programs write it; any other value as it is."""
    return value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) else value


def is_empty(value):
    """Whether a value means that there is none, as files in use write it."""
    return value is None or value is False or value in ("", [], {})


def is_blank(value):
    """Whether there is nothing in a value, however deeply its lists and objects are nested."""
    if isinstance(value, dict):
        return all(is_blank(inner) for inner in value.values())
    if isinstance(value, list):
        return all(is_blank(inner) for inner in value)
    return not value.strip() if isinstance(value, str) else is_empty(value)


def texts_in(value, path):
    """Return the (path, text) of everything in a value: its HTML as text, and the addresses in it, one a line."""
    if isinstance(value, dict):
        return [pair for name, inner in value.items() for pair in texts_in(inner, f"{path}.{name}")]
    if isinstance(value, list):
        return [pair for index, inner in enumerate(value) for pair in texts_in(inner, f"{path}[{index}]")]
    if is_empty(value):
        return []
    html = str(value)
    text = "\n".join(filter(None, [html_to_text(html), *embedded_addresses(html)]))
    return [(one_line(path), text)] if text else []


def words_in(value):
    """Return the headline, title, description or text of what may be an event of any format; "" where it has none."""
    for name in HEADLINES if isinstance(value, dict) else ():
        inner = only_item(value.get(name))
        if isinstance(inner, dict):
            inner = words_in(inner)
        if isinstance(inner, str) and (text := one_line(html_to_text(inner[:MAX_HTML_LENGTH]))):
            return text
    return ""


def to_text(value, path, most):
    """Return a text or number as printable text. Raises `InvalidField` for another type, and for too long a text."""
    if is_empty(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InvalidField(path, gettext("a text was expected instead of “%(value)s”") % {"value": excerpt(value)})
    text = printable(str(value))
    if len(text) > most:
        raise InvalidField(path, gettext("the text has more than %(most)d characters") % {"most": most})
    return text

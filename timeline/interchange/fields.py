"""The fields of a file's objects and rows, checked as they are read: type, length and, in the error, the path."""

from django.utils.translation import gettext

from articles.text import one_line, printable
from timeline.interchange.html_to_text import excerpt, html_to_text

MAX_HTML_LENGTH = 100_000  # characters of one field, checked before its HTML is read


class InvalidField(ValueError):
    """A field that cannot be read; `path` leads to it from its event, such as `newsroom.people`."""

    def __init__(self, path, message):
        self.path = path
        super().__init__(message)


class Fields:
    """An object of a file, or a row, by the names of its fields. Every method raises `InvalidField`."""

    def __init__(self, value, path="", expected=""):
        if not isinstance(value, dict):
            if expected or not is_empty(value):
                message = gettext("an object was expected instead of “%(value)s”") % {"value": excerpt(value)}
                raise InvalidField(path, expected or message)
            value = {}
        self.values, self.path = value, path

    def path_of(self, name):
        """Return the path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def get(self, name):
        """Return the value of a field unchecked; None where it is missing."""
        return self.values.get(name)

    def object(self, name):
        """Return the fields of an object, which may be missing."""
        return Fields(self.get(name), self.path_of(name))

    def objects(self, name, most):
        """Return the fields of every object of a list, which may be missing."""
        return [
            Fields(value, f"{self.path_of(name)}[{index}]", gettext("an object was expected"))
            for index, value in enumerate(self.list(name, most))
        ]

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
        return html_to_text(self.text(name))

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


def is_empty(value):
    """Whether a value means that there is none, as files in use write it."""
    return value is None or value is False or value in ("", [], {})


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

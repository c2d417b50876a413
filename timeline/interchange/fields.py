"""The fields of a file's objects, checked as they are read: kind, length and, in the refusal, the place."""

from articles.text import one_line, printable
from timeline.interchange.html_to_text import echoed, plain, plain_line

LONGEST_HTML = 100_000  # characters of one text, looked at before its HTML is read


class Misplaced(ValueError):
    """A field that cannot be read; `place` says where in its event it stands, such as `newsroom.people`."""

    def __init__(self, place, sentence):
        self.place = place
        super().__init__(sentence)


class Fields:
    """An object of a file, or a row, by the names of its fields. Reading one raises `Misplaced` for what is wrong."""

    def __init__(self, value, place="", expected=""):
        if not isinstance(value, dict):
            if expected or not is_nothing(value):
                raise Misplaced(place, expected or f"an object was expected where “{echoed(value)}” stands")
            value = {}
        self.values, self.place = value, place

    def at(self, name):
        """Return the place of a field."""
        return f"{self.place}.{name}" if self.place else name

    def get(self, name):
        """Return a field as it is; None where it is missing."""
        return self.values.get(name)

    def object(self, name):
        """Return the fields of an object, which may be missing."""
        return Fields(self.get(name), self.at(name))

    def objects(self, name, most):
        """Return the fields of every object of a list, which may be missing."""
        return [
            Fields(value, f"{self.at(name)}[{place}]", "an object was expected")
            for place, value in enumerate(self.list(name, most))
        ]

    def list(self, name, most):
        """Return a list, an empty one where it is missing."""
        value = self.get(name)
        if is_nothing(value):
            return []
        if not isinstance(value, list):
            raise Misplaced(self.at(name), f"a list was expected where “{echoed(value)}” stands")
        if len(value) > most:
            raise Misplaced(self.at(name), f"the list has {len(value)} entries; at most {most} are read")
        return value

    def raw(self, name, most=LONGEST_HTML):
        """Return a text or number as a printable text, which is not taken for HTML; empty where it is missing."""
        return text_of(self.get(name), self.at(name), most)

    def line(self, name, most=LONGEST_HTML):
        """Return a text as one line."""
        return one_line(self.raw(name, most))

    def html(self, name):
        """Return the words of HTML as text with paragraphs."""
        return plain(self.raw(name))

    def html_line(self, name):
        """Return the words of HTML as one line."""
        return plain_line(self.raw(name))

    def choice(self, name, choices):
        """Return one of the choices, the first of them where it is missing."""
        value = self.line(name) or choices[0]
        if value not in choices:
            raise Misplaced(self.at(name), f"“{echoed(value)}” is none of {', '.join(choices)}")
        return value


def is_nothing(value):
    """Whether a value stands for a missing one, as real files write it."""
    return value is None or value is False or value in ("", [], {})


def text_of(value, place, most):
    """Return a text or number as a printable text. Raises `Misplaced` for another kind of value, and for too long."""
    if is_nothing(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise Misplaced(place, f"a text was expected where “{echoed(value)}” stands")
    text = printable(str(value))
    if len(text) > most:
        raise Misplaced(place, f"the text has more than {most} characters")
    return text

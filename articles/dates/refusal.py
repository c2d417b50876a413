"""Why a date is refused: the cause, what to do about it, and examples that can be read."""

from django.utils.translation import gettext


class Refused(ValueError):
    """A date was refused. The message is the cause, the advice and the examples, as one or more sentences."""

    def __init__(self, cause, advice, *examples):
        self.cause, self.examples = cause, examples
        super().__init__(f"{cause} {self._with_examples(str(advice))}".strip())

    def _with_examples(self, advice):
        """Return an advice that ends in a full stop with the examples in it: “Write the year, such as 2004.”"""
        if not self.examples:
            return advice
        *others, last = self.examples
        listed = gettext("%(others)s or %(last)s") % {"others": ", ".join(others), "last": last} if others else last
        sentence = gettext("%(advice)s, such as %(examples)s.") % {"advice": advice.rstrip("."), "examples": listed}
        return f"{sentence[:-2]}." if sentence.endswith("..") else sentence

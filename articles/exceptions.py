"""Exceptions raised when an action is refused; a form can show their messages at the right field."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

# Not a refusal: the wait for the lock on the database timed out.
BUSY = _("The database is busy, and nothing was saved. Your text is kept on this page: save it again in a moment.")


class Refusal(ValidationError):
    """An action was refused, and nothing was changed."""


class NotAllowed(Refusal):
    """The person lacks a permission; the message names it and says whom to ask."""


class StaleVersion(Refusal):
    """The working copy has been saved since the person opened it."""


class LaterEditions(Refusal):
    """Later editions are scheduled, and the caller did not say whether to keep, cancel or refreeze them."""

    def __init__(self, editions):
        self.editions = list(editions)
        super().__init__(
            ngettext(
                "%(count)d edition is scheduled later. Choose what happens to it: keep, cancel or refreeze.",
                "%(count)d editions are scheduled later. Choose what happens to them: keep, cancel or refreeze.",
                len(self.editions),
            ),
            params={"count": len(self.editions)},
        )


class NotReady(Refusal):
    """The working copy is not ready to be published; `message_dict` has the reasons by field."""


class NotTogether(Refusal):
    """Articles cannot be published together; `refusals` has the `Refusal` of each that cannot, by the article's key."""

    def __init__(self, refusals):
        self.refusals = refusals
        super().__init__(
            ngettext(
                "%(count)d article cannot be published, so none was.",
                "%(count)d articles cannot be published, so none was.",
                len(refusals),
            ),
            params={"count": len(refusals)},
        )


class AddressTaken(Refusal):
    """Another article has this address. The message does not name it, because it may be unpublished."""

    def __init__(self):
        super().__init__({"slug": gettext("This address is taken. Choose another slug.")})


class WrongMoment(Refusal):
    """The moment is past or too far away, or the edition is already live."""


class ClockSetBack(Refusal):
    """The machine's clock is well behind the last publication; it must be corrected before anything is published."""


class UnknownBlockKind(Refusal):
    """A document has a kind of block that is not installed."""

    def __init__(self, kind):
        super().__init__(
            gettext("This text contains a block of the kind %(kind)r, which is not installed here."),
            params={"kind": kind},
        )

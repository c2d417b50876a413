"""What a verb says when it cannot be done: clear sentences that a form can show at the right field."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

# Said where no verb was refused, but its turn to write did not come.
BUSY = _("The database is busy, and nothing was saved. Your text is kept on this page: save it again in a moment.")


class Refusal(ValidationError):
    """A verb was refused and nothing was changed."""


class NotAllowed(Refusal):
    """The person has not the right that this takes; says which one is missing and whom to ask."""


class StaleVersion(Refusal):
    """The working copy has been saved by somebody since it was looked at."""


class LaterEditions(Refusal):
    """Editions are scheduled later, and the caller must say what becomes of them."""

    def __init__(self, editions):
        self.editions = list(editions)
        super().__init__(
            ngettext(
                "%(count)d edition(s) are scheduled later. Say what becomes of them: keep, cancel or refreeze.",
                "%(count)d edition(s) are scheduled later. Say what becomes of them: keep, cancel or refreeze.",
                len(self.editions),
            ),
            params={"count": len(self.editions)},
        )


class NotReady(Refusal):
    """The working copy lacks what publication needs; `message_dict` names the fields."""


class AddressTaken(Refusal):
    """Another article has this address (which one is nobody's business)."""

    def __init__(self):
        super().__init__({"slug": gettext("This address is taken. Choose another slug.")})


class WrongMoment(Refusal):
    """The moment asked for is past, or too far away, or the edition has already begun."""


class ClockSetBack(Refusal):
    """The machine's clock stands well before the last publication: publishing waits until it is right."""


class UnknownBlockKind(Refusal):
    """A document names a kind of block that this release does not know."""

    def __init__(self, kind):
        self.kind = kind
        super().__init__(
            gettext("This text contains a block of the kind %(kind)r, which is not installed here."),
            params={"kind": kind},
        )

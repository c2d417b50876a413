"""Why a picture cannot be processed, and how a decoder's exceptions are told apart from faults of ours."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

_UNREADABLE = _(
    "This picture cannot be read. Use JPEG, PNG, WebP, AVIF, GIF or TIFF; if it is one of these, it is damaged."
)
_DAMAGED = _("The file is cut short or damaged. Export the picture again and upload the new file.")
_FAILED = _(
    "This picture could not be processed. The file is not the reason; the error has been logged. "
    "Ask whoever runs this site to look at the log."
)


class PictureError(Exception):
    """A picture cannot be processed; the message says why and, if possible, what the editor can do."""


class InvalidPicture(PictureError):
    """The file is not a picture, is damaged, or is too large."""


class ProcessingFailed(PictureError):
    """The file seems sound, but processing it failed; the log has the traceback."""


@contextmanager
def decoder_errors() -> Iterator[None]:
    """Turn whatever a decoder raises into `InvalidPicture`: damaged files make Pillow raise nearly every exception."""
    try:
        yield
    except InvalidPicture:
        raise
    except Exception as error:
        # Pillow's UnidentifiedImageError, by its name: who imports this module need not import Pillow.
        is_unknown = type(error).__name__ == "UnidentifiedImageError"
        raise InvalidPicture(_UNREADABLE if is_unknown else _DAMAGED) from error


@contextmanager
def processing_errors() -> Iterator[None]:
    """Log whatever fails once a picture is decoded, and raise `ProcessingFailed`: then the file is not the reason."""
    try:
        yield
    except PictureError:
        raise
    except Exception as error:
        log.exception("A picture could not be processed.")
        raise ProcessingFailed(_FAILED) from error

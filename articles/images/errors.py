"""Why a picture cannot be processed."""


class PictureError(Exception):
    """A picture cannot be processed; the message says why and, if possible, what the editor can do."""


class InvalidPicture(PictureError):
    """The file is not a picture, is damaged, or is too large."""


class ProcessingFailed(PictureError):
    """The file seems sound, but processing it failed; the log has the traceback."""

"""The exception of this package."""


class ArchiveError(Exception):
    """An archive cannot be written or loaded; the message says why, and that nothing was changed."""

"""Variables of the environment and of the file `.env`: reading them for the settings, and what each means.

`reading` remembers in `variables` what was read, and from where.
"""

from newsroom.environment import reading
from newsroom.environment.meanings import MEANINGS, shown
from newsroom.environment.reading import (
    SQLITE,
    boolean,
    bucket,
    cache,
    choice,
    database,
    hosts,
    mail_server,
    make_folder,
    optional_text,
    read_file,
    sender,
    site_address,
    stored_secret,
    text,
    time_zone,
    whole_number,
    widths,
)

__all__ = [
    "MEANINGS",
    "SQLITE",
    "boolean",
    "bucket",
    "cache",
    "choice",
    "database",
    "hosts",
    "mail_server",
    "make_folder",
    "optional_text",
    "read_file",
    "reading",
    "sender",
    "shown",
    "site_address",
    "stored_secret",
    "text",
    "time_zone",
    "whole_number",
    "widths",
]

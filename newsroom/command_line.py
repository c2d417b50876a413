"""Running a management command, where what stops it is told in a line instead of a traceback."""

import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, connection
from django.utils.translation import gettext_lazy as _

NO_DATABASE, INTERRUPTED = 2, 130  # exit codes: of a wrong setting, and of what Ctrl+C ended
DATABASE_SILENT = _(
    "The database does not answer. Check that it runs, and that DATABASE_URL names its host, its name and an account "
    "that may use it."
)


def execute(arguments):
    """Run the command that the arguments name; end the process if the database does not answer, and on Ctrl+C."""
    try:
        execute_from_command_line(arguments)
    except KeyboardInterrupt:
        end(_("Stopped."), INTERRUPTED)
    except OperationalError:  # its message may quote the address, password included
        if connection.connection:  # it answers, so something else is wrong
            raise
        end(DATABASE_SILENT, NO_DATABASE)


def end(message, code):
    """End the process with a line on stderr."""
    sys.stderr.write(f"{message}\n")
    sys.exit(code)

"""Showing how far a command has come."""

from django.utils.translation import gettext as _


def show_progress(steps, stdout, stderr):
    """Show (what is done, how many, of how many) on a terminal, each line over the one before; write messages out.

    A message is a step that counts nothing.
    """
    for name, count, total in steps:
        if total is None:
            stdout.write(name)
        elif stderr.isatty():
            message = _("%(name)s: %(count)s of %(total)s") % {"name": name, "count": count, "total": total}
            stderr.write(f"{message}\x1b[K", str, ending="\n" if count == total else "\r")

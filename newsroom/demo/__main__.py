"""`python -m newsroom.demo` prints the demonstration's fixture. Called by `build_demo`, in a database of its own."""

import os
import sys

import django
from django.core.management import call_command


def main():
    """Migrate an empty database, fill it, and print what it holds."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    from newsroom.demo.build import build  # models can be imported only when every app is there

    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(build())


if __name__ == "__main__":
    main()

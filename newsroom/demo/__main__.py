"""`python -m newsroom.demo` prints the demonstration's fixture; `build_demo` runs it with an empty database."""

import os
import sys

import django
from django.core.management import call_command


def main():
    """Migrate the database, build the demonstration in it, and print the fixture."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    from newsroom.demo.build import build  # models can be imported only after django.setup()

    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(build())


if __name__ == "__main__":
    main()

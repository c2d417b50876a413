#!/usr/bin/env python
"""Django's command line for Newsroom."""

import os
import sys


def main():
    """Run a management command with Newsroom's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from newsroom.command_line import execute
    except ImportError as error:
        raise SystemExit("Django is not installed here. Run: pip install -e .") from error
    execute(sys.argv)


if __name__ == "__main__":
    main()

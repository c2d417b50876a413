"""The WSGI application, for granian or gunicorn."""

import os
import sys

from django.core.wsgi import get_wsgi_application

GUNICORN_STOPS = 3  # the exit code of a worker after which gunicorn ends

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
try:
    application = get_wsgi_application()
except SystemExit:  # the settings have said why
    # After any other code, gunicorn starts the worker again, and again.
    if os.environ.get("SERVER_SOFTWARE", "").startswith("gunicorn"):
        sys.exit(GUNICORN_STOPS)
    raise

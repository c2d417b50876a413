"""What `bench --served` serves: the site, and at addresses of their own a constant view and a constant function."""

import logging
import os

from newsroom.wsgi import application as site  # isort: skip (it sets Django up, which the imports below need)

from newsroom.bench import FUNCTION_PATH, VIEW_PATH, constant_function, constant_view

logging.getLogger("django.request").setLevel(logging.ERROR)  # a 404 is measured, not news
size = int(os.environ["BENCH_SIZE"])
constants = {VIEW_PATH: constant_view(size), FUNCTION_PATH: constant_function(size)}


def application(environ, start_response):
    """Answer a request (the WSGI interface)."""
    return constants.get(environ["PATH_INFO"], site)(environ, start_response)

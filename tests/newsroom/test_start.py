"""A worker starts with what readers' pages need, and with nothing that only uploads need."""

import json
import os
import subprocess
import sys

from django.conf import settings

HEAVY = {"PIL", "defusedxml"}
ANSWER_AND_LIST_MODULES = """
import json, sys
import newsroom.wsgi
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
client = Client(SERVER_NAME="127.0.0.1")
pages = {path: client.get(path).status_code for path in ("/", "/topics/", "/credits/", "/admin/login/")}
print(json.dumps([pages, [name for name in sys.modules if "." not in name]]))
"""


def test_pages_are_answered_without_the_libraries_that_only_uploads_need(tmp_path):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/site"}
    output = subprocess.run(
        [sys.executable, "-c", ANSWER_AND_LIST_MODULES],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    pages, modules = json.loads(output)
    assert set(pages.values()) == {200}
    assert not HEAVY & set(modules)

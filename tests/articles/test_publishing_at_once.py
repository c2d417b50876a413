"""Several processes publish one article at the same time: every publication succeeds, in one line of numbers."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

PROCESSES = 4
BEGIN = "import django; django.setup()\nfrom articles.models import Article, Edition, Section, Text\n"
WRITE = """
section = Section.objects.create(name="Culture", slug="culture")
article = Article.objects.create(headline="One", section=section)
Text.objects.create(parent=article, region="body", html="<p>Words.</p>")
"""
PUBLISH = """
for _ in range({times}):
    Article.objects.get().publish(None, "minor")
"""
HOLD = """
import select, sys, time
from django.db import transaction
print("holding", flush=True)
while not select.select([sys.stdin], [], [], 0)[0]:
    with transaction.atomic():
        Article.objects.select_for_update().get()
        time.sleep(0.05)
"""
TELL = """
import json
editions = list(Edition.objects.order_by("live_from", "number").values_list("number", "text__document"))
print(json.dumps([[n for n, _ in editions], len({d for _, d in editions}), Edition.objects.exclude(text=None).count()]))
"""


@pytest.fixture
def environment(tmp_path, transactional_db):
    """The environment of processes that share a database of their own, of the kind the suite runs on."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "VAR_DIR": str(tmp_path)}
    if connection.vendor == "sqlite":
        yield env | {"DATABASE_URL": f"sqlite:///{tmp_path}/at-once.sqlite3"}
        return
    name = f"{connection.settings_dict['NAME']}_at_once"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    at = connection.settings_dict
    account = at["USER"] + (f":{at['PASSWORD']}" if at["PASSWORD"] else "")
    yield env | {"DATABASE_URL": f"postgres://{account}@{at['HOST']}:{at['PORT'] or 5432}/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def one_article(environment):
    """An article in that database."""
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=settings.BASE_DIR, env=environment, check=True)
    assert start(WRITE, environment).wait() == 0


def start(script, environment, **pipes):
    """Start a Python process in the project, with Django set up."""
    command = [sys.executable, "-c", BEGIN + script]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, **pipes)


def publish_in_four_processes(environment, times):
    """Publish the article that many times in each of four processes; all of them succeed, in one line of numbers."""
    publish = PUBLISH.format(times=times)
    publishers = [start(publish, environment) for _ in range(PROCESSES)]
    assert [publisher.wait() for publisher in publishers] == [0] * PROCESSES
    tell = [sys.executable, "-c", BEGIN + TELL]
    told = subprocess.run(tell, cwd=settings.BASE_DIR, env=environment, check=True, stdout=subprocess.PIPE).stdout
    numbers, different_documents, with_text = json.loads(told.splitlines()[-1])
    assert numbers == list(range(1, PROCESSES * times + 1))
    assert different_documents == 1
    assert with_text == PROCESSES * times


@pytest.mark.usefixtures("one_article")
def test_four_processes_publish_fifty_times_each(environment):
    publish_in_four_processes(environment, times=50)


@pytest.mark.usefixtures("one_article")
def test_four_processes_publish_while_a_fifth_holds_the_database_nearly_always(environment):
    holder = start(HOLD, environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    holder.stdout.readline()
    try:
        publish_in_four_processes(environment, times=3)
        assert holder.poll() is None
    finally:
        holder.communicate(b"enough")

"""How much of the code four everyday actions pass through.

    python tests/benchmarks/paths.py [--files]

For each action it prints two numbers: `files`, the Python files of the product in which a function is called; and
`switches`, how often a call goes from one of those files to another, or back to it by a further call. Both say how much
one has to read to follow the action. `--files` names the files.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATABASE_URL": "sqlite://:memory:"}
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp())

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, Edition  # noqa: E402
from tests.forms import typed  # noqa: E402
from tests.publishing_forms import publish  # noqa: E402

APPS = tuple(str(ROOT / app) for app in ("articles", "timeline", "newsroom"))


def trace(action):
    """Run an action; return (the product's files that it called functions in, the number of switches)."""
    files, last, switches = set(), None, 0

    def profile(frame, event, argument):
        nonlocal last, switches
        if event == "call" and (name := frame.f_code.co_filename).startswith(APPS):
            files.add(name)
            switches += name != last
            last = name

    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(None)
    return files, switches


def expect(response, status):
    """Stop the benchmark at a response with another status, with the errors of its form: it would measure nothing."""
    if response.status_code != status:
        context = response.context or {}
        form = getattr(context.get("adminform"), "form", None) or context.get("form")
        raise SystemExit(f"{response.status_code} instead of {status}: {getattr(form, 'errors', '')}")


def actions():
    """Return the actions by name, each a function that expects to succeed, on the demonstration."""
    chief = User.objects.create_user("chief", is_staff=True)
    chief.groups.add(Group.objects.get(name="chief"))
    desk, reader = Client(), Client()
    desk.force_login(chief)
    article = Article.objects.filter(editions__kind="update", lead_image__isnull=False).first()
    article_form = reverse("admin:articles_article_change", args=[article.pk])
    paragraph = typed(desk.get(article_form))
    text = next(name for name in paragraph if name.startswith("articles_text_set-") and name.endswith("-html"))
    paragraph[text] += "<p>One paragraph more.</p>"
    image_form = reverse("admin:articles_image_change", args=[article.lead_image.pk])
    credit = typed(desk.get(image_form)) | {
        "credits-0-line": "Another credit/Agency",
        "change_kind": "correction",
        "change_note": "The credit was wrong.",
    }
    path = Edition.objects.listed_at(timezone.now()).first().path
    reader.get(path)  # templates are compiled once, which is no part of a reader's request
    return {
        "saving a paragraph": lambda: expect(desk.post(article_form, paragraph), 302),
        "publishing": lambda: expect(publish(desk, article, kind="minor"), 302),
        "a reader's GET": lambda: expect(reader.get(path), 200),
        "a corrected credit": lambda: expect(desk.post(image_form, credit), 302),
    }


def main():
    """Print a line for each action."""
    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("loaddata", "demo", verbosity=0)
    for name, action in actions().items():
        files, switches = trace(action)
        print(f"{name:20} {len(files):3} files {switches:4} switches")
        if "--files" in sys.argv:
            print("   " + ", ".join(sorted(str(Path(file).relative_to(ROOT)) for file in files)))


main()

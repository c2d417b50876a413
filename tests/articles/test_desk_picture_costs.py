"""What a list of the picture desk costs the database does not grow with the archive beyond one look at each picture."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.admin.images import list as picture_list
from articles.models import Image, ImageCredit, ImageWord, Right
from articles.models.images import search
from newsroom.bench.work import Work

pytestmark = pytest.mark.django_db
DESK = reverse("admin:articles_image_changelist")
DAY = datetime.timedelta(days=1)
FEW, MANY = 150, 1_150
# Steps of SQLite's virtual machine, or rows that PostgreSQL reads, for each picture that a list looks through and does
# not show. Looking at every picture twice, or at each of its rights three times, costs more.
MOST = {"sqlite": 26, "postgresql": 5}

QUESTIONS = {
    "two common words that no picture has both": {"q": "light night"},
    "two words, one of them rare": {"q": "harbour rare0"},
    "without credit": {"state": "no-credit"},
    "cannot be used": {"state": "unusable"},
    "killed": {"state": "killed"},
    "placeholders": {"state": "placeholder"},
    "made by a machine": {"state": "machine"},
    "of an agency that made none": {"agency": "Northlight"},
}


def add_pictures(first, last):
    """Make pictures which no list of `QUESTIONS` shows; each word but "rare0" is in many of them."""
    images = Image.objects.bulk_create(Image(title=f"Picture {n}", alt="Boats") for n in range(first, last))
    ImageCredit.objects.bulk_create(ImageCredit(image=image, line="Jo Farrow") for image in images)
    until = timezone.now() + DAY * 365
    Right.objects.bulk_create(Right(image=image, kind="allow", until=until) for image in images)
    words = [(n, word) for n in range(first, last) for word in ("harbour", "light" if n % 2 else "night", f"rare{n}")]
    ImageWord.objects.bulk_create(ImageWord(image=images[n - first], word=word) for n, word in words)


def work_of_each(client):
    """Return what each question of `QUESTIONS` costs the database."""
    amounts = {}
    for name, question in QUESTIONS.items():
        client.get(DESK, question)  # what is cached, such as the person's permissions, is no part of it
        with Work() as work:
            assert client.get(DESK, question).status_code == 200
        amounts[name] = work.amount()
    return amounts


def test_a_list_looks_at_each_picture_at_most_once(client, cem, monkeypatch):
    monkeypatch.setattr(search, "COMMON", 50)
    client.force_login(cem)
    add_pictures(0, FEW)
    before = work_of_each(client)
    add_pictures(FEW, MANY)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    after = work_of_each(client)
    growth = {name: (after[name] - before[name]) / (MANY - FEW) for name in QUESTIONS}
    assert {name: each for name, each in growth.items() if each > MOST[connection.vendor]} == {}
    # These are found by an index alone, however many pictures there are.
    indexed = growth.keys() - {"two common words that no picture has both", "two words, one of them rare"}
    assert max(growth[name] for name in indexed) < 1


def test_pages_beyond_the_first_have_the_next_pictures(client, cem, monkeypatch):
    monkeypatch.setattr(picture_list.PicturePaginator, "most", 120)
    client.force_login(cem)
    add_pictures(0, 250)
    pages = [client.get(DESK, {"q": "harbour", "p": page}).context["cl"].result_list for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [48, 48, 24]
    newest = Image.objects.newest()[:120]
    assert [image.pk for page in pages for image in page] == [image.pk for image in newest]


@pytest.mark.parametrize("common", [1, 1_000])
def test_words_are_found_however_common_they_are(stage, common, monkeypatch):
    monkeypatch.setattr(search, "COMMON", common)
    add_pictures(0, 6)
    found = {
        "light": 3,
        "night": 3,
        "harbour": 6,
        "light night": 0,
        "harb nigh": 3,
        "harbour rare3": 1,
        "rare": 6,
        "rare harbour": 6,
        "zebra": 0,
        "light zebra": 0,
        "?": 7,
    }
    assert {words: Image.objects.search(words).count() for words in found} == found

"""Rights: what readers get at the second before one ends, at the second it ends, and after a kill."""

import datetime
import random

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.exceptions import NotReady, WrongMoment
from articles.models import Image, Right
from articles.pages import ArticlePage
from tests.conftest import NOON
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = pytest.mark.django_db
SECOND, HOUR, DAY = datetime.timedelta(seconds=1), datetime.timedelta(hours=1), datetime.timedelta(days=1)
PAGES = (
    "/",
    "/culture/",
    "/culture/songwriters/",
    "/culture/songwriters/credits/",
    "/credits/",
    "/timelines/together/",
)


@pytest.fixture
def shown(clock, article, stage, ana, register):
    """An article, live, that shows the stage as its lead, as a figure and in its timeline."""
    default_storage.save(stage.files.path_of("640.webp"), ContentFile(b"RIFF"))
    event = Event.objects.create(date="2009-09-13", title="They play", slug="they-play", image=stage)
    event.citations.create(source=register)
    timeline = Timeline.objects.create(title="Together", slug="together")
    timeline.entries.create(event=event)
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline)
    article.publish(ana, "update")
    return article


def pictured(client):
    """Return how often each page names the picture's files, and what the file itself answers."""
    stem = Image.objects.get().stem
    counts = {path: client.get(path).content.decode().count(stem) for path in PAGES}
    response = client.get(f"/pictures/{stem}/640.webp")
    b"".join(response)  # read to its end, which closes it and spares PostgreSQL's connection
    return counts, response.status_code


def test_a_picture_is_there_until_the_second_its_right_ends(client, shown, stage, clock):
    until = NOON + HOUR
    stage.rights.create(kind=Right.Kind.ALLOW, until=until)
    clock.move_to(until - SECOND, tick=False)
    counts, answer = pictured(client)
    assert all(counts.values()), counts
    assert answer == 200
    clock.move_to(until, tick=False)
    counts, answer = pictured(client)
    assert not any(counts.values()), counts
    assert answer == 410
    page = client.get("/culture/songwriters/").content.decode()
    assert page.count('<p class="no-picture">') == 3
    assert "An empty stage" in page
    assert "Jo Farrow" not in page


def test_a_denial_and_a_right_that_has_not_begun_keep_a_picture_back(client, shown, stage, clock):
    stage.rights.create(kind=Right.Kind.DENY, begins=NOON + HOUR, until=NOON + 2 * HOUR)
    for moment, answer in [(NOON, 200), (NOON + HOUR, 410), (NOON + 2 * HOUR - SECOND, 410), (NOON + 2 * HOUR, 200)]:
        clock.move_to(moment, tick=False)
        counts, answered = pictured(client)
        assert (answered, all(counts.values())) == (answer, answer == 200), moment
    stage.rights.create(begins=NOON + DAY)
    assert pictured(client)[1] == 410


def test_a_killed_picture_is_gone_on_the_next_request_old_editions_included(client, shown, stage, ana, cem, clock):
    first = shown.editions.get()
    clock.shift(60)
    stage.kill(cem, "KILL: wrong person. Do not use.")
    counts, answer = pictured(client)
    assert not any(counts.values()), counts
    assert answer == 410
    client.force_login(ana)
    assert pictured(client)[1] == 410
    old = ArticlePage(first, timezone.now(), as_of=NOON)
    assert not old.usable_images
    assert old.lead.reasons(NOON)
    assert "KILL" not in client.get("/culture/songwriters/changes/").content.decode()
    assert "A picture was withdrawn." in client.get("/culture/songwriters/changes/").content.decode()
    Image.objects.get().revive(cem)
    client.logout()
    assert pictured(client)[1] == 200


def test_a_picture_that_nobody_may_see_is_not_there_rather_than_gone(client, stage, cem):
    default_storage.save(stage.files.path_of("640.webp"), ContentFile(b"RIFF"))
    address = f"/pictures/{stage.stem}/640.webp"
    stage.kill(cem, "Killed.")
    assert client.get(address).status_code == 404


def test_a_picture_that_only_the_desk_may_see_is_stored_nowhere_on_its_way(clock, client, article, stage, ana, cem):
    default_storage.save(stage.files.path_of("640.webp"), ContentFile(b"RIFF"))
    client.force_login(cem)

    def cache_control():
        response = client.get(f"/pictures/{stage.stem}/640.webp")
        assert b"".join(response) == b"RIFF"
        return response["Cache-Control"]

    assert cache_control() == "private, no-store"
    article.publish(ana, "update")
    assert cache_control() == "no-cache"
    stage.rights.create(kind=Right.Kind.ALLOW, until=NOON)
    assert cache_control() == "private, no-store"


def test_rights_must_hold_at_the_moment_asked_for_and_today(shown, stage, clock):
    edition = shown.editions.get()
    stage.rights.create(until=NOON + HOUR)
    assert ArticlePage(edition, NOON + SECOND, as_of=NOON).usable_images
    assert not ArticlePage(edition, NOON + DAY, as_of=NOON).usable_images
    stage.rights.all().delete()
    stage.rights.create(begins=NOON + HOUR)
    assert not ArticlePage(edition, NOON + DAY, as_of=NOON).usable_images


@pytest.mark.parametrize("seed", range(6))
def test_the_database_and_the_loaded_image_never_disagree(seed, ana):
    dice = random.Random(seed)
    hours = [None, *(NOON + n * HOUR for n in range(-3, 4))]
    for number in range(30):
        image = Image.objects.create(title=f"{number}", killed_at=NOON if dice.random() < 0.1 else None)
        for _ in range(dice.randrange(4)):
            begins, until = dice.choice(hours), dice.choice(hours)
            if begins is None or until is None or begins < until:
                image.rights.create(kind=dice.choice(["allow", "allow", "deny"]), begins=begins, until=until)
    for moment in [NOON + n * HOUR / 2 for n in range(-8, 9)]:
        images = Image.objects.all().with_parts()
        usable = set(Image.objects.usable_at(moment))
        assert {image for image in images if image.usable_at(moment)} == usable
        assert set(Image.objects.unusable_at(moment)) == set(images) - usable
        for image in Image.objects.ending_soon(moment, 2 * HOUR):
            assert image in usable
        ending = {
            image
            for image in images
            if image in usable and (image.usable_until(moment) or NOON + DAY) <= moment + 2 * HOUR
        }
        assert ending <= set(Image.objects.ending_soon(moment, 2 * HOUR))


def test_the_desk_is_told_why_in_words_and_what_goes_ending_soon(stage, cem):
    stage.rights.create(until=NOON + 3 * DAY, words="online only")
    [soon] = Image.objects.ending_soon(NOON)
    assert (soon, soon.rights_end) == (stage, NOON + 3 * DAY)
    assert list(Image.objects.ending_soon(NOON - 30 * DAY)) == []
    assert stage.reasons(NOON + 3 * DAY) == ["The right to use it ended on Fri 15 May 2026 12:00 UTC."]
    stage.rights.create(begins=NOON + 2 * DAY)
    assert list(Image.objects.ending_soon(NOON)) == []
    stage.kill(cem, "Wrong person.")
    assert "Wrong person." in stage.reasons(NOON)[0]


def test_a_right_that_ends_in_just_two_weeks_ends_soon_for_the_list_and_for_the_article(stage):
    stage.rights.create(until=NOON + 14 * DAY)
    for moment, ends_soon in ((NOON, True), (NOON - SECOND, False)):
        told = any("can be used only until" in warning for warning in stage.warnings(moment))
        assert (Image.objects.ending_soon(moment).exists(), told) == (ends_soon, ends_soon), moment


def test_an_article_goes_out_only_at_a_moment_its_pictures_may_be_shown(article, stage, ana):
    now = timezone.now()
    stage.rights.create(until=now + DAY)
    with pytest.raises(NotReady) as refusal:
        article.publish(ana, "update", at=now + 2 * DAY)
    assert set(refusal.value.message_dict) == {"lead_image", "body"}
    assert "cannot be used then" in refusal.value.message_dict["lead_image"][0]
    edition = article.publish(ana, "update", at=now + DAY / 2)
    with pytest.raises(WrongMoment, match="cannot be used then"):
        edition.retime(now + 2 * DAY)
    stage.kill(ana, "Killed.")
    with pytest.raises(NotReady):
        article.publish(ana, "update", later="keep")


def test_what_waits_is_not_frozen_again_for_a_moment_its_pictures_may_not_be_shown(clock, article, stage, ana):
    waiting = article.publish(ana, "update", at=NOON + 2 * HOUR)
    stage.rights.create(until=NOON + HOUR)
    with pytest.raises(NotReady, match="cannot be used then"):
        article.publish(ana, "minor", later="refreeze")
    waiting.refresh_from_db()
    assert waiting.cancelled_at is None
    assert article.publish(ana, "minor", later="cancel").number == 2


def test_what_an_editor_should_look_at_first(article, stage, ana):
    now = timezone.now()
    assert {field for field, _ in article.warnings(now)} == {"lead_image", "body"}  # Meridian Images is not known
    stage.instructions = "ONE TIME USE. TURKEY OUT. Mandatory credit."
    stage.usage_terms = "Editorial use only, no archives."
    stage.caption = "The stage. Jo Farrow/Northlight/Meridian Images"
    stage.save()
    stage.rights.create(until=now + 3 * DAY)
    stage.readings.create(found={"credit_line": "Getty Images"})
    said = " ".join(stage.warnings(now))
    for words in (
        "ONE TIME USE", "TURKEY OUT", "MANDATORY CREDIT", "EDITORIAL USE ONLY", "NO ARCHIVES", "can be used only until",
        "differs from the one in its file: “Getty Images”", "repeats its credit", "No agency was recognised",
    ):  # fmt: skip
        assert words in said, words
    assert not any("only until" in w for w in stage.warnings(now - 30 * DAY))


def test_a_picture_without_a_credit_does_not_differ_from_its_file(stage):
    stage.credits.all().delete()
    stage.readings.create(found={"credit_line": "Getty Images"})
    assert not any("differs from" in warning for warning in stage.warnings(timezone.now()))


def test_a_line_with_several_credits_is_to_be_parted(stage):
    stage.credits.update(line="Left: Jo Farrow/AP. Right: Ines Okafor/Reuters")
    said = " ".join(stage.warnings(timezone.now()))
    assert "has several credits. Give each one a line of its own." in said
    assert "No agency was recognised" not in said


@pytest.mark.parametrize(
    ("words", "loud"),
    [
        ("ONE TIME USE", True),
        ("Not in Finland", True),
        ("online only", True),
        ("Ireland OUT", True),
        ("FINLAND AND SWEDEN OUT", True),
        ("Ask Ines before the second edition.", False),
        ("100% of the frame, please", False),
        ("They lay OUT the table", False),
    ],
)
def test_whatever_restriction_is_stated_is_shown_in_full_and_the_list_only_makes_it_louder(stage, words, loud):
    now = timezone.now()
    for column in ("instructions", "usage_terms"):
        setattr(stage, column, words)
        [said] = [w for w in stage.warnings(now) if words in w]
        assert (said.must_look, "Must look" in said) == (loud, loud)
        setattr(stage, column, "")
    stage.rights.create(words=words)
    assert any(f"A right of the image “The stage” says: “{words}”" in said for said in stage.warnings(now))


def test_what_only_the_file_states_is_shown_by_every_block_that_differs_and_once(stage):
    stage.instructions = "No fee"
    found = {"instructions": "no  FEE", "conflicts": [["instructions", {"XMP": "no FEE", "IIM": "Ireland OUT"}]]}
    stage.readings.create(found=found | {"caption": "Two men. NO ARCHIVES", "job_title": "Staff"})
    said = [str(w) for w in stage.warnings(timezone.now()) if "say" in w]
    assert said == [
        "The instructions of the image “The stage” say: “No fee”",
        "Must look: IRELAND OUT. The file of the image “The stage” says: “Ireland OUT”",
        "Must look: NO ARCHIVES. The file of the image “The stage” says: “Two men. NO ARCHIVES”",
    ]


def test_a_very_long_restriction_is_cut(stage):
    stage.usage_terms = "May be used once. " * 200
    [said] = [w for w in stage.warnings(timezone.now()) if "May be used once." in w]
    assert len(said) < 700
    assert said.endswith("…”")

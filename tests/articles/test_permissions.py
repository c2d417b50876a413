"""What each act needs of a person is asked by the method itself, at the moment chosen, for what will stand then."""

import datetime
import json
import pathlib

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone

import articles
import timeline
from articles.exceptions import NotAllowed, Refusal, WrongMoment
from articles.models import (
    Article,
    Change,
    Edition,
    Figure,
    Image,
    Kind,
    Outcome,
    Source,
    Topic,
    delete_fact,
    erase,
    record,
)
from articles.pages import ArticlePage
from tests.conftest import NOON
from tests.publishing_forms import ask, errors, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("london")]
HOUR = datetime.timedelta(hours=1)
ONE, TWO, THREE, FOUR = (NOON + hours * HOUR for hours in (1, 2, 3, 4))


@pytest.fixture
def live(article, ana):
    """The article, live since noon."""
    article.publish(ana, Kind.UPDATE)
    article.refresh_from_db()
    return article


@pytest.fixture
def ordered(live, dora):
    """Its legal removal, which a chief has set for one o'clock."""
    return live.take_down(dora, Outcome.LEGAL, "A court has ordered it.", at=ONE)


def seen(article, moment):
    """The number of the edition that readers are given at a moment, or what they meet instead."""
    edition = Edition.objects.live_at(moment).get(article=article)
    return edition.outcome or edition.number


# --- articles


def test_a_reporter_alters_nothing_that_readers_see_or_will_see(live, ana, bo, time_machine):
    waiting = live.publish(ana, Kind.UPDATE, at=TWO)
    first = live.editions.get(number=1)
    acts = [
        lambda: live.publish(bo, Kind.UPDATE, later="keep"),
        lambda: live.publish(bo, Kind.UPDATE, at=THREE, later="keep"),
        lambda: live.take_down(bo, Outcome.ERROR, "Sorry.", later="keep"),
        lambda: live.take_down(bo, Outcome.LEGAL, "A court."),
        lambda: live.put_back(first, bo, later="keep"),
        lambda: waiting.cancel(bo),
        lambda: waiting.retime(THREE, bo),
        lambda: first.erase(bo, "Mine."),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert (seen(live, NOON), seen(live, TWO), live.editions.count()) == (1, 2, 2)


def test_a_refusal_says_which_right_is_missing_and_whom_to_ask(live, ana, bo):
    with pytest.raises(NotAllowed, match=r"need the right to publish.*roles: chief, editor"):
        live.publish(bo, Kind.UPDATE)
    with pytest.raises(NotAllowed, match=r"the right to remove for legal reasons.*roles: chief\."):
        live.take_down(ana, Outcome.LEGAL, "A court.")
    Group.objects.all().delete()
    with pytest.raises(NotAllowed, match="Ask your administrator"):
        live.editions.get().erase(ana, "A court.")


def test_a_command_does_everything_and_the_log_says_that_no_person_did(live, ordered):
    live.publish(None, Kind.UPDATE, at=TWO)
    ordered.cancel()
    assert set(Change.objects.filter(by=None).values_list("verb", "automatic")) == {
        ("published", True),
        ("cancelled", True),
    }


def test_the_history_tells_a_command_from_an_account_that_was_deleted(client, live, ana, dora):
    eva = User.objects.create(username="eva", is_superuser=True)
    live.publish(eva, Kind.MINOR)
    live.publish(None, Kind.MINOR)
    eva.delete()
    client.force_login(dora)
    page = client.get(url("history", live)).text
    log = " ".join(page.split('id="log"')[1].split())
    assert "A command or an import published edition 3" in log
    assert "Somebody whose account was deleted published edition 2" in log
    assert "ana published edition 1" in log


def test_only_ones_own_words_are_restored_and_none_that_were_removed(live, ordered, bo, ana, dora, time_machine):
    first = live.editions.get(number=1)
    live.restore(first, bo)
    Article.objects.update(created_by=ana)
    live.refresh_from_db()
    with pytest.raises(NotAllowed):
        live.restore(first, bo)
    time_machine.move_to(ONE, tick=False)
    with pytest.raises(NotAllowed, match="removed for legal reasons"):
        live.restore(first, ana)
    live.restore(first, dora)


def test_only_a_text_of_this_very_article_is_restored(live, ana, culture):
    other = Article.objects.create(headline="Another", section=culture)
    down = live.take_down(ana, Outcome.ERROR, "Sorry.")
    for article, edition in ((other, live.editions.get(number=1)), (live, down)):
        with pytest.raises(Refusal, match="text of this very article"):
            article.restore(edition, ana)
    assert live.blocks()


# --- legal removals


def test_nobody_below_a_chief_publishes_past_a_legal_removal_that_is_scheduled(live, ordered, ana, dora):
    with pytest.raises(NotAllowed, match="outlasts a legal removal"):
        live.publish(ana, Kind.UPDATE, at=TWO)
    with pytest.raises(NotAllowed):
        live.publish(ana, Kind.UPDATE, at=ONE)
    assert live.publish(ana, Kind.UPDATE, at=NOON + HOUR / 2, later="keep").number == 3
    assert seen(live, FOUR) == "legal"
    assert live.publish(dora, Kind.UPDATE, at=TWO).number == 4


def test_a_waiting_edition_is_not_retimed_past_a_legal_removal(live, ordered, ana):
    waiting = live.publish(ana, Kind.UPDATE, at=NOON + HOUR / 2, later="keep")
    with pytest.raises(NotAllowed, match="legal removal"):
        waiting.retime(TWO, ana)
    assert (waiting.live_from, seen(live, FOUR)) == (NOON + HOUR / 2, "legal")
    waiting.retime(NOON + HOUR / 4, ana)


def test_the_removal_itself_is_neither_retimed_nor_cancelled_by_others(live, ordered, ana, dora):
    with pytest.raises(NotAllowed, match="cancels or reschedules a legal removal"):
        ordered.retime(TWO, ana)
    with pytest.raises(NotAllowed):
        ordered.cancel(ana)
    for act in (
        lambda: live.publish(ana, Kind.UPDATE, later="cancel"),
        lambda: live.take_down(ana, Outcome.ERROR, "Sorry.", later="cancel"),
        lambda: live.put_back(live.editions.get(number=1), ana, later="cancel"),
    ):
        with pytest.raises(NotAllowed, match="cancels or reschedules a legal removal"):
            act()
    ordered.retime(TWO, dora)
    ordered.cancel(dora)


def test_a_removal_that_has_begun_is_ended_by_a_chief_and_others_go_on_from_there(live, ordered, ana, dora, clock):
    clock.move_to(ONE)
    for act in (lambda: live.publish(ana, Kind.UPDATE), lambda: live.publish(ana, Kind.UPDATE, at=TWO)):
        with pytest.raises(NotAllowed):
            act()
    live.publish(dora, Kind.UPDATE)
    clock.move_to(TWO)
    assert live.publish(ana, Kind.UPDATE).number == 4
    with pytest.raises(NotAllowed, match="removed for legal reasons"):
        live.put_back(live.editions.get(number=1), ana)
    assert live.put_back(live.editions.get(number=1), dora).number == 5


def test_the_text_that_ends_a_removal_is_the_one_a_chief_has_chosen(live, ordered, ana, dora):
    clean = live.publish(dora, Kind.UPDATE, at=THREE)
    with pytest.raises(NotAllowed):
        live.publish(ana, Kind.UPDATE, at=TWO, later="keep")
    with pytest.raises(NotAllowed):
        live.publish(ana, Kind.UPDATE, later="refreeze")
    live.publish(ana, Kind.UPDATE, at=FOUR)
    for act in (lambda: clean.cancel(ana), lambda: clean.retime(TWO, ana)):
        with pytest.raises(NotAllowed):
            act()
    assert seen(live, THREE) == clean.number


def test_the_form_says_what_the_method_would_say(client, live, ordered, ana):
    client.force_login(ana)
    answers = {"when": "at", "at": "2026-05-12T15:00", "kind": "update"}  # three o'clock in London is TWO
    refused, _ = ask(client, url("publish", live), **answers)
    assert "outlasts a legal removal" in refused.text
    assert errors(refused)
    assert seen(live, FOUR) == "legal"


def test_a_notice_does_not_follow_a_removal(live, ordered, ana):
    with pytest.raises(NotAllowed):
        live.take_down(ana, Outcome.ERROR, "Sorry.", at=TWO)


# --- acts that were accepted and ignored


def test_a_take_down_and_a_text_put_back_refreeze_nothing(live, ana, dora):
    live.publish(ana, Kind.UPDATE, at=TWO)
    for act in (
        lambda: live.take_down(ana, Outcome.ERROR, "Sorry.", later="refreeze"),
        lambda: live.put_back(live.editions.get(number=1), ana, later="refreeze"),
        lambda: live.take_down(dora, Outcome.LEGAL, "A court.", later="keep"),
    ):
        with pytest.raises(Refusal, match="what is scheduled later"):
            act()
    assert live.editions.count() == 2


def test_an_erased_text_does_not_stay_under_a_banner(live, ana, dora):
    live.editions.get().erase(dora, "Data protection.")
    with pytest.raises(Refusal, match="has been erased"):
        live.take_down(ana, Outcome.WITHDRAWN, "Withdrawn.")
    assert live.take_down(ana, Outcome.ERROR, "Sorry.").number == 2


def test_saving_some_columns_raises_the_version_where_it_counts(article):
    article.state = Article.State.READY
    article.save(update_fields=["state"])
    assert (article.version, Article.objects.get().version) == (2, 2)
    article.save(update_fields=[])
    assert (article.version, Article.objects.get().version) == (2, 2)


def test_an_edition_is_not_retimed_to_when_a_picture_cannot_be_used(live, stage, ana):
    waiting = live.publish(ana, Kind.UPDATE, at=ONE)
    stage.rights.create(kind="allow", until=TWO)
    with pytest.raises(WrongMoment, match="cannot be used then"):
        waiting.retime(THREE, ana)
    assert Edition.objects.get(pk=waiting.pk).live_from == waiting.live_from == ONE
    waiting.retime(ONE + HOUR / 2, ana)


# --- facts


def test_what_readers_see_is_changed_by_who_publishes(live, mara, bo, ana):
    record(mara)
    bo.user_permissions.add(Permission.objects.get(codename="change_topic"))
    Topic.objects.filter(pk=mara.pk).update(name="Mara L.")
    mara.refresh_from_db()
    with pytest.raises(NotAllowed, match="right to publish"):
        record(mara, bo)
    assert not Change.objects.filter(verb="changed").exists()
    assert record(mara, ana)
    nobody = Topic.objects.create(name="Nobody", slug="nobody")
    record(nobody)
    nobody.name = "Nobody at all"
    nobody.save()
    assert record(nobody, bo)


def test_a_fact_is_released_by_who_publishes(bo, ana):
    new = Topic.objects.create(name="New", slug="new", released_from=NOON)
    with pytest.raises(NotAllowed):
        record(new, bo)
    old = Topic.objects.create(name="Old", slug="old")
    record(old)
    Topic.objects.filter(pk=old.pk).update(released_from=FOUR)
    with pytest.raises(NotAllowed):
        record(old, bo)
    assert record(old, ana)
    Topic.objects.filter(pk=old.pk).update(released_from=None)
    with pytest.raises(NotAllowed):
        record(old, bo)


def test_a_correction_says_what_was_wrong(mara, ana):
    record(mara)
    mara.name = "Mara L."
    mara.save()
    for answers in (("correction", ""), ("correction", "  "), ("", ""), ("takedown", "Why.")):
        with pytest.raises(Refusal):
            record(mara, ana, *answers)
    assert record(mara, ana, "correction", "Her name was wrong.")


def test_facts_are_erased_by_who_may(mara, ana, dora):
    with pytest.raises(NotAllowed, match="erase for ever"):
        erase(mara, ana, "A court.")
    assert Topic.objects.get().name == "Mara Lindqvist"
    erase(mara, dora, "A court.")


def test_an_erased_double_still_leads_to_what_it_was_merged_into(live, mara, ana, dora):
    kept = Topic.objects.create(name="Mara L.", slug="mara-l")
    mara.merge_into(kept, ana)
    mara.refresh_from_db()
    erase(mara, dora, "A court.")
    mara.refresh_from_db()
    assert (mara.name, mara.merged_into) == ("[erased]", kept)
    assert ArticlePage(live.editions.get(), timezone.now()).topics == [kept]


def test_what_was_merged_into_an_erased_fact_is_erased_with_it(mara, ana, dora):
    kept = Topic.objects.create(name="Mara L.", slug="mara-l")
    record(mara)
    mara.merge_into(kept, ana)
    kept.refresh_from_db()
    erase(kept, dora, "A court.")
    assert set(Topic.objects.values_list("name", flat=True)) == {"[erased]"}
    assert not Topic.objects.public_at(timezone.now()).exists()


def test_facts_are_merged_by_who_may_delete_them_and_publishes_where_readers_see_one(live, mara, register, bo, ana):
    twin = Topic.objects.create(name="Twin", slug="twin")
    give(bo, "change_topic", "delete_topic", "change_source")
    with pytest.raises(NotAllowed, match="right to publish"):
        twin.merge_into(mara, bo)
    with pytest.raises(NotAllowed, match="right to delete sources"):
        Source.objects.create(title="Coastal").merge_into(Source.objects.create(title="Coast"), bo)
    Topic.objects.create(name="One", slug="one").merge_into(Topic.objects.create(name="Other", slug="other"), bo)
    twin.merge_into(mara, ana)


def test_what_readers_see_is_deleted_by_who_publishes(bo, ana):
    topic = Topic.objects.create(name="Out", slug="out", released_from=NOON)
    give(bo, "delete_topic")
    with pytest.raises(NotAllowed):
        delete_fact(topic, bo)
    delete_fact(topic, ana)
    assert not Topic.objects.exists()


# --- images


def test_a_photo_editor_corrects_what_is_said_of_a_public_image_and_nothing_else(live, stage, cem, bo):
    stage.credits.update(line="Jo Farrow/Meridian")
    stage.rights.create(kind="deny", begins=FOUR)
    Image.objects.filter(pk=stage.pk).update(alt="A stage", caption="The stage.", usage_terms="Online only.")
    stage.refresh_from_db()
    with pytest.raises(NotAllowed):
        record(stage, bo, "correction", "The credit was wrong.")
    assert record(stage, cem, "correction", "The credit was wrong.")
    for columns in ({"title": "Mine"}, {"focal_x": 0.1}, {"place": "Oslo"}, {"released_from": FOUR}):
        Image.objects.filter(pk=stage.pk).update(**columns)
        with pytest.raises(NotAllowed, match="need the right to publish"):
            record(Image.objects.get(), cem)
        stage.save()


def test_a_photo_editors_correction_brings_no_other_change_with_it(live, stage, cem):
    Image.objects.filter(pk=stage.pk).update(alt="A stage", title="Mine")
    stage.refresh_from_db()
    with pytest.raises(NotAllowed, match="need the right to publish"):
        record(stage, cem, "correction", "The description was wrong.")
    Image.objects.filter(pk=stage.pk).update(title="The stage")
    stage.refresh_from_db()
    assert record(stage, cem, "correction", "The description was wrong.")


def test_a_photo_editor_kills_a_public_image_and_shows_it_again(live, stage, cem, bo):
    with pytest.raises(NotAllowed):
        stage.kill(bo, "Mine.")
    with pytest.raises(Refusal):
        stage.kill(cem, "Wrong person.", "", Kind.CORRECTION)
    assert Image.objects.get().killed_at is None
    stage.kill(cem, "Wrong person.", "The picture showed somebody else.", Kind.CORRECTION)
    with pytest.raises(NotAllowed):
        stage.revive(bo)
    stage.revive(cem, "It showed her after all.", Kind.CORRECTION)
    told = Change.objects.filter(fact=stage.pk, verb="changed").values_list("kind", "note")
    assert set(told) == {
        ("correction", "The picture showed somebody else."),
        ("correction", "It showed her after all."),
    }


def test_images_are_merged_by_who_may_delete_them(live, stage, cem, ana):
    double = Image.objects.create(title="Stage again")
    with pytest.raises(NotAllowed, match="right to delete images"):
        double.merge_into(stage, cem)
    with pytest.raises(Refusal):
        stage.merge_into(double, ana, Kind.CORRECTION)
    stage.merge_into(double, ana, Kind.CORRECTION, "It was kept twice.")
    assert set(Change.objects.filter(verb="changed").values_list("kind", "note")) == {
        ("correction", "It was kept twice.")
    }
    assert Figure.objects.get().image == double


MAY = {"ended": ("allow", None, ONE), "until three": ("allow", None, THREE), "from two": ("allow", TWO, None)}
MAY |= {"until two": ("allow", None, TWO), "denied": ("deny", TWO, THREE), "free": None}


@pytest.mark.parametrize("one", MAY)
@pytest.mark.parametrize("other", MAY)
def test_a_merged_image_is_used_no_more_than_either_allowed(one, other, ana):
    images = [Image.objects.create(title=title) for title in ("Gone", "Kept")]
    for image, name in zip(images, (one, other), strict=True):
        if MAY[name]:
            kind, begins, until = MAY[name]
            image.rights.create(kind=kind, begins=begins, until=until, words=f"Not in {image}", note=name)
    moments = [NOON + n * HOUR / 2 for n in range(10)]
    before = [[image.usable_at(moment) for moment in moments] for image in images]
    images[0].merge_into(images[1], ana)
    kept = Image.objects.get(title="Kept")
    assert [kept.usable_at(moment) for moment in moments] == [a and b for a, b in zip(*before, strict=True)]


def test_restrictions_in_words_are_those_of_both(ana):
    gone, kept = (Image.objects.create(title=title) for title in ("Gone", "Kept"))
    gone.rights.create(kind="allow", until=THREE, words="Online only")
    kept.rights.create(kind="allow", words="Not in Finland")
    Image.objects.filter(pk=gone.pk).update(usage_terms="No sales.", instructions="ONE TIME USE")
    Image.objects.filter(pk=kept.pk).update(instructions="Embargo")
    gone.merge_into(kept, ana)
    kept = Image.objects.get(pk=kept.pk)
    assert [(r.words, r.until) for r in kept.rights.all()] == [("Not in Finland; Online only", THREE)]
    assert (kept.usage_terms, kept.instructions) == ("No sales.", "Embargo\nONE TIME USE")


def test_restrictions_too_long_to_be_joined_keep_two_images_apart(ana):
    gone, kept = (Image.objects.create(title=title) for title in ("Gone", "Kept"))
    for image, letter in ((gone, "a"), (kept, "b")):
        image.rights.create(kind="allow", words=letter * 400)
    with pytest.raises(Refusal, match="Shorten them"):
        gone.merge_into(kept, ana)
    assert Image.objects.get(pk=gone.pk).merged_into is None


# --- forms


def give(person, *codenames):
    """Give somebody permissions besides those of their role."""
    person.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    for cached in ("_perm_cache", "_user_perm_cache"):
        person.__dict__.pop(cached, None)


def test_no_form_of_the_desk_asks_for_a_right_that_the_methods_do_not():
    for app in (articles, timeline):
        for file in (pathlib.Path(app.__file__).parent / "admin").rglob("*.py"):
            assert "has_perm(" not in file.read_text(), file
            assert "has_perms(" not in file.read_text(), file


def test_a_fixture_from_before_the_log_told_commands_apart_still_loads(live):
    from django.core import serializers

    [row] = json.loads(serializers.serialize("json", Change.objects.all()))
    del row["fields"]["automatic"]
    Change.objects.all().delete()
    [line] = serializers.deserialize("python", [row])
    line.save()
    assert Change.objects.get().automatic is False

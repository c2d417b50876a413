"""Publishing: what each action changes for readers, and what it refuses."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from articles.exceptions import AddressTaken, ClockSetBack, LaterEditions, NotReady, Refusal, StaleVersion, WrongMoment
from articles.models import Address, Article, Change, Edition, EditionText, Generation, Text

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def live(article, moment=None):
    """Return the article's live edition at a moment (now, unless one is given)."""
    return Edition.objects.live_at(moment or timezone.now()).filter(article=article).first()


def rewrite(article, words):
    """Change a word of the body and save the working copy, as an editor does."""
    Text.objects.filter(parent=article).update(html=f"<p>{words}</p>")
    article.refresh_from_db()
    article.save()


def test_saving_changes_nothing_for_readers_and_publishing_does(article, ana):
    first = article.publish(ana, "update")
    rewrite(article, "Something new.")
    assert live(article) == first
    assert "Something new." not in live(article).text.document
    second = article.publish(ana, "minor")
    assert live(article) == second
    assert "Something new." in second.text.document
    assert "They met in 2004." in Edition.objects.get(number=1).text.document


def test_an_edition_goes_live_at_its_second_with_nothing_running(article, ana):
    at = timezone.now() + HOUR
    edition = article.publish(ana, "update", at=at)
    tick = datetime.timedelta(microseconds=1)
    assert live(article) is None
    assert live(article, at - tick) is None
    assert live(article, at) == edition
    assert live(article, at + tick) == edition


def test_of_two_editions_of_one_moment_readers_are_given_the_later_number(clock, article, ana, client):
    first = article.publish(ana, "update")
    rewrite(article, "Something new.")
    second = article.publish(ana, "update")
    assert first.live_from == second.live_from
    assert live(article) == second
    assert "Something new." in client.get("/culture/songwriters/").text
    at = timezone.now() + HOUR
    article.publish(ana, "update", at=at)
    rewrite(article, "Newer still.")
    article.publish(ana, "update", at=at, later="keep")
    assert live(article, at).number == 4
    assert live(article, at - datetime.timedelta(microseconds=1)) == second


def test_what_was_reviewed_is_what_goes_out(article, ana):
    seen = article.version
    rewrite(Article.objects.get(), "Saved meanwhile.")
    with pytest.raises(StaleVersion):
        article.publish(ana, "update", seen=seen)
    assert not Edition.objects.exists()


def test_a_scheduled_edition_makes_the_next_publication_ask(article, ana):
    at = timezone.now() + HOUR
    article.publish(ana, "update", at=at)
    rewrite(article, "A fix.")
    with pytest.raises(LaterEditions) as refusal:
        article.publish(ana, "minor")
    assert [edition.live_from for edition in refusal.value.editions] == [at]
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("later", "words_then", "numbers"),
    [("keep", "They met in 2004.", [1, 2]), ("cancel", "A fix.", [2]), ("refreeze", "A fix.", [2, 3])],
)
def test_each_answer_about_later_editions_does_what_it_says(article, ana, later, words_then, numbers):
    at = timezone.now() + HOUR
    article.publish(ana, "update", at=at)
    rewrite(article, "A fix.")
    article.publish(ana, "minor", later=later)
    assert "A fix." in live(article).text.document
    assert words_then in live(article, at).text.document
    standing = Edition.objects.filter(cancelled_at=None).order_by("number")
    assert [edition.number for edition in standing] == numbers


def test_a_moment_that_has_passed_or_is_absurd_is_refused(article, ana):
    now = timezone.now()
    for at in (now - HOUR, now.replace(year=9999), (now + HOUR).replace(tzinfo=None)):
        with pytest.raises(WrongMoment):
            article.publish(ana, "update", at=at)
    assert article.publish(ana, "update", at=now - HOUR, backdated=True).live_from == now - HOUR


def test_the_present_moment_is_too_late_to_schedule_for(clock, article, ana):
    tick = datetime.timedelta(microseconds=1)
    with pytest.raises(WrongMoment, match="has passed"):
        article.publish(ana, "update", at=timezone.now())
    edition = article.publish(ana, "update", at=timezone.now() + tick)
    with pytest.raises(WrongMoment, match="has passed"):
        edition.retime(timezone.now(), ana)
    assert live(article) is None
    assert live(article, timezone.now() + tick) == edition


def test_what_is_missing_is_named_at_its_field(article, ana, stage):
    stage.credits.all().delete()
    Article.objects.update(headline="", section=None, slug="")
    article = Article.objects.get()
    with pytest.raises(NotReady) as refusal:
        article.publish(ana, "update")
    assert set(refusal.value.message_dict) == {"headline", "section", "slug", "lead_image", "body"}
    assert "no credit line" in str(refusal.value)


def test_a_correction_must_say_what_was_wrong(article, ana):
    with pytest.raises(Refusal, match="what was wrong"):
        article.publish(ana, "correction")
    with pytest.raises(Refusal, match="what kind"):
        article.publish(ana, "takedown")


def test_a_taken_address_says_taken_and_never_by_what(article, ana, culture):
    article.publish(ana, "update", at=timezone.now() + HOUR)
    other = Article.objects.create(headline="Another story", section=culture, slug="songwriters")
    Text.objects.create(parent=other, region="body", html="<p>Words.</p>")
    with pytest.raises(AddressTaken) as refusal:
        other.publish(ana, "update")
    assert article.headline not in str(refusal.value)


def test_a_reserved_word_is_refused_as_a_slug(article, ana):
    article.slug = "admin"
    article.save()
    with pytest.raises(NotReady, match="reserved word"):
        article.publish(ana, "update")


def test_the_address_of_an_edition_cancelled_before_it_began_is_free_again(article, ana):
    edition = article.publish(ana, "update", at=timezone.now() + HOUR)
    edition.cancel(ana)
    assert not Address.objects.exists()
    assert live(article, timezone.now() + 2 * HOUR) is None


def test_what_has_begun_cannot_be_cancelled_or_moved(article, ana):
    edition = article.publish(ana, "update")
    for action in (lambda: edition.cancel(ana), lambda: edition.retime(timezone.now() + HOUR, ana)):
        with pytest.raises(WrongMoment, match="already gone live"):
            action()


def test_in_the_second_it_begins_an_edition_can_no_longer_be_cancelled_or_moved(clock, article, ana):
    at = timezone.now() + HOUR
    edition = article.publish(ana, "update", at=at)
    clock.move_to(at, tick=False)
    for action in (lambda: edition.cancel(ana), lambda: edition.retime(at + HOUR, ana)):
        with pytest.raises(WrongMoment, match="already gone live"):
            action()
    assert live(article) == edition


def test_a_scheduled_edition_moves_to_another_moment(article, ana):
    now = timezone.now()
    edition = article.publish(ana, "update", at=now + HOUR)
    edition.retime(now + 2 * HOUR, ana)
    assert live(article, now + HOUR) is None
    assert live(article, now + 2 * HOUR) == edition
    assert edition.first_live_from == now + 2 * HOUR


@pytest.mark.parametrize("outcome", ["error", "withdrawn", "legal"])
def test_a_take_down_ends_what_readers_are_given(article, ana, dora, mara, stage, outcome):
    article.publish(ana, "update")
    down = article.take_down(dora, outcome, "Why.")
    assert live(article) == down
    assert not Edition.objects.listed_at(timezone.now()).exists()
    keeps_text = outcome == "withdrawn"
    assert EditionText.objects.filter(edition=down).exists() == keeps_text
    assert mara.is_public() == stage.is_public() == keeps_text


def test_a_withdrawal_that_is_frozen_again_keeps_the_text_that_it_withdraws(clock, article, ana):
    article.publish(ana, "update")
    article.take_down(ana, "withdrawn", "It rested on copies.", at=timezone.now() + HOUR)
    rewrite(article, "An older text.")
    article.publish(ana, "update", at=timezone.now() - HOUR, backdated=True, later="refreeze")
    down = live(article, timezone.now() + HOUR)
    assert (down.number, down.outcome) == (4, "withdrawn")
    assert "They met in 2004." in live(article).text.document
    assert "They met in 2004." in down.text.document
    rewrite(article, "A newer text.")
    article.publish(ana, "update", later="refreeze")
    assert "A newer text." in live(article, timezone.now() + HOUR).text.document


def test_a_merged_article_leads_to_the_other_through_further_mergers(article, ana, culture):
    others = []
    for name in ("second", "third"):
        other = Article.objects.create(headline=name, section=culture, slug=name)
        Text.objects.create(parent=other, region="body", html="<p>Words.</p>")
        other.publish(ana, "update")
        others.append(other)
    article.publish(ana, "update")
    article.take_down(ana, "merged", "", to=others[0])
    others[0].take_down(ana, "merged", "", to=others[1])
    assert live(article).redirect_target(timezone.now()) == live(others[1])
    others[1].take_down(ana, "merged", "", to=article)
    assert live(article).redirect_target(timezone.now()) is None


def test_a_merger_needs_another_article(article, ana):
    article.publish(ana, "update")
    for to in (None, article):
        with pytest.raises(Refusal, match="merged into"):
            article.take_down(ana, "merged", "", to=to)


def test_a_legal_removal_cancels_everything_later(article, ana, dora):
    article.publish(ana, "update")
    article.publish(ana, "update", at=timezone.now() + HOUR)
    article.take_down(dora, "legal", "")
    assert live(article, timezone.now() + 2 * HOUR).outcome == "legal"


def test_nothing_live_cannot_be_taken_down_but_a_notice_can_become_a_legal_removal(article, ana, dora):
    with pytest.raises(Refusal, match="nothing to take down"):
        article.take_down(ana, "error", "")
    article.publish(ana, "update")
    article.take_down(ana, "error", "Sorry.")
    with pytest.raises(Refusal, match="nothing to take down"):
        article.take_down(ana, "withdrawn", "")
    assert article.take_down(dora, "legal", "").outcome == "legal"


def test_an_earlier_text_is_put_back_and_the_working_copy_is_untouched(article, ana):
    first = article.publish(ana, "update")
    rewrite(article, "Something new.")
    version = article.version
    article.publish(ana, "update")
    again = article.put_back(first, ana, "Back.")
    assert live(article) == again
    assert again.text.document == first.text.document
    article.refresh_from_db()
    assert article.version == version
    assert "Something new." in article.blocks()[0].html


def test_a_text_that_was_cancelled_before_it_began_is_never_put_back(clock, article, ana):
    first = article.publish(ana, "update")
    cancelled = article.publish(ana, "update", at=timezone.now() + HOUR)
    waiting = article.publish(ana, "update", at=timezone.now() + 3 * HOUR)
    cancelled.cancel(ana)
    clock.shift(2 * HOUR)
    for edition in (cancelled, waiting):
        edition.refresh_from_db()
        with pytest.raises(Refusal, match="Only a text that readers have been given"):
            article.put_back(edition, ana, later="keep")
    assert live(article) == first


def test_restoring_brings_words_back_and_keeps_the_keys_of_blocks(article, ana):
    keys = [block.pk for block in article.blocks()]
    first = article.publish(ana, "update")
    rewrite(article, "Something new.")
    article.blocks()[2].delete()
    Text.objects.create(parent=article, region="body", ordering=99, html="<p>More.</p>")
    article.restore(first, ana)
    assert [block.pk for block in article.blocks()] == keys
    assert article.publish(ana, "minor").text.document == first.text.document


def test_a_preview_is_the_edition_that_would_go_out(article, ana):
    preview = article.preview()
    assert not Edition.objects.exists()
    assert article.publish(ana, "update").text.document == preview.text.document


def test_erasing_leaves_a_tombstone_and_no_words(article, ana, dora, mara):
    edition = article.publish(ana, "update")
    edition.erase(dora, "Court order 12/26")
    edition = Edition.objects.get()
    assert "They met" not in edition.text.document
    assert "songwriters stopped" not in edition.headline
    assert edition.text.content["erased"]["why"] == "Court order 12/26"
    assert not mara.is_public()
    with pytest.raises(Refusal, match="erased"):
        article.put_back(edition, ana)
    with pytest.raises(Refusal, match="erased"):
        article.restore(edition, ana)


def test_what_an_edition_shows_cannot_be_deleted_under_it(article, ana, stage, mara):
    article.publish(ana, "update")
    article.blocks()[1].delete()
    Article.objects.update(lead_image=None)
    article.abouts.all().delete()
    with pytest.raises(ProtectedError):
        stage.delete()
    with pytest.raises(ProtectedError):
        mara.delete()
    with pytest.raises(ProtectedError):
        article.delete()


def test_every_act_that_readers_can_notice_raises_the_generation(article, ana):
    def number():
        return Generation.objects.get().number

    first = number()
    edition = article.publish(ana, "update", at=timezone.now() + HOUR)
    second = number()
    edition.retime(timezone.now() + 2 * HOUR, ana)
    third = number()
    edition.cancel(ana)
    assert first < second < third < number()


def test_a_clock_set_back_a_little_is_bridged_and_more_is_refused(article, ana):
    ahead = timezone.now() + datetime.timedelta(minutes=4)
    Generation.objects.update(moment=ahead)
    assert article.publish(ana, "update").live_from == ahead
    Generation.objects.update(moment=timezone.now() + HOUR)
    with pytest.raises(ClockSetBack):
        article.publish(ana, "update")


def test_what_is_entered_for_an_earlier_moment_does_not_turn_the_generation_back(clock, article, ana):
    article.publish(ana, "update")
    before = Generation.objects.get()
    article.publish(ana, "minor", later="keep", moment=timezone.now() - HOUR)
    after = Generation.objects.get()
    assert after.number == before.number + 1
    assert after.moment == before.moment == timezone.now()


def test_a_minor_edition_moves_no_date_that_readers_are_told(article, ana):
    first = article.publish(ana, "update")
    minor = article.publish(ana, "minor")
    assert minor.first_live_from == minor.updated_from == first.live_from
    assert not minor.was_updated
    update = article.publish(ana, "update")
    assert update.first_live_from == first.live_from
    assert update.updated_from == update.live_from


def test_the_log_has_a_line_for_every_act(article, ana):
    edition = article.publish(ana, "update", at=timezone.now() + HOUR)
    edition.retime(timezone.now() + 2 * HOUR, ana)
    edition.cancel(ana)
    assert [change.verb for change in Change.objects.order_by("moment")] == ["published", "retimed", "cancelled"]
    assert {change.by for change in Change.objects.all()} == {ana}


@pytest.mark.parametrize(
    "column",
    [{"number": 0}, {"kind": "other"}, {"outcome": "error"}, {"address": None}, {"kind": "takedown"}],
)
def test_the_database_itself_refuses_an_impossible_edition(article, ana, column):
    edition = article.publish(ana, "update")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**column)


def test_the_database_itself_refuses_a_late_cancellation_and_a_second_number(article, ana):
    first, second = article.publish(ana, "update"), article.publish(ana, "update")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=first.pk).update(cancelled_at=first.live_from)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=second.pk).update(number=1)


@pytest.mark.parametrize("back", [datetime.timedelta(minutes=4), HOUR, datetime.timedelta(days=400)])
def test_what_was_published_stays_live_however_far_the_clock_is_set_back(clock, article, ana, client, back):
    article.publish(ana, "update")
    scheduled = article.publish(ana, "update", at=timezone.now() + HOUR)
    clock.shift(-back)
    page = client.get("/culture/songwriters/")
    assert page.status_code == 200
    assert page.context["edition"].number == scheduled.number - 1
    assert "/culture/songwriters/" in client.get("/culture/").content.decode()


def test_what_was_scheduled_is_served_once_the_clock_has_caught_up(clock, article, ana, client):
    first = article.publish(ana, "update")
    second = article.publish(ana, "update", at=timezone.now() + HOUR)
    clock.shift(-2 * HOUR)
    assert client.get("/culture/songwriters/").context["edition"] == first
    clock.shift(3 * HOUR)
    assert client.get("/culture/songwriters/").context["edition"] == second

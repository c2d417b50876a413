"""Merging at the desk: what changes is said first, and the right to publish is asked for where readers see it."""

from django.urls import reverse

from articles.models import Change, Source, Topic
from timeline.models import Event

from .conftest import happened


def merging(row, other=None):
    """Return the address of the page that merges a row (with another)."""
    page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_merge", args=[row.pk])
    return f"{page}?other={other.pk}" if other else page


def test_two_are_ticked_and_merged(desk, mara, maren, together):
    listed = reverse("admin:articles_topic_changelist")
    ticked = {"action": "merge_chosen", "_selected_action": [str(mara.pk), str(maren.pk)]}
    page = desk.post(listed, ticked, follow=True)
    assert "Events: 3" in page.content.decode()
    assert desk.post(page.redirect_chain[-1][0], {"keep": str(maren.pk)}).status_code == 302
    mara.refresh_from_db()
    assert mara.merged_into == maren
    assert "Mara Lindqvist" not in desk.get(listed).content.decode().partition("result_list")[2]


def test_one_or_three_cannot_be_merged(desk, mara, maren, ines):
    listed = reverse("admin:articles_topic_changelist")
    for rows in ([mara], [mara, maren, ines]):
        ticked = {"action": "merge_chosen", "_selected_action": [str(row.pk) for row in rows]}
        assert "Tick the two" in desk.post(listed, ticked, follow=True).content.decode()


def test_which_is_kept_has_to_be_chosen(desk, mara, maren):
    assert "Choose which" in desk.post(merging(mara, maren), {"keep": "x"}).content.decode()
    assert not Topic.objects.filter(merged_into__isnull=False).exists()


def test_what_readers_see_is_merged_with_kind_and_note(desk, article, ana, mara, maren):
    article.publish(ana, "update")
    keep = {"keep": str(maren.pk)}
    assert "change_kind" in desk.post(merging(mara, maren), keep).context["questions"].errors
    assert desk.post(merging(mara, maren), keep | {"change_kind": "minor", "change_note": "One."}).status_code == 302
    assert Change.objects.get(verb="changed").note == "One."


def test_from_the_form_the_other_is_searched_for(desk, register):
    form = desk.get(reverse("admin:articles_source_change", args=[register.pk])).content.decode()
    assert merging(register) in form
    assert "Merge it with" in desk.get(merging(register)).content.decode()


def test_sources_and_events_are_merged(desk, register, archive, together):
    assert desk.post(merging(archive, register), {"keep": str(register.pk)}).status_code == 302
    assert register.citations.count() == 3
    again = happened("2009", "Again", "again")
    prize = Event.objects.get(slug="prize")
    assert "They play the prize" in desk.get(merging(again, prize)).content.decode()
    assert desk.post(merging(again, prize), {"keep": str(prize.pk)}).status_code == 302
    again.refresh_from_db()
    assert again.merged_into == prize


def test_a_row_is_not_merged_with_itself_or_with_what_is_not_there(desk, mara, maren):
    assert "keep" not in desk.post(merging(mara, mara), {"keep": str(mara.pk)}).content.decode()
    mara.merge_into(maren)
    assert desk.get(merging(mara, maren)).status_code in (302, 404)
    assert desk.get(f"{merging(maren)}?other=x").status_code == 200


def test_who_may_not_delete_or_publish_merges_nothing(client, bo, article, ana, mara, maren):
    client.force_login(bo)
    assert client.get(merging(mara, maren)).status_code == 403
    assert client.post(merging(mara, maren), {"keep": str(mara.pk)}).status_code == 403


def test_the_citations_of_a_source_are_listed(desk, article, ana, register, client, bo):
    article.publish(ana, "update")
    happened("2018", "She speaks", "speaks", sources=[register])
    page = reverse("admin:articles_source_citations", args=[register.pk])
    shown = desk.get(page).content.decode()
    assert all(word in shown for word in ["edition 1", "She speaks", "Working copies", article.headline])
    other = Source.objects.create(title="Unused")
    assert "No citations yet" in desk.get(reverse("admin:articles_source_citations", args=[other.pk])).content.decode()
    client.force_login(bo)
    assert client.get(page).status_code == 403

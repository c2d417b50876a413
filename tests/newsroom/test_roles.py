"""The four roles exist after the first migrate, each with its permissions and no others."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

from articles.models import Article
from newsroom import roles

pytestmark = pytest.mark.django_db


def names(group):
    """The permissions of a group, such as `articles.publish`."""
    found = Group.objects.get(name=group).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in found}


def test_every_role_has_exactly_its_permissions():
    for name, role in roles.ROLES.items():
        assert names(name) == role()


def test_only_editors_and_chiefs_publish_and_only_chiefs_remove_and_erase():
    for permission, holders in {
        "articles.publish": {"editor", "chief"},
        "articles.legal": {"chief"},
        "articles.erase": {"chief"},
        "articles.correct_image": {"photo editor", "editor", "chief"},
        "auth.change_user": {"chief"},
        "articles.delete_article": {"editor", "chief"},
    }.items():
        assert {name for name in roles.ROLES if permission in names(name)} == holders


def test_a_reporter_writes_with_every_kind_of_block_and_deletes_no_article_and_no_fact():
    mine = names("reporter")
    assert {"articles.add_text", "articles.change_figure", "timeline.add_timelineblock"} <= mine
    assert {"articles.add_topic", "articles.add_source", "timeline.add_event", "timeline.add_citation"} <= mine
    pieces = {"byline", "about"} | {kind._meta.model_name for kind in Article.block_kinds().values()}
    assert {p.split("delete_")[1] for p in mine if ".delete_" in p} == pieces


def test_a_photo_editor_sees_images_and_credits_only_and_who_could_be_shown():
    mine = names("photo editor") - {"articles.view_topic"}
    assert {p.split("_")[-1] for p in mine} == {
        "agency",
        "collection",
        "image",
        "imagecredit",
        "imageperson",
        "right",
    }


def test_nobody_adds_changes_or_deletes_an_edition_or_a_line_of_the_log_by_hand():
    for name in roles.ROLES:
        assert not {p for p in names(name) if p.endswith(("_edition", "_change", "_generation")) and "view" not in p}


def test_what_a_site_changed_survives_the_next_migrate():
    reporter = Group.objects.get(name="reporter")
    reporter.permissions.remove(Permission.objects.get(codename="add_topic"))
    reporter.permissions.add(Permission.objects.get(codename="add_image"))
    call_command("migrate", verbosity=0)
    assert "articles.add_topic" not in names("reporter")
    assert "articles.add_image" in names("reporter")


def test_a_new_permission_is_granted_to_existing_groups():
    Permission.objects.filter(codename="add_text").delete()
    roles.create_groups(apps.get_app_config("articles"))
    assert "articles.add_text" in names("reporter")
    assert "articles.add_text" not in names("photo editor")


def test_a_group_that_was_deleted_comes_back_whole():
    Group.objects.get(name="editor").delete()
    call_command("migrate", verbosity=0)
    assert names("editor") == roles.editor()


def test_the_cast_can_do_what_its_groups_say(ana, bo):
    assert User.objects.get(username="ana").has_perm("articles.publish")
    assert not User.objects.get(username="bo").has_perm("articles.publish")

"""A chief manages accounts and roles, and can grant nobody more permissions than they hold."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from tests.forms import typed
from tests.pages import Page


@pytest.fixture
def superuser(db):
    """The superuser."""
    return User.objects.create_superuser("root", password="root-password")


@pytest.fixture
def desk(client, dora):
    """The desk as the chief sees it."""
    client.force_login(dora)
    return client


def change_url(row):
    """The address of the form for an account or a group."""
    return reverse(f"admin:auth_{row._meta.model_name}_change", args=[row.pk])


def account(user, **changes):
    """What the form of an account posts."""
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "10:00", "is_active": "on", "is_staff": "on"}
    return {"username": user.username, "groups": [g.pk for g in user.groups.all()]} | joined | changes


def test_a_chief_gives_a_reporter_the_role_of_an_editor(desk, bo):
    editor = Group.objects.get(name="editor")
    response = desk.post(change_url(bo), account(bo, groups=[editor.pk]))
    assert response.status_code == 302
    assert list(bo.groups.all()) == [editor]


def test_a_chief_adds_an_account(desk):
    words = {"username": "eli", "password1": "a-long-password-7", "password2": "a-long-password-7"}
    desk.post(reverse("admin:auth_user_add"), words | {"usable_password": "true"})
    assert not User.objects.get(username="eli").is_superuser


@pytest.mark.parametrize("change", [{"is_superuser": "on"}, {"user_permissions": "delete_session"}])
def test_a_chief_makes_nobody_more_than_a_chief(desk, bo, dora, change):
    if "user_permissions" in change:
        change = {"user_permissions": [Permission.objects.get(codename="delete_session").pk]}
    for user in (bo, dora):
        desk.post(change_url(user), account(user, **change))
        user = User.objects.get(pk=user.pk)
        assert not user.is_superuser
        assert not user.user_permissions.exists()


def test_the_form_does_not_offer_what_a_chief_cannot_give(desk, bo):
    page = desk.get(change_url(bo)).content.decode()
    assert "is_superuser" not in page
    assert "user_permissions" not in page
    assert 'name="groups"' in page


def test_a_superuser_is_not_a_chiefs_to_change(desk, superuser):
    assert desk.post(change_url(superuser), account(superuser)).status_code == 403
    passwords = {"password1": "a-long-password-7", "password2": "a-long-password-7"}
    assert desk.post(reverse("admin:auth_user_password_change", args=[superuser.pk]), passwords).status_code == 403
    assert User.objects.get(pk=superuser.pk).check_password("root-password")


def test_somebody_with_more_rights_is_not_a_chiefs_to_change_even_when_switched_off(desk, bo):
    bo.user_permissions.add(Permission.objects.get(codename="delete_session"))
    User.objects.filter(pk=bo.pk).update(is_active=False)
    assert desk.post(change_url(bo), account(bo)).status_code == 403


def test_a_group_with_more_rights_cannot_be_given_or_changed(desk, bo):
    lords = Group.objects.create(name="lords")
    lords.permissions.add(Permission.objects.get(codename="delete_session"))
    desk.post(change_url(bo), account(bo, groups=[lords.pk]))
    assert lords not in bo.groups.all()
    assert desk.post(change_url(lords), {"name": "lords"}).status_code == 403


def test_a_chief_adds_to_a_group_only_what_a_chief_holds(desk):
    role = Group.objects.get(name="reporter")
    beyond = Permission.objects.get(codename="delete_session")
    desk.post(change_url(role), {"name": "reporter", "permissions": [beyond.pk]})
    assert beyond not in role.permissions.all()
    held = Permission.objects.get(codename="add_image")
    desk.post(change_url(role), {"name": "reporter", "permissions": [held.pk]})
    assert list(role.permissions.all()) == [held]


def test_a_superuser_changes_whom_they_like(client, superuser, dora):
    client.force_login(superuser)
    assert "is_superuser" in client.get(change_url(dora)).content.decode()
    client.post(change_url(dora), account(dora, is_superuser="on"))
    assert User.objects.get(pk=dora.pk).is_superuser


@pytest.mark.parametrize("name", ["ana", "bo", "cem"])
def test_nobody_below_a_chief_sees_accounts(client, name, request):
    client.force_login(request.getfixturevalue(name))
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403


def test_permissions_are_boxes_and_saving_the_form_as_it_is_changes_none(desk):
    editor = Group.objects.get(name="editor")
    before = set(editor.permissions.all())
    response = desk.get(change_url(editor))
    page = Page(response)
    boxes = page.all("input", type="checkbox", name="permissions")
    assert {int(box["value"]) for box in boxes if "checked" in box.attributes} == {row.pk for row in before}
    assert "Can publish, schedule and take down" in page.texts("label")
    assert desk.post(change_url(editor), typed(response)).status_code == 302
    assert set(editor.permissions.all()) == before


def test_nothing_of_a_password_is_shown(desk, bo):
    page = desk.get(change_url(bo)).content.decode()
    assert "Reset password" in page
    assert bo.password.split("$")[0] not in page
    assert "hash" not in page

"""The accounts of a site and their groups, by name and without passwords."""

from django.contrib.auth.models import Group, Permission, User

COLUMNS = ["username", "first_name", "last_name", "email", "is_staff", "is_active", "is_superuser"]
MOMENTS = ["date_joined", "last_login"]


def read_groups():
    """Yield the groups with the names of their permissions."""
    for group in Group.objects.order_by("name"):
        yield {"name": group.name, "permissions": permission_names(group.permissions)}


def read_accounts():
    """Yield the accounts with the names of their groups and of the permissions that are their own."""
    for user in User.objects.order_by("pk"):
        yield {
            "id": user.pk,
            **{column: getattr(user, column) for column in COLUMNS},
            **{column: str(moment) if (moment := getattr(user, column)) else None for column in MOMENTS},
            "groups": sorted(user.groups.values_list("name", flat=True)),
            "permissions": permission_names(user.user_permissions),
        }


def permission_names(permissions):
    """Return the names of permissions, such as `articles.publish`."""
    rows = permissions.values_list("content_type__app_label", "codename")
    return sorted(f"{app}.{codename}" for app, codename in rows)


def load_groups(groups):
    """Give each group the permissions that it has in the archive."""
    for values in groups:
        group, _created = Group.objects.get_or_create(name=values["name"])
        group.permissions.set(permissions_named(values["permissions"]))


def permissions_named(names):
    """Return the permissions with these names; what this release does not know is left out."""
    wanted = set(names)
    permissions = Permission.objects.select_related("content_type")
    return [p for p in permissions if f"{p.content_type.app_label}.{p.codename}" in wanted]


def load_accounts(accounts):
    """Make the accounts that this site does not have; return the keys of all of them here by those in the archive.

    An account of the same name is left as it is. Nobody can log in with an account that was made until it is given a
    password.
    """
    keys = {}
    for values in accounts:
        user = User.objects.filter(username=values["username"]).first()
        if user is None:
            user = User(**{column: values[column] for column in COLUMNS + MOMENTS})
            user.set_unusable_password()
            user.save()
            user.groups.set(Group.objects.filter(name__in=values["groups"]))
            user.user_permissions.set(permissions_named(values["permissions"]))
        keys[values["id"]] = user.pk
    return keys

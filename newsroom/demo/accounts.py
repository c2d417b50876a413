"""One account for each role of the desk, for whoever tries the house for the first time."""

import secrets

from django.contrib.auth.models import Group, User

from newsroom.groups import ROLES

MARK = "@quickstart.invalid"  # a domain that can never receive mail (RFC 2606) tells these accounts from people's
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are read as one another


def accounts_are_open():
    """Tell whether quickstart opened its accounts in this database."""
    return User.objects.filter(email__endswith=MARK).exists()


def new_password():
    """Return 16 letters and digits in fours: 79 random bits that can be typed."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def open_accounts():
    """Make an account for each role; return their names and passwords, which are kept nowhere else."""
    passwords = {role.replace(" ", "-"): new_password() for role in ROLES}
    for role in ROLES:
        name = role.replace(" ", "-")
        user = User.objects.create_user(name, email=name + MARK, password=passwords[name], is_staff=True)
        user.groups.add(Group.objects.get(name=role))
    return passwords

"""One account for each role, for those who try Newsroom for the first time."""

import secrets

from django.contrib.auth.models import Group, User

from newsroom.roles import ROLES

DOMAIN = "@quickstart.invalid"  # can never receive mail (RFC 2606), so it tells these accounts from people's
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike: i, l, 1, o, 0


def accounts_exist():
    """Return whether quickstart has created its accounts in this database."""
    return User.objects.filter(email__endswith=DOMAIN).exists()


def random_password():
    """Return 16 letters and digits in groups of four: 79 random bits that can be typed."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def create_accounts():
    """Create an account for each role; return a mapping of names to passwords, which are stored nowhere else."""
    passwords = {}
    for role in ROLES:
        name = role.replace(" ", "-")
        passwords[name] = random_password()
        user = User.objects.create_user(name, email=name + DOMAIN, password=passwords[name], is_staff=True)
        user.groups.add(Group.objects.get(name=role))
    return passwords

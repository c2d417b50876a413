"""Accounts of people as the desk names them."""


def name_of(person):
    """Return the name of a person; empty for an import and for an account that was deleted."""
    return (person.get_full_name() or person.username) if person else ""

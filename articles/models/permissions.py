"""Which permissions every action needs, given the article or the fact as it will be at the chosen moment.

Every model method that changes what readers see, or will see, calls `check(by, needs)` itself. Forms call `allows` with
the same needs, and so offer exactly what the method would permit. No person (`None`) means a command or an import,
which may do everything.
"""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import NotAllowed
from articles.models.choices import Outcome

PUBLISH, LEGAL, ERASE = "articles.publish", "articles.legal", "articles.erase"
NAMES = {
    PUBLISH: _("publish"),
    LEGAL: _("remove for legal reasons"),
    ERASE: _("erase for ever"),
}
ACTIONS = {
    "view": _("see %(kind)s"),
    "add": _("add %(kind)s"),
    "change": _("change %(kind)s"),
    "delete": _("delete %(kind)s"),
    "correct": _("correct public %(kind)s"),
}
# In place of column names in `to_change`: every column of the fact.
ANYTHING = "*"
REMOVED = _("This text was removed for legal reasons.")
MOVED = _("This cancels or reschedules a legal removal.")
OUTLASTED = _("This ends or outlasts a legal removal.")


class Need(NamedTuple):
    """A right that an action needs: any one of these permissions is enough.

    `why` is a sentence for actions that do not always need the right.
    """

    any_of: tuple
    why: str = ""


# Publishing and scheduling, putting back, retiming, cancelling, releasing a fact.
TO_PUBLISH = (Need((PUBLISH,)),)
# Seeing everybody's working copies, what uses a fact under embargo, and the site as of a moment to come.
TO_SEE_ALL = TO_PUBLISH
# Approving a working copy, and asking for changes.
TO_REVIEW = TO_PUBLISH
# Reading who did what at the desk, which names every working copy and what was removed for legal reasons.
TO_READ_LOG = (*TO_SEE_ALL, Need((LEGAL,)), Need(("auth.change_user",)))
TO_ERASE = (Need((ERASE,)),)
TO_COLLECT = (Need(("articles.change_collection",)),)


def missing(person, needs):
    """Return the needs that a person does not meet."""
    if person is None:
        return []
    return [need for need in needs if not any(person.has_perm(permission) for permission in need.any_of)]


def allows(person, needs):
    """Whether a person meets every need, so that `check` would pass."""
    return not missing(person, needs)


def check(person, needs):
    """Raise `NotAllowed`, with a sentence for every need that a person does not meet."""
    if unmet := missing(person, needs):
        raise NotAllowed([message_for(need) for need in unmet])


def require(person, needs):
    """Raise Django's `PermissionDenied`, which answers with a page, with the sentences of `check`."""
    if unmet := missing(person, needs):
        raise PermissionDenied(" ".join(message_for(need) for need in unmet))


def message_for(need):
    """Return a message that says which right is missing and who has it."""
    of_these = Q()
    for permission in need.any_of:
        app, codename = permission.split(".")
        of_these |= Q(permissions__content_type__app_label=app, permissions__codename=codename)
    roles = Group.objects.filter(of_these).order_by("name").values_list("name", flat=True).distinct()
    right = gettext(" or to ").join(name_of(permission) for permission in need.any_of)
    message = gettext("You need the right to %(right)s.") % {"right": right}
    advice = gettext("Ask your administrator for it.")
    if roles:
        advice = gettext("Ask somebody in one of these roles: %(roles)s.") % {"roles": ", ".join(roles)}
    return " ".join(filter(None, [str(need.why), message, advice]))


def name_of(permission):
    """Return the name of a permission as a verb phrase, such as “change images”."""
    if permission in NAMES:
        return str(NAMES[permission])
    app, codename = permission.split(".")
    action, model = codename.split("_", 1)
    return ACTIONS[action] % {"kind": apps.get_model(app, model)._meta.verbose_name_plural}


def on(model, *actions):
    """Return the needs of Django's own actions on a model: `add`, `change`, `delete`, `view`."""
    return tuple(Need((f"{model._meta.app_label}.{action}_{model._meta.model_name}",)) for action in actions)


# --- articles and their editions


def visible_to(person, articles):
    """Return the articles (a query set) that a person may see: all with the right to publish, one's own without."""
    return articles if allows(person, TO_SEE_ALL) else articles.filter(created_by=person)


def to_see(article, person):
    """Return the needs of seeing or changing a working copy: none for one's own, the right to publish for others."""
    return () if person is None or article.created_by_id == person.pk else TO_SEE_ALL


def to_submit(article, person):
    """Return the needs of sending a working copy for edit, and of taking it back."""
    return (*on(type(article), "change"), *to_see(article, person))


def to_note(article, person):
    """Return the needs of reading, writing and resolving the notes on a working copy: those of seeing it."""
    return (*on(type(article), "view"), *to_see(article, person))


def to_duplicate(article, person):
    """Return the needs of making a new draft with the words of a working copy."""
    return (*on(type(article), "add"), *to_see(article, person))


def to_archive(article, person):
    """Return the needs of putting a draft away, and of bringing it back."""
    return to_submit(article, person)


def to_share(article, person):
    """Return the needs of letting somebody without an account read a working copy: those of changing it."""
    return to_submit(article, person)


def to_take_down(outcome):
    """Return the needs of taking an article down with this outcome."""
    return (*TO_PUBLISH, Need((LEGAL,))) if outcome == Outcome.LEGAL else TO_PUBLISH


def to_read(is_removed):
    """Return the needs of reading the text of an edition at the desk.

    `is_removed` says whether a legal removal has taken it away, as `EditionQuerySet.with_removal_at` finds out.
    """
    return (Need((LEGAL,), REMOVED),) if is_removed else ()


def to_put_back(is_removed):
    """Return the needs of publishing the text of an earlier edition again; `to_rearrange` adds its own."""
    return (*TO_PUBLISH, *to_read(is_removed))


def to_restore(article, person, is_removed):
    """Return the needs of copying the text of an edition back into the working copy."""
    return (*on(type(article), "change"), *to_see(article, person), *to_read(is_removed))


def to_move(edition):
    """Return the needs of giving a scheduled edition another moment; `to_rearrange` adds those of that moment."""
    return (*TO_PUBLISH, Need((LEGAL,), MOVED)) if edition.outcome == Outcome.LEGAL else TO_PUBLISH


def to_cancel(edition, editions):
    """Return the needs of cancelling a scheduled edition, given the uncancelled editions of its article."""
    return (*TO_PUBLISH, *to_rearrange(editions, [other for other in editions if other.pk != edition.pk]))


def to_rearrange(before, after):
    """Return the needs of an act after which the editions of an article that are not cancelled are others than before.

    Only those who may remove for legal reasons may cancel or move a removal, or decide which edition ends it and when.
    """
    if removals(before) - removals(after):
        return (Need((LEGAL,), MOVED),)
    return (Need((LEGAL,), OUTLASTED),) if endings(after) - endings(before) else ()


def removals(editions):
    """Return the moments at which legal removals begin, each with how many do."""
    return Counter(edition.live_from for edition in editions if edition.outcome == Outcome.LEGAL)


def endings(editions):
    """Return the (key, moment) of every edition that ends a legal removal: the first after it that is not one."""
    ordered = sorted(editions, key=lambda edition: (edition.live_from, edition.number))
    return {
        (edition.pk, edition.live_from)
        for before, edition in pairwise(ordered)
        if before.outcome == Outcome.LEGAL and edition.outcome != Outcome.LEGAL
    }


# --- facts


def to_change(fact, names, is_public):
    """Return the needs of changing these columns and parts of a fact, given whether readers see it.

    For the columns that its kind lists in `correctable`, the kind's own permission is enough, such as `correct_image`.
    """
    if "released_from" in names:
        return TO_PUBLISH
    if not (is_public and names):
        return ()
    if set(names) <= set(fact.correctable):
        return (Need((PUBLISH, f"{fact._meta.app_label}.correct_{fact._meta.model_name}")),)
    return TO_PUBLISH


def to_kill(image, is_public):
    """Return the needs of killing an image, and of reviving it."""
    return (*on(type(image), "change"), *to_change(image, {"killed_at"}, is_public))


def to_withdraw(fact):
    """Return the needs of taking a fact down by itself, and of putting it back."""
    return (*on(type(fact), "change"), *TO_PUBLISH)


def to_merge(model, is_public):
    """Return the needs of merging two facts of a kind, given whether readers see one of them."""
    return (*on(model, "change", "delete"), *(TO_PUBLISH if is_public else ()))


def to_confirm(model):
    """Return the needs of confirming what somebody proposed who may only add facts of this kind."""
    return on(model, "change")


def to_delete(fact, is_public):
    """Return the needs of deleting a fact, given whether readers see it."""
    return (*on(type(fact), "delete"), *(TO_PUBLISH if is_public else ()))

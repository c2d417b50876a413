"""What each act needs of a person: at the moment that was chosen, for the article or the fact as it will stand then.

Every method that alters what readers see, or will see, asks here itself: `check(by, needs)`. Forms ask `allows` the
same needs, and so show exactly what the method would say. No person (`None`) means a command or an import, which may
do everything.
"""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from django.apps import apps
from django.contrib.auth.models import Group
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
# Stands for any column of a fact, where it is asked whether all of it may be changed.
ANYTHING = "*"
REMOVED = _("This text was removed for legal reasons.")
MOVED = _("This cancels or moves a legal removal.")
OUTLASTED = _("This ends or outlasts a legal removal.")


class Need(NamedTuple):
    """One right that an act takes: any of these permissions is enough. `why` is a sentence, where the act alone does
    not say what makes the right necessary.
    """

    any_of: tuple
    why: str = ""


# Publishing and scheduling, putting back, retiming, cancelling, releasing a fact.
TO_PUBLISH = (Need((PUBLISH,)),)
# Seeing everybody's working copies, and what rests on a fact under embargo.
TO_SEE_ALL = TO_PUBLISH
TO_ERASE = (Need((ERASE,)),)


def missing(person, needs):
    """Return those of the needs that a person does not meet."""
    if person is None:
        return []
    return [need for need in needs if not any(person.has_perm(permission) for permission in need.any_of)]


def allows(person, needs):
    """Tell whether a person meets every need; the same question as `check` asks."""
    return not missing(person, needs)


def check(person, needs):
    """Raise `NotAllowed`, with a sentence for every need that a person does not meet."""
    if lacking := missing(person, needs):
        raise NotAllowed([sentence_of(need) for need in lacking])


def sentence_of(need):
    """Return in words which right is missing and who has it."""
    of_these = Q()
    for permission in need.any_of:
        app, codename = permission.split(".")
        of_these |= Q(permissions__content_type__app_label=app, permissions__codename=codename)
    roles = Group.objects.filter(of_these).order_by("name").values_list("name", flat=True).distinct()
    right = gettext(" or to ").join(name_of(permission) for permission in need.any_of)
    said = gettext("This takes the right to %(right)s, which you do not have.") % {"right": right}
    whom = gettext("Ask somebody in one of these roles: %(roles)s.") % {"roles": ", ".join(roles)}
    return " ".join(filter(None, [str(need.why), said, whom if roles else gettext("Ask whoever gives out the roles.")]))


def name_of(permission):
    """Return what a permission lets one do, in words."""
    if permission in NAMES:
        return str(NAMES[permission])
    app, codename = permission.split(".")
    action, model = codename.split("_", 1)
    return ACTIONS[action] % {"kind": apps.get_model(app, model)._meta.verbose_name_plural}


def on(model, *actions):
    """Return the needs of Django's own actions on a kind of row: `add`, `change`, `delete`, `view`."""
    return tuple(Need((f"{model._meta.app_label}.{action}_{model._meta.model_name}",)) for action in actions)


# --- articles and their editions


def visible_to(person, articles):
    """Return those of the articles (a query set) that a person may see: without the right to publish, one's own."""
    return articles if allows(person, TO_SEE_ALL) else articles.filter(created_by=person)


def to_see(article, person):
    """Return what it takes to see or change a working copy: nothing for one's own, the right to publish for others."""
    return () if person is None or article.created_by_id == person.pk else TO_SEE_ALL


def to_take_down(outcome):
    """Return what it takes to take an article down with this outcome."""
    return (*TO_PUBLISH, Need((LEGAL,))) if outcome == Outcome.LEGAL else TO_PUBLISH


def to_read(edition, standing, moment):
    """Return what it takes to read the text of an edition at the desk, where `standing` are those of its article."""
    removed = is_removed(edition, standing, moment)
    return (Need((LEGAL,), REMOVED),) if removed else ()


def to_put_back(edition, standing, moment):
    """Return what it takes to give readers the text of an edition again; `check_removals` is asked besides."""
    return (*TO_PUBLISH, *to_read(edition, standing, moment))


def to_restore(edition, article, person, standing, moment):
    """Return what it takes to bring the text of an edition back into the working copy."""
    return (*on(type(article), "change"), *to_see(article, person), *to_read(edition, standing, moment))


def to_move(edition):
    """Return what it takes to give a scheduled edition another moment; `to_rearrange` is asked for that one besides."""
    return (*TO_PUBLISH, Need((LEGAL,), MOVED)) if edition.outcome == Outcome.LEGAL else TO_PUBLISH


def to_cancel(edition, standing):
    """Return what it takes to cancel a scheduled edition, where `standing` are those of its article."""
    return (*TO_PUBLISH, *to_rearrange(standing, [other for other in standing if other.pk != edition.pk]))


def to_rearrange(before, after):
    """Return what it takes to let the editions that stand for an article be `after` instead of `before`.

    Only who may remove for legal reasons may cancel or move such a removal, or decide which edition ends it and when.
    """
    if removals(before) - removals(after):
        return (Need((LEGAL,), MOVED),)
    return (Need((LEGAL,), OUTLASTED),) if endings(after) - endings(before) else ()


def removals(standing):
    """Return the moments at which legal removals begin, each with how many do."""
    return Counter(edition.live_from for edition in standing if edition.outcome == Outcome.LEGAL)


def endings(standing):
    """Return the (key, moment) of every edition that ends a legal removal: the next one that is not another."""
    ordered = sorted(standing, key=lambda edition: (edition.live_from, edition.number))
    return {
        (edition.pk, edition.live_from)
        for before, edition in pairwise(ordered)
        if before.outcome == Outcome.LEGAL and edition.outcome != Outcome.LEGAL
    }


def is_removed(edition, standing, moment):
    """Tell whether an edition's text is gone by a legal removal: it was made, or would have begun, before one."""
    begun = [e for e in standing if e.cancelled_at is None and e.live_from <= moment and e.outcome == Outcome.LEGAL]
    return any(e.number > edition.number or e.live_from > edition.live_from for e in begun)


# --- facts


def to_change(fact, names, is_public):
    """Return what it takes to change these columns and parts of a fact; `is_public`: whether readers see it.

    A kind of fact names in `correctable` what those may change who have its own permission, such as `correct_image`.
    """
    if "released_from" in names:
        return TO_PUBLISH
    if not (is_public and names):
        return ()
    if set(names) <= set(fact.correctable):
        return (Need((PUBLISH, f"{fact._meta.app_label}.correct_{fact._meta.model_name}")),)
    return TO_PUBLISH


def to_kill(image, is_public):
    """Return what it takes to kill an image and to revive it."""
    return (*on(type(image), "change"), *to_change(image, {"killed_at"}, is_public))


def to_withdraw(fact):
    """Return what it takes to take a fact down by itself, and to put it back."""
    return (*on(type(fact), "change"), *TO_PUBLISH)


def to_merge(model, is_public):
    """Return what it takes to merge two facts of a kind; `is_public`: whether readers see one of them."""
    return (*on(model, "change", "delete"), *(TO_PUBLISH if is_public else ()))


def to_delete(fact, is_public):
    """Return what it takes to delete a fact."""
    return (*on(type(fact), "delete"), *(TO_PUBLISH if is_public else ()))

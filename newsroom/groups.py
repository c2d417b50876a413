"""The four roles of the desk, as Django groups that stand after the first `migrate`.

Permissions are handed out on two occasions only: when a group is made, and when a permission comes to exist (that of a
new kind of block). What a site takes away or adds at any other time is its own decision and is left alone.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, User

from articles.models import About, Agency, Article, Block, Byline, Edition, Image, Section, Source, Topic, fact_models
from timeline.models import Event

VIEW = ("view",)
WRITE = ("add", "change", "view")
ALL = (*WRITE, "delete")


def block_kinds():
    """Return every kind of block that is installed."""
    return [model for model in apps.get_models() if issubclass(model, Block)]


def with_parts(*facts):
    """Return the kinds of facts and of the parts that belong to them."""
    return [model for fact in facts for model in [fact, *(r.related_model for r in fact.part_relations().values())]]


def of(models, actions):
    """Return the names of these actions on these models, such as `articles.change_image`."""
    return {f"{m._meta.app_label}.{action}_{m._meta.model_name}" for m in models for action in actions}


def reporter():
    """Writes articles of their own and adds to the record; publishes and deletes nothing.

    The pieces of a working copy can be taken out again: that is writing.
    """
    return (
        of([Article], WRITE)
        | of([Byline, About, *block_kinds()], ALL)
        | of([Section, Agency, Edition, *with_parts(*fact_models())], VIEW)
        | of(with_parts(Topic, Source, Event), ("add",))
    )


def photo_editor():
    """Looks after images, their credits and their rights, those that readers see included, and nothing else."""
    parts = [relation.related_model for relation in Image.part_relations().values()]
    return of([Image, Agency], WRITE) | of(parts, ALL) | {"articles.correct_image"}


def editor():
    """Does everything with articles and the record, publication included."""
    return (
        of([Article, Byline, About, Section, Agency, *block_kinds(), *with_parts(*fact_models())], ALL)
        | of([Edition], VIEW)
        | {"articles.publish", "articles.correct_image"}
    )


def chief():
    """Does all of that, removes and erases for legal reasons, and gives people their accounts and roles.

    Accounts are switched off, not deleted: editions remember who published them.
    """
    return editor() | {"articles.legal", "articles.erase"} | of([User, Group], WRITE)


ROLES = {"reporter": reporter, "photo editor": photo_editor, "editor": editor, "chief": chief}


def ensure(app_config, using="default", apps=apps, **kwargs):
    """Make the groups that are missing and hand out new permissions; a receiver of `post_migrate`, for every app.

    It runs before the receiver of `django.contrib.auth` and makes the app's permissions itself: only so is it known
    which of them are new.
    """
    try:
        groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return  # a migration back to before there were groups
    before = set(permissions.objects.using(using).values_list("pk", flat=True))
    create_permissions(app_config, using=using, apps=apps, verbosity=0)
    known = permissions.objects.using(using).select_related("content_type")
    by_name = {f"{p.content_type.app_label}.{p.codename}": p for p in known}
    for name, role in ROLES.items():
        group, made = groups.objects.using(using).get_or_create(name=name)
        allowed = [by_name[permission] for permission in role() if permission in by_name]
        group.permissions.add(*(p for p in allowed if made or p.pk not in before))

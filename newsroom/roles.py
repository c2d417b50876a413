"""The four roles of the desk, as Django groups that the first `migrate` creates.

Permissions are granted on two occasions only: when a group is created, and when a permission comes into being (that of
a new kind of block, say). What a site grants or revokes at any other time is its own decision and is left alone.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, User

from articles.models import (
    About,
    Agency,
    Article,
    Author,
    Byline,
    Collection,
    Edition,
    Image,
    Section,
    Source,
    Topic,
    fact_models,
)
from timeline.models import Event

VIEW = ("view",)
WRITE = ("add", "change", "view")
ALL = (*WRITE, "delete")


def parts_of(fact):
    """Return the models of the parts that belong to a kind of fact, such as the credits of an image."""
    return [relation.related_model for relation in fact.part_relations().values()]


def with_parts(*facts):
    """Return kinds of facts, each followed by its parts."""
    return [model for fact in facts for model in [fact, *parts_of(fact)]]


def permissions(models, actions):
    """Return the names of these actions on these models, such as `articles.change_image`."""
    return {f"{model._meta.app_label}.{action}_{model._meta.model_name}" for model in models for action in actions}


def reporter():
    """Writes their own articles and adds facts; publishes nothing, and deletes no article and no fact.

    Taking a block or a byline out of a working copy is writing, so those may be deleted. An author whom they add is
    only proposed, until an editor confirms it.
    """
    return (
        permissions([Article], WRITE)
        | permissions([Byline, About, *Article.block_kinds().values()], ALL)
        | permissions([Section, Agency, Collection, Edition, *with_parts(*fact_models())], VIEW)
        | permissions([Author, *with_parts(Topic, Source, Event)], ("add",))
    )


def photo_editor():
    """Looks after images, their credits and their rights, also of images that readers see.

    They see topics because they say who is in a picture.
    """
    rows = [Collection, *parts_of(Image)]
    own = permissions([Image, Agency], WRITE) | permissions(rows, ALL) | {"articles.correct_image"}
    return own | permissions([Topic], VIEW)


def editor():
    """Writes and publishes every article and changes every fact."""
    return (
        permissions(
            [
                *(Article, Byline, About, Section, Agency, Collection),
                *Article.block_kinds().values(),
                *with_parts(*fact_models()),
            ],
            ALL,
        )
        | permissions([Edition], VIEW)
        | {"articles.publish", "articles.correct_image"}
    )


def chief():
    """Does what an editor does, removes and erases for legal reasons, and manages accounts.

    Accounts are deactivated, not deleted: editions remember who published them.
    """
    return editor() | {"articles.legal", "articles.erase"} | permissions([User, Group], WRITE)


ROLES = {"reporter": reporter, "photo editor": photo_editor, "editor": editor, "chief": chief}


def create_groups(app_config, using="default", apps=apps, **kwargs):
    """Create the missing groups and grant new permissions; a receiver of `post_migrate`, called for every app.

    It runs before the receiver of `django.contrib.auth` and creates the app's permissions itself, because only then
    can it know which of them are new.
    """
    try:
        groups, all_permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return  # a migration back to before there were groups
    before = set(all_permissions.objects.using(using).values_list("pk", flat=True))
    create_permissions(app_config, using=using, apps=apps, verbosity=0)
    existing = all_permissions.objects.using(using).select_related("content_type")
    by_name = {f"{p.content_type.app_label}.{p.codename}": p for p in existing}
    for name, role in ROLES.items():
        group, created = groups.objects.using(using).get_or_create(name=name)
        allowed = [by_name[permission] for permission in role() if permission in by_name]
        group.permissions.add(*(p for p in allowed if created or p.pk not in before))

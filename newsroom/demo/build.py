"""Builds the demonstration with the methods that editors' forms call; keys and moments are the same in every build."""

import datetime
import json
import uuid
from contextlib import contextmanager
from functools import partial

from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.db.models.signals import pre_save

from articles.models import (
    About,
    Agency,
    Article,
    ArticleText,
    Byline,
    FileReading,
    Generation,
    Image,
    ImageCredit,
    ImageWord,
    Kind,
    Section,
    fact_models,
    record,
)
from articles.models.editions import canonical, mention_models
from newsroom.demo import PICTURES
from newsroom.demo.stories import prose, read_stories, text_of
from timeline.models import Citation, Entry, Era, EventPerson

APPS = ("articles", "timeline", "newsroom")
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:newsroom,2022:demo")
FACTS_RECORDED = datetime.datetime(2022, 8, 8, 9, tzinfo=datetime.UTC)

FACTS = {model._meta.model_name: model for model in reversed(fact_models())}  # those that others refer to first
# What identifies a row that publishing or recording inserts; of other models, all their references.
IDENTIFIED_BY = {
    "articles.edition": ("article_id", "number"),
    "articles.address": ("path",),
    "articles.editionquotation": ("edition_id", "speaker_id", "words"),
    "articles.change": ("verb", "edition_id", "article_id", "fact", "moment"),
    "articles.factversion": ("fact", "moment"),
}


@transaction.atomic
def build():
    """Fill an empty database with the demonstration and return it as the text of a fixture."""
    stories = read_stories()
    with keys_from_names() as set_key:
        make_facts(stories)
        for moment, action in sorted(actions(stories), key=lambda item: item[0]):
            action(moment)
        name_mentions(set_key)
    return dump()


def key(*names):
    """Return the key of a row from its name, such as `topic`, `john-legend`."""
    return uuid.uuid5(NAMESPACE, "/".join(map(str, names)))


@contextmanager
def keys_from_names():
    """Give every row that is inserted a key derived from what identifies it, in place of its random one."""

    def set_key(sender, instance, **kwargs):
        if isinstance(instance.pk, uuid.UUID) and instance.pk.version == 4:
            label = sender._meta.label_lower
            columns = IDENTIFIED_BY.get(label) or [f.attname for f in sender._meta.concrete_fields if f.is_relation]
            instance.pk = key(label, *(getattr(instance, column) for column in columns))

    pre_save.connect(set_key)
    try:
        yield set_key
    finally:
        pre_save.disconnect(set_key)


def name_mentions(set_key):
    """Give mentions their keys: they are inserted together, for which Django sends no signal."""
    for model in mention_models():
        for mention in model.objects.all():
            random_key = mention.pk
            set_key(model, mention)
            model.objects.filter(pk=random_key).update(id=mention.pk)


def make_facts(stories):
    """Create sections and facts, and record the facts."""
    for story in stories.values():
        for slug, columns in story.get("section", {}).items():
            Section.objects.create(id=key("section", slug), slug=slug, **columns)
    makers = {"image": make_image, "event": make_event, "timeline": make_timeline}
    for kind, model in FACTS.items():
        for story in stories.values():
            for slug, table in story.get(kind, {}).items():
                fact = makers.get(kind, make_fact)(kind, slug, table)
                record(model.objects.get(pk=fact.pk), moment=FACTS_RECORDED)


def make_fact(kind, slug, table):
    """Create a fact from its columns; other facts are referred to by slug."""
    columns = {name: value for name, value in table.items() if not isinstance(value, list)}
    columns |= references(FACTS[kind], table)
    if kind != "source":
        columns["slug"] = slug
    return FACTS[kind].objects.create(id=key(kind, slug), **columns)


def references(model, table):
    """Return the columns of a table that refer to another row by its slug, with that row as their value."""
    others = {field.name: field.related_model for field in model._meta.concrete_fields if field.is_relation}
    return {
        name: other.objects.get(pk=key(other._meta.model_name, table[name]))
        for name, other in others.items()
        if name in table
    }


def make_image(kind, stem, table):
    """Create an image from the drawing of its name, which is the stem of its files."""
    columns = {name: value for name, value in table.items() if name != "credits"}
    image = Image(id=key(kind, stem), stem=stem, added=FACTS_RECORDED, **columns)
    image.save()
    for position, credit in enumerate(table["credits"]):
        ImageCredit.objects.create(id=key("credit", stem, position), image=image, position=position, **credit)
    with (PICTURES / f"{stem}.webp").open("rb") as file:
        image.files.store(file, stem)
    FileReading.objects.filter(image=image).update(taken=FACTS_RECORDED)
    return image


def make_event(kind, slug, table):
    """Create an event with its people and its citations."""
    event = make_fact(kind, slug, table)
    for position, person in enumerate(table.get("people", [])):
        EventPerson.objects.create(event=event, topic_id=key("topic", person), position=position)
    for position, (source, locator) in enumerate(table.get("citations", [])):
        Citation.objects.create(event=event, source_id=key("source", source), locator=locator, position=position)
    return event


def make_timeline(kind, slug, table):
    """Create a timeline with its eras and its events, whose order decides among equal dates."""
    timeline = make_fact(kind, slug, table)
    for position, event in enumerate(table["events"]):
        highlight = event in table.get("highlights", [])
        Entry.objects.create(timeline=timeline, event_id=key("event", event), position=position, highlight=highlight)
    for era in table.get("eras", []):
        Era.objects.create(id=key("era", slug, era["title"]), timeline=timeline, **era)
    return timeline


def actions(stories):
    """Yield (moment, action) for everything that happened after the facts were recorded; an action takes the moment."""
    for slug, story in stories.items():
        if "article" in story and not story.get("edition"):
            yield story["article"]["begun"], partial(write_working_copy, slug, story, 1)
        for number, edition in enumerate(story.get("edition", []), start=1):
            yield edition["at"], partial(publish_or_take_down, slug, story, number, edition)
        for change in story.get("change", []):
            yield change["at"], partial(change_fact, change)


def write_working_copy(slug, story, number, moment):
    """Write the working copy of a story as it was for its edition of this number; return it."""
    text = text_of(story, number)
    article = Article.objects.filter(pk=key("article", slug)).first()
    created = article.created if article else moment
    article = article or Article(id=key("article", slug), slug=slug)
    for name, value in text["article"].items():
        if name in ("headline", "dek", "lead_caption", "lead_alt", "seo_title", "seo_description", "state"):
            setattr(article, name, value)
    columns = references(Article, text["article"])
    article.language, article.section, article.lead_image = "en", columns["section"], columns.get("lead_image")
    article.save()
    # `save` stamps the clock's time.
    Article.objects.filter(pk=article.pk).update(created=created, modified=moment)
    article.bylines.all().delete()
    article.abouts.all().delete()
    for position, (author, role) in enumerate(text["article"].get("by", [])):
        Byline.objects.create(article=article, author_id=key("author", author), role=role, position=position)
    for position, topic in enumerate(text["article"].get("about", [])):
        About.objects.create(article=article, topic_id=key("topic", topic), position=position)
    for kind in article.block_kinds().values():
        kind.objects.filter(parent=article).delete()
    for block in text["body"]:
        write_block(article, block)
    return article


def write_block(article, table):
    """Write one block of the body, with the same key in every edition."""
    kind = article.block_kinds()[table["kind"]]
    columns = {name: value for name, value in table.items() if name not in ("kind", "key", "since", "prose")}
    columns |= references(kind, table)
    if "prose" in table:
        columns["html"] = prose(table["prose"])
    block_key = key("block", article.slug, table["key"])
    kind(id=block_key, parent=article, region="body", **columns).save()


def publish_or_take_down(slug, story, number, edition, moment):
    """Make one edition of a story: a take-down if it has an outcome, or else its text, live then or scheduled."""
    if "outcome" in edition:
        article = Article.objects.get(pk=key("article", slug))
        article.take_down(None, edition["outcome"], edition["explanation"], moment=moment)
    else:
        write_working_copy(slug, story, number, moment).publish(
            None, edition.get("kind", Kind.UPDATE), edition.get("note", ""), at=edition.get("live_from"), moment=moment
        )


def change_fact(change, moment):
    """Change columns of a fact and record it with the kind and the note of the change."""
    kind, slug = change["fact"].split("/")
    fact = FACTS[kind].objects.get(pk=key(kind, slug))
    for name, value in change["set"].items():
        setattr(fact, name, value)
    fact.save()
    record(fact, kind=change["kind"], note=change["note"], moment=moment)


def dump():
    """Return every row as a fixture, those that others refer to first, each model in the order of its keys.

    Four models stay out: the generation, which belongs to a site and must never fall; the words that images and
    articles are found by, which loading derives again; and the agencies, which every site has from its first migration.
    """
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    models = [model for model in models if model not in {Generation, ImageWord, ArticleText, Agency}]
    models.sort(key=lambda model: (depth(model), model._meta.label_lower))
    objects = [row for model in models for row in model._default_manager.order_by("pk")]
    rows = json.loads(serializers.serialize("json", objects))
    for row in rows:  # PostgreSQL stores mappings in an order of its own
        row["fields"] = {name: json.loads(canonical(value)) for name, value in row["fields"].items()}
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def depth(model):
    """Return the length of the longest chain of references that begins at a model."""
    targets = {field.related_model for field in model._meta.concrete_fields if field.is_relation} - {model}
    return 1 + max((depth(target) for target in targets if target._meta.app_label in APPS), default=0)

"""Building the demonstration through the verbs editors use, with keys and moments that are the same every time."""

import datetime
import json
import uuid
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.db.models.signals import pre_save
from django.utils import timezone

from articles.models import (
    About,
    Agency,
    Article,
    Author,
    Byline,
    Generation,
    Image,
    ImageCredit,
    ImageWord,
    Kind,
    Section,
    Source,
    Topic,
    record,
)
from articles.models.editions import canonical
from newsroom.demo.stories import prose, read_stories, words_of
from timeline.models import Citation, Entry, Era, Event, EventPerson, Timeline

PICTURES = Path(__file__).parent.parent / "fixtures" / "demo"
HOUSES = ("articles", "timeline", "newsroom")
NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "tag:newsroom,2022:demo")
FOUNDED = datetime.datetime(2022, 8, 8, 9, tzinfo=datetime.UTC)

FACTS = {"author": Author, "topic": Topic, "source": Source, "image": Image, "event": Event, "timeline": Timeline}
REFERENCES = {
    "speaker": "topic",
    "source": "source",
    "said_in": "source",
    "image": "image",
    "timeline": "timeline",
    "lead_image": "image",
}
TOLD_APART_BY = {
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
    with keys_by_name():
        with clock(FOUNDED):
            make_facts(stories)
        for moment, act in sorted(deeds(stories), key=lambda deed: deed[0]):
            with clock(moment):
                act()
    return dump()


def key(*names):
    """Return the key of a row by its name, such as `topic`, `john-legend`."""
    return uuid.uuid5(NAMES, "/".join(map(str, names)))


@contextmanager
def clock(moment):
    """Let it be this moment: what the verbs stamp is then the same in every build."""
    with patch.object(timezone, "now", lambda: moment):
        yield


@contextmanager
def keys_by_name():
    """Let rows that the verbs insert have keys made of what tells them apart, instead of random ones."""

    def name_row(sender, instance, **kwargs):
        if isinstance(instance.pk, uuid.UUID) and instance.pk.version == 4:
            label = sender._meta.label_lower
            columns = TOLD_APART_BY.get(label) or [f.attname for f in sender._meta.concrete_fields if f.is_relation]
            instance.pk = key(label, *(getattr(instance, column) for column in columns))

    pre_save.connect(name_row)
    try:
        yield
    finally:
        pre_save.disconnect(name_row)


def make_facts(stories):
    """Make sections and facts, those that others refer to first, and record the facts."""
    for story in stories.values():
        for slug, words in story.get("section", {}).items():
            Section.objects.create(id=key("section", slug), slug=slug, **words)
    makers = {"image": make_image, "event": make_event, "timeline": make_timeline}
    for kind, model in FACTS.items():
        for story in stories.values():
            for slug, words in story.get(kind, {}).items():
                fact = makers.get(kind, make_fact)(kind, slug, words)
                record(model.objects.get(pk=fact.pk))


def make_fact(kind, slug, words):
    """Make a fact of plain columns; references to other facts are by slug."""
    columns = {name: value for name, value in words.items() if not isinstance(value, list)} | referred_to(words)
    if kind != "source":
        columns["slug"] = slug
    return FACTS[kind].objects.create(id=key(kind, slug), **columns)


def referred_to(words):
    """Return the facts that a table refers to by slug, as columns."""
    named = {name: kind for name, kind in REFERENCES.items() if name in words}
    return {name: FACTS[kind].objects.get(pk=key(kind, words[name])) for name, kind in named.items()}


def make_image(kind, stem, words):
    """Make an image from the drawing of its name, which is the stem of its files."""
    image = Image(id=key(kind, stem), stem=stem, **{name: value for name, value in words.items() if name != "credits"})
    image.save()
    for place, credit in enumerate(words["credits"]):
        ImageCredit.objects.create(id=key("credit", stem, place), image=image, position=place, **credit)
    with (PICTURES / f"{stem}.webp").open("rb") as file:
        image.files.store(file, stem)
    return image


def make_event(kind, slug, words):
    """Make an event with the people it is about and those who say so."""
    event = make_fact(kind, slug, words)
    for place, person in enumerate(words.get("people", [])):
        EventPerson.objects.create(event=event, topic_id=key("topic", person), position=place)
    for place, (source, locator) in enumerate(words.get("citations", [])):
        Citation.objects.create(event=event, source_id=key("source", source), locator=locator, position=place)
    return event


def make_timeline(kind, slug, words):
    """Make a timeline of its events, in their order among equal dates, under eras."""
    timeline = make_fact(kind, slug, words)
    for place, event in enumerate(words["events"]):
        highlight = event in words.get("highlights", [])
        Entry.objects.create(timeline=timeline, event_id=key("event", event), position=place, highlight=highlight)
    for era in words.get("eras", []):
        Era.objects.create(id=key("era", slug, era["title"]), timeline=timeline, **era)
    return timeline


def deeds(stories):
    """Yield (moment, what was done then) for everything that was done after the facts were made."""
    for slug, story in stories.items():
        if "article" in story and not story.get("edition"):
            yield story["article"]["begun"], lambda slug=slug, story=story: write(slug, story, 1)
        for number, edition in enumerate(story.get("edition", []), start=1):
            yield edition["at"], lambda s=slug, st=story, n=number, e=edition: bring_out(s, st, n, e)
        for change in story.get("change", []):
            yield change["at"], lambda change=change: change_fact(change)


def write(slug, story, number):
    """Write the working copy of a story as it was for its edition of this number; return it."""
    words = words_of(story, number)
    article = Article.objects.filter(pk=key("article", slug)).first() or Article(id=key("article", slug), slug=slug)
    for name, value in words["article"].items():
        if name in ("headline", "dek", "lead_caption", "lead_alt", "seo_title", "seo_description", "state"):
            setattr(article, name, value)
    article.language, article.section_id = "en", key("section", words["article"]["section"])
    article.lead_image = referred_to(words["article"]).get("lead_image")
    article.save()
    article.bylines.all().delete()
    article.abouts.all().delete()
    for place, (author, role) in enumerate(words["article"].get("by", [])):
        Byline.objects.create(article=article, author_id=key("author", author), role=role, position=place)
    for place, topic in enumerate(words["article"].get("about", [])):
        About.objects.create(article=article, topic_id=key("topic", topic), position=place)
    for kind in article.block_kinds().values():
        kind.objects.filter(parent=article).delete()
    for block in words["body"]:
        write_block(article, block)
    return article


def write_block(article, words):
    """Write one block of the body, under a key that stays its own from edition to edition."""
    kind = article.block_kinds()[words["kind"]]
    columns = {name: value for name, value in words.items() if name not in ("kind", "key", "since", "prose")}
    columns |= referred_to(words)
    if "prose" in words:
        columns["html"] = prose(words["prose"])
    block_key = key("block", article.slug, words["key"])
    kind(id=block_key, parent=article, region="body", **columns).save()


def bring_out(slug, story, number, edition):
    """Publish, schedule or take down: one edition of a story."""
    if "outcome" in edition:
        article = Article.objects.get(pk=key("article", slug))
        article.take_down(None, edition["outcome"], edition["explanation"])
    else:
        write(slug, story, number).publish(
            None, edition.get("kind", Kind.UPDATE), edition.get("note", ""), at=edition.get("live_from")
        )


def change_fact(change):
    """Change columns of a fact and record it, as a correction where it is one."""
    kind, slug = change["fact"].split("/")
    fact = FACTS[kind].objects.get(pk=key(kind, slug))
    for name, value in change["set"].items():
        setattr(fact, name, value)
    fact.save()
    record(fact, kind=change["kind"], note=change["note"])


def dump():
    """Return everything the houses hold as a fixture, referred-to rows first, each kind in the order of its keys.

    The generation stays out: it belongs to a site and must never be set back. So do the words that images are found
    by, which loading derives anew, and the agencies, which every site has from the start.
    """
    left = {Generation, ImageWord, Agency}
    kept = [m for house in HOUSES for m in apps.get_app_config(house).get_models() if m not in left]
    ordered = sorted(kept, key=lambda model: (depth(model), model._meta.label_lower))
    rows = [row for model in ordered for row in model._default_manager.order_by("pk")]
    plain = json.loads(serializers.serialize("json", rows))
    for row in plain:  # PostgreSQL keeps mappings in an order of its own
        row["fields"] = {name: json.loads(canonical(value)) for name, value in row["fields"].items()}
    return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


def depth(model):
    """Return how many steps of references lie below a kind of row."""
    targets = {f.related_model for f in model._meta.concrete_fields if f.is_relation} - {model}
    return 1 + max((depth(target) for target in targets if target._meta.app_label in HOUSES), default=0)

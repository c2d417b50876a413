"""Inserting an edition: its row, its document, its address, its mentions, and its line in the log."""

import uuid

from django.db.models import Max

from articles.exceptions import AddressTaken
from articles.models.choices import SIGNIFICANT
from articles.models.editions import Action, Address, Edition, EditionText, canonical, thaw_blocks
from articles.models.facts import repoint_to_survivors
from articles.models.publication.mentions import EditionAuthor, EditionImage, EditionTopic


def insert_edition(article, content, moment, live_from, *, like=None, key=None, **columns):
    """Insert an edition of an article, and return it.

    Address and section are those of the edition `like`, if one is given, and else the working copy's. Raises
    `AddressTaken`.
    """
    columns |= {
        "id": key or uuid.uuid4(),
        "address": like.address if like else reserve_address(article),
        "updated_from": last_update(article, live_from, columns["kind"]),
    }
    edition = new_edition(article, content, moment, live_from, like=like, number=next_number(article), **columns)
    edition.save(force_insert=True)
    if edition.has_text:
        EditionText.objects.create(edition=edition, document=canonical(content))
        insert_mentions(edition, content, article.block_kinds())
    edition.note_in_log(Action.PUBLISHED, columns.get("by"), moment)
    return edition


def new_edition(article, content, moment, live_from, *, like=None, **columns):
    """Return an edition of an article, unsaved; its section, and without a text its headline, are those of `like`."""
    text = content.get("article", {"headline": like.headline if like else "", "dek": ""})
    return Edition(
        article_id=article.pk,
        created=moment,
        live_from=live_from,
        section_id=like.section_id if like else article.section_id,
        headline=text["headline"],
        dek=text["dek"],
        first_live_from=live_from,
        **{"updated_from": live_from, **columns},
    )


def last_update(article, live_from, kind):
    """Return the moment of the last significant change when an edition of a kind goes live, as `derive_index` does.

    With this the mentions of a minor edit, which are many, are written once: `reindex` finds nothing to correct.
    """
    if kind in SIGNIFICANT:
        return live_from
    before = article.editions.begun_at(live_from).order_by("-live_from", "-number").values_list("updated_from").first()
    return before[0] if before else live_from


def next_number(article):
    """Return the number of the article's next edition."""
    return (article.editions.aggregate(last=Max("number"))["last"] or 0) + 1


def reserve_address(article):
    """Return the working copy's address, reserved for it; raise `AddressTaken` where another article has it."""
    address, _ = Address.objects.get_or_create(path=article.address_path, defaults={"article_id": article.pk})
    if address.article_id != article.pk:
        raise AddressTaken
    return address


def insert_mentions(edition, content, kinds):
    """Insert the mentions that an edition's document makes, each once; merged facts are replaced by their survivors."""
    mentions = mentions_of(edition, content, kinds)
    repoint_to_survivors(mentions)
    by_model = {}
    for mention in each_once(mentions):
        by_model.setdefault(type(mention), []).append(mention)
    for model, rows in by_model.items():
        model.objects.bulk_create(rows)


def mentions_of(edition, content, kinds):
    """Return the mentions that an edition's document makes, unsaved; a fact that it shows twice has two."""
    article = content["article"]
    mentions = [
        EditionAuthor(edition=edition, fact_id=author["author"], role=author["role"], position=position)
        for position, author in enumerate(article["authors"])
    ]
    if article["lead"]:
        mentions.append(EditionImage(edition=edition, fact_id=article["lead"]["image"], is_lead=True))
    mentions += [EditionTopic(edition=edition, fact_id=topic) for topic in article["topics"]]
    for block in thaw_blocks(content, kinds):
        mentions += block.mentions(edition)
    for mention in mentions:
        mention.updated_from = edition.updated_from
    return mentions


def each_once(mentions):
    """Return the mentions of an edition without those of a fact that an earlier one mentions already."""
    unique = {}
    for mention in mentions:
        unique.setdefault((type(mention), str(getattr(mention, "fact_id", mention.pk))), mention)
    return list(unique.values())

"""The checks before publication. Their moment is that at which the edition begins: a right must hold then."""

from html import unescape

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext

from articles.addresses import validate_unreserved_slug
from articles.exceptions import NotReady, WrongMoment
from articles.models.editions import thaw_blocks
from articles.models.facts import repoint_to_survivors
from articles.models.images import Agency
from articles.models.inner_links import readable_paths


def problems(article, moment, blocks=None):
    """Yield (field, sentence) for everything that keeps the working copy from being published at a moment.

    `blocks` are those of the working copy, where the caller has loaded them.
    """
    if not article.headline:
        yield "headline", gettext("Write a headline.")
    if not article.section_id:
        yield "section", gettext("Choose a section.")
    try:
        validate_unreserved_slug(article.slug_or_made)
    except ValidationError as error:
        yield "slug", error.messages[0]
    if article.lead_image_id:
        yield from (("lead_image", problem) for problem in article.lead_image.problems(article.lead_alt, moment))
    blocks = article.blocks() if blocks is None else blocks
    if all(block.is_empty for block in blocks):
        yield "body", gettext("Write the body.")
    yield from (("body", problem) for block in blocks for problem in block.problems(moment))


def warnings(article, moment, blocks=None):
    """Yield (field, sentence) for everything an editor should look at before it is published at a moment."""
    agencies = Agency.objects.known()
    blocks = article.blocks() if blocks is None else blocks
    if article.lead_image_id:
        lead_warnings = article.lead_image.warnings(moment, article.lead_caption, agencies)
        yield from (("lead_image", warning) for warning in lead_warnings)
    yield from (("body", warning) for block in blocks for warning in block.warnings(moment, agencies))
    yield from (("body", warning) for warning in link_warnings(blocks, moment))


def link_warnings(blocks, moment):
    """Yield a sentence for every link to an article that readers will not be able to open at a moment."""
    links = [link for block in blocks for link in block.linked_articles()]
    paths = readable_paths({key for key, _words in links}, moment)
    sentence = gettext("“%(words)s” links to an article that readers cannot open then: they see the words, no link.")
    yield from (sentence % {"words": unescape(strip_tags(words))[:80]} for key, words in links if key not in paths)


def check_ready(article, blocks, *moments):
    """Raise `NotReady`, naming the fields, where the working copy with these blocks has a problem at a moment."""
    sentences = {}
    for moment in moments:
        for field, problem in problems(article, moment, blocks):
            if problem not in sentences.setdefault(field, []):
                sentences[field].append(problem)
    if sentences:
        raise NotReady(sentences)


def check_pictures(edition, moment):
    """Raise `WrongMoment` where a picture that an edition shows, itself or by a fact, cannot be used at a moment."""
    for image in images_shown_by(edition):
        if reasons := image.reasons(moment):
            message = gettext("The image “%(image)s” cannot be used then. %(reasons)s")
            raise WrongMoment({"at": message % {"image": image, "reasons": " ".join(reasons)}})


def images_shown_by(edition):
    """Yield the images that an edition mentions, and those that facts which it shows bring onto its page today."""
    yield from (mention.fact for mention in edition.editionimages.select_related("fact"))
    if edition.has_text:
        blocks = thaw_blocks(edition.text.content, edition.article.block_kinds())
        repoint_to_survivors(blocks)
        for block in blocks:
            yield from block.images_of_facts()

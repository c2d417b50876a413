"""The checks before publication. Their moment is that at which the edition begins: a right must hold then.

A check is a function of a `Subject` that yields `Finding`s. Those in `PROBLEMS` keep the article from being published;
those in `WARNINGS` are worth a look. A new check is a function in one of the two lists.
"""

import functools
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from articles.addresses import validate_unreserved_slug
from articles.exceptions import NotReady, WrongMoment
from articles.models.editions import thaw_blocks
from articles.models.facts import repoint_to_survivors
from articles.models.images import Agency
from articles.models.publication.text_checks import dead_keys, dead_links, empty_links, pull_quotes, small_headings


class Finding(NamedTuple):
    """What a check has found: the field of the article and the sentence about it.

    In the body, `block` is the key of the block and `column` the one in which it is corrected. Where it is corrected in
    an image, that is `image`, and `part` is one of those that `Image.faults` names.
    """

    field: str
    sentence: str
    block: object = None
    column: str = ""
    image: object = None
    part: str = ""


class Subject:
    """What the checks look at: an article at a moment, with the blocks of its working copy.

    `together` are the addresses (`address_path`) of articles that are published at the same moment, and are live then.
    """

    def __init__(self, article, moment, blocks=None, together=()):
        self.article, self.moment, self.together = article, moment, set(together)
        self.blocks = article.blocks() if blocks is None else blocks

    @functools.cached_property
    def agencies(self):
        """The table of agencies."""
        return Agency.objects.known()


def check_columns(subject):
    """Yield what is missing in the columns of the article itself."""
    article = subject.article
    if not article.headline:
        yield Finding("headline", gettext("Write a headline."))
    if not article.section_id:
        yield Finding("section", gettext("Choose a section."))
    try:
        validate_unreserved_slug(article.slug_or_made)
    except ValidationError as error:
        yield Finding("slug", error.messages[0])


def check_lead(subject):
    """Yield the faults of the lead image."""
    article = subject.article
    if article.lead_image_id:
        for part, sentence in article.lead_image.faults(article.lead_alt, subject.moment):
            field = "lead_alt" if part == "alt" else "lead_image"
            yield Finding(field, sentence, image=article.lead_image, part=part)


def check_body(subject):
    """Yield a finding where there is no body, and the faults of every block."""
    if all(block.is_empty for block in subject.blocks):
        yield Finding("body", gettext("Write the body."))
    for block in subject.blocks:
        parts = parts_of_images(block, subject.moment)
        for column, sentence in block.faults(subject.moment):
            image, part = parts.get(sentence, (None, ""))
            yield Finding("body", sentence, block.pk, column, image, part)


def parts_of_images(block, moment):
    """Return the (image, part) of each sentence about an image that a block shows."""
    alt = getattr(block, "alt", "")
    return {
        sentence: (image, part)
        for image in [*block.images_to_check, *block.images_of_facts()]
        for part, sentence in image.faults(alt, moment)
    }


def warn_of_authors(subject):
    """Yield the authors whom somebody proposed and nobody has confirmed."""
    for byline in subject.article.bylines.all():
        if byline.author.proposed_at:
            sentence = gettext("The author “%(name)s” was proposed and is not confirmed. Confirm it, or merge it.")
            yield Finding("bylines", sentence % {"name": byline.author})


def warn_of_lead(subject):
    """Yield the warnings about the lead image."""
    article = subject.article
    if article.lead_image_id:
        for sentence in article.lead_image.warnings(subject.moment, article.lead_caption, subject.agencies):
            yield Finding("lead_image", sentence)


def warn_of_blocks(subject):
    """Yield the warnings about every block."""
    for block in subject.blocks:
        for sentence in block.warnings(subject.moment, subject.agencies):
            yield Finding("body", sentence, block.pk)


def warn_of_text(subject):
    """Yield what is worth a look in the words of the body: see `text_checks`."""
    for check in (pull_quotes, small_headings, empty_links):
        for block, sentence in check(subject.blocks):
            yield Finding("body", sentence, block.pk)
    for check in (dead_links, dead_keys):
        for block, sentence in check(subject.article, subject.blocks, subject.moment, subject.together):
            yield Finding("body", sentence, block.pk)


PROBLEMS = [check_columns, check_lead, check_body]
WARNINGS = [warn_of_authors, warn_of_lead, warn_of_blocks, warn_of_text]


def findings(checks, subject):
    """Yield what some checks find."""
    for check in checks:
        yield from check(subject)


def problems(article, moment, blocks=None):
    """Yield (field, sentence) for everything that keeps the working copy from being published at a moment.

    `blocks` are those of the working copy, where the caller has loaded them.
    """
    for finding in findings(PROBLEMS, Subject(article, moment, blocks)):
        yield finding.field, finding.sentence


def warnings(article, moment, blocks=None):
    """Yield (field, sentence) for everything an editor should look at before it is published at a moment."""
    for finding in findings(WARNINGS, Subject(article, moment, blocks)):
        yield finding.field, finding.sentence


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

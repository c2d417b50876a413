"""Readiness: what keeps a working copy from going out at a moment, and what an editor should look at first."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from articles.addresses import free_slug
from articles.exceptions import NotReady, WrongMoment
from articles.models.editions import thaw_blocks
from articles.models.facts import repoint_to_survivors
from articles.models.images import Agency


class Readiness(models.Model):
    """The checks of publication. Their moment is the one at which it begins: a right must hold then."""

    class Meta:
        abstract = True

    def problems(self, moment=None, blocks=None):
        """Yield (field, sentence) for everything that keeps the working copy from being published at a moment.

        `blocks` are those of the working copy, where the caller has loaded them.
        """
        if not self.headline:
            yield "headline", gettext("Write a headline.")
        if not self.section_id:
            yield "section", gettext("Choose a section.")
        try:
            free_slug(self.slug or slugify(self.headline))
        except ValidationError as error:
            yield "slug", error.messages[0]
        moment = moment or timezone.now()
        blocks = self.blocks() if blocks is None else blocks
        if self.lead_image_id:
            yield from (("lead_image", problem) for problem in self.lead_image.problems(self.lead_alt, moment))
        if not blocks:
            yield "body", gettext("Write the body.")
        yield from (("body", problem) for block in blocks for problem in block.problems(moment))

    def warnings(self, moment=None, blocks=None):
        """Yield (field, sentence) for everything an editor should look at before it is published at a moment."""
        moment, known = moment or timezone.now(), Agency.objects.known()
        blocks = self.blocks() if blocks is None else blocks
        if self.lead_image_id:
            found = self.lead_image.warnings(moment, self.lead_caption, known)
            yield from (("lead_image", warning) for warning in found)
        yield from (("body", warning) for block in blocks for warning in block.warnings(moment, known))

    def _check_ready(self, *moments):
        """Refuse publication while anything is wrong at one of the moments, naming the fields."""
        problems = {}
        for moment in moments:
            for field, problem in self.problems(moment):
                if problem not in problems.setdefault(field, []):
                    problems[field].append(problem)
        if problems:
            raise NotReady(problems)

    def check_pictures(self, edition, moment):
        """Refuse a moment at which a picture of an edition cannot be used, be it shown by itself or by an event."""
        for image in self._pictures_of(edition):
            if reasons := image.reasons(moment):
                raise WrongMoment(
                    {
                        "at": gettext("The image “%(image)s” cannot be used then. %(reasons)s")
                        % {"image": image, "reasons": " ".join(reasons)}
                    }
                )

    def _pictures_of(self, edition):
        """Yield the images that an edition shows, and those that facts which it shows bring onto its page today."""
        yield from (mention.fact for mention in edition.editionimages.select_related("fact"))
        if edition.has_text:
            blocks = thaw_blocks(edition.text.content, self.block_kinds())
            repoint_to_survivors(blocks)
            for block in blocks:
                yield from block.images_of_facts()

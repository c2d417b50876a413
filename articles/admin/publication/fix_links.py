"""Where it is put right: for everything that keeps an article from going out, the address of the field."""

from django.urls import reverse

from articles.admin.images import FIX_ANCHORS
from articles.models import Image, permissions


class FixLinks:
    """The addresses for an article's problems at a moment; what is wrong with an image is mended on its own form."""

    def __init__(self, article, user, moment=None):
        self.form = reverse("admin:articles_article_change", args=[article.pk])
        self.of_images = {}
        if permissions.allows(user, permissions.on(Image, "view")):
            for image, alt in shown(article):
                address = reverse("admin:articles_image_change", args=[image.pk])
                for part, sentence in image.faults(alt, moment):
                    self.of_images.setdefault(sentence, f"{address}#{FIX_ANCHORS[part]}")

    def address(self, field, sentence):
        """Return where a problem of this field, said in this sentence, is put right."""
        anchor = "" if field == "body" else f"#id_{field}"
        return self.of_images.get(sentence, self.form + anchor)


def shown(article):
    """Yield the images of a working copy, each with the alternative text that stands there."""
    if article.lead_image_id:
        yield article.lead_image, article.lead_alt
    for block in article.blocks():
        for image in block.images:
            yield image, getattr(block, "alt", "")

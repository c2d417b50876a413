"""The checks of the publish page: what they found, each with a link to the field where it is corrected."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from articles.admin.images import FIX_ANCHORS
from articles.exceptions import AddressTaken, NotAllowed, NotReady
from articles.models import NOT_READ, Address, Finding, Image, Workflow, permissions

# The finding is corrected in the image itself unless the article's own field can do it.
IN_ARTICLE = ("", "alt")


class CheckLink(NamedTuple):
    """A sentence, the address of the field where it is corrected, and whether it must be looked at first."""

    sentence: str
    url: str
    must_look: bool = False


class Checks:
    """What must be fixed before an article (from `with_open_notes`) is published at a moment, and what is worth a look.

    `editions` are all of the article, where the caller has loaded them.
    """

    def __init__(self, article, user, moment, blocks, together=(), editions=None):
        self.article, self.user, self.moment, self.editions = article, user, moment, editions
        self.form_url = reverse("admin:articles_article_change", args=[article.pk])
        self.sees_images = permissions.allows(user, permissions.on(Image, "view"))
        problems, warnings = article.findings(moment, blocks, together)
        self.problems = self._links([*problems, *self._refusals()])
        if article.state != Workflow.APPROVED and not settings.SECOND_READER:
            warnings.append(Finding("state", str(NOT_READ)))
        if count := article.open_notes:
            sentence = ngettext("%(count)d note is not resolved.", "%(count)d notes are not resolved.", count)
            warnings.append(Finding("notes", sentence % {"count": count}))
        self.warnings = sorted(self._links(warnings), key=lambda link: not link.must_look)

    def _refusals(self):
        """Yield what publishing would refuse for other reasons than the text."""
        path = self.article.address_path
        if Address.objects.filter(path=path).exclude(article=self.article).exists():
            yield Finding("slug", AddressTaken().messages[0])
        for field, check in (
            ("state", lambda: self.article.check_second_reader(self.user)),
            ("headline", lambda: self.article.check_removals(self.user, [(self.moment, "")], editions=self.editions)),
        ):
            try:
                check()
            except (NotReady, NotAllowed) as refusal:
                yield from (Finding(field, sentence) for sentence in refusal.messages)

    def _links(self, findings):
        """Return the links of findings, each sentence once."""
        links = {}
        for finding in findings:
            must_look = getattr(finding.sentence, "must_look", False)
            links.setdefault(finding.sentence, CheckLink(finding.sentence, self._url(finding), must_look))
        return list(links.values())

    def _url(self, finding):
        """Return the address of the field where a finding is corrected."""
        if finding.image and finding.part not in IN_ARTICLE and self.sees_images:
            address = reverse("admin:articles_image_change", args=[finding.image.pk])
            return f"{address}#{FIX_ANCHORS[finding.part]}"
        if finding.field == "notes":
            return reverse("admin:articles_article_notes", args=[self.article.pk])
        if finding.block:
            return f"{self.form_url}#block-{finding.block}" + (f"-{finding.column}" if finding.column else "")
        if finding.field == "bylines":
            return f"{self.form_url}#bylines-group"
        return self.form_url if finding.field in ("body", "state") else f"{self.form_url}#id_{finding.field}"

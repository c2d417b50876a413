"""The article as editors write it. Readers never see it: they see editions, which are made of it."""

from content_editor.models import PluginBase, Region
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.addresses import validate_unreserved_slug
from articles.languages import text_direction
from articles.models import drafts, notes, search, sharing, workflow
from articles.models.base import BaseModel, WorkingCopy
from articles.models.publication import preflight, publish, restore
from articles.models.workflow import Workflow
from articles.text import FoldedField, LineField, SlugField, WordsField, slug_of

MOST_IN_SLUG = 120


def default_language():
    """Return the language of new articles: the publication's own, as one of `languages` (en for en-us)."""
    code = settings.LANGUAGE_CODE
    return code if code in LANG_INFO else code.split("-")[0]


def languages():
    """Return the languages in which an article can be written, as choices."""
    return [(code, info["name"]) for code, info in LANG_INFO.items() if "name" in info]


class Article(WorkingCopy):
    """The working copy of an article. A headline is enough to save it; the other fields are checked at publication."""

    State = Workflow

    headline = LineField(max_length=300)
    folded = FoldedField("headline")
    dek = WordsField(blank=True, help_text=_("The sentence or two under the headline."))
    section = models.ForeignKey("articles.Section", models.PROTECT, null=True, blank=True)
    slug = SlugField(
        max_length=MOST_IN_SLUG,
        blank=True,
        validators=[validate_unreserved_slug],
        help_text=_("The last part of the address. If left empty, the first publication makes it from the headline."),
    )
    language = models.CharField(max_length=10, default=default_language, choices=languages)
    lead_image = models.ForeignKey("articles.Image", models.PROTECT, null=True, blank=True, related_name="leads")
    lead_caption = WordsField(_("caption here"), blank=True, help_text=_("Instead of the image's own caption."))
    lead_alt = WordsField(_("alternative text here"), blank=True, help_text=_("Instead of the image's own."))
    seo_title = LineField(_("title for search engines"), max_length=120, blank=True)
    seo_description = WordsField(_("description for search engines"), blank=True)
    state = models.CharField(max_length=10, choices=Workflow, default=Workflow.WRITING, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)
    regions = [Region(key="body", title="Body")]

    class Meta:
        ordering = ["-modified"]
        # The desk's list, by itself and as its filters and a reporter's own rights narrow it, newest first.
        indexes = [
            models.Index("modified", "id", name="article_modified"),
            models.Index("section", "modified", "id", name="article_section_modified"),
            models.Index("state", "modified", "id", name="article_state_modified"),
            models.Index("created_by", "modified", "id", name="article_own_modified"),
            models.Index("modified_by", "modified", "id", name="article_last_modified"),
        ]
        permissions = [("publish", "Can publish, schedule and take down"), ("legal", "Can remove for legal reasons")]

    def __str__(self):
        return self.headline

    def save(self, *args, update_fields=None, **kwargs):
        """Save the working copy, or some of its columns; an approval falls, for it was of other words."""
        if not self._state.adding and (update_fields is None or update_fields) and self.state == Workflow.APPROVED:
            self.state = workflow.state_after_change(self)
            update_fields = update_fields and {*update_fields, "state"}
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is None:
            self.update_search_index()

    def update_search_index(self):
        """Let the desk find the article by its words as they are stored; saving the article does this, too."""
        search.update_article_index(type(self), [self.pk])

    @classmethod
    def update_search_index_with(cls, fact, anew=False):
        search.add_words_of(cls, fact, anew)

    @classmethod
    def block_kinds(cls):
        """Return every kind of block by its name in documents, such as `articles.text`."""
        kinds = [r.related_model for r in cls._meta.related_objects if issubclass(r.related_model, PluginBase)]
        return {kind._meta.label_lower: kind for kind in kinds}

    def blocks(self):
        """Return the blocks of the body in reading order, with the facts that they refer to.

        One query a kind, and one for each relation of their images: what checks a long article never asks block by
        block.
        """
        blocks = []
        for kind in self.block_kinds().values():
            facts = [field.name for field in kind.fact_columns()]
            rows = kind.objects.filter(parent=self)
            rows = list(rows.select_related(*facts) if facts else rows)
            kind.ask_together(rows)
            blocks += rows
        images = [block.image for block in blocks if getattr(block, "image_id", None)]
        if self.lead_image_id:
            images.append(self.lead_image)
        models.prefetch_related_objects(images, "credits", "rights", "readings")
        return sorted(blocks, key=lambda block: (block.ordering, str(block.pk)))

    @property
    def address_path(self):
        """The address this working copy would be published at, without slashes around it."""
        slug = self.slug_or_made
        return f"{self.section.slug}/{slug}" if self.section_id and slug else ""

    @property
    def slug_or_made(self):
        """The slug. Where none was written, that of the latest edition, or else the one that the headline gives: an
        address that was published, or is about to be, does not follow a new headline.
        """
        return self.slug or self.published_slug or slug_of(self.headline, MOST_IN_SLUG)

    @property
    def published_slug(self):
        """The slug of the latest edition that was not cancelled; empty before the first publication."""
        if self._state.adding:
            return ""
        editions = self.editions.filter(cancelled_at=None).order_by("-number")
        path = editions.values_list("address__path", flat=True).first() or ""
        return path.rpartition("/")[2]

    @property
    def direction(self):
        """`ltr` or `rtl`, by the article's language."""
        return text_direction(self.language)

    def problems(self, moment=None, blocks=None):
        """Yield (field, sentence) for everything that keeps this from being published at a moment (now, by default)."""
        return preflight.problems(self, moment or timezone.now(), blocks)

    def warnings(self, moment=None, blocks=None):
        """Yield (field, sentence) for everything an editor should look at before it is published at a moment."""
        return preflight.warnings(self, moment or timezone.now(), blocks)

    def findings(self, moment, blocks=None, together=()):
        """Return the (problems, warnings) of `problems` and `warnings`, each as a list of `Finding`s.

        `together` are the addresses of articles that are published at the same moment.
        """
        subject = preflight.Subject(self, moment, blocks, together)
        return tuple(list(preflight.findings(each, subject)) for each in (preflight.PROBLEMS, preflight.WARNINGS))

    def preview(self, blocks=None):
        """Return the edition, unsaved, that publishing now would make; `blocks`, where the caller has loaded them."""
        return publish.preview(self, blocks)

    def publish(
        self,
        by,
        kind,
        note="",
        at=None,
        seen=None,
        later=None,
        *,
        until=None,
        backdated=False,
        key=None,
        moment=None,
    ):
        """Freeze the working copy into a new edition that readers see from `at` (an aware datetime; now, if None).

        `seen` is the version that was reviewed; `later` says what becomes of editions scheduled after this one: `keep`,
        `cancel`, or `refreeze` (scheduled again with today's text). `until`, a `PlannedTakeDown`, schedules the
        take-down of this text, of any outcome but a legal removal. `backdated` allows a moment in the past, for
        imports. `key` is the id of the new edition: where one with this id exists already, because a form was sent
        twice, it is returned and no other is made; `take_down` and `put_back` do the same. `moment` is when the
        person acts, where that is not now. Returns the edition. Raises a `Refusal`: `StaleVersion`, `NotReady`,
        `AddressTaken`, `LaterEditions`, `WrongMoment`, `ClockSetBack` or `NotAllowed`.
        """
        return publish.publish(
            self, by, kind, note, at, seen, later, until=until, backdated=backdated, key=key, moment=moment
        )

    def take_down(self, by, outcome, explanation, at=None, to=None, later=None, *, key=None, moment=None):
        """Take the article down: now, or at a moment to come. Returns the edition that does it.

        `outcome` is one of `Outcome`; `explanation` is shown to readers; `to` is the article it is merged into. A legal
        removal cancels everything scheduled later; otherwise `later` says what becomes of it: `keep` or `cancel`.
        Raises a `Refusal`.
        """
        return publish.take_down(self, by, outcome, explanation, at, to, later, key=key, moment=moment)

    def put_back(self, edition, by, note="", later=None, *, key=None):
        """Publish the text of an earlier edition again, now; the working copy is untouched. Returns the new edition.

        `later` says what becomes of what is scheduled: `keep` or `cancel`. Raises a `Refusal`.
        """
        return publish.put_back(self, edition, by, note, later, key=key)

    def restore(self, edition, by=None):
        """Copy the text of an edition back into the working copy; the blocks keep their keys.

        Raises a `Refusal`, such as `UnknownBlockKind`, and then nothing is changed.
        """
        restore.restore(self, edition, by)

    def submit(self, by, note="", seen=None):
        """Send the working copy for edit. `seen` is the version that was looked at.

        This and the next three return the `WorkflowStep` and raise a `Refusal`: `StaleVersion`, `NotAllowed`, or where
        the state has changed meanwhile.
        """
        return workflow.submit(self, by, note, seen)

    def take_back(self, by, seen=None):
        """Go on writing what was sent for edit."""
        return workflow.take_back(self, by, seen)

    def request_changes(self, by, note, seen=None):
        """Send the working copy back to its writer with a note, which is required."""
        return workflow.request_changes(self, by, note, seen)

    def approve(self, by, note="", seen=None):
        """Approve the words as they are, as a second person: whoever changed them last cannot."""
        return workflow.approve(self, by, note, seen)

    def share(self, by, days, pinned=False, moment=None):
        """Make a link by which the working copy can be read for so many days; return (`ShareLink`, its token).

        A pinned link shows the words as they are now, whatever is saved later. Raises a `Refusal`.
        """
        return sharing.share(self, by, days, pinned, moment)

    def duplicate(self, by, key=None):
        """Make a new draft with the same words, which has no address and no history yet; return it.

        `key` is its key: sent twice, a form makes one copy. Raises `NotAllowed`.
        """
        return drafts.duplicate(self, by, key)

    def archive(self, by):
        """Put a draft away: lists leave it out. Raises a `Refusal` for what readers were given, or will be."""
        drafts.archive(self, by)

    def unarchive(self, by):
        """Bring back a draft that was put away. Raises `NotAllowed`."""
        drafts.unarchive(self, by)

    def add_note(self, by, words, block=None, moment=None):
        """Write a note on the working copy, or on one of its blocks; return it. Raises a `Refusal`."""
        return notes.add_note(self, by, words, block, moment)

    def written_last_by(self, person):
        """Whether a person is the one who changed the words last."""
        return person is not None and person.pk == (self.modified_by_id or self.created_by_id)

    def check_second_reader(self, by):
        """Raise `NotReady` where the site demands that a second person has approved the words, and nobody has."""
        workflow.check_second_reader(self, by)

    def check_removals(self, by, planned=(), without=(), editions=None):
        """Raise `NotAllowed` where an act would end or outlast a legal removal and the person may not do that.

        `planned` are the (moment, outcome) of the editions it makes, in their order, and `without` those it cancels;
        `editions` are all there are, where the caller has loaded them.
        """
        publish.check_removals(self, by, planned, without, editions)

    def check_pictures(self, edition, moment):
        """Raise `WrongMoment` where a picture that an edition of this article shows cannot be used at a moment."""
        preflight.check_pictures(edition, moment)


class Byline(BaseModel):
    """An author of an article, with what they did for it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey("articles.Author", models.PROTECT, related_name="bylines")
    role = LineField(
        max_length=80, blank=True, help_text=_("Empty for the writer; otherwise such as “additional reporting”.")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.author} {self.role}".strip()


class About(BaseModel):
    """A topic that an article is about, in the order in which it is listed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="abouts")
    topic = models.ForeignKey("articles.Topic", models.PROTECT, related_name="abouts")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("article", "topic", name="about_once")]

    def __str__(self):
        return str(self.topic)

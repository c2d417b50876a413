"""The image: a picture with what must be known to show it, and the people it shows."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import PartialDateField
from articles.exceptions import Refusal
from articles.images import AI_LABELS, SourceType, credential_sentences
from articles.models import permissions
from articles.models.choices import Kind, check_kind
from articles.models.editions import Generation
from articles.models.facts import Mergeable, Part, record_allowed
from articles.models.images import rights
from articles.models.images.files import ImageFiles, ImageSizes, delete_files, new_stem
from articles.models.images.keywords import check_keywords, clean_keywords
from articles.models.images.search import ImageQuerySet, ImageWord, words_of
from articles.models.images.terms import credit_terms, keyword_term
from articles.models.images.warnings import lasting_warnings
from articles.moments import format_moment
from articles.text import LineField, WebAddressField, WordsField, address_is_safe, without_placeholder

WITHDRAWN = _("A picture was withdrawn.")
SHOWN_AGAIN = _("A picture that had been withdrawn is shown again.")
# The separator between the credit lines of a composite in print.
CREDIT_SEPARATORS = {"AP": "; ", "Guardian": " / "}


def focus_field(axis):
    """Return the column of one coordinate of the focal point, as a share of the width or height."""
    within = [MinValueValidator(0), MaxValueValidator(1)]
    return models.FloatField(f"focal point, {axis}", default=0.5, validators=within)


class Image(Mergeable):
    """A picture with what must be known to show it: its credits, its rights and the people it shows.

    Whether it may be shown depends on the moment: `usable_at(moment)`, here and on the query set. Its files are always
    the current ones, and its current rights limit it too where the rest is read as of the past.
    """

    stem = models.CharField(max_length=32, unique=True, default=new_stem, editable=False)
    original = models.CharField(max_length=120, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    # The fingerprint of what the files were made from (`files.fingerprint`); fact versions hold it under this name.
    recipe = models.CharField(max_length=80, blank=True, editable=False)
    focal_x = focus_field("from the left (0 to 1)")
    focal_y = focus_field("from the top (0 to 1)")
    title = LineField(max_length=200, help_text=_("For the desk only: to find it again."))
    alt = WordsField(
        _("alternative text"), blank=True, help_text=_("What the picture shows, for those who cannot see it.")
    )
    decorative = models.BooleanField(default=False, help_text=_("The picture adds nothing to the text."))
    caption = WordsField(blank=True)
    date = PartialDateField(_("date taken"), blank=True, null=True)
    place = LineField(_("place taken"), max_length=200, blank=True)
    source_type = models.CharField(
        _("how it was made"),
        max_length=60,
        blank=True,
        choices=SourceType,
        help_text=_("The IPTC's digital source type. Readers are told where AI made a picture or part of it."),
    )
    placeholder = models.BooleanField(
        default=False, help_text=_("A stand-in for a picture that is not here; kept out of machine-readable credits.")
    )
    copyright_notice = LineField(max_length=1000, blank=True, help_text=_("Such as “© 2015 Meridian Images”."))
    web_statement = WebAddressField(_("address of the licence"), max_length=600, blank=True)
    licensor_url = WebAddressField(_("address where a licence can be had"), max_length=600, blank=True)
    usage_terms = WordsField(blank=True, help_text=_("What the supplier says may and may not be done with it."))
    instructions = WordsField(blank=True, help_text=_("What the supplier asks of desks, such as an embargo."))
    keywords = models.JSONField(
        default=list, blank=True, validators=[check_keywords], help_text=_("For the desk: what it is found by.")
    )
    # What the file's Content Credentials say: `ContentCredentials.summary`, and how they say that it was made.
    content_credentials = models.JSONField(default=dict, blank=True, editable=False)
    signed_source_type = models.CharField(max_length=60, blank=True, default="", editable=False)
    added = models.DateTimeField(default=now, editable=False)
    killed_at = models.DateTimeField(null=True, blank=True, editable=False)
    killed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    kill_notice = WordsField(blank=True, editable=False)

    objects = ImageQuerySet.as_manager()
    parts = ("credits", "rights", "people")
    desk_parts = ("people",)
    internal_columns = ("stem", "original", "renditions", "recipe", "keywords", "content_credentials")
    correctable = (
        "alt",
        "caption",
        "copyright_notice",
        "credits",
        "decorative",
        "instructions",
        "keywords",
        "kill_notice",
        "killed_at",
        "killed_by_id",
        "licensor_url",
        "rights",
        "usage_terms",
        "web_statement",
    )
    current_columns = (
        "stem",
        "original",
        "width",
        "height",
        "renditions",
        "content_credentials",
        "signed_source_type",
        "killed_at",
        "kill_notice",
        "merged_into_id",
    )
    # Credits, people and readings describe the image's own file; a survivor has its own.
    own_relations = (*Mergeable.own_relations, "credits", "rights", "people", "readings", "words", "collected")
    # The past moment as of which this image was read: it must have been usable then as well as now.
    as_of = None
    # What stands before the addresses of its files on a page that is not for all readers.
    served_under = ""

    class Meta:
        ordering = ["title"]
        permissions = [("correct_image", "Can correct credit, words and rights of a public image, and kill it")]
        indexes = [
            models.Index("added", "id", name="image_added"),
            models.Index("source_type", "added", name="image_source_type"),
            models.Index("signed_source_type", "added", name="image_signed_source_type"),
            models.Index("added", "id", name="image_without_alt", condition=Q(alt="", decorative=False)),
            models.Index("added", "id", name="image_killed", condition=Q(killed_at__isnull=False)),
            models.Index("added", "id", name="image_erased", condition=Q(erased_at__isnull=False)),
            models.Index("added", "id", name="image_placeholder", condition=Q(placeholder=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1), name="image_focal_point"
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="image_not_merged_into_itself"),
            models.CheckConstraint(condition=address_is_safe("web_statement"), name="image_licence_address"),
            models.CheckConstraint(condition=address_is_safe("licensor_url"), name="image_licensor_address"),
        ]

    @classmethod
    def all_visible_to(cls, user):
        """Photo editors look after the pictures of every story, and see them before it is published."""
        return user.has_perm("articles.change_image") or super().all_visible_to(user)

    def __str__(self):
        return self.title

    def clean(self):
        """Refuse an alternative text that says nothing, such as "-"."""
        super().clean()
        if self.alt and not without_placeholder(self.alt):
            message = gettext("“%(text)s” describes nothing. Say what the picture shows, or mark it as decorative.")
            raise ValidationError({"alt": message % {"text": self.alt}})

    @property
    def credit(self):
        """The whole credit as printed: the credit lines in their order, joined by house style."""
        return CREDIT_SEPARATORS[settings.HOUSE_STYLE].join(credit.line for credit in self.credits.all())

    @property
    def has_credit(self):
        """Whether a credit line names anybody; "-", which older records may have, does not."""
        return any(without_placeholder(credit.line) for credit in self.credits.all())

    @property
    def machine_credit(self):
        """The credit for files, exports and structured data; empty for a placeholder, which its makers did not make."""
        return "" if self.placeholder else self.credit

    @property
    def ai_label(self):
        """The label that readers see on a picture that AI made or edited; empty for all others."""
        return AI_LABELS.get(self.stated_source_type, "")

    @property
    def stated_source_type(self):
        """How the picture was made: as the desk says; but where the file's Content Credentials say AI, as they say."""
        says_ai = self.source_type not in AI_LABELS and self.signed_source_type in AI_LABELS
        return self.signed_source_type if says_ai else self.source_type

    def take_keywords(self, reading):
        """Take the keywords of the metadata that was read (columns of a `FileReading`, or None) where it has none."""
        if reading and not self.keywords:
            self.keywords = clean_keywords(reading["found"].get("keywords", ()))

    @property
    def credential_sentences(self):
        """What the Content Credentials of the file say, as a list of sentences."""
        return credential_sentences(self.content_credentials)

    @property
    def latest_reading(self):
        """The `FileReading` of the file that was uploaded last, or None where nothing was read."""
        return self.readings.first()

    @property
    def files(self):
        """The files of the image in storage: see `ImageFiles`."""
        return ImageFiles(self)

    @property
    def sizes(self):
        """The renditions for pages and their addresses: see `ImageSizes`."""
        return ImageSizes(self.stem, self.renditions, prefix=self.served_under)

    def erase_files(self):
        """Delete the files, and what the desk found the picture by."""
        self.keywords = []
        self.collected.all().delete()
        self.files.erase()

    def reasons(self, moment):
        """Return a sentence for each reason why the image may not be shown at a moment.

        An image that is read as of the past must have been usable then, too.
        """
        moments = [moment, self.as_of] if self.as_of else [moment]
        return list(dict.fromkeys(reason for each in moments for reason in rights.reasons(self, each)))

    @property
    def is_active(self):
        """Whether the image can be shown at the moment it was read for (now, if for none)."""
        return super().is_active and self.usable_at(self.read_at or now())

    def usable_at(self, moment):
        """Whether the image may be shown at a moment. Makes no query if it was read with its parts."""
        return not self.reasons(moment)

    def usable_until(self, moment):
        """Return the first moment after this one at which a usable image no longer is, or None."""
        edges = {edge for right in self.rights.all() for edge in (right.begins, right.until) if edge and edge > moment}
        return next((edge for edge in sorted(edges) if rights.reasons(self, edge)), None)

    def faults(self, alt="", moment=None):
        """Yield (part, sentence) for each reason why the image cannot be published with an alternative text.

        The part names the field or the rows where it is corrected. Rights must hold at `moment`, when the publication
        begins (now, by default).
        """
        if not self.renditions:
            yield "upload", gettext("The image “%(image)s” has no file.") % {"image": self}
        if not self.has_credit:
            yield "credits", gettext("The image “%(image)s” has no credit line.") % {"image": self}
        if not (self.decorative or without_placeholder(alt or self.alt)):
            yield (
                "alt",
                gettext("The image “%(image)s” has no alternative text and is not marked decorative.")
                % {"image": self},
            )
        for reason in self.reasons(moment or now()):
            yield (
                "rights",
                gettext("The image “%(image)s” cannot be used then. %(reason)s") % {"image": self, "reason": reason},
            )

    def problems(self, alt="", moment=None):
        """Yield the sentences of `faults`."""
        yield from (sentence for _, sentence in self.faults(alt, moment))

    def warnings(self, moment, caption="", agencies=None):
        """Yield a sentence for everything an editor should check before the image is published at a moment.

        `caption` replaces the image's own, where an article has one; `agencies` is the table of agencies, if it has
        been read already.
        """
        end = self.usable_until(moment)
        if end and end <= moment + rights.SOON:
            yield gettext("The image “%(image)s” can be used only until %(moment)s.") % {
                "image": self,
                "moment": format_moment(end),
            }
        yield from lasting_warnings(self, caption, agencies)

    def kill(self, by, notice, note=WITHDRAWN, kind=Kind.UPDATE):
        """Withdraw the image at once from every page, past editions included; its files answer 410 Gone.

        `notice` is the text of the supplier's notice, for the desk; `kind` and `note` appear in the history that
        readers see. Raises `NotAllowed`, and `Refusal` as `record` does.
        """
        self._set_killed(True, by, notice, kind, note)

    def revive(self, by, note=SHOWN_AGAIN, kind=Kind.UPDATE):
        """Undo a kill; raises as `kill` does."""
        self._set_killed(False, by, "", kind, note)

    @transaction.atomic
    def _set_killed(self, is_killed, by, notice, kind, note):
        moment = Generation.objects.publishing_moment()
        check_kind(kind, str(note))
        permissions.check(by, permissions.to_kill(self, self.is_public(moment)))
        self.killed_at, self.killed_by, self.kill_notice = (moment, by, notice) if is_killed else (None, None, "")
        self.save(update_fields=["killed_at", "killed_by", "kill_notice"])
        record_allowed(self, by, kind, str(note), moment)

    def check_mergeable(self):
        """A killed image cannot be merged: the survivor would be shown, or the other one no longer."""
        super().check_mergeable()
        if self.killed_at:
            raise Refusal(gettext("One of these images was killed. A killed image cannot be merged."))

    def merge_own_rows(self, survivor, by, moment):
        """Join the rights of both images, redirect the file addresses of this one, and delete its files.

        The survivor may be used for no more than either of the two. Raises `Refusal` where their restrictions do not
        fit into one line.
        """
        rights.join_rights(self, survivor, by)
        # An edition that mentions both mentions the survivor once, as lead image if either was that.
        doubled = self.mentions.filter(edition__in=survivor.mentions.values("edition"))
        with_lead = list(doubled.filter(is_lead=True).values_list("edition", flat=True))
        doubled.delete()
        survivor.mentions.filter(edition__in=with_lead).update(is_lead=True)
        survivor.former_stems.create(stem=self.stem, was_public=self.was_public_by(moment))
        survivor.keywords = clean_keywords([*survivor.keywords, *self.keywords])
        collections = set(self.collected.values_list("collection", flat=True))
        for collection in collections - set(survivor.collected.values_list("collection", flat=True)):
            survivor.collected.create(collection_id=collection)
        self.collected.all().delete()
        self.words.all().delete()
        transaction.on_commit(lambda: delete_files(self.files.paths))

    def update_search_index(self):
        """Derive the words by which the image is searched."""
        rows = self.index_rows(self.people.select_related("topic"))
        self.words.exclude(word__in=[row.word for row in rows]).delete()
        ImageWord.objects.bulk_create(rows, ignore_conflicts=True)

    def index_rows(self, people):
        """Return the rows of the search index, unsaved, of an image that shows these people, read with their topics."""
        texts = [self.title, self.caption, self.alt, self.place]
        for credit in self.credits.all():
            texts += [credit.line, credit.creator, credit.collection, credit.agency]
        texts += [person.topic.name for person in people]
        words = [
            *words_of(*texts, *self.keywords),
            *map(keyword_term, self.keywords),
            *credit_terms(self.credits.all()),
        ]
        return [] if self.merged_into_id else [ImageWord(image=self, word=word) for word in words]

    def copy_current_columns(self, current, moment):
        """Replace files, rights and merger by the current ones; words and credits stay those of the past moment."""
        super().copy_current_columns(current, moment)
        self.as_of = moment
        self.set_parts("rights", current.rights.all())


class ImagePerson(Part):
    """A person, or another topic, that an image shows."""

    image = models.ForeignKey(Image, models.CASCADE, related_name="people")
    topic = models.ForeignKey("articles.Topic", models.PROTECT, related_name="image_people")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = _("people shown")
        constraints = [models.UniqueConstraint("image", "topic", name="image_person_once")]

    def __str__(self):
        return str(self.topic)

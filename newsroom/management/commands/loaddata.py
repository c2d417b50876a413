"""Django's `loaddata`, extended by what `save()` does for rows of ours: files, recorded facts and the generation."""

import hashlib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.core.management.commands import loaddata
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import Q
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from articles.images import PictureError
from articles.models import Agency, Change, Edition, Generation, Image, fact_models, record
from articles.text import WebAddressField, one_line, safe_address
from newsroom.local_changes import LocalChanges, fact_keys

OWN_APPS = {"articles", "timeline", "newsroom"}
PICTURE_SUFFIXES = (".webp", ".jpg", ".png")


class Command(loaddata.Command):
    """Load fixtures as Django does, then do what `save()` would have done, in the same transaction,
    and make the files of images after it.

    What was changed on this site since the fixture was last loaded is left as it is, with a message. An image whose
    files are missing gets them from `<stem>.*` in a folder beside the fixture that has the fixture's name.
    """

    def handle(self, *fixture_labels, **options):
        """Load, and then make files: not in the transaction of the rows, for it locks the whole SQLite database."""
        super().handle(*fixture_labels, **options)
        if self.using == DEFAULT_DB_ALIAS:
            for image in Image.objects.filter(pk__in=self.facts):
                self._make_files(image, self.folders.get(image.pk))

    def _make_files(self, image, folder):
        """Make the files of an image where they are missing or out of date; a warning says what cannot be made."""
        try:
            store_missing_files(image, folder)
            image.files.renew()
        except (PictureError, OSError) as problem:
            self.stderr.write(self.style.WARNING(str(problem)))

    def loaddata(self, fixture_labels):
        """Load the rows, all in one transaction.

        `facts` holds the keys of facts that were loaded, whole or in part, `folders` the folder beside its fixture for
        each image, and `articles` the keys of articles with loaded editions.
        """
        self.facts, self.folders, self.articles = set(), {}, set()
        before = Generation.objects.filter(pk=1).first()
        super().loaddata(fixture_labels)
        if self.using == DEFAULT_DB_ALIAS and self.models:
            self._finish(before)

    def load_label(self, fixture_label):
        """Read a whole fixture before saving rows of our apps: only then is it known what was changed here."""
        [(_format, folder, name), *_more] = self.find_fixtures(fixture_label)
        self.rows = []
        super().load_label(fixture_label)
        changes = LocalChanges(row.object for row in self.rows)
        for row in self.rows:
            if changes.skips(row.object) or not self._save(row, folder and Path(folder, name)):
                self.loaded_object_count -= 1
        for message in changes.messages() if self.verbosity else ():
            self.stdout.write(message)

    def save_obj(self, obj):
        """Hold back rows of our apps; save others at once, since later rows may refer to them by a natural key."""
        refuse_unusable_values(obj.object)
        if obj.object._meta.app_label not in OWN_APPS:
            return super().save_obj(obj)
        self.rows.append(obj)
        return True

    def _save(self, obj, folder):
        """Save a row and note what must follow; return whether it was saved."""
        row = obj.object
        if isinstance(row, Image) and (here := Image.objects.filter(pk=row.pk).first()):
            row.added = here.added  # when it was added to this site
        if is_known_agency(row) or not super().save_obj(obj):
            return False
        if isinstance(row, Image):
            # Storage refuses a stem that leads out of the media folder: now, while nothing is committed.
            any(map(default_storage.exists, row.files.paths))
            self.folders[row.pk] = folder
        if isinstance(row, Edition):
            self.articles.add(row.article_id)
        self.facts.update(fact_keys(row))
        return True

    def _finish(self, before):
        """Derive index columns, record changed facts, and raise the generation last."""
        for article in self.articles:
            Edition.objects.reindex(article)
            editions = Edition.objects.filter(article=article).values_list("pk", flat=True)
            Edition.objects.reindex_mentions(list(editions))
        Change.objects.filter(public_from=None).derive_public_from()
        try:
            for model in reversed(fact_models()):  # those that others refer to first
                for fact in model.objects.filter(pk__in=self.facts):
                    record(fact)
            moment = Generation.objects.publishing_moment()
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        if before:  # the fixture may hold a generation, and readers' caches must never see the number fall
            Generation.objects.filter(pk=1, number__lt=before.number).update(number=before.number)
        Generation.objects.raise_at(moment)


def is_known_agency(row):
    """Return whether a row is an agency that the site has already: the desk's own entry is never replaced."""
    return isinstance(row, Agency) and Agency.objects.filter(Q(pk=row.pk) | Q(name=row.name)).exists()


def refuse_unusable_values(row):
    """Raise `CommandError` for a date and time without a time zone, or a web address that no page may link to."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        names = {"label": row._meta.label_lower, "key": row.pk, "field": field.name}
        if isinstance(field, models.DateTimeField) and value is not None and is_naive(value):
            raise CommandError(
                _(
                    "%(label)s %(key)s: %(field)s is %(moment)s, without a time zone. "
                    "Write it with one, such as %(example)sZ. Nothing was loaded."
                )
                % (names | {"moment": f"{value:%Y-%m-%d %H:%M:%S}", "example": f"{value:%Y-%m-%dT%H:%M:%S}"})
            )
        if isinstance(field, WebAddressField) and value and not safe_address(value):
            raise CommandError(
                _(
                    "%(label)s %(key)s: %(field)s is “%(address)s”, which no page may link to. Write an address that "
                    "begins with https://, http:// or mailto:, or leave it empty. Nothing was loaded."
                )
                % (names | {"address": one_line(value)})
            )


def store_missing_files(image, folder):
    """Make the files of an image from `<stem>.*` in the folder, if storage lacks any of them.

    The image's row then describes the new files, in this site's sizes. Raises `PictureError` if there is no such
    picture or it is not the one that the row was made from.
    """
    if not image.original or all(map(default_storage.exists, image.files.paths)):
        return
    candidates = [folder / f"{image.stem}{suffix}" for suffix in PICTURE_SUFFIXES] if folder else []
    # A stem with a slash in it would lead out of the folder.
    picture = next((path for path in candidates if path.parent == folder and path.is_file()), None)
    if picture is None:
        raise PictureError(
            _("The image “%(image)s” has no files here, and no picture of it lies beside the fixture.")
            % {"image": image}
        )
    if hashlib.sha256(picture.read_bytes()).hexdigest() != image.sha256:
        raise PictureError(
            _("%(name)s is not the picture that the fixture describes. Build the fixture again.")
            % {"name": picture.name}
        )
    # A storage that never overwrites would give the new files other names.
    for path in filter(default_storage.exists, image.files.paths):
        default_storage.delete(path)
    try:
        with picture.open("rb") as file, image.files.make(file, image.stem) as new, transaction.atomic():
            new.reading = None  # the file's own metadata came with the fixture
            image.files.adopt(new)
            record(image)
    except PictureError as error:
        raise PictureError(f"{picture.name}: {error}") from error

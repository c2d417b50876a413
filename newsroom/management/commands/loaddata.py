"""Django's `loaddata`, extended by what `save()` does for rows of ours: files, recorded facts and the generation."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.core.management.commands import loaddata
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from articles.images import PictureError
from articles.models import Agency, Change, Edition, Fact, Generation, Image, fact_models, record
from articles.text import WebAddressField, one_line, safe_address
from newsroom.loading import LocalChanges, MissingPicture, store_missing_files

OWN_APPS = {"articles", "timeline", "newsroom"}


class Command(loaddata.Command):
    """Load fixtures as Django does, then do what `save()` would have done, in the same transaction,
    and make the files of images after it.

    What was changed on this site since the fixture was last loaded is left as it is, with a message. An image whose
    files are missing gets them from `<stem>.*` in a folder beside the fixture that has the fixture's name.
    """

    def loaddata(self, fixture_labels):
        self.facts, self.folders, self.articles, self.folder = {}, {}, set(), None
        before = Generation.objects.filter(pk=1).first()
        super().loaddata(fixture_labels)
        if self.using == DEFAULT_DB_ALIAS and self.models:
            self._finish(before)

    def handle(self, *fixture_labels, **options):
        """Load, and then make files: not in the transaction of the rows, for it locks the whole SQLite database."""
        super().handle(*fixture_labels, **options)
        if self.using == DEFAULT_DB_ALIAS:
            for key in [key for key, model in self.facts.items() if model is Image]:
                self._make_files(Image.objects.get(pk=key), self.folders.get(key))

    def _make_files(self, image, folder):
        """Make the files of an image where they are missing or stale; a warning says what cannot be made."""
        try:
            store_missing_files(image, folder)
            image.files.renew()
        except (MissingPicture, PictureError, OSError) as problem:
            self.stderr.write(self.style.WARNING(str(problem)))

    def load_label(self, fixture_label):
        """Read a whole fixture before saving rows of our apps: only then is it known what was changed here."""
        [(_format, folder, name), *_more] = self.find_fixtures(fixture_label)
        self.folder, self.rows = folder and Path(folder, name), []
        super().load_label(fixture_label)
        changes = LocalChanges(row.object for row in self.rows)
        for row in self.rows:
            if changes.skips(row.object) or not self._save(row):
                self.loaded_object_count -= 1
        for message in changes.messages() if self.verbosity else ():
            self.stdout.write(message)

    def save_obj(self, obj):
        """Hold back rows of our apps; save others at once, since later rows may refer to them by a natural key."""
        refuse_naive_moments(obj.object)
        refuse_unsafe_addresses(obj.object)
        if obj.object._meta.app_label not in OWN_APPS:
            return super().save_obj(obj)
        self.rows.append(obj)
        return True

    def _save(self, obj):
        """Save a row and note what must follow; return whether it was saved."""
        row = obj.object
        if isinstance(row, Image) and (here := Image.objects.filter(pk=row.pk).first()):
            row.added = here.added  # when it was added to this site
        if is_known_agency(row) or not super().save_obj(obj):
            return False
        if isinstance(row, Image):
            # Storage refuses a stem that leads out of the media folder: now, while nothing is committed.
            any(map(default_storage.exists, row.files.paths))
            self.folders[row.pk] = self.folder
        if isinstance(row, Edition):
            self.articles.add(row.article_id)
        for model, key in facts_of(row):
            self.facts[key] = model
        return True

    def _finish(self, before):
        """Derive index columns, record changed facts, and raise the generation last."""
        for article in self.articles:
            Edition.objects.reindex(article)
            Edition.objects.reindex_mentions(article)
        Change.objects.filter(public_from=None).derive_public_from()
        try:
            for fact in sorted_facts(self.facts):
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


def refuse_naive_moments(row):
    """Raise `CommandError` for a date and time without a time zone."""
    for field in row._meta.concrete_fields:
        moment = getattr(row, field.attname)
        if isinstance(field, models.DateTimeField) and moment is not None and is_naive(moment):
            raise CommandError(
                _(
                    "%(label)s %(key)s: %(field)s is %(moment)s, without a time zone. "
                    "Write it with one, such as %(example)sZ. Nothing was loaded."
                )
                % {
                    "label": row._meta.label_lower,
                    "key": row.pk,
                    "field": field.name,
                    "moment": f"{moment:%Y-%m-%d %H:%M:%S}",
                    "example": f"{moment:%Y-%m-%dT%H:%M:%S}",
                }
            )


def refuse_unsafe_addresses(row):
    """Raise `CommandError` for a web address that no page may link to."""
    for field in row._meta.concrete_fields:
        address = getattr(row, field.attname)
        if isinstance(field, WebAddressField) and address and not safe_address(address):
            raise CommandError(
                _(
                    "%(label)s %(key)s: %(field)s is “%(address)s”, which no page may link to. Write an address that "
                    "begins with https://, http:// or mailto:, or leave it empty. Nothing was loaded."
                )
                % {
                    "label": row._meta.label_lower,
                    "key": row.pk,
                    "field": field.name,
                    "address": one_line(address),
                }
            )


def facts_of(row):
    """Yield (model, key) of each fact that a row is, or is a part of."""
    if isinstance(row, Fact):
        yield type(row), row.pk
    for model in fact_models():
        for relation in model.part_relations().values():
            if isinstance(row, relation.related_model):
                yield model, getattr(row, relation.field.attname)


def sorted_facts(loaded):
    """Yield the loaded facts (a mapping of keys to models), those that others refer to first."""
    for model in reversed(fact_models()):
        yield from model.objects.filter(pk__in=[key for key, kind in loaded.items() if kind is model])

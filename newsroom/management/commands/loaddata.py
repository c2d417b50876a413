"""Django's `loaddata`, and what it leaves out: pictures, the record of facts, and the readers' generation."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.core.management.commands import loaddata
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q
from django.utils.timezone import is_naive

from articles.images import PictureError
from articles.models import Agency, Edition, Fact, Generation, Image, fact_models, record
from articles.text import WebAddressField, one_line, safe_address
from newsroom.demo.pictures import NoPicture, store_missing_files
from newsroom.loading import ChangedHere

OURS = {"articles", "timeline", "newsroom"}


class Command(loaddata.Command):
    """Load fixtures as Django does, then do what `save()` would have done, in the same transaction,
    and make the files of images after it.

    What was changed here since the fixture was loaded last is left as it is, and that is said.

    An image whose files are missing takes them from `<stem>.*` in a folder beside the fixture that has its name.
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
        except (NoPicture, PictureError, OSError) as problem:
            self.stderr.write(self.style.WARNING(str(problem)))

    def load_label(self, fixture_label):
        """Load the fixture's own rows when all of them have been read: what was changed here since is left."""
        [(_, folder, name), *_] = self.find_fixtures(fixture_label)
        self.folder, self.read = folder and Path(folder, name), []
        super().load_label(fixture_label)
        here = ChangedHere(each.object for each in self.read)
        for each in self.read:
            if here.leaves(each.object) or not self._save(each):
                self.loaded_object_count -= 1
        for sentence in here.said() if self.verbosity else ():
            self.stdout.write(sentence)

    def save_obj(self, obj):
        """Keep a row of ours until the whole fixture is read; save every other at once: it may be named by its name."""
        refuse_naive_moments(obj.object)
        refuse_unsafe_addresses(obj.object)
        if obj.object._meta.app_label not in OURS:
            return super().save_obj(obj)
        self.read.append(obj)
        return True

    def _save(self, obj):
        """Save a row, and note what has to be done after it; tell whether it was saved."""
        if isinstance(obj.object, Image) and (here := Image.objects.filter(pk=obj.object.pk).first()):
            obj.object.added = here.added  # when it came to this site
        saved = not is_kept(obj.object) and super().save_obj(obj)
        if saved and isinstance(obj.object, Image):
            # Storage refuses a stem that leads out of the media folder: now, while nothing is committed.
            any(map(default_storage.exists, obj.object.files.paths))
            self.folders[obj.object.pk] = self.folder
        if saved and isinstance(obj.object, Edition):
            self.articles.add(obj.object.article_id)
        for model, key in facts_of(obj.object) if saved else ():
            self.facts[key] = model
        return saved

    def _finish(self, before):
        """Derive index columns, record what changed, and raise the generation last of all."""
        for article in self.articles:
            Edition.objects.reindex(article)
        try:
            for fact in sorted_facts(self.facts):
                record(fact)
            moment = Generation.objects.publishing_moment()
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        if before:  # a fixture may hold a generation too, and readers' caches must never see it fall
            Generation.objects.filter(pk=1, number__lt=before.number).update(number=before.number)
        Generation.objects.raise_at(moment)


def is_kept(row):
    """Tell whether the site has this row already and its own is never replaced: the desk's table of agencies."""
    return isinstance(row, Agency) and Agency.objects.filter(Q(pk=row.pk) | Q(name=row.name)).exists()


def refuse_naive_moments(row):
    """Raise `CommandError` for a moment that does not say in which time zone it is."""
    for field in row._meta.concrete_fields:
        moment = getattr(row, field.attname)
        if isinstance(field, models.DateTimeField) and moment is not None and is_naive(moment):
            raise CommandError(
                f"{row._meta.label_lower} {row.pk}: {field.name} is {moment:%Y-%m-%d %H:%M:%S}, in no time zone. "
                f"Write it with one, such as {moment:%Y-%m-%dT%H:%M:%S}Z. Nothing was loaded."
            )


def refuse_unsafe_addresses(row):
    """Raise `CommandError` for a web address that no page may link to."""
    for field in row._meta.concrete_fields:
        address = getattr(row, field.attname)
        if isinstance(field, WebAddressField) and address and not safe_address(address):
            raise CommandError(
                f"{row._meta.label_lower} {row.pk}: {field.name} is “{one_line(address)}”, which no page may link to. "
                "Write an address that begins with https://, http:// or mailto:, or leave it empty. Nothing was loaded."
            )


def facts_of(row):
    """Yield (fact model, key) for the fact that a row is, or is a part of."""
    if isinstance(row, Fact):
        yield type(row), row.pk
    for model in fact_models():
        for relation in model.part_relations().values():
            if isinstance(row, relation.related_model):
                yield model, getattr(row, relation.field.attname)


def sorted_facts(loaded):
    """Yield the loaded facts, given as a mapping of keys to models, those that are referred to first."""
    for model in reversed(fact_models()):
        yield from model.objects.filter(pk__in=[key for key, kind in loaded.items() if kind is model])

"""The rules that a form of the desk checks, checked for a row of a fixture, with a sentence for each."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.exceptions import AddressTaken
from articles.fact_keys import FactKeysField
from articles.models import About, Address, Agency, Article, Block, Byline, Fact, Image, Section
from articles.models.facts import Part

WITH_FORMS = (Section, Fact, Part, Article, Byline, About, Block, Agency)
MOST_CHOICES = 15
# What breaks a constraint of the database, by its name: the column, and what would be right.
BROKEN = {
    "event_quotation_has_speaker": (
        "speaker",
        gettext_lazy("It is missing: write who said the words of the quotation."),
    ),
    "about_once": ("topic", gettext_lazy("The article has this topic already. Leave one of the two rows out.")),
    "image_person_once": ("topic", gettext_lazy("The image shows this topic already. Leave one of the two rows out.")),
    "event_person_once": ("topic", gettext_lazy("The event has this topic already. Leave one of the two rows out.")),
    "rule_topic_once": ("topic", gettext_lazy("The rule has this topic already. Leave one of the two rows out.")),
    "timeline_event_once": (
        "event",
        gettext_lazy("The timeline has this event already. Leave one of the two rows out."),
    ),
    "timeline_unique_id_once": (
        "unique_id",
        gettext_lazy("Another entry of the timeline has this id. Give each its own."),
    ),
}


def check_values(row, problems):
    """Note the first rule that a row breaks among those that ask nothing of other rows."""
    if not isinstance(row.object, WITH_FORMS) or getattr(row.object, "erased_at", None):
        return
    if isinstance(row.object, Image):
        check_file_names(row, problems)
    try:
        row.object.clean_fields(exclude=columns_left_out(row.object))
        row.object.clean()
    except ValidationError as error:
        add_errors(row, error, problems)


def check_file_names(row, problems):
    """Note the columns by which files of an image would be looked for outside of its folder."""
    image = row.object
    try:
        names = {
            "stem": [image.stem],
            "original": [image.original],
            "renditions": [r["name"] for r in image.renditions],
        }
    except (KeyError, TypeError):
        problems.add(row, "renditions", _("Leave it out: it is derived from the picture that “file” names."))
        return
    for column, values in names.items():
        if any(name != Path(name).name for name in values):
            problems.add(
                row, column, _("This is not the name of a file. Leave it out, and name the picture in “file”.")
            )


def columns_left_out(row):
    """Return the columns that are not validated: references, and those that may be empty in a form and are."""
    return {
        field.name
        for field in row._meta.concrete_fields
        if field.is_relation
        or isinstance(field, FactKeysField)
        or (
            getattr(row, field.attname) in field.empty_values
            and (not field.editable or (isinstance(row, Block) and not field.null))
        )
    }


def add_errors(row, error, problems):
    """Note the first message of an error, and what would be right."""
    errors = error.update_error_dict({})
    name, messages = next(iter(errors.items()))
    names = {field.name for field in row.model._meta.get_fields()}
    name = name if name in names else ""
    sentence = " ".join(ValidationError(messages).messages)
    code = getattr(messages[0], "code", None)
    if name and code in ("blank", "null"):
        sentence = missing(row.model._meta.get_field(name))
    elif name and code == "invalid_choice":
        sentence += f" {choices(row.model._meta.get_field(name))}"
    problems.add(row, name, sentence)


def missing(field):
    """Return the sentence for a column that is empty and must not be."""
    if field.blank:
        return _("It cannot be null. Leave it out, or write something.")
    return _("It is missing or empty. Write the %(name)s. %(help)s") % {
        "name": field.verbose_name,
        "help": field.help_text,
    }


def choices(field):
    """Return the sentence with what can be chosen in a column."""
    values = [str(value) for value, _label in field.flatchoices if value not in (None, "")]
    listed = ", ".join(values[:MOST_CHOICES]) + (", …" if len(values) > MOST_CHOICES else "")
    return _("Write one of: %(values)s.") % {"values": listed}


def check_addresses(rows, problems):
    """Note each article at whose address another one is, or was, published: two queries."""
    articles = [row for row in rows if row.model is Article and row.object.slug and row.object.section_id]
    slugs = dict(Section.objects.values_list("pk", "slug")) if articles else {}
    slugs |= {row.key: row.object.slug for row in rows if row.model is Section}
    paths = {row: f"{slugs.get(row.object.section_id)}/{row.object.slug}" for row in articles}
    taken = dict(Address.objects.filter(path__in=paths.values()).values_list("path", "article"))
    for row, path in paths.items():
        if taken.get(path, row.key) != row.key:
            problems.add(row, "slug", AddressTaken().messages[0])


def check_against_database(row, problems):
    """Note the constraint of the database that a row breaks."""
    row.object._state.adding = not row.model._base_manager.filter(pk=row.key).exists()
    try:
        row.object.validate_unique()
    except ValidationError as error:
        add_errors(row, error, problems)
    for constraint in row.model._meta.constraints:
        try:
            constraint.validate(row.model, row.object)
        except ValidationError as error:
            name, sentence = BROKEN.get(constraint.name, ("", " ".join(error.messages)))
            problems.add(row, name, str(sentence))

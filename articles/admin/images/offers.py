"""What a picture's file says about itself, offered beside the fields of its form; nothing is taken over unasked."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles.dates import PartialDate
from articles.images import SourceType, source_type_from_uri
from articles.models.images import RESTRICTIONS, file_texts
from articles.text import one_line

# The fields of the form, and what `articles.embedded.EmbeddedMetadata` calls the same.
FIELDS = {
    "title": "headline",
    "alt": "alt_text",
    "caption": "caption",
    "date": "date_created",
    "source_type": "digital_source_type",
    "copyright_notice": "copyright_notice",
    "web_statement": "web_statement",
    "licensor_url": "licensor_url",
    "usage_terms": "usage_terms",
    "instructions": "instructions",
}
WORDS = '<span class="visually-hidden"> {}</span>'
BUTTON = f'<button type="button" class="found-use" data-value="{{}}" hidden>{{}}{WORDS}</button>'
OFFER = '<span class="found" data-for="{}"><span class="found-said">{}: <q>{}</q></span> ' + BUTTON + "</span>"


def value_of(name, said):
    """Return the value for a field, and how it is shown; the field's own words for a code."""
    if name == "source_type":
        known = source_type_from_uri(said)
        return known, SourceType(known).label if known else ""
    return said, said


def offers(image, reading):
    """Yield (field, what it is called, value, words) for everything the file says and the record does not."""
    found = reading.found
    conflicts = dict(found.get("conflicts", []))
    for name, embedded in FIELDS.items():
        blocks = conflicts.get(embedded, {})
        said = {_("%(block)s says") % {"block": block}: text for block, text in blocks.items()}
        if found.get(embedded) and not said:
            said = {_("Found in the file"): found[embedded]}
        for what, text in said.items():
            value, words = value_of(name, str(text))
            if value and not is_same(getattr(image, name), value):
                yield name, what, value, words


def is_same(stored, said):
    """Tell whether the record says it already."""
    stored = stored.words if isinstance(stored, PartialDate) else stored
    return one_line(str(stored or "")) == one_line(said)


def credit_offers(image, reading):
    """Return the credits that the file suggests: as it is written there, and with the makers before it."""
    line, makers = reading.found.get("credit_line", ""), ", ".join(reading.found.get("creators", []))
    whole = f"{makers}/{line}" if makers and line and makers.casefold() not in line.casefold() else ""
    stored = {credit.line for credit in image.credits.all()}
    offered = [
        (_("Credit line"), line),
        (_("By-line and credit line"), whole),
        ("" if line else _("By-line"), makers),
    ]
    conflicts = dict(reading.found.get("conflicts", []))
    differing = [(block, said) for block, said in conflicts.get("credit_line", {}).items() if said != line]
    offered += [(_("%(block)s says") % {"block": block}, said) for block, said in differing]
    return [(what, said) for what, said in offered if what and said and said not in stored]


def describe(form):
    """Set the offers beside the fields of an image's form, before what the fields say about themselves."""
    reading = form.instance.found
    if reading is None:
        return
    by_field = {}
    for name, what, value, words in offers(form.instance, reading):
        by_field.setdefault(name, []).append((name, what, words, value, _("Use"), f"“{words[:60]}”"))
    for name, rows in by_field.items():
        if name in form.fields:
            field = form.fields[name]
            field.help_text = format_html("{}{}", format_html_join("", OFFER, rows), field.help_text)
    form.found, form.offered = reading, bool(by_field)


def restrictions(reading):
    """Return the words in the file that restrict its use, whether or not they were taken over."""
    found = [words for text in file_texts(reading) for words in RESTRICTIONS.findall(text)]
    return list(dict.fromkeys(one_line(words).upper() for words in found))

"""Offers beside the fields of an image's form: metadata of its file, parts of a credit line. Stored only when used."""

from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles.credits import MAX_CREDIT_LINE_LENGTH
from articles.dates import PartialDate
from articles.images import SourceType, find_ends, source_type_from_uri
from articles.models import Agency, ImageCredit
from articles.models.images import PARTS, file_texts
from articles.moments import format_moment
from articles.text import one_line

# The fields of the form, and their names in `articles.images.metadata.EmbeddedMetadata`.
FIELDS = {
    "title": "headline",
    "alt": "alt_text",
    "caption": "caption",
    "date": "date_created",
    "place": "place",
    "source_type": "digital_source_type",
    "copyright_notice": "copyright_notice",
    "web_statement": "web_statement",
    "licensor_url": "licensor_url",
    "usage_terms": "usage_terms",
    "instructions": "instructions",
}
OFFER = (
    '<span class="found" data-for="{}"><span class="found-text">{}: <q>{}</q></span> '
    '<button type="button" class="found-use" data-value="{}" hidden>{}<span class="visually-hidden"> {}</span></button>'
    "</span>"
)


def value_and_label(name, text):
    """Return the value of a field for a text in the file, and how it is shown: a code by its label."""
    if name == "source_type":
        source_type = source_type_from_uri(text)
        return source_type, SourceType(source_type).label if source_type else ""
    return text, text


def offers(image, reading):
    """Yield (field, where it was found, value, label) for everything in the metadata that the record does not have."""
    metadata = reading.found
    conflicts = dict(metadata.get("conflicts", []))
    for name, embedded_name in FIELDS.items():
        blocks = conflicts.get(embedded_name, {})
        texts = {_("%(block)s says") % {"block": block}: text for block, text in blocks.items()}
        if metadata.get(embedded_name) and not texts:
            texts = {_("Found in the file"): metadata[embedded_name]}
        for where, text in texts.items():
            value, label = value_and_label(name, str(text))
            if value and not is_recorded(getattr(image, name), value):
                yield name, where, value, label


def is_recorded(stored, value):
    """Whether a column already has a value of the metadata, apart from white space."""
    stored = stored.words if isinstance(stored, PartialDate) else stored
    return one_line(str(stored or "")) == one_line(value)


def credit_offers(image, reading):
    """Return (label, credit line) for the lines in the metadata, also with the by-line before them."""
    line, by_line = reading.found.get("credit_line", ""), ", ".join(reading.found.get("creators", []))
    both = f"{by_line}/{line}" if by_line and line and by_line.casefold() not in line.casefold() else ""
    stored = {credit.line for credit in image.credits.all()}
    lines = [
        (_("Credit line"), line),
        (_("By-line and credit line"), both),
        (_("By-line"), "" if line else by_line),
    ]
    conflicts = dict(reading.found.get("conflicts", []))
    differing = [(block, text) for block, text in conflicts.get("credit_line", {}).items() if text != line]
    lines += [(_("%(block)s says") % {"block": block}, text) for block, text in differing]
    return [(label, text) for label, text in lines if text and text not in stored]


def end_offers(image, reading):
    """Return (words, moment, the moment as the form writes it) for every end of use that the texts on use set.

    A number of days is counted from the upload, since nothing says when the picture was sent.
    """
    offers = {}
    for text in (image.instructions, image.usage_terms, *file_texts(reading)):
        for end in find_ends(text):
            until = image.added + timedelta(days=end.days) if end.days else day_after(end.day)
            offers.setdefault(until, end.words)
    recorded = {right.until for right in image.rights.all()}
    return [
        (words, format_moment(until), timezone.localtime(until).strftime("%Y-%m-%dT%H:%M:%S"))
        for until, words in offers.items()
        if until not in recorded
    ]


def day_after(day):
    """Return the first moment after a day, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def add_offers(form):
    """Put the offers before the help texts of an image's form."""
    reading = form.instance.latest_reading
    if reading is None:
        return
    by_field = {}
    for name, where, value, label in offers(form.instance, reading):
        by_field.setdefault(name, []).append((name, where, label, value, _("Use"), f"“{label[:60]}”"))
    for name, rows in by_field.items():
        if name in form.fields:
            field = form.fields[name]
            field.help_text = format_html("{}{}", format_html_join("", OFFER, rows), field.help_text)
    form.reading, form.has_offers = reading, bool(by_field)


def credit_view(admin, request):
    """Parse the credit line `?line=` for the form's script: parts, unparsed rest, suggested agency, several credits."""
    if not (admin.has_change_permission(request) or admin.has_add_permission(request)):
        raise PermissionDenied
    line = one_line(request.GET.get("line", ""))[:MAX_CREDIT_LINE_LENGTH]
    parsed = Agency.objects.parse(line)
    parts = [
        {"column": column, "label": str(ImageCredit._meta.get_field(column).verbose_name), "value": value}
        for name, column in PARTS.items()
        if (value := getattr(parsed, name))
    ]
    rest = {"unparsed": parsed.unparsed, "offer": parsed.offer, "several": parsed.several}
    answer = {"line": line, "parts": parts, **rest}
    return JsonResponse(answer, headers={"Cache-Control": "private, no-store"})

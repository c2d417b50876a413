"""What pages show of the record: dates, credit lines, pictures, links to the web and structured data."""

import functools
import json
import re

from django import template
from django.conf import settings
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import STYLES
from articles.moments import format_moment
from articles.pages import article_graph, author_graph, iso_moment, topic_graph
from articles.text import safe_address

register = template.Library()
register.filter(safe_address)
register.filter(iso_moment)
register.filter(format_moment)

# A date that begins with a word takes a capital where it stands alone; "c2005" keeps its small letter.
BEGINS_WITH_WORD = re.compile(r"[a-z]{2}")
# As Django's own `json_script`: nothing in a string can end the script element or begin another.
JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
# A line break of a template, where no white space may be seen: before a comma, or within a bracket.
NO_SPACE = re.compile(r"(?<=\()\s*\n\s*|\s*\n\s*(?=[,.;:)])")
LINE_BREAK = re.compile(r"\s*\n\s*")
MOST_SECTIONS = 6  # in the navigation
# The width of a figure's picture in the page, by the figure's place.
FIGURE_SIZES = {
    "hero": "(min-width: 64rem) 53rem, calc(100vw - 2.5rem)",
    "breakout": "(min-width: 64rem) 53rem, calc(100vw - 2.5rem)",
    "": "(min-width: 40rem) 30rem, calc(100vw - 5rem)",
}


@register.simple_block_tag
def inline(content):
    """A fragment that a template writes over several lines, on one: as one writes it by hand, without a space before
    a comma or within a bracket. Only line breaks are touched, never a space that an editor typed.
    """
    return mark_safe(LINE_BREAK.sub(" ", NO_SPACE.sub("", content.strip())))


@register.simple_tag(takes_context=True)
def menu(context):
    """The links of the navigation, as items of a list. `aria-current` is `page` for the page itself and `true` for the
    part of the site that the page is within.
    """
    here, section = context["request"].path, getattr(context.get("edition"), "section_id", None)
    links = [(part.get_absolute_url(), part.name, part.pk == section) for part in context["sections"][:MOST_SECTIONS]]
    paths = context["paths"]
    links += [
        (paths["timelines"], gettext("Timelines"), context.get("filters")),
        (paths["topics"], gettext("People"), context.get("topic")),
        (paths["corrections"], gettext("Corrections"), False),
    ]
    return mark_safe("".join(menu_item(address, text, address == here, within) for address, text, within in links))


def menu_item(address, text, is_here, is_within):
    """Return a link of the navigation as HTML."""
    if is_here or is_within:
        current = "page" if is_here else "true"
        return format_html('<li><a href="{}" aria-current="{}">{}</a></li>\n', address, current, text)
    return format_html('<li><a href="{}">{}</a></li>\n', address, text)


@register.filter
def date_text(date):
    """A partial date as plain text in the house style; empty for none."""
    return date.format(settings.HOUSE_STYLE, settings.LANGUAGE_CODE) if date else ""


@register.filter
def date_html(date, language=""):
    """A partial date in the house style as HTML, with `<time>` around whatever has a machine form; empty for none.

    `language` is that of the text around it; without one, it is the publication's.
    """
    return pieces_html(date.html_pieces(settings.HOUSE_STYLE, language or settings.LANGUAGE_CODE)) if date else ""


def pieces_html(pieces):
    """Return a formatted date, as `PartialDate.html_pieces` gives it, as HTML."""
    return mark_safe("".join(time_element(text, machine) for text, machine in pieces))


@register.simple_tag(takes_context=True)
def event_date(context, date, is_same_day=False):
    """The date of an event on a line of its own, in the language of the page's article or else the publication's; the
    style sheet gives it a capital where it needs one.

    Of a time, `is_same_day` leaves out the day, which the line before says; `datetime` has all of it.
    """
    language = getattr(context.get("page"), "language", "") or settings.LANGUAGE_CODE
    pieces = clock_pieces(date) if is_same_day else date.html_pieces(settings.HOUSE_STYLE, language)
    capital = " capital" if BEGINS_WITH_WORD.match("".join(text for text, _machine in pieces)) else ""
    return format_html('<span class="when{}">{}</span>', capital, pieces_html(pieces))


def clock_pieces(date):
    """Return a partial date that is a time as `PartialDate.html_pieces` does, without its day."""
    style = STYLES[settings.HOUSE_STYLE.lower()]
    return [(f"{style.clock(date.start)} {style.zone(date.start)}", date.datetime_attr)]


def time_element(text, machine):
    """Return a piece of a date as HTML; `machine` is the value of `datetime`, or None for plain text."""
    return format_html('<time datetime="{}">{}</time>', machine, text) if machine else format_html("{}", text)


@register.filter
def moment_html(moment):
    """An aware datetime as HTML, to the minute, in the publication's time zone and house style."""
    return time_element(moment_text(moment), iso_moment(moment))


@register.filter
def moment_text(moment):
    """What `moment_html` shows, as text."""
    local = timezone.localtime(moment)
    style = STYLES[settings.HOUSE_STYLE.lower()]
    clock = style.clock(local) if settings.HOUSE_STYLE == "AP" else f"{local:%H.%M}"
    return f"{style.day(local)}, {clock}"


@register.filter
def day_html(moment):
    """The day of an aware datetime as HTML, in the publication's time zone and house style."""
    return day_element(timezone.localtime(moment).date(), settings.HOUSE_STYLE.lower(), get_language())


@functools.lru_cache(maxsize=5_000)
def day_element(day, style, language):
    """Return a day as HTML in a house style. Pages are full of the same days; `language` is the one that is active."""
    return time_element(STYLES[style].day(day), f"{day:%Y-%m-%d}")


def listed(*pieces):
    """Return those of some texts, or pieces of HTML, that are not empty, as HTML with commas between them."""
    return mark_safe(", ".join(conditional_escape(piece) for piece in pieces if piece))


@register.filter
def name_list(people):
    """The names of some people as one writes them: “A”, “A and B”, “A, B and C”."""
    *others, last = map(str, people)
    return f"{', '.join(others)} {gettext('and')} {last}" if others else last


@register.filter
def topic_html(topic):
    """The name of a topic, as a link where the topic may be shown."""
    return format_html('<a href="{}">{}</a>', topic.get_absolute_url(), topic) if topic.is_active else escape(topic)


@register.filter
def source_html(source):
    """A source as a citation names it: its title, which is a link where it has an address, and its publisher."""
    return cited(source.title, source.url, source.publisher)


@functools.lru_cache(maxsize=5_000)
def cited(title, address, publisher):
    """Return a source as a citation names it. A page names the same sources beside its events and in their list."""
    address = safe_address(address)
    linked = format_html('<a href="{}">{}</a>', address, title) if address else title
    return listed(format_html("<cite>{}</cite>", linked), publisher if publisher != title else "")


@register.filter
def full_source_html(source, language=""):
    """A source as a list of sources names it: with its author, its medium and its date, in a language."""
    return listed(source.author, source_html(source), source.medium_label, date_html(source.date, language))


@register.filter
def attribution_html(quotation, language=""):
    """Who said the words of a quotation in an article, and where and when, in the article's language."""
    speaker = quotation.speaker and topic_html(quotation.speaker)
    return listed(speaker, quotation.source and source_html(quotation.source), date_html(quotation.date, language))


@register.filter
def credit_html(image):
    """An image's whole credit as `<span class="credit">`, letter for letter; empty where there is none.

    Before it stands what a machine did, where one made or edited the picture. A long credit may break after its
    slashes, which `<wbr>` allows without adding a letter.
    """
    label = format_html('<span class="made-by">{}</span> ', image.ai_label) if image.ai_label else mark_safe("")
    credit = image.credit
    if not credit:
        return label
    breakable = mark_safe("/<wbr>".join(escape(piece) for piece in credit.split("/")))
    return label + format_html('<span class="credit">{}</span>', breakable)


# What is said before and after words that were added or removed, to those who hear the page.
SAID_AROUND = {
    "ins": (_("added:"), _("end of added")),
    "del": (_("removed:"), _("end of removed")),
}


@register.filter
def spans_html(spans):
    """The (op, text) pairs of a comparison as text with `<ins>` and `<del>`.

    It is no template, since a line break between two of its tags would be seen as a space between words.
    """
    return format_html_join("", "{}", ((span_html(op, text),) for op, text in spans))


def span_html(op, text):
    """Return a piece of a text, marked with what became of it."""
    text = linebreaksbr(text)
    if op not in SAID_AROUND:
        return text
    hidden = '<span class="vh visually-hidden">{}</span>'
    before, after = SAID_AROUND[op]
    before, after = format_html(hidden, f"{before} "), format_html(hidden, f" {after} ")
    return format_html("<{0}>{1}{2}{3}</{0}>", op, before, text, after)


@register.inclusion_tag("articles/_picture.html", takes_context=True)
def picture(context, image, alt="", sizes="100vw", first=False, labelled=False, card=False):
    """An image as `<picture>`, in every size and format there is; a box with the alternative text if it is not to be
    shown. `first` is for the one that readers see at once; `labelled` says beside it what a machine did, where no
    credit line will; `card` takes the crop in the shape of cards, around the focal point, which no article shows.
    """
    files = image.sizes.for_cards if card else image.sizes
    may_be_shown = image.usable_at(moment_of(context))
    return {
        "image": image,
        "files": files,
        "alt": alt,
        "sizes": sizes,
        "first": first,
        "labelled": labelled,
        "may_be_shown": may_be_shown,
        "visible": bool(files) and may_be_shown,
    }


@register.inclusion_tag("articles/_figure.html", takes_context=True)
def figure(context, image, alt=None, caption=None, place=""):
    """An image with its caption and credit, at a place of `FIGURE_SIZES`; with its own words where none are given."""
    alt, caption = (image.alt if alt is None else alt), (image.caption if caption is None else caption)
    shown = picture(context, image, alt, FIGURE_SIZES[place], first=place == "hero")
    has_caption = shown["may_be_shown"] and bool(caption or image.credit)
    return shown | {"place": place, "caption": caption, "has_caption": has_caption}


def moment_of(context):
    """Return the moment of the request, or now where a template is rendered without one."""
    return getattr(getattr(context, "request", None), "moment", None) or timezone.now()


def json_ld(data):
    """Return a mapping as a `<script type="application/ld+json">`."""
    text = json.dumps(data, ensure_ascii=False).translate(JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag
def article_json_ld(page):
    """The structured data of an article's page."""
    return json_ld(article_graph(page))


@register.simple_tag
def topic_json_ld(topic):
    """The structured data of a topic's page."""
    return json_ld(topic_graph(topic))


@register.simple_tag
def author_json_ld(author):
    """The structured data of an author's page."""
    return json_ld(author_graph(author))

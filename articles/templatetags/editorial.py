"""What pages show of the record: dates, credit lines, pictures, links to the web and structured data."""

import json
import re

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

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


@register.simple_block_tag
def inline(content):
    """A fragment that a template writes over several lines, on one: as one writes it by hand, without a space before
    a comma or within a bracket. Only line breaks are touched, never a space that an editor typed.
    """
    return mark_safe(LINE_BREAK.sub(" ", NO_SPACE.sub("", content.strip())))


@register.simple_tag(takes_context=True)
def aria_current(context, address, within=False):
    """The `aria-current` of a link in the navigation: `page` where it leads to the page it is on, `true` where it leads
    to the part of the site that the page is within.
    """
    if context["request"].path == address:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if within else ""


@register.filter
def date_text(date):
    """A partial date as plain text in the house style; empty for none."""
    return date.format(settings.HOUSE_STYLE) if date else ""


@register.filter
def date_html(date):
    """A partial date in the house style as HTML, with `<time>` around whatever has a machine form; empty for none."""
    pieces = date.html_pieces(settings.HOUSE_STYLE) if date else []
    return mark_safe("".join(time_element(text, machine) for text, machine in pieces))


@register.simple_tag
def event_date(date):
    """The date of an event on a line of its own; the style sheet gives it a capital where it needs one."""
    capital = " capital" if BEGINS_WITH_WORD.match(date_text(date)) else ""
    return format_html('<span class="when{}">{}</span>', capital, date_html(date))


def time_element(text, machine):
    """Return a piece of a date as HTML; `machine` is the value of `datetime`, or None for plain text."""
    return format_html('<time datetime="{}">{}</time>', machine, text) if machine else format_html("{}", text)


@register.filter
def moment_html(moment):
    """An aware datetime as HTML, to the minute, in the publication's time zone and house style."""
    local = timezone.localtime(moment)
    style = STYLES[settings.HOUSE_STYLE.lower()]
    clock = style.clock(local) if settings.HOUSE_STYLE == "AP" else f"{local:%H.%M}"
    return time_element(f"{style.day(local)}, {clock}", iso_moment(moment))


@register.filter
def day_html(moment):
    """The day of an aware datetime as HTML, in the publication's time zone and house style."""
    local = timezone.localtime(moment)
    return time_element(STYLES[settings.HOUSE_STYLE.lower()].day(local), f"{local:%Y-%m-%d}")


@register.filter
def credit_html(image):
    """An image's whole credit as `<span class="credit">`, letter for letter; empty where there is none.

    Before it stands what a machine did, where one made or edited the picture. A long credit may break after its
    slashes, which `<wbr>` allows without adding a letter.
    """
    label = format_html('<span class="made-by">{}</span> ', image.ai_label) if image.ai_label else mark_safe("")
    if not image.credit:
        return label
    breakable = mark_safe("/<wbr>".join(conditional_escape(piece) for piece in image.credit.split("/")))
    return label + format_html('<span class="credit">{}</span>', breakable)


@register.simple_tag(takes_context=True)
def may_show(context, image):
    """Whether an image may be shown at the moment of the request, or now where a template is rendered without one."""
    moment = getattr(getattr(context, "request", None), "moment", None)
    return image.usable_at(moment or timezone.now())


@register.inclusion_tag("articles/_picture.html", takes_context=True)
def picture(context, image, alt="", sizes="100vw", first=False, labelled=False):
    """An image as `<picture>`, in every size and format there is; a box with the alternative text if it is not to be
    shown. `first` is for the one that readers see at once; `labelled` says beside it what a machine did, where no
    credit line will.
    """
    visible = bool(image.sizes) and may_show(context, image)
    return {"image": image, "alt": alt, "sizes": sizes, "first": first, "labelled": labelled, "visible": visible}


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

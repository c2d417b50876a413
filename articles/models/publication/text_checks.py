"""Checks of the words of a body: each yields (block, sentence) for what is worth a look."""

import re
import unicodedata
from html import unescape

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from articles.models.editions import Address, Edition
from articles.models.inner_links import readable_paths
from articles.text import paragraphs_of, prose_to_text

LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
QUOTATION_MARKS = re.compile("[“”„«»\"‘’'‚‹›]")
LONGEST_SHOWN = 60


def pull_quotes(blocks):
    """Yield the pull quotes whose words do not stand in the rest of the body."""
    texts = [block.as_text() for block in blocks]
    body = comparable(" ".join(texts)) if any(block.repeated_words for block in blocks) else ""
    for block in blocks:
        words = block.repeated_words
        if words and comparable(words) not in body:
            sentence = gettext("The words of the pull quote “%(words)s” do not stand in the body.")
            yield block, sentence % {"words": words[:LONGEST_SHOWN]}


def comparable(text):
    """Return a text without what a pull quote may have otherwise: quotation marks, spaces, and the last full stop."""
    plain = unicodedata.normalize("NFKC", QUOTATION_MARKS.sub("", text)).casefold()
    return " ".join(plain.split()).rstrip(".… ")


def small_headings(blocks):
    """Yield the smaller headings before which there is no larger one, and the headings without words."""
    has_heading = False
    for block in blocks:
        for tag, html, _number in paragraphs_of(block.prose):
            if tag not in ("h2", "h3"):
                continue
            text = prose_to_text(html)
            if tag == "h3" and not has_heading:
                sentence = gettext("The smaller heading “%(heading)s” has no heading above it.")
                yield block, sentence % {"heading": text[:LONGEST_SHOWN]}
            has_heading = has_heading or tag == "h2"


def links_of(block):
    """Return the (address, words) of the links in a block."""
    return [(unescape(address), prose_to_text(html)) for address, html in LINK.findall(block.prose)]


def empty_links(blocks):
    """Yield the links without words: nobody who hears the page learns where they lead."""
    for block in blocks:
        for address, words in links_of(block):
            if not any(character.isalnum() for character in words):
                yield block, gettext("The link to %(address)s has no words.") % {"address": address}


def dead_links(article, blocks, moment, together=()):
    """Yield the links to articles of ours that are not live at a moment, nor published together with this one.

    `together` are the addresses of those, as `Article.address_path` has them.
    """
    links = [(block, address, path_of_article(address)) for block in blocks for address, _words in links_of(block)]
    links = [(block, address, path) for block, address, path in links if path]
    if not links:
        return
    paths = {path for _block, _address, path in links}
    by_path = dict(Address.objects.filter(path__in=paths).values_list("path", "article"))
    live = set(
        Edition.objects.live_at(moment)
        .filter(article__in=by_path.values())
        .exclude(outcome__in=["error", "legal"])
        .values_list("article", flat=True)
    )
    ours = {article.address_path, *together}
    live.add(article.pk)
    sentence = gettext("The link to %(address)s leads to no article that is live then.")
    for block, address, path in links:
        if path not in ours and by_path.get(path) not in live:
            yield block, sentence % {"address": address}


def dead_keys(article, blocks, moment, together=()):
    """Yield the links by key to articles that readers cannot open at a moment; see `dead_links`."""
    links = [(block, key, words) for block in blocks for key, words in block.linked_articles() if key != article.pk]
    paths = readable_paths({key for _block, key, _words in links}, moment)
    dead = {key for _block, key, _words in links} - paths.keys()
    if together and dead:
        others = type(article).objects.select_related("section").filter(pk__in=dead)
        dead -= {other.pk for other in others if other.address_path in together}
    sentence = gettext(
        "“%(words)s” links to an article that is not live then: readers will see the words, but no link."
    )
    for block, key, words in links:
        if key in dead:
            yield block, sentence % {"words": prose_to_text(words)[:LONGEST_SHOWN]}


def path_of_article(address):
    """Return `section/slug` where an address is that of an article of this site, or else an empty string."""
    path = address.removeprefix(settings.SITE_URL)
    if not path.startswith("/"):
        return ""
    path = path.split("#")[0].split("?")[0]
    try:
        match = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return ""
    return f"{match.kwargs['section']}/{match.kwargs['slug']}" if match.url_name == "article" else ""

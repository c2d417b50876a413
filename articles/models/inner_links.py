"""Links in prose to articles of this site: which article an address means, and where readers find it at a moment."""

import functools
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import get_script_prefix

from articles.models.choices import Outcome
from articles.models.editions import Address, Edition
from articles.queries import MOMENT, Keys, PreparedRows
from articles.text import HREF, inner_address

MOST_MERGERS = 5  # that a link is followed through: each of them is one query


@functools.cache
def live_editions():
    """Return the query of the live editions of some articles, with their addresses."""
    editions = Edition.objects.live_at(MOMENT).filter(article__in=Keys("articles"))
    return PreparedRows(Edition, lambda: editions, "address")


def readable_paths(keys, moment):
    """Return the paths at which readers find articles at a moment, by their keys, but for those they cannot open.

    That of a merged article is its survivor's. One query, and one more for each merger in a row; none without keys.
    """
    paths, wanted = {}, {key: key for key in keys}
    for _ in range(MOST_MERGERS):
        if not wanted:
            break
        live = {e.article_id: e for e in live_editions().run(articles=set(wanted.values()), moment=moment)}
        found = {key: live[article] for key, article in wanted.items() if article in live}
        paths |= {key: edition.path for key, edition in found.items() if edition.has_text and not edition.erased_at}
        wanted = {k: e.merged_into_id for k, e in found.items() if e.outcome == Outcome.MERGED and e.merged_into_id}
    return paths


def article_path(href):
    """Return the path of an address, `section/slug`, and its fragment, where it can be that of an article here."""
    try:
        parts = urlsplit(unescape(href))
    except ValueError:
        return "", ""
    site = urlsplit(settings.SITE_URL)
    prefix = get_script_prefix()
    is_here = not parts.netloc or (parts.scheme in ("http", "https") and parts.netloc.lower() == site.netloc.lower())
    if not is_here or parts.query or not parts.path.startswith(prefix):
        return "", ""
    path = unquote(parts.path.removeprefix(prefix)).strip("/")
    return (path, parts.fragment) if path.count("/") == 1 else ("", "")


def by_key(html):
    """Return prose in which links to articles of this site, by any address they have or had, name them by their keys.

    One query, and none for prose without such links.
    """
    places = {href: article_path(href) for href in HREF.findall(html)}
    paths = {path for path, _fragment in places.values() if path}
    if not paths:
        return html
    articles = dict(Address.objects.filter(path__in=paths).values_list("path", "article"))

    def replaced(match):
        path, fragment = places[match[0]]
        if path not in articles:
            return match[0]
        return inner_address(articles[path]) + (f"#{fragment}" if fragment else "")

    return HREF.sub(replaced, html)

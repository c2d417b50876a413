"""The readers' pages of articles, sections, authors, corrections and pictures."""

import contextlib
import json
import re

from django.core.files.storage import default_storage
from django.db import OperationalError, models
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.http import quote_etag, urlencode
from django.utils.translation import gettext

from articles.models import Author, Change, Edition, EditionImage, Image, Kind, ShareLink
from articles.pages import (
    ArticlePage,
    EditionList,
    FactLoader,
    RowList,
    absolute_url,
    compare_editions,
    edition_from_json,
    is_comparable,
    newest_editions,
    public_changes_at,
    public_history,
    related,
    with_card_data,
)
from articles.queries import MOMENT, Keys, Parameter, PreparedQuery, PreparedRows, key_from

PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
# Words in the names of programs that fetch pages.
PROGRAMS = re.compile(r"bot\b|crawl|spider|preview|facebookexternalhit|whatsapp|curl/|python-", re.IGNORECASE)
EDITIONS_PER_IMAGE = 5  # that the page of picture credits lists as showing an image


def redirect_permanently(path):
    """Redirect with 301, but have browsers ask again each time: a taken-down page may come back to its address."""
    return HttpResponsePermanentRedirect(path, headers={"Cache-Control": "no-cache"})


def gone_response(request, edition):
    """Answer 410 with the public explanation of a take-down."""
    return render(request, "articles/gone.html", {"edition": edition}, status=410)


LIVE_EDITION = PreparedRows(
    Edition,
    lambda: Edition.objects.live_at(MOMENT).at_address(Parameter("path", models.TextField()), MOMENT),
    "address",
    "section",
    "text",
)


def get_live_edition(path, moment):
    """Return the live edition of the article that has, or had, this address; raise `Http404` where there is none."""
    editions = LIVE_EDITION.run(path=path, moment=moment)
    if not editions:
        raise Http404
    return editions[0]


def redirect_or_gone(request, edition, path, subpath=""):
    """Return the response of an article that has moved, was merged or taken down; None where it can be read here."""
    if not edition.has_text:
        target = edition.redirect_target(request.moment)
        return redirect_permanently(target.path) if target else gone_response(request, edition)
    if edition.address.path != path:
        return redirect_permanently(edition.path + subpath)
    return gone_response(request, edition) if edition.erased_at else None


def article(request, section, slug):
    """Show an article: its live edition."""
    path = f"{section}/{slug}"
    edition = get_live_edition(path, request.moment)
    if response := redirect_or_gone(request, edition, path):
        return response
    page = ArticlePage(edition, request.moment)
    related_editions = related(edition, [topic.pk for topic in page.topics], request.moment)
    return render(request, "articles/edition.html", {"page": page, "edition": edition, "related": related_editions})


def shared(request, token):
    """Show a working copy to whoever has an open link to it; every other token is answered like a missing page.

    Opening it is counted, except by the desk and by programs that fetch pages, such as those that show link previews.
    """
    link = ShareLink.objects.with_token(token, request.moment)
    if link is None:
        raise Http404
    page = ArticlePage(link.edition(), request.moment)
    for fact in page.facts.by_key.values():
        if isinstance(fact, Image):
            fact.served_under = f"{request.path.rstrip('/')}/{link.signature_of(fact.stem)}"
    is_program = PROGRAMS.search(request.headers.get("User-Agent", ""))
    if request.method == "GET" and not is_program and not request.user.is_staff:
        with contextlib.suppress(OperationalError):  # a busy database must not keep a reader out
            link.count_opening(request.moment)
    context = {"page": page, "edition": page.edition, "related": [], "link": link}
    return keep_private(render(request, "articles/shared.html", context))


def keep_private(response):
    """Let no cache keep a response, no search engine list it, and no other site learn its address; return it."""
    for name, value in PRIVATE.items():
        response[name] = value
    return response


def shared_picture(request, token, signature, stem, name):
    """Send a rendition of a picture that an open link shows."""
    link = ShareLink.objects.with_token(token, request.moment)
    if link is None or not link.shows_picture(stem, signature):
        raise Http404
    image = Image.objects.filter(stem=stem).first()
    rendition = image and next((r for r in image.renditions if r["name"] == name), None)
    if rendition is None or not image.usable_at(request.moment):
        raise Http404
    return keep_private(file_response(image, rendition, public=False))


def changes(request, section, slug):
    """Show the public history of an article: every edition and every corrected fact."""
    path = f"{section}/{slug}"
    edition = get_live_edition(path, request.moment)
    if response := redirect_or_gone(request, edition, path, "changes/"):
        return response
    context = {
        "edition": edition,
        "history": public_history(edition.article_id, request.moment),
        "canonical": absolute_url(edition.path),
    }
    return render(request, "articles/changes.html", context)


def compare(request, section, slug):
    """Compare two editions of an article that readers may read: `?from=1&to=2`, by default the last two."""
    path = f"{section}/{slug}"
    edition = get_live_edition(path, request.moment)
    if response := redirect_or_gone(request, edition, path, "changes/compare/"):
        return response
    history = public_history(edition.article_id, request.moment)
    lines = {line.public_number: line for line in history if is_comparable(line)}
    old, new = two_lines(lines, request.GET.get("from"), request.GET.get("to"))
    editions = Edition.objects.select_related("address", "section", "text").in_bulk([old.edition_id, new.edition_id])
    context = {
        "edition": edition,
        "old": old,
        "new": new,
        "lines": lines.values(),
        "comparison": compare_editions(editions[old.edition_id], editions[new.edition_id], request.moment),
        "canonical": absolute_url(f"{edition.path}changes/"),
    }
    return render(request, "articles/compare.html", context)


def two_lines(lines, first, second):
    """Return the older and the newer line that two numbers name, or by default the last two; raise `Http404`."""
    numbers = sorted(lines)[-2:] if first is second is None else [first, second]
    chosen = sorted({number for number in lines if str(number) in map(str, numbers)})
    if not chosen or len(set(map(str, numbers))) != len(chosen):
        raise Http404
    return lines[chosen[0]], lines[chosen[-1]]


def article_credits(request, section, slug):
    """Show every picture of an article with its credit and rights."""
    path = f"{section}/{slug}"
    edition = get_live_edition(path, request.moment)
    if response := redirect_or_gone(request, edition, path, "credits/"):
        return response
    page = ArticlePage(edition, request.moment)
    context = {"edition": edition, "images": page.usable_images, "canonical": absolute_url(edition.path)}
    return render(request, "articles/credits.html", context)


SECTION_LIST = EditionList(
    lambda after: Edition.objects.listed_at(MOMENT).filter(after, section=Parameter("section", models.UUIDField()))
)
AUTHOR_LIST = EditionList(
    lambda after: (
        Edition.objects.listed_at(MOMENT)
        .filter(after, editionauthors__fact=Parameter("author", models.UUIDField()))
        .order_by("-editionauthors__updated_from", "-editionauthors__edition_id")
    ),
    "editionauthors__updated_from",
    "editionauthors__edition_id",
)


def paginate(request, read, name, **query):
    """Return (rows, context) of the page that `?before=` asks for; the context has the rows under `name`.

    `read` returns (rows, next key) for a key. Every page is canonical for itself; `query` is what else its address
    says. Raises `Http404` for a key that cannot be read and for a page past the end.
    """
    before = request.GET.get("before", "")
    try:
        rows, next_key = read(before)
    except ValueError as error:
        raise Http404 from error
    if before and not rows:
        raise Http404
    query |= {"before": before} if before else {}
    canonical = absolute_url(request.path + ("?" + urlencode(query) if query else ""))
    return rows, {name: rows, "next_key": next_key, "is_first": not before, "canonical": canonical}


def paginate_editions(request, editions, **values):
    """Return the context of a page of an `EditionList`, with what the cards show."""
    values["moment"] = request.moment
    editions, context = paginate(request, lambda before: editions.page(before, **values), "editions")
    with_card_data(editions, request.moment)
    return context


def section(request, slug):
    """Show a section's articles, those with the newest significant change first; 404 while it has none."""
    section = next((section for section in request.sections if section.slug == slug), None)
    if section is None:
        raise Http404
    context = paginate_editions(request, SECTION_LIST, section=section.pk)
    return render(request, "articles/section.html", {"section": section} | context)


def author(request, slug):
    """Show an author and their articles."""
    author = Author.objects.public_at(request.moment).filter(slug=slug).first()
    if author is None:
        if survivor := Author.survivor_at(slug, request.moment):
            return redirect_permanently(survivor.get_absolute_url())
        raise Http404
    context = paginate_editions(request, AUTHOR_LIST, author=author.pk)
    return render(request, "articles/author.html", {"author": author} | context)


CORRECTION_LIST = RowList(
    Change,
    lambda after: (
        public_changes_at(MOMENT)
        .filter(
            after,
            Exists(Edition.objects.listed_at(MOMENT).filter(article=OuterRef("article")).order_by()),
            kind=Kind.CORRECTION,
        )
        .order_by("-public_from", "-id")
    ),
    by="public_from",
)
LISTED_EDITIONS = PreparedRows(
    Edition, lambda: Edition.objects.listed_at(MOMENT).filter(article__in=Keys("articles")), "address"
)


def corrections(request):
    """Show every correction of the listed articles, newest first."""
    lines, context = paginate(request, lambda before: CORRECTION_LIST.page(before, moment=request.moment), "lines")
    editions = LISTED_EDITIONS.run(articles={line.article_id for line in lines}, moment=request.moment)
    by_article = {edition.article_id: edition for edition in editions}
    for line in lines:
        line.live_edition = by_article[line.article_id]
    return render(request, "articles/corrections.html", context)


IMAGE_LIST = RowList(
    Image,
    lambda after: Image.objects.public_at(MOMENT).usable_at(MOMENT).filter(after).exclude(renditions=[]).newest(),
    by="added",
)


def newest_editions_with_images():
    """Return (key, its newest listed editions as JSON) of some images."""
    mentions, listed = EditionImage.objects.filter(fact=OuterRef("pk")), Edition.objects.listed_at(MOMENT)
    newest = newest_editions(mentions, listed, EDITIONS_PER_IMAGE)
    return Image.objects.filter(pk__in=Keys("images")).values_list("pk", newest)


NEWEST_EDITIONS_WITH_IMAGES = PreparedQuery(newest_editions_with_images)


def image_credits(request):
    """Show every picture that readers can see anywhere on the site, newest first, with the articles that show it."""
    images, context = paginate(request, lambda before: IMAGE_LIST.page(before, moment=request.moment), "images")
    keys, facts = [image.pk for image in images], FactLoader(moment=request.moment)
    facts.add_keys(Image, keys)
    context["images"] = facts.load().of(Image, keys)
    for key, rows in NEWEST_EDITIONS_WITH_IMAGES.run(images=keys, moment=request.moment):
        facts.by_key[key_from(key)].shown_in = [edition_from_json(row) for row in json.loads(rows)]
    return render(request, "articles/image_credits.html", context)


def picture(request, stem, name):
    """Send a rendition of an image that is public, or that the desk may see.

    Answers 410 where a right has ended or the image was killed. A former file name redirects to the file of today.
    """
    image = Image.objects.at_stem(stem)
    public = image is not None and image.is_public(request.moment) and image.files.was_public_under(stem)
    # Asked also where there is no image: an answer that varies by cookie would tell a stranger that there is one.
    if not (public or request.user.has_perm("articles.view_image")) or image is None:
        raise Http404
    usable = image.usable_at(request.moment)
    if image.killed_at or not (usable or request.user.has_perm("articles.view_image")):
        return HttpResponse(
            gettext("This picture is gone.") + "\n",
            "text/plain; charset=utf-8",
            410,
            headers={"Cache-Control": "no-cache"},
        )
    rendition = next((r for r in image.renditions if r["name"] == name), None)
    if image.stem != stem and image.renditions:
        return redirect_permanently(image.sizes.url_of(rendition or image.sizes.large))
    if rendition is None:
        raise Http404
    return file_response(image, rendition, public and usable)


def file_response(image, rendition, public):
    """Return the bytes of a rendition, which nothing between here and the reader may keep without asking again.

    What only the desk may see is not stored anywhere: `private, no-store`.
    """
    try:
        content = default_storage.open(image.files.path_of(rendition["name"]))
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=rendition["type"])
    response["Cache-Control"] = "no-cache" if public else "private, no-store"
    response["ETag"] = quote_etag(f"{image.stem}-{rendition['name']}")
    return response

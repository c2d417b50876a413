"""The readers' pages of this house: ask at the request's moment, choose, render."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import quote_etag, urlencode
from django.utils.translation import gettext

from articles.models import Author, Edition, EditionImage, Image, Section
from articles.pages import (
    ArticlePage,
    absolute_url,
    corrections_at,
    keyset_page,
    public_history,
    related,
    with_card_data,
)

SHOWN_BY = 5  # articles that the page of credits names for a picture


def redirect_permanently(path):
    """Redirect for good, but ask again each time: an address that comes back works."""
    return HttpResponsePermanentRedirect(path, headers={"Cache-Control": "no-cache"})


def gone_response(request, edition):
    """Say that the article was taken down, and why as far as readers are told."""
    return render(request, "articles/gone.html", {"edition": edition}, status=410)


def get_live_edition(path, moment):
    """Return the live edition of the article that has, or had, this address; 404 where there is none."""
    edition = Edition.objects.live_at(moment).at_address(path, moment).first()
    if edition is None:
        raise Http404
    return edition


def redirect_or_gone(request, edition, path, rest=""):
    """Return the response of an address whose article is gone or has moved, or None where it can be read here."""
    if not edition.has_text:
        target = edition.redirect_target(request.moment)
        return redirect_permanently(target.path) if target else gone_response(request, edition)
    if edition.address.path != path:
        return redirect_permanently(edition.path + rest)
    return gone_response(request, edition) if edition.erased_at else None


def article(request, section, slug):
    """An article: its live edition, or where it has gone."""
    path = f"{section}/{slug}"
    edition = get_live_edition(path, request.moment)
    if response := redirect_or_gone(request, edition, path):
        return response
    page = ArticlePage(edition, request.moment)
    also = related(edition, [topic.pk for topic in page.topics], request.moment)
    return render(request, "articles/edition.html", {"page": page, "edition": edition, "related": also})


def changes(request, section, slug):
    """The public history of an article: every edition and every corrected fact."""
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


def paginate(request, rows, **options):
    """Return (rows of the page asked for, key of the next); 404 for an unreadable place and for one past the end."""
    before = request.GET.get("before", "")
    try:
        shown, more = keyset_page(rows, before, **options)
    except ValueError as error:
        raise Http404 from error
    if before and not shown:
        raise Http404
    return shown, more


def list_context(request, editions):
    """Return the context of a page of a list of editions."""
    shown, more = paginate(request, editions)
    return {"editions": with_card_data(shown, request.moment), "more": more} | page_context(request)


def page_context(request):
    """Return the context that says which page of a list this is; every page is canonical for itself."""
    before = request.GET.get("before", "")
    rest = "?" + urlencode({"before": before}) if before else ""
    return {"is_first": not before, "canonical": absolute_url(request.path + rest)}


def section(request, slug):
    """A section's articles, newest significant change first; one without any is not there."""
    found = get_object_or_404(Section, slug=slug)
    context = list_context(request, Edition.objects.listed_at(request.moment).filter(section=found))
    if not context["editions"]:
        raise Http404
    return render(request, "articles/section.html", {"section": found} | context)


def author(request, slug):
    """An author and their articles."""
    found = get_object_or_404(Author.objects.public_at(request.moment), slug=slug)
    editions = Edition.objects.listed_at(request.moment).filter(editionauthors__fact=found).distinct()
    return render(request, "articles/author.html", {"author": found} | list_context(request, editions))


def corrections(request):
    """Every correction of the articles that can be read, newest first."""
    lines, more = paginate(request, corrections_at(request.moment), by="when")
    articles = {line.article_id for line in lines}
    editions = Edition.objects.listed_at(request.moment).filter(article__in=articles)
    by_article = {edition.article_id: edition for edition in editions}
    for line in lines:
        line.corrected = by_article[line.article_id]
    return render(request, "articles/corrections.html", {"lines": lines, "more": more} | page_context(request))


def article_credits(request, section, slug):
    """Every picture that an article shows, with its credit and rights."""
    path = f"{section}/{slug}"
    edition = get_live_edition(path, request.moment)
    if response := redirect_or_gone(request, edition, path, "credits/"):
        return response
    page = ArticlePage(edition, request.moment)
    context = {"edition": edition, "images": page.usable_images, "canonical": absolute_url(edition.path)}
    return render(request, "articles/credits.html", context)


def image_credits(request):
    """Every picture that readers can see anywhere on the site, newest first, with the articles that show it."""
    rows = Image.objects.public_at(request.moment).usable_at(request.moment).exclude(renditions=[]).newest()
    images, more = paginate(request, rows.prefetch_related("credits"), by="added")
    listed = Edition.objects.listed_at(request.moment)
    mentions = EditionImage.objects.filter(fact__in=[image.pk for image in images], edition__in=listed)
    mentions = list(mentions.select_related("edition__address").order_by("-edition__updated_from", "pk"))
    for image in images:
        image.shown_by = list(dict.fromkeys(m.edition for m in mentions if m.fact_id == image.pk))[:SHOWN_BY]
    return render(request, "articles/image_credits.html", {"images": images, "more": more} | page_context(request))


def picture(request, stem, name):
    """A rendition of an image that is public, or that the desk may see; gone where its right ended or it was killed.

    A name of the past leads to the file that is there now.
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
    """Return the bytes of a rendition; nothing between here and the reader may keep one without asking again."""
    try:
        content = default_storage.open(image.files.path_of(rendition["name"]))
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=rendition["type"])
    response["Cache-Control"] = "no-cache" if public else "private, no-store"
    response["ETag"] = quote_etag(f"{image.stem}-{rendition['name']}")
    return response

"""The readers' pages of this house: ask at the request's moment, choose, render."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import quote_etag

from articles.lists import page_of
from articles.models import Author, Edition, Image, Section
from articles.reading import Reading, public_history, related


def moved(path):
    """Redirect for good, but ask again each time: an address that comes back works."""
    return HttpResponsePermanentRedirect(path, headers={"Cache-Control": "no-cache"})


def gone(request, edition):
    """Say that the article was taken down, and why as far as readers are told."""
    return render(request, "articles/gone.html", {"edition": edition}, status=410)


def found_at(path, moment):
    """Return the live edition of the article that has, or had, this address; 404 where there is none."""
    edition = Edition.objects.live_at(moment).at_address(path, moment).first()
    if edition is None:
        raise Http404
    return edition


def elsewhere(request, edition, path, rest=""):
    """Return the response of an address whose article is taken down or has moved, or None where it is here."""
    if not edition.has_text:
        target = edition.leads_to(request.moment)
        return moved(target.path) if target else gone(request, edition)
    return moved(edition.path + rest) if edition.address.path != path else None


def article(request, section, slug):
    """An article: its live edition, or where it has gone."""
    path = f"{section}/{slug}"
    edition = found_at(path, request.moment)
    if response := elsewhere(request, edition, path):
        return response
    reading = Reading(edition, request.moment)
    if reading.erased:
        return gone(request, edition)
    also = related(edition, [topic.pk for topic in reading.topics], request.moment)
    return render(request, "articles/edition.html", {"reading": reading, "edition": edition, "related": also})


def changes(request, section, slug):
    """The public history of an article: every edition and every corrected fact."""
    path = f"{section}/{slug}"
    edition = found_at(path, request.moment)
    if response := elsewhere(request, edition, path, "changes/"):
        return response
    history = public_history(edition.article_id, request.moment)
    return render(request, "articles/changes.html", {"edition": edition, "history": history})


def listed(request, editions):
    """Return the context of a page of a list; an unreadable place in it is a page that does not exist."""
    try:
        shown, more = page_of(editions, request.GET.get("before", ""))
    except ValueError as error:
        raise Http404 from error
    if not shown:
        raise Http404
    return {"editions": shown, "more": more, "is_first": "before" not in request.GET}


def section(request, slug):
    """A section's articles, newest significant change first."""
    found = get_object_or_404(Section, slug=slug)
    editions = Edition.objects.listed_at(request.moment).filter(section=found)
    return render(request, "articles/section.html", {"section": found} | listed(request, editions))


def author(request, slug):
    """An author and their articles."""
    found = get_object_or_404(Author.objects.public_at(request.moment), slug=slug)
    editions = Edition.objects.listed_at(request.moment).filter(editionauthors__fact=found).distinct()
    return render(request, "articles/author.html", {"author": found} | listed(request, editions))


def picture(request, stem, name):
    """A rendition of an image that is public, or that the desk may see."""
    image = get_object_or_404(Image, stem=stem)
    rendition = next((r for r in image.renditions if r["name"] == name), None)
    public = rendition and image.is_public(request.moment)
    if not public and not (rendition and request.user.has_perm("articles.view_image")):
        raise Http404
    try:
        content = default_storage.open(image.path_of(name))
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=rendition["type"])
    response["Cache-Control"] = "no-cache" if public else "private, no-store"
    response["ETag"] = quote_etag(f"{stem}-{name}")
    return response

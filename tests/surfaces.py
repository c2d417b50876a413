"""Every address that a stranger can ask for, and what it answers, to be compared before and after an act."""

from articles.models import Article, Author, Image, Section, Topic
from articles.pages import absolute_url
from timeline.models import Event, Timeline

FIXED = ["/", "/topics/", "/timelines/", "/corrections/", "/credits/", "/nowhere/", "/culture/nothing/"]


def addresses():
    """Return every address that the rows in the database could have, whether or not it answers, with fixed ones."""
    found = [*FIXED]
    found += [f"/{slug}/" for slug in Section.objects.values_list("slug", flat=True)]
    for article in Article.objects.all():
        found += [f"/{article.address_path}/{rest}" for rest in ("", "changes/", "credits/")]
    for model in (Topic, Author, Event, Timeline):
        found += [fact.get_absolute_url() for fact in model.objects.all()]
    for path in [timeline.get_absolute_url() for timeline in Timeline.objects.all()]:
        found += [f"{path}embed/", f"/oembed/?url={absolute_url(path)}", f"{path}?order=newest"]
        found += [f"{path.rstrip('/')}.{form}" for form in ("json", "csv", "ics")]
    found += [f"/pictures/{stem}/640.webp" for stem in Image.objects.values_list("stem", flat=True)]
    return found


def answer(client, address):
    """Return what a stranger is answered at an address: status, headers and bytes."""
    client.logout()
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    return response.status_code, sorted(response.headers.items()), content


def answers(client, asked=None):
    """Return what a stranger is answered at every address (those that exist now, unless some are given)."""
    return {address: answer(client, address) for address in asked or addresses()}

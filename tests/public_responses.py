"""The responses of every public address, to be compared before and after a change."""

from articles.models import Article, Author, Image, Section, Topic
from articles.pages import absolute_url
from timeline.models import Event, Timeline

FIXED = ["/", "/topics/", "/timelines/", "/corrections/", "/credits/", "/nowhere/", "/culture/nothing/"]


def addresses():
    """Return every address that rows in the database may have, whether or not it is public yet, and the fixed ones."""
    paths = [*FIXED]
    paths += [f"/{slug}/" for slug in Section.objects.values_list("slug", flat=True)]
    for article in Article.objects.all():
        paths += [f"/{article.address_path}/{page}" for page in ("", "changes/", "credits/")]
    for model in (Topic, Author, Event, Timeline):
        paths += [address for fact in model.objects.all() if (address := fact.get_absolute_url())]
    for path in [timeline.get_absolute_url() for timeline in Timeline.objects.all()]:
        paths += [f"{path}embed/", f"/oembed/?url={absolute_url(path)}", f"{path}?order=newest"]
        paths += [f"{path.rstrip('/')}.{form}" for form in ("json", "csv", "ics")]
    paths += [f"/pictures/{stem}/640.webp" for stem in Image.objects.values_list("stem", flat=True)]
    return paths


def answer(client, address):
    """Return the response to an anonymous reader: status, headers and bytes."""
    client.logout()
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    return response.status_code, sorted(response.headers.items()), content


def answers(client, asked=None):
    """Return the responses to an anonymous reader by address, of all that exist now unless some are given."""
    return {address: answer(client, address) for address in asked or addresses()}

"""What pages tell machines: schema.org's terms as JSON-LD, made from the record and from nothing else."""

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone

from articles.images import source_type_uri
from articles.models import Topic
from articles.text import safe_address

TYPES = {
    Topic.Kind.PERSON: "Person",
    Topic.Kind.ORGANISATION: "Organization",
    Topic.Kind.WORK: "CreativeWork",
    Topic.Kind.PLACE: "Place",
    Topic.Kind.SUBJECT: "Thing",
}


def absolute_url(path):
    """Return the public address of a path of this site."""
    return settings.SITE_URL + path


def iso_moment(moment):
    """Return a moment in ISO 8601 to the second, with the offset of the publication's zone."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def graph(*things):
    """Return a document of several things."""
    return {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}


def publisher():
    """Return the publication."""
    logo = {"@type": "ImageObject", "url": absolute_url(static("newsroom/icon.svg"))}
    name = settings.PUBLICATION_NAME
    return {"@type": "NewsMediaOrganization", "name": name, "url": absolute_url("/"), "logo": logo}


def breadcrumbs(*places):
    """Return the way to a page; each place is (name, path), the page itself last."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute_url(path)}
        for position, (name, path) in enumerate(places, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def author_person(author):
    """Return an author."""
    return {"@type": "Person", "name": author.name, "url": absolute_url(author.get_absolute_url())}


def topic_thing(topic):
    """Return a topic as the kind of thing it is."""
    thing = {"@type": TYPES[topic.kind], "name": topic.name, "url": absolute_url(topic.get_absolute_url())}
    return thing | ({"description": topic.description} if topic.description else {})


def image_object(image, caption=""):
    """Return an image with its credit as printed and its rights, in the terms Google asks for; a placeholder has none
    of its own.
    """
    filled = {"caption": caption or image.caption} | ({} if image.placeholder else image_rights(image))
    sizes = image.sizes
    return {
        "@type": "ImageObject",
        "url": absolute_url(sizes.src),
        "contentUrl": absolute_url(sizes.src),
        "width": sizes.large["width"],
        "height": sizes.large["height"],
    } | {term: value for term, value in filled.items() if value}


def image_rights(image):
    """Return who made an image and what may be done with it."""
    return {
        "creditText": image.machine_credit,
        "creator": creators(image),
        "copyrightNotice": image.copyright_notice,
        "license": safe_address(image.web_statement),
        "acquireLicensePage": safe_address(image.licensor_url),
        "usageInfo": image.usage_terms,
        "digitalSourceType": source_type_uri(image.stated_source_type),
    }


def creators(image):
    """Return who made an image: the people confirmed, or else the agencies."""
    people = [{"@type": "Person", "name": credit.creator} for credit in image.credits.all() if credit.creator]
    agencies = [{"@type": "Organization", "name": credit.agency} for credit in image.credits.all() if credit.agency]
    return people or agencies


def article_images(page):
    """Return the images of an article that may be shown; placeholders are not told of."""
    shown = [image for image in page.usable_images if not image.placeholder]
    return [image_object(image, page.lead_caption if image is page.lead else "") for image in shown]


def correction_comments(page):
    """Return what was corrected, newest first."""
    return [
        {"@type": "CorrectionComment", "datePublished": iso_moment(line.public_from), "text": line.note}
        for line in page.corrections
    ]


def news_article(page):
    """Return the article itself. Its dates are those readers are told: no silent edit makes it look new."""
    edition = page.edition
    address = absolute_url(edition.path)
    optional = {
        "description": page.description,
        "author": [author_person(byline.author) for byline in page.writers],
        "about": [topic_thing(topic) for topic in page.topics],
        "image": article_images(page),
        "correction": correction_comments(page),
    }
    return {
        "@type": "NewsArticle",
        "@id": f"{address}#article",
        "mainEntityOfPage": address,
        "url": address,
        "headline": page.headline,
        "datePublished": iso_moment(edition.first_live_from),
        "dateModified": iso_moment(edition.updated_from),
        "inLanguage": page.language,
        "articleSection": edition.section.name,
        "isAccessibleForFree": True,
        "publisher": publisher(),
    } | {term: value for term, value in optional.items() if value}


def article_graph(page):
    """Return what an article's page tells machines."""
    edition = page.edition
    section = edition.section
    path_to = breadcrumbs((section.name, section.get_absolute_url()), (page.headline, edition.path))
    return graph(news_article(page), path_to)


def topic_graph(topic):
    """Return what a topic's page tells machines: it is no profile, because topics are written about."""
    return graph(topic_thing(topic))


def author_graph(author):
    """Return what an author's page tells machines."""
    main = author_person(author) | ({"description": author.about} if author.about else {})
    return graph({"@type": "ProfilePage", "url": main["url"], "mainEntity": main})

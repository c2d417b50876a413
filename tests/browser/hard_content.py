"""Content that is hard on a layout: words that cannot break, long addresses, long names, many of everything, Arabic."""

from articles.images.source_types import SourceType
from articles.models import (
    Article,
    Author,
    Figure,
    Image,
    Kind,
    PullQuote,
    Quotation,
    Section,
    Source,
    Text,
    Topic,
    record,
)
from timeline.models import Event, Timeline, TimelineBlock

WORD = ("Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselloch" * 2)[:80]
ADDRESS = ("https://archive.example.org/2016/05/" + "harbor-ledger_volume.0123456789/" * 9)[:300]
NAME = "Wolfeschlegelsteinhausenbergerdorffwelche Maria-Antoinette von und zu Hohenzollern-Sigmaringen"
CREDIT = (
    "/".join([NAME, WORD, "Getty Images Entertainment", "MTV1415", "Anadolu Agency via Getty Images"]) + f" {ADDRESS}"
)
RANGE = "between September 12, 2009 and November 24, 2011"
ARABIC = "عشر سنوات من الأغاني بين اثنين من كتاب الأغاني"
PROSE = (
    f"<h2>{WORD}</h2><p>They met in 2004. {WORD} <a href='{ADDRESS}'>{ADDRESS}</a></p><h3>{WORD}</h3>"
    f"<ul><li>{ADDRESS}</li></ul><ol><li>{WORD}</li></ol><blockquote><p>{ADDRESS}</p></blockquote>"
)


def fill():
    """Publish such content on a site that has the demonstration; return the addresses of its pages by name."""
    section = Section.objects.create(name=WORD, slug="hard", description=f"{WORD} {ADDRESS}")
    source = Source.objects.create(
        title=f"{WORD} {WORD}", publisher=NAME, author=NAME, url=ADDRESS, date="May 12, 2018"
    )
    people = [make(Topic, f"person-{n}", name=f"{NAME} {n}", description=f"{WORD} {ADDRESS}") for n in range(12)]
    authors = [make(Author, f"author-{n}", name=f"{NAME} {n}", about=ADDRESS) for n in range(3)]
    image = hard_image()
    timeline = hard_timeline(people, source, image)
    facts = {"people": people, "authors": authors, "image": image, "timeline": timeline, "source": source}
    articles = [hard_article(section, number, **facts) for number in range(9)]
    last = articles[-1]
    many_blocks(last, **facts)
    last.publish(None, Kind.UPDATE, later="keep")
    last.publish(None, Kind.CORRECTION, f"{WORD} was {ADDRESS}.", later="keep")
    withdrawn, gone = articles[0], articles[1]
    withdrawn.take_down(None, "withdrawn", f"{WORD} {ADDRESS}", later="keep")
    gone.take_down(None, "error", f"{WORD} {ADDRESS}", later="keep")
    down = Event.objects.get(slug="hard-event-1")
    down.take_down(None, f"{WORD} {ADDRESS}")
    return pages(last, withdrawn, gone, arabic_article(section, **facts))


def pages(last, withdrawn, gone, arabic):
    """Return the addresses of the pages that show this content."""
    return {
        "front": "/",
        "section": "/hard/",
        "author": "/authors/author-0/",
        "article": f"/hard/{last.slug}/",
        "changes": f"/hard/{last.slug}/changes/",
        "credits of an article": f"/hard/{last.slug}/credits/",
        "right to left": f"/hard/{arabic.slug}/",
        "withdrawn": f"/hard/{withdrawn.slug}/",
        "gone": f"/hard/{gone.slug}/",
        "topics": "/topics/",
        "topic": "/topics/person-0/",
        "timelines": "/timelines/",
        "timeline": "/timelines/hard-timeline/",
        "filtered timeline": "/timelines/hard-timeline/?who=person-0&order=newest",
        "event": "/events/hard-event-0/",
        "event taken down": "/events/hard-event-1/",
        "embed": "/timelines/hard-timeline/embed/",
        "credits": "/credits/",
        "corrections": "/corrections/",
        "missing": f"/{WORD}/{WORD}/",
    }


def make(model, slug, **columns):
    """Return a new recorded fact."""
    fact = model.objects.create(slug=slug, **columns)
    record(fact)
    return fact


def hard_image():
    """Return a picture of the demonstration with a caption and credits that are hard to set."""
    image = Image.objects.filter(stem="stage").get()
    image.caption, image.copyright_notice, image.usage_terms = f"{WORD} {ADDRESS}", f"© {WORD}", ADDRESS
    image.source_type = SourceType.GENERATED
    image.save()
    image.credits.all().delete()
    image.credits.create(line=CREDIT)
    image.credits.create(line=f"{WORD}{WORD}", position=1)
    record(image)
    return image


def hard_timeline(people, source, image):
    """Return a timeline of twenty events under three eras."""
    timeline = Timeline.objects.create(title=f"{WORD} {WORD}", slug="hard-timeline", dek=f"{WORD} {ADDRESS}")
    dates = ["2004", "May 2004", "September 12, 2009", RANGE, "before 2010", "2010s"]
    for number in range(20):
        event = Event.objects.create(
            date=dates[number % len(dates)],
            title=f"{WORD} {number}",
            slug=f"hard-event-{number}",
            status="disputed",
            text=f"{WORD} {ADDRESS}",
            note=ADDRESS,
            quotation=f"{WORD} {ADDRESS}",
            speaker=people[0],
            said_in=source,
            said_at=WORD,
            image=image if number == 0 else None,
        )
        for place, topic in enumerate(people):
            event.people.create(topic=topic, position=place)
        event.citations.create(source=source, locator=WORD, quotation=ADDRESS)
        record(event)
        timeline.entries.create(event=event, position=number, highlight=number == 0)
    for start, end in (("2000", "2006"), ("2008", "2009"), ("2010", None)):
        timeline.eras.create(title=f"{WORD} years", start=start, end=end)
    record(timeline)
    return timeline


def hard_article(section, number, people, authors, image, source, **others):
    """Return a published article with a headline, byline, picture and people that are hard to set."""
    article = Article.objects.create(
        headline=f"{WORD} {number} {WORD}",
        dek=f"{WORD} {ADDRESS}",
        section=section,
        slug=f"hard-{number}",
        lead_image=image,
        language="de",
    )
    return publish(article, people, authors, image, source)


def arabic_article(section, people, authors, image, source, timeline):
    """Return a published article in Arabic, with words and credits that run the other way in it."""
    article = Article.objects.create(
        headline=f"{ARABIC} {WORD}",
        dek=f"{ARABIC}. {ADDRESS}",
        section=section,
        slug="arabic",
        language="ar",
        lead_image=image,
        lead_caption=ARABIC,
    )
    row = {"parent": article, "region": "body"}
    Text.objects.create(**row, ordering=5, html=f"<h2>{ARABIC}</h2><p>{ARABIC * 9}</p>")
    TimelineBlock.objects.create(**row, ordering=90, timeline=timeline, extent="first")
    return publish(article, people, authors, image, source)


def publish(article, people, authors, image, source):
    """Give an article its byline, topics and a block of every kind but the timeline, and publish it."""
    for place, author in enumerate(authors):
        article.bylines.create(author=author, role=WORD if place else "", position=place)
    for place, topic in enumerate(people):
        article.abouts.create(topic=topic, position=place)
    blocks(article, people, image, source)
    article.publish(None, Kind.UPDATE)
    return article


def blocks(article, people, image, source, start=10):
    """Add a block of text, a picture, a quotation and a pull quote."""
    row = {"parent": article, "region": "body"}
    Text.objects.create(**row, ordering=start, html=PROSE)
    Figure.objects.create(**row, ordering=start + 1, image=image, caption=f"{WORD} {ADDRESS}")
    quoted = {"words": f"{WORD} {ADDRESS}", "speaker": people[0], "source": source, "date": RANGE}
    Quotation.objects.create(**row, ordering=start + 2, **quoted)
    PullQuote.objects.create(**row, ordering=start + 3, words=WORD, attribution=NAME)


def many_blocks(article, people, image, source, timeline, **others):
    """Add blocks to an article until it has sixty, two of them timelines."""
    for place in range(100, 156, 4):
        blocks(article, people, image, source, place)
    for place, extent in ((160, "whole"), (161, "first")):
        TimelineBlock.objects.create(
            parent=article, region="body", ordering=place, timeline=timeline, title=WORD, extent=extent
        )

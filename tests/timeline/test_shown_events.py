"""What timeline blocks show as things stand: asked at once for all of them, with the answer of each by itself."""

import pytest

from articles.dates.partial import PartialDate
from articles.models import Image
from timeline.models import Event, Timeline, TimelineBlock
from timeline.models.blocks import ShownEvents
from timeline.models.timeline import within

pytestmark = pytest.mark.django_db
DATES = ["2004", "late 2004", "May 2004", "12 May 2004", "about 2004", "before 2004", "since 2004", "2003-2005", "1999"]


def timeline_of(slug, *dates, **columns):
    """Return a timeline of an event with a picture on each of these dates."""
    timeline = Timeline.objects.create(title=slug, slug=slug, **columns)
    for number, date in enumerate(dates):
        image = Image.objects.create(title=f"{slug} {number}")
        event = Event.objects.create(date=date, title="It happened", slug=f"{slug}-{number}", image=image)
        timeline.entries.create(event=event)
    return timeline


@pytest.mark.parametrize("ends", [("2004", ""), ("", "2004"), ("May 2004", "June 2004"), ("2000", "2003"), ("", "")])
@pytest.mark.parametrize("date", DATES)
def test_the_range_of_a_block_is_that_which_readers_are_shown(date, ends):
    first, last = (PartialDate.parse(end) if end else None for end in ends)
    timeline = timeline_of("one", date)
    block = TimelineBlock(timeline=timeline, extent="range", first=first, last=last)
    assert ShownEvents([block]).has_any_in_range(block) == within(timeline.entries.get().event.date, first, last)


def test_blocks_that_are_loaded_together_ask_at_once(article, mara, django_assert_num_queries):
    place = {"parent": article, "region": "body", "ordering": 40}
    for number in range(4):
        full, empty = timeline_of(f"full-{number}", "2004", "2005"), timeline_of(f"empty-{number}")
        rule = timeline_of(f"rule-{number}", made="rule", rule_from="2005", rule_until="2005")
        nothing = timeline_of(f"nothing-{number}", made="rule", rule_from="1900", rule_until="1901")
        rule_topics = timeline_of(f"topics-{number}", made="rule")
        rule_topics.rule_topics.create(topic=mara)
        for timeline in (full, empty, rule, nothing, rule_topics):
            for extent in ("whole", "range", "first", "chosen"):
                TimelineBlock.objects.create(timeline=timeline, extent=extent, first="2005", chosen=[1], **place)
    TimelineBlock.objects.create(**place)
    Event.objects.get(slug="full-3-1").people.create(topic=mara)
    blocks = [block for block in article.blocks() if isinstance(block, TimelineBlock)]
    for block in blocks:
        block.shown_events = None
    alone = [(list(block.problems()), block.images_of_facts()) for block in blocks]
    blocks = [block for block in article.blocks() if isinstance(block, TimelineBlock)]
    with django_assert_num_queries(4):
        together = [(list(block.problems()), block.images_of_facts()) for block in blocks]
    assert together == alone
    sentences = {sentence.split("“")[0] for sentences, _ in together for sentence in sentences}
    assert {"A timeline block has no timeline.", "No event matches the rule of the timeline "} <= sentences
    shown = {
        block.timeline.slug: [str(i) for i in images]
        for block, (_, images) in zip(blocks, together, strict=True)
        if images
    }
    assert shown["full-0"] == ["full-0 0", "full-0 1"]
    assert shown["topics-0"] == ["full-3 1"]
    assert shown["rule-0"] == [f"full-{number} 1" for number in range(4)]

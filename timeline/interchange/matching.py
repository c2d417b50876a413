"""Which events and eras of a file a timeline has already: by their ids, or else by their words and dates."""

from collections import defaultdict

from articles.text import fold
from timeline.models import MIN_SIMILARITY, similarity


def match_events(entries, items):
    """Return ({place in `items`: entry}, {place in `items`: entry}): events that are known, and those like known ones.

    An event is known by its id. One whose id was made by us, because the file has none, is also known by its title if
    its date overlaps; if it does not, or if the title is another one of the same date, it is like a known event: a
    correction of it, or another event. Each entry is matched once, and only where no other could be meant.
    """
    by_name = {entry.name: entry for entry in entries}
    known = {place: by_name[item.unique_id] for place, item in enumerate(items) if item.unique_id in by_name}
    left = {place: item for place, item in enumerate(items) if place not in known and not item.has_own_id}
    matched = {entry.pk for entry in known.values()}
    entries = [entry for entry in entries if entry.pk not in matched and entry.event.is_active]
    alike = pairs_by(entries, left, lambda entry: fold(entry.event.title), lambda item: fold(item.title))
    known |= {place: entry for place, entry in alike.items() if entry.event.date.overlaps(items[place].date)}
    like = {place: entry for place, entry in alike.items() if place not in known}
    matched = {entry.pk for entry in alike.values()}
    entries = [entry for entry in entries if entry.pk not in matched]
    left = {place: item for place, item in left.items() if place not in alike}
    same_date = pairs_by(entries, left, lambda entry: entry.event.date.sort_key, lambda item: item.date.sort_key)
    for place, entry in same_date.items():
        item = items[place]
        same_text = item.text and item.text == entry.event.text
        if same_text or similarity(item.title, entry.event.title) >= MIN_SIMILARITY:
            like[place] = entry
    return known, like


def pairs_by(entries, items, key_of_entry, key_of_item):
    """Return the {place: entry} pairs that share a key which no other entry and no other item has."""
    entries_by_key, places_by_key = defaultdict(list), defaultdict(list)
    for entry in entries:
        entries_by_key[key_of_entry(entry)].append(entry)
    for place, item in items.items():
        places_by_key[key_of_item(item)].append(place)
    return {
        places[0]: entries_by_key[key][0]
        for key, places in places_by_key.items()
        if len(places) == 1 and len(entries_by_key[key]) == 1
    }


def match_era(eras, imported):
    """Return the era of a timeline that has the title of an imported one, or None; of several, one of equal dates."""
    named = [era for era in eras if fold(era.title) == fold(imported.title)]
    equal = [era for era in named if is_same_era(era, imported)]
    return next(iter([*equal, *named]), None)


def is_same_era(era, imported):
    """Whether an era and an imported one begin and end alike."""
    return (era.start, era.end) == (imported.start, imported.end)

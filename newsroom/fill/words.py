"""The words of the archive: names, titles and sentences, made of lists."""

import random


def listed(words):
    """Return the words of a text as a list."""
    return words.split()


FIRST = listed(
    "Ines Tomas Lior Mara Jonas Petra Abel Runa Sadiq Vera Oskar Nadia Emil Tess Kofi Greta Ivo Lena Mateo Signe "
    "Amara Bruno Celia Dario Elin Farid Hanna Iris Joel Karin Luca Mina Noor Otto Priya Rosa Sven Tara Uma Yusuf"
)
LAST = listed(
    "Okafor Farrow Haddad Lindqvist Nwosu Marsh Quill Abara Weir Sand Brandt Castell Dahl Eriksen Fontaine Grieg "
    "Holm Ibarra Jansen Keller Lund Moreau Novak Ortega Palmer Qureshi Rossi Strand Tanaka Ulrich Vance Walsh "
    "Ximenes Young Zeller Ashdown Birch Corran Drake Ellery"
)
PLACES = listed("Skarholm Orrin Brask Halvard Larder Coldwater Fennmoor Greyhaven Ostwick Tarn Vellmar Wexby")
THINGS = listed("bridge harbour ferry council theatre archive lighthouse railway school market museum canal")
VERBS = listed("opens closes floods moves burns reopens expands strikes sells settles wins loses")
AGENCIES = listed("Reuters AP AFP Northlight Meridian")
SECTIONS = listed("Culture World Business Science Coast Politics Sport Letters")
MONTHS = listed("January February March April May June July August September October November December")
STOPS = (
    "after the vote",
    "before the winter",
    "for the second time",
    "as the inquiry began",
    "while the town slept",
    "against advice",
    "in front of two witnesses",
    "at a cost nobody had named",
)


def person_name(number):
    """Return the name of a person; no two of the first 40,000 are equal."""
    first, last, middle = number % len(FIRST), number // len(FIRST) % len(LAST), number // (len(FIRST) * len(LAST))
    # The shift by `first` mixes the last names, so that neighbours do not share one.
    last_name = LAST[(last + first) % len(LAST)]
    return f"{FIRST[first]} {chr(64 + middle)}. {last_name}" if middle else f"{FIRST[first]} {last_name}"


def headline(draw):
    """Return what happened where, without a full stop; `draw` is a `random.Random`."""
    return f"The {draw.choice(THINGS)} at {draw.choice(PLACES)} {draw.choice(VERBS)} {draw.choice(STOPS)}"


def sentence(draw):
    """Return a sentence of about eighty characters."""
    return (
        f"{draw.choice(FIRST)} {draw.choice(LAST)} said that the {draw.choice(THINGS)} of {draw.choice(PLACES)} "
        f"{draw.choice(VERBS)} {draw.choice(STOPS)}."
    )


# Choosing among ready sentences is ten times faster than making one.
SENTENCES = [sentence(random.Random(f"sentence {number}")) for number in range(2000)]


def paragraphs(draw, count):
    """Return so many paragraphs of prose, the first under a heading now and then."""
    heading = f"<h2>{headline(draw)}</h2>" if draw.random() < 0.4 else ""
    texts = (" ".join(draw.choices(SENTENCES, k=draw.randint(2, 5))) for _ in range(count))
    return heading + "".join(f"<p>{text}</p>" for text in texts)


def date_words(draw, year):
    """Return a date in a year, as exact as chance has it."""
    month, day = draw.choice(MONTHS), draw.randint(1, 28)
    exact = f"{day} {month} {year}"
    return draw.choice([exact, exact, f"{month} {year}", f"summer {year}", f"{year}"])

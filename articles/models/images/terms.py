"""Terms: rows of the search index that are no words, by which lists of the desk are found without reading all pictures.

Each begins with a character with which no word begins that somebody searches.
"""

from articles.text import fold

LONGEST_TERM = 40  # characters of a row of the search index
MOST_ENDS = 4  # parts of a credit line, of those set apart by "/", that may name its agency
NO_CREDIT = "!credit"


def keyword_term(keyword):
    """Return the row of the search index by which a whole keyword is found."""
    return f"#{fold(keyword)}"[:LONGEST_TERM]


def agency_term(name):
    """Return the row of the search index by which the pictures of an agency are found that is spelled so."""
    return f"/{fold(name)}"[:LONGEST_TERM]


def credit_terms(credits):
    """Return the terms of a picture with these credits: the agencies confirmed, and every end of each line.

    The line "Jo Farrow/AP/Shutterstock" ends with itself, with "AP/Shutterstock" and with "Shutterstock".
    """
    if not credits:
        return [NO_CREDIT]
    names = []
    for credit in credits:
        parts = credit.line.split("/")
        names += ["/".join(parts[place:]) for place in range(len(parts))][-MOST_ENDS:]
        names.append(credit.agency)
    return list(dict.fromkeys(agency_term(name) for name in names if fold(name)))

"""Words that restrict the use of a picture, in English, German, French, Spanish, Italian and Swedish.

Agencies, photographers and archives write them into instructions, terms and captions, in any case, with and without
accents, hyphens and spaces.
"""

from articles.images.restrictions.ends import End, find_ends
from articles.images.restrictions.matching import find_restrictions

__all__ = ["End", "find_ends", "find_restrictions"]

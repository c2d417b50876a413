"""An archive of any size for trials and benchmarks: what is in it, and how it is inserted."""

from newsroom.fill.archive import MOST, ForeignContent, add_articles

__all__ = ["MOST", "ForeignContent", "add_articles"]

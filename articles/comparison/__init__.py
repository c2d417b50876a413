"""Comparing two texts of an article: values in, a value out. Nothing here reads the database."""

from articles.comparison.changes import Act, Comparison, FieldChange, Line
from articles.comparison.compare import compare
from articles.comparison.pieces import Field, Noun, Picture, Piece, Version, fingerprints, labels_changed_since

__all__ = [
    "Act",
    "Comparison",
    "Field",
    "FieldChange",
    "Line",
    "Noun",
    "Picture",
    "Piece",
    "Version",
    "compare",
    "fingerprints",
    "labels_changed_since",
]

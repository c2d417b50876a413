"""Queries of pages: compiled once and run with other values, and rows with their parts as JSON."""

from articles.queries.json_rows import (
    PartRows,
    RowCount,
    from_json,
    normalise_dates,
    part_rows,
    row_from_json,
    row_object,
    to_json,
)
from articles.queries.prepared import MOMENT, Keys, Parameter, PreparedQuery, PreparedRows

__all__ = [
    "MOMENT",
    "Keys",
    "Parameter",
    "PartRows",
    "PreparedQuery",
    "PreparedRows",
    "RowCount",
    "from_json",
    "normalise_dates",
    "part_rows",
    "row_from_json",
    "row_object",
    "to_json",
]

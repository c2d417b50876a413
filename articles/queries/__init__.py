"""Queries of pages: compiled once and run with other values, asked for the row in hand, rows with parts as JSON."""

from articles.queries.exists import ExistsForRow
from articles.queries.json_rows import (
    PartRows,
    RowCount,
    RowObject,
    key_from,
    moment_from,
    normalise_dates,
    own_columns,
    part_rows,
    row_from_json,
    row_object,
    to_json,
)
from articles.queries.prepared import MOMENT, Keys, Parameter, PreparedQuery, PreparedRows

__all__ = [
    "MOMENT",
    "ExistsForRow",
    "Keys",
    "Parameter",
    "PartRows",
    "PreparedQuery",
    "PreparedRows",
    "RowCount",
    "RowObject",
    "key_from",
    "moment_from",
    "normalise_dates",
    "own_columns",
    "part_rows",
    "row_from_json",
    "row_object",
    "to_json",
]

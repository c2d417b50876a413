"""Measuring what pages cost: which pages of an archive, how they are measured, and the table and chart of it."""

from newsroom.bench.constant import constant_function, constant_view
from newsroom.bench.measure import Bench
from newsroom.bench.pages import NAMES, NothingPublished
from newsroom.bench.report import chart, table
from newsroom.bench.served import FUNCTION_PATH, VIEW_PATH, can_be_served

__all__ = [
    "FUNCTION_PATH",
    "NAMES",
    "VIEW_PATH",
    "Bench",
    "NothingPublished",
    "can_be_served",
    "chart",
    "constant_function",
    "constant_view",
    "table",
]

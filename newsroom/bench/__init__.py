"""Measuring what pages cost: which pages of an archive, how they are measured, and the table and chart of it."""

from newsroom.bench.measure import Bench
from newsroom.bench.pages import NAMES, NothingPublished
from newsroom.bench.report import chart, table

__all__ = ["NAMES", "Bench", "NothingPublished", "chart", "table"]

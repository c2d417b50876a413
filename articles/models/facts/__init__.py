"""Facts: rows that editions point at, their versions, merging and erasure."""

from articles.models.facts.base import Fact, FactQuerySet, fact_models, whole_row
from articles.models.facts.erase import erase
from articles.models.facts.merge import Mergeable, repoint_to_survivors
from articles.models.facts.parts import Part, PartManager
from articles.models.facts.usage import (
    MOST_READ,
    count_more,
    count_uses,
    update_search_of_working_copies,
    where_used,
    working_copies_with,
    working_copies_with_any,
)
from articles.models.facts.versions import (
    FactVersion,
    delete_fact,
    fact_change,
    facts_as_of,
    new_version,
    past_facts,
    record,
    record_allowed,
    record_new,
)

__all__ = [
    "MOST_READ",
    "Fact",
    "FactQuerySet",
    "FactVersion",
    "Mergeable",
    "Part",
    "PartManager",
    "count_more",
    "count_uses",
    "delete_fact",
    "erase",
    "fact_change",
    "fact_models",
    "facts_as_of",
    "new_version",
    "past_facts",
    "record",
    "record_allowed",
    "record_new",
    "repoint_to_survivors",
    "update_search_of_working_copies",
    "where_used",
    "whole_row",
    "working_copies_with",
    "working_copies_with_any",
]

"""The plans of the queries of a page: which index finds the rows, and which tables are read whole.

Whether a planner reads a small table whole says nothing of a large one. SQLite's has no statistics here, so that it
does not know how small the tables are. PostgreSQL's is told that each page of a table has a hundred thousand rows, so
no table may be empty; it loses what it may have learnt of the columns of small ones; and it is told to join by nested
loops, and to read a table whole only where no index serves: what earlier tests left in the files of the tables would
decide otherwise. An index that is read from one end to the other, without a condition, counts as a scan on both; on
SQLite, which knows no numbers, so does one that is read for all rows of a kind.
"""

import json
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models.editions.edition import mention_models

GROWING = {
    "articles_edition",
    "articles_image",
    "articles_change",
    "articles_topic",
    "articles_source",
    "timeline_event",
    "timeline_timeline",
    *(model._meta.db_table for model in mention_models()),
}

MANY_ROWS = """
UPDATE pg_class SET reltuples = 100000, relpages = 1
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace;
DELETE FROM pg_statistic
"""


def scans(client, address, walked=()):
    """Return a line for each table that grows with the archive and that a request reads whole.

    `walked` are tables which the page reads in the order of an index, from its end, until it has enough rows.
    """
    client.get(address)  # what is cached, such as the person's permissions, is no part of it
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    reads = scans_on_sqlite if connection.vendor == "sqlite" else scans_on_postgresql
    found = [(table, how, query["sql"]) for query in captured for table, how in reads(query["sql"])]
    growing = [(table, how, sql) for table, how, sql in found if table in GROWING]
    return [f"{how}\n    {sql}" for table, how, sql in growing if not (table in walked and how.startswith("index"))]


def scans_on_sqlite(sql):
    """Yield (table, how) for each table that SQLite reads whole."""
    if not sql.lstrip("(").startswith("SELECT"):
        return
    tables = tables_by_alias(sql)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql.replace('%', '%%')}")
        lines = [detail for *_, detail in cursor.fetchall()]
    for line in lines:
        if scanned := re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", line):
            how = f"index {scanned[2]} of {scanned[1]}" if scanned[2] else f"all of {scanned[1]}"
            yield tables.get(scanned[1], scanned[1]), how
        if of_kind := re.match(r"SEARCH (\w+) USING (?:COVERING )?INDEX (\w+) \(kind=\?\)", line):
            yield tables.get(of_kind[1], of_kind[1]), f"index {of_kind[2]} of {of_kind[1]}, for all rows of a kind"


def tables_by_alias(sql):
    """Return the tables of a query by the aliases that Django gives them."""
    return {alias or table: table for table, alias in re.findall(r'(?:FROM|JOIN) "(\w+)"(?: (?:AS )?"?(\w+)"?)?', sql)}


def scans_on_postgresql(sql):
    """Yield (table, how) for each table that PostgreSQL would read whole if it had many rows."""
    if not sql.lstrip("(").startswith("SELECT"):
        return
    with connection.cursor() as cursor:
        cursor.execute(MANY_ROWS)
        cursor.execute("SET enable_seqscan = off")
        cursor.execute("SET enable_hashjoin = off")
        cursor.execute("SET enable_mergejoin = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql.replace('%', '%%')}")
        [[plan]] = cursor.fetchall()
        cursor.execute("RESET enable_seqscan")
        cursor.execute("RESET enable_hashjoin")
        cursor.execute("RESET enable_mergejoin")
    for node in nodes(json.loads(plan)[0]["Plan"] if isinstance(plan, str) else plan[0]["Plan"]):
        if "Relation Name" in node and not node.keys() & {"Index Cond", "Recheck Cond"}:
            index = node.get("Index Name")
            yield node["Relation Name"], f"{'index ' + index if index else 'all'} of {node['Relation Name']}"


def nodes(plan):
    """Yield a plan and all plans in it."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)

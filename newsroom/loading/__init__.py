"""Loading fixtures: what a person writes by hand, and what `dumpdata` writes.

A row goes through these modules in their order: it is read (`files`, `rows`), its picture is found (`pictures`), it is
recognised by its name (`names`) or by what it says (`parts`), it gets what it does not say (`values`), it is checked
(`rules`), and it is saved unless it was changed here (`local_changes`). Last of all working copies are published
(`editions`).
"""

from newsroom.loading.files import FixtureFile, read_rows
from newsroom.loading.pictures import store_missing_files
from newsroom.loading.plan import Plan
from newsroom.loading.rows import Problems, rows_from
from newsroom.loading.save import Saving

__all__ = ["FixtureFile", "Plan", "Problems", "Saving", "read_rows", "rows_from", "store_missing_files"]

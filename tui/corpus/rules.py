"""The rules of a corpus that SQL can say: one file each in checks/, over tables without keys.

A rule selects file, line and message of every row that breaks it. The tables are those of the
schema with the `line` of each row, and hold whatever the files hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from tui.corpus.faults import SHOWN, Faults, fault, faults, merged
from tui.corpus.read import Corpus
from tui.corpus.store import Store
from tui.corpus.tables import Table, enums, tables

FOLDER = Path(__file__).parent / "checks"
# What the constraints of the schema demand, and that each reference leads somewhere.
LOADABLE = ("duplicates", "references", "subjects", "amounts", "tiers")


def names() -> tuple[str, ...]:
    """The names of the rules, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))


def judge(corpus: Corpus, rules: Collection[str] | None = None) -> Faults:
    """What breaks these rules, or any. A rule says nothing where a column that it reads is missing."""
    store = _staged(corpus)
    try:
        found = [_run(store, sql, corpus) for name in rules or names() for sql in _statements(name)]
    finally:
        store.close()
    return merged(found)

"""The rules of a corpus, for a folder that becomes part of a lake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tui.corpus.faults import SHOWN, CorpusError, Faults, fault, faults, merged
from tui.corpus.lake.owners import OWNERS
from tui.corpus.read import Corpus
from tui.corpus.rules import LOADABLE, called_here, judge
from tui.corpus.store import Store
from tui.corpus.tables import tables

HERE = Path(__file__).parent


def judge_folder(corpus: Corpus) -> None:
    """Judge what a folder holds by itself; its references are judged with the lake beside it.

    Raises CorpusError.
    """
    found = corpus.faults or judge(corpus, [rule for rule in LOADABLE if rule != "references"])
    if found:
        raise CorpusError(found)


def judge_lake(store: Store, files: Mapping[str, str]) -> Faults:
    """What is wrong with the folder's rows in this lake, before they are in it.

    `files` is what the file of each table is called.
    """
    found = [*_references(store), _rule(store, "taken"), _rule(store, "left")]
    return called_here(merged(found), files)


def _references(store: Store) -> list[Faults]:
    """A row of an article needs it in the folder; any other reference leads to folder or lake."""
    found = []
    for table in tables():
        owner = OWNERS.get(table.name)
        for column in table.columns:
            if column.references is None:
                continue
            target, key = column.references
            inside = owner == (column.name, target, key)
            words = {"table": table.name, "file": table.file, "column": column.name}
            words |= {"target": target, "key": key}
            found.append(_rule(store, "inside" if inside else "references", **words))
    return found


def _rule(store: Store, name: str, **words: str) -> Faults:
    text = (HERE / f"{name}.sql").read_text(encoding="utf-8").rstrip()
    sql = re.sub(r"\{(\w+)\}", lambda place: words[place[1]], text)
    rows = store.rows(
        f"SELECT file, line, message, count(*) OVER () AS total FROM ({sql}) "
        f"ORDER BY file, line, message LIMIT {SHOWN}"
    )
    return faults([fault(*row[:3]) for row in rows], rows[0][3] if rows else 0)

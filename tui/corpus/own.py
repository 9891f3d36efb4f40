"""A database file of the user's own beside the corpus: it can be written, the corpus cannot."""

from __future__ import annotations

import re
from pathlib import Path

from tui.corpus.portable import literal, quoted
from tui.corpus.store import CORPUS, Store

# What the engine calls databases of its own.
_TAKEN = (CORPUS, "main", "memory", "system", "temp")
_HERE = "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"


def beside(store: Store, file: Path) -> Store:
    """The same corpus with a file beside it, which is made if it is not there; the store given is
    closed. A file that is the corpus itself is opened for writing. Raises QueryError.
    """
    ((path,),) = store.rows(_HERE)
    if path is None:
        store.script(f"ATTACH {literal(str(file))} AS {quoted(_called(file))}")
        store.own, store.home, store.writable = _called(file), "memory", True
        return store
    store.close()
    if file.exists() and file.resolve() == Path(path).resolve():
        same = Store.open(file, read_only=False, corpus_id=store.corpus_id)
        same.writable = True
        return same
    both = Store.memory()
    both.corpus_id, both.writable = store.corpus_id, True
    both.script(f"ATTACH {literal(path)} AS {CORPUS} (READ_ONLY)")
    both.script(f"ATTACH {literal(str(file))} AS {quoted(_called(file))}")
    both.script(f"USE {CORPUS}")
    both.own, both.home = _called(file), CORPUS
    return both


def _called(file: Path) -> str:
    """What a file is called in SQL: its name without its ending."""
    name = re.sub(r"\W", "_", file.stem)
    return f"own_{name}" if name in _TAKEN else name

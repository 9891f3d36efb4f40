"""Made-up corpora of any size in the shape of the real one, the same each time.

Proportions, the real corpus' in brackets, n claims: a source each 91 claims (91), 35 paragraphs a
source (35), 7 √n entities of which half can pay (71 at 455), 0.045 n deals (0.055) with 1.44 legs
each (1.44), 1.5 places of evidence a claim (1.55), 0.57 mechanism rows a claim (0.57). Of the
claims 19 % are about a leg, 16 % about a deal, 65 % about an entity; a third are relations, a third
opinions, a tenth tells a status, 3 % an amount in dollars; 8 % stand in comments of readers. A
source that speaks of what an earlier one spoke of is linked to it: 60 % retell it, the others
contradict or supersede it. Known dates run over ten years from 2016, evenly. Companies, legs and
deals come up by a power law with exponent 1/2: of r ranks the first has 1/√r of all.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tui.corpus.load_quick import definitions
from tui.corpus.program import build_files, later_files, view_files
from tui.corpus.store import STORAGE
from tui.corpus.tables import Table, tables

FORMATS = ("csv", "parquet", "jsonl", "duckdb")
_COPY = {
    "csv": "FORMAT csv, HEADER",
    "parquet": "FORMAT parquet",
    "jsonl": "FORMAT json",
}
# Of ten million claims the rest goes to disk while they are made.
MEMORY = "5GB"
HERE = Path(__file__).parent


def write(claims: int, to: Path, format: str = "csv") -> Path:
    """Write a corpus of so many claims: a folder of files, or a built .duckdb; `to` comes back."""
    if format == "duckdb":
        to.unlink(missing_ok=True)
        with _made(claims, str(to)) as connection:
            connection.execute(";".join(definitions()))
            for table in tables():
                connection.execute(f"INSERT INTO {table.name} {_rows(table)}")
        # On a connection of its own: what was made from would take its memory.
        with _database(str(to)) as connection:
            for file in (*build_files(), *later_files(), *view_files()):
                connection.execute(file.read_text(encoding="utf-8"))
        return to
    to.mkdir(parents=True, exist_ok=True)
    with _made(claims, ":memory:") as connection:
        for table in tables():
            file = to / f"{table.name}.{format}"
            connection.execute(f"COPY ({_rows(table)}) TO '{file}' ({_COPY[format]})")
    return to


@contextmanager
def _made(claims: int, database: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the rows of each table in a temporary one of its own."""
    with _database(database) as connection:
        connection.execute("SET VARIABLE claims = $n", {"n": claims})
        connection.execute((HERE / "synthetic.sql").read_text(encoding="utf-8"))
        yield connection


@contextmanager
def _database(database: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that takes so much memory at most."""
    with tempfile.TemporaryDirectory() as spill:
        config: dict[str, str | bool | int | float | list[str]] = {
            **STORAGE,
            "memory_limit": MEMORY,
            "temp_directory": spill,
        }
        with duckdb.connect(database, config=config) as connection:
            yield connection


def _rows(table: Table) -> str:
    """The rows of a table as the schema types them, enums as text."""
    columns = (
        f"{c.name}::{'VARCHAR' if c.enum_values else c.type} AS {c.name}" for c in table.columns
    )
    return f"SELECT {', '.join(columns)} FROM made_{table.name}"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.synthetic", description=__doc__
    )
    parser.add_argument("--claims", type=int, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--format", choices=FORMATS, default="csv")
    called = parser.parse_args(arguments)
    began = time.perf_counter()
    write(called.claims, called.to, called.format)
    print(f"{called.claims:,} claims in {time.perf_counter() - began:.1f} s: {called.to}")


if __name__ == "__main__":
    main()

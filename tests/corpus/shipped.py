"""The corpus that ships with the program, built once for all tests that ask it."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from tui.context import Context, Lens
from tui.corpus.frame import Frame
from tui.corpus.load import build, read_corpus
from tui.corpus.place import shipped
from tui.corpus.query import named, query
from tui.corpus.store import Store

DATA = shipped()
# Not part of the project: a run without the originals leaves out what needs them.
ARTICLES = Path(__file__).parents[3] / "shared" / "articles"

BILLION = 10**9
# Days on which the articles became known, and one after them all.
OCTOBER, FEBRUARY, MARCH = date(2025, 10, 7), date(2026, 2, 3), date(2026, 3, 5)
LATER = date(2026, 11, 22)

Row = dict[str, Any]


@lru_cache
def store() -> Store:
    """The database of the shipped corpus."""
    made = Store.memory()
    build(read_corpus(DATA), made)
    return made


def ask(sql: str, as_of: date = LATER, lens: Lens = "headline") -> list[Row]:
    """The rows of a statement under the dials."""
    return store().run(query(sql), Context(as_of, lens), limit=None).rows()


def shown(name: str, as_of: date = LATER, **params: object) -> Frame:
    """What a shipped query gives in the headline lens."""
    return store().run(named(name), Context(as_of), params, limit=None)


@lru_cache
def claims() -> tuple[Row, ...]:
    """All claims, each with `about`, the id of its leg, deal or entity, in claim_id order."""
    return tuple(
        ask("SELECT *, coalesce(leg_id, deal_id, entity_id) AS about FROM claims ORDER BY claim_id")
    )


def some(source_id: str, about: str, property_: str, **columns: object) -> list[Row]:
    """The claims of one source about one thing, and with these values in other columns."""
    wanted = {"source_id": source_id, "about": about, "property": property_, **columns}
    return [row for row in claims() if all(row[name] == value for name, value in wanted.items())]


def one(source_id: str, about: str, property_: str, **columns: object) -> Row:
    """The only such claim."""
    (row,) = some(source_id, about, property_, **columns)
    return row


def linked(later: Row, relation: str, earlier: Row) -> bool:
    """Whether a link of that relation goes from one claim to the other."""
    return (later["claim_id"], relation, earlier["claim_id"]) in _links()


@lru_cache
def _links() -> frozenset[tuple[str, str, str]]:
    rows = ask("SELECT claim_a, relation::VARCHAR AS relation, claim_b FROM links")
    return frozenset((row["claim_a"], row["relation"], row["claim_b"]) for row in rows)

"""Nothing looks ahead: on a day every query says what it would say had nothing come after.

A query that is added to tui/corpus/queries is tested by being there; one with a parameter of a new
name needs a line in PARAMETERS.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.shipped import DATA, LATER, store
from tui.context import LENSES, Context, Lens
from tui.corpus.load import read_corpus
from tui.corpus.program import work_out
from tui.corpus.query import Query, named, names
from tui.corpus.store import Store
from tui.corpus.tables import tables

CORPUS = read_corpus(DATA)
KNOWN = sorted(set(CORPUS.frames["claims"]["known_on"]) | set(CORPUS.frames["sources"]["known_on"]))
# Before anything, and every day of news with the day after it; from the last on all is known.
DAYS = sorted(
    {KNOWN[0] - timedelta(days=1)} | {k + timedelta(days=n) for k in KNOWN for n in (0, 1)}
)


def column(table: str, name: str) -> list[object]:
    """The values of a column of the shipped corpus."""
    return CORPUS.frames[table][name].drop_nulls().unique().sort().to_list()


def subjects(name: str) -> list[object]:
    """Legs, deals or entities, those that more than one article tells of twice: they change."""
    claims = CORPUS.frames["claims"].drop_nulls(name)
    told = claims.group_by(name).agg(pl.col("known_on").n_unique()).sort(name)
    often = told.filter(pl.col("known_on") > 1)[name].to_list()
    return [*column(TABLE_OF[name], name), *often]


def lanes() -> list[object]:
    """What the timeline draws a lane of: deals, legs, what an entity pays in all."""
    claims = CORPUS.frames["claims"].filter(pl.col("scope") == "aggregate")
    totals = [f"{who}:{term}" for who, term in claims["entity_id", "term"].drop_nulls().rows()]
    return [*subjects("deal_id"), *subjects("leg_id"), *totals]


def joined(values: list[object]) -> st.SearchStrategy[object]:
    """Some of the values in one text, as a query takes a list."""
    some = st.lists(st.sampled_from(values), max_size=4, unique=True)
    return some.map(lambda chosen: ",".join(map(str, chosen)))


TABLE_OF = {"deal_id": "deals", "leg_id": "legs", "entity_id": "entities"}
days = st.sampled_from([*DAYS, LATER, date.min])
words = st.sampled_from(["", "100", "milliards", "openai", "nvidia", "gigawatt", "loop", "bind"])
PARAMETERS: dict[str, st.SearchStrategy[object]] = {
    "about": st.sampled_from(subjects("entity_id")),
    "among": joined(column("entities", "entity_id")),
    "at": days,
    "by": st.sampled_from(
        ["obligor", "holder", "parent", "house", "row", "cell", "bar", "dollars"]
    ),
    "claim": st.sampled_from(column("claims", "claim_id")),
    "claims": joined(column("claims", "claim_id")),
    "count": st.integers(0, 40),
    "deal": st.sampled_from(subjects("deal_id")),
    "dollars": st.sampled_from(["every", "some", "no"]),
    "entity": st.sampled_from(subjects("entity_id")),
    "filter": st.sampled_from(["retelling", "own", "good", "poor", "inferred", "comments"]),
    "from": days,
    "gone": st.booleans(),
    "kind": st.sampled_from(column("legs", "kind")),
    "known": st.booleans(),
    "lane": st.sampled_from(lanes()),
    "least": st.integers(1, 6),
    "leg": st.sampled_from(subjects("leg_id")),
    "legs": joined(column("legs", "leg_id")),
    "medium": st.sampled_from(["cash", "not_cash"]),
    "most": st.integers(1, 30),
    "name": st.sampled_from([*column("entities", "name"), *column("aliases", "alias")]),
    "near": st.sampled_from(column("sources", "source_id")),
    "of": st.sampled_from(["company", "pair", "fails"]),
    "one": st.sampled_from(subjects("entity_id")),
    "only": st.sampled_from(["equity", "credit", "sales", "capacity", "shares"]),
    "other": st.sampled_from(subjects("entity_id")),
    "part": st.sampled_from(["paid", "firm", "soft", "ceiling"]),
    "payments": st.booleans(),
    "order": st.sampled_from(["news", "due", "amount", "known", "when", "publisher", "sole"]),
    "overdue": st.booleans(),
    "reverse": st.booleans(),
    "side": st.sampled_from(["holder", "obligor"]),
    "skip": st.integers(0, 40),
    "source": st.sampled_from(column("sources", "source_id")),
    "status": st.sampled_from(column("claims", "status")),
    "text": words,
    "through": st.sampled_from(subjects("entity_id")),
    "to": days,
    "unchanged": st.booleans(),
    "words": words,
    **{f"w{n}": words for n in range(1, 9)},
    **{
        name: st.integers(0, 100)
        for name in ("binding", "conditional", "loi", "announced", "rumoured", "paused")
    },
}


@st.composite
def parameters(draw: st.DrawFn, query: Query) -> dict[str, object]:
    """Values for some of a query's parameters. Fails where PARAMETERS lacks a name."""
    lacking = sorted(set(query.params) - set(PARAMETERS))
    assert not lacking, f"{query.name}.sql: add {', '.join(lacking)} to PARAMETERS"
    if not query.params:
        return {}
    # Few set and the rest left open finds more than all of them set, which leaves few rows.
    one = st.sampled_from(query.params).map(lambda name: {name})
    some = draw(one | st.sets(st.sampled_from(query.params)))
    return {name: draw(PARAMETERS[name]) for name in query.params if name in some}


def before(day: date) -> Store:
    """The corpus without the claims, evidence, links and sources known after a day."""
    return cut_at(max((known for known in KNOWN if known <= day), default=date.min))


@lru_cache
def cut_at(day: date) -> Store:
    """A database of what was known on a day; what only a later claim says of a deal is not."""
    frames = dict(CORPUS.frames)
    for name in ("sources", "claims"):
        frames[name] = frames[name].filter(pl.col("known_on") <= day)
    sources, claims = (
        frames["sources"]["source_id"].implode(),
        frames["claims"]["claim_id"].implode(),
    )
    kept: dict[str, Callable[[], pl.Expr]] = {
        "paragraphs": lambda: pl.col("source_id").is_in(sources),
        "evidence": lambda: pl.col("claim_id").is_in(claims),
        "mechanism_claims": lambda: pl.col("claim_id").is_in(claims),
        "links": lambda: pl.col("claim_a").is_in(claims) & pl.col("claim_b").is_in(claims),
    }
    for name, still in kept.items():
        frames[name] = frames[name].filter(still())
    told = pl.col("relation_claim").is_null() | pl.col("relation_claim").is_in(claims)
    frames["deals"] = frames["deals"].with_columns(
        pl.when(told).then(pl.col("relation")).otherwise(pl.lit("none")).alias("relation"),
        *(
            pl.when(told).then(pl.col(name)).alias(name)
            for name in ("other_deal_id", "relation_claim")
        ),
    )
    made = Store.memory()
    made.script_file("schema.sql")
    for table in tables():
        made.insert(table.name, frames[table.name].drop("line"))
    work_out(made)
    return made


@pytest.mark.parametrize("name", names())
def test_rows_on_a_day_are_those_of_the_corpus_of_that_day(name: str) -> None:
    query = named(name)

    @settings(max_examples=10 + 4 * len(query.params), deadline=None)
    @given(st.sampled_from(DAYS), st.sampled_from(LENSES), parameters(query))
    def holds(day: date, lens: Lens, values: dict[str, object]) -> None:
        context = Context(day, lens)
        whole = store().run(query, context, values)
        cut = before(day).run(query, context, values)
        assert (whole.columns, whole.types) == (cut.columns, cut.types)
        assert whole.rows() == cut.rows()

    holds()


def test_the_cut_removes_what_it_should() -> None:
    # 2025-10-07 knows two of the five articles: 002 and 004.
    cut = before(date(2025, 12, 30))
    assert cut.rows("SELECT source_id FROM sources ORDER BY source_id") == [("002",), ("004",)]
    assert cut.rows("SELECT count(*) FROM claims WHERE known_on > DATE '2025-10-07'") == [(0,)]
    assert before(LATER).rows("SELECT count(*) FROM claims") == store().rows(
        "SELECT count(*) FROM claims"
    )


def test_a_query_that_looks_ahead_is_found() -> None:
    query = Query("ahead", "", "SELECT max(known_on) AS newest FROM claims", ())
    context = Context(KNOWN[0])
    assert store().run(query, context).rows() != before(KNOWN[0]).run(query, context).rows()

"""A sum of more legs than are named lists those that are gone too, as shorter sums do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from tests.benchmarks.synthetic import write
from tui.context import LENSES, Context, Lens
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain
from tui.format import FULL
from tui.pages.cards.evidence import EvidencePage
from tui.pages.exposure.made_of import MadeOfPage
from tui.pages.exposure.stress_fields import NAMES_OF_WEIGHTS
from tui.pages.page import Ask, Shown, Subject, Surface
from tui.pages.settle import settle

At = Callable[..., Shown]
Row = dict[str, Any]
DAY = date(2026, 3, 5)
KINDS = {
    "equity": {"equity", "cloud_credit"},
    "credit": {"debt", "lease", "guarantee"},
    "sales": {"purchase"},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = write(25_000, tmp_path_factory.mktemp("made") / "made.duckdb", "duckdb")
    store = Store.open(path)
    yield store
    store.close()


def claims(store: Store, lens: Lens = "headline", **params: object) -> list[Row]:
    return store.run(named("exposure_claims"), Context(DAY, lens), params, limit=None).rows()


def gone(rows: list[Row]) -> list[str]:
    return [row["leg_id"] for row in rows if row["gone"]]


def known(store: Store) -> list[Row]:
    return store.run(named("legs"), Context(DAY), limit=None).rows()


def whose(leg: Row) -> tuple[str, str]:
    """Who holds an exposure, who owes it: a seller waits for its buyer."""
    pair = leg["payer"], leg["payee"]
    return pair[::-1] if leg["kind"] in ("purchase", "warrant", "capacity") else pair


@pytest.mark.parametrize("lens", LENSES)
def test_of_a_class_every_leg_that_is_gone_comes_last_and_adds_nothing(
    made: Store, lens: Lens
) -> None:
    for only, kinds in KINDS.items():
        rows = claims(made, lens, only=only)
        expected = {leg["leg_id"] for leg in known(made) if leg["gone"] and leg["kind"] in kinds}
        assert len(expected) > 5 or only == "equity"
        assert set(gone(rows)) == expected and len(gone(rows)) == len(expected)
        assert gone(rows) == [row["leg_id"] for row in rows[len(rows) - len(expected) :]]
        assert all(row["adds"] is None for row in rows if row["gone"])
        assert {row["standing"] for row in rows if row["gone"]} <= {"withdrawn", "denied"}
        assert {row["legs_gone"] for row in rows} == {len(expected)}
        # The reader's own weights bring nothing back.
        by = dict.fromkeys(NAMES_OF_WEIGHTS, 100)
        assert gone(claims(made, lens, only=only, **by)) == gone(rows)
        assert claims(made, lens, only=only, **by)[-1]["adds"] is None


def test_what_is_gone_is_of_those_that_the_sum_is_of(made: Store) -> None:
    lost = [leg for leg in known(made) if leg["gone"] and leg["kind"] == "purchase"]
    names = dict(made.rows("SELECT entity_id, name FROM entities"))

    def check(expected: Callable[[Row], bool], **params: object) -> None:
        ids = sorted(each["leg_id"] for each in lost if expected(each))
        assert sorted(gone(claims(made, only="sales", **params))) == ids != []

    for leg in lost[:3]:
        holder, obligor = whose(leg)
        check(lambda each, of=obligor: whose(each)[1] == of, by="parent", about=obligor)
        check(lambda each, of=holder: whose(each)[0] == of, by="house", about=holder)
        check(lambda each, of=obligor: whose(each)[1] == of, entity=obligor, side="obligor")
        check(lambda each, of=holder: whose(each)[0] == of, entity=holder, side="holder")
        check(lambda each, of=holder: of in whose(each), entity=holder)
        check(lambda each, of=leg["deal_id"]: each["deal_id"] == of, deal=leg["deal_id"])
        words = f"{names[holder]} {names[obligor]}"
        check(lambda each, of={holder, obligor}: set(whose(each)) == of, words=words)
        # In the matrix of one class holders stand by obligors.
        check(lambda each, of=holder: whose(each)[0] == of, by="row", about=holder)
        pair = {"by": "cell", "about": holder, "other": obligor}
        check(lambda each, of=(holder, obligor): whose(each) == of, **pair)


def test_the_card_counts_them_apart_page_by_page(made: Store) -> None:
    card, shown = MadeOfPage(Ask.of("exposure_claims", by="dollars")), Shown(Context(DAY))
    settle(card, shown, made)
    lost = sum(leg["gone"] and leg["in_dollars"] for leg in known(made))
    alive = sum(not leg["gone"] and leg["in_dollars"] for leg in known(made))
    assert alive > 1_000
    assert card.act("last", shown)
    for _ in range(2):
        lines = [plain(line) for line in card.lines(shown, Surface(100, 20, FULL))]
        settle(card, shown, made)
    assert (
        f" of {alive:,} legs add, {lost:,} gone · {alive + lost:,} of {alive + lost:,}" in lines[0]
    )
    assert " – " in lines[-1] and ("withdrawn" in lines[-1] or "denied" in lines[-1])


@pytest.mark.parametrize("lens", LENSES)
def test_it_names_what_a_shorter_sum_names(opened: Opened, shown_at: At, lens: Lens) -> None:
    """The framework of Nvidia is gone in March: of what OpenAI was put into, both lists say so."""
    shown = shown_at("2026-03-05", lens)
    params = {"entity": "openai", "side": "obligor", "only": "equity"}
    store = opened.store
    rows = store.run(named("exposure_claims"), shown.context, params, limit=None).rows()
    alive = tuple(row["leg_id"] for row in rows if not row["gone"])
    short = EvidencePage(Subject(legs=alive))
    settle(short, shown, store)
    named_there = {row["leg_id"] for row in short.sums(shown) if row["gone"]}
    assert set(gone(rows)) == named_there == {"nvidia-openai-2025.equity"}

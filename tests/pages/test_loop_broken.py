"""A loop whose only way back went with the newest news: drawn once more, then no more."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from tests.corpus.small import append
from tests.network.given import leg
from tests.pages.files import table
from tui.corpus.load import build, read_corpus
from tui.corpus.opening import Opened
from tui.corpus.place import shipped
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain
from tui.format import FULL
from tui.network.leg import Leg
from tui.network.loops import Loop, edges_of
from tui.pages.loop import found as loop_found
from tui.pages.loop.broken import broken_chains, broken_loops
from tui.pages.loop.choice import identity
from tui.pages.loop.page import LoopPage
from tui.pages.page import Shown, Surface
from tui.pages.settle import settle

At = Callable[..., Shown]


def show(page: LoopPage, opened: Opened, shown: Shown, width: int = 80) -> list[str]:
    """The pane over Nvidia, OpenAI and Microsoft, without what OpenAI buys beside the framework."""
    frame = opened.store.run(named("legs"), shown.context, limit=None)
    few = pl.col("payer").is_in(["nvidia", "openai"]) & pl.col("payee").is_in(
        ["nvidia", "openai", "microsoft"]
    )
    other = (
        (pl.col("payer") == "openai")
        & (pl.col("payee") == "nvidia")
        & (pl.col("deal_id") != "nvidia-openai-2025")
    )
    stake = (pl.col("payer") == "microsoft") & (pl.col("payee") == "openai")
    shown.frames["legs"] = replace(frame, source=frame.data.filter((few & ~other) | stake))
    while (work := page.work(shown)) is not None:
        work.take(work.run(lambda: False))
    return [plain(line).rstrip() for line in page.lines(shown, Surface(width, 20, FULL))]


@pytest.mark.parametrize("at_once", [True, False])
def test_the_ring_is_drawn_while_the_news_is_the_newest(
    opened: Opened, shown_at: At, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    monkeypatch.setattr(loop_found, "AT_ONCE", 1000 if at_once else 0)
    page = LoopPage()
    text = show(page, opened, shown_at("2026-02-03"))
    assert " 2 closed ·" in text[0]
    pair = page.chosen(shown_at("2026-02-03"))
    shown = shown_at("2026-03-05")
    text = show(page, opened, shown)
    # The cursor has stayed on it, below the loop that still closes.
    chosen = page.chosen(shown)
    assert pair is not None and chosen is not None
    assert identity(chosen) == identity(pair) == ("nvidia", "openai")
    assert " 1 closed, 1 broken ·" in text[0]
    assert text[2].startswith(" 1 Microsoft ")
    assert text[3].startswith("▌2 Nvidia ") and "✗ withdrawn" in text[3]
    rows = "\n".join(text)
    assert "broken · 2 legs" in rows
    assert "✗ ≈350 GPUs, frame" in rows
    # The stake of the framework vanished too, beside one that did not.
    assert rows.count("✗ ≤100 equity, frame") == 1
    assert "‽ ≈20 equity, round" in rows
    assert "vendor-funded" not in rows


def test_what_is_left_stands_under_not_closed_with_what_it_lost(
    opened: Opened, shown_at: At
) -> None:
    text = show(LoopPage(view="open"), opened, shown_at("2026-03-05"), 110)
    row = next(row[1:] for row in text if row[1:].startswith("Nvidia → OpenAI "))
    said = " ".join(row.split()[3:])
    assert said == "≈20 ‽ rumoured the way back is withdrawn: GPUs, frame"
    text = show(LoopPage(view="open"), opened, shown_at("2026-02-03"), 110)
    assert not any("Nvidia → OpenAI" in row for row in text[:-1])


def test_another_lens_keeps_it(opened: Opened, shown_at: At) -> None:
    page = LoopPage()
    show(page, opened, shown_at("2026-03-05"))
    shown = shown_at("2026-03-05", "paid")
    assert " 1 closed, 1 broken ·" in show(page, opened, shown)[0]
    assert {loop.edges[0].lens for loop in page.loops(shown)} == {"paid"}


def test_reversed_it_still_stands_last(opened: Opened, shown_at: At) -> None:
    page, shown = LoopPage(), shown_at("2026-03-05")
    show(page, opened, shown)
    page.act("order_back", shown)
    assert [loop.broken for loop in page.loops(shown)] == [False, True]


WITHDRAWN = "001-013"


def later(folder: Path, *, again: bool) -> Store:
    """The shipped corpus with an article of June that says nothing, or once more what 001 said."""
    shutil.copytree(shipped(), folder)
    (folder / "digests" / "900.md").write_text("## 1 body\nIt is gone.\n", encoding="utf-8")
    source = {"source_id": "900", "title": "Later", "publisher": "example.com", "language": "en"}
    source |= {"kind": "news", "tier": "4", "known_basis": "stated", "sha256": "0" * 64}
    append(folder, "sources", published_on="2026-06-01", known_on="2026-06-01", **source)
    if again:
        claim = next(row for row in table("claims") if row["claim_id"] == WITHDRAWN)
        claim |= {"claim_id": "900-001", "source_id": "900", "known_on": "2026-06-01"}
        append(folder, "claims", **claim)
        append(folder, "evidence", claim_id="900-001", n="1", quote="gone")
        append(folder, "links", claim_a="900-001", relation="supersedes", claim_b=WITHDRAWN)
    store = Store.memory()
    build(read_corpus(folder), store)
    return store


@pytest.mark.parametrize("again", [False, True])
def test_the_next_known_date_ends_it_whatever_it_says(
    shown_at: At, tmp_path: Path, again: bool
) -> None:
    store = later(tmp_path / "data", again=again)

    def drawn_on(day: str, view: str, *keys: str) -> str:
        page, shown = LoopPage(view=view, part=view == "time" and not keys), shown_at(day)
        settle(page, shown, store)
        for key in keys:
            page.act(key, shown)
        return "\n".join(plain(line) for line in page.lines(shown, Surface(100, 20, FULL)))

    for view in ("loops", "time"):
        assert "✗ ≤100 equity, frame" in drawn_on("2026-05-31", view)
        assert "✗ ≤100 equity, frame" not in drawn_on("2026-06-01", view)
    # What went is still told of its date.
    assert "✗ ≤100 Nvidia → OpenAI withdrawn" in drawn_on("2026-06-01", "time", "up")
    store.close()


def pair(payer: str, payee: str, **fields: object) -> Leg:
    return leg(payer, payee, 1, **fields)


def gone(payer: str, payee: str, **fields: object) -> Leg:
    return leg(payer, payee, standing="withdrawn", status="announced", **fields)


def broken(legs: list[Leg], vanished: list[Leg]) -> list[Loop]:
    chains = broken_chains(legs, vanished, lambda: False)
    return list(broken_loops(chains, legs, vanished, "headline"))


def test_only_what_a_vanished_payment_closed_is_broken() -> None:
    legs = [pair("a", "b"), pair("b", "c"), pair("c", "a"), pair("b", "a")]
    assert broken(legs, []) == []
    # Beside a payment that is still there nothing breaks; of no money nothing closed.
    assert broken(legs, [gone("b", "a", leg_id="other")]) == []
    assert broken(legs, [gone("c", "b", kind="capacity")]) == []
    assert broken(legs, [gone("c", "b", payer_kind="class")]) == []
    found = broken(legs, [gone("c", "b")])
    assert [loop.nodes for loop in found] == [("b", "c")]
    assert found[0].broken and found[0].weakest == "withdrawn"
    assert found[0].total.dollars == 1
    closed = edges_of(legs[:3], "headline")
    assert not Loop(tuple(closed)).broken

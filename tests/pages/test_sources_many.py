"""Thousands of articles, and one of thousands of paragraphs: all of it can be reached."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import polars as pl
import pytest

from tui.context import Context
from tui.corpus.articles import Attached
from tui.corpus.program import work_out
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.corpus.tables import tables
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.loaded import COUNT
from tui.pages.page import Ask, Shown, Subject, Surface
from tui.pages.sources import originals
from tui.pages.sources.page import SourcesPage

ARTICLES, PARAGRAPHS = 2_500, 3_000
LONG = "s1234"
DAYS = [date(2016, 1, 1) + timedelta(days=n) for n in range(ARTICLES)]
TOLD = [n for n in range(1, PARAGRAPHS + 1) if n % 7 == 0]


@pytest.fixture(scope="module")
def many() -> Store:
    """An article a day, one of them long, with a claim in every seventh paragraph."""
    ids = [f"s{n:04}" for n in range(ARTICLES)]
    paragraphs = [(source, 1) for source in ids if source != LONG]
    paragraphs += [(LONG, n) for n in range(1, PARAGRAPHS + 1)]
    known = DAYS[ids.index(LONG)]
    claim = {
        **{"source_id": LONG, "entity_id": "firm", "property": "opinion", "term": ""},
        **{"scope": "single", "derived": False, "stance": "opinion", "attribution": "author"},
        **{"precision": "none", "tier": 4, "rank": "normal", "statement": "It is said."},
    }
    data: dict[str, list[dict[str, object]]] = {
        "sources": [
            {"source_id": source, "title": "t", "publisher": f"p{n % 9}", "language": "en"}
            | {"kind": "news", "tier": 1 + n % 5, "known_on": day, "known_basis": "stated"}
            | {"sha256": "0"}
            for n, (source, day) in enumerate(zip(ids, DAYS, strict=True))
        ],
        "entities": [{"entity_id": "firm", "name": "Firm", "kind": "company"}],
        "paragraphs": [
            {"source_id": source, "n": n, "role": "body", "digest": f"gadget {n} of {source}"}
            for source, n in paragraphs
        ],
        "claims": [claim | {"claim_id": f"c{n:04}", "known_on": known} for n in TOLD],
        "evidence": [{"claim_id": f"c{n:04}", "n": n, "quote": f"gadget {n}"} for n in TOLD],
    }
    store = Store.memory()
    store.script_file("schema.sql")
    for table in tables():
        if rows := data.get(table.name):
            store.insert(table.name, pl.DataFrame(rows, infer_schema_length=None))
    work_out(store)
    return store


class Reader:
    """A page with its frames; `asked` are the queries of the last key."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.page = SourcesPage()
        self.shown = Shown(Context(date(2026, 1, 1)))
        self.asked: list[Ask] = []
        self._handed: dict[str, Ask] = {}
        self.settle()

    def settle(self) -> None:
        while wanted := {
            key: ask
            for key, ask in self.page.wants(self.shown).items()
            if self._handed.get(key) != ask
        }:
            for key, ask in wanted.items():
                frame = self.store.run(named(ask.query), self.shown.context, ask.values())
                self.shown.frames[key] = frame
                self._handed[key] = ask
                self.asked.append(ask)
        self.lines = self.page.lines(self.shown, Surface(80, 20, GLYPHS["full"]))

    def press(self, *actions: str) -> list[str]:
        for action in actions:
            self.asked.clear()
            self.page.act(action, self.shown)
            self.settle()
        return [plain(line) for line in self.lines]


def test_the_list_reaches_every_article(many: Store) -> None:
    reader = Reader(many)
    assert plain(reader.lines[0]).split("─")[-1] == " 2,500 · newest first · 1 of 2,500 ▼"
    frame = reader.press("last")
    assert "2,500 of 2,500" in frame[0] and "▌s0000" in "\n".join(frame)
    assert reader.page.reading(reader.shown).source == "s0000"
    frame = reader.press("up", "page_up")
    here = next(line for line in frame if line.startswith("▌"))
    assert reader.page.source is not None and here.startswith(f"▌{reader.page.source}")


def test_no_page_of_the_list_is_larger_than_what_is_needed(many: Store) -> None:
    reader = Reader(many)
    for action in ("page_down", "page_down", "last", "order", "first"):
        reader.press(action)
        assert len(reader.shown.rows("sources")) <= COUNT


def test_an_article_far_down_is_found_in_every_order(many: Store) -> None:
    reader = Reader(many)
    reader.page.visit(Subject(source=LONG, paragraph=1500))
    reader.settle()
    for _ in range(7):
        frame = reader.press("order")
        assert any(line.startswith(f"▌{LONG}") for line in frame), frame
        assert f"{LONG} · P1500 of 3000" in "\n".join(frame)


def test_a_long_article_is_read_in_pieces_to_its_end(many: Store) -> None:
    reader = Reader(many)
    reader.page.visit(Subject(source=LONG, paragraph=1))
    reader.settle()
    assert len(reader.shown.rows("paragraphs")) == 300
    for action, n in (("last", PARAGRAPHS), ("up", PARAGRAPHS - 1), ("first", 1), ("down", 2)):
        frame = "\n".join(reader.press(action))
        assert reader.page.n == n and f"gadget {n} of {LONG}" in frame
        assert len(reader.shown.rows("paragraphs")) <= 300


def test_scrolling_reads_nothing_but_a_new_piece_now_and_then(many: Store) -> None:
    reader = Reader(many)
    reader.page.visit(Subject(source=LONG, paragraph=1))
    reader.settle()
    pieces = 0
    for n in range(2, 402):
        reader.press("down")
        assert reader.page.n == n
        assert {ask.query for ask in reader.asked} <= {"paragraphs", "paragraph_claims"}
        pieces += bool(reader.asked)
    assert pieces == 3  # after 200, 300 and 400: three pieces of a hundred are there at a time


def test_next_claim_walks_over_the_ends_of_the_pieces(many: Store) -> None:
    reader = Reader(many)
    reader.page.visit(Subject(source=LONG, paragraph=1))
    reader.settle()
    seen: list[int | None] = []
    while len(seen) < len(TOLD):
        reader.press("next_hit")
        seen.append(reader.page.n)
    assert seen == TOLD
    assert reader.page.act("next_hit", reader.shown) is False
    reader.press("previous_hit")
    assert reader.page.n == TOLD[-2]


def test_the_hits_reach_beyond_a_thousand(many: Store) -> None:
    reader = Reader(many)
    reader.page.find("gadget")
    reader.settle()
    texts = ARTICLES - 1 + PARAGRAPHS + len(TOLD)
    assert f"{texts:,} hits · 1 of {texts:,}" in plain(reader.lines[0])
    assert len(reader.shown.rows("hits")) <= COUNT
    frame = reader.press("last")
    assert "s0000" in "\n".join(frame) and reader.page.source == "s0000"


def test_originals_are_folded_in_the_thread_that_searches(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[str] = []

    def counted(text: str) -> str:
        folded.append(threading.current_thread().name)
        return text.lower()

    monkeypatch.setattr(originals, "fold", counted)
    reader = Reader(many)
    reader.shown.attached = Attached({f"s{n:04}": ["Hallali", "ZEBULON"] for n in range(50)})
    reader.page.find("zebulon")
    reader.settle()
    assert folded == []
    work = reader.page.work(reader.shown)
    assert work is not None
    gave: list[object] = []
    thread = threading.Thread(target=lambda: gave.append(work.run(lambda: False)), name="aside")
    thread.start()
    thread.join()
    assert folded == ["aside"] * 50
    work.take(gave[0])
    rows = reader.page.found().rows()
    assert [(row["source_id"], row["n"]) for row in rows] == [(f"s{n:04}", 2) for n in range(50)]
    assert reader.page.work(reader.shown) is None
    # Typing on searches what was folded, and folds nothing again.
    reader.page.find("zebulo")
    reader.settle()
    again = reader.page.work(reader.shown)
    assert again is not None
    again.take(again.run(lambda: False))
    assert len(folded) == 50


def test_a_search_that_is_given_up_ends(many: Store) -> None:
    finds = originals.Originals()
    attached = Attached({f"s{n}": ["text"] for n in range(10)})
    asked = iter([False] * 3 + [True] * 10)
    found = finds.find(attached, ["text"], attached.originals, lambda: next(asked))
    assert len(found) == 3

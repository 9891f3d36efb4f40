"""Five thousand deals over ten years: a key costs what it costs with twenty."""

from __future__ import annotations

import random
from datetime import date, timedelta

import polars as pl
import pytest

from tui.context import Context
from tui.corpus.program import work_out
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.corpus.tables import tables
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.loaded import COUNT
from tui.pages.page import Ask, Shown, Surface
from tui.pages.timeline import lanes
from tui.pages.timeline.page import TimelinePage

FIRST, NEWS = date(2016, 1, 4), 8
WEEKS = [FIRST + timedelta(weeks=n) for n in range(520)]
CLAIM = {
    **{"scope": "single", "derived": False, "stance": "affirmed", "attribution": "author"},
    **{"precision": "none", "tier": 4, "rank": "normal", "statement": "It is said.", "term": ""},
}


def corpus(deals: int) -> Store:
    """So many deals of one leg, each told of on eight days of ten years."""
    chance = random.Random(7)
    data: dict[str, list[dict[str, object]]] = {
        "sources": [
            {"source_id": f"s{n}", "title": "t", "publisher": "p", "language": "en", "kind": "news"}
            | {"tier": 4, "known_on": day, "known_basis": "stated", "sha256": "0"}
            for n, day in enumerate(WEEKS)
        ],
        "entities": [
            {"entity_id": f"e{n}", "name": f"Firm {n}", "kind": "company"} for n in range(100)
        ],
        "deals": [],
        "legs": [],
        "claims": [],
    }
    for n in range(deals):
        payer, payee = chance.sample(range(100), 2)
        deal, leg = f"d{n:04}", f"d{n:04}.leg"
        data["deals"].append({"deal_id": deal, "title": f"Firm {n}–Firm {n}", "relation": "none"})
        data["legs"].append(
            {"leg_id": leg, "deal_id": deal, "payer_id": f"e{payer}", "payee_id": f"e{payee}"}
            | {"kind": "equity", "medium": "cash", "what": "equity"}
        )
        for at, week in enumerate(sorted(chance.sample(range(len(WEEKS)), NEWS))):
            told: dict[str, object] = {"property": "status", "status": "announced"}
            if at == 0:
                usd = float(10**9 * chance.randint(1, 90))
                told = {"property": "amount", "low": usd, "high": usd, "unit": "usd"}
                told["bound"] = "exact"
            data["claims"].append(
                CLAIM
                | {"claim_id": f"c{n:04}-{at}", "source_id": f"s{week}", "leg_id": leg}
                | {"known_on": WEEKS[week]}
                | told
            )
    store = Store.memory()
    store.script_file("schema.sql")
    for table in tables():
        rows = data.get(table.name, [])
        names = [name for name in table.names if any(name in row for row in rows)]
        if rows:
            full = [{name: row.get(name) for name in names} for row in rows]
            store.insert(table.name, pl.DataFrame(full, infer_schema_length=None))
    work_out(store)
    return store


@pytest.fixture(scope="module", params=[20, 5000])
def many(request: pytest.FixtureRequest) -> tuple[int, Store]:
    """How many deals, and the corpus."""
    return request.param, corpus(request.param)


class Reader:
    """A page with its frames, and what its drawing costs."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.page = TimelinePage(today=date(2026, 1, 1))
        self.shown = Shown(Context(date(2026, 1, 1)))
        self.asked: list[Ask] = []
        self.settle()
        self.draw()

    def settle(self) -> None:
        handed: dict[str, Ask] = {}
        while wanted := {
            key: ask for key, ask in self.page.wants(self.shown).items() if handed.get(key) != ask
        }:
            for key, ask in wanted.items():
                handed[key] = ask
                have = self.shown.frames.get(key)
                if have is None or (ask.query, ask.values()) != self._of(have.sql, have.params):
                    self.asked.append(ask)
                    self.shown.frames[key] = self.store.run(
                        named(ask.query), self.shown.context, ask.values()
                    )

    def _of(self, sql: str, params: object) -> tuple[str, object]:
        return next((n for n in ASKED if named(n).sql == sql), ""), params

    def draw(self) -> list[str]:
        surface = Surface(80, 20, GLYPHS["full"])
        return [plain(line) for line in self.page.lines(self.shown, surface)]

    def press(self, action: str) -> list[str]:
        self.asked.clear()
        self.page.act(action, self.shown)
        self.settle()
        return self.draw()


ASKED = ("timeline", "timeline_legs", "timeline_claims", "timeline_sizes", "quiet")


def test_only_visible_lanes_are_made_and_drawn(
    many: tuple[int, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, store = many
    reader = Reader(store)
    made: list[str] = []
    segments = lanes.segments

    def counted(row: lanes.LaneRow, as_of: date) -> tuple[lanes.Segment, ...]:
        made.append(row.lane)
        return segments(row, as_of)

    monkeypatch.setattr(lanes, "segments", counted)
    for action in ("down", "page_down", "up", "right", "zoom_in", "fit"):
        made.clear()
        reader.press(action)
        # Eleven lanes are seen at 80x24, of twenty as of five thousand.
        assert len(made) == len(set(made)) == 11


def test_a_step_of_the_cursor_reads_only_what_is_below(many: tuple[int, Store]) -> None:
    _, store = many
    reader = Reader(store)
    for action in ("down", "down", "up"):
        reader.press(action)
        assert [ask.query for ask in reader.asked] == ["timeline_claims", "timeline_sizes"]
    for action in ("right", "zoom_out", "fit", "next_part"):
        reader.press(action)
        assert reader.asked == []


def test_no_page_of_lanes_is_larger_than_what_is_needed(many: tuple[int, Store]) -> None:
    deals, store = many
    reader = Reader(store)
    assert f"{deals:,} · latest news first · 1 of {deals:,}" in reader.draw()[0]
    assert len(reader.shown.frames["deals"]) == min(deals, COUNT)
    frame = reader.press("last")
    assert f"{deals:,} of {deals:,}" in frame[0]
    assert len(reader.shown.frames["deals"]) <= COUNT
    last = reader.page.chosen()
    assert last is not None and frame[12].startswith(f"▌{last.label}")


def test_every_lane_is_reached_once_by_paging(many: tuple[int, Store]) -> None:
    deals, store = many
    reader = Reader(store)
    seen: list[str] = []
    for _ in range(2 + min(deals, 230) // 11):
        seen += [line[1:].split("–")[0] for line in reader.draw()[2:13]]
        reader.press("page_down")
    # A page overlaps the one before: what counts is that none is left out and the order holds.
    once = list(dict.fromkeys(seen))
    assert len(once) >= min(deals, 230)
    rows = store.rows(
        "SELECT title, max(known_on) FROM claims JOIN legs USING (leg_id) JOIN deals "
        "ON deals.deal_id = legs.deal_id GROUP BY title"
    )
    newest = {title.split("–")[0]: day for title, day in rows}
    days = [newest[label] for label in once]
    assert days == sorted(days, reverse=True)


def test_another_date_keeps_the_lane_under_the_cursor(many: tuple[int, Store]) -> None:
    _, store = many
    reader = Reader(store)
    for _ in range(12):
        reader.press("down")
    chosen = reader.page.lane
    reader.shown.context = reader.shown.context.at(date(2026, 2, 1))
    reader.shown.frames.pop("deals")
    reader.settle()
    assert reader.page.lane == chosen


def test_a_list_that_is_cut_says_so(many: tuple[int, Store]) -> None:
    deals, store = many
    reader = Reader(store)
    reader.page.view = "quiet"
    reader.settle()
    assert ("the first 1,000" in reader.draw()[0]) == (deals > 1000)

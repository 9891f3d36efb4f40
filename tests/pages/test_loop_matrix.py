"""The network view: who pays whom, the pair under the cursor, what goes round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from tests.network.given import BILLION, leg
from tui.context import Context, Lens
from tui.corpus.opening import Opened
from tui.draw.spans import plain
from tui.format import FULL
from tui.pages.legs import told_rows
from tui.pages.loop.page import LoopPage
from tui.pages.loop.pairs import MOST_NODES, Pairs
from tui.pages.loop.split import Part, parts
from tui.pages.page import Open, Shown, Surface
from tui.pages.settle import settle

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


@pytest.fixture
def network(opened: Opened, shown_at: At) -> Callable[..., tuple[LoopPage, Shown]]:
    def at(day: str, lens: Lens = "headline", *keys: str) -> tuple[LoopPage, Shown]:
        page, shown = LoopPage(view="matrix"), shown_at(day, lens)
        settle(page, shown, opened.store)
        for key in keys:
            page.act(key, shown)
            settle(page, shown, opened.store)
        return page, shown

    return at


def split(page: LoopPage, shown: Shown) -> list[Part]:
    found = page.found(shown)
    assert found is not None
    assert found.network is not None
    return parts(found, found.network, shown.context.lens)


def test_the_loop_is_lit_and_nothing_else(network: Callable[..., tuple[LoopPage, Shown]]) -> None:
    page, shown = network("2025-10-07", "headline", "view_back", "down", "view")
    lines = page.lines(shown, Surface(80, 20, FULL))
    assert plain(lines[0]).startswith("Network")
    lit = [text for line in lines for text, role in line if "underline" in role.split()]
    # Loop 2 of that day is Microsoft and OpenAI: an amount from 10 $B one way, none the other.
    assert sorted(text.strip(" *") for text in lit) == ["?", "▅"]


def test_the_cursor_begins_on_the_loop_and_walks(
    network: Callable[..., tuple[LoopPage, Shown]],
) -> None:
    page, shown = network("2025-10-07")
    rows = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    assert any(row.startswith("Nvidia → OpenAI ──") and "1 leg, 1 back" in row for row in rows)
    assert rows[-1].startswith("▸ · ≤100 Nvidia → OpenAI, equity, frame")
    # OpenAI, of most dollars, stands first, Nvidia second: up and right is the way back.
    page.act("up", shown)
    page.act("right", shown)
    assert page.subject(shown).leg == "nvidia-openai-2025.gpus"
    wish = page.act("enter", shown)
    assert isinstance(wish, Open)
    assert (wish.what, wish.subject.deal) == ("deal", "nvidia-openai-2025")
    assert not page.act("up", shown)


def test_a_pair_of_several_legs_is_a_sum_and_then_its_legs(
    network: Callable[..., tuple[LoopPage, Shown]],
) -> None:
    page, shown = network("2026-02-03")
    legs = ("nvidia-openai-2025.equity", "nvidia-openai-2026.equity")
    assert page.subject(shown).legs == legs
    assert page.act("enter", shown) is True
    assert page.subject(shown).leg == legs[0]
    assert page.act("down", shown)
    assert page.subject(shown).leg == legs[1]
    wish = page.act("enter", shown)
    assert isinstance(wish, Open)
    assert wish.subject.deal == "nvidia-openai-2026"
    assert page.act("escape", shown)
    assert page.subject(shown).legs == legs
    assert not page.act("escape", shown)


def test_rows_that_are_scrolled_away_are_counted(
    network: Callable[..., tuple[LoopPage, Shown]],
) -> None:
    page, shown = network("2026-03-05")
    rows = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    letters = [row for row in rows if re.match(r"[ ▌][a-z] ", row)]
    count = len(Pairs.of(page.scene(shown).found.legs.values(), shown.context).nodes)
    assert len(letters) < count
    assert f" {len(letters)} of {count} rows ·" in rows[0]
    rows = [plain(line) for line in page.lines(shown, Surface(80, 40, FULL))]
    assert f" {count} pay or are paid ·" in rows[0]


def test_an_empty_pair_says_so(network: Callable[..., tuple[LoopPage, Shown]]) -> None:
    page, shown = network("2025-10-07", "headline", "left", "left", "up")
    rows = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    assert " no leg is known this way" in rows
    assert page.subject(shown).legs == ()
    assert page.act("enter", shown) is False


def test_a_pick_keeps_its_own_row_and_column(opened: Opened, shown_at: At, drawn: Drawn) -> None:
    shown = shown_at("2025-10-07", "headline", "amd")
    text = "\n".join(drawn(LoopPage(view="matrix"), shown))
    assert "4 pay or are paid" in text
    for name in ("AMD", "OpenAI", "Microsoft", "Meta"):
        assert f" {name}" in text
    assert "Intel" not in text


def test_what_goes_round_is_divided_and_called_so(
    network: Callable[..., tuple[LoopPage, Shown]],
) -> None:
    page, shown = network("2026-02-03", "headline", "next_part", "next_part")
    rows = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    # metrics.md 2.4: 240 of 488 at the trial; both legs to OpenAI whole, 120 of the 350 back.
    assert "240 of ≤488 · one way to divide it, first by leg" in rows[0]
    by_leg = {part.told.leg.leg_id: (part.dollars, part.goes_round) for part in split(page, shown)}
    assert by_leg["nvidia-openai-2025.gpus"] == (350 * BILLION, 120 * BILLION)
    assert by_leg["nvidia-openai-2025.equity"] == (100 * BILLION, 100 * BILLION)
    assert by_leg["nvidia-openai-2026.equity"] == (20 * BILLION, 20 * BILLION)
    assert rows[2].split()[-3:] == ["≈350", "120", "230"]
    # Intel pays nobody back, Azure's price is not printed.
    intel = next(row for row in rows if "Nvidia → Intel" in row)
    assert intel.split()[-3:] == ["5", "–", "5"]
    microsoft = next(row for row in rows if "Microsoft → OpenAI" in row)
    assert microsoft.split()[-3:] == ["≈13", "?", "?"]


@pytest.mark.parametrize("day", ["2025-10-07", "2025-12-31", "2026-02-03"])
def test_what_goes_round_comes_back_to_everybody(
    network: Callable[..., tuple[LoopPage, Shown]], day: str
) -> None:
    page, shown = network(day)
    balance: Counter[str] = Counter()
    for part in split(page, shown):
        balance[part.told.leg.payer] -= part.goes_round or 0
        balance[part.told.leg.payee] += part.goes_round or 0
        assert part.goes_round is None or 0 <= part.goes_round <= (part.dollars or 0)
    assert set(balance.values()) == {0}


def test_without_a_return_leg_in_dollars_nothing_is_divided(
    network: Callable[..., tuple[LoopPage, Shown]],
) -> None:
    page, shown = network("2026-03-05", "paid", "next_part", "next_part")
    rows = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    assert "legs on loops in dollars" in rows[0]
    assert "one way to divide" not in rows[0]
    assert all(part.goes_round is None for part in split(page, shown) if part.on_loop)


def test_the_matrix_stops_at_25_of_most_dollars() -> None:
    rows = [
        vars_of(leg(f"c{number:02}", f"c{number + 1:02}", number * BILLION)) for number in range(40)
    ]
    pairs = Pairs.of(told_rows(rows), Context(date(2026, 1, 1)))
    assert (len(pairs.nodes), pairs.every) == (MOST_NODES, 41)
    # Of each the dollars paid and received count: 39 + 38, 38 + 37 ... down to 17 + 16.
    assert pairs.nodes[0] == "c39"
    assert set(pairs.nodes) == {f"c{number:02}" for number in range(16, 41)}


LEG_COLUMNS = (
    *("leg_id", "deal_id", "payer", "payee", "payer_kind", "payee_kind", "kind", "medium"),
    *("status", "standing", "headline", "announced", "firm", "paid"),
)


def vars_of(one: object) -> dict[str, object]:
    """A leg as a row of legs.sql."""
    row = {name: getattr(one, name) for name in LEG_COLUMNS}
    row |= {"what": "goods", "derived": False, "gone": False, "in_dollars": True}
    row |= {"amount_low": None, "amount_high": None, "amount_bound": None}
    row |= {"amount_claim": None, "status_claim": None, "standing_claim": None}
    return row | {"known_from": date(2026, 1, 1)}


@pytest.mark.parametrize("size", [(80, 20), (74, 36), (160, 46), (60, 11)])
@pytest.mark.parametrize("part", [0, 1, 2])
def test_it_fits(
    network: Callable[..., tuple[LoopPage, Shown]], size: tuple[int, int], part: int
) -> None:
    page, shown = network("2026-03-05", "headline", *["next_part"] * part)
    lines = page.lines(shown, Surface(*size, FULL))
    assert len(lines) <= size[1]
    assert all(len(plain(line)) <= size[0] for line in lines)

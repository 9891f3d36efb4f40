"""Labels of the arrows: how much is said in how much room."""

import pytest

from tui.draw.ring_labels import RingLeg, Row, block, cut_row, row_width
from tui.format import ASCII, FULL

B = 1_000_000_000
GPUS = RingLeg("gpus", "≈350", "GPUs", "conditional", "live", 350 * B, "derived")
STAKE = RingLeg("stake", "≤100", "equity", "conditional", "paused", 100 * B)
ROUND = RingLeg("round", "≈20", "equity", "announced")


def texts(rows: list[Row]) -> list[str]:
    return ["".join(text for text, _, _ in row) for row in rows]


@pytest.mark.parametrize(
    ("width", "rows", "said"),
    [
        (33, 1, ["▒ ≈350 GPUs, conditional, derived"]),
        (32, 1, ["▒ ≈350 GPUs, derived"]),
        (32, 2, ["▒ ≈350 GPUs", "  conditional, derived"]),
        (22, 2, ["▒ ≈350 GPUs", "  conditional, derived"]),
        (21, 2, ["▒ ≈350 GPUs, derived"]),
        (20, 1, ["▒ ≈350 GPUs, derived"]),
        (19, 1, ["▒ ≈350 GPUs"]),
        (11, 1, ["▒ ≈350 GPUs"]),
        (10, 1, ["▒ ≈350"]),
        (6, 3, ["▒ ≈350"]),
        (5, 3, ["▒ ≈3…"]),
        (1, 1, ["…"]),
        (0, 1, []),
        (9, 0, []),
    ],
)
def test_one_leg(width: int, rows: int, said: list[str]) -> None:
    assert texts(block([GPUS], width, rows, None, FULL)) == said


@pytest.mark.parametrize(
    ("width", "rows", "said"),
    [
        (49, 2, ["‖ ≤100 equity, paused   + · ≈20 equity, announced"]),
        (48, 2, ["‖ ≤100 equity, paused", "+ · ≈20 equity, announced"]),
        (25, 2, ["‖ ≤100 equity, paused", "+ · ≈20 equity, announced"]),
        (46, 1, ["‖ ≤100 equity   + · ≈20 equity"]),
        (24, 2, ["‖ ≤100 equity", "+ · ≈20 equity"]),
        (29, 1, ["‖ ≤100   + · ≈20"]),
        (8, 2, ["‖ ≤100", "+ · ≈20"]),
        (13, 1, ["‖ ≤100   + ·…"]),
        (6, 2, ["‖ ≤100", "+ · ≈…"]),
    ],
)
def test_two_legs(width: int, rows: int, said: list[str]) -> None:
    assert texts(block([STAKE, ROUND], width, rows, None, FULL)) == said


def test_more_legs_than_rows_share_the_last_row() -> None:
    legs = [RingLeg(at, f"≈{at}", "", "paid") for at in range(10, 15)]
    assert texts(block(legs, 12, 2, None, FULL)) == ["█ ≈10", "+ █ ≈11   +…"]
    # The chosen leg comes first, so that it is never the one that is cut away.
    assert texts(block(legs, 12, 2, 14, FULL)) == ["▸ █ ≈14", "+ █ ≈10   +…"]
    assert texts(block(legs, 12, 1, 14, FULL)) == ["▸ █ ≈14   +…"]


def test_the_status_word_is_not_said_twice() -> None:
    leg = RingLeg("now", "?", "GPUs", "delivered", "live", None, "delivered")
    assert texts(block([leg], 60, 1, None, FULL)) == ["█ ? GPUs, delivered"]


def test_without_kind_or_status() -> None:
    assert texts(block([RingLeg("x", "6 GW", "", None)], 60, 1, None, FULL)) == ["  6 GW"]


def test_roles_and_owners() -> None:
    (row,) = block([STAKE, ROUND], 80, 1, "round", FULL)
    assert row == [
        ("‖", "paused", "stake"),
        (" ≤100 equity, paused", "", "stake"),
        ("   + ", "muted", None),
        ("▸ ", "accent bold", "round"),
        ("·", "announced bold", "round"),
        (" ≈20 equity, announced", "bold", "round"),
    ]
    rows = block([GPUS], 25, 2, "gpus", FULL)
    assert rows[1] == [("  conditional, derived", "bold", "gpus")]


def test_ascii() -> None:
    assert texts(block([STAKE], 40, 1, "stake", ASCII)) == ['> " <=100 equity, paused']
    assert texts(block([STAKE], 8, 1, None, ASCII)) == ['" <=100']
    assert texts(block([STAKE], 6, 1, None, ASCII)) == ['" <=..']


def test_cut_row_keeps_a_place_for_the_ellipsis() -> None:
    row: Row = [("abc", "x", 1), ("def", "y", 2)]
    assert cut_row(row, 6, FULL) == row
    assert cut_row(row, 5, FULL) == [("abc", "x", 1), ("d…", "y", 2)]
    assert cut_row(row, 4, FULL) == [("abc", "x", 1), ("…", "y", 2)]
    assert cut_row(row, 3, FULL) == [("ab…", "x", 1)]
    assert row_width(cut_row(row, 4, ASCII)) <= 4

"""Which legs count, which may close a loop, and how firm they are."""

import pytest

from tests.network.given import leg
from tui.context import Lens
from tui.network.leg import FIRMNESS, cash_legs, firmness, loop_legs, weakest, weighing_legs


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"standing": "live", "status": "rumoured"}, True),
        ({"standing": "paused", "status": "announced"}, True),
        ({"standing": "denied", "status": "announced"}, False),
        ({"standing": "withdrawn", "status": "announced"}, False),
        ({"standing": "withdrawn", "status": "announced", "paid": 7}, True),
        ({"standing": "withdrawn", "status": "partly_paid"}, True),
    ],
)
def test_a_leg_counts_unless_denied_or_withdrawn_unpaid(
    fields: dict[str, object], counts: bool
) -> None:
    assert leg("a", "b", **fields).counts is counts


def test_loops_run_over_legs_between_companies() -> None:
    closing = [
        leg("a", "b", leg_id="1"),
        leg("a", "b", leg_id="2", kind="warrant"),
        leg("a", "b", leg_id="3", kind="cloud_credit"),
    ]
    others = [
        leg("a", "a"),
        leg("a", "b", kind="capacity"),
        leg("a", "b", kind="guarantee"),
        leg("a", "b", payee_kind="class"),
        leg("a", "b", payer_kind="person"),
        leg("a", "b", standing="denied"),
    ]
    assert loop_legs(others + closing) == closing


def test_totals_leave_out_what_does_not_weigh() -> None:
    kinds = ("equity", "debt", "guarantee", "purchase", "lease", "warrant", "cloud_credit")
    legs = [leg("a", "b", leg_id=kind, kind=kind) for kind in (*kinds, "capacity")]
    weighing = {each.kind for each in weighing_legs(legs)}
    assert weighing == {"equity", "debt", "purchase", "lease", "cloud_credit"}


def test_cash_is_whole_or_part() -> None:
    legs = [leg("a", "b", medium=medium) for medium in ("cash", "in_kind", "mixed", "shares")]
    assert [each.medium for each in cash_legs(legs)] == ["cash", "mixed"]


@pytest.mark.parametrize(
    ("weaker", "firmer"),
    [
        ("withdrawn", "paused"),
        ("paused", "rumoured"),
        ("rumoured", "announced"),
        ("loi", "conditional"),
        ("conditional", "binding"),
        ("delivered", "partly_paid"),
        ("partly_paid", "paid"),
    ],
)
def test_firmness_goes_by_the_glossary(weaker: str, firmer: str) -> None:
    assert firmness(weaker) < firmness(firmer)
    legs = [leg("a", "b", status=word, standing="live") for word in (firmer, weaker)]
    assert weakest(legs) == weaker


def test_a_standing_hides_the_status() -> None:
    assert leg("a", "b", status="paid", standing="paused").shown == "paused"
    assert leg("a", "b", status="paid", standing="live").shown == "paid"


def test_no_other_word_has_a_firmness() -> None:
    assert len(set(FIRMNESS)) == len(FIRMNESS)
    with pytest.raises(ValueError, match="signed"):
        firmness("signed")


@pytest.mark.parametrize(
    ("lens", "fields", "bounds"),
    [
        ("headline", {"headline": 100, "high": 100}, (None, 100)),
        ("headline", {"headline": 150, "low": 150}, (150, None)),
        ("headline", {"headline": 30, "low": 20, "high": 30}, (20, 30)),
        ("firm", {"firm": 20, "low": 20, "high": 30}, (20, 30)),
        ("announced", {"announced": 20, "low": 20, "high": 30}, (20, 30)),
        ("paid", {"paid": 20, "low": 20, "high": 30, "status": "paid"}, (20, 30)),
        # What was funded replaces what was promised.
        ("paid", {"paid": 12, "low": 13, "high": 13, "status": "partly_paid"}, (12, 12)),
        # At least so much was: then it may have been more.
        ("paid", {"paid": 12, "status": "partly_paid", "paid_mark": "≥"}, (12, None)),
        ("headline", {"headline": 10, "high": 100, "standing": "withdrawn"}, (10, 10)),
        ("paid", {"headline": 100, "high": 100}, (None, None)),
    ],
)
def test_bounds_are_those_of_the_lens(
    lens: Lens, fields: dict[str, object], bounds: tuple[int | None, int | None]
) -> None:
    assert leg("a", "b", **fields).bounds(lens) == bounds

"""The numbers of the network, lens by lens."""

import pytest

from tests.network.given import BILLION, golden
from tui.network.flow import Cancelled
from tui.network.ladder import ladder


def test_golden_ladder() -> None:
    headline, announced, firm, paid = ladder(golden())
    assert [rung.lens for rung in (headline, announced, firm, paid)] == [
        "headline",
        "announced",
        "firm",
        "paid",
    ]
    assert headline.circulation.dollars == 200 * BILLION
    assert headline.reciprocity == pytest.approx(headline.circulation.index)
    assert (headline.gap, headline.gap_mark) == (254 * BILLION, "≥")
    assert (headline.loops, headline.loops_complete) == (1, True)
    flows = [rung.circulation.flow for rung in (headline, announced, firm, paid)]
    assert [flow.dollars for flow in flows] == [
        472 * BILLION,
        122 * BILLION,
        22 * BILLION,
        22 * BILLION,
    ]
    assert [(flow.quantified, flow.legs) for flow in flows] == [(5, 5), (4, 5), (3, 5), (3, 5)]
    assert [rung.loops for rung in (announced, firm, paid)] == [0, 0, 0]
    assert [rung.circulation.dollars for rung in (announced, firm, paid)] == [None, None, None]


def test_it_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        ladder(golden(), cancelled=lambda: True)

"""Concentration, large exposures and pairs, of given legs whose sums are known."""

from __future__ import annotations

import pytest

from tests.corpus.given_legs import BILLION, Figure, Given, exact, golden
from tests.pages.exposures import At, Drawn, given, ready, rows, text_of
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.format import FULL
from tui.network.circulation import circulation
from tui.network.ratios import reciprocity
from tui.pages.exposure.asides import Aside
from tui.pages.exposure.groups import listed
from tui.pages.exposure.page import ExposurePage
from tui.pages.exposure.pair import PairPage
from tui.pages.exposure.ratios import against, commitments, concentrations
from tui.pages.exposure.rows import Sum
from tui.pages.legs import told_legs

# -- against something


def test_concentration_of_known_parts_and_of_unknown_ones() -> None:
    shown, store = given([exact("a", "b", 60), exact("a", "c", 40), Given("d", "b")])
    found = {each.holder: each for each in concentrations(rows(shown, store), "equity")}
    # 0.6 ** 2 + 0.4 ** 2 = 0.52
    assert found["a"].index.low == found["a"].index.high == pytest.approx(5200)
    assert (found["d"].index.low, found["d"].index.high) == (None, None)


def test_an_upper_end_is_not_taken_for_the_amount() -> None:
    """Of at most 100 beside 5 it is unknown how alike they are: from two halves to one name."""
    shown, store = given([Given("a", "b", "equity", None, 100, "up_to"), exact("a", "c", 5)])
    (found,) = concentrations(rows(shown, store), "equity")
    assert (found.index.low, found.index.high) == pytest.approx((5000, 10_000))
    assert found.words(FULL)[0][0] == "HHI 5,000–10,000"
    about = Given("a", "b", "equity", 100, 100, "about")
    shown, store = given([about, exact("a", "c", 100)])
    (found,) = concentrations(rows(shown, store), "equity")
    assert found.words(FULL)[0][0] == "HHI ≈5,000"


def test_the_units_of_a_house_are_one_counterparty() -> None:
    """60 to a company and 60 to its unit are 12 % of 1,000, not 6 % twice."""
    figure = Figure("acme", "valuation", 1000)
    legs = [exact("acme", "beta", 60), exact("acme", "beta-cloud", 60)]
    shown, store = given(legs, [figure], units={"beta-cloud": "beta"})
    page = ExposurePage()
    text_of(page, shown, store, (120, 40))
    beside = [line[76:].strip() for line in text_of(page, shown, store, (120, 40))]
    assert "against in all 12.0% of its value · above 10%" in " ".join(beside)


def test_concentration_under_a_claimed_whole_has_bounds() -> None:
    # metrics.md 2.2 with T = 1,400 and one known part of 350.
    figure = Figure("openai", "amount", 1400, "pays", "aggregate")
    shown, store = given([exact("openai", "nvidia", 350, "purchase")], [figure])
    page = ready(ExposurePage(), shown, store)
    (whole,) = [row for row in shown.rows("aggregates")]
    index = commitments(whole, page.rows(shown)).index
    assert index.low == pytest.approx(10_000 * (350 / 1400) ** 2)
    assert index.high == pytest.approx(10_000 * ((350 / 1400) ** 2 + (1050 / 1400) ** 2))


@pytest.mark.parametrize(
    ("worth", "flag"),
    [(4500, "below 10%"), (600, "above 10%"), (350, "above 25%")],
)
def test_large_exposures_are_flagged_where_a_claim_gives_the_whole(worth: float, flag: str) -> None:
    figure = Figure("acme", "valuation", worth)
    shown, store = given([exact("acme", "beta", 100)], [figure])
    every = rows(shown, store)
    (found,) = against(every, shown)
    assert found.share.low == found.share.high == pytest.approx(100 / worth)
    assert found.flag == flag


def test_an_exposure_without_an_upper_end_may_exceed_the_limit() -> None:
    figure = Figure("acme", "valuation", 1000)
    shown, store = given([exact("acme", "beta", 50), Given("acme", "beta")], [figure])
    (found,) = against(rows(shown, store), shown)
    assert (found.share.low, found.share.high) == (pytest.approx(0.05), None)
    assert found.flag == "may exceed 25%"


def test_without_a_claim_nothing_is_flagged() -> None:
    shown, store = given([exact("acme", "beta", 100)])
    assert against(rows(shown, store), shown) == []


# -- golden values (metrics.md 2.4)


def test_golden_values_of_the_fixture() -> None:
    shown, store = given(golden())
    legs = [told.leg for told in told_legs(store.run(named("legs"), shown.context))]
    round_trip = circulation(legs, "headline")
    assert round_trip.flow.dollars == 472 * BILLION
    assert round_trip.dollars == 200 * BILLION
    assert round_trip.index == pytest.approx(0.4237, abs=5e-5)
    assert reciprocity(legs, "headline") == pytest.approx(0.4237, abs=5e-5)
    every = rows(shown, store)
    whole = {
        item.exposure_class: item
        for item in listed(every, "class", str).items
        if isinstance(item, Sum)
    }
    assert whole["equity"].part("ceiling").text(FULL) == "≤122"
    assert whole["sales"].part("ceiling").text(FULL) == "≈350"
    # 22 paid, 100 announced, and the derived 350 under the ceiling alone.
    assert whole["equity"].part("paid").text(FULL) == "≈22"
    assert whole["equity"].part("soft").text(FULL) == "≤100"
    assert whole["sales"].part("soft").text(FULL) == "?"
    page = ready(ExposurePage(), shown, store)
    gaps = {row["entity_id"]: row["gap"] for row in shown.rows("gaps") if row["gap"]}
    assert gaps == {"openai": 237 * BILLION, "microsoft": 13 * BILLION, "amazon": 4 * BILLION}
    assert [stop.size for stop in page.stops(shown) if isinstance(stop, Aside)] == ["≥237"]


def test_the_pair_card_of_the_golden_legs() -> None:
    shown, store = given(golden())
    text = "\n".join(text_of(PairPage("l000"), shown, store))
    assert text.startswith("Nvidia and Openai ─")
    shares = next(line for line in text.split("\n") if line.startswith(" vendor-funded share V"))
    assert shares.split()[3:] == ["≤28.6%", "?", "?", "?"]
    multiples = next(line for line in text.split("\n") if line.startswith(" purchase multiple M"))
    assert multiples.split()[3:] == ["≥3.5×", "?", "?", "?"]
    returns = next(line for line in text.split("\n") if line.startswith(" return legs quantified"))
    assert returns.split()[3:] == ["1", "of", "1", "0", "of", "1", "0", "of", "1", "0", "of", "1"]
    # Between 350 - 100 and 350 - 0.
    assert "Openai 250–350" in text


def test_the_pair_card_of_the_golden_interval() -> None:
    legs = [Given("nvidia", "openai", "equity", 20, 100, "range", "announced"), *golden()[1:]]
    shown, store = given(legs)
    text = "\n".join(text_of(PairPage("l000"), shown, store))
    assert "5.7–28.6%" in text
    assert "3.5–17.5×" in text


def test_a_pair_that_is_gone_says_so(opened: Opened, shown_at: At, drawn: Drawn) -> None:
    frame = drawn(PairPage("nvidia-openai-2025.equity"), shown_at("2025-09-01"))
    assert "no leg between the two is known on this date" in frame[1]


def test_a_denied_leg_a_joint_and_an_aggregate_amount_are_in_no_sum() -> None:
    legs = [
        exact("a", "b", 5),
        exact("a", "b", 7, status="announced", standing="denied"),
        exact("a", "b", 11, scope="joint"),
    ]
    shown, store = given(legs, [Figure("a", "amount", 1400, "pays", "aggregate")])
    (whole,) = [
        item for item in listed(rows(shown, store), "class", str).items if isinstance(item, Sum)
    ]
    assert whole.part("ceiling").dollars == 5 * BILLION
    assert (whole.quantified, whole.legs) == (1, 2)
    text = "\n".join(text_of(ExposurePage(), shown, store))
    assert "commitments by A      1,400  aggregate, in no sum · 5 in 1 leg, 1 leg ?" in text


def test_a_sum_has_the_loosest_bound_of_its_parts() -> None:
    def ceiling(*legs: Given) -> str:
        shown, store = given(list(legs))
        (whole,) = [i for i in listed(rows(shown, store), "class", str).items if isinstance(i, Sum)]
        return whole.part("ceiling").text(FULL)

    about = Given("a", "c", low=10, high=10, bound="about")
    upto = Given("a", "d", high=10, bound="up_to")
    least = Given("a", "e", low=10, bound="at_least")
    assert ceiling(exact("a", "b", 1)) == "1"
    assert ceiling(exact("a", "b", 1), about) == "≈11"
    assert ceiling(about, upto) == "≤20"
    assert ceiling(about, upto, least) == "≥30"
    assert ceiling(Given("a", "b")) == "?"

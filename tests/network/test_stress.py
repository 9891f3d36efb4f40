"""Who loses what if a company fails."""

import pytest

from tests.network.given import BILLION, golden, leg
from tui.network.stress import cascade, exposures, first_round


def test_the_holder_is_who_loses() -> None:
    kinds = (
        "equity",
        "cloud_credit",
        "debt",
        "guarantee",
        "lease",
        "purchase",
        "capacity",
        "warrant",
    )
    found = exposures(leg("payer", "payee", leg_id=kind, kind=kind) for kind in kinds)
    assert [
        (each.exposure_class, each.holder, [each.leg_id for each in each.legs]) for each in found
    ] == [
        ("equity", "payer", ["cloud_credit", "equity"]),
        ("credit", "payer", ["debt", "guarantee", "lease"]),
        ("sales", "payee", ["purchase"]),
        ("capacity", "payee", ["capacity"]),
        ("shares", "payee", ["warrant"]),
    ]


def test_what_is_over_or_within_one_group_is_no_exposure() -> None:
    gone = leg("a", "b", 5, standing="denied")
    assert exposures([gone, leg("a", "a", 5)]) == []


def test_first_round_if_openai_fails() -> None:
    found = first_round(golden(), "openai")
    losses = {(each.exposure.exposure_class, each.exposure.holder): each for each in found.losses}
    assert list(losses) == [
        ("equity", "microsoft"),
        ("equity", "nvidia"),
        ("sales", "nvidia"),
    ]
    microsoft = losses["equity", "microsoft"]
    assert (microsoft.paid, microsoft.firm, microsoft.ceiling) == (13 * BILLION,) * 3
    stake = losses["equity", "nvidia"]
    assert (stake.paid, stake.firm, stake.announced) == (None, None, 100 * BILLION)
    sales = losses["sales", "nvidia"]
    assert (sales.announced, sales.ceiling) == (None, 350 * BILLION)
    assert {each.percent for each in found.losses} == {100}


def test_loss_given_default_is_the_users_own() -> None:
    found = first_round(golden(), "openai", {"equity": 40, "sales": 0})
    ceilings = [(each.percent, each.ceiling) for each in found.losses]
    assert ceilings == [(40, 5_200_000_000), (40, 40 * BILLION), (0, 0)]
    rounded = first_round([leg("a", "b", 1)], "b", {"equity": 50}).losses[0]
    assert rounded.paid == 1


@pytest.mark.parametrize("lgd", [{"equity": 101}, {"credit": -1}, {"capacity": 50}, {"loans": 10}])
def test_a_percentage_that_makes_no_sense_is_refused(lgd: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"percent|class"):
        first_round(golden(), "openai", lgd)
    with pytest.raises(ValueError, match=r"percent|class"):
        cascade(golden(), "openai", {}, "paid", lgd)


def test_capacity_and_shares_have_no_dollars() -> None:
    legs = [
        leg("amd", "openai", 9, kind="warrant", units="≤10% shares"),
        leg("amd", "openai", 9, kind="capacity", units="6 GW"),
    ]
    found = first_round(legs, "amd")
    assert [each.exposure.exposure_class for each in found.losses] == ["capacity", "shares"]
    assert [each.ceiling for each in found.losses] == [None, None]


def test_who_stands_behind_the_holders() -> None:
    legs = [
        leg("softbank", "openai", 30),
        leg("lenders", "softbank", 20, kind="debt", payer_kind="class"),
        leg("openai", "softbank", 1),
        leg("other", "oracle", 1),
    ]
    behind = first_round(legs, "openai").behind
    assert [(each.holder, each.obligor) for each in behind] == [("lenders", "softbank")]


CHAIN = [
    leg("b", "a", 10, kind="debt"),
    leg("c", "b", 6),
    leg("d", "c", 5, kind="debt"),
    leg("a", "d", 50, kind="debt"),
    leg("a", "e", 50, kind="purchase"),
]


def test_a_cascade_goes_on_while_losses_exceed_equity() -> None:
    found = cascade(CHAIN, "a", {"b": 9, "c": 5, "d": 5}, "paid")
    assert found.rounds == (("a",), ("b",), ("c",))
    assert found.losses == {"b": 10, "c": 6, "d": 5}
    assert found.missing == ()


def test_what_the_first_to_fail_would_itself_lose_is_left_out() -> None:
    found = cascade(CHAIN, "a", {"b": 9, "c": 5, "d": 4}, "paid")
    assert found.rounds == (("a",), ("b",), ("c",), ("d",))
    assert found.losses == {"b": 10, "c": 6, "d": 5}
    assert found.missing == ()


def test_a_loss_equal_to_equity_is_borne() -> None:
    assert cascade(CHAIN, "a", {"b": 10}, "paid").rounds == (("a",),)


def test_a_lower_loss_given_default_stops_it() -> None:
    found = cascade(CHAIN, "a", {"b": 9, "c": 5, "d": 4}, "paid", {"credit": 50})
    assert found.rounds == (("a",),)
    assert found.losses == {"b": 5}


def test_without_equity_it_stops_and_names_whose_is_missing() -> None:
    found = cascade(CHAIN, "a", {"b": 9}, "paid")
    assert found.rounds == (("a",), ("b",))
    assert found.missing == ("c",)
    nobody = cascade(golden(), "openai", {}, "headline")
    assert nobody.rounds == (("openai",),)
    assert nobody.missing == ("microsoft", "nvidia")


def test_lost_sales_fail_nobody() -> None:
    found = cascade(
        [leg("openai", "nvidia", 350, kind="purchase")], "openai", {"nvidia": 1}, "paid"
    )
    assert (found.rounds, found.losses, found.missing) == ((("openai",),), {}, ())


def test_companies_that_hold_each_other_fall_once() -> None:
    legs = [leg("b", "a", 10), leg("c", "b", 10), leg("b", "c", 10)]
    found = cascade(legs, "a", {"b": 5, "c": 5}, "paid")
    assert found.rounds == (("a",), ("b",), ("c",))
    assert found.losses == {"b": 20, "c": 10}

"""The twenty questions that ship with the console, each with its answer from the five articles."""

from __future__ import annotations

from datetime import date

import pytest

from tests.corpus.shipped import BILLION, FEBRUARY, LATER, MARCH, OCTOBER, Row, store
from tui.console.parameters import names as parameters
from tui.console.parameters import values_of
from tui.context import Context, Lens
from tui.corpus.query import named, names

QUESTIONS = [name for name in names() if name.startswith("q") and name[1:3].isdigit()]


def answer(number: int, as_of: date = MARCH, lens: Lens = "headline", **given: object) -> list[Row]:
    """The rows of a question, with the values that stand in its text but for those given."""
    (name,) = (each for each in QUESTIONS if each.startswith(f"q{number:02}_"))
    query = named(name)
    values = {**values_of(query.sql, query.sql, {}), **given}
    return store().run(query, Context(as_of, lens), values, limit=None).rows()


def only(rows: list[Row], **wanted: object) -> Row:
    """The one row with these values."""
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, (wanted, rows)
    return found[0]


def test_there_are_twenty_with_a_title_that_asks() -> None:
    assert [name[:3] for name in QUESTIONS] == [f"q{number:02}" for number in range(1, 21)]
    titles = [named(name).title for name in QUESTIONS]
    assert len(set(titles)) == 20
    assert all(title.endswith("?") or title.startswith("Give me") for title in titles)


@pytest.mark.parametrize("name", QUESTIONS)
def test_its_values_stand_in_its_text_and_it_says_something(name: str) -> None:
    sql = named(name).sql
    assert set(values_of(sql, sql, {})) == set(parameters(sql))
    assert answer(int(name[1:3]), LATER)


def test_01_of_the_1400_nothing_is_binding_in_dollars() -> None:
    rows = answer(1, FEBRUARY, entity="openai")
    total = only(rows, part=2)
    assert total["ceiling"] == 1_400 * BILLION
    assert not any(row["firm"] or row["paid"] for row in rows)
    assert not any(row["part"] == 2 for row in answer(1, OCTOBER, entity="openai"))


def test_02_if_openai_fails() -> None:
    rows = answer(2, OCTOBER, entity="openai")
    assert only(rows, leg_id="microsoft-openai.equity")["paid"] == 13 * BILLION
    nvidia = only(rows, leg_id="nvidia-openai-2025.equity")
    assert (nvidia["paid"], nvidia["firm"], nvidia["ceiling"], nvidia["mark"]) == (
        None,
        None,
        100 * BILLION,
        "le",
    )
    assert nvidia["dual_role"] and only(rows, leg_id="amd-openai-2025.gpus-first")["pays_in_shares"]


def test_03_between_october_and_march_the_framework_vanished() -> None:
    rows = answer(3)
    assert only(rows, leg_id="nvidia-openai-2025.equity")["change"] == "vanished"
    assert only(rows, leg_id="nvidia-openai-2026.equity")["change"] == "appeared"
    sized = only(rows, leg_id="amazon-anthropic.equity")
    assert (sized["change"], sized["dollars_after"]) == ("sized", 4 * BILLION)
    # On an earlier date the later one is not known.
    assert not [row for row in answer(3, OCTOBER) if row["change"] == "vanished"]


def test_04_one_prints_the_100_flat_where_another_has_a_bound() -> None:
    row = only(answer(4), about="nvidia-openai-2025.equity")
    assert (row["earlier_low"], row["earlier_high"]) == (None, 100 * BILLION)
    assert row["later_low"] == row["later_high"] == 100 * BILLION
    assert (row["earlier_source"], row["later_source"]) == ("002", "000")
    amazon = only(answer(4), about="amazon-anthropic.equity")
    assert amazon["verdict"] == "not_comparable"  # several billion for two, against 4 for one


def test_05_the_words_stand_in_a_paragraph() -> None:
    rows = answer(5)
    gone = [row for row in rows if row["source_id"] == "001"]
    assert any(row["quote"] == "semble avoir disparu" for row in gone)
    assert all(row["digest"] for row in rows)
    assert {row["source_id"] for row in rows} == {"000", "001", "002", "003", "004"}


def test_06_huang_himself_said_that_it_does_not_bind() -> None:
    rows = answer(6, deal="nvidia-openai-2025")
    said = [row for row in rows if row["speaker"] == "Jensen Huang"]
    assert [(row["source_id"], row["stance"], row["status"]) for row in said] == [
        ("000", "negated", "binding"),
        ("001", "negated", "binding"),
    ]
    assert [row["attribution"] for row in said] == ["named", "named"]
    assert said[0]["via"] == "Wall Street Journal"


def test_07_nvidia_paid_for_at_most_two_sevenths_of_its_sale() -> None:
    row = only(answer(7, OCTOBER, entity="nvidia"), customer_id="openai")
    assert row["vendor_funded_share_high"] == pytest.approx(100 / 350)
    assert row["purchase_multiple_low"] == pytest.approx(3.5)
    assert row["funded_in_dollars"] == "1 of 1"


def test_08_the_loop_through_coreweave_has_two_legs() -> None:
    (row,) = answer(8, entity="coreweave")
    assert row["chain"] == "coreweave > nvidia"
    assert row["weakest_status"] == "delivered"
    through = answer(8, OCTOBER, entity="openai")
    nvidia = only(through, chain="nvidia > openai")
    assert nvidia["smallest"] == 100 * BILLION
    assert only(through, chain="amd > openai")["smallest"] is None


def test_09_openai_must_find_237_outside() -> None:
    (row,) = answer(9, OCTOBER, entity="openai")
    assert row["gap"] == (350 - 113) * BILLION
    assert answer(9, OCTOBER, "paid", entity="openai")[0]["gap"] is None


def test_10_since_february_the_framework_is_gone() -> None:
    rows = answer(10, **{"from": FEBRUARY})
    assert {row["known_from"] for row in rows} == {MARCH}
    gone = only(rows, subject="deal:nvidia-openai-2025", property="standing")
    assert gone["status"] == "withdrawn"
    assert answer(10, FEBRUARY, **{"from": FEBRUARY}) == []


def test_11_the_20_are_outside_of_the_100() -> None:
    (row,) = answer(11, deal="nvidia-openai-2026")
    assert (row["relation"], row["other_deal_id"]) == ("separate_from", "nvidia-openai-2025")
    assert row["source_id"] == "000"
    assert answer(11, OCTOBER, deal="nvidia-openai-2026") == []


def test_12_the_20_hang_on_one_blog() -> None:
    row = only(answer(12), subject="leg:nvidia-openai-2026.equity", property="amount")
    assert (row["origins"], row["best_tier"], row["origin"]) == (1, 5, "bitget.com")
    derived = only(answer(12), subject="leg:nvidia-openai-2025.gpus", property="amount")
    assert derived["origin"] == "cafetech.fr"


def test_13_the_5_for_intel_are_a_ninth_of_a_percent_of_what_nvidia_is_worth() -> None:
    row = only(answer(13, entity="nvidia"), leg_id="nvidia-intel.equity")
    assert row["figure_dollars"] == 4_500 * BILLION
    assert row["percent"] == 0.1


def test_14_amds_shares_wait_for_orders_and_a_price() -> None:
    rows = answer(14, OCTOBER, deal="amd-openai-2025")
    terms = {row["term"] for row in rows if row["leg_id"] == "amd-openai-2025.shares"}
    assert terms == {"gpu-purchases", "orders", "share-price"}
    first = only(rows, term="first-gw")
    assert (first["low"], first["unit"], first["due"]) == (1000, "mw", date(2026, 6, 30))


def test_15_the_first_gigawatt_of_amd_is_late_in_november() -> None:
    row = only(answer(15, LATER), subject="leg:amd-openai-2025.gpus-first")
    assert (row["due"], row["precision"]) == (date(2026, 6, 30), "half")
    assert row["days_overdue"] == (LATER - date(2026, 6, 30)).days
    assert answer(15, MARCH) == []


def test_16_amd_pays_in_shares() -> None:
    rows = answer(16)
    shares = only(rows, medium="shares")
    assert (shares["kind"], shares["leg_ids"]) == ("warrant", ["amd-openai-2025.shares"])
    assert only(rows, medium="cash", kind="purchase")["quantified"] == 0


def test_17_nvidia_funds_whom_it_sells_to() -> None:
    rows = answer(17, OCTOBER)
    pairs = {(row["company_id"], row["other_id"]) for row in rows if row["funds"]}
    assert {("nvidia", "openai"), ("microsoft", "openai"), ("amazon", "anthropic")} <= pairs
    amd = only(rows, company_id="amd", other_id="openai")
    assert amd["pays_in_shares"] and amd["sells_to"] and not amd["funds"]


def test_18_ten_and_six_gigawatts() -> None:
    rows = answer(18, OCTOBER)
    assert [(row["deal_id"], row["gigawatts_low"]) for row in rows] == [
        ("nvidia-openai-2025", 10),
        ("amd-openai-2025", 5),
        ("amd-openai-2025", 1),
    ]
    assert rows[0]["standing"] == "live"
    assert only(answer(18), deal_id="nvidia-openai-2025")["standing"] == "withdrawn"
    assert rows[2]["first_due"] == date(2026, 6, 30)


def test_19_the_column_of_the_exchange_retells_the_journal() -> None:
    (row,) = answer(19, source="000")
    assert (row["publisher"], row["kind"], row["tier"]) == ("bitget.com", "aggregator", 5)
    assert row["origins"] == ["Wall Street Journal"]
    assert 0 < row["from_elsewhere"] < row["claims"]
    (own,) = answer(19, source="001")
    assert own["in_comments"] > 0  # readers' comments stand apart


def test_20_a_footnote_has_publisher_day_paragraph_and_words() -> None:
    rows = answer(20, leg="microsoft-openai.equity")
    assert rows
    for row in rows:
        assert row["sha256"] and row["claim_id"]
        assert row["footnote"].count("“") == 2
    assert any(row["footnote"].startswith("cafetech.fr, “") for row in rows)
    assert any(", 2025-10-07, paragraph " in row["footnote"] for row in rows)

"""The view timeline: each word on size, status and dates, on the day of the dial."""

from datetime import date

import pytest

from tests.corpus.shipped import FEBRUARY, LATER, MARCH, OCTOBER, ask, shown

LIST = {
    **dict.fromkeys(("lane", "deal", "entity", "kind", "status", "w1")),
    "text": None,
    "w2": "",
    "w3": "",
    "order": "known",
    "reverse": True,
    "count": None,
    "skip": None,
}


@pytest.mark.parametrize(
    ("day", "standings"),
    [
        (OCTOBER, {"live"}),
        (FEBRUARY, {"live", "paused"}),
        (MARCH, {"live", "paused", "withdrawn"}),
    ],
)
def test_it_tells_how_the_framework_stood_on_the_day_of_each_word(
    day: date, standings: set[str]
) -> None:
    rows = ask("SELECT * FROM timeline WHERE deal_id = 'nvidia-openai-2025'", day)
    assert {row["standing"] for row in rows} == standings
    assert all(row["known_on"] <= day for row in rows)


@pytest.mark.parametrize("day", [date(2025, 10, 5), OCTOBER, FEBRUARY, MARCH, LATER])
def test_its_rows_are_those_of_the_list_in_the_pane(day: date) -> None:
    listed = shown("timeline_claims", day, **LIST).rows()
    rows = ask("SELECT claim_id, status, standing, known_on FROM timeline", day)
    assert rows
    assert sorted((row["claim_id"], row["status"], row["standing"]) for row in rows) == sorted(
        (row["claim_id"], row["status"], row["standing"]) for row in listed
    )


def test_it_goes_by_the_dates_on_which_things_are_true() -> None:
    rows = ask("SELECT valid_from, known_on, claim_id FROM timeline", MARCH)
    dated = [row["valid_from"] for row in rows if row["valid_from"] is not None]
    assert dated == sorted(dated)
    assert all(row["valid_from"] is None for row in rows[len(dated) :])

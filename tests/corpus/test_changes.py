"""Every verb of what changed, on a corpus in which each leg does what one verb says."""

from __future__ import annotations

from datetime import date

import pytest

from tui.context import Context
from tui.corpus.query import named
from tui.corpus.store import Store

LEG = "INSERT INTO legs VALUES ('{0}', 'd', 'a', 'b', 'equity', 'cash', 'equity');"
CLAIM = (
    "INSERT INTO claims (claim_id, source_id, leg_id, property, term, low, high, unit, bound,"
    " scope, derived, status, stance, attribution, precision, known_on, tier, rank, statement)"
    " VALUES"
    " ('{source}-{leg}-{property}', '{source}', '{leg}', '{property}', '', {low}, {high}, {unit},"
    " {bound}, 'single', false, {status}, 'affirmed', 'author', 'none', '{day}', 4, 'normal', 's');"
)
DAYS = {"1": "2025-01-01", "2": "2025-02-01"}


def amount(leg: str, source: str, billions: int) -> str:
    number = str(billions * 10**9)
    return CLAIM.format(
        **{"source": source, "leg": leg, "property": "amount", "low": number, "high": number},
        **{"unit": "'usd'", "bound": "'exact'", "status": "NULL", "day": DAYS[source]},
    )


def status(leg: str, source: str, word: str, property_: str = "status") -> str:
    return CLAIM.format(
        **{"source": source, "leg": leg, "property": property_, "low": "NULL", "high": "NULL"},
        **{"unit": "NULL", "bound": "NULL", "status": f"'{word}'", "day": DAYS[source]},
    )


VERBS = {
    "appeared": [("2", "status", "announced")],
    "raised": [("1", "amount", 4), ("2", "amount", 5)],
    "lowered": [("1", "amount", 5), ("2", "amount", 4)],
    "sized": [("1", "status", "announced"), ("2", "amount", 4)],
    "firmed up": [("1", "status", "announced"), ("2", "status", "binding")],
    "weakened": [("1", "status", "binding"), ("2", "status", "announced")],
    "clarified": [("1", "status", "announced"), ("2", "status", "loi")],
    "paused": [("1", "status", "announced"), ("2", "standing", "paused")],
    "denied": [("1", "status", "announced"), ("2", "standing", "denied")],
    "vanished": [("1", "status", "announced"), ("2", "standing", "withdrawn")],
    "revived": [("1", "standing", "paused"), ("2", "standing", "live")],
    "unchanged": [("1", "status", "announced")],
}


@pytest.fixture(scope="module")
def verbs() -> Store:
    """A corpus in which each leg, named by its verb, does what the verb says on 1 February."""
    store = Store.memory()
    store.script_file("schema.sql")
    source = (
        "INSERT INTO sources VALUES ('{0}', 't', 'p', NULL, NULL, 'en', 'news', 4, NULL, '{1}',"
    )
    script = [source.format(*each) + " 'stated', NULL, '0', NULL);" for each in DAYS.items()]
    script += [
        f"INSERT INTO entities VALUES ('{e}', '{e}', 'company', NULL, NULL, NULL);" for e in "ab"
    ]
    script.append("INSERT INTO deals VALUES ('d', 'd', 'none', NULL, NULL, NULL);")
    for verb, claims in VERBS.items():
        script.append(LEG.format(verb))
        for source_id, property_, value in claims:
            script.append(
                amount(verb, source_id, int(value))
                if property_ == "amount"
                else status(verb, source_id, str(value), property_)
            )
    store.script("\n".join(script))
    store.script_file("build.sql")
    store.script_file("views.sql")
    return store


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb(verbs: Store, verb: str) -> None:
    values = {"from": date(2025, 1, 15), "to": date(2025, 2, 15), "unchanged": True}
    frame = verbs.run(named("changes"), Context(date(2025, 3, 1)), values)
    row = next(row for row in frame.rows() if row["leg_id"] == verb)
    assert row["change"] == verb
    # Only the source of February made a change.
    assert row["changed_by"] == (None if verb == "unchanged" else "2")


def test_dates_in_the_wrong_order_are_put_right(verbs: Store) -> None:
    day, later = date(2025, 1, 15), date(2025, 2, 15)
    context = Context(date(2025, 3, 1))
    right = verbs.run(named("changes"), context, {"from": day, "to": later}).rows()
    assert right == verbs.run(named("changes"), context, {"from": later, "to": day}).rows()
    assert len(right) == len(VERBS) - 1

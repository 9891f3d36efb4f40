"""Ids of large corpora: few are held, the engine finds the others as if all were."""

from __future__ import annotations

import random
from queue import SimpleQueue
from typing import Any

import pytest

from tests.console.corpora import entities, fill
from tests.console.given import MARCH, session
from tests.corpus.shipped import store as shipped
from tui.console.catalogue import Catalogue
from tui.console.complete import Offers, complete
from tui.console.hint import hint
from tui.console.ids import HELD, MOST, Found, Wanted
from tui.console.read import read_catalogue
from tui.corpus.frame import QueryError
from tui.corpus.query import query
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.panes.ids import Ids

PATIENCE = 90.0
ENDLESS = """SELECT $kind AS id, $typed AS stands_for
FROM range(100000000000) WHERE hash(range) = $most"""
KINDS = ("entity_id", "deal_id", "leg_id", "source_id", "known_on")


def found(store: Store, kind: str, typed: str) -> Found:
    """What the engine finds of what is typed."""
    heard: SimpleQueue[Any] = SimpleQueue()
    Ids(store, MARCH, heard.put).want(Wanted(kind, typed.lower()))
    answer = heard.get(timeout=PATIENCE).found
    assert isinstance(answer, Found)
    return answer


def offered(catalogue: Catalogue, column: str, typed: str, known: Found | None = None) -> Offers:
    text = f"from legs where {column} = '{typed}"
    return complete(text, len(text), catalogue, known)


@pytest.mark.parametrize("ids", [HELD + 1, 4 * HELD])
def test_what_the_console_holds_does_not_grow_with_the_corpus(ids: int) -> None:
    small = read_catalogue(Session(fill(Store.memory(), 10), MARCH))
    large = read_catalogue(Session(fill(Store.memory(), ids), MARCH))
    assert sum(map(len, small.ids.values())) > 0
    assert sum(map(len, large.ids.values())) <= HELD
    assert small.unheld == {}
    assert set(large.unheld.values()) == set(KINDS)
    assert large.unheld["payee_id"] == "entity_id"


def test_as_many_as_can_be_held_are() -> None:
    catalogue = read_catalogue(Session(fill(Store.memory(), HELD), MARCH))
    assert catalogue.unheld == {}
    assert {len(catalogue.ids[kind]) for kind in KINDS} == {HELD}


def test_columns_of_one_kind_share_what_is_held() -> None:
    ids = read_catalogue(session()).ids
    assert ids["payer_id"] is ids["payee_id"] is ids["entity_id"]
    assert ids["other_deal_id"] is ids["deal_id"]


def some_parts(ids: list[str]) -> list[str]:
    """Beginnings, words and insides of ids, one letter and more; and what is in none."""
    rng = random.Random(7)
    parts = ["", "x", "zz", "no such id", "%", "_", "PA"]
    for each in rng.choices(ids, k=12):
        at = rng.randrange(len(each))
        parts += [each, each[:1], each[:4].upper(), each[at : at + 2], each[at : at + 4]]
    return parts


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("of", ["shipped", "made up"])
def test_the_engine_finds_what_would_be_offered_if_all_were_held(kind: str, of: str) -> None:
    store = shipped() if of == "shipped" else fill(Store.memory(), 300)
    held = read_catalogue(Session(store, MARCH))
    asked = Catalogue(held.tables, unheld={kind: kind})
    for typed in some_parts(list(held.ids[kind])):
        assert offered(asked, kind, typed).offers == ()
        assert offered(asked, kind, typed).wanted == Wanted(kind, typed.lower())
        answer = found(store, kind, typed)
        assert offered(asked, kind, typed, answer) == offered(held, kind, typed)


def test_what_is_typed_on_needs_no_new_answer_where_all_that_can_fit_is_there() -> None:
    store = fill(Store.memory(), 300)
    asked = Catalogue(unheld={"deal_id": "deal_id"})
    known = found(store, "deal_id", "l-29")
    assert known.whole and len(known.ids) == 11
    offers = offered(asked, "deal_id", "l-299", known)
    assert ([o.text for o in offers.offers], offers.wanted) == (["deal-299"], None)
    assert offered(asked, "deal_id", "l-3", known).wanted == Wanted("deal_id", "l-3")
    cut = found(store, "deal_id", "eal")
    assert not cut.whole and len(cut.ids) == MOST + 1
    assert offered(asked, "deal_id", "eal-299", cut).wanted == Wanted("deal_id", "eal-299")


def test_two_letters_are_not_looked_for_inside_and_a_third_asks_anew() -> None:
    store = entities("abcd", "xxabc")
    asked = Catalogue(unheld={"payer_id": "entity_id"})
    known = found(store, "entity_id", "ab")
    assert list(known.ids) == ["abcd"] and known.whole
    offers = offered(asked, "payer_id", "abc", known)
    assert [offer.text for offer in offers.offers] == ["abcd"]
    assert offers.wanted == Wanted("entity_id", "abc")


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("a%c", ["a%c-1"]), ("a_c", ["a_c-1"]), ("%", ["%-1"]), ("\\_", ["\\_-1"]), ("'", ["'-1"])],
)
def test_what_is_typed_is_literal(typed: str, fits: list[str]) -> None:
    store = entities("a%c-1", "a_c-1", "abc-1", "a-bc", "%-1", "\\_-1", "'-1")
    assert list(found(store, "entity_id", typed).ids) == fits


def test_a_database_without_a_corpus_has_no_ids() -> None:
    store = Store.memory()
    store.script("CREATE TABLE legs (leg_id INTEGER)")
    catalogue = read_catalogue(Session(store, MARCH))
    assert (catalogue.ids, catalogue.unheld) == ({}, {})
    assert "legs" in catalogue.tables


def test_what_is_wanted_next_stops_what_was_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.panes.ids.catalogued", lambda name: query(ENDLESS, name))
    heard: SimpleQueue[Any] = SimpleQueue()
    ids = Ids(entities(), MARCH, heard.put)
    ids.want(Wanted("entity_id", "a"))
    first = ids._job
    ids.want(Wanted("entity_id", "a"))
    assert first is not None and ids._job is first and not first.finished
    ids.want(Wanted("entity_id", "ab"))
    second = ids._job
    assert second is not None and first.wait(PATIENCE) and first.cancelled
    ids.want(None)
    assert second.wait(PATIENCE) and second.cancelled
    assert heard.empty()


def test_a_name_compared_with_ids_that_are_not_held_may_be_one() -> None:
    held = read_catalogue(session())
    asked = Catalogue(held.tables, held.functions, held.values, {}, held.keywords, {"payer_id": ""})

    def said(sql: str) -> str:
        with pytest.raises(QueryError) as failed:
            session().run(sql, {})
        return hint(failed.value, asked)

    meant = "a text stands in single quotes: 'openai'"
    assert said("from legs where payer_id = openai") == meant
    assert said("from legs as l where l.payer_id <> openai") == meant
    assert said("select payer_id, openai from legs") == ""

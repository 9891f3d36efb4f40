"""`e` on every number of the exposure pane: what is listed adds up to the number that is printed.

The legs are made up at random; their amounts lie at both ends of a bound, so that a mark that is
taken from the wrong lens or leg is found out.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache
from typing import Any

import pytest

from tests.corpus.given_legs import BILLION, DAY, Figure, Given, exact, golden
from tests.pages.exposures import given, read, ready, text_of
from tui.context import LENSES, Context, Lens
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.format import FULL, total
from tui.pages.cards.evidence import EvidencePage
from tui.pages.exposure.asides import Aside
from tui.pages.exposure.page import ExposurePage
from tui.pages.exposure.pair import PairPage
from tui.pages.exposure.ratios import against
from tui.pages.exposure.rows import COLUMNS, Sum, added
from tui.pages.exposure.stress import StressPage
from tui.pages.exposure.stress_fields import FIELDS, key
from tui.pages.page import Shown, Subject

STATUSES = ("rumoured", "announced", "loi", "conditional", "binding", "delivered", "partly_paid")
KINDS = ("equity", "debt", "purchase", "purchase", "guarantee", "lease", "cloud_credit")
SHARES = ("vendor_funded_share", "purchase_multiple")
PARTIES = ("a", "b", "c", "d")


def any_legs(seed: int) -> list[Given]:
    """Legs of every status and bound between four companies."""
    chance = random.Random(seed)
    legs = []
    for _ in range(24):
        payer, payee = chance.sample(PARTIES, 2)
        low, high = sorted(chance.choices(range(1, 90), k=2))
        shape = chance.choice(("exact", "about", "up_to", "at_least", "range", "none"))
        ends: dict[str, Any] = {
            "exact": {"low": high, "high": high},
            "about": {"low": high, "high": high, "bound": "about"},
            "up_to": {"high": high, "bound": "up_to"},
            "at_least": {"low": low, "bound": "at_least"},
            "range": {"low": low, "high": high, "bound": "range"},
            "none": {},
        }[shape]
        legs.append(
            Given(
                payer,
                payee,
                kind=chance.choice(KINDS),
                status=chance.choice((*STATUSES, "paid")),
                standing=chance.choice(("live", "live", "live", "paused", "withdrawn", "denied")),
                derived=chance.random() < 0.2,
                funded=low / 2 if chance.random() < 0.4 else None,
                funded_bound=chance.choice(("exact", "about", "at_least")),
                **ends,
            )
        )
    return legs


@lru_cache
def made(seed: int) -> tuple[dict[str, Given], Store, dict[str, str]]:
    """Legs by their ids, in a database, and the names of their parties."""
    legs = any_legs(seed)
    shown, store = given(legs)
    return {f"l{n:03}": leg for n, leg in enumerate(legs)}, store, dict(shown.names)


def through(lens: Lens, seed: int) -> tuple[Shown, Store]:
    """What a page is shown of the legs of a seed in a lens."""
    _, store, names = made(seed)
    return Shown(Context(DAY, lens), names=names), store


def listed(subject: Subject, shown: Shown, store: Store) -> tuple[int | None, str, EvidencePage]:
    """What the rows of the card add up to, the loosest of their bounds, and the card."""
    card, under = EvidencePage(subject), Shown(shown.context, names=shown.names)
    read(card, under, store)
    every = card.sums(under)
    adding = [row for row in every if row["dollars"] is not None]
    sizes = [-row["dollars"] if row["leg_id"] in subject.less else row["dollars"] for row in adding]
    order = [row["dollars"] or 0 for row in every if row["leg_id"] not in subject.less]
    assert order == sorted(order, reverse=True)
    assert all(row["reason"] for row in every if row["dollars"] is None)
    marks = {row["mark"] for row in adding}
    mark = next((each for each in ("ge", "le", "about") if each in marks), "")
    return (sum(sizes) if sizes else None), mark, card


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("seed", range(3))
def test_weighted_numbers_are_what_their_claims_add(seed: int, lens: Lens) -> None:
    shown, store = through(lens, seed)
    chance = random.Random(seed)
    page = ready(ExposurePage(), shown, store)
    page.table.weights.values = {
        key(each): chance.choice((0, 33, 50, 100)) for each in FIELDS if each.kind == "weight"
    }
    for stop in page.stops(shown):
        if getattr(stop, "exposure_class", "capacity") == "capacity":
            continue
        page.table.on = stop.key
        part = page.table.weights.of(stop)  # type: ignore[arg-type]
        dollars, mark, card = listed(page.subject(shown), shown, store)
        assert (dollars, mark) == (part.dollars, part.mark), stop.key
        if isinstance(stop, Sum):
            head = f"{total(part.dollars, part.mark, FULL)} $B, by your figures"
            assert any(line.startswith(head) for line in text_of(card, shown, store))


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("seed", range(3))
def test_losses_by_the_readers_figures_are_what_their_claims_add(seed: int, lens: Lens) -> None:
    shown, store = through(lens, seed)
    chance = random.Random(seed)
    for weighing in (False, True):
        page = StressPage("b")
        page.values = {"lgd equity": chance.choice((33, 85)), "lgd sales": 0, "lgd credit": 41}
        if weighing:
            page.values |= {"weight announced": 40, "weight binding": 77, "weight paused": 0}
        read(page, shown, store)
        losses = page._losses(shown)
        stops = [*losses.items.rows, *losses.sums]
        for at, stop in enumerate(stops):
            own = stop if isinstance(stop, list) else [stop]
            parts = [losses.parts(each) for each in own]
            at_column = -1 if weighing else LENSES[::-1].index(lens)
            known = [each[at_column] for each in parts if each[at_column].dollars is not None]
            page.rows.cursor = at
            dollars, mark, _ = listed(page.subject(shown), shown, store)
            assert dollars == (sum(each.dollars or 0 for each in known) if known else None)
            marks = {each.mark for each in known}
            assert mark == next((m for m in ("ge", "le", "about") if m in marks), "")


@pytest.mark.parametrize("weight", [0, 40, 100])
@pytest.mark.parametrize("seed", range(3))
def test_a_weighted_number_holds_whatever_was_paid(seed: int, weight: int) -> None:
    """Of a leg with a bound the amount and what was paid of it are anything that the claims allow:
    the mark is right of all of them."""
    chance = random.Random(seed)
    shown, store = through("headline", seed)
    legs, _, _ = made(seed)
    page = ready(ExposurePage(), shown, store)
    page.table.weights.values = {key(each): weight for each in FIELDS if each.kind == "weight"}
    for row in page.rows(shown):
        part, leg = page.table.weights.of(row), legs[row.leg_id]
        if part.dollars is None or part.mark == "about" or leg.bound == "about":
            continue
        ceiling, paid = row.part("ceiling"), row.part("paid")
        # A paid leg is at stake in full, and what is left of a withdrawn one too.
        full = leg.standing == "withdrawn" or (leg.standing == "live" and leg.status == "paid")
        percent = 100 if full else weight
        for _ in range(50):
            size = ceiling.dollars or 0
            if ceiling.mark == "le":
                least = max(int((leg.low or 0) * BILLION), paid.dollars or 0)
                size = chance.randint(least, size)
            elif ceiling.mark == "ge":
                size = chance.randint(size, 2 * size)
            drawn = paid.dollars or 0
            if paid.mark == "ge" or (paid.dollars is None and leg.status == "partly_paid"):
                drawn = chance.randint(min(drawn, size), size)
            true = min(drawn, size) + (size - min(drawn, size)) * percent / 100
            if part.mark == "le":
                assert true <= part.dollars + 1
            elif part.mark == "ge":
                assert true >= part.dollars - 1
            else:
                assert abs(true - part.dollars) <= 1


def test_an_exact_amount_that_no_lens_counts_has_its_bound() -> None:
    """In the paid lens an announced 100 counts nothing, by a weight its half."""
    shown, store = given([exact("a", "b", 100, status="announced")], lens="paid")
    page = ready(ExposurePage(), shown, store)
    page.table.weights.values = {"weight announced": 50}
    text = text_of(EvidencePage(page.subject(shown)), shown, store)
    assert any("adds 50 $B · 50% of 100 announced" in line for line in text)


@pytest.mark.parametrize("only", [None, "equity", "credit", "sales"])
@pytest.mark.parametrize("lens", LENSES)
def test_every_cell_of_the_matrix_is_what_its_claims_add(lens: Lens, only: str | None) -> None:
    """A guarantee is credit, and no payment."""
    shown, store = through(lens, 1)
    page = ExposurePage(view="matrix")
    page.table.only = only
    ready(page, shown, store)
    grid = page.grid(shown)
    assert grid.flows
    for party in grid.nodes:
        for other in grid.nodes:
            page.cell = party, other
            pairs = grid.pairs_at((party, other))
            if not pairs:
                continue
            known = added(grid.flows[pair].known for pair in pairs)
            dollars, mark, _ = listed(page.subject(shown), shown, store)
            assert (dollars, mark) == (known.dollars, known.mark)


@pytest.mark.parametrize("lens", LENSES)
def test_the_totals_of_a_company_are_what_their_claims_add(lens: Lens) -> None:
    shown, store = through(lens, 1)
    for company in PARTIES:
        page = ExposurePage(view="company")
        page.company.company = company
        ready(page, shown, store, "last")
        into = page.subject(shown)
        last = text_of(page, shown, store)[-1]
        page.act("up", shown)
        out = page.subject(shown)
        if not into.legs or " – " in f"{last} ":
            continue
        assert "▸in" in last and "▸out" in text_of(page, shown, store)[-1]
        for side, subject in (("out", out), ("in", into)):
            dollars, mark, card = listed(subject, shown, store)
            said = f"{side} {total(dollars, mark, FULL)}, "
            assert said in last
            head = "\n".join(text_of(card, shown, store))
            adding, legs = re.findall(r"(\d+) of (\d+) (?:legs? )?adds?", head)[0]
            assert f"{said}{adding} of {legs}" in last


@pytest.mark.parametrize("lens", LENSES)
def test_the_sums_of_a_pair_are_what_their_claims_add(lens: Lens) -> None:
    shown, store = through(lens, 1)
    page = PairPage("l000")
    read(page, shown, store)
    (one, other), told = page.between(shown)
    page.rows.cursor = len(told)
    for _ in (one, other):
        line = next(each for each in text_of(page, shown, store) if each.startswith("▌"))
        dollars, mark, _ = listed(page.subject(shown), shown, store)
        at = LENSES.index(lens)
        cells = re.findall(r"(\S+), \d+ of \d+", line)
        assert cells[at] == total(dollars, mark, FULL)
        page.act("down", shown)


def test_who_is_paid_nothing_has_no_total() -> None:
    shown, store = given([exact("a", "b", 3)])
    page = ExposurePage(view="company")
    page.company.company = "a"
    last = text_of(ready(page, shown, store), shown, store)[-1]
    assert "out 3, 1 of 1 legs · in –" in last.replace("  ", " ")


def test_of_what_was_funded_at_least_more_may_have_been() -> None:
    """At least 5 of 50 put in, 20 bought: V is from 5/20 up to all of it, M at most 4."""
    funded = Given("a", "b", low=50, high=50, status="announced", funded=5, funded_bound="at_least")
    bought = exact("b", "a", 20, "purchase")
    worth = Figure("a", "valuation", 100)
    shown, store = given([funded, bought], [worth], lens="paid")
    (row,) = store.run(named("dyads"), shown.context).rows()
    ends = [row[f"{name}_{end}"] for name in SHARES for end in ("low", "high")]
    assert ends == [0.25, None, None, 4.0]
    page = ready(ExposurePage(), shown, store)
    (equity,) = [row for row in page.rows(shown) if row.exposure_class == "equity"]
    # 5 % or more of its value.
    (against_value,) = against([equity], shown)
    assert against_value.flag == "may exceed 25%"


def columns_of(page: ExposurePage, shown: Shown, store: Store) -> list[tuple[str, Subject]]:
    """What `l` points at from left to right, and what it opens."""
    found = []
    while page.act("right", shown):
        read(page, shown, store)
        sentence = text_of(page, shown, store)[-1]
        found.append((sentence, page.subject(shown)))
    page.act("escape", shown)
    assert page.table.column == 0
    return found


@pytest.mark.parametrize("lens", ["headline", "paid"])
def test_every_number_of_a_line_opens_what_it_is_made_of(lens: Lens) -> None:
    """Paid, firm, soft and ceiling of each row and sum, whatever the lens of the dial counts."""
    shown, store = through(lens, 2)
    page = ready(ExposurePage(), shown, store)
    for stop in page.stops(shown):
        if isinstance(stop, Aside):
            continue
        page.table.on = stop.key
        found = columns_of(page, shown, store)
        assert len(found) == 4
        for column, (sentence, subject) in zip(COLUMNS, found, strict=True):
            part = stop.part(column)
            dollars, mark, card = listed(subject, shown, store)
            assert (dollars, mark) == (part.dollars, part.mark), (stop.key, column)
            assert f"{column} {part.text(FULL)} $B · e what each adds" in sentence
            head = f"{part.text(FULL)} $B {column}"
            assert any(line.startswith(head) for line in text_of(card, shown, store))


@pytest.mark.parametrize("lens", LENSES)
def test_the_numbers_of_a_gap_line_are_what_their_claims_add(lens: Lens) -> None:
    for company in PARTIES:
        _, store, names = made(0)
        shown = Shown(Context(DAY, lens, company), names=names)
        page = ready(ExposurePage(), shown, store, "last")
        gap = page.chosen(shown)
        assert isinstance(gap, Aside)
        net, _, card = listed(page.subject(shown), shown, store)
        (row,) = [row for row in shown.rows("gaps") if row["entity_id"] == company]
        assert (net or 0) == (row["pays"] or 0) - (row["is_paid"] or 0)
        sides = dict(
            re.findall(
                r"cash (out|in) (\S+) \$B",
                " ".join(sentence for sentence, _ in columns_of(page, shown, store)),
            )
        )
        for (_, subject), text in zip(columns_of(page, shown, store), sides.values(), strict=True):
            dollars, mark, _ = listed(subject, shown, store)
            assert text == total(dollars, mark, FULL)
        out, into = sides.get("out", "–"), sides.get("in", "–")
        head = f"{gap.size} $B from outside: {out} less {into}"
        assert any(line.startswith(head) for line in text_of(card, shown, store))


def test_what_legs_identify_of_an_aggregate_opens_them() -> None:
    """20 and at most 30 of 100 that a company pays in all: 50, never 150."""
    bought = [
        exact("a", "b", 20, "purchase"),
        Given("a", "c", "purchase", None, 30, "up_to", "announced"),
        Given("a", "d", "purchase", status="announced"),
    ]
    in_all = Figure("a", "amount", 100, "pays", "aggregate")
    shown, store = given(bought, [in_all], entity="a")
    page = ready(ExposurePage(), shown, store, "last", "up")
    assert page.subject(shown).claims == ("f000",)
    ((sentence, subject),) = columns_of(page, shown, store)
    assert "of which in legs ≤50 $B" in sentence
    dollars, mark, card = listed(subject, shown, store)
    assert (dollars, mark) == (50 * BILLION, "le")
    text = text_of(card, shown, store)
    assert any(line.startswith("≤50 $B of 100 in legs") for line in text)
    assert any("aggregate: in no sum" in line for line in text)


@pytest.mark.parametrize("lens", LENSES)
def test_the_share_that_a_vendor_funded_names_both_its_sums(lens: Lens) -> None:
    """What is listed behind V is what the vendor put in and what came back, and no more."""
    golden_too = [*golden(), exact("openai", "nvidia", 2), exact("nvidia", "openai", 1, "purchase")]
    shown, store = given(golden_too, lens=lens)
    page = PairPage("l000")
    read(page, shown, store)
    page.rows.cursor = len(page.between(shown)[1]) + 2
    (line,) = (each for each in text_of(page, shown, store) if each.startswith("▌"))
    assert "vendor-funded share V" in line
    subject = page.subject(shown)
    assert subject.legs == ("l000", "l001")
    text = text_of(EvidencePage(subject), shown, store)
    sums = {"headline": "≤100 of ≈350", "announced": "≤100 of ?"}.get(lens, "? of ?")
    assert any(each.split("──")[0].strip().endswith(f"V: {sums}") for each in text)

"""The exposure pane beside its table: roles, capacity, weights, words, the claims of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from tests.corpus.given_legs import BILLION, exact
from tests.pages.exposures import DAYS, given, read, ready, text_of
from tests.pages.large import write_large
from tui.context import LENSES, Context, Lens
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain
from tui.format import FULL, total
from tui.network.leg import weighing_legs
from tui.pages.cards.evidence import EvidencePage
from tui.pages.exposure.bars import DATES, BarsView
from tui.pages.exposure.company import legs_of_company
from tui.pages.exposure.made_of import MadeOfPage
from tui.pages.exposure.page import ExposurePage
from tui.pages.exposure.pair import PairPage
from tui.pages.exposure.roles import dual
from tui.pages.exposure.rows import Sum
from tui.pages.exposure.table_view import BESIDE, WEIGHTS, TableView
from tui.pages.legs import Told, told_legs
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.settle import settle

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


def to_view(name: str, shown: Shown, opened: Opened) -> ExposurePage:
    page = ExposurePage()
    while page.view != name:
        page.act("view", shown)
    return ready(page, shown, opened.store)


def added(subject: Subject, context: Context, opened: Opened) -> int:
    """What the claims of a subject's legs add up to, in whole dollars."""
    ask = Ask.of("contributions", legs=",".join(subject.legs))
    rows = opened.store.run(named(ask.query), context, ask.values(), limit=None).rows()
    return sum(row["dollars"] or 0 for row in rows)


# -- roles and capacity


def test_roles_say_who_invests_sells_and_buys(drawn: Drawn, opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = to_view("roles", shown, opened)
    page.find("openai nvidia")
    frame = drawn(page, shown)
    # The framework and the round; the framework's GPUs and those delivered now.
    row = next(line for line in frame if line[1:].split()[:3] == ["Nvidia", "↔", "OpenAI"])
    # Nobody of the two lends, so no column does.
    assert row.split()[-3:] == ["2", "2", "–"]
    assert "'openai nvidia'" in frame[0]
    subject = page.subject(shown)
    assert {"nvidia-openai-2025.equity", "nvidia-openai-2025.gpus"} <= set(subject.legs)
    assert added(subject, shown.context, opened) == 470 * BILLION


def test_whoever_funds_its_customer_is_marked(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    page = to_view("roles", shown, opened)
    both = {(row["company_id"], row["other_id"]) for row in page.roles.every(shown) if dual(row)}
    assert both == {
        ("nvidia", "openai"),
        ("microsoft", "openai"),
        ("amazon", "anthropic"),
        ("google", "anthropic"),
        ("cloud-giants", "ai-startups"),
        # What they supply is a promise of capacity.
        ("nvidia", "intel"),
        ("nvidia", "coreweave"),
    }


def test_capacity_is_in_gigawatts_and_never_in_invented_dollars(
    drawn: Drawn, opened: Opened, shown_at: At
) -> None:
    shown = shown_at("2025-10-07")
    page = to_view("capacity", shown, opened)
    frame = drawn(page, shown)
    rows = [line.split() for line in frame if "GW" in line]
    assert [row[2:4] for row in rows] == [["10", "GW"], ["5", "GW"], ["1", "GW"]]
    assert rows[1][-3] == "?" and rows[2][-3] == "?"
    page.act("last", shown)
    assert page.subject(shown).claims == ("004-020",)
    # The blog prints the first half of 2026.
    assert "2026-01-01 → 2026-06-30" in drawn(page, shown)[-1]


# -- weights


def test_weights_are_off_until_one_is_set() -> None:
    shown, store = given([exact("a", "b", 60), exact("c", "b", 40, status="announced")])
    page = ready(ExposurePage(), shown, store)
    assert not any("weight" in line for line in text_of(page, shown, store))
    page.act("previous_part", shown)
    assert page.table.part == WEIGHTS and page.finds_by == "binding %"
    assert not page.table.weights.on
    for _ in range(3):
        page.act("down", shown)
    assert page.finds_by == "announced %"
    page.find("40")
    frame = text_of(page, shown, store, (100, 20))
    assert "weighted" in frame[1]
    rows = {row.holder: row for row in page.rows(shown)}
    # Paid counts in full, 40 % of what is announced.
    assert page.table.weights.of(rows["a"]).dollars == 60 * BILLION
    assert page.table.weights.of(rows["c"]).dollars == 16 * BILLION
    whole = next(item for item in page.listing(shown).items if isinstance(item, Sum))
    assert page.table.weights.of(whole).dollars == 76 * BILLION
    # Beside it nothing changes.
    assert whole.part("ceiling").dollars == 100 * BILLION
    page.find("much")
    assert "a number is wanted" in "\n".join(text_of(page, shown, store))
    page.act("filter_none", shown)
    assert not page.table.weights.on


def test_the_what_if_card_begins_with_the_weights_of_the_table() -> None:
    shown, store = given([exact("a", "b", 60)])
    page = ready(ExposurePage(), shown, store, "previous_part")
    page.find("25")
    page.act("escape", shown)
    wish = page.act("stress", shown)
    assert isinstance(wish, Open) and dict(wish.given) == {"weight binding": 25}


# -- words


def test_words_keep_rows_whatever_their_accents(drawn: Drawn, opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = ready(ExposurePage(), shown, opened.store)
    page.find("ÁMD gw")
    rows = page.listing(shown).rows
    assert rows and all("amd" in (row.holder, row.obligor) and "GW" in row.label for row in rows)
    assert "'ÁMD gw'" in drawn(page, shown)[0]
    page.find("nobody")
    frame = drawn(page, shown)
    assert frame[1] == " nothing listed is nobody · F no filter"
    # What is in no sum does not go with them.
    assert any(line[1:].startswith("commitments by OpenAI") for line in frame)
    page.act("filter_none", shown)
    assert len(page.listing(shown).rows) == len(page.rows(shown))


def test_nothing_to_lose_keeps_the_lines_that_are_in_no_sum(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(ExposurePage(), shown_at("2026-02-03", entity="lenders"))
    assert "nobody is known to lose by Lenders" in frame[1]
    assert any(line[1:].startswith("must find outside") for line in frame)


# -- every number opens its claims, and they add up to it


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("day", DAYS)
def test_the_sums_of_every_known_date_are_those_of_their_claims(
    opened: Opened, shown_at: At, day: str, lens: Lens
) -> None:
    shown = shown_at("2026-03-05", lens)
    page = to_view("bars", shown, opened)
    page.act("next_part", shown)
    assert page.bars.part == DATES
    page.bars.dates.day = date.fromisoformat(day)
    read(page, shown, opened.store)
    subject = page.subject(shown)
    assert subject.as_of == date.fromisoformat(day)
    row = next(row for row in shown.rows("dates") if row["day"] == subject.as_of)
    context = shown.context.at(subject.as_of)
    assert added(subject, context, opened) == (row[lens] or 0)


@pytest.mark.parametrize("day", ["2025-10-07", "2026-02-03", "2026-03-05"])
def test_every_number_beside_the_table_has_claims(opened: Opened, shown_at: At, day: str) -> None:
    shown = shown_at(day)
    page = ready(ExposurePage(), shown, opened.store)
    wide = Surface(120, 37, FULL)
    seen = 0
    for _ in range(len(page.stops(shown))):
        page.lines(shown, wide)
        page.act("next_part", shown)
        if page.table.part == BESIDE:
            while True:
                subject = page.subject(shown)
                assert subject.claims or subject.legs or subject.made_of
                seen += 1
                if not page.act("down", shown):
                    break
        page.act("escape", shown)
        page.act("down", shown)
        read(page, shown, opened.store)
    assert seen > 50


def test_beside_the_framework_v_and_share_are_of_their_legs(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03", entity="openai")
    page = ready(ExposurePage(), shown, opened.store)
    page.lines(shown, Surface(120, 37, FULL))
    page.act("next_part", shown)
    found: dict[str, Subject] = {}
    for number in range(40):
        page.table.number = number
        text = [plain(line) for line in page.lines(shown, Surface(120, 37, FULL))]
        line = next((line.split("│ ▌")[1] for line in text if "│ ▌" in line), "")
        found.setdefault((line.split() or [""])[0], page.subject(shown))
    assert added(found["vendor-funded"], shown.context, opened) == 470 * BILLION
    assert added(found["against"], shown.context, opened) == 120 * BILLION
    # Of all its equity, whoever is picked: those 120, and 5 in Intel.
    made_of = found["share"].made_of
    assert made_of is not None
    rows = opened.store.run(named(made_of.query), shown.context, made_of.values()).rows()
    assert rows[0]["total"] == sum(row["adds"] or 0 for row in rows) == 125 * BILLION
    assert len(found["value"].claims) == 1


def test_the_numbers_of_a_pair_open_what_they_are_made_of(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = PairPage("nvidia-openai-2025.equity")
    read(page, shown, opened.store)
    page.act("last", shown)
    texts: dict[str, Subject] = {}
    while True:
        lines = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
        marked = [line for line in lines if line.startswith("▌")]
        assert len(marked) == 1
        texts[marked[0][1:24].strip()] = page.subject(shown)
        if not page.act("up", shown):
            break
    sums = {
        name: added(subject, shown.context, opened) // BILLION
        for name, subject in texts.items()
        if subject.legs
    }
    assert sums == {
        "Nvidia pays": 120,
        "OpenAI pays": 350,
        "vendor-funded share V": 470,
        "purchase multiple M": 470,
        "return legs quantified": 350,
        "net, for information": 470,
    }
    card = EvidencePage(texts["OpenAI pays"])
    read(card, shown, opened.store)
    assert any("≈350" in plain(line) for line in card.lines(shown, Surface(80, 20, FULL)))


@pytest.mark.parametrize("size", [(80, 20), (117, 37), (120, 37), (200, 57)])
@pytest.mark.parametrize("view", ["roles", "capacity", "bars"])
@pytest.mark.parametrize("glyphs", ["full", "box", "ascii"])
def test_the_further_views_fit(
    drawn: Drawn, opened: Opened, shown_at: At, size: tuple[int, int], view: str, glyphs: str
) -> None:
    shown = shown_at("2026-02-03")
    page = to_view(view, shown, opened)
    for _ in range(2):
        frame = drawn(page, shown, *size, glyphs)
        assert len(frame) <= size[1]
        assert all(len(line) <= size[0] for line in frame)
        assert glyphs != "ascii" or all(line.isascii() for line in frame)
        page.act("next_part", shown)


def test_the_sql_of_the_further_views_runs(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    for view in ("roles", "capacity"):
        ask: Any = to_view(view, shown, opened).sql(shown)
        assert len(opened.store.run(named(ask.query), shown.context, ask.values())) > 2


def test_a_total_prints_hard_and_soft_under_a_ceiling(drawn: Drawn, shown_at: At) -> None:
    page = ExposurePage(table=TableView(on="equity: equity lost if OpenAI fails"))
    last = drawn(page, shown_at("2025-10-07"))[-1]
    assert "equity lost if OpenAI fails: ≈13 + 100 ≤ 113 (2 of 2 legs quantified)" in last
    page = ExposurePage(table=TableView(on="sales: revenue at risk if OpenAI fails"))
    last = drawn(page, shown_at("2025-10-07"))[-1]
    assert "? + ? ≤ ≈350 (1 of 4 legs quantified)" in last
    # What is paid is known of one of the two; the ceiling is of both.
    page = ExposurePage(table=TableView(on="equity: equity lost if OpenAI fails"))
    last = drawn(page, shown_at("2025-10-07", "paid"), 100)[-1]
    assert "≈13 + 100 ≤ 113 (1 of 2 legs quantified, paid)" in last


def test_a_weighted_sum_opens_what_each_leg_adds_to_it() -> None:
    shown, store = given([exact("a", "b", 100, status="announced"), exact("c", "b", 10)])
    page = ready(ExposurePage(), shown, store)
    page.table.weights.values = {"weight announced": 40}
    total = next(n for n, stop in enumerate(page.stops(shown)) if isinstance(stop, Sum))
    for _ in range(total):
        page.act("down", shown)
    chosen = page.chosen(shown)
    assert isinstance(chosen, Sum)
    # 40 % of 100 announced, and 10 paid.
    assert page.table.weights.of(chosen).dollars == 50 * BILLION
    card = EvidencePage(page.subject(shown))
    lines = text_of(card, shown, store)
    assert any(line.startswith("50 $B, by your figures") for line in lines)
    # What adds most comes first, and how each claim counted stands beside it.
    adds = [line.split()[-6:] for line in lines if ", equity " in line]
    assert adds[0] == ["100", "40", "40%", "of", "100", "announced"]
    assert adds[1][-4:] == ["10", "10", "10", "paid"]


def test_which_of_the_commitments_is_binding_is_said_under_the_cursor(
    drawn: Drawn, shown_at: At
) -> None:
    """000 names 1,400; two of seven legs are delivered, in no known dollars."""
    shown = shown_at("2026-02-03")
    page = ExposurePage()
    drawn(page, shown)
    page.act("last", shown)
    page.act("up", shown)
    assert drawn(page, shown)[-1].startswith("▸ binding of it: ? in 2 of 7 known legs · OpenAI has")


# -- of a large corpus


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """More legs than a pane reads at once."""
    store = Store.open(write_large(tmp_path_factory.mktemp("large") / "l.duckdb", 2_500, 400))
    yield store
    store.close()


def test_a_company_is_drawn_from_all_legs(large: Store) -> None:
    shown = Shown(Context(date(2026, 3, 5)))
    page = ExposurePage(view="company")
    seen = page.company.lines("c00000", shown, Surface(80, 20, FULL))
    assert plain(seen[1]) == " reading the legs"
    settle(page, shown, large)
    every = told_legs(large.run(named("legs"), shown.context, limit=None))
    walked = []
    for _ in range(3):
        page.act("right", shown)
        walked.append(page.company.company)
    first = walked[0]
    order = by_size([told for told in every if not told.gone])
    at = order.index(str(first))
    assert walked == order[at : at + 3]
    settle(page, shown, large)
    page.act("last", shown)
    own = weighing_legs(told.leg for told in legs_of_company(every, str(walked[2])))
    into = set(page.subject(shown).legs)
    page.act("up", shown)
    assert into | set(page.subject(shown).legs) == {leg.leg_id for leg in own}


def by_size(legs: list[Told]) -> list[str]:
    """Whoever pays or is paid, the most dollars first, then the most legs."""
    parties = [party for told in legs for party in {told.leg.payer, told.leg.payee}]
    count = Counter(parties)
    dollars: Counter[str] = Counter()
    for told in legs:
        dollars.update(dict.fromkeys({told.leg.payer, told.leg.payee}, told.usd or 0))
    return sorted(count, key=lambda party: (-dollars[party], -count[party], party))


def test_a_date_of_very_many_legs_opens_all_of_them(large: Store) -> None:
    shown = Shown(Context(date(2026, 3, 5)))
    page = BarsView(part=DATES)
    shown.frames["dates"] = large.run(named("exposure_dates"), shown.context)
    ask = page.wants(shown)["day"]
    shown.frames["day"] = large.run(named("exposure_day"), shown.context, ask.values())
    lines = page.dates.lines(shown, Surface(80, 20, FULL), active=True)
    assert plain(lines[0]).endswith("e its claims, as of that date")
    subject = page.dates.subject(shown)
    assert subject.made_of is not None and subject.as_of is not None
    card, then = MadeOfPage(subject.made_of), Shown(shown.context.at(subject.as_of))
    settle(card, then, large)
    # Three in five of 2,500 legs have an amount; the others are named, as unknown.
    head = plain(card.lines(then, Surface(80, 20, FULL))[0])
    assert head.endswith("1,500 of 2,500 legs add · 1 of 2,500")
    newest = shown.rows("dates")[-1]
    assert head.startswith(total(newest["headline"], "", FULL))

"""What if it fails: losses with the reader's own figures, who is linked, loan or shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.corpus.given_legs import BILLION, DAY, Figure, Given, exact, golden, store_of
from tests.pages.large import write_large
from tui.context import Context, Lens
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain, width
from tui.format import FULL, GLYPHS
from tui.network.stress import Exposure, Loss, first_round
from tui.pages.cards.evidence import EvidencePage
from tui.pages.exposure.stress import StressPage
from tui.pages.exposure.stress_fields import FIELDS, key, weighted
from tui.pages.legs import told_legs
from tui.pages.page import Open, Shown, Surface
from tui.pages.settle import settle

At = Callable[..., Shown]


def given(
    legs: list[Given], figures: list[Figure] | None = None, lens: Lens = "headline"
) -> tuple[Shown, Store]:
    store = store_of(legs, figures or [])
    names = dict(store.rows("SELECT entity_id, name FROM entities"))
    return Shown(Context(DAY, lens), names=names), store


def text_of(page: StressPage, shown: Shown, store: Store) -> list[str]:
    settle(page, shown, store)
    return [plain(line).rstrip() for line in page.lines(shown, Surface(80, 24, FULL))]


def to_field(page: StressPage, shown: Shown, wanted: str) -> None:
    """Put the keys on one of the reader's figures."""
    page.act("next_part", shown)
    page.act("first", shown)
    for field in FIELDS:
        if key(field) == wanted:
            return
        page.act("down", shown)
    raise AssertionError(wanted)


def row(text: list[str], start: str) -> list[str]:
    """The words of the first line that begins so, its cursor taken off."""
    return next(line[1:].split() for line in text if line[1:].startswith(start))


def test_losses_are_whole_until_the_reader_says_otherwise() -> None:
    shown, store = given(golden())
    text = text_of(StressPage("openai"), shown, store)
    assert text[0].startswith("If Openai fails ─")
    # Holder, class, then paid, firm, announced and ceiling, each with those before it.
    # What is only announced has nothing paid or firm.
    assert row(text, "Nvidia  ")[:6] == ["Nvidia", "equity", "–", "–", "≤100", "≤100"]
    assert row(text, "Microsoft")[:6] == ["Microsoft", "equity", "≈13", "≈13", "≈13", "≈13"]
    assert row(text, "equity lost, 100% of it")[5:9] == ["≈13", "≈13", "≤113", "≤113"]
    # No party has said the derived amount: what was announced of it is unknown.
    assert row(text, "revenue at risk, 100%")[6:10] == ["–", "–", "?", "≈350"]
    assert "loss given default equity 100%  credit 100%  sales 100%" in "\n".join(text)


def test_a_typed_loss_given_default_scales_its_class_alone() -> None:
    shown, store = given(golden())
    page = StressPage("openai")
    settle(page, shown, store)
    to_field(page, shown, "lgd equity")
    page.find("40")
    text = text_of(page, shown, store)
    # 40 % of 13 and of 100.
    assert row(text, "Microsoft")[2] == "≈5.2"
    assert row(text, "equity lost, 40% of it")[5:9] == ["≈5.2", "≈5.2", "≤45.2", "≤45.2"]
    assert row(text, "revenue at risk, 100%")[9] == "≈350"
    page.find("")
    assert "equity lost, 100% of it" in "\n".join(text_of(page, shown, store))


def without_sources(losses: tuple[Loss, ...]) -> tuple[Loss, ...]:
    """The losses, of legs that do not say who tells them: no sum asks for that."""
    return tuple(replace(loss, exposure=unsourced(loss.exposure)) for loss in losses)


def unsourced(exposure: Exposure) -> Exposure:
    """The exposure, of legs that say neither who tells them nor how lately."""
    legs = tuple(replace(leg, sources=frozenset(), newest=None) for leg in exposure.legs)
    return replace(exposure, legs=legs)


def test_the_losses_are_those_of_the_pure_function(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = StressPage("openai")
    settle(page, shown, opened.store)
    every = opened.store.run(named("legs"), shown.context, limit=None)
    whole = first_round([told.leg for told in told_legs(every)], "openai")
    assert without_sources(page.round(shown).losses) == without_sources(whole.losses)
    assert {loss.exposure.holder for loss in page.round(shown).losses} == {
        *("nvidia", "microsoft", "amd", "oracle", "broadcom"),
    }


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("lgd equity", "much", "equity: a number is wanted"),
        ("lgd equity", "101", "equity: a whole percentage from 0 to 100"),
        ("lgd equity", "12.5", "equity: a whole percentage from 0 to 100"),
        ("money assets", "-1", "assets: billions of dollars, not below 0"),
        ("money assets", "nan", "assets: billions of dollars, not below 0"),
        ("money assets", "inf", "assets: billions of dollars, not below 0"),
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(
    field: str, typed: str, wrong: str
) -> None:
    shown, store = given(golden())
    page = StressPage("openai")
    settle(page, shown, store)
    to_field(page, shown, field)
    page.find(typed)
    assert page.values == {}
    assert any(line.strip() == wrong for line in text_of(page, shown, store))


def test_keys_step_a_figure_within_its_ends() -> None:
    shown, store = given(golden())
    page = StressPage("openai")
    settle(page, shown, store)
    to_field(page, shown, "lgd sales")
    for _ in range(30):
        page.act("left", shown)
    assert page.values["lgd sales"] == 0
    page.act("right", shown)
    assert page.values["lgd sales"] == 5
    to_field_again = StressPage("openai")
    settle(to_field_again, shown, store)
    to_field(to_field_again, shown, "money assets")
    to_field_again.act("right", shown)
    assert to_field_again.values["money assets"] == BILLION


def test_weights_are_off_until_typed_and_then_stand_beside_the_rest() -> None:
    legs = [
        exact("a", "b", 10, status="announced"),
        exact("a", "b", 20, status="partly_paid", funded=5),
        exact("a", "b", 30),
    ]
    shown, store = given(legs)
    page = StressPage("b")
    assert "weighted" not in "\n".join(text_of(page, shown, store))
    to_field(page, shown, "weight announced")
    page.find("40")
    to_field_weight = "weight binding"
    page.act("next_part", shown)
    to_field(page, shown, to_field_weight)
    page.find("50")
    text = text_of(page, shown, store)
    assert "weighted" in text[1]
    # EAD = drawn + CCF * undrawn: 40 % of 10, 5 and 50 % of 15, all of 30.
    assert row(text, "A ")[2:7] == ["35", "50", "60", "60", "46.5"]


def test_a_weight_counts_the_unpaid_part_alone() -> None:
    shown, store = given([exact("a", "b", 20, status="partly_paid", funded=5)])
    page = StressPage("b")
    settle(page, shown, store)
    (leg,) = page.legs(shown)
    assert weighted(leg, {"binding": 0}) == 5 * BILLION
    assert weighted(leg, {"binding": 100}) == 20 * BILLION


def test_a_loan_comes_before_shares() -> None:
    # 50 of assets, 30 owed to others before; the rest goes to lenders, then to shareholders.
    shown, store = given(golden())
    page = StressPage("openai")
    settle(page, shown, store)
    for name, value in (("assets", "50"), ("ahead", "30"), ("shares", "80"), ("money", "100")):
        page.yours = False
        to_field(page, shown, f"money {name}")
        page.find(value)
    text = "\n".join(text_of(page, shown, store))
    # As lender 20 of 100; as shareholder 100/180 of the 20 that are left without the loan: 11.1.
    assert "of 100 Nvidia gets back 20 as lender, 11.1 as shareholder · 30 to those ahead" in text


def test_a_cascade_needs_capital_and_says_whose_is_missing() -> None:
    shown, store = given([exact("a", "b", 10), exact("c", "a", 10)])
    text = "\n".join(text_of(StressPage("b"), shown, store))
    assert "cascade: not computable: equity missing for A" in text


def test_a_cascade_runs_where_capital_is_a_claim() -> None:
    capital = [
        Figure("a", "valuation", 8, "equity-capital"),
        Figure("c", "valuation", 50, "equity-capital"),
    ]
    shown, store = given([exact("a", "b", 10), exact("c", "a", 10)], capital)
    text = "\n".join(text_of(StressPage("b"), shown, store))
    # A loses 10 of 8 and falls; C loses 10 of 50 and stands.
    assert "cascade: round 2: A" in text
    assert "missing" not in text


def test_a_market_value_is_no_capital() -> None:
    shown, store = given([exact("a", "b", 10)], [Figure("a", "valuation", 8)])
    text = "\n".join(text_of(StressPage("b"), shown, store))
    assert "equity missing for A" in text


def test_who_is_linked_to_the_holders() -> None:
    shown, store = given([exact("a", "b", 10), exact("c", "a", 4), exact("d", "e", 1)])
    page = StressPage("b")
    settle(page, shown, store)
    page.act("view", shown)
    text = text_of(page, shown, store)
    assert "who is exposed to those holders" in text[0]
    assert row(text, "C")[:3] == ["C", "A", "equity"]
    assert not any(line.startswith((" D", " B", "▌D")) for line in text[2:])


def test_enter_opens_the_pair_and_e_its_claims(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = StressPage("openai")
    settle(page, shown, opened.store)
    wish = page.act("enter", shown)
    assert isinstance(wish, Open)
    assert (wish.what, wish.subject.leg) == ("pair", "nvidia-openai-2025.equity")
    subject = page.subject(shown)
    assert set(subject.legs) == {"nvidia-openai-2025.equity", "nvidia-openai-2026.equity"}
    assert subject.claims


def test_nobody_loses_by_a_supplier() -> None:
    shown, store = given([exact("a", "b", 10)])
    assert "nobody is known to lose by A" in text_of(StressPage("a"), shown, store)[1]


@pytest.mark.parametrize("glyphs", ["full", "box", "ascii"])
@pytest.mark.parametrize("size", [(80, 20), (120, 36), (60, 11), (200, 56)])
def test_lines_fit_at_every_size(
    opened: Opened, shown_at: At, size: tuple[int, int], glyphs: str
) -> None:
    shown = shown_at("2026-02-03")
    page = StressPage("openai", values={"weight announced": 50})
    settle(page, shown, opened.store)
    for action in ("", "last", "view", "next_part", "last", "right"):
        page.act(action, shown)
        lines = page.lines(shown, Surface(*size, GLYPHS[glyphs]))
        assert len(lines) <= size[1]
        assert all(width(line) <= size[0] for line in lines)
        if glyphs == "ascii":
            assert all(plain(line).isascii() for line in lines)


def test_a_sum_opens_what_adds_up_to_it() -> None:
    shown, store = given(golden())
    page = StressPage("openai")
    settle(page, shown, store)
    page.act("last", shown)
    # Revenue at risk is the one leg of OpenAI to Nvidia, the second of the five.
    assert page.subject(shown).leg == "l001"
    page.act("up", shown)
    text = text_of(page, shown, store)
    assert text[0].endswith("a sum of 2")
    assert next(line for line in text if line.startswith("▌")).startswith("▌equity lost, 100%")
    opened = page.act("enter", shown)
    assert isinstance(opened, Open)
    assert opened.what == "evidence"
    assert set(opened.subject.legs) == {"l000", "l002"}
    card = EvidencePage(opened.subject)
    settle(card, shown, store)
    body = [plain(line) for line in card.lines(shown, Surface(80, 20, FULL))]
    assert any(line.startswith("≤113 $B, headline") for line in body)


def test_the_readers_figures_add_up_in_the_evidence() -> None:
    shown, store = given(golden(), lens="paid")
    page = StressPage("openai")
    page.values = {"lgd equity": 50, "weight announced": 40}
    settle(page, shown, store)
    page.act("last", shown)
    page.act("up", shown)
    # Half of 13 paid, and of 40 % of 100.
    assert row(text_of(page, shown, store), "equity lost, 50% of it")[9] == "≤26.5"
    counted = {each.leg: each.dollars for each in page.subject(shown).counted}
    assert counted == {"l000": 20 * BILLION, "l002": 6_500_000_000}
    card = EvidencePage(page.subject(shown))
    settle(card, shown, store)
    body = [plain(line) for line in card.lines(shown, Surface(80, 20, FULL))]
    assert any(line.startswith("≤26.5 $B, by your figures") for line in body)
    adds = [line for line in body if "50% of" in line and "$B" not in line]
    # What adds most comes first, and how each was counted stands beside it.
    assert len(adds) == 2
    assert " ≤20  50% of (40% of ≤100 anno" in adds[0]
    assert " ≈6.5  50% of (≈13 paid)" in adds[1]


def test_losses_and_who_is_behind_them_are_of_all_legs(tmp_path: Path) -> None:
    store = Store.open(write_large(tmp_path / "large.duckdb", 3_000, 150))
    shown = Shown(Context(DAY))
    page = StressPage("c00000")
    assert page.round(shown).losses == ()
    settle(page, shown, store)
    every = told_legs(store.run(named("legs"), shown.context, limit=None))
    whole = first_round([each.leg for each in every], "c00000")
    assert without_sources(page.round(shown).losses) == without_sources(whole.losses) != ()
    assert page.lines(shown, Surface(80, 20, FULL))
    # Those behind them come page by page.
    behind = [unsourced(each) for each in whole.behind]
    page.act("view", shown)
    settle(page, shown, store)
    assert page.behind(shown).total == len(behind) > 200
    for action in ("first", *["page_down"] * 40, "last"):
        page.act(action, shown)
        page.lines(shown, Surface(80, 20, FULL))
        settle(page, shown, store)
        loaded = page.behind(shown)
        found = [unsourced(each) for each in loaded.rows]
        assert found == behind[loaded.skip :][: len(found)]
    assert found[-1] == behind[-1]
    store.close()

"""The loop pane's content on the shipped corpus: which loops close when, and with which bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.spans import plain, width
from tui.format import GLYPHS
from tui.network.loops import Loop
from tui.pages.loop.choice import Choice
from tui.pages.loop.page import LoopPage
from tui.pages.loop.pairs import Pairs
from tui.pages.page import Open, Shown, Surface
from tui.pages.settle import settle

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


def loops(opened: Opened, shown: Shown) -> list[Loop]:
    page = LoopPage()
    settle(page, shown, opened.store)
    return page.loops(shown)


def chains(opened: Opened, shown: Shown) -> set[tuple[str, ...]]:
    return {tuple(sorted(loop.nodes)) for loop in loops(opened, shown)}


def test_on_7_october_the_framework_closes_with_100_and_350(drawn: Drawn, shown_at: At) -> None:
    page = LoopPage()
    frame = drawn(page, shown_at("2025-10-07"))
    assert frame[2].startswith("▌1 Nvidia ━≤100 equity━► OpenAI ━≈350 GPUs━► back")
    assert "≤100  · announced  2/2" in frame[2]
    text = "\n".join(frame)
    # metrics.md 2.4: I 100, P 350.
    assert "vendor-funded ≤28.6% · purchase multiple ≥3.5×" in text
    assert "headline 200 of ≤468" in text
    assert "OpenAI ≥237" in text
    assert frame[-1].startswith("▸ · ≤100 Nvidia → OpenAI, equity, frame · 002 P1")


def test_the_loops_of_7_october_are_those_the_articles_tell(opened: Opened, shown_at: At) -> None:
    assert chains(opened, shown_at("2025-10-07")) == {
        ("nvidia", "openai"),
        ("amd", "openai"),
        ("microsoft", "openai"),
        ("amazon", "anthropic"),
        ("anthropic", "google"),
        # 004 has Microsoft buy from AMD, so this one is put together from its own legs.
        ("amd", "microsoft", "openai"),
    }


def test_coreweave_closes_once_its_purchase_is_told(opened: Opened, shown_at: At) -> None:
    pair = ("coreweave", "nvidia")
    assert pair not in chains(opened, shown_at("2026-02-02"))
    assert pair in chains(opened, shown_at("2026-02-03"))


def test_assembled_loops_come_with_their_legs(opened: Opened, shown_at: At) -> None:
    late = chains(opened, shown_at("2026-03-05"))
    assert {("nvidia", "openai", "oracle"), ("microsoft", "nvidia", "openai")} <= late
    assert {("amazon", "anthropic", "nvidia"), ("anthropic", "google", "nvidia")} <= late
    never = {"nscale", "enfabrica", "broadcom", "tsmc", "intel"}
    assert not never & {company for chain in late for company in chain}


@pytest.mark.parametrize(
    "day", ["2025-10-05", "2025-10-07", "2025-12-31", "2026-02-03", "2026-03-05"]
)
def test_the_pane_lists_what_its_sql_lists(opened: Opened, shown_at: At, day: str) -> None:
    shown = shown_at(day)
    found = loops(opened, shown)
    page = LoopPage()
    rows = opened.store.run(named(page.sql(shown).query), shown.context).rows()

    def least(loop: Loop) -> int | None:
        return loop.bottleneck.total.dollars if loop.bottleneck else None

    in_pane = {(frozenset(shown.name(n) for n in loop.nodes), least(loop)) for loop in found}
    in_sql = {(frozenset(row["chain"].split(" > ")), row["smallest"]) for row in rows}
    assert in_pane == in_sql
    assert len(found) == len(rows)


@pytest.mark.parametrize("view", ["loops", "matrix", "open"])
@pytest.mark.parametrize(
    ("entity", "deal"),
    [
        ("anthropic", None),
        ("nscale", None),
        (None, "nvidia-openai-2025"),
        ("amd", "amd-openai-2025"),
    ],
)
def test_the_sql_of_a_pick_gives_what_the_pick_leaves(
    opened: Opened, shown_at: At, view: str, entity: str | None, deal: str | None
) -> None:
    page, shown = LoopPage(view=view), shown_at("2026-02-03", "headline", entity)
    shown.context = replace(shown.context, deal=deal)
    settle(page, shown, opened.store)
    ask, scene = page.sql(shown), page.scene(shown)
    assert scene is not None
    rows = opened.store.run(named(ask.query), shown.context, ask.values()).rows()
    if view == "loops":
        of_pane = {frozenset(shown.name(node) for node in loop.nodes) for loop in page.loops(shown)}
        assert {frozenset(row["chain"].split(" > ")) for row in rows} == of_pane
        assert len(rows) == len(of_pane)
        return
    if view == "matrix":
        legs = Pairs.of(scene.found.legs.values(), shown.context).legs
        expected = {(*pair, len(some)) for pair, some in legs.items()}
    else:
        every = page.views.open.every(scene)
        expected = {(each.payer, each.payee, len(each.legs)) for each in every}
    names = {(shown.name(payer), shown.name(payee), count) for payer, payee, count in expected}
    assert {(row["payer"], row["payee"], row["legs"]) for row in rows} == names


def test_the_sql_of_a_filter_through_a_company_keeps_to_it(opened: Opened, shown_at: At) -> None:
    page, shown = LoopPage(choice=Choice(through="coreweave")), shown_at("2026-03-05")
    settle(page, shown, opened.store)
    ask = page.sql(shown)
    rows = opened.store.run(named(ask.query), shown.context, ask.values()).rows()
    assert [row["chain"] for row in rows] == ["CoreWeave > Nvidia"]


def test_paid_says_what_is_unknown_instead_of_zero(drawn: Drawn, shown_at: At) -> None:
    text = "\n".join(drawn(LoopPage(), shown_at("2026-03-05", "paid")))
    assert "0 of 1 return legs in dollars" in text
    assert "paid ?" in text
    assert " 0 of" not in text.replace("0 of 1 return", "").replace("0 of 11 return", "")


def test_the_round_ring_walks_and_opens_its_deal(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    page = LoopPage()
    settle(page, shown, opened.store)
    assert page.subject(shown).leg == "nvidia-openai-2025.equity"
    assert page.act("right", shown)
    assert page.subject(shown).entity == "openai"
    assert page.act("right", shown)
    assert page.subject(shown).leg == "nvidia-openai-2025.gpus"
    wish = page.act("enter", shown)
    assert isinstance(wish, Open)
    assert wish.what == "deal"
    assert wish.subject.deal == "nvidia-openai-2025"


def test_the_side_part_is_of_the_company_at_the_place(
    opened: Opened, shown_at: At, drawn: Drawn
) -> None:
    page, shown = LoopPage(), shown_at("2026-02-03")
    settle(page, shown, opened.store)

    def side() -> list[str]:
        return [row.partition("│ ")[2] for row in drawn(page, shown, 120, 36)]

    # Of a leg it is who is paid; what it pays stands left, what it is paid right, all in $B.
    assert re.match("OpenAI ─+ pays │ is paid · \\$B$", side()[0])
    (nvidia,) = (row for row in side() if "  Nvidia  " in row)
    assert re.match(" ≈350 ‖+ +Nvidia +‖+ +≤100$", nvidia)
    page.act("left", shown)
    assert re.match("Nvidia ─+ pays │ is paid · \\$B$", side()[0])
    page.act("right", shown)
    page.act("right", shown)
    page.act("right", shown)
    assert page.subject(shown).entity == "openai"
    assert side()[0].startswith("OpenAI ─")
    assert "is paid" not in "\n".join(drawn(page, shown, 119, 36))


def test_every_number_of_the_side_part_opens_its_claims(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2025-10-07"), LoopPage()
    settle(page, shown, opened.store)
    wide = Surface(120, 36, GLYPHS["full"])

    def beside(*actions: str) -> list[str]:
        for action in actions:
            page.act(action, shown)
            settle(page, shown, opened.store)
        return [plain(line).partition("│ ")[2] for line in page.lines(shown, wide)]

    assert not any(line.startswith("▸ ≈350") for line in beside())
    ring = page.ring
    # From the ring back over the numbers of the lenses is the company beside it.
    assert any(line.startswith("▸≈350") for line in beside("previous_part"))
    assert page.subject(shown).leg == "nvidia-openai-2025.gpus"
    opens = page.act("enter", shown)
    assert isinstance(opens, Open) and opens.what == "deal"
    beside("down")
    assert page.subject(shown).leg == "nvidia-openai-2025.equity"
    beside("last")
    # 100 of Nvidia and about 13 of Microsoft come in; what goes out has one amount of four.
    into = page.subject(shown)
    assert set(into.legs) == {"nvidia-openai-2025.equity", "microsoft-openai.equity"}
    assert any("▸in ≤113, 2 of 2" in line for line in beside("down"))
    beside("up")
    out = page.subject(shown)
    assert len(out.legs) == 4 and "nvidia-openai-2025.gpus" in out.legs
    opens = page.act("enter", shown)
    assert isinstance(opens, Open) and opens.what == "evidence"
    assert page.ring == ring
    # Where there is no room for it, the keys are the ring's again.
    page.lines(shown, Surface(80, 20, GLYPHS["full"]))
    assert page.subject(shown).leg == "nvidia-openai-2025.equity" and not page.subject(shown).legs
    page.act("previous_part", shown)
    page.act("next_part", shown)
    page.act("down", shown)
    assert page.ring != ring


def test_a_pick_keeps_only_its_loops(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05", "headline", "anthropic")
    found = loops(opened, shown)
    assert found
    assert all("anthropic" in loop.nodes for loop in found)


def test_nothing_is_known_before_the_first_article(drawn: Drawn, shown_at: At) -> None:
    text = "\n".join(drawn(LoopPage(), shown_at("2025-09-01")))
    assert "no leg is known yet on this date" in text


@pytest.mark.parametrize("glyphs", ["full", "box", "ascii"])
@pytest.mark.parametrize("size", [(80, 20), (120, 36), (60, 11), (200, 56)])
def test_lines_fit_at_every_size(
    opened: Opened, shown_at: At, size: tuple[int, int], glyphs: str
) -> None:
    page, shown = LoopPage(), shown_at("2026-03-05")
    settle(page, shown, opened.store)
    count = len(page.loops(shown))
    for _ in range(count):
        lines = page.lines(shown, Surface(*size, GLYPHS[glyphs]))
        assert len(lines) <= size[1]
        assert all(width(line) <= size[0] for line in lines)
        if glyphs == "ascii":
            assert all(plain(line).isascii() for line in lines)
        page.act("down", shown)
        settle(page, shown, opened.store)


def test_what_no_longer_goes_round_is_explained_by_its_leg(drawn: Drawn, shown_at: At) -> None:
    """240 went round on 3 February; on 5 March the purchase that closed it is gone."""
    text = "\n".join(drawn(LoopPage(), shown_at("2026-03-05")))
    assert "headline ? of ≈42" in text
    assert "recycled in known $: 0, ✗ ≈350 OpenAI → Nvidia" in text
    # A derived purchase never stood in a firmer lens: it explains nothing there.
    text = "\n".join(drawn(LoopPage(), shown_at("2026-03-05", "firm")))
    assert "0 of 11 return legs in dollars" in text
    assert "known $" not in text
    text = "\n".join(drawn(LoopPage(), shown_at("2026-03-05"), 120, 36))
    assert "? recycled 0 in known dollars: ✗ ≈350 OpenAI → Nvidia went 2026-03-05" in text
    # Before, the leg is there and the sum needs no excuse.
    text = "\n".join(drawn(LoopPage(), shown_at("2026-02-03")))
    assert "headline 240 of ≤488" in text
    assert "known" not in text
    # What no leg explains says how many are missing.
    text = "\n".join(drawn(LoopPage(), shown_at("2025-10-07", "paid")))
    assert "0 of 4 return legs in dollars" in text

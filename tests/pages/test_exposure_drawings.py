"""The matrix, the butterfly and the bars of the exposure pane; what fits, and stands beside."""

from __future__ import annotations

import pytest

from tests.pages.exposures import DAYS, NEWS, At, Drawn, read, ready, rows, text_of
from tui.context import LENSES, Lens
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.spans import plain, width
from tui.format import GLYPHS
from tui.pages.exposure.matrix import Grid
from tui.pages.exposure.page import ExposurePage
from tui.pages.page import Open, Surface

# -- matrix


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("day", DAYS)
def test_the_matrix_adds_up_to_the_ladder(
    opened: Opened, shown_at: At, day: str, lens: Lens
) -> None:
    shown = shown_at(day, lens)
    grid = Grid.of(rows(shown, opened.store), None)
    cells = [flow.known.dollars or 0 for flow in grid.flows.values()]
    (rung,) = [
        row
        for row in opened.store.run(named("ladder"), shown.context).rows()
        if row["lens"] == lens
    ]
    assert sum(cells) == (rung["dollars"] or 0)
    flows = opened.store.run(named("exposure_flows"), shown.context, limit=None).rows()
    assert {(row["payer_id"], row["payee_id"]): row["dollars"] for row in flows} == {
        pair: flow.known.dollars for pair, flow in grid.flows.items()
    }


def test_the_matrix_goes_from_pair_to_pair(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = ready(ExposurePage(), shown, opened.store, "view")
    grid = page.grid(shown)
    # The largest flow of the day is what OpenAI would pay for the framework's GPUs.
    assert grid.cell(page.cell) == ("openai", "nvidia")
    assert page.act("down", shown) and page.act("left", shown)
    assert page.cell == ("nvidia", "openai")
    wish = page.act("enter", shown)
    assert isinstance(wish, Open) and wish.what == "pair"
    assert page.act("right", shown)
    # A company with itself: the last column, all that it pays.
    assert page.cell == ("nvidia", "nvidia")
    assert len(page.subject(shown).legs) == grid.legs(("nvidia", "nvidia")) > 2


def test_two_way_pairs_are_marked(drawn: Drawn, opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    page = ready(ExposurePage(), shown, opened.store, "view")
    frame = drawn(page, shown, 120, 30)
    line = next(line for line in frame if " a OpenAI " in line or "▌a OpenAI" in line)
    assert "≈350*" in line


# -- company and bars


def test_the_butterfly_has_stubs_for_what_is_not_in_dollars(
    drawn: Drawn, opened: Opened, shown_at: At
) -> None:
    shown = shown_at("2026-02-03", entity="openai")
    page = ready(ExposurePage(), shown, opened.store, "view", "view")
    frame = drawn(page, shown)
    assert frame[0].startswith("OpenAI ─")
    assert frame[1].startswith("▸≈350 ‖‖‖")
    assert any("╌╌╌    AMD    ╌╌╌" in line and "≤10%" in line for line in frame)
    assert frame[-1].endswith("out ≈350, 1 of 7 legs · in ≤133, 3 of 3")
    assert page.subject(shown).leg == "nvidia-openai-2025.gpus"
    # Both totals can be walked to: what comes in, and what goes out.
    page.act("last", shown)
    assert len(page.subject(shown).legs) == 3
    page.act("up", shown)
    assert len(page.subject(shown).legs) == 7


def test_the_bars_stack_status_and_never_draw_an_unknown_length(
    drawn: Drawn, opened: Opened, shown_at: At
) -> None:
    shown = shown_at("2026-02-03")
    page = ready(ExposurePage(), shown, opened.store, "view", "view", "view")
    frame = drawn(page, shown)
    bar = next(line for line in frame if line.startswith("▌OpenAI"))
    # 13 paid, 20 rumoured, 100 paused: firmest first, in proportion.
    counts = [bar.count(glyph) for glyph in "█‽‖"]
    assert counts[0] < counts[1] < counts[2]
    assert counts[2] == pytest.approx(counts[1] * 5, abs=5)
    assert bar.endswith("≤133  3 of 3")
    assert next(line for line in frame if line.startswith(" Anthropic")).split()[1:3] == [
        "╌╌╌",
        "?",
    ]
    page.act("next_part", shown)
    frame = drawn(page, shown)
    assert frame[1] == " ╌╌╌ at most  ─── announced  ═══ firm  ███ paid"
    assert frame[-1].split() == ["▌2026-02-03", "≤488", "≈18", "≈18", "≈18", "5", "of", "31"]


# -- sizes


@pytest.mark.parametrize("glyphs", ["full", "box", "ascii"])
@pytest.mark.parametrize("size", [(80, 20), (120, 36), (60, 11), (160, 46), (200, 56)])
def test_lines_fit_at_every_size(
    opened: Opened, shown_at: At, size: tuple[int, int], glyphs: str
) -> None:
    for entity in (None, "openai"):
        shown = shown_at("2026-02-03", "headline", entity)
        page = ready(ExposurePage(), shown, opened.store)
        for _ in range(4):
            for action in ("", "down", "last", "filter", "order", "right"):
                page.act(action, shown)
                read(page, shown, opened.store)
                lines = page.lines(shown, Surface(*size, GLYPHS[glyphs]))
                assert len(lines) <= size[1]
                assert all(width(line) <= size[0] for line in lines)
                if glyphs == "ascii":
                    assert all(plain(line).isascii() for line in lines)
            page.act("view", shown)


def test_the_side_says_what_the_row_hangs_on(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(ExposurePage(), shown_at("2026-02-03", entity="openai"), 120, 36)
    right = "\n".join(line[77:] for line in frame)
    assert "share   ≤80% of the equity of Nvidia" in right  # 100 of 100 + 20 + 5, three unknown
    assert "vendor-funded ≤34.3%" in right
    assert "multiple      ≥2.9×" in right
    assert "1 of 2 return legs quantified" in right
    assert "How it came to this" in right
    assert "below 10%" in right  # at most 120 of about 4,500


def test_the_screen_never_prints_a_naked_zero(opened: Opened, shown_at: At) -> None:
    for day in NEWS:
        for lens in LENSES:
            frame = text_of(ExposurePage(), shown_at(day, lens), opened.store, (80, 60))
            cells = [cell for line in frame[2:] if " of " not in line for cell in line.split()]
            assert "0" not in cells

"""What changed between two dates on the shipped corpus."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.pages.driving import press
from tui.corpus.opening import Opened
from tui.draw.spans import plain, width
from tui.format import GLYPHS
from tui.pages.page import Open, Shown, Surface
from tui.pages.timeline.changes import FROM, TO, ChangesPage

At = Callable[..., Shown]
OCTOBER, FEBRUARY, MARCH = date(2025, 10, 7), date(2026, 2, 3), date(2026, 3, 5)
EQUITY, GPUS = "nvidia-openai-2025.equity", "nvidia-openai-2025.gpus"


def text(page: ChangesPage, shown: Shown, wide: int = 80, high: int = 20) -> list[str]:
    lines = page.lines(shown, Surface(wide, high, GLYPHS["full"]))
    return [plain(line).rstrip() for line in lines]


def changes(opened: Opened, shown: Shown, since: date = OCTOBER) -> dict[str, dict[str, object]]:
    """The rows between two dates by their legs."""
    page = ChangesPage(since)
    press(opened, page, shown)
    return {row["leg_id"]: row for row in shown.rows("changes")}


def test_from_october_to_march_the_framework_vanishes(opened: Opened, shown_at: At) -> None:
    rows = changes(opened, shown_at("2026-03-05"))
    for leg, size in ((EQUITY, 100), (GPUS, 350)):
        row = rows[leg]
        assert row["change"] == "vanished" and row["high_before"] == size * 10**9
        assert (row["status_before"], row["standing_before"]) == ("announced", "live")
        assert row["standing_after"] == "withdrawn"
        # 001 ends it; 000 had put it on hold on the way.
        assert str(row["changed_by"]).startswith("001 P") and "," not in str(row["changed_by"])
        assert row["paused_on"] == FEBRUARY


def test_amazon_is_sized_and_the_round_appears(opened: Opened, shown_at: At) -> None:
    rows = changes(opened, shown_at("2026-03-05"))
    amazon = rows["amazon-anthropic.equity"]
    # 001: 4 billion; 004 says only billions, of Amazon and Google together.
    assert (amazon["change"], amazon["low_before"], amazon["low_after"]) == (
        *("sized", None),
        4 * 10**9,
    )
    assert str(amazon["changed_by"]).startswith("001 P")
    entered = rows["nvidia-openai-2026.equity"]
    assert (entered["change"], entered["standing_before"]) == ("appeared", None)
    assert (entered["high_after"], entered["status_after"]) == (20 * 10**9, "rumoured")


def test_from_october_to_february_it_is_paused(opened: Opened, shown_at: At) -> None:
    rows = changes(opened, shown_at("2026-02-03"))
    assert rows[EQUITY]["change"] == rows[GPUS]["change"] == "paused"
    assert rows[EQUITY]["paused_on"] is None
    # What 001 told in March is not there.
    assert "amazon-anthropic.equity" not in rows and "nvidia-anthropic.equity" not in rows


def test_the_frame_of_the_belief_diff(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(OCTOBER)
    press(opened, page, shown)
    frame = text(page, shown, 120, 36)
    legs = len(shown.rows("after"))
    changed, figures = len(shown.rows("changes")), len(shown.rows("figures"))
    assert frame[0].endswith(
        f"{changed} of {legs} legs · {figures} figures · from 2025-10-07 to [ 2026-03-05 ]"
        f" · 1 of {changed + figures}"
    )
    assert frame[2].startswith("▌✗ vanished Nvidia → OpenAI")
    assert "equity, frame  · ≤100 announced" in frame[2] and "✗ withdrawn" in frame[2]
    assert "001 P5  ‖ 02-03" in frame[2]
    whole = "\n".join(frame)
    assert f"unchanged  {legs - changed}, u shows them" in whole
    assert "in no sum: OpenAI total 1,400 appeared · 000 P16" in whole
    # metrics.md 2.4, of the same trial: 468/118/18/18 and C 200, then 42/22/22/22.
    sums = next(line for line in frame if line.startswith(" legs, sum"))
    assert sums.split("  ", 1)[1].split() == [
        *("≤468", "→", "≈42", "≤118", "→", "≈22"),
        *("≈18", "→", "≈22", "≈18", "→", "≈22"),
    ]
    recycled = next(line for line in frame if line.startswith(" recycled"))
    assert "200 → ?" in recycled


def test_figures_in_no_sum_stand_below_the_legs(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(OCTOBER)
    press(opened, page, shown)
    legs, figures = shown.rows("changes"), shown.rows("figures")
    told = f" · in no sum: OpenAI total 1,400 appeared · 000 P16, {len(figures) - 1} more"
    frame = text(page, shown, 120, 36)
    assert any(line.endswith(told) for line in frame)
    assert f" legs · {len(figures)} figures · from" in frame[0]
    # Nvidia was worth about 4,500 billion on 5 October already: no change.
    assert "valuation" not in {row["property"] for row in figures}
    for _ in legs:
        press(opened, page, shown, "down")
    frame = text(page, shown, 120, 36)
    here = next(line for line in frame if line.startswith("▌"))
    # 000: 1,400 billion promised, more than 100 times the revenue.
    assert here.split() == ["▌+", "appeared", "OpenAI", "total", "1,400", "000", "P16"]
    at = next(n for n, line in enumerate(frame) if line.startswith("OpenAI, total ─"))
    assert frame[at].endswith(" every claim so far") and "1,400" in frame[at + 1]
    for _ in figures:
        press(opened, page, shown, "down")
    frame = text(page, shown, 120, 36)
    assert any(" commitments to revenue " in line and " >100× " in line for line in frame)
    # 003 puts the first gigawatt of the framework into the second half of 2026.
    assert any(" first gw " in line and " 2026-H2 " in line for line in frame)


def test_a_figure_opens_its_evidence_and_its_company(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(OCTOBER)
    press(opened, page, shown)
    for _ in shown.rows("changes"):
        press(opened, page, shown, "down")
    subject = page.subject(shown)
    (low,) = opened.store.rows(
        "SELECT low FROM claims WHERE claim_id = $c", {"c": subject.claims[0]}
    )
    assert low == (1_400 * 10**9,) and subject.entity == "openai" and subject.leg is None
    outcome = press(opened, page, shown, "enter")
    assert isinstance(outcome, Open) and outcome.what == "entity"
    press(opened, page, shown, "down")
    outcome = press(opened, page, shown, "enter")
    assert isinstance(outcome, Open) and outcome.what == "deal"


def test_a_share_is_told_as_a_share(opened: Opened, shown_at: At) -> None:
    # 004: warrants for up to a tenth of AMD, against 1 and 5 gigawatts; nobody gives dollars.
    shown, page = shown_at("2025-10-07"), ChangesPage(date(2025, 10, 5))
    press(opened, page, shown)
    frame = "\n".join(text(page, shown, 80, 36))
    assert re.search(r"appeared AMD → OpenAI, shares +· ≤10% announced", frame)
    assert re.search(r"appeared OpenAI → AMD, 1 GW of GPUs +· 1 GW announced", frame)


def test_the_steps_of_the_chosen_leg_lead_from_one_date_to_the_other(
    opened: Opened, shown_at: At
) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(OCTOBER)
    press(opened, page, shown)
    frame = text(page, shown, 120, 36)
    at = next(n for n, line in enumerate(frame) if line.startswith("Nvidia → OpenAI, equity"))
    steps = [line.split() for line in frame[at + 1 :]]
    assert [step[0] for step in steps] == [
        *("2025-10-07", "2025-12-31~"),
        *("2026-02-03", "2026-03-05"),
    ]
    assert [step[2] for step in steps] == ["·", "·", "‖", "✗"]
    assert all("100" in step[4] for step in steps)


def test_u_shows_what_did_not_change_too(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(OCTOBER)
    press(opened, page, shown)
    changed = len(shown.rows("changes"))
    press(opened, page, shown, "unchanged")
    rows = shown.rows("changes")
    assert len(rows) == len(shown.rows("after"))
    assert [row["change"] for row in rows[changed:]] == ["unchanged"] * (len(rows) - changed)
    assert f"{changed} of {len(rows)} legs" in text(page, shown)[0]


def test_tab_chooses_the_date_that_the_keys_turn(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(FEBRUARY)
    press(opened, page, shown)
    assert page.end == TO
    # The later date is the dial: the screen turns it.
    assert press(opened, page, shown, "earlier") is False
    press(opened, page, shown, "next_part")
    assert page.end == FROM and "from [ 2026-02-03 ] to 2026-03-05" in text(page, shown)[0]
    for day in ("2025-12-31", "2025-10-07", "2025-10-05", "2025-10-04", "2025-10-04"):
        assert press(opened, page, shown, "earlier") is True
        assert f"from [ {day} ]" in text(page, shown)[0]
    for day in ("2025-10-05", "2025-10-07", "2025-12-31", "2026-02-03", "2026-02-03"):
        assert press(opened, page, shown, "later") is True
        assert f"from [ {day} ]" in text(page, shown)[0]


def test_the_first_date_stays_before_the_second(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(FEBRUARY)
    press(opened, page, shown)
    shown.context = shown.context.at(OCTOBER)
    press(opened, page, shown)
    assert page.dates(shown) == (date(2025, 10, 5), OCTOBER)


def test_a_filter_keeps_one_verb(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(OCTOBER)
    press(opened, page, shown, "filter")
    assert page.filter == "vanished"
    assert {row["leg_id"] for row in page.listed(shown)} == {EQUITY, GPUS}
    assert "only vanished" in text(page, shown)[0]
    press(opened, page, shown, "filter_none")
    assert page.filter is None


def test_enter_opens_the_deal_and_evidence_what_did_it(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(OCTOBER)
    outcome = press(opened, page, shown, "enter")
    assert isinstance(outcome, Open) and outcome.what == "deal"
    claim = page.subject(shown).claims[0]
    rows = opened.store.rows(
        "SELECT source_id, property, status FROM claims WHERE claim_id = $c", {"c": claim}
    )
    assert rows == [("001", "standing", "withdrawn")]


def test_a_pick_keeps_the_legs_that_touch_it(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-03-05", entity="anthropic"), ChangesPage(OCTOBER)
    press(opened, page, shown)
    assert {row["leg_id"] for row in shown.rows("changes")} == {
        *("amazon-anthropic.equity", "nvidia-anthropic.equity", "nvidia-anthropic.gpus")
    }
    # Amazon's and Google's stakes and sales were known before: three of the four did not change.
    assert "3 of 6 legs" in text(page, shown)[0]
    assert "unchanged  3," in "\n".join(text(page, shown))


def test_where_nothing_changed_it_says_so_and_what_helps(opened: Opened, shown_at: At) -> None:
    shown, page = shown_at("2026-11-22"), ChangesPage(MARCH)
    press(opened, page, shown)
    frame = text(page, shown)
    assert "no leg changed between these dates" in frame[1] and "tab" in frame[1]
    assert page.subject(shown).claims == ()
    assert press(opened, page, shown, "enter") is False


def test_while_it_reads_it_says_so(shown_at: At) -> None:
    assert "reading" in "\n".join(text(ChangesPage(OCTOBER), shown_at("2026-03-05")))


@pytest.mark.parametrize("glyphs", ["full", "box", "ascii"])
@pytest.mark.parametrize("size", [(60, 12), (80, 20), (120, 36), (200, 56)])
def test_no_line_is_wider_and_no_page_higher(
    opened: Opened, shown_at: At, size: tuple[int, int], glyphs: str
) -> None:
    shown, page = shown_at("2026-03-05"), ChangesPage(date.min)
    press(opened, page, shown)
    lines = page.lines(shown, Surface(*size, GLYPHS[glyphs]))
    assert len(lines) <= size[1] and max(map(width, lines)) <= size[0]
    assert "nothing" in plain(lines[0])
    if glyphs == "ascii":
        assert all(plain(line).isascii() for line in lines)


@pytest.mark.parametrize(
    ("name", "size", "glyphs"),
    [
        ("changes-80x20", (80, 20), "full"),
        ("changes-80x20-ascii", (80, 20), "ascii"),
        ("changes-120x36", (120, 36), "full"),
        ("changes-200x56", (200, 56), "full"),
    ],
)
def test_frames(
    drawn: Callable[..., list[str]],
    shown_at: At,
    frames: Path,
    name: str,
    size: tuple[int, int],
    glyphs: str,
) -> None:
    frame = drawn(ChangesPage(OCTOBER), shown_at("2026-03-05"), *size, glyphs)
    assert frame == (frames / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]

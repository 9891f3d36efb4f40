"""Dossiers and marked claims: what leaves the explorer as text."""

from __future__ import annotations

import re
import shlex
from datetime import date
from typing import Any

import pytest

from tests.draw.hostile import assert_fits
from tests.pages.driving import press, settle_kept
from tests.pages.files import claim_of, table
from tui.arguments import context_of
from tui.cli import _arguments
from tui.context import Context
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.format import GLYPHS
from tui.pages.cards.dossier import deal_dossier, entity_dossier, text
from tui.pages.cards.marked import MarkedPage
from tui.pages.command import view_command
from tui.pages.page import Ask, Copy, Open, Said, Shown, Surface


def dossier(opened: Opened, day: str, *, deal: str = "", entity: str = "") -> str:
    context = Context(date.fromisoformat(day))

    def read(ask: Ask) -> list[dict[str, Any]]:
        return opened.store.run(named(ask.query), context, ask.values(), limit=None).rows()

    if deal:
        return deal_dossier(deal, read, opened.names, context)
    return entity_dossier(entity, read, opened.names, context)


def test_a_deal_has_legs_story_conflicts_and_footnotes(opened: Opened) -> None:
    written = dossier(opened, "2026-03-05", deal="nvidia-openai-2025")
    assert [line for line in written.splitlines() if line.startswith("#")] == [
        "# Nvidia–OpenAI framework 2025",
        "## Legs",
        "## Story",
        "## Conflicts",
    ]
    assert "| Nvidia → OpenAI, equity, frame | ≤100 | withdrawn |" in written
    story = written.split("## Story")[1].split("## Conflicts")[0]
    days = re.findall(r"^- (\d{4}-\d\d-\d\d)", story, re.MULTILINE)
    assert days == sorted(days) and days[-1] == "2026-03-05"
    assert "“semble avoir disparu”" in written and "2025-10-05 (date inferred)" in written


def test_a_leg_without_dollars_stands_in_its_own_unit(opened: Opened) -> None:
    # 004: up to 10% of AMD against its GPUs, a first gigawatt and five more.
    written = dossier(opened, "2026-03-05", deal="amd-openai-2025")
    assert "| AMD → OpenAI, shares | ≤10% | announced |" in written
    story = written.split("## Story")[1].split("## Conflicts")[0]
    assert "AMD → OpenAI, shares is told: ≤10%, announced[^" in story
    assert "OpenAI → AMD, 5 GW of GPUs is told: 5 GW, announced[^" in story
    of_chips = dossier(opened, "2026-03-05", deal="openai-broadcom")
    assert "OpenAI → Broadcom, chips is told: no amount, rumoured[^" in of_chips
    for text_of in (written, of_chips, dossier(opened, "2026-03-05", entity="openai")):
        assert "? $B" not in text_of
    # 002: ten gigawatts, or four to five million GPUs.
    framework = dossier(opened, "2025-10-05", deal="nvidia-openai-2025")
    assert "is told: 4–5 M GPUs, announced[^" in framework
    size = claim_of("jusqu'à 10% du capital", "004")["claim_id"]
    assert f"[^{size}]: " in written


@pytest.mark.parametrize("entity", ["openai", "amd", "chatgpt"])
def test_every_citation_has_one_footnote(opened: Opened, entity: str) -> None:
    written = dossier(opened, "2026-03-05", entity=entity)
    notes = re.findall(r"^\[\^([\w.-]+)\]: ", written, re.MULTILINE)
    cited = set(re.findall(r"\[\^([\w.-]+)\](?!:)", written))
    assert len(notes) == len(set(notes)) and set(notes) == cited
    assert set(notes) <= {row["claim_id"] for row in table("claims")}


def test_nothing_of_a_later_date_is_in_a_dossier(opened: Opened) -> None:
    written = dossier(opened, "2025-10-07", deal="nvidia-openai-2025")
    assert "withdrawn" not in written and "2026-0" not in written.split("## Legs")[1]
    assert dossier(opened, "2025-10-07", deal="nvidia-openai-2026") == ""
    assert dossier(opened, "2026-03-05", entity="nobody") == ""


def test_text_of_the_corpus_means_nothing_in_markdown() -> None:
    assert text("a|b [x](y)\n# *z* <b>") == r"a\|b \[x\](y) \# \*z\* \<b\>"


# -- marked claims


def test_marked_claims_leave_as_footnotes(opened: Opened, shown_at: Any) -> None:
    gone = claim_of("semble avoir disparu", "001")["claim_id"]
    first = claim_of("100 Md$", "002")["claim_id"]
    page, shown = MarkedPage((gone, first)), shown_at("2026-03-05")
    settle_kept(page, shown, opened)
    late = shown.frames.pop(f"claim {gone}")
    assert isinstance(page.act("copy", shown), Said)  # one of them is still to come
    shown.frames[f"claim {gone}"] = late
    wish = press(opened, page, shown, "copy")
    assert isinstance(wish, Copy)
    lines = wish.text.splitlines()
    # In time order, whatever the order of marking.
    assert [line[:3] for line in lines] == ["1. ", "2. "]
    assert f"claim {first}" in lines[0] and f"claim {gone}" in lines[1]
    where = press(opened, page, shown, "last", "enter")
    assert isinstance(where, Open) and (where.subject.source, where.subject.paragraph) == ("001", 5)
    for size in ((60, 11), (80, 20)):
        assert_fits(page.lines(shown, Surface(*size, GLYPHS["full"])), *size, GLYPHS["full"])


def test_a_marked_claim_that_is_not_known_yet_is_left_out(opened: Opened, shown_at: Any) -> None:
    gone = claim_of("semble avoir disparu", "001")["claim_id"]
    page = MarkedPage((gone,))
    shown: Shown = shown_at("2025-10-07")
    settle_kept(page, shown, opened)
    assert page.notes(shown) == []
    lines = page.lines(shown, Surface(80, 20, GLYPHS["full"]))
    assert "no marked claim is known on this date" in lines[1][0][0]


def test_the_view_as_a_command() -> None:
    context = Context(date(2026, 2, 3), "firm", entity="o'brien & co")
    words = shlex.split(view_command(context, "sources"))
    assert words[:7] == [
        "caploop",
        *("--as-of", "2026-02-03"),
        *("--lens", "firm"),
        *("--pane", "sources"),
    ]
    assert words[7:] == ["--entity", "o'brien & co"]


def test_the_command_says_all_that_the_dials_and_the_pick_are() -> None:
    picked = Context(
        *(date(2026, 2, 3), "paid"),
        deal="nvidia-openai-2026",
        since=date(2025, 10, 7),
        claim="000-113",
    )
    words = shlex.split(view_command(picked, "timeline"))[1:]
    arguments = _arguments(words)
    assert context_of(arguments) == picked
    assert arguments.pane == "timeline"

"""What `caploop show loop` prints for a loop, an entity, a slide."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.draw.test_export import read_dot, read_mermaid
from tui.corpus.opening import Opened
from tui.draw.export import dot, mermaid
from tui.format import FULL
from tui.pages.loop.choice import Choice
from tui.pages.loop.exporting import _safe
from tui.pages.loop.page import LoopPage
from tui.pages.page import Copy, Shown
from tui.pages.settle import settle

ROOT = Path(__file__).resolve().parents[2]
At = Callable[..., Shown]
Drawn = Callable[..., list[str]]


def caploop(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tui", "show", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def graph_of(page: LoopPage, shown: Shown, opened: Opened) -> set[tuple[str, str, str]]:
    settle(page, shown, opened.store)
    graph = page.graph(shown, FULL)
    names, arrows = read_dot(dot(graph))
    found = {(names[payer], label, names[payee]) for payer, label, payee in arrows}
    names, arrows = read_mermaid(mermaid(graph))
    assert {(names[payer], label, names[payee]) for payer, label, payee in arrows} == found
    return found


def test_every_leg_of_the_network_is_an_arrow_with_its_status(opened: Opened, shown_at: At) -> None:
    arrows = graph_of(LoopPage(), shown_at("2025-10-07"), opened)
    assert ("Nvidia", "≤100 $B equity, frame (announced)", "OpenAI") in arrows
    assert ("OpenAI", "≈350 $B GPUs, frame (announced, derived)", "Nvidia") in arrows
    assert ("Nvidia", "5 $B equity (paid)", "Intel") in arrows
    assert ("OpenAI", "1 GW of GPUs (announced)", "AMD") in arrows
    assert ("Anthropic", "? AWS (delivered)", "Amazon") in arrows
    # Nothing of later.
    assert not any("≈20" in label for _, label, _ in arrows)


def test_what_vanished_with_the_newest_news_is_in_its_loop_only(
    opened: Opened, shown_at: At
) -> None:
    page = LoopPage()
    page.choose(1)
    shown = shown_at("2026-03-05")
    gone = ("Nvidia", "≤100 $B equity, frame (withdrawn)", "OpenAI")
    assert gone in graph_of(page, shown, opened)
    assert gone not in graph_of(LoopPage(), shown, opened)


def test_the_loops_through_an_entity_and_nothing_else(opened: Opened, shown_at: At) -> None:
    page = LoopPage(choice=Choice(through="coreweave"))
    arrows = graph_of(page, shown_at("2026-03-05"), opened)
    assert {frozenset((payer, payee)) for payer, _, payee in arrows} == {
        frozenset(("Nvidia", "CoreWeave"))
    }


@pytest.mark.parametrize(("name", "company"), [("azure", "Microsoft"), ("ChatGPT", "ChatGPT")])
def test_a_unit_is_on_the_loops_of_its_parent(name: str, company: str) -> None:
    done = caploop("loop", "--as-of", "2025-10-07", "--through", name, "--size", "100x30")
    assert (done.returncode, done.stderr) == (0, "")
    # What is no company, nor part of one, pays nobody.
    rows = done.stdout.splitlines()[3:]
    assert f"through {company} ·" in done.stdout
    assert rows[0].split(" closed")[0].split()[-1] == ("2" if company == "Microsoft" else "0")


@pytest.mark.parametrize("number", [1, 5])
def test_a_number_is_the_nth_of_the_list(opened: Opened, shown_at: At, number: int) -> None:
    page, listed, shown = LoopPage(), LoopPage(), shown_at("2026-03-05")
    page.choose(number)
    settle(page, shown, opened.store)
    settle(listed, shown, opened.store)
    assert page.chosen(shown) == listed.loops(shown)[number - 1]
    assert not page.missing(shown)


@pytest.mark.parametrize("number", [0, -1, 7, 99])
def test_a_number_that_no_loop_has_is_missing(opened: Opened, shown_at: At, number: int) -> None:
    page, shown = LoopPage(), shown_at("2025-10-07")
    page.choose(number)
    settle(page, shown, opened.store)
    assert page.missing(shown)


def test_the_command_line_draws_the_loop_of_that_number() -> None:
    done = caploop("loop", "--as-of", "2026-02-03", "--loop", "2", "--size", "80x24")
    assert (done.returncode, done.stderr) == (0, "")
    rows = done.stdout.splitlines()
    assert len(rows) <= 24 and all(len(row) <= 80 for row in rows)
    assert any(row.startswith("▌2 Microsoft ━≈13 equity━► OpenAI ") for row in rows)
    at = next(number for number, row in enumerate(rows) if row.startswith("Loop 2 ─"))
    ring = rows[at + 1 : at + 6]
    assert "│ Microsoft │" in ring[2] and "│  OpenAI   │" in ring[2]
    assert "█ ≈13 equity, paid" in ring[0] and "►│" in ring[1]
    assert "│◄╌" in ring[3] and "█ ? Azure, delivered" in ring[4]


def test_the_command_line_exports() -> None:
    done = caploop("loop", "--as-of", "2026-03-05", "--loop", "1", "--export", "mermaid")
    assert (done.returncode, done.stderr) == (0, "")
    names, arrows = read_mermaid(done.stdout)
    assert set(names.values()) == {"Nvidia", "OpenAI"}
    assert "as of 2026-03-05, headline lens" in done.stdout
    assert len(arrows) == 4


def test_a_wrong_call_is_told_and_ends_with_2() -> None:
    done = caploop("sources", "--export", "dot")
    assert (done.returncode, done.stdout) == (2, "")
    assert "only the loops can be exported" in done.stderr
    done = caploop("loop", "--as-of", "2025-10-07", "--loop", "9")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "no loop '9': there are 6\n"
    done = caploop("loop", "--loop", "1", "--format", "csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--loop draws one loop" in done.stderr


@pytest.mark.parametrize("scope", ["loop", "list", "network"])
def test_csv_has_a_row_a_loop_in_whole_dollars(opened: Opened, shown_at: At, scope: str) -> None:
    page, shown = LoopPage(), shown_at("2026-02-03")
    settle(page, shown, opened.store)
    page.act("marked", shown)
    export = page.exporting
    assert export is not None
    export.format, export.scope = "csv", scope
    scene = page.scene(shown)
    assert scene is not None
    rows = list(csv.DictReader(io.StringIO(export.text(scene, page.loops(shown)))))
    assert len(rows) == (1 if scope == "loop" else len(page.loops(shown)))
    first = rows[0] if scope != "network" else next(row for row in rows if row["loop"] == "1")
    assert first["companies"] == "Nvidia > OpenAI > Nvidia"
    assert first["smallest_usd"] == "120000000000"
    assert (first["weakest"], first["legs"], first["legs_in_usd"]) == ("paused", "4", "3")
    # Unknown is empty, not zero.
    assert all(row["smallest_usd"] != "0" for row in rows)
    told = {row["companies"]: row["assembled"] for row in rows}
    if scope == "list":
        assert told["Nvidia > OpenAI > Microsoft > Nvidia"] == "yes"


def test_the_export_shows_what_it_copies(opened: Opened, shown_at: At, drawn: Drawn) -> None:
    page, shown = LoopPage(), shown_at("2025-10-07")
    settle(page, shown, opened.store)
    page.act("marked", shown)
    frame = drawn(page, shown)
    assert frame[0].startswith("Export this loop ─")
    copied = page.act("copy", shown)
    assert isinstance(copied, Copy)
    assert copied.text.splitlines()[1] == "flowchart LR"
    assert [line.strip() for line in frame[3:9]] == [x.strip() for x in copied.text.splitlines()]
    page.act("view", shown)
    page.act("view", shown)
    whole = page.act("copy", shown)
    assert isinstance(whole, Copy) and "(paid)" in whole.text and len(whole.text) > len(copied.text)
    page.act("escape", shown)
    assert drawn(page, shown)[0].startswith("Loops ─")


def test_a_name_is_no_formula() -> None:
    assert _safe("=1+1 > B") == "'=1+1 > B"
    assert _safe("Nvidia") == "Nvidia"

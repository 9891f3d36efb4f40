"""What a lake held then: by number, by day, and by keys in the explorer."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.lake.article import folder_of
from tests.lake.postgres import PASSWORD, Postgres
from tests.lake.running.conftest import Lake
from tests.panes.conftest import screen, wait_for
from tui.app import CaploopApp
from tui.context import Context, Held, step_held
from tui.corpus.background import Opening
from tui.corpus.lake import copy
from tui.corpus.opening import OpeningError, open_corpus
from tui.corpus.place import shipped
from tui.screens.body import Look

Run = Callable[..., subprocess.CompletedProcess[str]]
TITLES = "SELECT title FROM deals WHERE deal_id LIKE 'lease-%' ORDER BY ALL"


@pytest.fixture
def grown(lake: Lake, tmp_path: Path) -> Lake:
    """A lake with three snapshots: the shipped corpus, an article more, another one more."""
    for n in (101, 102):
        lake.publish(folder_of(tmp_path / str(n), n))
    return lake


def test_a_snapshot_is_what_the_lake_held(grown: Lake) -> None:
    held = {n: grown.open(n).store.rows(TITLES) for n in (1, 2, 3)}
    assert held == {
        1: [],
        2: [("Lease 101",)],
        3: [("Lease 101",), ("Lease 102",)],
    }
    now = grown.open()
    assert now.store.rows(TITLES) == held[3]
    assert now.held is None
    assert grown.open(2).held == now.snapshots[1]


def test_a_day_is_its_last_snapshot(grown: Lake, server: Postgres) -> None:
    for number, day in enumerate(("2026-01-05", "2026-02-05", "2026-02-05"), 1):
        when = f"TIMESTAMPTZ '{day} 23:55:00+00'"
        made = f"UPDATE ducklake_snapshot SET snapshot_time = {when} WHERE snapshot_id = {number}"
        server.rows(grown.database, made)
    on = {
        day: open_corpus(grown.uri, held=date.fromisoformat(day)).held
        for day in ("2026-01-05", "2026-02-04", "2026-02-05", "2027-01-01")
    }
    first, last = date(2026, 1, 5), date(2026, 2, 5)
    assert on == {
        "2026-01-05": Held(1, first),
        "2026-02-04": Held(1, first),
        "2026-02-05": Held(3, last),
        "2027-01-01": Held(3, last),
    }
    with pytest.raises(OpeningError, match="on 2026-01-04 the lake held nothing"):
        open_corpus(grown.uri, held=date(2026, 1, 4))


def test_what_it_held_and_what_was_known_are_two_dials(grown: Lake, run: Run) -> None:
    """The article is of June: on 1 July it was known, but in snapshot 1 the lake had not got it."""
    count = "select count(*) from current_legs where deal_id = 'lease-101'"

    def legs(*dials: str) -> str:
        done = run("query", "--format", "csv", count, "--data", grown.uri, *dials)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[1]

    assert legs("--as-of", "2026-07-01") == "1"
    assert legs("--as-of", "2026-07-01", "--held", "1") == "0"
    assert legs("--as-of", "2026-05-01", "--held", "2") == "0"
    assert legs("--as-of", "2026-07-01", "--held", "2") == "1"


def test_the_header_says_what_it_shows(grown: Lake, run: Run) -> None:
    then = run("show", "loop", "--data", grown.uri, "--held", "2")
    assert then.returncode == 0, then.stderr
    # Made just now; that may have been yesterday.
    days = [datetime.now(UTC).date() - timedelta(days=n) for n in range(2)]
    held = then.stdout.splitlines()[2].split(" held ")[1]
    assert any(held.startswith(f"{day} #2 · ") for day in days)
    assert " held " not in run("show", "loop", "--data", grown.uri).stdout


@pytest.mark.parametrize("wrong", ["0", "17"])
def test_a_snapshot_that_is_not_there_is_named(wrong: str, grown: Lake, run: Run) -> None:
    done = run("show", "loop", "--data", grown.uri, "--held", wrong)
    assert done.returncode == 1
    assert f"the lake has no snapshot {wrong}: they go from 1, of " in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_snapshot_is_copied_once(grown: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    grown.open(2)
    monkeypatch.setattr(copy, "_fill", lambda *_: pytest.fail("copied again"))
    grown.open(2)


def test_no_connection_is_left_open(grown: Lake, server: Postgres) -> None:
    grown.open(2)
    assert server.left_open(grown.database) == []


def test_steps_go_from_the_first_snapshot_to_now() -> None:
    every = [Held(n, date(2026, 1, 1) + timedelta(days=n)) for n in (3, 5, 8)]
    assert step_held(None, -1, every) == every[1]
    assert step_held(every[1], -1, every) == every[0]
    assert step_held(every[0], -1, every) is None
    assert step_held(every[0], 1, every) == every[1]
    assert step_held(every[1], 1, every) is None
    assert step_held(None, 1, every) is None
    assert step_held(None, -1, every[:1]) is None


def app(data: str, held: int | None = None) -> CaploopApp:
    context = Context(date(2026, 7, 1))
    opening = Opening(data, None, first=context, held=held)
    return CaploopApp(context, opening, pane="timeline", look=Look("dark", "full"))


async def test_keys_step_through_what_the_lake_held(grown: Lake, tmp_path: Path) -> None:
    explorer = app(grown.uri)

    async with explorer.run_test(size=(80, 24)) as pilot:

        def lists(*titles: str) -> bool:
            text = "\n".join(screen(pilot))
            every = [f"Lease {n}" for n in (101, 102, 103)]
            return "loading" not in text and [t for t in every if t in text] == list(titles)

        def header() -> str:
            return screen(pilot)[2]

        await wait_for(pilot, lambda: lists("Lease 101", "Lease 102"), "what it holds now")
        assert " held " not in header()
        await pilot.press("left_parenthesis")
        await wait_for(pilot, lambda: lists("Lease 101") and " #2 · " in header(), "snapshot 2")
        await pilot.press("left_parenthesis")
        await wait_for(pilot, lambda: lists() and " #1 · " in header(), "snapshot 1")
        await pilot.press("left_parenthesis")
        await wait_for(pilot, lambda: "held nothing before" in header(), "the end")
        # The dials do not turn one another, and a place that was left does not bring it back.
        await pilot.press("1", "left_square_bracket", "backspace")
        await wait_for(pilot, lambda: " #1 · " in header(), "the same snapshot")
        grown.publish(folder_of(tmp_path / "103", 103))
        await pilot.press("right_parenthesis")
        await wait_for(pilot, lambda: lists("Lease 101") and " #2 · " in header(), "snapshot 2")
        await pilot.press("right_parenthesis")
        await wait_for(pilot, lambda: lists("Lease 101", "Lease 102"), "snapshot 3")
        await pilot.press("right_parenthesis")
        await wait_for(pilot, lambda: lists("Lease 101", "Lease 102", "Lease 103"), "what is new")


async def test_the_command_of_a_view_names_lake_and_snapshot_and_no_password(grown: Lake) -> None:
    explorer = app(grown.uri, held=2)
    async with explorer.run_test(size=(80, 24)) as pilot:
        await wait_for(pilot, lambda: " #2 · " in screen(pilot)[2], "the header")
        await pilot.press("Y")
        await wait_for(pilot, lambda: explorer.clipboard, "the command")
        assert explorer.clipboard.startswith(f"caploop --data '{grown.uri}' ")
        assert explorer.clipboard.endswith(" --held 2")
        assert PASSWORD not in explorer.clipboard


async def test_a_server_that_went_away_is_said_and_the_screen_stays(
    grown: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    explorer = app(grown.uri)
    async with explorer.run_test(size=(80, 24)) as pilot:
        await wait_for(pilot, lambda: "Lease 102" in "\n".join(screen(pilot)), "the list")
        monkeypatch.setenv("PGPASSWORD", "another")
        await pilot.press("left_parenthesis")
        await wait_for(pilot, lambda: "refuses" in screen(pilot)[2], "the refusal")
        assert "Lease 102" in "\n".join(screen(pilot))


async def test_a_folder_has_no_such_dial() -> None:
    explorer = app(str(shipped()))
    async with explorer.run_test(size=(80, 24)) as pilot:
        await wait_for(pilot, lambda: explorer.main.opened, "the corpus")
        await pilot.press("left_parenthesis")
        await wait_for(pilot, lambda: "only a lake" in screen(pilot)[2], "what it says")

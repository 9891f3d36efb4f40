"""The bookmark of the last visit, and what the program does with it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

import pytest

from tui import cli, start
from tui.app import CaploopApp
from tui.context import Context
from tui.corpus.visit import last_visit, remember_visit, visits_file

DAY, LATER = date(2026, 2, 3), date(2026, 3, 5)


def test_a_first_visit_has_none_before_it() -> None:
    assert last_visit(None) is None


def test_each_corpus_has_its_own(tmp_path: Path) -> None:
    remember_visit(None, LATER)
    remember_visit(str(tmp_path / "other"), DAY)
    assert last_visit(None) == LATER
    assert last_visit(str(tmp_path / "sub" / ".." / "other")) == DAY
    remember_visit(str(tmp_path / "other"), LATER)
    assert last_visit(str(tmp_path / "other")) == LATER
    assert [path.name for path in visits_file().parent.iterdir()] == ["visits.json"]


def test_it_is_kept_in_the_state_folder(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visits_file() == own_home / ".local" / "state" / "caploop" / "visits.json"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    remember_visit(None, DAY)
    assert (tmp_path / "caploop" / "visits.json").is_file()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"shipped": 7}', '{"shipped": "soon"}', "\xff"])
def test_a_damaged_file_counts_as_no_visit_and_is_put_right(text: str) -> None:
    visits_file().parent.mkdir(parents=True)
    visits_file().write_bytes(text.encode("latin-1"))
    assert last_visit(None) is None
    remember_visit(None, DAY)
    assert last_visit(None) == DAY


def test_a_state_folder_that_cannot_be_written_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    remember_visit(None, DAY)
    assert last_visit(None) is None


class Corpus:
    """What the explorer knows of an open corpus when it ends."""

    dates = (DAY, LATER)


def visit(monkeypatch: pytest.MonkeyPatch, context: Context, opens: bool = True) -> Context:
    """Open and close the explorer without a terminal; the context that it was given."""
    given: list[Context] = []

    def run(app: CaploopApp, **_: object) -> None:
        given.append(app.main.context)
        app.main.opened = Corpus() if opens else None  # type: ignore[assignment]

    monkeypatch.setattr(CaploopApp, "run", run)
    monkeypatch.setattr(start, "Opening", lambda *_, **__: None)
    asked = argparse.Namespace(
        data=None, articles=None, pane="loop", view=None, held=None, write=None
    )
    start.explore(asked, context, "full")
    return given[0]


def test_the_explorer_marks_what_came_since_the_last_visit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = Context(LATER)
    assert visit(monkeypatch, context, opens=False).since is None
    assert visit(monkeypatch, context).since is None
    assert visit(monkeypatch, context).since == LATER
    # A date that is asked for goes before the bookmark.
    assert visit(monkeypatch, Context(LATER, since=DAY)).since == DAY


def test_since_and_to_are_read_from_the_command_line() -> None:
    none = argparse.Namespace(as_of=None, lens=None, entity=None, since=None, to_date=None)
    assert cli.context_of(none) == Context(date.today())
    asked = argparse.Namespace(as_of=None, lens=None, entity=None, since=DAY, to_date=LATER)
    assert cli.context_of(asked) == Context(LATER, since=DAY)

"""History, saved queries and the draft: plain files of the user, or nothing at all."""

import json
from pathlib import Path

import pytest

from tui.console.history import KEPT, History, Run


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path


def test_runs_come_back_newest_first_and_each_statement_once(folders: Path) -> None:
    history = History()
    for number, sql in enumerate(["select 1", "select 2", "select 1"]):
        history.add(Run(sql, f"2026-03-05 10:0{number}", rows=number))
    again = History().runs
    assert [(run.sql, run.when, run.rows) for run in again] == [
        ("select 1", "2026-03-05 10:02", 2),
        ("select 2", "2026-03-05 10:01", 1),
    ]


def test_there_is_an_end_to_what_is_remembered(folders: Path) -> None:
    history = History()
    history.runs = [Run(f"select {n}", "") for n in range(KEPT)]
    history.add(Run("newest", ""))
    assert len(History().runs) == KEPT
    assert History().runs[0].sql == "newest"


def test_a_damaged_line_is_passed_over(folders: Path) -> None:
    file = folders / "state" / "caploop" / "history.jsonl"
    file.parent.mkdir(parents=True)
    good = json.dumps({"sql": "select 1", "when": "2026-03-05 10:00"})
    file.write_text(f'{{"sql": \n{good}\n{{"other": 1}}\n', encoding="utf-8")
    assert [run.sql for run in History().runs] == ["select 1"]


def test_a_query_is_saved_under_a_name_that_is_a_file(folders: Path) -> None:
    path = History().save("Who pays whom?/../x", "select 1")
    assert path == folders / "share" / "caploop" / "queries" / "Who-pays-whom-..-x.sql"
    assert [(saved.name, saved.sql) for saved in History().saved()] == [
        ("Who-pays-whom-..-x", "select 1")
    ]
    assert History().save(" ../ ", "select 1") is None


def test_the_draft_stays_and_only_its_user_can_read_it(folders: Path) -> None:
    History().keep_draft("select 'é'")
    assert History().draft() == "select 'é'"
    file = folders / "state" / "caploop" / "draft.sql"
    assert file.stat().st_mode & 0o077 == 0


def test_without_files_nothing_is_read_or_written(folders: Path) -> None:
    History().keep_draft("mine")
    visitor = History(files=False)
    visitor.add(Run("select 1", ""))
    visitor.keep_draft("theirs")
    assert visitor.save("x", "select 1") is None
    assert (visitor.draft(), visitor.saved(), History().runs) == ("", [], [])
    assert [run.sql for run in visitor.runs] == ["select 1"]
    assert History().draft() == "mine"


def test_a_folder_that_cannot_be_written_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    history = History()
    history.add(Run("select 1", ""))
    history.keep_draft("x")
    assert history.save("name", "select 1") is None
    assert History().runs == []

"""The console on a corpus of which a part is still worked out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from tests.corpus.small import write
from tests.corpus.small_rows import ROWS
from tui.console.ids import Wanted
from tui.context import Context
from tui.corpus.opening import open_corpus
from tui.pages.console.result import ResultPage
from tui.panes.desk import Desk
from tui.panes.ids import Ids

PATIENCE = 90.0


def test_tables_that_come_later_are_learnt_when_they_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    store = open_corpus(str(write(tmp_path / "corpus"))).store
    heard: SimpleQueue[Any] = SimpleQueue()
    desk = Desk(ResultPage(), heard.put)
    desk.open(store, Context(date(2026, 1, 1)), corpus=True)
    assert desk.outcome(heard.get(timeout=PATIENCE))
    assert "claims" in desk.catalogue.tables
    assert "texts" not in desk.catalogue.tables
    assert store.later is not None
    store.later.wait()
    desk.idle()
    assert desk.outcome(heard.get(timeout=PATIENCE))
    assert {"texts", "leg_lanes", "leg_names"} <= desk.catalogue.tables.keys()
    desk.close()
    store.close()


def test_ids_are_found_before_all_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    store = open_corpus(str(write(tmp_path / "corpus"))).store
    heard: SimpleQueue[Any] = SimpleQueue()
    Ids(store, Context(date(2026, 1, 1)), heard.put).want(Wanted("leg_id", ""))
    found = heard.get(timeout=PATIENCE).found
    assert store.later is not None and not store.later.ended
    assert list(found.ids) == sorted(row["leg_id"] for row in ROWS["legs"])
    store.close()

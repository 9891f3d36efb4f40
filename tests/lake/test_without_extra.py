"""Where the extra is missing, or does not fit the engine, one line says what to install."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from tui.cli import main

LAKE = "ducklake:postgres:dbname=a host=/nowhere"
CALLS = [["show", "loop", "--data", LAKE], ["query", "select 1", "--data", LAKE]]


@pytest.mark.parametrize("call", CALLS)
def test_a_missing_extra_is_named(
    call: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert main(call) == 1
    told = capsys.readouterr().err
    assert told == "a lake needs the engine's extension ducklake: pip install 'caploop[lake]'\n"


@pytest.mark.parametrize("call", CALLS)
def test_another_engine_than_the_extension_is_for_is_named(
    call: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "extensions" / "v0.1.2").mkdir(parents=True)
    package = ModuleSpec("package", None, is_package=True)
    package.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: package)
    assert main(call) == 1
    here = importlib.metadata.version("duckdb")
    assert capsys.readouterr().err == (
        f"a lake needs duckdb 0.1.2, and here is duckdb {here}: "
        "pip install 'caploop[lake]' brings the one that fits\n"
    )


def test_an_extension_that_is_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "extensions" / f"v{importlib.metadata.version('duckdb')}"
    folder.mkdir(parents=True)
    (folder / "ducklake.duckdb_extension").write_text("no extension")
    package = ModuleSpec("package", None, is_package=True)
    package.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: package)
    assert main(CALLS[0]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith("the extension ducklake cannot be loaded: ")

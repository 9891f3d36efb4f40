"""The SQL that every database is made with: the schema, the tables worked out of it, the views."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.corpus.store import HERE, Store

if TYPE_CHECKING:
    from tui.corpus.progress import Steps

# Tenths of a second that each thing takes with a million claims; what is not here takes one.
WEIGHTS = {
    **{"texts": 45, "versions": 24, "mentions": 17, "conflict_pairs": 12, "lane_versions": 10},
    **{"leg_versions": 7, "lane_claims": 5, "leg_lanes": 5, "source_counts": 5, "claim_keys": 3},
    **{
        "exposure_versions": 4,
        "leg_tellers": 4,
        "claim_starts": 4,
        "leg_marks": 3,
        "claim_keys": 3,
    },
}
_MADE = re.compile(r"^CREATE (?:TABLE|TYPE|MACRO) (\w+)", re.MULTILINE)
_KEPT = re.compile(r"^CREATE (?:TABLE|VIEW) (\w+)", re.MULTILINE)
_WORD = re.compile(r"\w+")
_COMMENT = re.compile(r"--.*")


def schema_file() -> Path:
    """What a corpus consists of."""
    return HERE / "schema.sql"


def build_files() -> list[Path]:
    """What is worked out once, after the files are loaded, in order."""
    return sorted((HERE / "build").glob("*.sql"))


def later_files() -> list[Path]:
    """What is worked out once too, but need not be there when the corpus is opened."""
    return sorted((HERE / "later").glob("*.sql"))


def view_files() -> list[Path]:
    """What panes and the console read, in order."""
    return sorted((HERE / "views").glob("*.sql"))


def program_files() -> list[Path]:
    """All of it, in order."""
    return [schema_file(), *build_files(), *later_files(), *view_files()]


def lacking(store: Store) -> list[str]:
    """Which of the program's own tables and views a database with a corpus in it has not."""
    there = {name for (name,) in store.rows("SELECT table_name FROM information_schema.tables")}
    made = (name for file in program_files()[1:] for name in _KEPT.findall(file.read_text("utf-8")))
    return sorted({*made} - there)


def work_out(
    store: Store, steps: Steps | None = None, share: float = 0.0, *, whole: bool = True
) -> None:
    """Make all tables and views of a store whose corpus is loaded; those that can wait if `whole`.

    `steps` hear what is worked out, which is this share of all that they tell.
    """
    files = build_files()
    _work_out(store, files + later_files() if whole else files, steps, share)
    for file in view_files():
        store.script(file.read_text(encoding="utf-8"))


def work_out_later(store: Store, steps: Steps | None = None, share: float = 0.0) -> None:
    """Make the tables that could wait."""
    _work_out(store, later_files(), steps, share)


def _work_out(store: Store, files: Sequence[Path], steps: Steps | None, share: float) -> None:
    # Most starts find the work done.
    from tui.corpus.progress import Steps
    from tui.corpus.together import Piece, do_together

    weights = {file: WEIGHTS.get(_thing(file), 1) for file in files}
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    needed = {
        file: _needed(text, {other: texts[other] for other in files if other.name < file.name})
        for file, text in texts.items()
    }
    # How long it takes from the beginning of each to the end of what waits for it.
    until: dict[Path, int] = {}
    for file in sorted(files, key=lambda each: each.name, reverse=True):
        after = [until[other] for other in until if file.stem in needed[other]]
        until[file] = weights[file] + max(after, default=0)
    pieces = [
        Piece(
            file.stem,
            f"working out {_thing(file).replace('_', ' ')}",
            share * weights[file] / sum(weights.values()),
            partial(Store.script, sql=texts[file]),
            needed[file],
        )
        for file in sorted(files, key=until.__getitem__, reverse=True)
    ]
    do_together(store, pieces, steps or Steps(lambda _: None))


def _needed(text: str, before: Mapping[Path, str]) -> frozenset[str]:
    """Which of the files before it make something that this text speaks of."""
    words = set(_WORD.findall(_COMMENT.sub("", text)))
    return frozenset(file.stem for file, made in before.items() if words & {*_MADE.findall(made)})


def _thing(file: Path) -> str:
    """What a file works out: `leg_versions` of 25_leg_versions.sql."""
    return file.stem.partition("_")[2]

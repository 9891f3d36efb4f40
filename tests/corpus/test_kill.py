"""Whatever ends a load, nothing is half loaded: the next start works, and what was left is gone."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks import synthetic
from tests.corpus.small import write
from tui.context import Context
from tui.corpus import cache
from tui.corpus.opening import open_corpus
from tui.corpus.store import Store

CLAIMS = 1_000
KILLS = 20
LOAD = """
import sys
from tui.corpus.opening import open_corpus
def told(said):
    print(f"{said}\\n", end="", flush=True)  # in one piece: it is another thread that says it
    sys.stdin.readline()  # goes on when it is told to, or where nobody is to tell it
opened = open_corpus(sys.argv[1], told=told, whole=True)
print(f'open {opened.store.rows("SELECT count(*) FROM claims")[0][0]}', flush=True)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up corpus of a thousand claims."""
    return synthetic.write(CLAIMS, tmp_path_factory.mktemp("made") / "corpus")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return cache.cache_folder()


@contextmanager
def loading(folder: Path, *, led: bool = False) -> Iterator[subprocess.Popen[str]]:
    """A process that loads a folder and says on stdout what it does.

    If it is led it takes no step before the one before was heard of, however busy the machine is.
    """
    argv = [sys.executable, "-c", LOAD, str(folder)]
    told = subprocess.PIPE if led else subprocess.DEVNULL
    with subprocess.Popen(argv, stdin=told, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
            # What it did not read is in the way of closing.
            if process.stdin is not None and not process.stdin.closed:
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.close()


def lines_of(process: subprocess.Popen[str], count: int) -> list[str]:
    """The next lines that it says, fewer if it ends before."""
    assert process.stdout is not None
    lines = []
    for _ in range(count):
        # How often the bar moves is not always the same: it may have ended before.
        if not (line := process.stdout.readline()):
            break
        lines.append(line)
        if process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write("\n")
                process.stdin.flush()
    return lines


def built(kept: Path) -> list[Path]:
    return sorted(kept.glob("*.duckdb"))


def left(kept: Path) -> list[str]:
    """What is in the cache that is no built corpus."""
    return sorted(path.name for path in kept.iterdir() if path not in built(kept))


# What each database holds of the made-up corpus, and what only the whole one does.
EACH = (
    *("sources", "entities", "deals", "legs", "evidence", "paragraphs", "current_legs", "timeline"),
    *("conflicts", "flows", "lane_claims"),
)
WHOLE = ("texts", "leg_lanes", "leg_names")


def whole(file: Path) -> bool:
    """Whether a kept database holds all that it should."""
    store = Store.open(file)
    try:
        with store.cursor(Context(date(2100, 1, 1))) as cursor:
            full = all(
                cursor.execute(f"SELECT count(*) > 0 FROM {each}").fetchall() == [(True,)]
                for each in (*EACH, *(WHOLE if not file.stem.endswith("-part") else ()))
            )
        return full and store.rows("SELECT count(*) FROM claims") == [(CLAIMS,)]
    finally:
        store.close()


def test_a_load_killed_at_any_of_twenty_moments_leaves_nothing(made: Path, kept: Path) -> None:
    with loading(made) as process:
        steps = len(lines_of(process, 1_000))
    assert steps > 30
    assert [whole(file) for file in built(kept)] == [True]
    built(kept)[0].unlink()
    chance = random.Random(20251007)
    unfinished = 0
    for _ in range(KILLS):
        with loading(made, led=True) as process:
            told = lines_of(process, chance.randrange(steps))
            # Somewhere in the step that has begun.
            threading.Event().wait(chance.random() * 0.05)
            process.send_signal(signal.SIGKILL)
        unfinished += process.returncode == -signal.SIGKILL
        assert all(whole(file) for file in built(kept)), told
        assert len(left(kept)) <= 1, told
        for file in built(kept):
            file.unlink()
    assert unfinished >= KILLS * 3 // 4
    opened = open_corpus(str(made), whole=True)
    assert opened.store.rows("SELECT count(*) FROM claims") == [(CLAIMS,)]
    opened.store.close()
    assert (len(built(kept)), left(kept)) == (1, [])


def test_an_interrupted_load_leaves_nothing_at_once(made: Path, kept: Path) -> None:
    with loading(made, led=True) as process:
        lines_of(process, 12)
        process.send_signal(signal.SIGINT)
        # What it still says, nobody is to answer.
        assert process.stdin is not None
        process.stdin.close()
        process.wait(90)
    assert process.returncode not in (0, None)
    assert (built(kept), left(kept)) == ([], [])


def test_two_at_once_both_open_and_neither_is_in_the_others_way(made: Path, kept: Path) -> None:
    with loading(made) as first, loading(made) as second:
        lines_of(first, 5)
        first.send_signal(signal.SIGSTOP)
        assert lines_of(second, 1_000)[-1] == f"open {CLAIMS}\n"
        first.send_signal(signal.SIGCONT)
        assert lines_of(first, 1_000)[-1] == f"open {CLAIMS}\n"
    assert (len(built(kept)), left(kept)) == (1, [])


def damage(file: Path, how: str) -> None:
    data = file.read_bytes()
    match how:
        case "cut":
            file.write_bytes(data[: len(data) * 2 // 3])
        case "cut a little":
            file.write_bytes(data[:-5000])
        case "empty":
            file.write_bytes(b"")
        case "another file":
            file.write_bytes(b"not a database" * 999)
        case "header":
            file.write_bytes(bytes(4096) + data[4096:])


@pytest.mark.parametrize("how", ["cut", "cut a little", "empty", "another file", "header"])
def test_a_damaged_cache_is_built_again(tmp_path: Path, kept: Path, how: str) -> None:
    folder = write(tmp_path / "corpus")
    open_corpus(str(folder)).store.close()
    (file,) = built(kept)
    damage(file, how)
    told: list[str] = []
    opened = open_corpus(str(folder), told=told.append)
    assert opened.store.rows("SELECT count(*) FROM sources") == [(2,)]
    assert told != []
    opened.store.close()


def test_another_content_or_format_is_another_corpus(tmp_path: Path, kept: Path) -> None:
    folder = write(tmp_path / "corpus")
    one = cache.fingerprint(folder)
    (folder / "links.parquet").write_bytes(b"")
    two = cache.fingerprint(folder)
    (folder / "links.parquet").rename(folder / "links.jsonl")
    assert len({one, two, cache.fingerprint(folder)}) == 3


def test_a_corpus_opens_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    opened = open_corpus(str(write(tmp_path / "corpus")))
    assert opened.store.rows("SELECT count(*) FROM sources") == [(2,)]
    opened.store.close()


FULL = """
import resource, sys
from tui.corpus.opening import open_corpus
# No file can grow any further, as on a disk that is full.
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
store = open_corpus(sys.argv[1]).store
print(store.rows("SELECT count(*) FROM sources"))
store.later.wait()
print(store.rows("SELECT count(*) > 0 FROM texts"))
store.close()
"""


@pytest.mark.parametrize("careful", [False, True])
def test_a_corpus_opens_where_the_disk_is_full(tmp_path: Path, kept: Path, careful: bool) -> None:
    folder = write(tmp_path / "corpus")
    if careful:  # what the engine does not read by itself
        data = (folder / "sources.csv").read_bytes()
        (folder / "sources.csv").write_bytes(data.replace(b"\n", b"\r\n"))
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, timeout=90
    )
    assert done.stdout.splitlines() == ["[(2,)]", "[(True,)]"], done.stderr
    assert (built(kept), left(kept)) == ([], [])

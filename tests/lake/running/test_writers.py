"""Several at once: two writers, one that is killed, readers while somebody writes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.lake.article import change, folder_of
from tests.lake.running.conftest import ROOT, Lake
from tui.corpus.lake import publish as publishing
from tui.corpus.lake.engine import LakeError, attach
from tui.corpus.lake.uri import lake_uri
from tui.corpus.place import shipped
from tui.corpus.store import Store

EACH = 4
# Publishes one folder after the other, as a program of its own.
WRITER = """
import sys
from pathlib import Path
from tui.corpus.lake.publish import publish
from tui.corpus.lake.uri import lake_uri
for folder in sys.argv[2:]:
    done = publish(Path(folder), lake_uri(sys.argv[1]), None, print)
    print('snapshot', done.snapshot, flush=True)
"""
# Stands still when everything is written and nothing committed.
STUCK = """
import sys
from pathlib import Path
from tui.corpus.lake import publish
from tui.corpus.lake.uri import lake_uri
apply = publish.apply
def apply_and_wait(store):
    apply(store)
    print('written', flush=True)
    sys.stdin.read()
publish.apply = apply_and_wait
publish.publish(Path(sys.argv[2]), lake_uri(sys.argv[1]), None, print)
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    """A program of its own, its answers to be read."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


COUNTS = """
SELECT source_id,
    (SELECT count(*) FROM {0}paragraphs AS p WHERE p.source_id = s.source_id),
    (SELECT count(*) FROM {0}legs AS g WHERE g.deal_id = 'lease-' || s.source_id),
    (SELECT count(*) FROM {0}claims AS c WHERE c.source_id = s.source_id),
    (SELECT count(*) FROM {0}evidence AS e WHERE e.claim_id LIKE s.source_id || '-%')
FROM {0}sources AS s WHERE s.source_id >= '100' ORDER BY ALL
"""
Articles = dict[str, tuple[int, int, int, int]]


def articles(lake: Lake) -> Articles:
    """Of each added article in the lake: its paragraphs, legs, claims and evidence."""
    store = Store.memory()
    attach(store, lake_uri(lake.uri), "READ_ONLY")
    rows = store.rows(COUNTS.format("lake.main."))
    store.close()
    return {row[0]: row[1:] for row in rows}


def shown(lake: Lake) -> Articles:
    """The same, as the explorer sees it."""
    store = lake.open().store
    rows = store.rows(COUNTS.format(""))
    store.close()
    return {row[0]: row[1:] for row in rows}


WHOLE = (1, 1, 2, 2)


def test_two_writers_at_once_lose_nothing(lake: Lake, tmp_path: Path) -> None:
    numbers = [[100 + EACH * w + n for n in range(EACH)] for w in range(2)]
    writers = [
        start(WRITER, lake.uri, *(str(folder_of(tmp_path / str(n), n)) for n in own))
        for own in numbers
    ]
    told = [writer.communicate() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], told
    assert articles(lake) == {f"{n}": WHOLE for own in numbers for n in own}
    made = [line for out, _ in told for line in out.splitlines() if line.startswith("snapshot")]
    assert sorted(made) == sorted(f"snapshot {n}" for n in range(2, 2 + 2 * EACH))


def interrupted(times: int, other: Callable[[int], None]) -> Callable[[Store], None]:
    """`apply`, and while its transaction is open, another writer publishes: so many times."""
    apply, turns = publishing.apply, iter(range(times))

    def both(store: Store) -> None:
        apply(store)
        turn = next(turns, None)
        if turn is not None:
            other(turn)

    return both


def publish_meanwhile(lake: Lake, folder: Path) -> None:
    """Another writer, from beginning to end."""
    writer = start(WRITER, lake.uri, str(folder))
    assert "snapshot" in writer.communicate()[0]


def test_who_lost_begins_again_on_what_the_other_left(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both bring the same new entity, which without keys could be there twice afterwards."""
    one, two = folder_of(tmp_path / "one", 101), folder_of(tmp_path / "two", 102)
    for folder in (one, two):
        with (folder / "entities.csv").open("a") as out:
            out.write("newco,Newco,company,,,\n")
        change(folder, "legs", "payee_id", "coreweave", payee_id="newco")
    meanwhile = interrupted(1, lambda _: publish_meanwhile(lake, two))
    monkeypatch.setattr(publishing, "apply", meanwhile)
    told: list[str] = []
    done = publishing.publish(one, lake_uri(lake.uri), None, told.append)
    assert told == ["another writer was first: again on what it left (1 of 11)"]
    assert done.snapshot == 3
    assert "entities" not in done.rows  # the other writer's is the same
    assert articles(lake) == {"101": WHOLE, "102": WHOLE}
    assert lake.open().store.rows("FROM entities WHERE entity_id = 'newco'") != []


def test_two_that_give_one_row_two_values_do_not_leave_both(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = folder_of(tmp_path / "one", 101), folder_of(tmp_path / "two", 101)
    change(two, "deals", "deal_id", "lease-101", title="The other's")
    monkeypatch.setattr(publishing, "apply", interrupted(1, lambda _: publish_meanwhile(lake, two)))
    publishing.publish(one, lake_uri(lake.uri), None, lambda _: None)
    rows = lake.open().store.rows("SELECT title FROM deals WHERE deal_id = 'lease-101'")
    assert rows == [("Lease 101",)]  # the one that committed last
    before = lake.open(held=2).store
    assert before.rows("SELECT title FROM deals WHERE deal_id = 'lease-101'") == [("The other's",)]


def test_it_gives_up_after_a_while_and_leaves_nothing(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "TRIES", 3)
    others = [folder_of(tmp_path / f"{n}", n) for n in range(102, 105)]
    always = interrupted(3, lambda turn: publish_meanwhile(lake, others[turn]))
    monkeypatch.setattr(publishing, "apply", always)
    one = folder_of(tmp_path / "one", 101)
    with pytest.raises(LakeError, match="other writers were first 3 times; nothing was published"):
        publishing.publish(one, lake_uri(lake.uri), None, lambda _: None)
    assert set(articles(lake)) == {"102", "103", "104"}


def test_two_make_the_same_lake_at_once(new_lake: Callable[[], Lake], tmp_path: Path) -> None:
    lake = new_lake()
    program = WRITER.replace("None, print", f"Path({str(lake.files)!r}), print")
    writers = [start(program, lake.uri, str(shipped())) for _ in range(2)]
    told = [writer.communicate() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], told
    opened = lake.open()
    assert len(opened.snapshots) == 1
    assert opened.store.rows("SELECT count(*), count(DISTINCT source_id) FROM sources") == [(5, 5)]


def test_a_writer_killed_before_its_commit_leaves_nothing(lake: Lake, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "one", 101)
    writer = start(STUCK, lake.uri, str(folder))
    assert writer.stdout is not None
    assert writer.stdout.readline() == "written\n"
    # A reader that comes now sees the lake as it was, and need not wait.
    assert shown(lake) == {}
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert articles(lake) == {}
    assert lake.publish(folder) == 2
    assert articles(lake) == {"101": WHOLE}


def test_a_writer_killed_at_any_moment_leaves_all_or_nothing(lake: Lake, tmp_path: Path) -> None:
    chance = random.Random(10)
    for n in range(100, 105):
        folder = folder_of(tmp_path / str(n), n)
        writer = start(STUCK if n % 3 == 0 else WRITER, lake.uri, str(folder))
        try:
            writer.communicate(timeout=chance.uniform(0.3, 2.0))
        except subprocess.TimeoutExpired:
            writer.kill()
            writer.communicate()
        assert articles(lake).get(str(n), WHOLE) == WHOLE
        lake.publish(folder)
        assert articles(lake)[str(n)] == WHOLE


def test_a_reader_sees_whole_articles_while_somebody_writes(lake: Lake, tmp_path: Path) -> None:
    open_before = lake.open()
    before = open_before.store.rows("SELECT count(*) FROM claims")
    folders = [str(folder_of(tmp_path / str(n), n)) for n in range(100, 104)]
    writer = start(WRITER, lake.uri, *folders)
    over = threading.Event()
    threading.Thread(target=lambda: (writer.wait(), over.set()), daemon=True).start()
    seen: list[int] = []
    while not over.is_set():
        found = shown(lake)
        assert set(found.values()) <= {WHOLE}
        seen.append(len(found))
    assert writer.returncode == 0
    assert seen == sorted(seen)
    assert len(shown(lake)) == 4
    # What was open keeps the snapshot that it had.
    assert open_before.store.rows("SELECT count(*) FROM claims") == before

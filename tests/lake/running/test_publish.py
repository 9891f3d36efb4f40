"""What a publication does to a lake, and what it leaves alone."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.lake.article import change, folder_of, folder_with
from tests.lake.running.conftest import Lake
from tui.corpus.check import check
from tui.corpus.faults import CorpusError
from tui.corpus.frame import QueryError
from tui.corpus.lake.engine import attach
from tui.corpus.lake.publish import publish
from tui.corpus.lake.uri import lake_uri
from tui.corpus.opening import OpeningError
from tui.corpus.place import shipped
from tui.corpus.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]


def counts(lake: Lake, held: int | None = None) -> dict[str, int]:
    """How many rows some tables have."""
    store = lake.open(held).store
    names = ("sources", "paragraphs", "deals", "legs", "claims", "evidence", "links")
    found = {name: store.rows(f"SELECT count(*) FROM {name}")[0][0] for name in names}
    store.close()
    return found


def test_an_added_article_is_all_that_is_written(lake: Lake, run: Run, tmp_path: Path) -> None:
    before = counts(lake)
    done = run("publish", str(folder_with(tmp_path / "more", 100)), "--to", lake.uri)
    assert done.returncode == 0, done.stderr
    wrote = "sources +1, paragraphs +1, deals +1, legs +1, claims +2, evidence +2"
    assert done.stdout == f"snapshot 2: {wrote}\n"
    after = counts(lake)
    grown = {name: after[name] - before[name] for name in after}
    assert grown == dict(sources=1, paragraphs=1, deals=1, legs=1, claims=2, evidence=2, links=0)
    assert counts(lake, 1) == before


def test_the_same_again_makes_no_snapshot(lake: Lake, run: Run) -> None:
    done = run("publish", str(shipped()), "--to", lake.uri)
    assert (done.returncode, done.stdout) == (0, "snapshot 1 holds all of it already\n")
    assert [each.snapshot for each in lake.open().snapshots] == [1]


def test_a_folder_of_one_article_finds_its_companies_in_the_lake(
    lake: Lake, tmp_path: Path
) -> None:
    before = counts(lake)
    assert lake.publish(folder_of(tmp_path / "one", 101)) == 2
    assert counts(lake)["sources"] == before["sources"] + 1
    deal = lake.open().store.rows("SELECT payer_id, payee_id FROM legs WHERE deal_id = 'lease-101'")
    assert deal == [("nvidia", "coreweave")]


def test_an_article_becomes_what_the_folder_says(lake: Lake, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "one", 101)
    lake.publish(folder)
    before = counts(lake)
    change(folder, "claims", "claim_id", "101-001", low="5000000", high="5000000")
    change(folder, "claims", "claim_id", "101-002")
    change(folder, "evidence", "claim_id", "101-002")
    change(folder, "deals", "deal_id", "lease-101", title="Another title")
    assert lake.publish(folder) == 3
    after, store = counts(lake), lake.open().store
    assert (after["claims"], after["evidence"]) == (before["claims"] - 1, before["evidence"] - 1)
    assert after["deals"] == before["deals"]
    assert store.rows("SELECT claim_id, low::INTEGER FROM claims WHERE source_id = '101'") == [
        ("101-001", 5_000_000)
    ]
    assert store.rows("SELECT title FROM deals WHERE deal_id = 'lease-101'") == [("Another title",)]


def test_what_belongs_to_other_articles_stays(lake: Lake, tmp_path: Path) -> None:
    lake.publish(folder_of(tmp_path / "one", 101))
    lake.publish(folder_of(tmp_path / "two", 102))
    lake.publish(shipped())
    rows = lake.open().store.rows("SELECT source_id FROM sources ORDER BY ALL")
    assert [row[0] for row in rows] == ["000", "001", "002", "003", "004", "101", "102"]


def claim_of_another(folder: Path) -> None:
    change(folder, "claims", "claim_id", "101-001", claim_id="001-001")
    change(folder, "evidence", "claim_id", "101-001", claim_id="001-001")


WRONG = {
    "legs.csv:2: payee_id: 'nobody' is neither in entities.csv nor in the lake": lambda f: change(
        f, "legs", "payee_id", "coreweave", payee_id="nobody"
    ),
    "claims.csv:2: claim_id: '001-001' is a claim of source 001 in the lake": claim_of_another,
    "evidence.csv:2: claim_id: '001-001' is not in claims.csv: an article is published whole": (
        lambda f: change(f, "evidence", "claim_id", "101-001", claim_id="001-001")
    ),
    "claims.csv:2: low: -5.00 is below zero": lambda f: change(
        f, "claims", "claim_id", "101-001", low="-5", high="-5"
    ),
    "claims.csv:3: status: 'sure' is not one of": lambda f: change(
        f, "claims", "claim_id", "101-002", status="sure"
    ),
    "claims.csv:4: claim_id: '101-001' is in line 2 already": lambda f: (
        f / "claims.csv"
    ).write_text(
        (f / "claims.csv").read_text() + (f / "claims.csv").read_text().splitlines()[1] + "\n"
    ),
}


@pytest.mark.parametrize("message", WRONG)
def test_a_folder_that_is_wrong_is_not_published(
    message: str, lake: Lake, run: Run, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "one", 101)
    WRONG[message](folder)
    done = run("publish", str(folder), "--to", lake.uri)
    assert done.returncode == 1
    assert done.stdout == ""
    assert message in done.stderr
    assert "nothing was published" in done.stderr
    assert [each.snapshot for each in lake.open().snapshots] == [1]


def test_a_claim_does_not_go_while_another_article_is_linked_to_it(
    lake: Lake, tmp_path: Path
) -> None:
    one, two = folder_of(tmp_path / "one", 101), folder_of(tmp_path / "two", 102)
    with (two / "links.csv").open("a") as out:
        out.write("102-001,corroborates,101-001,\n")
    lake.publish(one)
    lake.publish(two)
    change(one, "claims", "claim_id", "101-001")
    change(one, "evidence", "claim_id", "101-001")
    with pytest.raises(CorpusError, match="claim '101-001' is gone, but claim '102-001'"):
        lake.publish(one)
    assert len(lake.open().snapshots) == 3
    (two / "links.csv").write_text((shipped() / "links.csv").read_text().splitlines()[0] + "\n")
    lake.publish(two)
    assert lake.publish(one) == 5


def test_a_new_lake_says_where_its_files_are_and_needs_to_be_told(
    new_lake: Callable[[], Lake], run: Run, tmp_path: Path
) -> None:
    lake = new_lake()
    done = run("publish", str(shipped()), "--to", lake.uri)
    assert done.returncode == 1
    assert "there is no lake in this database yet" in done.stderr
    assert "--files" in done.stderr
    done = run("publish", str(shipped()), "--to", lake.uri, "--files", str(lake.files))
    assert done.returncode == 0, done.stderr
    assert str(lake.files) in done.stderr
    assert any(lake.files.rglob("*.parquet"))
    add_to = folder_of(tmp_path / "one", 101)
    other = run("publish", str(add_to), "--to", lake.uri, "--files", str(tmp_path / "other"))
    assert other.returncode == 1
    assert str(lake.files) in other.stderr


def test_the_copy_holds_what_the_lake_cannot(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others than `publish` wrote is caught when it is copied."""
    monkeypatch.setattr("tui.corpus.lake.publish.judge_folder", lambda corpus: None)
    monkeypatch.setattr("tui.corpus.lake.publish.judge_lake", lambda store, files: None)
    folder = folder_of(tmp_path / "one", 101)
    change(folder, "legs", "payee_id", "coreweave", payee_id="nobody")
    lake.publish(folder)
    with pytest.raises(OpeningError) as error:
        lake.open()
    told = r"the lake holds what no corpus may: legs:37: payee_id: 'nobody' is not in entities \("
    assert re.match(told, str(error.value))
    assert lake.open(held=1).held is not None


def test_the_explorer_cannot_write_into_a_lake(lake: Lake) -> None:
    opened = lake.open()
    with pytest.raises(QueryError, match="nothing can be changed"):
        opened.store.script("DELETE FROM claims")
    assert opened.store.rows("SELECT database_name FROM duckdb_databases() WHERE NOT internal")
    assert not opened.store.rows("SELECT 1 FROM duckdb_databases() WHERE database_name = 'lake'")
    store = Store.memory()
    attach(store, lake_uri(lake.uri), "READ_ONLY")
    with pytest.raises(QueryError, match="nothing can be changed"):
        store.script("DELETE FROM lake.main.claims")
    store.close()


def test_a_folder_with_an_article_more_is_clean(tmp_path: Path) -> None:
    """The other tests stand on it."""
    assert not check(folder_with(tmp_path / "more", 100, 101), None).faults


def test_it_tells_how_far_it_is(lake: Lake, tmp_path: Path) -> None:
    heard: list[str] = []
    folder = folder_with(tmp_path / "more", 103)
    publish(folder, lake_uri(lake.uri), None, lambda _: None, heard.append)
    shares = [int(line.split("]")[1].split("%")[0]) for line in heard]
    assert shares == sorted(shares) and len(set(shares)) > 4
    said = " ".join(heard)
    assert all(words in said for words in ("reading claims", "checking", "writing"))

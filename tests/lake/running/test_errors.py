"""What goes wrong with a lake is one clear line, an exit code, what to do; never a password."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.lake.article import folder_of
from tests.lake.postgres import PASSWORD, USER, Postgres
from tests.lake.running.conftest import Lake
from tui.corpus.place import shipped

Run = Callable[..., subprocess.CompletedProcess[str]]
WRONG = "not the password"


def calls(uri: str) -> Iterator[list[str]]:
    """Every way to come to a lake without a screen."""
    yield ["show", "loop", "--data", uri]
    yield ["query", "select 1", "--data", uri]
    yield ["publish", str(shipped()), "--to", uri]


def one_line(run: Run, call: list[str], **environment: str) -> str:
    """What a call that fails says."""
    done = run(*call, **environment)
    assert (done.returncode, done.stdout) == (1, ""), done
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert PASSWORD not in done.stderr
    assert WRONG not in done.stderr
    return done.stderr


def test_a_server_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for call in calls(f"ducklake:postgres:dbname=a host={tmp_path} user={USER}"):
        told = one_line(run, call)
        assert told.startswith("no PostgreSQL server answers: connection to server on socket")
        assert str(tmp_path) in told


def test_a_port_where_nobody_listens(run: Run) -> None:
    told = one_line(run, ["show", "loop", "--data", "ducklake:postgres://127.0.0.1:1/a"])
    assert told.startswith("no PostgreSQL server answers: ")
    assert "Connection refused" in told


def test_a_host_that_has_no_address(run: Run) -> None:
    told = one_line(run, ["show", "loop", "--data", "ducklake:postgres://host.invalid/a"])
    assert told.startswith('no PostgreSQL server answers: could not translate host name "host.')


def test_a_server_that_refuses_the_password(lake: Lake, run: Run) -> None:
    for call in calls(lake.uri):
        told = one_line(run, call, PGPASSWORD=WRONG)
        assert told.startswith("the PostgreSQL server refuses: password authentication failed")
        assert "give the password in PGPASSWORD or ~/.pgpass" in told


def test_no_password_at_all(lake: Lake, run: Run) -> None:
    for call in calls(lake.uri):
        told = one_line(run, call, PGPASSWORD="")
        assert "no password supplied" in told
        assert "give the password in PGPASSWORD or ~/.pgpass" in told


def test_the_password_of_pgpass(lake: Lake, run: Run, own_home: Path) -> None:
    file = own_home / ".pgpass"
    written = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    file.write_text(f"*:*:*:*:{written}\n")
    file.chmod(0o600)
    assert run("show", "loop", "--data", lake.uri, PGPASSWORD="").returncode == 0


def test_a_database_that_is_not_there(server: Postgres, run: Run) -> None:
    for call in calls(f"ducklake:postgres:dbname=nowhere host={server.folder} user={USER}"):
        told = one_line(run, call)
        assert told.startswith('the PostgreSQL server refuses: database "nowhere" does not exist')


def test_a_database_without_a_lake(new_lake: Callable[[], Lake], run: Run) -> None:
    for call in calls(new_lake().uri):
        told = one_line(run, call)
        assert told.startswith("there is no lake in this database yet; caploop publish DIR --to")


def test_a_lake_without_a_corpus(new_lake: Callable[[], Lake], run: Run, tmp_path: Path) -> None:
    lake = new_lake()
    empty = folder_of(tmp_path / "wrong", 101)  # its companies are nowhere
    done = run("publish", str(empty), "--to", lake.uri, "--files", str(lake.files))
    assert done.returncode == 1
    assert "payer_id: 'nvidia' is neither in entities.csv nor in the lake" in done.stderr
    told = one_line(run, ["show", "loop", "--data", lake.uri])
    assert told.startswith("the lake holds no corpus yet; caploop publish DIR --to URI loads one")


def test_files_that_this_machine_does_not_reach(
    new_lake: Callable[[], Lake], run: Run, tmp_path: Path
) -> None:
    lake = new_lake()
    lake.publish(shipped())
    lake.files.rename(tmp_path / "elsewhere")
    told = one_line(run, ["show", "loop", "--data", lake.uri])
    assert str(lake.files) in told


def test_a_place_for_files_that_cannot_be_made(new_lake: Callable[[], Lake], run: Run) -> None:
    call = ["publish", str(shipped()), "--to", new_lake().uri, "--files", "/proc/none/here"]
    assert "/proc/none/here: " in run(*call).stderr


def test_a_server_that_stops(run: Run, tmp_path: Path) -> None:
    with Postgres() as server:
        uri = f"ducklake:postgres:dbname={server.database()} host={server.folder} user={USER}"
        made = run("publish", str(shipped()), "--to", uri, "--files", str(tmp_path / "files"))
        assert made.returncode == 0, made.stderr
        server.stop()
        for call in calls(uri):
            assert one_line(run, call).startswith("no PostgreSQL server answers: ")
        server.start()
        assert run("show", "loop", "--data", uri).returncode == 0


def test_a_password_on_the_command_line_is_kept_nowhere(
    lake: Lake, run_program: Run, own_home: Path, tmp_path: Path
) -> None:
    quoted = "'" + PASSWORD.replace("'", r"\'") + "'"
    uri = f"{lake.uri} password={quoted}"
    folder = str(folder_of(tmp_path / "one", 101))
    for call, code in (
        (["publish", folder, "--to", uri], 0),
        (["show", "loop", "--data", uri], 0),
        (["query", "select 1", "--data", uri], 0),
        (["query", "select * from nowhere", "--data", uri], 1),
        (["query", "select sql from duckdb_views()", "--data", uri], 0),
        (["query", "from duckdb_databases()", "--data", uri], 0),
        (["query", "from duckdb_secrets()", "--data", uri], 0),
        (["show", "loop", "--data", uri, "--held", "17"], 1),
        (["show", "loop", "--data", uri.replace("dbname=", "dbname=no")], 1),
        (["--data", uri], 2),  # no terminal
        (["--dta", uri], 2),
    ):
        done = run_program(*call, PGPASSWORD="")
        assert done.returncode == code, done
        assert PASSWORD not in done.stdout + done.stderr
        assert quoted not in done.stdout + done.stderr
    kept = [file for file in own_home.rglob("*") if file.is_file()]
    assert not [file for file in kept if PASSWORD.encode() in file.read_bytes()]


def test_who_may_only_read_reads_and_does_not_publish(
    lake: Lake, server: Postgres, run: Run, tmp_path: Path
) -> None:
    own = f"guest_{lake.database}"
    server.rows(lake.database, f"CREATE ROLE {own} LOGIN PASSWORD '{WRONG}'")
    as_guest = lake.uri.replace(f"user={USER}", f"user={own}")
    told = one_line(run, ["show", "loop", "--data", as_guest], PGPASSWORD=WRONG)
    assert told.startswith("the PostgreSQL server refuses: permission denied for ")
    server.rows(lake.database, f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {own}")
    assert run("show", "loop", "--data", as_guest, PGPASSWORD=WRONG).returncode == 0
    folder = str(folder_of(tmp_path / "one", 101))
    told = one_line(run, ["publish", folder, "--to", as_guest], PGPASSWORD=WRONG)
    assert told.startswith("the PostgreSQL server refuses: permission denied for ")
    assert len(lake.open().snapshots) == 1
    assert server.left_open(lake.database) == []

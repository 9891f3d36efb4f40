"""`caploop query` as a script sees it: stdout, stderr, exit code."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tui.cli import main

ROOT = Path(__file__).parents[1]
Ran = tuple[int, str, str]
Query = Callable[..., Ran]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def query(
    cache: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Query:
    """Runs `caploop query` with arguments: exit code, stdout, stderr."""
    monkeypatch.setenv("XDG_CACHE_HOME", cache)

    def run(*arguments: str) -> Ran:
        try:
            code = main(["query", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        sys.stdout.flush()
        out, said = capfdbinary.readouterr()
        return code, out.decode(), said.decode()

    return run


def test_rows_are_on_stdout_and_words_on_stderr(query: Query) -> None:
    code, out, said = query("--format", "csv", "select 1 as a, 'x' as b")
    assert (code, out) == (0, "a,b\n1,x\n")
    assert said.startswith("1 row · ")


def test_the_dials_are_those_of_the_call(query: Query) -> None:
    sql = "select as_of()::varchar as d, lens() as l"
    assert query("--as-of", "2025-10-07", "--lens", "firm", "--format", "csv", sql)[1] == (
        "d,l\n2025-10-07,firm\n"
    )
    _, out, _ = query(
        "--as-of", "2025-10-07", "--format", "json", "select count(*) as n from known"
    )
    _, later, _ = query(
        "--as-of", "2026-03-05", "--format", "json", "select count(*) as n from known"
    )
    assert json.loads(out)[0]["n"] < json.loads(later)[0]["n"]


def test_a_table_has_types_grouped_numbers_and_nulls(query: Query) -> None:
    sql = (
        "select 'openai' as who, 100000000000 as dollars, 2025 as year, null as n union all "
        "select 'x', 5, 2026, ''"
    )
    assert query(sql)[1].splitlines() == [
        "who              dollars     year  n",
        "varchar           bigint  integer  varchar",
        "openai   100,000,000,000     2025  null",
        "x                      5     2026",
    ]


def test_every_format_has_the_same_rows(query: Query, tmp_path: Path) -> None:
    sql = "select payer_id, dollars from flows order by all"
    _, csv, _ = query("--format", "csv", sql)
    _, text, _ = query("--format", "json", sql)
    file = tmp_path / "flows.parquet"
    assert query("--format", "parquet", "-o", str(file), sql)[0] == 0
    rows = [(row["payer_id"], row["dollars"]) for row in json.loads(text)]
    assert rows == pl.read_parquet(file).rows()
    assert rows == pl.read_csv(io.StringIO(csv)).rows()
    assert len(rows) > 10


def test_more_rows_than_a_screen_holds_come_whole(query: Query) -> None:
    _, out, said = query("--format", "csv", "from range(123456)")
    lines = out.splitlines()
    assert (len(lines), lines[1], lines[-1]) == (123_457, "0", "123455")
    assert said.startswith("123,456 rows")
    _, table, _ = query("from range(12345)")
    assert len(table.splitlines()) == 12_347


def test_the_rows_are_those_of_the_last_statement_that_gives_any(query: Query) -> None:
    script = "create temp table k as select 5 as v; select 1 as a; from k; set variable x = 1"
    assert query("--format", "csv", script)[:2] == (0, "v\n5\n")


def test_sql_comes_from_a_file_or_from_stdin(
    query: Query, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "q.sql"
    file.write_text("-- title\n-- $n = 3\nselect $n * 2 as six -- é", encoding="utf-8")
    assert query("--format", "csv", "-f", str(file))[:2] == (0, "six\n6\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO("select 7 as a;"))
    assert query("--format", "csv", "-")[:2] == (0, "a\n7\n")


def test_values_of_the_call_go_before_those_of_the_text(query: Query) -> None:
    sql = "-- $who = openai\nselect name from entities where entity_id = $who"
    assert query("--format", "csv", sql)[1] == "name\nOpenAI\n"
    assert query("--format", "csv", "--set", "who=nvidia", sql)[1] == "name\nNvidia\n"
    assert query("--format", "csv", "--set", "id=007", "select $id as id")[1] == "id\n007\n"


@pytest.mark.parametrize(
    ("sql", "place", "wrong"),
    [
        ("select 'é', nope from legs", "query:1:13:", "nope"),
        ("select 1;\n\nselect\n  nope\nfrom legs", "query:4:3:", "nope"),
        ("from nowhere", "query:1:6:", "nowhere"),
    ],
)
def test_an_error_has_line_and_column_and_is_marked(
    query: Query, sql: str, place: str, wrong: str
) -> None:
    code, out, said = query(sql)
    assert (code, out) == (1, "")
    assert said.startswith(place)
    line, marks = said.splitlines()[-2:]
    assert line.strip() in sql
    assert marks.strip() == "^" * len(wrong)
    assert marks.index("^") == line.index(wrong)


def test_a_line_that_is_shown_again_does_not_steer_the_terminal(query: Query) -> None:
    code, out, said = query("select '\x1b[2J\u202e', nope")
    assert (code, out) == (1, "")
    assert "\x1b" not in said and "\u202e" not in said
    line, marks = said.splitlines()[-2:]
    assert line[marks.index("^") :].startswith("nope")


def test_an_error_says_what_may_have_been_meant(query: Query) -> None:
    _, _, said = query("select payr_id from legs")
    assert said.splitlines()[1].startswith("did you mean payer_id")


def test_nothing_is_written_when_the_second_statement_fails(query: Query) -> None:
    code, out, said = query("--format", "csv", "select 1; select nope")
    assert (code, out) == (1, "")
    assert said.startswith("query:1:18:")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "parquet", "select 1"),
        ("--set", "x=1", "select 1"),
        ("--set", "x", "select $x"),
        ("select $x",),
        ("-f", "/no/such/file.sql"),
        ("-- only words",),
        (),
        ("--format", "yaml", "select 1"),
    ],
)
def test_a_wrong_call_is_exit_2(query: Query, arguments: tuple[str, ...]) -> None:
    code, out, said = query(*arguments)
    assert (code, out) == (2, "")
    assert said
    assert "Traceback" not in said


def test_a_missing_value_is_named(query: Query) -> None:
    assert "$entity" in query("select $entity")[2]
    assert "$leg" in query("--set", "entity=x", "select $leg")[2]


def test_a_file_that_cannot_be_written_is_exit_1(query: Query, tmp_path: Path) -> None:
    code, _, said = query("--format", "csv", "-o", str(tmp_path / "no" / "x.csv"), "select 1")
    assert code == 1
    assert "No such file" in said


def test_an_error_of_what_is_written_has_no_place_in_the_query(
    query: Query, tmp_path: Path
) -> None:
    least = "select (-170141183460469231731687303715884105728)::hugeint as h"
    code, _, said = query("--format", "parquet", "-o", str(tmp_path / "h.parquet"), least)
    assert code == 1
    assert said.startswith("query: ") and "^" not in said


def test_no_escape_sequence_gets_out(query: Query) -> None:
    sql = "select chr(27) || ']52;c;eA==' || chr(7) as evil, 'a' || chr(155) || '2J' as c1"
    for format in ("table", "csv", "json", "markdown"):
        _, out, _ = query("--format", format, sql)
        assert "52;c;eA==" in out
        assert not set(out) & {"\x1b", "\x07", "\x9b"}
    _, _, said = query("select error(chr(27) || '[2J')")
    assert "\x1b" not in said


def test_the_shipped_corpus_cannot_be_written(query: Query) -> None:
    code, _, said = query("delete from legs")
    assert code == 1
    assert "nothing can be changed" in said


def test_a_reader_that_goes_away_is_no_failure(cache: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m tui query --format csv 'from range(2000000)' | head -n 2; "
        "echo ${PIPESTATUS[0]}",
        shell=True,
        executable="/bin/bash",
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": cache},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stdout.splitlines() == ["range", "0", "0"]
    assert "Traceback" not in done.stderr


def test_sql_writes_into_a_file_only_with_the_switch(query: Query, tmp_path: Path) -> None:
    file = str(tmp_path / "mine.duckdb")
    code, _, said = query("create table who as select leg_id from legs")
    assert code == 1 and "nothing can be changed" in said
    assert query("--write", file, "create table who as select 5 as n")[0] == 0
    assert query("--write", file, "--format", "csv", "from who")[1] == "n\n5\n"
    assert query("--write", file, "delete from legs")[0] == 1
    assert query("--data", file, "--format", "csv", "from who")[1] == "n\n5\n"


def test_a_spreadsheet_executes_nothing(query: Query) -> None:
    _, out, _ = query("--format", "excel", "select '=1+1' as f, -5 as n, '-5' as t, '@x' as a")
    assert out == "\ufefff,n,t,a\r\n'=1+1,-5,-5,'@x\r\n"


def test_files_of_the_users_own_are_read(query: Query, tmp_path: Path) -> None:
    pl.DataFrame({"n": [1, 2]}).write_parquet(tmp_path / "own.parquet")
    (tmp_path / "own.csv").write_text("n,word\n3,three\n")
    assert query("--format", "csv", f"from '{tmp_path}/own.parquet'")[1] == "n\n1\n2\n"
    assert query("--format", "csv", f"from '{tmp_path}/own.csv'")[1] == "n,word\n3,three\n"

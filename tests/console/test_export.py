"""Rows as files: what is read back from them is what was there."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tests.console.given import session
from tui.corpus.export import write_batches, write_frame
from tui.corpus.frame import Frame

ROWS = pl.DataFrame(
    {
        "name": ["Nvidia", 'a "b", c', "é\nf", "", None],
        "dollars": [100_000_000_000, -5, 0, None, 7],
        "share": [0.5, float("inf"), None, float("nan"), 1e300],
        "money": [Decimal("1.50"), Decimal("2.00"), None, Decimal("0.01"), Decimal("3.00")],
        "on": [date(2025, 10, 7), None, date(2026, 3, 5), date(2026, 3, 5), date(2026, 3, 5)],
        "list": [["a", None], [], None, ["b"], ["c"]],
        "bytes": [b"\xaa", None, b"", b"x", b"y"],
    }
)


def written(format: str, *batches: pl.DataFrame) -> str:
    out = io.BytesIO()
    write_batches(batches or [ROWS], format, out)
    return out.getvalue().decode()


def test_csv_is_read_back_exactly() -> None:
    head, *rows = csv.reader(io.StringIO(written("csv")))
    assert head == ROWS.columns
    assert [row[0] for row in rows] == ["Nvidia", 'a "b", c', "é\nf", "", ""]
    assert [row[1] for row in rows] == ["100000000000", "-5", "0", "", "7"]
    assert [row[3] for row in rows] == ["1.50", "2.00", "", "0.01", "3.00"]
    assert [row[4] for row in rows][:2] == ["2025-10-07", ""]
    assert json.loads(rows[0][5]) == ["a", None]
    assert rows[0][6] == r"\xAA"


def test_csv_tells_an_empty_text_from_null() -> None:
    lines = written("csv", ROWS.select("name", "dollars").tail(2)).splitlines()
    assert lines == ["name,dollars", '"",', ",7"]


def test_two_batches_have_one_header() -> None:
    assert written("csv", ROWS.head(2), ROWS.tail(3)) == written("csv")
    assert written("markdown", ROWS.head(2), ROWS.tail(3)) == written("markdown")
    assert json.loads(written("json", ROWS.head(2), ROWS.tail(3))) == json.loads(written("json"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("-5", "-5"),
        ("+1.5", "+1.5"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_a_spreadsheet_runs_no_text_as_a_formula(text: str, cell: str) -> None:
    rows = pl.DataFrame({"=a": [text], "n": [-5]})
    whole = written("excel", rows)
    assert whole.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(whole.removeprefix("\ufeff"), newline=""))
    assert head == ["'=a", "n"]
    assert row == [cell, "-5"]


def test_json_is_read_back_and_is_valid_whatever_the_number() -> None:
    rows = json.loads(written("json"), parse_constant=pytest.fail)
    assert [row["name"] for row in rows] == ROWS["name"].to_list()
    assert [row["dollars"] for row in rows] == ROWS["dollars"].to_list()
    assert [row["share"] for row in rows] == [0.5, None, None, None, 1e300]
    assert [row["money"] for row in rows] == [1.5, 2, None, 0.01, 3]
    assert rows[0]["list"] == ["a", None]
    assert rows[0]["on"] == "2025-10-07"
    assert json.loads(written("json", ROWS.head(0))) == []


def test_markdown_keeps_a_row_a_line_and_markup_out() -> None:
    rows = pl.DataFrame({"a|b": ["x|y", "<b>", "two\nlines", None], "n": [1, 2, 3, 4]})
    assert written("markdown", rows).splitlines() == [
        "| a\\|b | n |",
        "| --- | ---: |",
        "| x\\|y | 1 |",
        "| &lt;b> | 2 |",
        "| two lines | 3 |",
        "|  | 4 |",
    ]


def test_a_frame_is_written_like_its_rows() -> None:
    frame = Frame(ROWS, ("",) * 7, "")
    out = io.BytesIO()
    write_frame(frame, "csv", out)
    assert out.getvalue().decode() == written("csv")
    parquet = io.BytesIO()
    write_frame(frame, "parquet", parquet)
    parquet.seek(0)
    assert pl.read_parquet(parquet).equals(ROWS)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="yaml"):
        written("yaml")


@pytest.mark.parametrize("format", ["csv", "excel", "json", "markdown"])
def test_any_type_of_the_engine_can_be_written(format: str) -> None:
    own = session()
    sql = """select interval 1 day as i, now() as z, date 'infinity' as d, 1::hugeint as h,
        340282366920938463463374607431768211455::uhugeint as u, '\\xAA'::blob as b,
        map {'k': 1} as m, {'d': date '2025-10-07'} as s, [1.5::decimal(9, 2)] as l,
        time '10:00' as t, '1'::bit as bit, uuid() as id, null as n, chr(27) || '[2J' as evil"""
    result = own.run(sql, {})
    out = io.BytesIO()
    write_batches(own.kept.batches(result), format, out)
    text = out.getvalue().decode()
    assert "infinity" in text and str(2**128 - 1) in text
    assert "\x1b" not in text and "\\u001b" not in text.lower()
    assert "[2J" in text.replace("\\[", "[")


@pytest.mark.parametrize("format", ["csv", "excel", "json", "markdown"])
def test_the_least_and_the_greatest_of_every_type_can_be_written(format: str) -> None:
    own = session()
    result = own.run("from test_all_types()", {})
    out = io.BytesIO()
    write_batches(own.kept.batches(result), format, out)
    # Of the dates in a list, of which Python has none so far off.
    assert "5881580-07-1" in out.getvalue().decode()


def test_times_within_others_are_text_and_names_stay_what_they_are() -> None:
    own = session()
    sql = """select {'date': date 'infinity', 'DATE[]': timestamp '2025-10-07 10:00:00',
        'kind': 'DATE,'::enum('DATE,', 'TIME)'), 'days': map {date '2025-10-07': [time '10:30']},
        'n': 1} as s, [[date '2025-10-07']] as l"""
    result = own.run(sql, {})
    out = io.BytesIO()
    write_batches(own.kept.batches(result), "json", out)
    (row,) = json.loads(out.getvalue())
    assert row == {
        "s": {
            "date": "infinity",
            "DATE[]": "2025-10-07 10:00:00",
            "kind": "DATE,",
            "days": [{"key": "2025-10-07", "value": ["10:30:00"]}],
            "n": 1,
        },
        "l": [["2025-10-07"]],
    }


def test_parquet_keeps_the_types(tmp_path: Path) -> None:
    own = session()
    result = own.run(
        "select 12345678901234567890123456789012345678::hugeint as h, "
        "date '2025-10-07' as d, [1, 2] as l, 'x' as t from range(3)",
        {},
    )
    file = str(tmp_path / "it's.parquet")
    own.kept.write_parquet(result, file)
    read = pl.read_parquet(file)
    assert read.height == 3
    assert read["h"][0] == Decimal("12345678901234567890123456789012345678")
    assert read["d"][0] == date(2025, 10, 7)
    assert read["l"][0].to_list() == [1, 2]

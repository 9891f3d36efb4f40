"""A lake's address: what is one, what is none, and where its password goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli import main
from tui.corpus.lake.uri import LakeUri, WrongUri, is_uri, lake_uri, without_passwords

SECRET = "s3s@me'\\ :/#?%"
QUOTED = r"'s3s@me\'\\ :/#?%'"
ENCODED = "s3s%40me'%5C%20%3A%2F%23%3F%25"


@pytest.fixture(autouse=True)
def no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    # Set and taken away: what a test sets on its own is undone with it.
    monkeypatch.setenv("PGPASSWORD", "")
    monkeypatch.delenv("PGPASSWORD")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ducklake:postgres:dbname=a", {"dbname": "a"}),
        ("ducklake:postgres: dbname = a  host=/tmp/s", {"dbname": "a", "host": "/tmp/s"}),
        (r"ducklake:postgres:dbname='it\'s a' user=b\ c", {"dbname": "it's a", "user": "b c"}),
        ("ducklake:postgres:service=team", {"service": "team"}),
        ("ducklake:postgres://u@h:5433/d", dict(dbname="d", host="h", port="5433", user="u")),
        ("ducklake:postgresql://h/d?sslmode=off", dict(dbname="d", host="h", sslmode="off")),
        ("ducklake:postgres:postgresql://[::1]/d", {"dbname": "d", "host": "::1"}),
        ("ducklake:postgres://%2FTmp%2Fs/d", {"dbname": "d", "host": "/Tmp/s"}),
        ("ducklake:postgres:///d?host=/tmp/s", {"dbname": "d", "host": "/tmp/s"}),
    ],
)
def test_what_is_a_lake(text: str, parts: dict[str, str]) -> None:
    assert lake_uri(text).parts == parts


@pytest.mark.parametrize(
    "text",
    [
        "ducklake:",
        "ducklake:lake.ducklake",
        "ducklake:mysql:dbname=a",
        "ducklake:postgres:",
        "ducklake:postgres:host=h",
        "ducklake:postgres:dbname",
        "ducklake:postgres:dbname='a",
        "ducklake:postgres:dbname=a colour=red",
        "ducklake:postgres://h",
        "ducklake:postgres://h:many/d",
        "ducklake:postgres://h/d#piece",
        "ducklake:postgres://[h/d",
        "ducklake:postgres://h/d?sslmode",
        "postgres://h/d",
        "quack:localhost",
    ],
)
def test_what_is_none_is_a_wrong_call(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WrongUri):
        lake_uri(text)
    for call in (["show", "loop", "--data", text], ["publish", "data", "--to", text]):
        with pytest.raises(SystemExit) as ended:
            main(call)
        assert ended.value.code == 2
        assert "write it as 'ducklake:postgres:dbname=NAME host=HOST" in capsys.readouterr().err


@given(st.dictionaries(st.sampled_from(["dbname", "host", "user"]), st.text(min_size=1)))
def test_an_address_reads_back_as_it_was_written(parts: dict[str, str]) -> None:
    uri = LakeUri({"dbname": "a", **parts})
    assert lake_uri(str(uri)) == uri


@pytest.mark.parametrize(
    "text",
    [
        f"ducklake:postgres:dbname=d host=h user=u password={QUOTED}",
        f"ducklake:postgres:password={QUOTED} dbname=d host=h user=u",
        f"ducklake:postgres://u:{ENCODED}@h/d",
        f"ducklake:postgres:postgresql://u@h/d?password={ENCODED.replace('#', '%23')}",
    ],
)
@pytest.mark.parametrize("option", ["", "--data=", "--to="])
def test_the_password_goes_into_the_environment(text: str, option: str) -> None:
    (found,) = without_passwords([option + text])
    assert found == f"{option}ducklake:postgres:{found.split('postgres:')[1]}"
    assert lake_uri(found.removeprefix(option)).parts == dict(dbname="d", host="h", user="u")
    assert os.environ["PGPASSWORD"] == SECRET


@pytest.mark.parametrize(
    "text",
    [
        "ducklake:postgres:dbname=d pasword=sesame",
        "ducklake:postgres:dbname=d password=ses ame",
        "ducklake:postgres:dbname=d password='sesame",
        "ducklake:postgres://u:ses/sesame@h/d",
        "ducklake:postgres://u:sesame@h",
        "postgres://u:sesame@h/d",
        "quack:dbname=d password=sesame",
    ],
)
@pytest.mark.parametrize("call", [["--data"], ["publish", "d", "--to"], ["--dta"], []])
def test_of_a_wrong_address_nothing_is_said(
    text: str, call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*call, text])
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert "same" not in told.out + told.err


def test_what_is_no_address_stays_as_it_is(tmp_path: Path) -> None:
    words = ["select 'a@b' as x", "data", "--set=who=a@b", "x.duckdb", "--as-of=2025-10-07", ""]
    assert without_passwords(words) == words
    odd = tmp_path / "a:b"
    odd.mkdir()
    assert not is_uri(str(odd))
    assert not is_uri("data")


def test_held_is_a_number_or_a_day_of_a_lake(capsys: pytest.CaptureFixture[str]) -> None:
    for call, told in (
        (["--held", "yesterday", "--data", "ducklake:postgres:dbname=a"], "neither a snapshot"),
        (["--held", "3"], "--held asks what a lake held: it needs --data ducklake:"),
        (["--held", "3", "--data", "data"], "--held asks what a lake held"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["show", "loop", *call])
        assert ended.value.code == 2
        assert told in capsys.readouterr().err

"""A corpus as CSV, Parquet or JSON lines is the same corpus, and its faults name file and row."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks import synthetic
from tests.corpus.small import edit, raised, read_faults, said, swap, tabulate, write
from tui.corpus.check import check
from tui.corpus.faults import CorpusError
from tui.corpus.load import build, load, read_corpus
from tui.corpus.load_quick import Unsound, load_quickly
from tui.corpus.progress import Steps
from tui.corpus.store import Store
from tui.corpus.table_files import table_files
from tui.corpus.tables import table, tables

FORMATS = ("csv", "parquet", "jsonl")


def convert(folder: Path, *formats: str) -> None:
    """Each table into one of these formats in turn, paragraphs too."""
    tabulate(folder)
    frames = read_corpus(folder).frames
    for n, (name, frame) in enumerate(sorted(frames.items())):
        (folder / f"{name}.csv").unlink()
        write_as(folder, name, frame.drop("line"), formats[n % len(formats)])


def write_as(folder: Path, name: str, frame: pl.DataFrame, format: str) -> None:
    path = folder / f"{name}.{format}"
    if format == "parquet":
        frame.write_parquet(path)
    elif format == "csv":
        frame.write_csv(path)
    else:
        frame.with_columns(pl.selectors.decimal().cast(pl.Float64)).write_ndjson(path)


def loaded(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each table, and of what is worked out from them."""
    store = Store.memory()
    try:
        load(folder, store)
        names = [*(each.name for each in tables()), "versions", "leg_versions", "texts"]
        return {name: store.rows(f"SELECT * FROM {name} ORDER BY ALL") for name in names}
    finally:
        store.close()


@pytest.mark.parametrize(
    "formats", [("parquet",), ("jsonl",), ("csv",), ("csv", "parquet", "jsonl")], ids="-".join
)
def test_the_same_corpus_in_any_format(
    tmp_path: Path, folder: Path, formats: tuple[str, ...]
) -> None:
    other = write(tmp_path / "other")
    convert(other, *formats)
    assert said(other) == []
    assert loaded(other) == loaded(folder)


def test_the_careful_way_gives_what_the_quick_one_gives(folder: Path) -> None:
    careful = Store.memory()
    build(read_corpus(folder), careful)
    rows = loaded(folder)
    assert {name: careful.rows(f"SELECT * FROM {name} ORDER BY ALL") for name in rows} == rows
    careful.close()


@pytest.mark.parametrize("format", FORMATS)
def test_a_thousand_made_up_claims_are_clean(tmp_path: Path, format: str) -> None:
    report = check(synthetic.write(1_000, tmp_path / "made", format))
    assert report.lines()[:1] == ["000: 35 paragraphs, 91 claims"]
    assert report.total == 0


def test_a_hundred_thousand_made_up_claims_are_clean(tmp_path: Path) -> None:
    report = check(synthetic.write(100_000, tmp_path / "made"))
    assert report.total == 0
    assert report.lines()[-1] == "1,099 sources: 38,465 paragraphs, 100,000 claims"


def test_the_same_number_makes_the_same_corpus(tmp_path: Path) -> None:
    one, two = (synthetic.write(500, tmp_path / name) for name in ("one", "two"))
    for path in sorted(one.iterdir()):
        assert path.read_bytes() == (two / path.name).read_bytes(), path.name


def change(name: str, row: int, **cells: object) -> Callable[[Path, str], None]:
    """Change cells of a row, counted from 1, in a table's Parquet or JSON lines."""

    def break_it(folder: Path, format: str) -> None:
        path = folder / f"{name}.{format}"
        read = pl.read_parquet if format == "parquet" else pl.read_ndjson
        rows = read(path).to_dicts()
        rows[row - 1] |= cells
        if format == "parquet":
            pl.DataFrame(rows, infer_schema_length=None, strict=False).write_parquet(path)
        else:
            path.write_text("".join(json.dumps(each, default=str) + "\n" for each in rows))

    return break_it


def column(name: str, old: str, new: str) -> Callable[[Path, str], None]:
    """Rename a column."""

    def break_it(folder: Path, format: str) -> None:
        path = folder / f"{name}.{format}"
        frame = pl.read_parquet(path) if format == "parquet" else pl.read_ndjson(path)
        write_as(folder, name, frame.rename({old: new}), format)

    return break_it


def filled(name: str, text: bytes) -> Callable[[Path, str], None]:
    return lambda folder, format: (folder / f"{name}.{format}").write_bytes(text) and None


BREACHES: list[tuple[Callable[[Path, str], None], str]] = [
    (
        change("claims", 3, valid_from="2025-13-01"),
        "claims.{}:3: valid_from: '2025-13-01' is not a date (YYYY-MM-DD)",
    ),
    (
        change("sources", 2, known_basis="guessed"),
        "sources.{}:2: known_basis: 'guessed' is not one of stated, inferred",
    ),
    (
        change("claims", 4, statement=None),
        "claims.{}:4: statement: is empty, and every row needs one",
    ),
    (change("evidence", 2, n=1.5), "evidence.{}:2: n: '1.5' is not a whole number"),
    (
        change("legs", 1, payer_id="acne"),
        "legs.{0}:1: payer_id: 'acne' is not in entities.{0}; did you mean 'acme'?",
    ),
    (
        change("entities", 2, entity_id="acme"),
        "entities.{}:2: entity_id: 'acme' is in line 1 already",
    ),
    (column("links", "note", "notes"), "links.{}:1: unknown column 'notes'; did you mean note?"),
    (
        lambda folder, format: (folder / f"links.{format}").unlink(),
        "links.{}:1: the file is missing",
    ),
]


@pytest.mark.parametrize("format", ["parquet", "jsonl"])
@pytest.mark.parametrize(("break_it", "expected"), BREACHES, ids=[each[1] for each in BREACHES])
def test_a_fault_names_the_file_and_the_row(
    folder: Path, format: str, break_it: Callable[[Path, str], None], expected: str
) -> None:
    convert(folder, format)
    break_it(folder, format)
    assert expected.format(format) in said(folder)
    with pytest.raises(CorpusError) as error:
        load(folder, Store.memory())
    assert expected.format(format) in str(error.value).splitlines()


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("jsonl", b'{"alias": "x"\n', "aliases.jsonl:1: is no JSON: expecting ',' delimiter"),
        ("jsonl", b"[1, 2]\n", 'aliases.jsonl:1: is no JSON object: write {"column": value, …}'),
        ("jsonl", b'{"alias": "\xff"}\n', "aliases.jsonl:1: byte 0xFF at position 12 is not UTF-8"),
        (
            "jsonl",
            b'\n{"alias": ["x"], "language": "en", "entity_id": "acme"}\n',
            "aliases.jsonl:2: alias: a list or an object, where a text or a number is wanted",
        ),
        ("parquet", b"PAR1 no more", "aliases.parquet:1: is no Parquet file that can be read"),
        ("parquet", b"", "aliases.parquet:1: is no Parquet file that can be read"),
    ],
)
def test_what_is_no_such_file_is_told(
    folder: Path, format: str, text: bytes, expected: str
) -> None:
    convert(folder, format)
    filled("aliases", text)(folder, format)
    assert any(fault.startswith(expected) for fault in said(folder)), said(folder)


def test_two_files_of_one_table_are_told(folder: Path) -> None:
    frame = read_corpus(folder).frames["links"].drop("line")
    write_as(folder, "links", frame, "parquet")
    wrong = "links.csv:1: links.parquet is the same table: take all but one away"
    assert wrong in said(folder)
    assert wrong in raised(folder)


def test_paragraphs_in_two_places_are_told(folder: Path) -> None:
    frame = read_corpus(folder).frames["paragraphs"].drop("line")
    write_as(folder, "paragraphs", frame, "jsonl")
    wrong = "paragraphs.jsonl:1: digests/ has paragraphs too: take one of the two away"
    assert wrong in read_faults(folder)


def test_tables_of_other_makers_are_taken(folder: Path) -> None:
    """Whole numbers as floats, days as midnights, categories, nulls left out."""
    whole = loaded(folder)
    convert(folder, "parquet")
    claims = pl.read_parquet(folder / "claims.parquet").with_columns(
        pl.col("tier").cast(pl.Float64),
        pl.col("low", "high").cast(pl.Float64),
        pl.col("known_on").cast(pl.Datetime("us")),
        pl.col("unit").cast(pl.String).cast(pl.Categorical),
    )
    claims.write_parquet(folder / "claims.parquet")
    path = folder / "links.parquet"
    rows = pl.read_parquet(path).to_dicts()
    kept = [{key: value for key, value in row.items() if value is not None} for row in rows]
    path.unlink()
    (folder / "links.jsonl").write_text("".join(json.dumps(row) + "\n" for row in kept))
    assert said(folder) == []
    assert loaded(folder) == whole


def test_a_time_of_day_is_no_date(folder: Path) -> None:
    convert(folder, "parquet")
    path = folder / "sources.parquet"
    noon = pl.lit(datetime(2025, 3, 1, 12)).alias("known_on")
    pl.read_parquet(path).with_columns(noon).write_parquet(path)
    assert read_faults(folder)[0].startswith(
        "sources.parquet:1: known_on: '2025-03-01 12:00:00.000000' is not a date"
    )
    assert read_corpus(folder).frames["claims"]["known_on"][0] == date(2025, 3, 1)


def test_many_faults_are_capped_and_counted_in_any_format(folder: Path) -> None:
    convert(folder, "parquet")
    path = folder / "aliases.parquet"
    rows = [{"alias": f"a{n}", "language": "en", "entity_id": f"nobody-{n}"} for n in range(412)]
    pl.DataFrame(rows).write_parquet(path)
    with pytest.raises(CorpusError) as error:
        load(folder, Store.memory())
    lines = str(error.value).splitlines()
    assert lines[0].startswith(
        "aliases.parquet:1: entity_id: 'nobody-0' is not in entities.parquet"
    )
    assert (len(lines), lines[-1]) == (101, "and 312 more")


@pytest.mark.parametrize("name", ["cor*pus", "cor[p]us", "cor'pus", "cor?us", "cor pus é"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    assert loaded(write(tmp_path / name))["sources"]


ALIASES = table("aliases")
_SIGNS = [b",", b'"', b'""', b"\n", b"\r\n", b"a", b"\x00", b"\\", b" ", b"'", b"#"]
_WORDS = [b"\xe9", b"\xc3\xa9", "\u200b".encode(), b"\xef\xbb\xbf", b"NULL"]
PIECES = st.sampled_from([*_SIGNS, *_WORDS, b"x,y,z\n", b'"x","y","z"\n'])


@given(st.lists(PIECES, max_size=25).map(b"".join))
def test_the_quick_reading_takes_nothing_in_its_own_way(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    """Whatever bytes stand in a file: the same rows as line by line, or it leaves them to that."""
    folder = write(tmp_path_factory.mktemp("corpus") / "quick")
    (folder / "aliases.csv").write_bytes(b"alias,language,entity_id\n" + body)
    store = Store.memory()
    try:
        load_quickly(table_files(folder), store, Steps(lambda _: None), 1.0)
    except Unsound:
        return
    finally:
        rows = store.rows("FROM aliases") if _has(store, "aliases") else []
        store.close()
    corpus = read_corpus(folder)
    assert not [each for each in corpus.faults.shown if each.file == "aliases.csv"]
    assert corpus.frames["aliases"].select(ALIASES.names).rows() == rows


def _has(store: Store, name: str) -> bool:
    return store.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [name]) != []


def test_a_swapped_byte_leaves_the_quick_way(folder: Path) -> None:
    swap(folder / "aliases.csv", b"Acme,fr,acme", b'"Acme,fr,acme')
    with pytest.raises(Unsound):
        load_quickly(table_files(folder), Store.memory(), Steps(lambda _: None), 1.0)
    edit(folder, "aliases", 2, alias="Acme")

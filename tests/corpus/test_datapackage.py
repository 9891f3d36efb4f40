"""The Data Package: what the committed descriptor says, and that it holds for the data."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Report, validate

from tests.corpus.shipped import DATA
from tui.corpus.datapackage import descriptor, text
from tui.corpus.tables import enums, table

FILE = DATA / "datapackage.json"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the corpus, to break."""
    return shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("articles"))


def resource(name: str) -> dict[str, Any]:
    resources: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["resources"]
    return next(each for each in resources if each["name"] == name)


def field(name: str, column: str) -> dict[str, Any]:
    fields: list[dict[str, Any]] = resource(name)["schema"]["fields"]
    return next(each for each in fields if each["name"] == column)


def faults(report: Report) -> set[tuple[str, str, int]]:
    """Which resource has which kind of error in which line."""
    return {
        (task.name, error.type, getattr(error, "row_number", 0))
        for task in report.tasks
        for error in task.errors
    }


def change(package: Path, file: str, row: int, column: str, value: str) -> None:
    """Put a value into a cell; rows count from 0."""
    path = package / file
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    rows[row][column] = value
    with path.open("w", encoding="utf-8", newline="") as lines:
        out = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def test_the_committed_descriptor_is_the_one_that_the_schema_gives() -> None:
    assert FILE.read_text(encoding="utf-8") == text(DATA), (
        "run: python -m tui.corpus.datapackage data > data/datapackage.json"
    )


def test_the_data_keep_the_descriptor() -> None:
    report = validate(str(FILE))
    assert faults(report) == set()
    assert report.valid
    rows = {task.name: task.stats.get("rows") for task in report.tasks}
    assert rows["sources"] == 5
    assert rows["claims"] > 200


def test_every_file_of_the_corpus_is_a_resource_and_every_resource_a_file() -> None:
    resources: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["resources"]
    files = {str(path.relative_to(DATA).as_posix()) for path in DATA.glob("*.csv")}
    files |= {str(path.relative_to(DATA).as_posix()) for path in DATA.glob("digests/*.md")}
    assert {each["path"] for each in resources} == files


def test_it_names_licence_and_sources() -> None:
    said: Any = descriptor(DATA)
    assert [each["name"] for each in said["licenses"]] == ["CC-BY-4.0"]
    publishers = ["bitget.com", "developpez.com", "tixup.com", "nation.ai", "cafetech.fr"]
    assert len(said["sources"]) == len(publishers)
    for each, publisher in zip(said["sources"], publishers, strict=True):
        assert publisher in each["title"]


def test_fields_have_types_units_and_constraints() -> None:
    assert field("claims", "low")["type"] == "number"
    assert field("claims", "low")["constraints"] == {"minimum": 0}
    assert "whole US dollars" in field("claims", "unit")["description"]
    assert "megawatts" in field("claims", "high")["description"]
    assert field("claims", "claim_id")["constraints"] == {"required": True, "unique": True}
    assert field("claims", "tier")["constraints"] == {"required": True, "minimum": 1, "maximum": 6}
    assert field("evidence", "n")["type"] == "integer"
    assert field("claims", "derived")["trueValues"] == ["true"]
    assert field("claims", "known_on")["type"] == "date"
    assert field("claims", "status")["constraints"] == {"enum": list(enums()["status"])}
    assert field("claims", "term")["missingValues"] == []


def test_keys_lead_where_the_schema_says() -> None:
    assert resource("aliases")["schema"]["primaryKey"] == list(table("aliases").key)
    keys = {
        (*key["fields"], key["reference"]["resource"], *key["reference"]["fields"])
        for key in resource("claims")["schema"]["foreignKeys"]
    }
    assert keys == {
        ("source_id", "sources", "source_id"),
        ("leg_id", "legs", "leg_id"),
        ("deal_id", "deals", "deal_id"),
        ("entity_id", "entities", "entity_id"),
        ("object_id", "entities", "entity_id"),
    }
    (parent,) = resource("entities")["schema"]["foreignKeys"]
    assert parent["reference"] == {"resource": "", "fields": ["entity_id"]}


BROKEN = [
    ("claims", "source_id", "999", "foreign-key"),
    ("claims", "object_id", "nobody", "foreign-key"),
    ("claims", "status", "likely", "constraint-error"),
    ("claims", "statement", "", "constraint-error"),
    ("claims", "tier", "7", "constraint-error"),
    ("claims", "low", "-1", "constraint-error"),
    ("claims", "low", "much", "type-error"),
    ("claims", "derived", "yes", "type-error"),
    ("claims", "known_on", "5 March", "type-error"),
    ("claims", "claim_id", "000-001", "unique-error"),
    ("entities", "parent_id", "nobody", "foreign-key"),
    ("evidence", "claim_id", "000-999", "foreign-key"),
]


def test_a_reader_of_the_package_is_told_what_is_broken(package: Path) -> None:
    for row, (name, column, value, _) in enumerate(BROKEN):
        change(package, f"{name}.csv", row, column, value)
    report = validate(str(package / "datapackage.json"))
    # A row of the file has the number of its line, and the header is the first.
    expected = {(name, kind, row + 2) for row, (name, _, _, kind) in enumerate(BROKEN)}
    assert expected <= faults(report)

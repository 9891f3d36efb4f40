"""The console teaches the data model: everything that can be read says what it is."""

import csv

from tests.console.given import session
from tui.console.docs import HERE, column_docs, table_docs
from tui.console.read import read_catalogue


def test_every_table_and_column_says_what_it_is() -> None:
    catalogue = read_catalogue(session())
    silent = [table.name for table in catalogue.tables.values() if not table.doc]
    silent += [each.name for each in catalogue.functions.values() if each.own and not each.doc]
    silent += [
        f"{table.name}.{column.name}"
        for table in catalogue.tables.values()
        for column in table.columns
        if not column.doc
    ]
    assert silent == [], "say it where it is made, or in tui/console/columns.csv"


def test_the_list_names_nothing_that_is_not_there() -> None:
    catalogue = read_catalogue(session())
    there = {(t.name, c.name) for t in catalogue.tables.values() for c in t.columns}
    columns = {column for _, column in there}
    with (HERE / "columns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = (row["table"], row["column"]) in there or not row["table"]
            assert known and row["column"] in columns, row


def test_comments_of_the_schema_are_docs() -> None:
    assert table_docs()["sources"] == "An article."
    assert column_docs()["sources", "language"].doc == "ISO 639-1"
    assert column_docs()["sources", "known_on"].doc == "the day from which it could be read"


def test_dollars_are_marked_in_headers() -> None:
    dyads = read_catalogue(session()).table("dyads")
    assert dyads is not None
    dollars = [column.name for column in dyads.columns if column.unit == "$"]
    assert dollars == ["funded", "funded_low", "funded_high", "bought", "bought_low", "bought_high"]


def test_the_catalogue_has_values_ids_and_macros() -> None:
    catalogue = read_catalogue(session())
    status = catalogue.column("status", ("claims",))
    assert status is not None
    assert catalogue.values[status[1].type][0] == "rumoured"
    assert catalogue.ids["payee_id"]["openai"] == "OpenAI"
    diff = catalogue.table("belief_diff")
    assert diff is not None and diff.parameters == ("from_date", "to_date")
    amounts = [column.name for column in diff.columns if column.unit == "$"]
    assert amounts == ["low_before", "high_before", "low_after", "high_after"]
    assert catalogue.functions["as_of"].own
    assert not any(name.startswith("caploop_") for name in catalogue.tables)

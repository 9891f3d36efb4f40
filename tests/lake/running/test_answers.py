"""A lake answers as the embedded corpus does: every table, every query, on several dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.shipped import FEBRUARY, LATER, MARCH, OCTOBER, store
from tests.corpus.test_no_lookahead import parameters
from tests.lake.postgres import PASSWORD
from tests.lake.running.conftest import Lake
from tui.context import LENSES, Context
from tui.corpus.opening import Opened
from tui.corpus.query import named, names
from tui.corpus.tables import tables


@pytest.fixture(scope="module")
def opened(shipped_lake: Lake, cache: str) -> Iterator[Opened]:
    """The shipped corpus, by way of a lake."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", PASSWORD)
        patch.setenv("XDG_CACHE_HOME", cache)
        found = shipped_lake.open()
    yield found
    found.store.close()


@pytest.mark.parametrize("table", [each.name for each in tables()])
def test_every_row_of_the_files_came_through_the_lake(table: str, opened: Opened) -> None:
    everything = f"SELECT * FROM {table} ORDER BY ALL"
    assert opened.store.rows(everything) == store().rows(everything) != []


@pytest.mark.parametrize("name", names())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), day=st.sampled_from([OCTOBER, FEBRUARY, MARCH, LATER]))
def test_every_query_answers_as_on_the_embedded_corpus(
    name: str, opened: Opened, data: st.DataObject, day: date
) -> None:
    query, values = named(name), data.draw(parameters(named(name)))
    context = Context(day, data.draw(st.sampled_from(LENSES)))
    lake = opened.store.run(query, context, values, limit=None)
    embedded = store().run(query, context, values, limit=None)
    assert (lake.columns, lake.types) == (embedded.columns, embedded.types)
    assert lake.rows() == embedded.rows()

"""A pane's frame is the console's: the same rows and types, whichever way they are fetched."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.shipped import store
from tests.corpus.test_no_lookahead import parameters
from tui.context import Context
from tui.corpus.frame import Values
from tui.corpus.query import Query, named, names

ON = Context(date(2026, 3, 5))


@pytest.mark.parametrize("name", names())
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_both_ways_of_fetching_give_one_frame(name: str, data: st.DataObject) -> None:
    query = named(name)
    values = data.draw(parameters(query))
    of_pane = store().run(query, ON, values)
    # Without a name it is somebody's SQL, and comes the way the console's does.
    of_console = store().run(Query("", query.title, query.sql, query.params), ON, values)
    assert isinstance(of_pane.source, Values)
    assert not isinstance(of_console.source, Values)
    assert of_pane.columns == of_console.columns
    assert of_pane.types == of_console.types
    assert of_pane.rows() == of_console.rows()
    assert of_pane.data.schema == of_console.data.schema

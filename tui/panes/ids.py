"""Ids that are not held, found by the engine while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from tui.console.ids import MOST, Found, Wanted
from tui.context import Context
from tui.corpus.frame import QueryCancelled, QueryError
from tui.corpus.job import Job
from tui.corpus.query import catalogued
from tui.corpus.store import Store


@dataclass
class IdsFound(Message):
    """The engine has found ids of those wanted."""

    found: Found


class Ids:
    """Looks for ids on a cursor of its own. What is wanted next stops what was wanted before."""

    def __init__(self, store: Store, context: Context, post: Callable[[Message], object]) -> None:
        self._store = store
        self._context = context
        self._post = post
        self._wanted: Wanted | None = None
        self._job: Job | None = None

    def want(self, wanted: Wanted | None) -> None:
        """Begin to look for these ids, None: for none. An IdsFound comes unless it is stopped."""
        if wanted == self._wanted:
            return
        if self._job is not None:
            self._job.cancel()
        self._wanted, self._job = wanted, None
        if wanted is None:
            return

        def done(job: Job) -> None:
            try:
                rows = job.result().rows()
            except (QueryCancelled, QueryError):
                return  # then there is nothing to offer
            ids = {row["id"]: row["stands_for"] for row in rows}
            self._post(IdsFound(Found(wanted, ids, whole=len(rows) <= MOST)))

        # One more than there are offers: it tells that there are others.
        values = {"kind": wanted.kind, "typed": wanted.typed, "most": MOST + 1}
        query = catalogued("fitting_ids")
        self._job = self._store.start(query, self._context, values, done=done)

    def takes(self, found: Found) -> bool:
        """Whether this is what is wanted now, which then has been found."""
        if found.wanted != self._wanted:
            return False
        self._wanted, self._job = None, None
        return True

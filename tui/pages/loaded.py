"""Rows of a long list: those that have been read, of all that there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tui.pages.page import Ask

T = TypeVar("T")
# Rows are read in pages that overlap: whatever is seen, its page is there.
STEP, COUNT = 100, 200
PAGE = ("skip", "count", "near")


@dataclass(frozen=True)
class Loaded(Generic[T]):
    """The rows that have been read, numbered from `skip` on, of `total` that there are."""

    rows: Sequence[T] = ()
    skip: int = 0
    total: int = 0

    def row(self, at: int) -> T | None:
        """Row number `at` of all, None while it is on its way."""
        return self.rows[at - self.skip] if 0 <= at - self.skip < len(self.rows) else None


def page_of(first: int) -> dict[str, int]:
    """The page, as `skip` and `count`, that holds what is seen from row number `first` on."""
    return {"skip": first // STEP * STEP, "count": COUNT}


def pages_round(n: int) -> dict[str, int]:
    """The page that holds row number `n`, counted from 1, with a page before it and one after."""
    return {"skip": max((n - 1) // STEP - 1, 0) * STEP, "count": 3 * STEP}


def whole(ask: Ask) -> Ask:
    """The same query without a page: every row, for the console and for export."""
    every = tuple((name, None if name in PAGE else value) for name, value in ask.params)
    return replace(ask, params=every)

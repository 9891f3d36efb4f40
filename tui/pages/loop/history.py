"""The ladder at each known date, and what each of these dates changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tui.corpus.frame import Frame
from tui.network.flow import Cancelled
from tui.network.ladder import Rung, ladder
from tui.pages.legs import Told, told_rows


@dataclass(frozen=True)
class Moment:
    """A known date: the articles of that day, the four rungs on it, the legs that it changed.

    `turns` are the legs as believed from then on: what went first, then the largest.
    """

    day: date
    inferred: bool
    sources: str
    rungs: tuple[Rung, ...]
    turns: tuple[Told, ...]


@dataclass(frozen=True)
class History:
    """The moments, oldest first; `complete` if the reader has waited for all of them."""

    moments: tuple[Moment, ...]
    complete: bool = True


def history(
    versions: Frame,
    dates: Frame,
    cancelled: Callable[[], bool] = lambda: False,
    so_far: list[Moment] | None = None,
) -> History:
    """Work out the moments from leg_history.sql and loop_dates.sql, the newest of them first.

    Each is put into `so_far` once it is there, for a reader who does not want to wait for all.
    """
    ends = [row["known_to"] for row in versions.rows()]
    held = list(zip(told_rows(versions.rows()), ends, strict=True))
    moments = [] if so_far is None else so_far
    for row in reversed(dates.rows()):
        day = row["known_on"]
        believed = [told for told, end in held if told.since <= day and (end is None or end > day)]
        try:
            rungs = ladder([told.leg for told in believed], cancelled=cancelled)
        except Cancelled:
            break
        if cancelled():
            # The last of its searches may have ended early.
            break
        turns = sorted(
            (told for told in believed if told.since == day),
            key=lambda told: (not told.gone, -(told.usd or 0), told.leg.leg_id),
        )
        moments.append(Moment(day, row["inferred"], row["sources"], rungs, tuple(turns)))
    return History(tuple(reversed(moments)), complete=len(moments) == len(dates))

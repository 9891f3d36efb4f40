"""What changed between two dates: each leg and figure before and after, and what did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tui.context import LENSES
from tui.corpus.frame import Frame
from tui.draw.spans import Line
from tui.network.circulation import circulation
from tui.pages.legs import told_legs
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.rows import Rows
from tui.pages.timeline.asks import claims_of
from tui.pages.timeline.changes_draw import Ladder, Sides, diff_lines
from tui.pages.timeline.changes_figures import is_figure

Row = dict[str, Any]
FROM, TO = 0, 1


@dataclass
class ChangesPage:
    """Legs and figures whose bound, status or amount differ; vanished legs first.

    `end` is the date that the keys turn: the later one is the dial itself, unless `after` holds it.
    """

    before: date
    after: date | None = None
    name: str = "changes"
    end: int = TO
    unchanged: bool = False
    filter: str | None = None
    rows: Rows = field(default_factory=Rows)
    _ladders: dict[str, tuple[Frame, Ladder | None]] = field(default_factory=dict)

    def dates(self, shown: Shown) -> tuple[date, date]:
        """From and to; from is the known date before to where it would not lie before it."""
        to = min(self.after or shown.context.as_of, shown.context.as_of)
        if self.before < to:
            return self.before, to
        known = [day for day in self._known(shown) if day < to]
        return (known[-1] if known else to - timedelta(days=1)), to

    def _known(self, shown: Shown) -> list[date]:
        return [row["known_on"] for row in shown.rows("dates")]

    def wants(self, shown: Shown) -> dict[str, Ask]:
        before, after = self.dates(shown)
        asks = {
            "dates": Ask.of("known_dates"),
            "changes": self.sql(shown),
            "before": Ask.of("changes_legs", at=before),
            "after": Ask.of("changes_legs", at=after),
            "figures": self._figures(shown),
        }
        row = self._row(shown)
        if row is not None and is_figure(row):
            asks["steps"] = Ask.of("key_story", claim=row["claim_id"])
        elif row is not None:
            asks["steps"] = claims_of(row["leg_id"])
        return asks

    def sql(self, shown: Shown) -> Ask:
        before, after = self.dates(shown)
        picked = shown.context
        return Ask(
            "changes",
            (
                ("deal", picked.deal),
                ("entity", picked.entity),
                ("from", before),
                ("to", after),
                ("unchanged", self.unchanged),
            ),
        )

    def _figures(self, shown: Shown) -> Ask:
        before, after = self.dates(shown)
        picked = shown.context
        of = (("deal", picked.deal), ("entity", picked.entity))
        return Ask("changes_figures", (*of, ("from", before), ("to", after)))

    def footer(self) -> tuple[str, ...]:
        return (
            *("evidence", "enter", "next_part", "earlier", "later", "unchanged", "filter"),
            *("sql", "back"),
        )

    def listed(self, shown: Shown) -> list[Row]:
        """The rows that are shown, legs before figures: all, or those of one verb."""
        return [row for row in self._every(shown) if self.filter in (None, row["change"])]

    @staticmethod
    def _every(shown: Shown) -> list[Row]:
        return [*shown.rows("changes"), *shown.rows("figures")]

    def _row(self, shown: Shown) -> Row | None:
        rows = self.listed(shown)
        return rows[max(0, min(self.rows.cursor, len(rows) - 1))] if rows else None

    def subject(self, shown: Shown) -> Subject:
        row = self._row(shown)
        if row is None:
            return Subject()
        if is_figure(row):
            known = tuple(row[name] for name in ("claim_id", "claim_before") if row[name])
            return Subject(known, None, row["deal_id"], row["entity_id"])
        names = ["amount_claim", "status_claim", "standing_claim"]
        if row["standing_after"] != "live":
            names.reverse()
        claims = tuple(row[name] for name in names if row[name])
        return Subject(claims, row["leg_id"], row["deal_id"])

    def act(self, action: str, shown: Shown) -> Open | bool:
        row = self._row(shown)
        if action == "enter" and row is not None:
            entity = is_figure(row) and row["deal_id"] is None
            return Open("entity" if entity else "deal", self.subject(shown))
        if action in ("next_part", "previous_part"):
            self.end = FROM if self.end == TO else TO
            return True
        if action in ("earlier", "later") and self.end == FROM:
            return self._step(-1 if action == "earlier" else 1, shown)
        if action == "unchanged":
            self.unchanged = not self.unchanged
            return True
        if action in ("filter", "filter_none"):
            verbs: list[str | None] = [None]
            verbs += dict.fromkeys(row["change"] for row in self._every(shown))
            at = verbs.index(self.filter) if self.filter in verbs else 0
            self.filter = verbs[(at + 1) % len(verbs)] if action == "filter" else None
            self.rows.cursor = 0
            return True
        return self.rows.act(action, len(self.listed(shown)))

    def _step(self, step: int, shown: Shown) -> bool:
        """The first date, one known date on or back; before the first of them is the day before."""
        before, after = self.dates(shown)
        known = [day for day in self._known(shown) if day < after]
        if not known:
            return True
        if step < 0:
            known = [known[0] - timedelta(days=1), *known]
            self.before = max((day for day in known if day < before), default=known[0])
        else:
            self.before = min((day for day in known if day > before), default=before)
        return True

    def ladder(self, side: str, shown: Shown) -> Ladder | None:
        """Sums and circulation of the legs of one date; None where they were not all read."""
        frame = shown.frames.get(side)
        if frame is None:
            return None
        if side not in self._ladders or self._ladders[side][0] is not frame:
            legs = [told.leg for told in told_legs(frame)]
            rungs = {lens: circulation(legs, lens) for lens in LENSES}
            self._ladders[side] = frame, None if frame.truncated else rungs
        return self._ladders[side][1]

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        before, after = self.dates(shown)
        sides = Sides(
            before,
            after,
            self.end,
            _known_legs(shown, shown.rows("after")),
            self.ladder("before", shown),
            self.ladder("after", shown),
        )
        return diff_lines(
            self.listed(shown), sides, self.rows, self._row(shown), self.filter, shown, surface
        )


# Who pays and is paid, and the companies that these are units of.
PARTIES = ("payer_id", "payee_id", "payer", "payee")


def _known_legs(shown: Shown, legs: Sequence[Row]) -> int:
    """How many legs are known that touch what is picked."""
    entity, deal = shown.context.entity, shown.context.deal
    return sum(
        (entity is None or entity in {leg[party] for party in PARTIES})
        and (deal is None or leg["deal_id"] == deal)
        for leg in legs
    )

"""What changed between two dates: each leg's belief before and after, and the claims that did it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tui.draw.spans import Line, title
from tui.draw.table import Column, table
from tui.format import GlyphSet, amount, role_of, status_glyph, status_word
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.rows import Rows


@dataclass
class ChangesPage:
    """Legs whose bound, status or amount differ between two dates; vanished ones first."""

    before: date
    after: date | None = None
    name: str = "changes"
    rows: Rows = field(default_factory=Rows)

    def _dates(self, shown: Shown) -> tuple[date, date]:
        return self.before, self.after or shown.context.as_of

    def wants(self, shown: Shown) -> dict[str, Ask]:
        before, after = self._dates(shown)
        return {"changes": Ask("changes", (("from", before), ("to", after)))}

    def sql(self, shown: Shown) -> Ask:
        return self.wants(shown)["changes"]

    def footer(self) -> tuple[str, ...]:
        return ("evidence", "enter", "earlier", "later", "sql", "back")

    def subject(self, shown: Shown) -> Subject:
        rows = shown.rows("changes")
        if not rows:
            return Subject()
        row: dict[str, Any] = rows[max(0, min(self.rows.cursor, len(rows) - 1))]
        claims = [row["standing_claim"], row["amount_claim"], row["status_claim"]]
        return Subject(tuple(c for c in claims if c), row["leg_id"], row["deal_id"])

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action == "enter" and shown.rows("changes"):
            return Open("deal", self.subject(shown))
        return self.rows.act(action, len(shown.rows("changes")))

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs = surface.glyphs
        rows = shown.rows("changes")
        before, after = self._dates(shown)
        right = f"{len(rows)} legs {glyphs.dot} from {before} to {after}"
        head = title("What changed", right, surface.width, glyphs)
        if not rows:
            text = "no leg changed between these dates" if "changes" in shown.frames else "reading"
            return [head, [(f" {text}", "muted"), (" [ ", "accent"), ("an earlier date", "muted")]]
        self.rows.fit(len(rows), surface.height - 2)
        columns = [
            Column("", 10),
            Column("leg", 20, grow=2),
            Column("kind", 10, grow=1),
            Column(str(before), 16),
            Column(str(after), 16),
            Column("by", 8 if surface.width < 120 else 16),
        ]
        first = self.rows.first
        drawn = [_row(row, glyphs) for row in rows[first : first + self.rows.height]]
        return [
            head,
            *table(
                columns, drawn, surface.width, self.rows.cursor, first, surface.height - 1, glyphs
            ),
        ]


def _row(row: dict[str, Any], glyphs: GlyphSet) -> tuple[Line | str, ...]:
    change = str(row["change"])
    sign = {"vanished": glyphs.withdrawn, "denied": glyphs.withdrawn, "paused": glyphs.paused}.get(
        change
    )
    role = "withdrawn" if sign == glyphs.withdrawn else "paused" if change == "paused" else ""
    return (
        [(f"{sign + ' ' if sign else ''}{change}", role)],
        f"{row['payer']} {glyphs.to} {row['payee']}",
        str(row["what"]),
        _belief(row, "before", glyphs),
        _belief(row, "after", glyphs),
        str(row["changed_by"] or ""),
    )


def _belief(row: dict[str, Any], side: str, glyphs: GlyphSet) -> Line:
    """Status glyph, amount and word of one side; nothing where the leg was not known."""
    status, standing = row[f"status_{side}"], row[f"standing_{side}"]
    if standing is None:
        return []
    size = amount(row[f"low_{side}"], row[f"high_{side}"], row[f"bound_{side}"], "usd", glyphs)
    text = f"{status_glyph(status, standing, glyphs)} {size} {status_word(status, standing)}"
    return [(text, role_of(status, standing))]

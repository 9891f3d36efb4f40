"""Any query's rows as a plain table: for the questions that have no drawing of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tui.draw.spans import Line, title
from tui.draw.table import Column, table
from tui.format import GlyphSet
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.rows import Rows
from tui.pages.wrap import wrapped

WIDEST = 28


@dataclass
class RowsetPage:
    """The rows of one shipped query under a title; the chosen row is spelled out below."""

    ask: Ask
    heading: str
    empty: str
    name: str = "rows"
    rows: Rows = field(default_factory=Rows)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        return {"rows": self.ask}

    def sql(self, shown: Shown) -> Ask:
        return self.ask

    def footer(self) -> tuple[str, ...]:
        return ("evidence", "down", "sql", "back")

    def subject(self, shown: Shown) -> Subject:
        row = self._row(shown)
        if row is None:
            return Subject()
        names = [name for name in ("claim_id", "later", "earlier") if row.get(name)]
        return Subject(
            tuple(str(row[name]) for name in names), leg=row.get("leg_id"), deal=row.get("deal_id")
        )

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action == "enter":
            return Open("evidence", self.subject(shown))
        return self.rows.act(action, len(shown.rows("rows")))

    def _row(self, shown: Shown) -> dict[str, Any] | None:
        rows = shown.rows("rows")
        return rows[max(0, min(self.rows.cursor, len(rows) - 1))] if rows else None

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        rows, glyphs = shown.rows("rows"), surface.glyphs
        frame = shown.frames.get("rows")
        if frame is None or not rows:
            text = self.empty if frame is not None else "reading"
            return [title(self.heading, "0", surface.width, glyphs), [(f" {text}", "muted")]]
        spelled = _spelled(self._row(shown) or {}, surface, surface.height // 2)
        self.rows.fit(len(rows), max(surface.height - len(spelled) - 3, 3))
        count = f"{len(rows)} and more" if frame.truncated else str(len(rows))
        right = f"{count} {glyphs.dot} {self.rows.cursor + 1} of {len(rows)}"
        names = [name for name in frame.columns if not name.endswith(("statement", "note"))]
        texts = [[cell(row[name], glyphs) for name in names] for row in rows]
        columns = [
            Column(
                name,
                min(max(len(name), *(len(text[at]) for text in texts)), WIDEST),
                "right" if _number(rows, name) else "left",
            )
            for at, name in enumerate(names)
        ]
        first = self.rows.first
        seen = texts[first : first + self.rows.height]
        lines = [title(self.heading, right, surface.width, glyphs)]
        lines += table(
            columns, seen, surface.width, self.rows.cursor, first, self.rows.height + 1, glyphs
        )
        return [*lines, [], *spelled]


def cell(value: Any, glyphs: GlyphSet) -> str:
    """A value as a cell prints it: numbers grouped, unknown as `?`."""
    if value is None:
        return glyphs.unknown
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float | Decimal):
        return f"{value:,.2f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(rows: list[dict[str, Any]], name: str) -> bool:
    kinds = {type(row[name]) for row in rows if row[name] is not None}
    return bool(kinds) and kinds <= {int, float, Decimal}


def _spelled(row: dict[str, Any], surface: Surface, room: int) -> list[Line]:
    """The chosen row's long texts, wrapped."""
    lines: list[Line] = []
    for name, value in row.items():
        if not name.endswith(("statement", "note")) or not value:
            continue
        label = name.removesuffix("_statement").removesuffix("statement") or "says"
        for number, text in enumerate(wrapped(str(value), surface.width - 12)[:3]):
            lines.append([(f" {label if not number else '':<10}", "muted"), (text, "")])
    return lines[:room]

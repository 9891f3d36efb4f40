"""Who depends on whom for capacity: what is promised in GW, by when, how surely."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tui import format as fmt
from tui.draw.spans import Line, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, amount, role_of, status_glyph, status_word
from tui.pages.finding import matches
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows
from tui.pages.wrap import wrapped


@dataclass
class CapacityView:
    """The cursor stands on a promise of capacity; `text` keeps those that have every word."""

    rows: Rows = field(default_factory=Rows)
    text: str = ""

    def ask(self, shown: Shown) -> Ask:
        """The promises of the pick that have the words: of all there may be more than are read."""
        picked, words = shown.context, self.text.strip() or None
        return Ask.of("capacity", entity=picked.entity, deal=picked.deal, words=words)

    def every(self, shown: Shown) -> list[dict[str, Any]]:
        """The promises of the pick, of the text, the most gigawatts first."""
        entity, deal = shown.context.entity, shown.context.deal
        return [
            row
            for row in shown.rows("capacity")
            if (entity is None or shown.name(entity) in (row["supplier"], row["customer"]))
            and deal in (None, row["deal_id"])
            and matches(self.text, row["supplier"] or "", row["customer"] or "")
        ]

    def _chosen(self, shown: Shown) -> dict[str, Any] | None:
        every = self.every(shown)
        return every[max(0, min(self.rows.cursor, len(every) - 1))] if every else None

    def subject(self, shown: Shown) -> Subject:
        row = self._chosen(shown)
        if row is None:
            return Subject(entity=shown.context.entity)
        # The leg that delivers it: the dollars of the row are its own.
        return Subject((row["claim_id"],), row["by_leg_id"], row["deal_id"])

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action == "enter" and self._chosen(shown) is not None:
            return Open("deal", self.subject(shown))
        return self.rows.act(action, len(self.every(shown)))

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width, every = surface.glyphs, surface.width, self.every(shown)
        if not every:
            why = "no promise of capacity is known on this date"
            why = "no promise has these words" if self.text else why
            why = why if "capacity" in shown.frames else "reading"
            return [title("Exposure, capacity", "0", width, glyphs), [(f" {why}", "muted")]]
        columns = [
            Column("customer", 10, grow=1),
            Column("depends on", 10, grow=1),
            Column("promised", 8, "right"),
            Column("status", 13, gap=2),
            Column("in dollars", 10, "right"),
            Column("known", 10, gap=2),
            Column("source", 6),
        ]

        def cells(at: int) -> list[Cell]:
            row = every[at]
            status: Line = [
                (
                    f"{status_glyph(row['status'], row['standing'], glyphs)} "
                    f"{status_word(row['status'], row['standing'])}",
                    role_of(row["status"], row["standing"]),
                )
            ]
            return [
                row["customer"] or glyphs.unknown,
                row["supplier"] or glyphs.unknown,
                amount(row["low"], row["high"], row["bound"], "mw", glyphs),
                status,
                dollars(row, glyphs),
                [(f"{row['known_from']}", "muted")],
                [(row["source_id"], "muted")],
            ]

        said = self._said(shown, surface)
        room = surface.height - 1 - len(said)
        body = list_part(
            columns, len(every), cells, self.rows, width - 1, room, glyphs, active=True
        )
        body += [[] for _ in range(room - len(body))]
        named = [f"{self.text!r}"] if self.text else []
        more = " and more" if shown.frames["capacity"].truncated else ""
        place = f"{self.rows.cursor + 1} of {len(every):,}{more}"
        parts = ["dollars only where a leg has them", *named, place]
        right = f" {glyphs.dot} ".join(parts)
        return [title("Exposure, capacity", right, width, glyphs), *body, *said]

    def _said(self, shown: Shown, surface: Surface) -> list[Line]:
        """By when, in at most two lines: a promise without a date says so."""
        glyphs, row = surface.glyphs, self._chosen(shown)
        if row is None:
            return []
        promised = row["milestones"] or "no date is promised"
        text = f"by when: {promised.replace(' to ', f' {glyphs.to} ')}"
        parts = wrapped(text, surface.width - 3)[:2]
        return [
            [(f"{glyphs.here if not number else ' '} ", "accent"), (part, "")]
            for number, part in enumerate(parts)
        ]


def dollars(row: dict[str, Any], glyphs: GlyphSet) -> str:
    """What the leg of a promise costs in the lens; never worked out from gigawatts."""
    mark = "" if row["mark"] in (None, "exact") else row["mark"]
    return fmt.total(row["dollars"], mark, glyphs)

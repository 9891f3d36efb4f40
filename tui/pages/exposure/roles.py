"""Who is investor, supplier and customer of whom at once: a row a pair, most roles first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from tui.draw.spans import Line, clip_text, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet
from tui.pages.exposure.asks import MOST_ROWS
from tui.pages.finding import matches
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows

# Column of roles.sql, its heading, and what it makes of a company. What has no heading has a column
# in the row of the other.
ROLES: Final = (
    ("invests_in", "invests", "invests in it"),
    ("lends_to", "lends", "lends to it"),
    ("supplies", "supplies", "supplies it"),
    ("buys_from", "buys", "buys from it"),
    ("is_supplied_by", "capacity", "is promised capacity by it"),
    ("pays_in_shares", "shares", "pays it in its own shares"),
    ("is_paid_in_shares", "", "is paid in its shares"),
    ("is_funded_by", "", "is owned by it or owes it"),
)
INVESTS: Final = ("invests_in", "lends_to")


@dataclass
class RolesView:
    """The cursor stands on a company and another; `text` keeps those that have every word."""

    rows: Rows = field(default_factory=Rows)
    text: str = ""

    def ask(self, shown: Shown) -> Ask:
        """The pairs of the pick that have the words: of all there may be more than are read."""
        return Ask.of("roles", count=MOST_ROWS + 1, **self._of(shown))

    def all_of(self, shown: Shown) -> Ask:
        """The same without a bound, for the console and for export."""
        return Ask.of("roles", count=None, **self._of(shown))

    def _of(self, shown: Shown) -> dict[str, str | None]:
        return {"entity": shown.context.entity, "words": self.text.strip() or None}

    def every(self, shown: Shown) -> list[dict[str, Any]]:
        """The pairs of the pick, of the text; the same company first."""
        entity = shown.context.entity
        return [
            row
            for row in shown.rows("roles")
            if entity in (None, row["company_id"], row["other_id"])
            and matches(self.text, row["company"], row["other"])
        ]

    def _chosen(self, shown: Shown) -> dict[str, Any] | None:
        every = self.every(shown)
        return every[max(0, min(self.rows.cursor, len(every) - 1))] if every else None

    def subject(self, shown: Shown) -> Subject:
        row = self._chosen(shown)
        if row is None:
            return Subject(entity=shown.context.entity)
        legs = tuple(row["leg_ids"])
        # What is put in and what is sold never meet in a sum.
        number = f"{len(legs)} leg{'s' * (len(legs) != 1)}, {row['company']} and {row['other']}"
        return Subject(entity=row["company_id"], legs=legs, number=number)

    def act(self, action: str, shown: Shown) -> Open | bool:
        row = self._chosen(shown)
        if action == "enter" and row is not None:
            return Open("pair", Subject(leg=row["leg_ids"][0]))
        return self.rows.act(action, len(self.every(shown)))

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width, every = surface.glyphs, surface.width, self.every(shown)
        if not every:
            why = "no pair has these words" if self.text else "no leg is known yet on this date"
            why = why if "roles" in shown.frames else "reading"
            return [title("Exposure, roles", "0", width, glyphs), [(f" {why}", "muted")]]
        # Only the roles that somebody has take a column.
        roles = [role for role in ROLES if role[1] and any(row[role[0]] for row in every)]
        columns = [
            Column("company", 10, grow=1),
            Column("", 1, gap=0),
            Column("to", 10, grow=1),
            *(Column(name, max(len(name), 5), "right") for _, name, _ in roles),
        ]

        def cells(at: int) -> list[Cell]:
            row = every[at]
            counts: list[Cell] = [str(row[role[0]] or glyphs.dash) for role in roles]
            mark: Cell = [(glyphs.both, "muted")] if dual(row) else " "
            return [row["company"], mark, row["other"], *counts]

        room = surface.height - 2
        body = list_part(
            columns, len(every), cells, self.rows, width - 1, room, glyphs, active=True
        )
        body += [[] for _ in range(room - len(body))]
        chosen = self._chosen(shown)
        last = [_sentence(chosen, glyphs, width)] if chosen is not None else []
        return [self._title(every, shown, surface), *body, *last]

    def _title(self, every: list[dict[str, Any]], shown: Shown, surface: Surface) -> Line:
        glyphs, frame = surface.glyphs, shown.frames["roles"]
        more = " and more" if frame.truncated else ""
        both = sum(dual(row) for row in every)
        parts = [f"legs in each role {glyphs.dot} {glyphs.both} supplies whom it funds: {both}"]
        parts += [f"{self.text!r}"] if self.text else []
        parts.append(f"{self.rows.cursor + 1} of {len(every):,}{more}")
        return title("Exposure, roles", f" {glyphs.dot} ".join(parts), surface.width, glyphs)


def dual(row: dict[str, Any]) -> bool:
    """Whether a company puts money into the one that it supplies: both fall together."""
    return bool(row["supplies"]) and any(row[role] for role in INVESTS)


def _sentence(row: dict[str, Any], glyphs: GlyphSet, width: int) -> Line:
    said = ", ".join(words for role, _, words in ROLES if row[role])
    falls = f" {glyphs.dot} both fall together" if dual(row) else ""
    text = f" {row['company']} and {row['other']}: {said}"
    room = width - 3 - len(falls)
    return [
        (glyphs.here, "accent"),
        (clip_text(text, room, glyphs), ""),
        (falls, "muted"),
    ]

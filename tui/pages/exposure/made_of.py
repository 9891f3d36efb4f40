"""The card of a sum over very many legs: each with its claim and what it adds, page by page; last
those that are gone and would be of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from tui.corpus.frame import Frame
from tui.draw.spans import Line, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, amount, role_of, status_glyph, status_word, total
from tui.pages.exposure.parts import Part, part_mark
from tui.pages.exposure.stress_fields import FULL, NAMES_OF_WEIGHTS, how_weighed
from tui.pages.loaded import Loaded, page_of, whole
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows
from tui.pages.story import place

COLUMNS = [
    Column("where", 12),
    Column("leg", 20, grow=3),
    Column("says", 9, "right"),
    Column("adds", 8, "right"),
    Column("status", 14, gap=2),
]


HOW = Column("how it counts", 25, gap=2)


@dataclass
class MadeOfPage:
    """`ask` is of exposure_claims.sql, without a page; what adds most comes first."""

    ask: Ask
    name: str = "made_of"
    rows: Rows = field(default_factory=Rows)
    _frame: Frame | None = None
    _loaded: Loaded[dict[str, Any]] = field(default_factory=Loaded)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        near = page_of(self.rows.first)
        paged = {**self.ask.values(), **near}
        return {"claims": replace(self.ask, params=tuple(sorted(paged.items())))}

    def sql(self, shown: Shown) -> Ask:
        return whole(self.wants(shown)["claims"])

    def footer(self) -> tuple[str, ...]:
        return ("evidence", "enter", "down", "sql", "back")

    def _read(self, shown: Shown) -> Loaded[dict[str, Any]]:
        """The page of rows that is there."""
        frame = shown.frames.get("claims")
        if frame is not self._frame:
            rows = shown.rows("claims")
            skip = int(str(frame.params.get("skip") or 0)) if frame is not None else 0
            legs = rows[0]["legs"] + rows[0]["legs_gone"] if rows else 0
            self._frame, self._loaded = frame, Loaded(rows, skip, legs)
        return self._loaded

    def subject(self, shown: Shown) -> Subject:
        row = self._read(shown).row(self.rows.cursor)
        if row is None:
            return Subject()
        claims = (row["claim_id"],) if row["claim_id"] else ()
        return Subject(claims, row["leg_id"], row["deal_id"], row["obligor_id"])

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action == "enter":
            subject = self.subject(shown)
            return subject.leg is not None and Open("evidence", subject)
        return self.rows.act(action, self._read(shown).total)

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width, loaded = surface.glyphs, surface.width, self._read(shown)
        if not loaded.total:
            said = "no leg adds to it on this date" if self._frame is not None else "reading"
            return [title("Evidence", "", width, glyphs), [(f" {said}", "muted")]]
        by = self._weights()
        drawn = list_part(
            [*COLUMNS[:-1], HOW] if by else COLUMNS,
            loaded.total,
            lambda at: _cells(loaded.row(at), by, shown, glyphs),
            self.rows,
            width - 1,
            surface.height - 1,
            glyphs,
            active=True,
        )
        return [self._title(loaded, shown, surface), *drawn]

    def _weights(self) -> dict[str, int]:
        """The reader's weights by status, empty where none is set."""
        given = self.ask.values()
        if not any(name in given for name in NAMES_OF_WEIGHTS):
            return {}
        return {name: int(str(given.get(name, FULL))) for name in NAMES_OF_WEIGHTS}

    def _title(self, loaded: Loaded[dict[str, Any]], shown: Shown, surface: Surface) -> Line:
        glyphs, row = surface.glyphs, loaded.rows[0]
        size = f"{total(row['total'], part_mark(row['total_mark']), glyphs)} $B"
        of = "by your figures" if self._weights() else shown.context.lens
        name = f"{size}, {self.ask.values().get('part') or of}"
        adds = f"{row['adding']:,} of {row['legs']:,} legs add"
        adds += f", {row['legs_gone']:,} gone" if row["legs_gone"] else ""
        at = f"{self.rows.cursor + 1:,} of {loaded.total:,}"
        return title(name, f"{adds} {glyphs.dot} {at}", surface.width, glyphs)


def _cells(
    row: dict[str, Any] | None, by: dict[str, int], shown: Shown, glyphs: GlyphSet
) -> list[Cell]:
    """One leg; blank while its page is on its way."""
    if row is None:
        return [glyphs.ellipsis, *[""] * (len(COLUMNS) - 1)]
    parties = f"{shown.name(row['holder_id'])} {glyphs.to} {shown.name(row['obligor_id'])}"
    says = glyphs.unknown
    if row["unit"] is not None:
        says = amount(row["low"], row["high"], row["bound"], row["unit"], glyphs)
    mark = part_mark(row["mark"])
    adds = glyphs.dash if row["adds"] is None else total(row["adds"], mark, glyphs)
    role = role_of(row["status"], row["standing"])
    glyph = status_glyph(row["status"], row["standing"], glyphs)
    word = status_word(row["status"], row["standing"])
    if by:
        word = how_weighed(*_ends(row), word.replace(" ", "_"), by) or word
    status = f"{glyph} {word}"
    where = place(row) if row["source_id"] else glyphs.dash
    label = f"{parties}, {row['what']}{', delivery' * row['delivery']}"
    return [where, label, says, [(adds, "bold")], [(status, role)]]


def _ends(row: dict[str, Any]) -> tuple[Part, Part]:
    """The ceiling of a leg, and what is paid of it."""
    ceiling, paid = (Part(row[x], part_mark(row[f"{x}_mark"])) for x in ("headline", "paid"))
    return ceiling, paid

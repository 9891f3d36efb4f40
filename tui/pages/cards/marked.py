"""The claims that were marked while browsing, ready to leave as footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tui.draw.spans import Line, title
from tui.pages.cards import story_rows
from tui.pages.cards.footnote import footnote
from tui.pages.page import Ask, Copy, Open, Said, Shown, Subject, Surface, Wish
from tui.pages.parts import fitted, list_part, of_rows
from tui.pages.rows import Rows
from tui.pages.wrap import wrapped

Row = dict[str, Any]


@dataclass
class MarkedPage:
    """Marked claims above, the footnote of the chosen one below; `y` copies them all."""

    claims: tuple[str, ...]
    name: str = "marked"
    rows: Rows = field(default_factory=Rows)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        asks = {"marked": Ask.of("claims_by_id", claims=",".join(self.claims))}
        for row in shown.rows("marked"):
            asks[f"claim {row['claim_id']}"] = Ask.of("claim", claim=row["claim_id"])
        return asks

    def sql(self, shown: Shown) -> Ask:
        return self.wants(shown)["marked"]

    def footer(self) -> tuple[str, ...]:
        return ("copy", "enter", "evidence", "down", "back")

    def _row(self, shown: Shown) -> Row | None:
        rows = shown.rows("marked")
        return rows[max(0, min(self.rows.cursor, len(rows) - 1))] if rows else None

    def subject(self, shown: Shown) -> Subject:
        row = self._row(shown)
        if row is None:
            return Subject()
        ids = (row["claim_id"],)
        about = row["leg_id"], row["deal_id"], row["entity_id"]
        return Subject(ids, *about, row["source_id"], row["n"], picked=ids[0])

    def act(self, action: str, shown: Shown) -> Wish | bool:
        if action == "enter" and self._row(shown) is not None:
            return Open("source", self.subject(shown))
        if action == "copy":
            if not self.wants(shown).keys() <= shown.frames.keys():
                return Said("the footnotes are still being read: once more in a moment")
            notes = self.notes(shown)
            text = "\n".join(f"{n}. {note}" for n, note in enumerate(notes, 1))
            return Copy(text, f"{len(notes)} footnotes") if notes else False
        return self.rows.act(action, len(shown.rows("marked")))

    def notes(self, shown: Shown) -> list[str]:
        """The footnotes of the marked claims that are known on this date, in time order."""
        return [
            self._note(shown, row["claim_id"])
            for row in shown.rows("marked")
            if shown.rows(f"claim {row['claim_id']}")
        ]

    def _note(self, shown: Shown, claim_id: str) -> str:
        claim = shown.rows(f"claim {claim_id}")[0]
        quotes = [(place["n"], place["quote"]) for place in claim["places"] or ()]
        return footnote(claim, quotes, claim)

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, rows, row = surface.glyphs, shown.rows("marked"), self._row(shown)
        if row is None:
            why = "no marked claim is known on this date" if "marked" in shown.frames else "reading"
            return [title("Marked", "0", surface.width, glyphs), [(f" {why}", "muted")]]
        below: list[Line] = []
        if shown.rows(f"claim {row['claim_id']}"):
            note = wrapped(self._note(shown, row["claim_id"]), surface.width - 2)
            below = [[], *[[(f" {part}", "")] for part in note]]
        room = max(surface.height - len(below) - 1, 3)
        drawn = list_part(
            story_rows.COLUMNS,
            len(rows),
            lambda at: story_rows.cells(rows[at], shown, glyphs),
            self.rows,
            surface.width,
            room,
            glyphs,
            active=True,
        )
        right = of_rows(self.rows, len(rows), f"claims {glyphs.dot} y copies all", glyphs)
        head = title("Marked", right, surface.width, glyphs)
        return fitted([head, *drawn, *below], surface)

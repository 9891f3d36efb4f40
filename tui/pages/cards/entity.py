"""The entity card: aliases, roles, legs out and in, and what is said of it in time order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tui.draw.spans import Line, clip_text, title
from tui.format import GlyphSet
from tui.pages.cards import leg_rows, story_rows
from tui.pages.cards.whole import Whole
from tui.pages.page import Ask, Copy, Open, Shown, Subject, Surface
from tui.pages.parts import fitted, list_part, of_rows, step_part
from tui.pages.rows import Rows
from tui.pages.wrap import wrapped

Row = dict[str, Any]
LEGS, CLAIMS = 0, 1


@dataclass
class EntityCard:
    """Two lists: the legs, those it pays first; the claims on it. `v` gives one more room, then
    shows all that is cut above them."""

    entity_id: str
    name: str = "entity"
    part: int = LEGS
    view: str = "lists"
    whole: Whole = field(default_factory=Whole)
    legs: Rows = field(default_factory=Rows)
    claims: Rows = field(default_factory=Rows)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        names = ("entity", "entity_legs", "entity_story")
        return {name: Ask.of(name, entity=self.entity_id) for name in names}

    def sql(self, shown: Shown) -> Ask:
        return self.wants(shown)["entity_legs" if self.part == LEGS else "entity_story"]

    def footer(self) -> tuple[str, ...]:
        return ("enter", "evidence", "next_part", "view", "pick", "card", "sql", "back")

    def subject(self, shown: Shown) -> Subject:
        legs, claims = shown.rows("entity_legs"), shown.rows("entity_story")
        if self.part == LEGS and legs:
            row = legs[max(0, min(self.legs.cursor, len(legs) - 1))]
            return leg_rows.subject(row, self.entity_id)
        if self.part == CLAIMS and claims:
            row = claims[max(0, min(self.claims.cursor, len(claims) - 1))]
            return Subject(
                (row["claim_id"],), None, None, self.entity_id, row["source_id"], row["n"]
            )
        return Subject(entity=self.entity_id)

    def act(self, action: str, shown: Shown) -> Open | Copy | bool:
        part = step_part(self.part, action, 2)
        if part is not None:
            self.part = part
            return True
        if action in ("view", "view_back"):
            views = ["lists", "list"] + ["whole"] * (self.whole.cut or self.view == "whole")
            step = 1 if action == "view" else -1
            self.view = views[(views.index(self.view) + step) % len(views)]
            self.whole.skip = 0
            return True
        if self.view == "whole" and self.whole.act(action):
            return True
        if action == "enter":
            subject = self.subject(shown)
            return Open("evidence", subject) if subject.claims or subject.leg else False
        if self.part == LEGS:
            return self.legs.act(action, len(shown.rows("entity_legs")))
        return self.claims.act(action, len(shown.rows("entity_story")))

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        return fitted(self._lines(shown, surface), surface)

    def _lines(self, shown: Shown, surface: Surface) -> list[Line]:
        found = shown.rows("entity")
        if not found:
            why = "no such entity" if "entity" in shown.frames else "reading"
            head = title("Entity", self.entity_id, surface.width, surface.glyphs)
            return [head, [(f" {why}", "muted")]]
        legs = shown.rows("entity_legs")
        name, right = _title(found[0], surface.glyphs)
        every = self._facts(found[0], legs, shown, surface, None)
        if self.view == "whole":
            return self.whole.lines(name, right, every, surface)
        told = self._facts(found[0], legs, shown, surface, max(surface.height // 5, 3))
        self.whole.cut = len(told) < len(every)
        right = f"{right} {surface.glyphs.dot} V in full" if self.whole.cut else right
        lines = [title(name, right, surface.width, surface.glyphs), *told]
        room = surface.height - len(lines)
        claims = shown.rows("entity_story")
        lower = min(len(claims) + 2, max(room // 2, room - len(legs) - 2))
        if self.view == "list":
            lower = room - 4 if self.part == CLAIMS else 4
        lines += self._legs(legs, shown, Surface(surface.width, room - lower, surface.glyphs))
        return [*lines, *self._claims(claims, shown, Surface(surface.width, lower, surface.glyphs))]

    def _facts(
        self, entity: Row, legs: list[Row], shown: Shown, surface: Surface, most: int | None
    ) -> list[Line]:
        """Roles, aliases and the rest, each in at most so many lines; whole without a number."""
        glyphs, width = surface.glyphs, surface.width
        lines: list[Line] = []
        family = {self.entity_id} | {row["payer_id" if row["pays"] else "payee_id"] for row in legs}
        facts = [
            (
                "roles",
                f" {glyphs.dot} ".join(leg_rows.roles(legs, family, shown))
                or "none: no leg is known",
            )
        ]
        names = [f"{each['alias']} ({each['language']})" for each in entity["aliases"] or ()]
        facts.append(("aliases", f" {glyphs.dot} ".join(names) or "none"))
        if entity["belongings"]:
            facts.append(("its own", ", ".join(entity["belongings"])))
        if entity["note"]:
            facts.append(("note", entity["note"]))
        for label, text in facts:
            parts = wrapped(text, width - 11)
            if most is not None and len(parts) > most:
                parts = [
                    *parts[: most - 1],
                    clip_text(" ".join(parts[most - 1 :]), width - 11, glyphs),
                ]
            lines.append([(f" {label:<9}", "muted"), (parts[0], "")])
            lines += [[(" " * 10, ""), (part, "")] for part in parts[1:]]
        return lines

    def _legs(self, legs: list[Row], shown: Shown, surface: Surface) -> list[Line]:
        glyphs = surface.glyphs
        if not legs:
            note: Line = [(" no leg of it is known on this date", "muted")]
            return [title("Legs", "0", surface.width, glyphs), note][: surface.height]
        out = sum(row["pays"] for row in legs)
        drawn = list_part(
            leg_rows.columns(surface),
            len(legs),
            lambda at: leg_rows.cells(legs[at], shown, surface),
            self.legs,
            surface.width,
            surface.height - 1,
            glyphs,
            active=self.part == LEGS,
        )
        what = f"legs {glyphs.dot} {out} out, then {len(legs) - out} in"
        return [
            title("Legs", of_rows(self.legs, len(legs), what, glyphs), surface.width, glyphs),
            *drawn,
        ]

    def _claims(self, claims: list[Row], shown: Shown, surface: Surface) -> list[Line]:
        glyphs = surface.glyphs
        if not claims:
            note: Line = [(" nothing is said of it on this date", "muted")]
            return [title("Claims", "0", surface.width, glyphs), note][: surface.height]
        drawn = list_part(
            story_rows.COLUMNS,
            len(claims),
            lambda at: story_rows.cells(claims[at], shown, glyphs),
            self.claims,
            surface.width,
            surface.height - 1,
            glyphs,
            active=self.part == CLAIMS,
        )
        right = of_rows(self.claims, len(claims), "claims, oldest first", glyphs)
        return [title("What is said of it", right, surface.width, glyphs), *drawn]


def _title(entity: Row, glyphs: GlyphSet) -> tuple[str, str]:
    """The name of an entity, and what it is and how much is said of it."""
    kind = entity["kind"] + (f" of {entity['parent']}" if entity["parent"] else "")
    ticker = f" {glyphs.dot} {entity['ticker']}" if entity["ticker"] else ""
    told = f"{entity['claims']} claims in {entity['articles']} articles"
    return entity["name"], f"{kind}{ticker} {glyphs.dot} {told}"

"""The deal card: its legs, what changed in it and when, its claims in time order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tui.draw.spans import Line, cell_width, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, known, origins
from tui.pages.cards import leg_rows, story_rows
from tui.pages.legs import size_of
from tui.pages.page import Ask, Copy, Open, Shown, Subject, Surface
from tui.pages.parts import fitted, list_part, of_rows, step_part
from tui.pages.rows import Rows
from tui.pages.wrap import wrapped

Row = dict[str, Any]
LEGS, HISTORY = 0, 1
# What the lower list shows, and its query.
VIEWS = {"changes": "deal_turns", "voices": "attribution", "claims": "deal_story"}
TITLES = {
    "changes": ("What changed and when", "turns, newest first"),
    "voices": ("Who says how firm it is", "claims, newest first"),
    "claims": ("All claims", "claims, oldest first"),
}
RELATIONS = {
    "part_of": "part of",
    "tranche_of": "a tranche of",
    "replaces": "replaces",
    "separate_from": "separate from",
}


@dataclass
class DealCard:
    """Two lists: the legs; below them what changed, who says so, or every claim (`v`)."""

    deal_id: str
    name: str = "deal"
    part: int = LEGS
    view: str = "changes"
    legs: Rows = field(default_factory=Rows)
    lower: Rows = field(default_factory=Rows)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        names = ("deal", "deal_legs", *VIEWS.values())
        return {name: Ask.of(name, deal=self.deal_id) for name in names}

    def sql(self, shown: Shown) -> Ask:
        return self.wants(shown)["deal_legs" if self.part == LEGS else VIEWS[self.view]]

    def footer(self) -> tuple[str, ...]:
        return ("enter", "evidence", "next_part", "view", "pick", "down", "sql", "back")

    def subject(self, shown: Shown) -> Subject:
        rows = shown.rows("deal_legs")
        if self.part == LEGS:
            row = _at(self.legs, rows)
            return leg_rows.subject(row) if row else Subject(deal=self.deal_id)
        row = _at(self.lower, shown.rows(VIEWS[self.view]))
        if row is None or row["claim_id"] is None:
            return Subject(deal=self.deal_id)
        leg = row.get("leg_id")
        return Subject((row["claim_id"],), leg, self.deal_id, None, row["source_id"], row["n"])

    def act(self, action: str, shown: Shown) -> Open | Copy | bool:
        part = step_part(self.part, action, 2)
        if part is not None:
            self.part = part
            return True
        if action in ("view", "view_back"):
            names = list(VIEWS)
            step = 1 if action == "view" else -1
            self.view = names[(names.index(self.view) + step) % len(names)]
            self.part, self.lower = HISTORY, Rows()
            return True
        if action == "enter":
            subject = self.subject(shown)
            return Open("evidence", subject) if subject.claims or subject.leg else False
        if self.part == LEGS:
            return self.legs.act(action, len(shown.rows("deal_legs")))
        return self.lower.act(action, len(shown.rows(VIEWS[self.view])))

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        return fitted(self._lines(shown, surface), surface)

    def _lines(self, shown: Shown, surface: Surface) -> list[Line]:
        found = shown.rows("deal")
        if not found:
            why = (
                "no claim of this deal is known on this date"
                if "deal" in shown.frames
                else "reading"
            )
            head = title("Deal", self.deal_id, surface.width, surface.glyphs)
            return [
                head,
                [(f" {why}", "muted"), (f" {surface.glyphs.dot} ] a later date", "accent")],
            ]
        lines = _head(found[0], surface)
        legs = shown.rows("deal_legs")
        top = min(len(legs) + 2, max((surface.height - len(lines)) // 2, 4))
        lines += self._legs(legs, shown, Surface(surface.width, top, surface.glyphs))
        room = Surface(surface.width, surface.height - len(lines), surface.glyphs)
        return [*lines, *self._history(shown, room)]

    def _legs(self, legs: list[Row], shown: Shown, surface: Surface) -> list[Line]:
        glyphs = surface.glyphs
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
        sized = sum(row["dollars"] is not None for row in legs)
        what = f"legs {glyphs.dot} {sized} in $ in the {shown.context.lens} lens"
        right = of_rows(self.legs, len(legs), what, glyphs)
        return [title("Legs", right, surface.width, glyphs), *drawn]

    def _history(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, found = surface.glyphs, shown.rows(VIEWS[self.view])
        columns, cells = {
            "changes": (TURNS, _turns(shown.rows("deal_turns"), wide=surface.wide)),
            "voices": (VOICES, _voice),
            "claims": (story_rows.COLUMNS, story_rows.cells),
        }[self.view]
        drawn = list_part(
            columns,
            len(found),
            lambda at: cells(found[at], shown, glyphs),
            self.lower,
            surface.width,
            surface.height - 1,
            glyphs,
            active=self.part == HISTORY,
        )
        head, what = TITLES[self.view]
        names = list(VIEWS)
        following = names[(names.index(self.view) + 1) % len(names)]
        right = of_rows(self.lower, len(found), f"{what} {glyphs.dot} v {following}", glyphs)
        return [title(head, right, surface.width, glyphs), *drawn]


TURNS = (
    Column("known", 11),
    Column("", 9),
    Column("leg", 13, grow=2),
    Column("before", 16, grow=1),
    Column("after", 16, grow=1),
    Column("by", 8),
)


def _turns(found: Sequence[Row], *, wide: bool) -> Callable[[Row, Shown, GlyphSet], list[Cell]]:
    """How turns are shown: who pays whom too where there is room, or legs are called alike."""
    legs = {row["leg_id"]: row["what"] for row in found}
    named = wide or len(set(legs.values())) < len(legs)

    def cells(row: Row, shown: Shown, glyphs: GlyphSet) -> list[Cell]:
        parties = f"{leg_rows.parties(row, shown, glyphs)} " if named else ""
        return _turn(row, f"{parties}{row['what']}", glyphs)

    return cells


def _turn(row: Row, leg: str, glyphs: GlyphSet) -> list[Cell]:
    """When, the verb, which leg, the two beliefs, the claim that did it."""
    where = (
        f"{row['source_id']} P{row['n']}" if row["n"] else str(row["source_id"] or glyphs.unknown)
    )
    first = row["standing_before"] is None
    return [
        known(row["known_on"], row["known_basis"]),
        row["change"],
        leg,
        [] if first else _belief(row, glyphs, "_before"),
        _belief(row, glyphs),
        where,
    ]


VOICES = (
    Column("known", 11),
    Column("where", 8),
    Column("says", 13),
    Column("who", 16, grow=2),
    Column("on record", 9),
    Column("via", 8, grow=1),
    Column("T", 1, "right"),
)


def _voice(row: Row, shown: Shown, glyphs: GlyphSet) -> list[Cell]:
    """Who says how firm or alive it is: named, unnamed, the author, a document."""
    where = f"{row['source_id']} P{row['n']}" if row["n"] else str(row["source_id"])
    who = row["speaker"] or {"document": "a document"}.get(row["attribution"], "the author")
    return [
        known(row["known_on"], row["known_basis"]),
        where,
        story_rows.status(row, glyphs),
        who,
        str(row["attribution"]),
        row["origin"] or glyphs.dash,
        str(row["tier"]),
    ]


def _belief(row: Row, glyphs: GlyphSet, side: str = "") -> Line:
    own = {key: row[f"{key}{side}"] for key in ("status", "standing")}
    return [(f"{size_of(row, glyphs, side)} ", "bold"), *leg_rows.standing(own, glyphs)]


def _head(deal: Row, surface: Surface) -> list[Line]:
    """Title, status, relation to another deal, note."""
    glyphs, width = surface.glyphs, surface.width
    mark = f"{origins(deal['origins'], glyphs)} T{deal['best_tier']}"
    told = f"{deal['claims']} claims {glyphs.dot} {mark}"
    lines = [title(deal["title"], told, width, glyphs)]
    status: Line = [(" ", ""), *leg_rows.standing(deal, glyphs)]
    first = known(deal["first_on"], deal["first_basis"])
    newest = known(deal["newest"], deal["newest_basis"])
    told_by = ", ".join(deal["told_by"])
    since = f"known since {first}, newest {newest} {glyphs.dot} told by {told_by}"
    label = sum(cell_width(text) for text, _ in status) + 3
    parts = wrapped(since, width - label - 1)
    lines.append([*status, (" " * 3 + parts[0], "muted")])
    lines += [[(" " * label + part, "muted")] for part in parts[1:]]
    if deal["other_deal_id"]:
        words = RELATIONS.get(deal["relation"], deal["relation"])
        by = (
            f"{deal['relation_claim']}, {deal['relation_source']}"
            if deal["relation_claim"]
            else "our reading"
        )
        lines.append([(f" {words} {deal['other_deal']}", ""), (f" {glyphs.dot} {by}", "muted")])
    if deal["note"]:
        lines += [[(f" {part}", "muted")] for part in wrapped(str(deal["note"]), width - 2)]
    return lines


def _at(rows: Rows, found: list[Row]) -> Row | None:
    return found[max(0, min(rows.cursor, len(found) - 1))] if found else None

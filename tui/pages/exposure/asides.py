"""Below the exposures and in none of their sums: aggregates, and what must come from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tui import format as fmt
from tui.draw.spans import Line, cell_width, clip_text
from tui.format import GlyphSet, amount
from tui.pages.exposure.asks import gap_ask, narrowed
from tui.pages.page import Shown, Subject
from tui.pages.story import place, voice

LABEL_WIDTH = 21
NUMBER_END = 28


@dataclass(frozen=True)
class Aside:
    """A line with a number that no sum takes; `subject` opens its claims, `said` explains it."""

    label: str
    size: str
    text: str
    short: str
    said: str
    subject: Subject

    @property
    def key(self) -> str:
        """What tells this line from every other."""
        return f"aside: {self.label}"

    def line(self, width: int, glyphs: GlyphSet) -> Line:
        """Label, number and where it comes from, in short where the width asks for it."""
        label = clip_text(self.label, LABEL_WIDTH, glyphs)
        text = self.text if cell_width(self.text) + NUMBER_END + 2 <= width else self.short
        return [
            (f" {label} ", ""),
            (self.size.rjust(max(NUMBER_END - 2 - cell_width(label), 0)), "bold"),
            (f"  {text}", "muted"),
        ]


def asides(shown: Shown, entity: str | None, glyphs: GlyphSet) -> list[Aside]:
    """The aggregates and the funding gap of a company; without one, the largest of each."""
    totals = [row for row in shown.rows("aggregates") if entity in (None, row["entity_id"])]
    gaps = [
        row
        for row in narrowed(shown, "gaps", gap_ask(entity)) or shown.rows("gaps")
        if (row["entity_id"] == entity if entity else row["kind"] == "company" and row["gap"])
    ]
    # Of all companies the one that needs most, as far as that can be said.
    gaps.sort(key=lambda row: row["mark"] == "unknown")
    whole = totals if entity else totals[:1]
    return [_aggregate(row, glyphs) for row in whole[:2]] + [
        _gap(row, entity is not None, glyphs) for row in gaps[:1]
    ]


def _aggregate(row: dict[str, Any], glyphs: GlyphSet) -> Aside:
    label = f"{'commitments by' if row['term'] == 'pays' else 'due to'} {row['entity']}"
    size = amount(row["low"], row["high"], row["bound"], row["unit"], glyphs)
    known, unknown = row["quantified"], row["legs"] - row["quantified"]
    legs = f"{known} leg{'s' * (known != 1)}" if known else ""
    identified = fmt.total(row["identified"], _mark(row["mark"]), glyphs)
    parts = [f"{identified} in {legs}"] if known else []
    parts += [f"{unknown} leg{'s' * (unknown != 1)} {glyphs.unknown}"] if unknown else []
    short = f"in no sum {glyphs.dot} {', '.join(parts) or 'no leg of it is known'}"
    told = f"{row['statement']} {glyphs.dot} {voice(row)} {glyphs.dot} {place(row)}"
    said = f"binding of it: {_binding(row, glyphs)} {glyphs.dot} {told}"
    subject = Subject((row["claim_id"],), entity=row["entity_id"])
    return Aside(label, size, f"aggregate, {short}", short, said, subject)


def _binding(row: dict[str, Any], glyphs: GlyphSet) -> str:
    """`? in 2 of 7 legs`: what is binding or firmer of an aggregate, as far as legs tell it."""
    if not row["firm_legs"]:
        return f"none of {row['legs']} known legs"
    firm = fmt.total(row["firm"], _mark(row["firm_mark"]), glyphs)
    return f"{firm} in {row['firm_legs']} of {row['legs']} known legs"


def _gap(row: dict[str, Any], picked: bool, glyphs: GlyphSet) -> Aside:
    label = "must find outside" if picked else f"{row['entity']} from outside"
    size = gap_size(row, glyphs)
    paid_out = f"out {_side(row, 'pays', 'pays', glyphs)}"
    paid_in = _side(row, "is_paid", "paid", glyphs)
    said = "cash paid less cash received; credits, goods and shares are left out"
    subject = gap_subject(row, size)
    text, short = f"{paid_out} less cash in {paid_in}", f"{paid_out} less in {paid_in}"
    return Aside(label, size, text, short.replace(" legs", ""), said, subject)


def _side(row: dict[str, Any], dollars: str, side: str, glyphs: GlyphSet) -> str:
    """`≈350 (1 of 7 legs)`; a dash where there is no leg."""
    quantified, legs = row[f"{side}_quantified"], row[f"{side}_legs"]
    if not legs:
        return glyphs.dash
    of = f"{quantified} of {legs}{' legs' if side == 'pays' else ''}"
    return f"{fmt.total(row[dollars], _mark(row.get(f'{side}_mark')), glyphs)} ({of})"


def gap_size(row: dict[str, Any], glyphs: GlyphSet) -> str:
    """The gap of a row of gaps.sql; a dash where nothing is to be found.

    One that may err both ways is unknown, and so is one of at least nothing.
    """
    if row["gap"] == 0 and row["mark"] == "exact":
        return glyphs.dash
    if row["mark"] == "unknown" or not row["gap"]:
        return glyphs.unknown
    return fmt.total(row["gap"], _mark(row["mark"]), glyphs)


def gap_subject(row: dict[str, Any], size: str) -> Subject:
    """What a gap of gaps.sql is made of: what is paid out, less what is paid in."""
    legs = tuple(row["leg_ids"])
    less = legs[row["pays_legs"] :]
    return Subject(entity=row["entity_id"], legs=legs, number=f"{size} $B from outside", less=less)


def _mark(mark: str | None) -> str:
    return "" if mark in (None, "exact", "unknown") else str(mark)

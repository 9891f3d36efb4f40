"""Below the exposures and in none of their sums: aggregates, and what must come from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tui import format as fmt
from tui.draw.spans import Line, cell_width, clip_text
from tui.format import FULL, GlyphSet, amount
from tui.pages.exposure.asks import gap_ask, narrowed
from tui.pages.page import Shown, Subject
from tui.pages.story import place, voice

LABEL_WIDTH = 21
NUMBER_END = 28
# A card names so many legs.
MOST_NAMED = 1_000


@dataclass(frozen=True)
class Number:
    """A number of a line: what it is called, how it is printed, and what it is made of."""

    name: str
    text: str
    subject: Subject


@dataclass(frozen=True)
class Aside:
    """A line with a number that no sum takes; `subject` opens its claims, `said` explains it, and
    `numbers` are those that stand beside it."""

    label: str
    size: str
    text: str
    short: str
    said: str
    subject: Subject
    numbers: tuple[Number, ...] = ()

    @property
    def key(self) -> str:
        """What tells this line from every other."""
        return f"aside: {self.label}"

    def line(self, width: int, glyphs: GlyphSet, number: Number | None = None) -> Line:
        """Label, number and where it comes from, in short where the width asks for it; `number` is
        the one of the others that is chosen."""
        label = clip_text(self.label, LABEL_WIDTH, glyphs)
        text = self.text if cell_width(self.text) + NUMBER_END + 2 <= width else self.short
        return [
            (f" {label} ", ""),
            (self.size.rjust(max(NUMBER_END - 2 - cell_width(label), 0)), "bold"),
            *_pointed(f"  {text}", number),
        ]


def _pointed(text: str, number: Number | None) -> Line:
    """A text with one of its numbers marked."""
    before, there, after = text.partition(number.text) if number else (text, "", "")
    return [(before, "muted"), (there, "accent reverse"), (after, "muted")]


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
    numbers = _identified(row, f"{identified} $B of {size} in legs", glyphs)
    return Aside(label, size, f"aggregate, {short}", short, said, subject, numbers)


def _identified(row: dict[str, Any], number: str, glyphs: GlyphSet) -> tuple[Number, ...]:
    """What its legs identify of an aggregate; none of more legs than a card can name."""
    legs = tuple(row["leg_ids"] or ())
    if not legs or len(legs) > MOST_NAMED:
        return ()
    subject = Subject((row["claim_id"],), entity=row["entity_id"], legs=legs, number=number)
    identified = fmt.total(row["identified"], _mark(row["mark"]), glyphs)
    return (Number("of which in legs", identified, subject),)


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
    numbers = _sides(row, subject, glyphs)
    text, short = f"{paid_out} less cash in {paid_in}", f"{paid_out} less in {paid_in}"
    return Aside(label, size, text, short.replace(" legs", ""), said, subject, numbers)


def _sides(row: dict[str, Any], gap: Subject, glyphs: GlyphSet) -> tuple[Number, ...]:
    """What goes out in cash and what comes in."""
    found = []
    for name, dollars, mark in (("out", "pays", "pays"), ("in", "is_paid", "paid")):
        own = gap.less if name == "in" else gap.legs[: row["pays_legs"]]
        size = fmt.total(row[dollars], _mark(row.get(f"{mark}_mark")), glyphs)
        number = f"{size} $B of cash {name}"
        subject = Subject(entity=row["entity_id"], legs=own, number=number)
        found += [Number(f"cash {name}", size, subject)] if own else []
    return tuple(found)


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
    out, into = (
        fmt.total(row[dollars], _mark(row[mark]), FULL) if row[many] else FULL.dash
        for dollars, mark, many in (
            ("pays", "pays_mark", "pays_legs"),
            ("is_paid", "paid_mark", "paid_legs"),
        )
    )
    number = f"{size} $B from outside: {out} less {into}"
    return Subject(entity=row["entity_id"], legs=legs, number=number, less=less)


def _mark(mark: str | None) -> str:
    return "" if mark in (None, "exact", "unknown") else str(mark)

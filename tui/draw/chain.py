"""A loop as one line: `Nvidia ━≤100 equity━► OpenAI ━≈350 GPUs━► back`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.draw.spans import Line, cell_width, clip
from tui.draw.spell import spell
from tui.format import GlyphSet


@dataclass(frozen=True)
class ChainLeg:
    """One leg of a hop: its amount with bound and unit ('≤100', '1 GW', '?'), its kind in a word
    or '', and whether the amount is in dollars."""

    amount: str
    kind: str
    dollars: bool


@dataclass(frozen=True)
class Hop:
    """A payer and its parallel legs to the payer of the next hop, of the last hop to the first."""

    payer: str
    legs: tuple[ChainLeg, ...]


def chain(hops: Sequence[Hop], width: int, glyphs: GlyphSet) -> Line:
    """The loop in at most `width` cells. When it is too long the kind words go, then it is cut."""
    text = _chain(hops, True, glyphs)
    if cell_width(spell(text, glyphs)) > width:
        text = _chain(hops, False, glyphs)
    return clip([(text, "")], width, glyphs)


def _chain(hops: Sequence[Hop], kinds: bool, glyphs: GlyphSet) -> str:
    parts = []
    for hop in hops:
        bar = glyphs.solid if any(leg.dollars for leg in hop.legs) else glyphs.broken
        parts.append(f"{hop.payer} {bar}{_label(hop.legs, kinds)}{bar}{glyphs.right} ")
    return "".join(parts) + "back"


def _label(legs: Sequence[ChainLeg], kinds: bool) -> str:
    if kinds and any(leg.kind for leg in legs):
        same = len({leg.kind for leg in legs}) == 1
        if same:
            return f"{_joined(legs)} {legs[0].kind}"
        return "+".join(f"{leg.amount} {leg.kind}".strip() for leg in legs)
    return _joined(legs)


def _joined(legs: Sequence[ChainLeg]) -> str:
    """The amounts with plus signs, a unit that all share written once: '1+5 GW'."""
    parts = [leg.amount.partition(" ") for leg in legs]
    units = {unit for _, _, unit in parts}
    if len(units) == 1 and "" not in units:
        return "+".join(number for number, _, _ in parts) + f" {units.pop()}"
    return "+".join(leg.amount for leg in legs)

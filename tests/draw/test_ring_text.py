"""No label of a ring overprints another, and none is cut without an ellipsis."""

from __future__ import annotations

import random
from collections.abc import Hashable
from itertools import product

import pytest

from tests.draw.hostile import LEVELS
from tests.draw.rings import DYAD, B, ring_of
from tui.draw.canvas import Canvas
from tui.draw.ring import Ring, RingLeg, ring
from tui.draw.spans import plain
from tui.draw.spell import spell
from tui.format import GLYPHS, GlyphSet, status_glyph, status_word
from tui.pages.loop.draw import ring_rows

# The columns of the left part at 80, 120 and 160 columns, and whether the ring is large there.
PLACES = [(80, False), (74, True), (98, True)]
NAMES = ["Nvidia", "OpenAI", "Microsoft", "Sovereign AI customers", "AMD", "Anthropic", "Nscale"]
AMOUNTS = ["≈%d", "≤%d", "%d", "≤%d%%", "%d GW", "≥%d"]
KINDS = ["equity", "GPUs", "equity, frame", "Google Cloud", "of GPUs", "shares", ""]
STATUSES = ["rumoured", "announced", "loi", "conditional", "binding", "partly_paid", "paid", None]
STANDINGS = ["live", "live", "paused", "withdrawn", "denied"]
RINGS = 25

# Where a label was put, what it was to say, and how many of its cells were written.
Put = tuple[int, int, str, int, Hashable]


def leg(number: int, pick: random.Random) -> RingLeg:
    """Each has an amount that no other one has."""
    return RingLeg(
        number,
        pick.choice(AMOUNTS) % number,
        pick.choice(KINDS),
        pick.choice(STATUSES),
        pick.choice(STANDINGS),
        pick.choice([None, 5 * B, 50 * B, 500 * B]),
        pick.choice(["", "derived"]),
    )


def some_ring(count: int, pick: random.Random) -> Ring:
    parallel = [pick.choice([1, 1, 1, 2, 2, 3, 4]) for _ in range(count)]
    numbers = iter(range(101, 200))
    legs = [tuple(leg(next(numbers), pick) for _ in range(many)) for many in parallel]
    return ring_of(pick.sample(NAMES, count), legs, DYAD * pick.randint(0, 3))


def said(leg: RingLeg, glyphs: GlyphSet) -> set[str]:
    """What a row may say of a leg, from all that is known of it to its amount alone."""
    word = status_word(leg.status, leg.standing)
    note = "" if leg.note == word else leg.note
    amount = f"{status_glyph(leg.status, leg.standing, glyphs) or ' '} {leg.amount}"
    thing = f"{amount} {leg.kind}".rstrip()
    every = [(thing, word, note), (thing, note), (thing,), (amount,)]
    texts = [", ".join(part for part in parts if part) for parts in every]
    # Or how firm it is in a row of its own, below.
    texts.append("  " + ", ".join(part for part in (word, leg.note) if part))
    return {spell(text, glyphs) for text in texts}


@pytest.fixture
def puts(monkeypatch: pytest.MonkeyPatch) -> list[Put]:
    """The labels that are put on a canvas, in their order."""
    every: list[Put] = []
    put = Canvas.put

    def noted(
        self: Canvas, x: int, y: int, text: str, role: str = "", owner: Hashable | None = None
    ) -> int:
        written = put(self, x, y, text, role, owner)
        every.append((x, y, spell(text, self.glyphs), written, owner))
        return written

    monkeypatch.setattr(Canvas, "put", noted)
    return every


def runs(puts: list[Put], leg: RingLeg) -> list[str]:
    """What the rows say of a leg, one text for all that stands there in one go."""
    texts: list[str] = []
    end = (-1, -1)
    for x, y, text, written, owner in puts:
        if owner != leg.key:
            continue
        texts = [*texts[:-1], texts[-1] + text] if (x, y) == end else [*texts, text]
        end = x + written, y
    return texts


@pytest.mark.parametrize(
    ("count", "place", "level"), list(product(range(2, 7), PLACES, LEVELS)), ids=str
)
def test_every_label_stands_whole_or_says_that_it_is_cut(
    count: int, place: tuple[int, bool], level: str, puts: list[Put]
) -> None:
    glyphs, (width, tall) = GLYPHS[level], place
    for seed in range(RINGS):
        pick = random.Random(seed)
        data = some_ring(count, pick)
        every = [leg for edge in data.edges for leg in edge.legs]
        chosen = pick.choice([None, *every, *data.nodes])
        puts.clear()
        drawing = ring(
            data, width, ring_rows(count, tall=tall), glyphs, chosen.key if chosen else None
        )
        rows = [plain(line).ljust(width) for line in drawing.lines()]
        # What was put is still there: nothing was written over it, or in its place.
        for x, y, text, written, _ in puts:
            there = rows[y][x : x + written]
            begins = there.removesuffix(glyphs.ellipsis)
            assert there == text or (begins != there and text.startswith(begins)), text
        for edge in data.edges:
            cut = False
            for each in edge.legs:
                known = said(each, glyphs)
                texts = [text.removeprefix(f"{glyphs.here} ") for text in runs(puts, each)]
                for text in texts:
                    end = text.removesuffix(glyphs.ellipsis)
                    cut = cut or end != text
                    assert text in known or (
                        end != text and any(one.startswith(end) for one in known)
                    )
                # A leg that is not there has given way to the one before it, which says so.
                assert texts or cut or _cut_behind(puts, edge.legs, glyphs)


def _cut_behind(puts: list[Put], legs: tuple[RingLeg, ...], glyphs: GlyphSet) -> bool:
    """Whether a row of these legs ends in an ellipsis of its own."""
    rows = {y for _, y, _, _, owner in puts if owner in {leg.key for leg in legs}}
    return any(y in rows and text.endswith(glyphs.ellipsis) for _, y, text, _, _ in puts)

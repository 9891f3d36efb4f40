"""What the ring holds for every loop, size and glyph level."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.draw.hostile import LEVELS, assert_fits, glyph_sets, rows, texts
from tests.draw.rings import DYAD, LEGS, NAMES, ring_of
from tui.draw.canvas import Canvas
from tui.draw.ring import Ring, RingEdge, RingLeg, RingNode, ring
from tui.draw.spans import plain
from tui.format import FULL, GLYPHS, GlyphSet

SIZES = [(80, 10), (80, 12), (80, 14), (74, 16), (100, 24), (120, 40)]


def loop_of(count: int) -> Ring:
    return ring_of(NAMES[:count], LEGS[:count], (*DYAD, [("loop 1 of 7", "muted")]))


def line_cells(canvas: Canvas, leg: RingLeg) -> set[tuple[int, int]]:
    """The cells of a leg that are no text of its label."""
    text = [plain(line).ljust(canvas.width) for line in canvas.lines()]
    drawn = set("─│═║━┃╌╎┌┐└┘╔╗╚╝┏┓┗┛►◄▲▼:-|=.+<>^v")
    return {(x, y) for x, y in canvas.cells_of(leg.key) if text[y][x] in drawn}


def touches(cells: set[tuple[int, int]], others: set[tuple[int, int]]) -> bool:
    return any((x + dx, y + dy) in others for x, y in cells for dx, dy in STEPS)


STEPS = ((0, 1), (0, -1), (1, 0), (-1, 0))


@pytest.mark.parametrize(
    ("count", "size", "level"), list(product(range(2, 7), SIZES, LEVELS)), ids=str
)
def test_every_ring_says_everything(count: int, size: tuple[int, int], level: str) -> None:
    glyphs = GLYPHS[level]
    data = loop_of(count)
    canvas = ring(data, *size, glyphs)
    assert_fits(canvas.lines(), *size, glyphs)
    text = "\n".join(rows(canvas.lines()))
    for node in data.nodes:
        assert node.name in text
    for edge in data.edges:
        for leg in edge.legs:
            printed = leg.amount
            if level == "ascii":
                printed = printed.replace("≤", "<=").replace("≈", "~")
            assert f"{printed} {leg.kind}" in text
    assert "vendor-funded" in text
    heads = sum(text.count(head) for head in (glyphs.right, glyphs.left, glyphs.up, glyphs.down))
    if level != "ascii":
        assert heads == count


@pytest.mark.parametrize(("count", "size"), list(product(range(2, 7), SIZES)), ids=str)
def test_every_arrow_runs_from_its_payer_to_its_payee(count: int, size: tuple[int, int]) -> None:
    data = loop_of(count)
    canvas = ring(data, *size, FULL)
    text = [plain(line).ljust(size[0]) for line in canvas.lines()]
    ahead = {"►": (1, 0), "◄": (-1, 0), "▲": (0, -1), "▼": (0, 1)}
    for at, edge in enumerate(data.edges):
        cells = line_cells(canvas, edge.legs[0])
        tips = [(x, y) for x, y in cells if text[y][x] in ahead]
        assert len(tips) == 1
        x, y = tips[0]
        dx, dy = ahead[text[y][x]]
        # The head points at the payee; the line behind it is in one piece and ends at the payer.
        nodes = data.nodes
        assert canvas.owner_at(x + dx, y + dy) == nodes[(at + 1) % count].key
        reached, new = {tips[0]}, {tips[0]}
        while new:
            new = {
                (x + dx, y + dy) for x, y in new for dx, dy in STEPS if (x + dx, y + dy) in cells
            } - reached
            reached |= new
        assert touches(reached, set(canvas.cells_of(nodes[at].key)))


@pytest.mark.parametrize("count", range(2, 7))
def test_the_chosen_node_or_leg_is_marked_and_nothing_else(count: int) -> None:
    data = loop_of(count)
    keys = [node.key for node in data.nodes] + [leg.key for edge in data.edges for leg in edge.legs]
    for key in keys:
        canvas = ring(data, 100, 14, FULL, key)
        text = [plain(line).ljust(100) for line in canvas.lines()]
        marks = [
            (x, y) for y, line in enumerate(text) for x, char in enumerate(line) if char == "▸"
        ]
        assert len(marks) == 1
        assert canvas.owner_at(*marks[0]) == key


statuses = st.sampled_from(["rumoured", "announced", "loi", "conditional", "binding", "paid", None])
standings = st.sampled_from(["live", "paused", "withdrawn", "denied"])
legs_ = st.builds(
    RingLeg,
    st.integers(),
    texts,
    texts,
    statuses,
    standings,
    st.one_of(st.none(), st.integers(0, 10**12)),
    texts,
)
edges_ = st.builds(RingEdge, st.lists(legs_, min_size=1, max_size=4).map(tuple))


@st.composite
def rings(draw: st.DrawFn) -> Ring:
    count = draw(st.integers(2, 6))
    return Ring(
        tuple(RingNode(("node", at), draw(texts)) for at in range(count)),
        tuple(draw(st.lists(edges_, min_size=count, max_size=count))),
        tuple([(text, "muted")] for text in draw(st.lists(texts, max_size=4))),
    )


@settings(max_examples=150)
@given(rings(), st.integers(0, 130), st.integers(0, 30), glyph_sets)
def test_hostile_rings_fit(data: Ring, width: int, height: int, glyphs: GlyphSet) -> None:
    canvas = ring(data, width, height, glyphs, data.edges[0].legs[0].key)
    assert_fits(canvas.lines(), width, height, glyphs)


@given(
    st.integers(2, 6),
    st.integers(44, 130),
    st.integers(8, 24),
    st.lists(st.text("abcdefghij", min_size=1, max_size=30), min_size=6, max_size=6, unique=True),
)
def test_names_are_whole_or_end_in_an_ellipsis(
    count: int, width: int, height: int, names: list[str]
) -> None:
    data = ring_of(names[:count], LEGS[:count])
    canvas = ring(data, width, height, FULL)
    text = [plain(line).ljust(width) for line in canvas.lines()]
    for name in names[:count]:
        own = canvas.cells_of(("node", name))
        inside = "".join(text[y][x] for x, y in own if text[y][x] not in "┌─┐│└┘ ")
        assert inside == name or (inside.endswith("…") and name.startswith(inside[:-1]))
        assert len(inside) >= min(len(name), 3)

"""The ring against the frames of the screens, and what it holds at every size and level."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.draw.hostile import LEVELS, assert_fits, frame, glyph_sets, rows, texts
from tui.draw.canvas import Canvas
from tui.draw.ring import Ring, RingEdge, RingLeg, RingNode, ring
from tui.draw.spans import plain
from tui.format import ASCII, BOX, FULL, GLYPHS, GlyphSet

B = 1_000_000_000
FRAMEWORK = RingLeg("framework", "≤100", "equity", "conditional", "live", 100 * B)
GPUS = RingLeg("gpus", "≈350", "GPUs", "conditional", "live", 350 * B, "derived")
DYAD = ([("vendor-funded ≤28.6% · purchase multiple ≥3.5×", "")],)


def ring_of(
    names: list[str], legs: list[tuple[RingLeg, ...]], centre: tuple[object, ...] = ()
) -> Ring:
    nodes = tuple(RingNode(("node", name), name) for name in names)
    return Ring(nodes, tuple(RingEdge(edge) for edge in legs), centre)  # type: ignore[arg-type]


NVIDIA_OPENAI = ring_of(["Nvidia", "OpenAI"], [(FRAMEWORK,), (GPUS,)], DYAD)


def test_two_companies_are_the_frame_of_the_screen() -> None:
    assert rows(ring(NVIDIA_OPENAI, 80, 5, FULL, "framework").lines()) == frame("""
┌────────┐                ▸ ▒ ≤100 equity, conditional                ┌────────┐
│        │━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━►│        │
│ Nvidia │       vendor-funded ≤28.6% · purchase multiple ≥3.5×       │ OpenAI │
│        │◄━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│        │
└────────┘             ▒ ≈350 GPUs, conditional, derived              └────────┘
""")


def test_two_companies_in_ascii_are_the_frame_of_the_screen() -> None:
    assert rows(ring(NVIDIA_OPENAI, 80, 5, ASCII, "framework").lines()) == frame("""
+--------+               > : <=100 equity, conditional                +--------+
|        |===========================================================>|        |
| Nvidia |      vendor-funded <=28.6% - purchase multiple >=3.5x      | OpenAI |
|        |<===========================================================|        |
+--------+             : ~350 GPUs, conditional, derived              +--------+
""")


PARALLEL = ring_of(
    ["Nvidia", "OpenAI"],
    [
        (
            RingLeg("framework", "≤100", "equity", "conditional", "paused", 100 * B, "frame"),
            RingLeg("round", "≈20", "equity", "announced", "live", 20 * B, "round"),
        ),
        (
            RingLeg("gpus", "≈350", "GPUs", "conditional", "paused", 350 * B, "frame"),
            RingLeg("now", "?", "GPUs", "delivered", "live", None, "delivered"),
        ),
    ],
    ([("vendor-funded ≤34.3% · purchase multiple ≥2.9×", "")],),
)


def test_parallel_legs_are_the_frame_of_the_wide_screen() -> None:
    # The status words go where they do not fit; the screen leaves `paused` out below as well.
    assert rows(ring(PARALLEL, 74, 5, FULL, "framework").lines()) == frame("""
┌────────┐    ▸ ‖ ≤100 equity, frame   + · ≈20 equity, round    ┌────────┐
│        │━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━►│        │
│ Nvidia │    vendor-funded ≤34.3% · purchase multiple ≥2.9×    │ OpenAI │
│        │◄━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│        │
└────────┘  ‖ ≈350 GPUs, paused, frame   + █ ? GPUs, delivered  └────────┘
""")


def test_parallel_legs_take_a_row_each_where_there_is_height() -> None:
    assert rows(ring(PARALLEL, 60, 9, FULL, "round").lines()) == frame("""
┌────────┐      ‖ ≤100 equity, paused, frame      ┌────────┐
│        │   + ▸ · ≈20 equity, announced, round   │        │
│        │━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━►│        │
│        │                                        │        │
│ Nvidia │ vendor-funded ≤34.3% · purchase multi… │ OpenAI │
│        │                                        │        │
│        │◄━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│        │
│        │       ‖ ≈350 GPUs, paused, frame       │        │
└────────┘         + █ ? GPUs, delivered          └────────┘
""")


# The ring of three in charts.md, with the labels that the screens settled on.
TRIANGLE = ring_of(
    ["Nvidia", "OpenAI", "Oracle"],
    [
        (RingLeg("a", "≤100", "equity", "announced", "live", 100 * B),),
        (RingLeg("b", "300", "cloud", "binding", "live", 300 * B),),
        (RingLeg("c", "40", "GPUs", "paid", "live", 40 * B),),
    ],
    ([("smallest leg 40", "")],),
)


def test_three_companies() -> None:
    assert rows(ring(TRIANGLE, 60, 12, FULL, "c").lines()) == frame("""
┌────────┐        · ≤100 equity, announced        ┌────────┐
│ Nvidia │━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━►│ OpenAI │
└────────┘                                        └────────┘
     ▲                                                ┃
     ║                smallest leg 40                 ┃
     ║                                                ┃
     ║ ▸ █ 40 GPUs, paid         ▓ 300 cloud, binding ┃
     ║                                                ┃
     ║                                                ┃
     ║                   ┌────────┐                   ┃
     ╚═══════════════════│ Oracle │◄━━━━━━━━━━━━━━━━━━┛
                         └────────┘
""")


SIX = ring_of(
    ["Amazon", "Anthropic", "Microsoft", "CoreWeave", "Nvidia", "OpenAI"],
    [
        (RingLeg("a", "8", "equity", "paid", "live", 8 * B),),
        (RingLeg("b", "30", "cloud", "announced", "live", 30 * B),),
        (RingLeg("c", "10", "cloud", "binding", "live", 10 * B),),
        (RingLeg("d", "?", "GPUs", "delivered"),),
        (RingLeg("e", "≤100", "equity", "loi", "live", 100 * B),),
        (RingLeg("f", "38", "cloud", "binding", "live", 38 * B),),
    ],
    ([("loop 34 of 39", "")],),
)


def test_six_companies() -> None:
    assert rows(ring(SIX, 81, 12, FULL).lines()) == frame("""
┌───────────┐  █ 8 equity, paid   ┌───────────┐     · 30 cloud      ┌───────────┐
│  Amazon   │────────────────────►│ Anthropic │════════════════════►│ Microsoft │
└───────────┘                     └───────────┘       announced     └───────────┘
      ▲                                                                   ║
      ║                           loop 34 of 39                           ║
      ║                                                                   ║
      ║ ▓ 38 cloud, binding                           ▓ 10 cloud, binding ║
      ║                                                                   ║
      ║                                                                   ▼
┌───────────┐                     ┌───────────┐                     ┌───────────┐
│  OpenAI   │◄━━━━━━━━━━━━━━━━━━━━│  Nvidia   │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│ CoreWeave │
└───────────┘ ░ ≤100 equity, loi  └───────────┘ █ ? GPUs, delivered └───────────┘
""")


def test_six_companies_in_ascii() -> None:
    assert rows(ring(SIX, 100, 11, ASCII, ("node", "Nvidia")).lines()) == frame("""
+-----------+       # 8 equity, paid       +-----------+     - 30 cloud, announced     +-----------+
|  Amazon   |----------------------------->| Anthropic |==============================>| Microsoft |
+-----------+                              +-----------+                               +-----------+
      ^                                                                                      |
      |                                    loop 34 of 39                                     |
      |                                                                                      |
      | = 38 cloud, binding                                              = 10 cloud, binding |
      |                                                                                      v
+-----------+                              +-----------+                               +-----------+
|  OpenAI   |<=============================| >Nvidia   |<..............................| CoreWeave |
+-----------+     . <=100 equity, loi      +-----------+      # ? GPUs, delivered      +-----------+
""")


NAMES = ["Nvidia", "OpenAI", "Oracle", "Microsoft", "Anthropic", "CoreWeave"]
LEGS = [
    (FRAMEWORK,),
    (GPUS, RingLeg("now", "?", "GPUs", "delivered")),
    (RingLeg("cloud", "40", "GPUs", "binding", "live", 40 * B),),
    (RingLeg("azure", "≈13", "equity", "paid", "live", 13 * B),),
    (RingLeg("aws", "8", "equity", "paid", "live", 8 * B),),
    (RingLeg("warrant", "≤10%", "shares", "announced"),),
]
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


def test_the_arrow_is_as_bright_as_its_chosen_leg() -> None:
    def roles(chosen: str | None) -> set[str]:
        lines = ring(PARALLEL, 74, 5, FULL, chosen).lines()
        return {role for text, role in lines[1] if "━" in text}

    assert roles(None) == {"paused"}
    assert roles("framework") == {"paused bold"}
    assert roles("round") == {"announced bold"}


@pytest.mark.parametrize(
    ("usd", "line"),
    [
        ([None], "╌"),
        ([9_999_999_999], "─"),
        ([10 * B], "═"),
        ([99 * B], "═"),
        ([100 * B], "━"),
        ([60 * B, 40 * B], "━"),
        ([None, 5 * B], "─"),
    ],
)
def test_thickness_follows_the_dollars_of_all_legs(usd: list[int | None], line: str) -> None:
    legs = tuple(RingLeg(at, "x", "", "paid", "live", one) for at, one in enumerate(usd))
    data = ring_of(["A", "B"], [legs, (GPUS,)])
    arrow = plain(ring(data, 80, 6, FULL).lines()[1])
    assert set(arrow) & set("╌─═━") == {line}


def test_names_that_do_not_fit_are_cut() -> None:
    data = ring_of(["Nvidia", "A sovereign wealth fund of some country"], [(FRAMEWORK,), (GPUS,)])
    text = "\n".join(rows(ring(data, 60, 7, FULL).lines()))
    assert "A sovereign weal…" in text or "A sovereign wea…" in text
    assert "≤100 equity" in text


def test_centre_lines_give_way_to_the_labels() -> None:
    many = replace(NVIDIA_OPENAI, centre=tuple([(f"line {at}", "")] for at in range(9)))
    text = rows(ring(many, 60, 8, FULL).lines())
    assert sum("line" in line for line in text) == 4
    triangle = replace(TRIANGLE, centre=many.centre)
    text = rows(ring(triangle, 60, 12, FULL).lines())
    assert sum("line" in line for line in text) == 4
    assert any("40 GPUs, paid" in line for line in text)


def test_too_small_for_boxes_it_is_one_row() -> None:
    assert rows(ring(SIX, 40, 12, FULL).lines())[-1] == "Amazon → Anthropic → Microsoft → CoreWe…"
    assert rows(ring(TRIANGLE, 80, 6, FULL).lines())[-1] == "Nvidia → OpenAI → Oracle → Nvidia"
    assert rows(ring(TRIANGLE, 80, 7, FULL).lines())[0].startswith("┌")


def test_a_ring_has_two_to_six_companies() -> None:
    for count in (1, 7):
        with pytest.raises(ValueError, match="2 to 6"):
            ring(ring_of(["A"] * count, [(GPUS,)] * count), 80, 12, FULL)
    with pytest.raises(ValueError, match="as many edges"):
        ring(ring_of(["A", "B"], [(GPUS,)]), 80, 12, FULL)


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


def test_box_level_uses_double_for_heavy() -> None:
    text = "\n".join(rows(ring(TRIANGLE, 60, 12, BOX).lines()))
    assert "╚═══" in text
    assert "═══╝" in text
    assert "━" not in text

"""The ring against the frames of the screens."""

from dataclasses import replace

import pytest

from tests.draw.hostile import frame, rows
from tests.draw.rings import DYAD, FRAMEWORK, GPUS, B, ring_of
from tui.draw.ring import RingLeg, ring
from tui.draw.spans import plain
from tui.format import ASCII, BOX, FULL

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


def test_box_level_uses_double_for_heavy() -> None:
    text = "\n".join(rows(ring(TRIANGLE, 60, 12, BOX).lines()))
    assert "╚═══" in text
    assert "═══╝" in text
    assert "━" not in text

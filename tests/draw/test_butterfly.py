"""The butterfly of OpenAI as of 2026-02-03, from the wide frame of the Loop screen."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.draw.hostile import assert_fits, frame, glyph_sets, rows, texts
from tui.draw.butterfly import Butterfly, Flow, Wing, butterfly
from tui.draw.spans import plain
from tui.format import ASCII, FULL, GlyphSet

B = 1_000_000_000
OPENAI = Butterfly(
    (
        Wing(
            "nvidia",
            "Nvidia",
            (
                Flow("frame-gpus", "≈350", 350 * B, "conditional", "paused"),
                Flow("gpus", "?", None, "delivered"),
            ),
            (
                Flow("frame", "≤100", 100 * B, "conditional", "paused"),
                Flow("round", "≈20", 20 * B, "announced"),
            ),
        ),
        Wing(
            "microsoft",
            "Microsoft",
            (Flow("azure", "?", None, "delivered"),),
            (Flow("stake", "≈13", 13 * B, "paid"),),
        ),
        Wing(
            "amd",
            "AMD",
            (
                Flow("gw1", "1 GW", None, "announced"),
                Flow("gw5", "5 GW", None, "announced"),
            ),
            (Flow("warrant", "≤10%", None, "announced"),),
        ),
        Wing("oracle", "Oracle", (Flow("oracle", "?", None, "announced"),)),
    ),
    [("out ≈350, 1 of 6 legs · in ≤133, 3 of 4", "muted")],
)


def test_the_frame() -> None:
    # Bars of 7 cells: 100 is 2 of them, 20 and 13 less than one, which is drawn.
    assert rows(butterfly(OPENAI, 37, 12, FULL).lines()) == frame("""
 ≈350 ‖‖‖‖‖‖‖  Nvidia   ‖‖      ≤100
    ?     ╌╌╌           ·       ≈20
    ?     ╌╌╌ Microsoft █       ≈13
 1 GW     ╌╌╌    AMD    ╌╌╌     ≤10%
 5 GW     ╌╌╌
    ?     ╌╌╌  Oracle
 out ≈350, 1 of 6 legs · in ≤133, 3 …
""")


def test_ascii() -> None:
    assert rows(butterfly(OPENAI, 44, 12, ASCII, "stake").lines()) == frame("""
 ~350 \"\"\"\"\"\"\"\"\"\"  Nvidia   \"\"\"        <=100
    ?        ...           -          ~20
    ?        ... Microsoft #         >~13
 1 GW        ...    AMD    ...        <=10%
 5 GW        ...
    ?        ...  Oracle
 out ~350, 1 of 6 legs - in <=133, 3 of 4
""")


def test_bars_are_linear_and_one_scale() -> None:
    def drawn(*usd: int) -> list[int]:
        flows = tuple(Flow(at, "x", one, "paid") for at, one in enumerate(usd))
        data = Butterfly((Wing("w", "w", flows[:1], flows[1:]),), [])
        lines = butterfly(data, 6 + 3 + 2 * 50, 9, FULL).lines()
        # The first row holds the left bar and the first right one.
        left, _, right = plain(lines[0]).partition("w")
        return [left.count("█"), right.count("█"), *(plain(x).count("█") for x in lines[1:])][
            : len(usd)
        ]

    assert drawn(50, 25, 10, 1) == [50, 25, 10, 1]
    assert drawn(10 * B, 20 * B) == [25, 50]
    # Nothing with dollars vanishes; zero is said to be zero.
    assert drawn(1000 * B, 1, 0) == [50, 1, 0]


def test_no_amount_is_invented() -> None:
    # A leg without dollars has a stub of its own glyph, however large the others are.
    for usd in (1, 10**12):
        flows = (Flow("a", "x", usd, "paid"), Flow("b", "6 GW", None, "binding"))
        data = Butterfly((Wing("w", "w", flows),), [])
        line = plain(butterfly(data, 80, 3, FULL).lines()[1])
        assert line.split() == ["6", "GW", "╌╌╌"]


def test_what_does_not_fit_is_counted() -> None:
    lines = rows(butterfly(OPENAI, 80, 5, FULL).lines())
    assert len(lines) == 5
    assert lines[3] == " … 4 more legs"
    assert lines[4].startswith(" out ≈350")
    assert "Microsoft" in lines[2]
    # All fits in seven rows: nothing is said to be missing.
    assert not any("more" in line for line in rows(butterfly(OPENAI, 80, 7, FULL).lines()))
    # The chosen leg is always in sight, and its company is named.
    lines = rows(butterfly(OPENAI, 80, 5, FULL, "gw5").lines())
    assert lines[2].startswith("▸5 GW")
    assert "AMD" in lines[1]


def test_narrow_columns_keep_bars_and_order() -> None:
    # Amounts get a third each of what bars of four cells leave, the names the rest.
    assert rows(butterfly(OPENAI, 29, 9, FULL).lines())[:3] == frame("""
 ≈350 ‖‖‖‖ Nvidia  ‖    ≤100
    ?  ╌╌╌         ·    ≈20
    ?  ╌╌╌ Micros… █    ≈13
""")


def test_owners_and_roles() -> None:
    canvas = butterfly(OPENAI, 37, 12, FULL, "frame")
    lines = canvas.lines()
    assert canvas.owner_at(1, 0) == "frame-gpus"
    assert canvas.owner_at(8, 0) == "frame-gpus"
    assert canvas.owner_at(25, 0) == "frame"
    assert canvas.owner_at(17, 0) == "nvidia"
    assert ("‖‖‖‖‖‖‖", "paused") in lines[0]
    assert ("‖‖", "paused bold") in lines[0]
    assert ("▸", "accent bold") in lines[0]
    assert ("≤100", "bold") in lines[0]


flows = st.builds(
    Flow,
    st.integers(0, 3),
    texts,
    st.one_of(st.none(), st.integers(0, 10**13)),
    st.sampled_from(["paid", "loi", None]),
    st.sampled_from(["live", "denied"]),
)
sides = st.lists(flows, max_size=3).map(tuple)
wings = st.lists(st.builds(Wing, st.integers(), texts, sides, sides), max_size=4).map(tuple)


@given(wings, texts, st.integers(0, 100), st.integers(0, 9), glyph_sets)
def test_hostile_butterflies_fit(
    data: tuple[Wing, ...], sums: str, width: int, height: int, glyphs: GlyphSet
) -> None:
    drawn = butterfly(Butterfly(data, [(sums, "")]), width, height, glyphs, 1)
    assert_fits(drawn.lines(), width, height, glyphs)


def test_a_company_without_legs_and_without_any() -> None:
    empty = replace(OPENAI, wings=(Wing("x", "Oracle"),))
    assert rows(butterfly(empty, 60, 3, FULL).lines())[0].strip() == "Oracle"
    assert rows(butterfly(replace(OPENAI, wings=()), 60, 3, FULL).lines()) == [
        " out ≈350, 1 of 6 legs · in ≤133, 3 of 4"
    ]

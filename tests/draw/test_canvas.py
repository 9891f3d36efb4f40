"""The cell canvas: joined lines, labels that stay whole, owners."""

from hypothesis import given
from hypothesis import strategies as st

from tests.draw.hostile import assert_fits, cells, frame, glyph_sets, rows, texts
from tui.draw.canvas import Canvas
from tui.draw.spans import plain
from tui.format import ASCII, BOX, FULL, GlyphSet


def test_boxes_join_where_they_meet() -> None:
    canvas = Canvas(9, 5, FULL)
    canvas.box(0, 0, 5, 3)
    canvas.box(4, 0, 5, 3)
    canvas.box(0, 2, 9, 3)
    assert rows(canvas.lines()) == frame("""
┌───┬───┐
│   │   │
├───┴───┤
│       │
└───────┘
""")


def test_a_line_through_a_line_is_a_cross() -> None:
    for glyphs, light, heavy in ((FULL, "─┼─", "━╋━"), (BOX, "─┼─", "═╬═"), (ASCII, "-+-", "=+=")):
        for weight, row in (("light", light), ("heavy", heavy)):
            canvas = Canvas(3, 3, glyphs)
            canvas.hline(0, 1, 3, weight)  # type: ignore[arg-type]
            canvas.vline(1, 0, 3, weight)  # type: ignore[arg-type]
            assert rows(canvas.lines())[1] == row


def test_weights_at_every_level() -> None:
    drawn = {}
    for glyphs in (FULL, BOX, ASCII):
        for weight in ("light", "double", "heavy", "dashed"):
            canvas = Canvas(2, 1, glyphs)
            canvas.hline(0, 0, 2, weight)
            drawn[glyphs.level, weight] = plain(canvas.lines()[0])[0]
    assert [drawn["full", w] for w in ("light", "double", "heavy", "dashed")] == list("─═━╌")
    assert [drawn["box", w] for w in ("light", "double", "heavy", "dashed")] == list("─══-")
    assert [drawn["ascii", w] for w in ("light", "double", "heavy", "dashed")] == list("-==.")


def test_corner_of_two_lines_with_a_head() -> None:
    canvas = Canvas(6, 3, FULL)
    canvas.vline(5, 0, 3, "heavy")
    canvas.hline(0, 2, 6, "heavy")
    canvas.head(0, 2, "left")
    assert rows(canvas.lines()) == frame("""
     ┃
     ┃
◄━━━━┛
""")


def test_the_heavier_line_wins_a_shared_cell() -> None:
    canvas = Canvas(3, 3, FULL)
    canvas.hline(0, 1, 3, "heavy")
    canvas.vline(1, 0, 3, "light")
    assert plain(canvas.lines()[1]) == "━╋━"


def test_labels_are_not_overwritten() -> None:
    canvas = Canvas(20, 1, FULL)
    assert canvas.put(8, 0, "Oracle") == 6
    assert canvas.put(0, 0, "Anthropic, paid") == 8
    assert canvas.put(9, 0, "x") == 0
    canvas.hline(0, 0, 20)
    canvas.head(8, 0, "left")
    assert plain(canvas.lines()[0]) == "Anthrop…Oracle──────"


def test_a_label_covers_a_line() -> None:
    canvas = Canvas(9, 1, FULL)
    canvas.hline(0, 0, 9)
    canvas.put(3, 0, " a ")
    assert plain(canvas.lines()[0]) == "─── a ───"


def test_labels_are_cut_at_the_edge() -> None:
    canvas = Canvas(5, 1, ASCII)
    canvas.put(1, 0, "Nvidia")
    assert plain(canvas.lines()[0]) == " Nv.."
    canvas = Canvas(5, 1, FULL)
    assert canvas.put(-2, 0, "日本ab") == 4
    assert plain(canvas.lines()[0]) == "本ab"
    canvas = Canvas(5, 1, FULL)
    canvas.put(-1, 0, "日本ab")
    assert plain(canvas.lines()[0]) == " 本ab"


def test_wide_characters_and_accents_keep_their_cells() -> None:
    canvas = Canvas(8, 1, FULL)
    canvas.put(0, 0, "日e\u0301本")
    canvas.put(5, 0, "x")
    assert plain(canvas.lines()[0]) == "日e\u0301本x"
    canvas = Canvas(4, 1, FULL)
    canvas.put(0, 0, "日本語")
    assert plain(canvas.lines()[0]) == "日…"


def test_roles_are_runs_and_blanks_at_the_end_go() -> None:
    canvas = Canvas(9, 2, FULL)
    canvas.put(0, 0, "ab", "paid")
    canvas.put(2, 0, "cd", "paid")
    canvas.put(4, 0, "e  ", "muted")
    canvas.put(0, 1, "x  ", "reverse")
    assert canvas.lines() == [[("abcd", "paid"), ("e", "muted")], [("x  ", "reverse")]]


def test_tint_adds_to_every_role_of_a_row() -> None:
    canvas = Canvas(4, 2, FULL)
    canvas.put(0, 0, "a", "paid")
    canvas.put(2, 0, "b")
    canvas.tint(0, "cursor")
    canvas.tint(7, "cursor")
    assert canvas.lines() == [[("a", "paid cursor"), (" b", "cursor")], []]


def test_what_is_off_the_edge_does_not_come_in_again() -> None:
    canvas = Canvas(3, 2, FULL)
    canvas.head(3, 0, "left")
    canvas.glyph(-1, 1, "x")
    canvas.hline(3, 0, 4)
    canvas.vline(-1, 1, 4)
    assert canvas.put(3, 0, "abc") == 0
    assert canvas.put(0, 2, "abc") == 0
    assert rows(canvas.lines()) == []


def test_put_line_writes_its_spans_side_by_side() -> None:
    canvas = Canvas(8, 1, ASCII)
    assert canvas.put_line(1, 0, [("≤1", "paid"), (" ab", ""), ("cd", "muted")], "leg") == 7
    assert canvas.lines() == [[(" ", ""), ("<=1", "paid"), (" ab", ""), (".", "muted")]]
    assert canvas.cells_of("leg") == [(x, 0) for x in range(1, 8)]


def test_owners() -> None:
    canvas = Canvas(6, 4, FULL)
    canvas.box(0, 0, 4, 3, owner="nvidia")
    canvas.put(5, 3, "日", owner=("a", "b"))
    canvas.put(4, 3, "日", owner=("a", "b"))
    assert canvas.owner_at(1, 1) == "nvidia"
    assert canvas.owner_at(4, 0) is None
    assert canvas.owner_at(-1, 0) is None
    assert canvas.owner_at(0, 4) is None
    assert canvas.cells_of("nvidia") == [(x, y) for y in range(3) for x in range(4)]
    assert canvas.cells_of(("a", "b")) == [(4, 3), (5, 3)]


puts = st.tuples(st.just("put"), st.integers(-9, 25), st.integers(-2, 7), texts)
drawn = st.tuples(
    st.sampled_from(["hline", "vline", "box", "head", "tint"]),
    st.integers(-9, 25),
    st.integers(-2, 7),
    st.integers(0, 30),
)


@given(
    st.integers(0, 20), st.integers(0, 6), glyph_sets, st.lists(st.one_of(puts, drawn), max_size=8)
)
def test_nothing_leaves_the_canvas(
    width: int, height: int, glyphs: GlyphSet, steps: list[tuple[str, int, int, str | int]]
) -> None:
    canvas = Canvas(width, height, glyphs)
    for what, x, y, more in steps:
        if isinstance(more, str):
            written = canvas.put(x, y, more, "paid", "label")
            assert 0 <= written <= max(width, 0)
        elif what == "hline":
            canvas.hline(x, y, more, "double")
        elif what == "vline":
            canvas.vline(x, y, more, "dashed")
        elif what == "box":
            canvas.box(x, y, more, more // 3 + 2, owner="box")
        elif what == "head":
            canvas.head(x, y, "up")
        else:
            canvas.tint(y, "cursor")
    lines = canvas.lines()
    assert len(lines) == height
    assert_fits(lines, width, height, glyphs)


@given(glyph_sets, st.lists(st.tuples(st.integers(-5, 30), texts), max_size=6))
def test_a_label_once_written_stays(glyphs: GlyphSet, labels: list[tuple[int, str]]) -> None:
    canvas = Canvas(30, 1, glyphs)
    kept: dict[tuple[int, int], object] = {}
    for owner, (x, text) in enumerate(labels):
        written = canvas.put(x, 0, text, "", owner)
        own = canvas.cells_of(owner)
        assert len(own) == written
        assert all(cell not in kept for cell in own)
        kept |= dict.fromkeys(own, owner)
    assert all(canvas.owner_at(*cell) == owner for cell, owner in kept.items())
    assert cells(plain(canvas.lines()[0])) <= 30

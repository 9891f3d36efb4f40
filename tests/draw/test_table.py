"""Tables against the frames of the screens."""

from hypothesis import given
from hypothesis import strategies as st

from tests.draw.hostile import assert_fits, frame, glyph_sets, rows, texts
from tui.draw.spans import Line, pad, plain, width
from tui.draw.table import Align, Column, column_widths, table
from tui.format import ASCII, FULL, GlyphSet

LOOPS = (
    Column("", 1),
    Column("chain, $B", 20, grow=1),
    Column("min", 4, "right"),
    Column("weakest", 13, gap=2),
    Column("in $", 4, "right", gap=0),
    Column("told", 6),
)


def weakest(glyph: str, word: str) -> Line:
    return [(glyph, word), (f" {word}", word)]


LOOP_ROWS = (
    (
        "1",
        "Nvidia ━≤100 equity━► OpenAI ━≈350 GPUs━► back",
        "≤100",
        weakest("▒", "conditional"),
        "2/2",
        "2",
    ),
    (
        "2",
        "Microsoft ━≈13 equity━► OpenAI ╌? Azure╌► back",
        "≈13",
        weakest("█", "paid"),
        "1/2",
        "1",
    ),
    ("3", "AMD ╌≤10% shares╌► OpenAI ╌1+5 GW╌► back", "?", weakest("·", "announced"), "0/3", "1"),
    (
        "7",
        "AMD ╌shares╌► OpenAI ╌?╌► Microsoft ╌?╌► back",
        "?",
        weakest("▒", "conditional"),
        "0/3",
        "nobody",
    ),
)


def test_the_list_of_loops() -> None:
    lines = table(LOOPS, LOOP_ROWS, 80, 0, 0, 5, FULL)
    assert rows(lines) == frame("""
   chain, $B                                       min  weakest      in $ told
▌1 Nvidia ━≤100 equity━► OpenAI ━≈350 GPUs━► back ≤100  ▒ conditional 2/2 2
 2 Microsoft ━≈13 equity━► OpenAI ╌? Azure╌► back  ≈13  █ paid        1/2 1
 3 AMD ╌≤10% shares╌► OpenAI ╌1+5 GW╌► back          ?  · announced   0/3 1
 7 AMD ╌shares╌► OpenAI ╌?╌► Microsoft ╌?╌► back     ?  ▒ conditional 0/3 nobody
""")


EXPOSURE = (
    Column(" holder", 10),
    Column("class", 14),
    Column("paid", 4, "right"),
    Column("firm", 4, "right"),
    Column("soft", 5, "right"),
    Column("ceiling", 7, "right"),
    Column("status", 12, gap=2),
    Column("evid", 6),
    Column("newest", 7),
)


def test_exposure_with_its_sum_row() -> None:
    # Left-aligned words run on over the empty cells after them; a blank row stays blank.
    data = (
        ("Nvidia   ↔", "equity, frame", "–", "–", "≤100", "≤100", "‖ paused", "●3 T3", "2026-02"),
        ("Microsoft↔", "equity", "≈13", "–", "–", "≈13", "█ paid", "○1 T3", "2025-10"),
        ("lost if it fails", "", "≈13", "–", "+≤120", "≤133", "3 of 3 legs quantified", "", ""),
        ("",) * 9,
        ("Oracle", "sales, cloud", "–", "–", "?", "?", "· announced", "○1 T5", "2026-02"),
    )
    lines = table(EXPOSURE, data, 80, 10, 10, 20, FULL)
    assert [plain(line) for line in lines] == frame("""
  holder    class          paid firm  soft ceiling  status       evid   newest
▌Nvidia   ↔ equity, frame     –    –  ≤100    ≤100  ‖ paused     ●3 T3  2026-02
 Microsoft↔ equity          ≈13    –     –     ≈13  █ paid       ○1 T3  2025-10
 lost if it fails           ≈13    – +≤120    ≤133  3 of 3 legs quantified

 Oracle     sales, cloud      –    –     ?       ?  · announced  ○1 T5  2026-02
""")


def test_the_cursor_is_one_cell_and_one_tint() -> None:
    lines = table(LOOPS, LOOP_ROWS[1:], 80, 2, 1, 9, FULL)
    assert lines[2][0] == ("▌", "accent cursor")
    assert [plain(line)[:2] for line in lines[1:]] == [" 2", "▌3", " 7"]
    assert all("cursor" in role.split() for _, role in lines[2])
    assert not any("cursor" in role for line in (lines[0], lines[1], lines[3]) for _, role in line)
    assert "cursor" in pad(lines[2], 90)[-1][1]


def test_the_header_is_muted_and_may_be_absent() -> None:
    lines = table(LOOPS, LOOP_ROWS, 80, None, 0, 9, FULL)
    assert {role for text, role in lines[0] if text.strip()} == {"muted"}
    bare = table((Column("", 3), Column("", 3)), (("a", "b"),), 20, None, 0, 9, FULL)
    assert rows(bare) == [" a   b"]


def test_cut_cells_end_in_an_ellipsis() -> None:
    columns = (Column("publisher", 8), Column("n", 3, "right"))
    assert rows(table(columns, (("Wall Street Journal", "1,234"),), 20, None, 0, 2, FULL)) == [
        " publish…   n",
        " Wall St… 1,…",
    ]
    assert rows(table(columns, (("Wall Street Journal", "≤100"),), 20, 0, 0, 2, ASCII)) == [
        " publis..   n",
        ">Wall S.. <..",
    ]


def test_words_run_on_to_the_next_cell_that_says_something() -> None:
    columns = (Column("a", 4), Column("b", 4), Column("c", 4, "right"), Column("d", 4))
    assert rows(table(columns, (("abcdefghijklmnopqrst", "", "", "d"),), 40, None, 0, 2, FULL))[
        1
    ] == (" abcdefghijklm… d")
    assert rows(table(columns, (("abcdefghijklmnopqrst", "", "c", ""),), 40, None, 0, 2, FULL))[
        1
    ] == (" abcdefgh…    c")
    # A number is never run on: it would stand in another column.
    assert rows(table(columns, (("", "", "123456", ""),), 40, None, 0, 2, FULL))[1] == (
        "           123…"
    )


def test_alignment() -> None:
    columns = (Column("l", 5), Column("r", 5, "right"), Column("c", 5, "center"))
    assert rows(table(columns, (("a", "b", "c"),), 40, None, 0, 2, FULL)) == [
        " l         r   c",
        " a         b   c",
    ]


def test_growing_columns_share_what_is_spare() -> None:
    columns = (Column("a", 4, grow=1), Column("b", 4), Column("c", 4, grow=3))
    # 3 blanks (cursor cell, two gaps) and 12 cells leave 8 of 23.
    assert column_widths(columns, 23) == [6, 4, 10]
    assert column_widths(columns, 15) == [4, 4, 4]
    # Too narrow: the growing ones give way, none below one cell.
    assert column_widths(columns, 12) == [3, 4, 2]
    assert column_widths(columns, 5) == [1, 4, 1]


columns_ = st.lists(
    st.builds(
        Column,
        texts,
        st.integers(1, 12),
        st.sampled_from(["left", "right", "center"]),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=5,
)


@given(st.data(), columns_, st.integers(0, 60), st.integers(0, 6), glyph_sets)
def test_a_table_fits(
    data: st.DataObject, columns: list[Column], wide: int, height: int, glyphs: GlyphSet
) -> None:
    cell = st.one_of(texts, st.lists(st.tuples(texts, st.sampled_from(["", "paid"])), max_size=2))
    row = st.tuples(*[cell] * len(columns))
    visible = data.draw(st.lists(row, max_size=6))
    cursor = data.draw(st.one_of(st.none(), st.integers(0, 9)))
    lines = table(columns, visible, wide, cursor, 3, height, glyphs)
    assert_fits(lines, wide, height, glyphs)
    for line in lines:
        assert plain(line) == "" or plain(line)[0] in (" ", glyphs.cursor, *glyphs.ellipsis)


@given(texts, st.integers(1, 20), st.sampled_from(["left", "right", "center"]), glyph_sets)
def test_columns_stay_where_they_are(text: str, size: int, align: Align, glyphs: GlyphSet) -> None:
    columns = (Column("x", size, align), Column("y", 1))
    line = table(columns, ((text, "|"),), 40, None, 0, 2, glyphs)[1]
    # One blank, the column, one blank: then the next column, whatever the text.
    assert width(line) == size + 3
    assert plain(line).endswith(" |")

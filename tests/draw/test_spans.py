"""Lines: cutting, padding, headings, and the spelling of foreign text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.draw.hostile import assert_fits, cells, glyph_sets, in_level, texts
from tui.draw.spans import (
    add_role,
    cell_width,
    clip,
    clip_text,
    concat,
    cut,
    pad,
    plain,
    title,
    width,
)
from tui.draw.spell import flat, spell
from tui.format import ASCII, BOX, FULL, GlyphSet

lines = st.lists(st.tuples(texts, st.sampled_from(["", "paid", "muted bold", "cursor"])))


@pytest.mark.parametrize(
    ("text", "wide"),
    [("abc", 3), ("日本", 4), ("e\u0301", 1), ("ＡＢ", 4), ("≤100", 4), ("한글", 4), ("", 0)],
)
def test_cell_width(text: str, wide: int) -> None:
    assert cell_width(text) == wide


@given(texts)
def test_cell_width_agrees_with_an_independent_table(text: str) -> None:
    assert cell_width(flat(text)) == cells(flat(text))


@given(lines, st.integers(0, 40), glyph_sets)
@example([("日本", "")], 3, FULL)
@example([("ab", ""), ("cd", "")], 1, ASCII)
def test_clip_fits_and_marks_what_it_cut(
    line: list[tuple[str, str]], room: int, glyphs: GlyphSet
) -> None:
    short = clip(line, room, glyphs)
    whole = "".join(spell(text, glyphs) for text, _ in line)
    assert width(short) <= room
    if cell_width(whole) <= room:
        assert plain(short) == whole
    elif room >= cell_width(glyphs.ellipsis):
        assert plain(short).endswith(glyphs.ellipsis)
        kept = plain(short).removesuffix(glyphs.ellipsis)
        assert whole.startswith(kept)
        # As long as can be: at most the second half of a wide character is given away.
        assert width(short) >= room - 1


def test_clip_never_splits_a_wide_character_or_an_accent() -> None:
    assert plain(clip([("日本語", "")], 4)) == "日…"
    assert plain(clip([("日本語", "")], 5)) == "日本…"
    assert plain(clip([("e\u0301e\u0301e\u0301", "")], 2)) == "e\u0301…"
    assert cut("ae\u0301", 1) == "a"


def test_clip_keeps_roles() -> None:
    line = [("Nvidia", "bold"), (" pays", "muted")]
    assert clip(line, 9) == [("Nvidia", "bold"), (" p…", "muted")]
    assert clip(line, 7) == [("Nvidia", "bold"), ("…", "muted")]
    assert clip(line, 3) == [("Nv…", "bold")]
    assert clip(line, 11) == line


def test_clip_text() -> None:
    assert clip_text("Wall Street Journal", 17) == "Wall Street Jour…"
    assert clip_text("Wall Street Journal", 18, ASCII) == "Wall Street Jour.."
    assert clip_text("abc", 0) == ""


@given(lines, st.integers(0, 40), glyph_sets)
def test_pad_is_exact(line: list[tuple[str, str]], room: int, glyphs: GlyphSet) -> None:
    assert width(pad(line, room, glyphs)) == room


def test_pad_takes_the_ground_and_nothing_else() -> None:
    assert pad([("a", "paid underline cursor")], 3) == [
        ("a", "paid underline cursor"),
        ("  ", "cursor"),
    ]
    assert pad([], 2) == [("  ", "")]


def test_concat_joins_equal_roles() -> None:
    assert concat([("a", "x"), ("b", "x")], [("", "y"), ("c", "x"), ("d", "y")]) == [
        ("abc", "x"),
        ("d", "y"),
    ]


def test_add_role() -> None:
    assert add_role([("a", ""), ("b", "paid")], "cursor") == [("a", "cursor"), ("b", "paid cursor")]


def test_title_is_that_of_the_frames() -> None:
    line = title("Loops", "7 closed · by smallest leg · 1 of 7", 80, FULL)
    assert plain(line) == (
        "Loops ───────────────────────────────────── 7 closed · by smallest leg · 1 of 7"
    )
    assert [role for _, role in line] == ["bold", "", "hairline", "muted"]
    assert plain(title("Against it", "1", 80, FULL)) == "Against it " + "─" * 66 + " 1"
    assert plain(title("Lenses", "", 10, FULL)) == "Lenses ──"
    assert plain(title("Lenses", "", 7, FULL)) == "Lenses"
    assert plain(title("Nvidia–OpenAI 2025", "5 of 11 claims", 20, FULL)) == "Nvidia–… 5 of 11 c…"


@given(texts, texts, st.integers(0, 60), glyph_sets)
def test_title_fits(text: str, right: str, room: int, glyphs: GlyphSet) -> None:
    assert width(title(text, right, room, glyphs)) <= max(room - 1, 0)


def test_narrow_title_keeps_both_parts() -> None:
    assert plain(title("Nvidia–OpenAI 2025", "5 of 11 claims", 30, FULL)) == (
        "Nvidia–OpenAI… 5 of 11 claims"
    )


@given(texts)
def test_flat_is_one_line_without_controls(text: str) -> None:
    safe = flat(text)
    assert safe.isprintable()
    assert not [c for c in safe if unicodedata.category(c) in ("Cf", "Cc", "Zl", "Zp")]
    assert flat(safe) == safe


def test_flat_defuses_escapes_and_keeps_words_apart() -> None:
    assert flat("a\x1b]52;c;eA==\x07b\tc\nd") == "a]52;c;eA==b c d"
    assert flat("x\u202ey\u200bz\u00a0w") == "xyz w"
    # What only changes the look of the character before it goes: \ufe00-\ufe0f, skin tones.
    assert flat("\u2764\ufe0f\ufe00 \U0001f44d\U0001f3fb\U0001f3ff") == "\u2764 \U0001f44d"


@given(texts, glyph_sets)
def test_spell_stays_in_its_level(text: str, glyphs: GlyphSet) -> None:
    spelled = spell(text, glyphs)
    assert all(in_level(char, glyphs) for char in spelled)
    assert spell(spelled, glyphs) == spelled


def test_spell() -> None:
    assert spell("≤100 · Société", ASCII) == "<=100 - Societe"
    assert spell("≤100 · Société", BOX) == "≤100 · Société"
    assert spell("e\u0301", BOX) == "é"
    assert spell("“x” – 3.5×…", BOX) == '"x" - 3.5x..'
    assert spell("日本 [b]", ASCII) == "?? [b]"
    assert spell("日本 [b]", FULL) == "日本 [b]"


def test_fits_notices_a_wide_line() -> None:
    with pytest.raises(AssertionError):
        assert_fits([[("日本", "")]], 3, 1, FULL)

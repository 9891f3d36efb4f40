"""The matrix: amounts where they fit, marks where they do not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.draw.hostile import assert_fits, frame, glyph_sets, rows, texts
from tui.draw.matrix import Matrix, MatrixCell, MatrixNode, matrix
from tui.draw.spans import plain
from tui.format import ASCII, BOX, FULL, GlyphSet

B = 1_000_000_000
NAMES = ["OpenAI", "Nvidia", "Oracle", "Microsoft", "AMD"]
CELLS = (
    MatrixCell("OpenAI", "Nvidia", "≈350", 350 * B, "conditional"),
    MatrixCell("Nvidia", "OpenAI", "≤100", 100 * B, "conditional", "paused"),
    MatrixCell("OpenAI", "Oracle", "?", None, "announced"),
    MatrixCell("Microsoft", "OpenAI", "≈13", 13 * B, "paid"),
    MatrixCell("OpenAI", "Microsoft", "?", None, "delivered"),
    MatrixCell("Nvidia", "AMD", "5", 5 * B, "paid"),
)


def of(names: list[str], cells: tuple[MatrixCell, ...] = CELLS) -> Matrix:
    totals = {"OpenAI": "≈350", "Nvidia": "≤105", "Microsoft": "≈13"}
    return Matrix(tuple(MatrixNode(n, n, totals.get(n, "–")) for n in names), cells)


def test_amounts() -> None:
    assert rows(matrix(of(NAMES), 60, 8, FULL).lines()) == frame("""
 pays ↓ to → Ope   Nvi   Ora Mic AMD  Σ $B
 a OpenAI    \\     ≈350* ?   ?*  ·    ≈350
 b Nvidia    ≤100* \\     ·   ·   5    ≤105
 c Oracle    ·     ·     \\   ·   ·       –
 d Microsoft ≈13*  ·     ·   \\   ·     ≈13
 e AMD       ·     ·     ·   ·   \\       –

 * both ways
""")


def test_marks_where_amounts_do_not_fit() -> None:
    assert rows(matrix(of(NAMES), 38, 7, FULL).lines()) == frame("""
 pays ↓ to → a b c d e  Σ $B
 a OpenAI    \\ ▇*? ?*·  ≈350
 b Nvidia    ▇*\\ · · ▂  ≤105
 c Oracle    · · \\ · ·     –
 d Microsoft ▅*· · \\ ·   ≈13
 e AMD       · · · · \\     –
 ▂ under 10  ▅ from 10  ▇ from 100 $B
""")
    assert rows(matrix(of(NAMES), 36, 7, ASCII).lines()) == frame("""
 pays v to.. a b c d e  sum $B
 a OpenAI    \\ 3*? ?*'    ~350
 b Nvidia    3*\\ ' ' 1   <=105
 c Oracle    ' ' \\ ' '       -
 d Microsoft 2*' ' \\ '     ~13
 e AMD       ' ' ' ' \\       -
""")


def test_twelve_companies_have_amounts_at_eighty_columns() -> None:
    names = [*NAMES, "Broadcom", "Anthropic", "Amazon", "CoreWeave", "Google", "SoftBank", "Intel"]
    text = rows(matrix(of(names), 80, 14, FULL).lines())
    assert "≤100*" in text[2]
    assert text[0].split()[4:-2] == [name[:3] for name in names]


def test_twenty_five_companies_have_marks_and_letters() -> None:
    names = [*NAMES, *(f"Company {at}" for at in range(20))]
    text = rows(matrix(of(names), 80, 27, FULL).lines())
    assert text[0].split()[4:-2] == list("abcdefghijklmnopqrstuvwxy")
    assert [line[1] for line in text[1:26]] == list("abcdefghijklmnopqrstuvwxy")
    # Two cells a pair: the column of b is two right of that of a.
    column = text[0].index(" b ") + 1
    assert text[1][column : column + 2] == "▇*"
    assert text[2][column - 2 : column] == "▇*"
    assert text[26] == " ▂ under 10  ▅ from 10  ▇ from 100 $B  ? no dollars  * both ways"


def test_long_names_give_way_to_the_columns() -> None:
    names = [*NAMES, *(f"Sovereign customers of country {at}" for at in range(20))]
    text = rows(matrix(of(names), 80, 27, FULL).lines())
    assert text[0].split()[4:-2] == list("abcdefghijklmnopqrstuvwxy")
    assert text[6].startswith(" f Sovereign customers … · ")
    # Not down to nothing: then the last columns are scrolled away.
    text = rows(matrix(of(names), 60, 27, FULL).lines())
    assert text[6].startswith(" f Sovereign cu… · ")
    assert text[0].split()[4:-2] == list("abcdefghijklmnopqrs")


def test_marks_below_full_are_digits() -> None:
    names = [*NAMES, *(f"Company {at}" for at in range(20))]
    for glyphs in (BOX, ASCII):
        text = rows(matrix(of(names), 80, 27, glyphs).lines())
        assert "3*" in text[1]
        assert text[26].startswith(" 1 under 10  2 from 10  3 from 100 $B")


def test_heads_that_would_be_equal_are_letters() -> None:
    names = ["Anthropic", "Anthology", "AMD"]
    text = rows(matrix(of(names, ()), 60, 5, FULL).lines())
    assert text[0].split()[4:-2] == ["a", "b", "c"]


def test_the_cursor_and_the_loop() -> None:
    loop = frozenset({("Nvidia", "OpenAI"), ("OpenAI", "Nvidia")})
    data = replace(of(NAMES), cursor=("Nvidia", "Oracle"), lit=loop)
    canvas = matrix(data, 60, 8, FULL)
    lines = canvas.lines()
    assert ("▌", "accent") in lines[2]
    assert ("·  ", "hairline reverse") in lines[2]
    assert ("≤100*", "paused bold underline") in lines[2]
    assert ("≈350*", "conditional bold underline") in lines[1]
    assert ("Ora", "accent bold") in lines[0]
    assert sum("reverse" in role for line in lines for _, role in line) == 1


def test_owners_are_pairs() -> None:
    canvas = matrix(of(NAMES), 60, 8, FULL)
    for (payer, payee), text in {
        ("OpenAI", "Nvidia"): "≈350*",
        ("Nvidia", "OpenAI"): "≤100*",
        ("AMD", "Oracle"): "·",
        ("AMD", "AMD"): "\\",
    }.items():
        own = canvas.cells_of((payer, payee))
        line = plain(canvas.lines()[own[0][1]])
        assert "".join(line[x] for x, _ in own) == text
    assert canvas.owner_at(3, 1) == "OpenAI"


def test_the_cursor_stays_in_sight() -> None:
    names = [f"Company {at:02}" for at in range(26)]
    data = replace(of(names, ()), cursor=("Company 25", "Company 24"))
    canvas = matrix(data, 60, 8, FULL)
    text = rows(canvas.lines())
    assert len(text) == 8
    assert text[-1].startswith("▌z Company 25")
    # 60 cells less the cursor (1), the names (13) and the sums (5): 20 columns of two.
    assert text[0].split()[4:-2] == list("fghijklmnopqrstuvwxy")
    assert canvas.cells_of(("Company 25", "Company 24"))


cell_ = st.builds(
    MatrixCell,
    st.integers(0, 4),
    st.integers(0, 4),
    texts,
    st.one_of(st.none(), st.integers(0, 10**13)),
    st.sampled_from(["paid", "loi", None]),
)
pair_ = st.tuples(st.integers(0, 5), st.integers(0, 5))


@given(
    st.lists(st.tuples(texts, texts), max_size=30),
    st.lists(cell_, max_size=8).map(tuple),
    st.one_of(st.none(), pair_),
    st.frozensets(pair_, max_size=4),
    st.integers(0, 120),
    st.integers(0, 30),
    glyph_sets,
)
def test_hostile_matrices_fit(
    names: list[tuple[str, str]],
    cells: tuple[MatrixCell, ...],
    cursor: tuple[int, int] | None,
    lit: frozenset[tuple[int, int]],
    width: int,
    height: int,
    glyphs: GlyphSet,
) -> None:
    nodes = tuple(MatrixNode(at, name, total) for at, (name, total) in enumerate(names))
    canvas = matrix(Matrix(nodes, cells, cursor, lit), width, height, glyphs)
    assert_fits(canvas.lines(), width, height, glyphs)

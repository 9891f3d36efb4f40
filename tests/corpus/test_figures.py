"""Figures are found, and the same figure is the same value in French and in English."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.corpus.figures import Figure, figures

DIGESTS = Path(__file__).resolve().parents[2] / "data" / "digests"
NUMBER, PERCENT, POWER, DATE, ORDINAL = "number", "percent", "power", "date", "ordinal"
BILLION, TRILLION = 10**9, 10**12


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


def value(text: str) -> tuple[object, ...]:
    return only(text).value


def values(text: str) -> set[tuple[object, ...]]:
    return {figure.value for figure in figures(text)}


# As the five articles print them; the values are read by eye.
PRINTED = [
    ("jusqu’à 100 milliards de dollars", "100 milliards", NUMBER, 100 * BILLION),
    ("un cycle de 100\u202fMd$", "100\u202fMd", NUMBER, 100 * BILLION),
    (
        "environ 4\u202f500\u202fmilliards\u202f$",
        "4\u202f500\u202fmilliards",
        NUMBER,
        4500 * BILLION,
    ),
    ("à hauteur de 1 400 milliards", "1 400 milliards", NUMBER, 1400 * BILLION),
    ("cinq milliards de dollars", "cinq milliards", NUMBER, 5 * BILLION),
    ("plus de cent fois", "cent", NUMBER, 100),
    ("une cinquantaine d’investissements", "une cinquantaine", NUMBER, 50),
    ("à peine deux semaines", "deux", NUMBER, 2),
    ("les trois entreprises", "trois", NUMBER, 3),
    ("jusqu’à 10% du capital", "10%", PERCENT, 10),
    ("de près de +4\u202f%", "4\u202f%", PERCENT, 4),
    ("de près de 50 %", "50 %", PERCENT, 50),
    ("équivalente à un gigawatt", "un gigawatt", POWER, 1000),
    ("Cinq gigawatts additionnels", "Cinq gigawatts", POWER, 5000),
    ("10\u202fgigawatts", "10\u202fgigawatts", POWER, 10_000),
    ("de 10 GW", "10 GW", POWER, 10_000),
    ("première capitalisation boursière", "première", ORDINAL, 1),
    ("La deuxième phase", "deuxième", ORDINAL, 2),
    ("le second semestre", "second", ORDINAL, 2),
    ("Seconde moitié", "Seconde", ORDINAL, 2),
    ("sa septième génération", "septième", ORDINAL, 7),
    ("1eres émissions d'actions", "1eres", ORDINAL, 1),
]


@pytest.mark.parametrize(("text", "printed", "kind", "worth"), PRINTED)
def test_a_printed_figure_is_found(text: str, printed: str, kind: str, worth: int) -> None:
    found = only(text)
    assert found.text == printed
    assert value(text) == (kind, worth, worth)
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("dizaines de milliards", 20 * BILLION),
        ("tens of billions", 20 * BILLION),
        ("centaines de milliards", 200 * BILLION),
        ("plusieurs milliards", 2 * BILLION),
        ("several billion", 2 * BILLION),
        ("a few billion", 2 * BILLION),
        ("des dizaines de milliers", 20_000),
        ("des dizaines de start-ups", 20),
        ("dozens of start-ups", 20),
        ("des milliers", 2000),
        ("ces mêmes milliards", 2 * BILLION),
    ],
)
def test_an_order_of_magnitude_has_no_high(text: str, low: int) -> None:
    assert value(text) == (NUMBER, low, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entre 4 et 5\u202fmillions", (NUMBER, 4_000_000, 5_000_000)),
        ("between 4 and 5 million", (NUMBER, 4_000_000, 5_000_000)),
        ("between 4 million and 5 million", (NUMBER, 4_000_000, 5_000_000)),
        ("4–5 million", (NUMBER, 4_000_000, 5_000_000)),
        ("20 à 30 %", (PERCENT, 20, 30)),
        ("deux à trois ans", (NUMBER, 2, 3)),
        ("2025–2026", (DATE, 20250101, 20261231)),
    ],
)
def test_a_range_shares_multiplier_and_unit(text: str, expected: tuple[str, int, int]) -> None:
    assert value(text) == expected


def test_a_change_is_no_range() -> None:
    assert [f.low for f in figures("from 6 GW to 10 GW")] == [6000, 10_000]
    assert [f.low for f in figures("vendu 500 à 4 clients")] == [500, 4]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("en 2026", 20260101, 20261231),
        ("fin\u202f2022", 20221001, 20221231),
        ("late 2022", 20221001, 20221231),
        ("the end of 2022", 20221001, 20221231),
        ("le mercredi 4 mars 2026", 20260304, 20260304),
        ("4 March 2026", 20260304, 20260304),
        ("March 4, 2026", 20260304, 20260304),
        ("Le 05/03/2026 à 17:08", 20260305, 20260305),
        ("2026/02/03 02:09", 20260203, 20260203),
        ("2026-02-03", 20260203, 20260203),
        ("7 octobre 2025", 20251007, 20251007),
        ("1er février 2026", 20260201, 20260201),
        ("septembre 2025", 20250901, 20250930),
        ("February 2028", 20280201, 20280229),
        ("2025-09", 20250901, 20250930),
    ],
)
def test_a_date_is_its_first_and_last_day(text: str, first: int, last: int) -> None:
    assert value(text) == (DATE, first, last)


@pytest.mark.parametrize("text", ["premier semestre 2026", "first half of 2026", "H1 2026"])
def test_half_a_year_is_a_rank_and_a_year(text: str) -> None:
    assert values(text) == {
        (ORDINAL, 1, 1),
        (DATE, 20260101, 20261231),
    }


@pytest.mark.parametrize(
    "text",
    [
        "les GPU H100 et A100",
        "GPT-4, puis GPT-5",
        "ses prochaines puces MI450",
        "la puce Trainium 3",
        "source 002",
        "la guerre des Trois Royaumes",
        "the war of the Three Kingdoms",
        "4d ROGTOTO",
        "à 17:08",
        "version 2.0.0",
        "d'un seul coup",
        "un partenariat",
        "one of them",
        "tokens per second",
        "en avant-première",
        "Deuxièmement",
        "9" * 5000,
        "9" * 5000 + "e",
        "",
    ],
)
def test_names_versions_and_articles_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("seize", 16),
        ("vingt et un", 21),
        ("soixante et onze", 71),
        ("quatre-vingts", 80),
        ("quatre-vingt-dix-neuf", 99),
        ("deux cents", 200),
        ("mille neuf cent quatre-vingt-quatre", 1984),
        ("trois cent mille", 300_000),
        ("twenty-one", 21),
        ("two hundred and fifty", 250),
        ("one hundred", 100),
        ("a thousand", 1000),
        ("a dozen", 12),
        ("une centaine de milliards", 100 * BILLION),
        ("mille milliards", TRILLION),
        ("a billion", BILLION),
        ("100k", 100_000),
        ("5 M$", 5_000_000),
        ("$5bn", 5 * BILLION),
        ("100-billion-dollar", 100 * BILLION),
        ("100x", 100),
        ("3,5×", Decimal("3.5")),
        ("50 cents", 50),
    ],
)
def test_number_words_and_multipliers(words: str, expected: int | Decimal) -> None:
    assert value(words) == (NUMBER, expected, expected)


def test_words_next_to_each_other_are_two_figures() -> None:
    assert [f.low for f in figures("deux ou trois, quatre et cinq")] == [2, 3, 4, 5]
    assert [f.value[0] for f in figures("les deux premiers")] == [NUMBER, ORDINAL]


@pytest.mark.parametrize(
    "same",
    [
        ("1 400 milliards", "1.4 trillion", "1,400 billion", "1,4 trillion", "1400 milliards"),
        ("cent milliards", "100 Md$", "100 billion", "one hundred billion", "0.1 trillion"),
        ("cinq gigawatts", "5 GW", "5GW", "five gigawatts", "5 000 MW"),
        ("cinquante pour cent", "50\u202f%", "50%", "fifty per cent", "50 percent"),
        ("quinze", "une quinzaine", "15", "fifteen"),
        ("deuxième", "second", "2e", "2nd"),
    ],
)
def test_the_same_figure_is_the_same_value(same: tuple[str, ...]) -> None:
    assert len({value(text) for text in same}) == 1


@given(st.integers(0, 10**9), st.sampled_from([" ", "\u00a0", "\u202f"]))
@example(1400, "\u202f")
def test_french_and_english_grouping_agree(n: int, space: str) -> None:
    grouped = f"{n:,}"
    english = value(f"{grouped} billion")
    french = value(f"{grouped.replace(',', space)} milliards")
    assert english == french == (NUMBER, n * BILLION, n * BILLION)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_day_is_read_in_three_ways(day: date) -> None:
    stamp = int(f"{day:%Y%m%d}")
    for text in (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day} {day:%B} {day.year}"):
        assert value(text) == (DATE, stamp, stamp)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_month_ends_the_day_before_the_next(day: date) -> None:
    after = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    high = only(f"{day:%B} {day.year}").high
    assert high == int(f"{after - timedelta(days=1):%Y%m%d}")


PIECES = ["100", "4", "milliards", "deux", "entre", "et", "-", " ", "Trainium", "%", "GW", "fin"]


@given(
    st.text()
    | st.lists(st.sampled_from([*PIECES, " ", "2026", "İ", "ſeptember 2026"])).map("".join)
)
def test_any_text_gives_ordered_pieces_of_itself(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert end <= figure.start < figure.end
        assert text[figure.start : figure.end] == figure.text
        assert figure.high is None or figure.low <= figure.high
        end = figure.end


# By paragraph of 004, read by eye in the French original; the digest has to give the same.
BY_PARAGRAPH: dict[int, set[tuple[object, ...]]] = {
    2: {(PERCENT, 10, 10)},
    3: {(NUMBER, 2, 2), (NUMBER, 100 * BILLION, 100 * BILLION)},
    5: {
        (ORDINAL, 1, 1),
        (POWER, 1000, 1000),
        (DATE, 20260101, 20261231),
        (POWER, 5000, 5000),
        (NUMBER, 20 * BILLION, None),
    },
    6: set(),
    8: {
        (ORDINAL, 1, 1),
        (NUMBER, 13 * BILLION, 13 * BILLION),
        (NUMBER, 2 * BILLION, None),
        (NUMBER, 2, 2),
        (NUMBER, 3, 3),
        (NUMBER, 50, 50),
    },
    9: set(),
    11: {(ORDINAL, 1, 1), (ORDINAL, 2, 2), (NUMBER, 5 * BILLION, 5 * BILLION)},
    12: {
        (NUMBER, 100 * BILLION, 100 * BILLION),
        (NUMBER, 350 * BILLION, 350 * BILLION),
    },
}


@pytest.mark.parametrize("n", BY_PARAGRAPH)
def test_an_english_digest_keeps_the_french_figures(n: int) -> None:
    parts = re.split(r"^## (\d+) .*\n", (DIGESTS / "004.md").read_text("utf-8"), flags=re.MULTILINE)
    digest = dict(zip(map(int, parts[1::2]), parts[2::2], strict=True))[n]
    assert values(digest) >= BY_PARAGRAPH[n]

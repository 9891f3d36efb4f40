"""Loops as one line, as in the frames of the screens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draw.hostile import assert_fits, glyph_sets, texts
from tui.draw.chain import ChainLeg, Hop, chain
from tui.draw.spans import plain
from tui.format import ASCII, BOX, FULL, GlyphSet


def hop(payer: str, *legs: tuple[str, str, bool]) -> Hop:
    return Hop(payer, tuple(ChainLeg(*leg) for leg in legs))


FRAMEWORK = (
    hop("Nvidia", ("≤100", "equity", True)),
    hop("OpenAI", ("≈350", "GPUs", True)),
)
ROUND = (
    hop("Nvidia", ("≤100", "equity", True), ("≈20", "equity", True)),
    hop("OpenAI", ("≈350", "GPUs", True), ("?", "GPUs", False)),
)
SHARES = (
    hop("AMD", ("≤10%", "shares", False)),
    hop("OpenAI", ("1 GW", "", False), ("5 GW", "", False)),
)
ORACLE = (
    hop("Nvidia", ("≤100", "equity", True), ("≈20", "equity", True)),
    hop("OpenAI", ("?", "cloud", False)),
    hop("Oracle", ("?", "chips", False)),
)


@pytest.mark.parametrize(
    ("hops", "width", "text"),
    [
        (FRAMEWORK, 46, "Nvidia ━≤100 equity━► OpenAI ━≈350 GPUs━► back"),
        (FRAMEWORK, 45, "Nvidia ━≤100━► OpenAI ━≈350━► back"),
        (ROUND, 44, "Nvidia ━≤100+≈20━► OpenAI ━≈350+?━► back"),
        (SHARES, 46, "AMD ╌≤10% shares╌► OpenAI ╌1+5 GW╌► back"),
        (ORACLE, 41, "Nvidia ━≤100+≈20━► OpenAI ╌?╌► Oracle ╌?…"),
        (FRAMEWORK, 3, "Nv…"),
        (FRAMEWORK, 0, ""),
    ],
)
def test_a_chain_and_its_shortening(hops: tuple[Hop, ...], width: int, text: str) -> None:
    assert plain(chain(hops, width, FULL)) == text


def test_kinds_of_parallel_legs() -> None:
    # One kind is written once, two kinds each with its amount.
    assert plain(chain(ROUND, 60, FULL)) == ("Nvidia ━≤100+≈20 equity━► OpenAI ━≈350+? GPUs━► back")
    mixed = (hop("Oracle", ("40", "GPUs", True), ("?", "lease", False)),)
    assert plain(chain(mixed, 60, FULL)) == "Oracle ━40 GPUs+? lease━► back"


def test_below_the_full_level() -> None:
    assert plain(chain(FRAMEWORK, 60, ASCII)) == ("Nvidia -<=100 equity-> OpenAI -~350 GPUs-> back")
    assert plain(chain(SHARES, 60, ASCII)) == "AMD .<=10% shares.> OpenAI .1+5 GW.> back"
    assert plain(chain(FRAMEWORK, 60, BOX)) == ("Nvidia ═≤100 equity═► OpenAI ═≈350 GPUs═► back")


hops_ = st.lists(
    st.builds(
        Hop,
        texts,
        st.lists(st.builds(ChainLeg, texts, texts, st.booleans()), min_size=1, max_size=3).map(
            tuple
        ),
    ),
    min_size=2,
    max_size=6,
)


@given(hops_, st.integers(0, 90), glyph_sets)
def test_a_chain_fits(hops: list[Hop], width: int, glyphs: GlyphSet) -> None:
    line = chain(hops, width, glyphs)
    assert_fits([line], width, 1, glyphs)
    text = plain(line)
    if width >= 3:
        assert text.endswith(("back", glyphs.ellipsis))

"""What two companies do for each other, in one line: how much of its own sale the vendor funded."""

from __future__ import annotations

from tui.draw.spans import Line
from tui.format import GlyphSet
from tui.network.loops import Loop
from tui.network.ratios import Interval, dyad


def dyad_line(loop: Loop, glyphs: GlyphSet) -> tuple[Line, ...]:
    """`vendor-funded ≤28.6% · purchase multiple ≥3.5×`, or why it cannot be said."""
    vendor, customer = loop.nodes
    pair = dyad(loop.legs, vendor, customer, loop.edges[0].lens)
    if pair.funded.dollars is None or pair.bought.dollars is None:
        missing = pair.bought if pair.bought.dollars is None else pair.funded
        which = "return" if pair.bought.dollars is None else "funding"
        if not missing.legs:
            text = "no purchase comes back" if which == "return" else "no money is put in"
            return ([(text, "muted")],)
        return ([(f"{missing.quantified} of {missing.legs} {which} legs in dollars", "muted")],)
    share, multiple = pair.share, pair.multiple
    funded = f"vendor-funded {share_words(share, glyphs)}"
    return ([(f"{funded} {glyphs.dot} purchase multiple {multiple_words(multiple, glyphs)}", "")],)


def share_words(share: Interval, glyphs: GlyphSet) -> str:
    """A share from 0 to 1 as `≤28.6%`, `5.7–28.6%`; `?` where neither end is known."""
    if share.high is not None and (share.low or 0) == 0:
        return f"{glyphs.upto}{share.high * 100:.1f}%"
    return _both(share, 100, "%", glyphs)


def multiple_words(multiple: Interval, glyphs: GlyphSet) -> str:
    """A multiple as `≥3.5×`, `3.5–17.5×`; `?` where neither end is known."""
    if multiple.low is not None and multiple.high is None:
        return f"{glyphs.at_least}{multiple.low:.1f}{glyphs.times}"
    return _both(multiple, 1, glyphs.times, glyphs)


def _both(interval: Interval, scale: float, unit: str, glyphs: GlyphSet) -> str:
    low, high = interval.low, interval.high
    if low is None and high is None:
        return glyphs.unknown
    if low is None or high is None:
        mark, value = (glyphs.upto, high) if low is None else (glyphs.at_least, low)
        return f"{mark}{(value or 0) * scale:.1f}{unit}"
    if f"{low * scale:.1f}" == f"{high * scale:.1f}":
        return f"{glyphs.about if interval.about else ''}{low * scale:.1f}{unit}"
    return f"{low * scale:.1f}{glyphs.dash}{high * scale:.1f}{unit}"

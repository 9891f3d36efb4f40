"""What follows from the reader's figures: a loan beside shares, and whether others fail too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.draw.spans import Line
from tui.format import GlyphSet, billions
from tui.network.leg import Leg
from tui.network.liquidation import Debt, liquidation
from tui.network.stress import cascade
from tui.pages.exposure.stress_fields import FIELDS, given_default, value_of
from tui.pages.page import Shown

LENT_AT = 2
# What two lines have room for.
NAMED = 6


def wound_up(values: Mapping[str, int], holder: str, glyphs: GlyphSet) -> Line:
    """What the same money brings back lent and held as shares, once there is enough to tell.

    `ahead` is paid first, the loan ranks with `alike`, `shares` are the others' equity: 000 argues
    that a supplier who lends stands before one who holds shares.
    """
    typed = {each.name: value_of(each, values) for each in FIELDS if each.kind == "money"}
    money, assets = typed["money"], typed["assets"]
    if money is None or assets is None:
        text = f" to compare {holder} as lender and as shareholder: type assets and money"
        return [(text, "muted")]
    debts = [Debt("ahead", typed["ahead"] or 0, 1), Debt("alike", typed["alike"] or 0, LENT_AT)]
    back = liquidation(assets, debts, typed["shares"] or 0, money, LENT_AT)
    lent, held = billions(back.as_creditor, glyphs), billions(back.as_shareholder, glyphs)
    text = (
        f" of {billions(money, glyphs)} {holder} gets back {lent} as lender, {held} as shareholder"
    )
    ahead = f" {glyphs.dot} {billions(back.ahead, glyphs)} to those ahead"
    return [(text, "bold"), (ahead, "muted")]


def cascade_words(
    legs: Sequence[Leg], obligor: str, values: Mapping[str, int], shown: Shown
) -> str:
    """Who fails next in the lens, as far as equity capital is a dated claim."""
    capital = {
        row["entity_id"]: int(row["low"])
        for row in shown.rows("denominators")
        if (row["property"], row["term"]) == ("valuation", "equity-capital") and row["low"]
    }
    found = cascade(legs, obligor, capital, shown.context.lens, given_default(values))
    parts = [
        f"round {number}: {', '.join(shown.name(each) for each in fallen)}"
        for number, fallen in enumerate(found.rounds[1:], 2)
    ]
    if found.missing:
        missing = ", ".join(shown.name(each) for each in found.missing[:NAMED])
        if len(found.missing) > NAMED:
            missing += f" and {len(found.missing) - NAMED:,} more"
        parts.append(f"not computable: equity missing for {missing}")
    return f"cascade: {'; '.join(parts) or 'nobody else fails'}"

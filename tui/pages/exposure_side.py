"""Beside the table, from 120 columns: the leg under the cursor, the pair, how it came to this."""

from __future__ import annotations

from tui.draw.spans import Line, clip_text, title
from tui.format import GlyphSet, when
from tui.network.ratios import Interval
from tui.pages.dyad import multiple_words, share_words
from tui.pages.exposure_asides import Aside, gap_size
from tui.pages.exposure_groups import Item
from tui.pages.exposure_ratios import against
from tui.pages.exposure_rows import IN_DOLLARS, Row, Sum
from tui.pages.exposure_table import leading, percent
from tui.pages.page import Shown, Surface
from tui.pages.story import place, story_lines, turns, voice
from tui.pages.wrap import wrapped


def side(
    chosen: Item | Aside | None, rows: list[Row], shown: Shown, surface: Surface
) -> list[Line]:
    """What the part beside the table says of what is chosen; `rows` are all that are listed."""
    if isinstance(chosen, Row):
        return _leg(chosen, rows, shown, surface)
    if isinstance(chosen, Sum):
        return _sum(chosen, shown, surface)
    if chosen is None:
        return []
    lines = [title(chosen.label, chosen.size, surface.width, surface.glyphs)]
    lines += [[(f" {line}", "")] for line in wrapped(chosen.said, surface.width - 2)]
    return [*lines, *_gaps(shown, surface)] if len(chosen.subject.legs) else lines


def _gaps(shown: Shown, surface: Surface) -> list[Line]:
    """What every company must find outside, in the lens; the dash pays nothing in cash."""
    glyphs = surface.glyphs
    lines: list[Line] = [[], title("From outside", "out · in, legs in $", surface.width, glyphs)]
    for row in shown.rows("gaps"):
        if row["kind"] != "company":
            continue
        name = clip_text(shown.name(row["entity_id"]), 14, glyphs)
        out = f"{row['pays_quantified']} of {row['pays_legs']}"
        into = f"{row['paid_quantified']} of {row['paid_legs']}"
        tail = f"  {out} {glyphs.dot} {into}"
        lines.append(
            [(f" {name:<14}", ""), (f"{gap_size(row, glyphs):>7}", "bold"), (tail, "muted")]
        )
    return lines


def _leg(chosen: Row, rows: list[Row], shown: Shown, surface: Surface) -> list[Line]:
    glyphs, width = surface.glyphs, surface.width
    name = f"exposed to {shown.name(chosen.obligor)}"
    lines = [title(shown.name(chosen.holder), name, width, glyphs)]
    derived = ", derived" if chosen.derived else ""
    lines.append([(f" {chosen.amount(glyphs)} {chosen.label}{derived}", "bold")])
    evidence = (f" {glyphs.dot} {chosen.evidence(glyphs)}", "muted")
    lines.append([(" ", ""), *chosen.status_cell(glyphs), evidence])
    told = leading(chosen, shown)
    if told is not None:
        lines += [[(f" {text}", "")] for text in wrapped(str(told["statement"]), width - 2)[:4]]
        lines.append([(f" {voice(told)} {glyphs.dot} {place(told)}", "muted")])
    lines += [[], *_facts(chosen, rows, shown, surface)]
    pair = _pair(chosen, shown, surface)
    history = turns(shown.rows("story"))
    room = max(surface.height - len(lines) - len(pair) - 2, 1)
    count = f"newest {room} of {len(history)}" if len(history) > room else str(len(history))
    lines += [*pair, [], title("How it came to this", f"{count} claims", width, glyphs)]
    return [*lines, *story_lines(history[-room:], glyphs, width, set(chosen.claims))]


def _facts(chosen: Row, rows: list[Row], shown: Shown, surface: Surface) -> list[Line]:
    """Share, own units, term, and what it is against what the holder is worth."""
    glyphs = surface.glyphs
    told = leading(chosen, shown)
    facts: list[tuple[str, str]] = []
    if chosen.exposure_class in IN_DOLLARS:
        of = f"of the {chosen.exposure_class} of {shown.name(chosen.holder)}"
        facts.append(("share", f"{percent(chosen.share, glyphs)} {of}"))
    facts.append(("units", chosen.own_units(glyphs) or glyphs.dash))
    if told is not None:
        facts.append(
            ("term", when(told["valid_from"], told["valid_to"], told["precision"], glyphs))
        )
    if chosen.both:
        facts.append((glyphs.both, "pays the one that it sells to: both fall together"))
    like = [
        row
        for row in rows
        if (row.holder, row.obligor, row.exposure_class)
        == (chosen.holder, chosen.obligor, chosen.exposure_class)
    ]
    whole = "in all " if len(like) > 1 else ""
    facts += [("against", f"{whole}{each.words(glyphs)}") for each in against(like, shown)]
    lines: list[Line] = []
    for label, text in facts:
        for number, part in enumerate(wrapped(text, surface.width - 10)[:3]):
            lines.append([(f" {label if not number else '':<8}", "muted"), (part, "")])
    return lines


def _pair(chosen: Row, shown: Shown, surface: Surface) -> list[Line]:
    """How much of its own sale the vendor funded, where the two stand so to each other."""
    glyphs = surface.glyphs
    both = {chosen.holder_parent, chosen.obligor_parent}
    row = next(
        (row for row in shown.rows("dyads") if {row["vendor_id"], row["customer_id"]} == both), None
    )
    if row is None or not row["bought_legs"]:
        return []
    share = Interval(row["vendor_funded_share_low"], row["vendor_funded_share_high"])
    multiple = Interval(row["purchase_multiple_low"], row["purchase_multiple_high"])
    lines = [[], title("Pair", "enter opens it", surface.width, glyphs)]
    lines.append(_ratio("vendor-funded", share_words(share, glyphs), glyphs))
    lines.append(_ratio("multiple", multiple_words(multiple, glyphs), glyphs))
    of = f"{row['bought_quantified']} of {row['bought_legs']} return legs quantified"
    return [*lines, [(f" {of}", "muted")]]


def _ratio(label: str, text: str, glyphs: GlyphSet) -> Line:
    return [(f" {label:<14}", "muted"), (text, "" if text != glyphs.unknown else "muted")]


def _sum(chosen: Sum, shown: Shown, surface: Surface) -> list[Line]:
    """What each row adds to a sum, in the lens."""
    glyphs, width = surface.glyphs, surface.width
    lines = [title(chosen.label, chosen.coverage(), width, glyphs)]
    room = surface.height - 3
    for row in chosen.rows[:room]:
        parties = f"{shown.name(row.holder)} {glyphs.to} {shown.name(row.obligor)}, {row.label}"
        size = row.counted.text(glyphs) if row.exposure_class in IN_DOLLARS else row.amount(glyphs)
        lines.append(
            [
                (f" {size:>8} ", "bold" if row.counted.dollars is not None else "muted"),
                *row.status_cell(glyphs, word=False),
                (f" {clip_text(parties, width - 13, glyphs)}", ""),
            ]
        )
    if chosen.exposure_class in IN_DOLLARS:
        lines.append([(f" {chosen.counted.text(glyphs):>8}", "bold"), (" in this lens", "muted")])
    return lines

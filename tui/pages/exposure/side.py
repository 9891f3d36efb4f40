"""Beside the table, from 120 columns: the leg under the cursor, the pair, how it came to this.

Every number of it can be walked to (`tab`), and opens its claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.draw.spans import Line, clip_text, title
from tui.format import FULL, GlyphSet, when
from tui.network.ratios import Interval
from tui.pages.exposure.asides import Aside, gap_size, gap_subject
from tui.pages.exposure.asks import dyad_ask, narrowed
from tui.pages.exposure.dyad import multiple_words, share_words
from tui.pages.exposure.groups import Item
from tui.pages.exposure.ratios import against
from tui.pages.exposure.rows import IN_DOLLARS, Row, Sum, added, claims_of, legs_of
from tui.pages.exposure.sentence import leading
from tui.pages.exposure.table import percent, under_cursor
from tui.pages.page import Ask, Shown, Subject, Surface
from tui.pages.story import place, story_lines, turns, voice
from tui.pages.wrap import wrapped


@dataclass(frozen=True)
class Stop:
    """A line, and what its number is made of; None where it has none."""

    line: Line
    subject: Subject | None = None


def side(
    chosen: Item | Aside | None,
    rows: Sequence[Row],
    shown: Shown,
    surface: Surface,
    of_sum: Subject | None = None,
) -> list[Stop]:
    """What the part beside the table says of what is chosen; `rows` are those between the parties
    at the least, `of_sum` is what a chosen sum is made of."""
    if isinstance(chosen, Row):
        return _leg(chosen, rows, shown, surface)
    if isinstance(chosen, Sum):
        return _sum(chosen, of_sum, shown, surface)
    if chosen is None:
        return []
    head = title(chosen.label, chosen.size, surface.width, surface.glyphs)
    stops = [Stop(head, chosen.subject)]
    stops += [Stop([(f" {line}", "")]) for line in wrapped(chosen.said, surface.width - 2)]
    return [*stops, *_gaps(shown, surface)] if len(chosen.subject.legs) else stops


def side_lines(stops: Sequence[Stop], at: int | None, surface: Surface) -> list[Line]:
    """The lines that fit; stop number `at` of those with a number has the cursor."""
    numbered = [stop for stop in stops if stop.subject is not None]
    chosen = numbered[min(at, len(numbered) - 1)] if at is not None and numbered else None
    first = 0
    if chosen is not None:
        first = max(0, list(stops).index(chosen) - surface.height + 1)
    return [
        marked_stop(stop.line, surface.glyphs) if stop is chosen else stop.line
        for stop in stops[first : first + surface.height]
    ]


def marked_stop(line: Line, glyphs: GlyphSet) -> Line:
    """The cursor in the blank that a line begins with; before a title, in its first cell."""
    return under_cursor(line if line[0][0].startswith(" ") else [(" ", ""), *line[1:]], glyphs)


def _gaps(shown: Shown, surface: Surface) -> list[Stop]:
    """What every company must find outside, in the lens; the dash pays nothing in cash."""
    glyphs = surface.glyphs
    stops = [Stop([]), Stop(title("From outside", "out · in, legs in $", surface.width, glyphs))]
    frame = shown.frames.get("gaps")
    if frame is not None and frame.truncated:
        stops.append(Stop([(f" the widest, {glyphs.ellipsis} and more", "muted")]))
    for row in shown.rows("gaps"):
        if row["kind"] != "company":
            continue
        name = clip_text(shown.name(row["entity_id"]), 14, glyphs)
        out = f"{row['pays_quantified']} of {row['pays_legs']}"
        into = f"{row['paid_quantified']} of {row['paid_legs']}"
        tail = f"  {out} {glyphs.dot} {into}"
        size = gap_size(row, glyphs)
        line = [(f" {name:<14}", ""), (f"{size:>7}", "bold"), (tail, "muted")]
        stops.append(Stop(line, gap_subject(row, size)))
    return stops


def _leg(chosen: Row, rows: Sequence[Row], shown: Shown, surface: Surface) -> list[Stop]:
    glyphs, width = surface.glyphs, surface.width
    name = f"exposed to {shown.name(chosen.obligor)}"
    own = Subject(chosen.claims, chosen.leg_id, chosen.deal_id, chosen.obligor)
    stops = [Stop(title(shown.name(chosen.holder), name, width, glyphs))]
    derived = ", derived" if chosen.derived else ""
    stops.append(Stop([(f" {chosen.amount(glyphs)} {chosen.label}{derived}", "bold")], own))
    evidence = (f" {glyphs.dot} {chosen.evidence(glyphs)}", "muted")
    stops.append(Stop([(" ", ""), *chosen.status_cell(glyphs), evidence]))
    told = leading(chosen, shown)
    if told is not None:
        said = wrapped(str(told["statement"]), width - 2)[:4]
        stops += [Stop([(f" {text}", "")]) for text in said]
        stops.append(Stop([(f" {voice(told)} {glyphs.dot} {place(told)}", "muted")]))
    stops += [Stop([]), *_facts(chosen, rows, shown, surface)]
    pair = _pair(chosen, rows, shown, surface)
    history = turns(shown.rows("story"))
    room = max(surface.height - len(stops) - len(pair) - 2, 1)
    count = f"newest {room} of {len(history)}" if len(history) > room else str(len(history))
    stops += [*pair, Stop([]), Stop(title("How it came to this", f"{count} claims", width, glyphs))]
    newest = history[-room:]
    lines = story_lines(newest, glyphs, width, set(chosen.claims))
    return stops + [
        Stop(line, Subject((row["claim_id"],), chosen.leg_id, chosen.deal_id))
        for line, row in zip(lines, newest, strict=True)
    ]


def _facts(chosen: Row, rows: Sequence[Row], shown: Shown, surface: Surface) -> list[Stop]:
    """Share, own units, term, and what it is against what the holder is worth."""
    glyphs = surface.glyphs
    told = leading(chosen, shown)
    own = Subject(chosen.claims, chosen.leg_id, chosen.deal_id, chosen.obligor)
    facts: list[tuple[str, str, Subject | None]] = []
    if chosen.exposure_class in IN_DOLLARS:
        of = f"of the {chosen.exposure_class} of {shown.name(chosen.holder)}"
        facts.append(("share", f"{percent(chosen.share, glyphs)} {of}", _held(chosen)))
    units = chosen.own_units(glyphs)
    facts.append(("units", units or glyphs.dash, own if units else None))
    if told is not None:
        term = when(told["valid_from"], told["valid_to"], told["precision"], glyphs)
        facts.append(("term", term, own))
    if chosen.both:
        facts.append((glyphs.both, "pays the one that it sells to: both fall together", None))
    like = [
        row
        for row in rows
        # Connected counterparties count as one (large exposures, Basel LEX).
        if (row.holder_parent, row.obligor_parent, row.exposure_class)
        == (chosen.holder_parent, chosen.obligor_parent, chosen.exposure_class)
    ]
    whole = "in all " if len(like) > 1 else ""
    for each in against(like, shown):
        at_stake = added(row.counted for row in like).text(FULL)
        own_part = _of_rows(like, f"{at_stake} $B of {each.figure_words(FULL)}")
        facts.append(("against", f"{whole}{each.share_words(glyphs)}", own_part))
        facts.append(("", each.figure_words(glyphs), Subject((each.claim,), entity=chosen.holder)))
    stops: list[Stop] = []
    for label, text, subject in facts:
        for number, part in enumerate(wrapped(text, surface.width - 10)[:3]):
            line: Line = [(f" {label if not number else '':<8}", "muted"), (part, "")]
            stops.append(Stop(line, subject if not number else None))
    return stops


def _held(chosen: Row) -> Subject:
    """All that the holder of a row has at stake in its class, whoever is picked."""
    own = {"entity": chosen.holder, "side": "holder", "by": "holder", "about": chosen.holder}
    return Subject(made_of=Ask.of("exposure_claims", only=chosen.exposure_class, **own))


def _pair(chosen: Row, rows: Iterable[Row], shown: Shown, surface: Surface) -> list[Stop]:
    """How much of its own sale the vendor funded, where the two stand so to each other."""
    glyphs = surface.glyphs
    both = {chosen.holder_parent, chosen.obligor_parent}
    ask = dyad_ask(chosen.holder_parent, chosen.obligor_parent)
    dyads = narrowed(shown, "dyads", ask)
    row = next((row for row in dyads if {row["vendor_id"], row["customer_id"]} == both), None)
    if row is None or not row["bought_legs"]:
        return []
    # The vendor holds both: what it put in, and what it is to be paid.
    ways = (row["vendor_id"], row["customer_id"])
    between = [x for x in rows if x.weighs and (x.holder_parent, x.obligor_parent) == ways]
    returns = _of_rows([each for each in between if each.exposure_class == "sales"])
    share = Interval(row["vendor_funded_share_low"], row["vendor_funded_share_high"])
    multiple = Interval(row["purchase_multiple_low"], row["purchase_multiple_high"])
    funded, bought = share_words(share, glyphs), multiple_words(multiple, glyphs)
    put_in, back = (
        added(each.counted for each in between if (each.exposure_class == "sales") == sold)
        for sold in (False, True)
    )
    of_sale = f"{funded} vendor-funded: {put_in.text(FULL)} of {back.text(FULL)}"
    per_dollar = f"{bought} multiple: {back.text(FULL)} over {put_in.text(FULL)}"
    of = f"{row['bought_quantified']} of {row['bought_legs']} return legs quantified"
    return [
        Stop([]),
        Stop(title("Pair", "enter opens it", surface.width, glyphs)),
        Stop(_ratio("vendor-funded", funded, glyphs), _of_rows(between, of_sale)),
        Stop(_ratio("multiple", bought, glyphs), _of_rows(between, per_dollar)),
        Stop([(f" {of}", "muted")], returns),
    ]


def _of_rows(rows: Sequence[Row], number: str = "") -> Subject:
    return Subject(claims_of(rows), legs=legs_of(rows), number=number)


def _ratio(label: str, text: str, glyphs: GlyphSet) -> Line:
    return [(f" {label:<14}", "muted"), (text, "" if text != glyphs.unknown else "muted")]


def _sum(chosen: Sum, subject: Subject | None, shown: Shown, surface: Surface) -> list[Stop]:
    """What each row adds to a sum, in the lens."""
    glyphs, width = surface.glyphs, surface.width
    stops = [Stop(title(chosen.label, chosen.coverage(), width, glyphs))]
    for row in chosen.rows:
        parties = f"{shown.name(row.holder)} {glyphs.to} {shown.name(row.obligor)}, {row.label}"
        size = row.counted.text(glyphs) if row.exposure_class in IN_DOLLARS else row.amount(glyphs)
        line: Line = [
            (f" {size:>8} ", "bold" if row.counted.dollars is not None else "muted"),
            *row.status_cell(glyphs, word=False),
            (f" {clip_text(parties, width - 13, glyphs)}", ""),
        ]
        stops.append(Stop(line, Subject(row.claims, row.leg_id, row.deal_id, row.obligor)))
    if chosen.unread:
        rest = f" {glyphs.ellipsis} and {chosen.unread:,} smaller legs, in the sum and not listed"
        stops.insert(1, Stop([(rest, "muted")]))
    if chosen.exposure_class in IN_DOLLARS:
        total: Line = [(f" {chosen.counted.text(glyphs):>8}", "bold"), (" in this lens", "muted")]
        # Of many rows the sum stands above them: it is in sight.
        stops.insert(1, Stop(total, subject))
    return stops

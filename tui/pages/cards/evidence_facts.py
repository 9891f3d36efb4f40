"""What the evidence card says of one claim: its statement, and fact by fact where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tui.draw.spans import Line, clip, clip_text
from tui.format import (
    GlyphSet,
    amount,
    known,
    origins,
    role_of,
    status_glyph,
    status_word,
    total,
    when,
)
from tui.pages.cards.claim_rows import LINK_WORDS
from tui.pages.cards.sums import adds, mark_of
from tui.pages.legs import size_of
from tui.pages.page import Shown, Subject, Surface
from tui.pages.sources.reader import note_of
from tui.pages.story import believed
from tui.pages.wrap import wrapped

Row = dict[str, Any]
LABEL = 12


@dataclass(frozen=True)
class Edge:
    """The legs from one payer to one payee, the newest change first, and what was asked for."""

    legs: Sequence[Row]
    asked: Subject


def size(claim: Row, glyphs: GlyphSet) -> str:
    """The amount for a title: '≤100 $B', '10 GW', 'no amount'."""
    text = amount(claim["low"], claim["high"], claim["bound"], claim["unit"], glyphs)
    if text == glyphs.unknown:
        return "no amount"
    return f"{text} $B" if claim["unit"] == "usd" else text


def about(claim: Row, shown: Shown, glyphs: GlyphSet) -> str:
    """What the claim is about: 'equity, frame, Nvidia → OpenAI'; a deal, an entity."""
    term = f" {str(claim['term']).replace('-', ' ')}" if claim["term"] else ""
    if claim["leg_id"] is not None:
        parties = f"{shown.name(claim['payer_id'])} {glyphs.to} {shown.name(claim['payee_id'])}"
        return f"{claim['what']}, {parties} {glyphs.dot} {claim['property']}{term}"
    if claim["of_deal"]:
        return f"{claim['deal']} {glyphs.dot} {claim['property']}{term}"
    other = f" {shown.name(claim['object_id'])}" if claim["object_id"] else ""
    return f"{shown.name(claim['entity_id'])} {glyphs.dot} {claim['property']}{term}{other}"


def statement(claim: Row, surface: Surface) -> list[Line]:
    """Status glyph and word, or how it is said, before the one sentence."""
    status, standing = believed(claim)
    role = role_of(status, standing)
    said = (
        f"not {claim['status']}"
        if claim["stance"] == "negated" and claim["status"]
        else claim["stance"]
    )
    head = f" {str(said).replace('_', ' ')}"
    if role:
        head = f" {status_glyph(status, standing, surface.glyphs)} {status_word(status, standing)}"
    head = f"{head:<15}"
    text = wrapped(str(claim["statement"]), max(surface.width - len(head) - 1, 20))
    lines: list[Line] = [[(head, role or "muted"), (text[0], "bold")]]
    return lines + [[(" " * len(head), ""), (rest, "bold")] for rest in text[1:]]


def facts(
    claim: Row,
    sums: Sequence[Row],
    edge: Edge,
    shown: Shown,
    surface: Surface,
    *,
    most: int | None = None,
) -> list[Line]:
    """Fact by fact, each in at most so many lines and cut with a sign; whole without a number,
    and then with what the claim is linked to. In two lines stand only the quote, the note and what
    the figure is for together.
    """
    glyphs = surface.glyphs
    rows = [
        ("said by", _voice(claim, glyphs)),
        ("where", _where(claim, glyphs)),
        ("quote", _quotes(claim, shown, glyphs)),
        ("known", _dates(claim, glyphs)),
        ("bound", _bound(claim, glyphs)),
        ("rank", _rank(claim, glyphs)),
        ("in sums", in_sums(claim, sums, edge.asked, shown, glyphs)),
    ]
    if claim["joint"]:
        rows.insert(5, ("together", _together(claim, shown, glyphs)))
    if claim["note"]:
        rows.append(("note", str(claim["note"])))
    if most is None:
        rows += [("beside it", _beside(link)) for link in claim["links"] or ()]
    lines: list[Line] = []
    width = max(surface.width - LABEL - 2, 20)
    for label, text in rows:
        role = "quote" if label == "quote" and claim["places"] else ""
        short = most == 2 and label not in ("quote", "note", "together")
        lines += _fact(label, text, width, 1 if short else most, role, glyphs)
    if len(edge.legs) > 1:
        lines.append(clip(_edge(edge, surface), surface.width - 1, glyphs))
    return lines


def _fact(
    label: str, text: str, width: int, most: int | None, role: str, glyphs: GlyphSet
) -> list[Line]:
    parts = wrapped(text, width)
    if most is not None and len(parts) > most:
        rest = " ".join(parts[most - 1 :])
        parts = [*parts[: most - 1], clip_text(rest, width, glyphs)]
    lines: list[Line] = [[(f" {label:<{LABEL - 1}}", "muted"), (parts[0], role)]]
    return lines + [[(" " * LABEL, ""), (part, role)] for part in parts[1:]]


def _voice(claim: Row, glyphs: GlyphSet) -> str:
    """Speaker, named or not, through whom, and how many origins say it."""
    how = {"author": "the author, in own voice", "document": "a document"}
    who = claim["speaker"] or how.get(claim["attribution"], "nobody by name")
    if claim["speaker"]:
        who = f"{who}, {claim['attribution']}" if claim["attribution"] not in who else who
    if claim["tier"] > 5:
        who = f"{who} {glyphs.dot} a reader's comment"
    via = f" {glyphs.dot} via {claim['origin']}" if claim["origin"] else ""
    count = (
        f" {glyphs.dot} {origins(claim['origins'], glyphs)} T{claim['best_tier']}"
        if claim["origins"]
        else ""
    )
    return f"{who}{via}{count}"


def _where(claim: Row, glyphs: GlyphSet) -> str:
    places = claim["places"] or ()
    numbers = ", ".join(dict.fromkeys(f"P{place['n']}" for place in places)) or "no paragraph"
    roles = ", ".join(dict.fromkeys(str(place["role"]) for place in places if place["role"]))
    translated = f", from {claim['translated_from']}" if claim["translated_from"] else ""
    kind = str(claim["kind"]).replace("_", " ")
    return (
        f"{claim['source_id']} {claim['publisher']} {numbers}, {roles} {glyphs.dot} {kind}, "
        f"{claim['language']}{translated} {glyphs.dot} T{claim['source_tier']}"
    )


def _quotes(claim: Row, shown: Shown, glyphs: GlyphSet) -> str:
    places = claim["places"] or ()
    if not places:
        return "no words of the article are on record for this claim"
    first, last = glyphs.quotes[0], glyphs.quotes[-1]
    quoted = ", ".join(f"{first}{place['quote']}{last} P{place['n']}" for place in places)
    note = note_of(shown.attached, claim["source_id"])
    return f"{quoted} {glyphs.dot} {note}" if note else quoted


def _dates(claim: Row, glyphs: GlyphSet) -> str:
    basis = "as printed" if claim["known_basis"] == "stated" else "inferred"
    if claim["published_on"] is None:
        basis = f"{basis}, undated"
    elif claim["published_on"] != claim["known_on"]:
        basis = f"{basis}, published {claim['published_on']}"
    valid = when(claim["valid_from"], claim["valid_to"], claim["precision"], glyphs)
    exact = f", {claim['precision']}" if claim["precision"] != "none" else ""
    return f"{known(claim['known_on'], claim['known_basis'])}, {basis}   when  {valid}{exact}"


def _bound(claim: Row, glyphs: GlyphSet) -> str:
    bound = str(claim["bound"] or "no amount").replace("_", " ")
    derived = ", worked out by the source" if claim["derived"] else ""
    return f"{bound}{derived} {glyphs.dot} {claim['scope']} {glyphs.dot} {claim['stance']}"


def _together(claim: Row, shown: Shown, glyphs: GlyphSet) -> str:
    """What else the one figure of a joint claim is for, so that nobody counts it twice."""
    named = []
    for other in claim["joint"]:
        name = other["deal"] or shown.name(other["entity_id"])
        if other["payer_id"] is not None:
            parties = f"{shown.name(other['payer_id'])} {glyphs.to} {shown.name(other['payee_id'])}"
            name = f"{parties}, {other['what']}"
        named.append(name)
    sized = claim["low"] is not None or claim["high"] is not None
    one = "one figure, to be counted once," if sized else "one statement"
    return f"{one} with {'; '.join(named)}"


def _rank(claim: Row, glyphs: GlyphSet) -> str:
    """The rank, its reason, and what the claim is linked to."""
    parts = [claim["rank"] + (f": {claim['rank_reason']}" if claim["rank_reason"] else "")]
    for link in claim["links"] or ():
        words = LINK_WORDS.get(link["relation"], link["relation"])
        parts.append(f"{words} {link['source_id']} P{link['n']}")
    return f" {glyphs.dot} ".join(parts)


def _beside(link: Row) -> str:
    """A linked claim: how, where it stands, what it says, and why they are linked."""
    words = LINK_WORDS.get(link["relation"], link["relation"])
    note = f" ({link['note']})" if link["note"] else ""
    return f"{words} {link['source_id']} P{link['n']}: {link['statement']}{note}"


def in_sums(claim: Row, sums: Sequence[Row], asked: Subject, shown: Shown, glyphs: GlyphSet) -> str:
    """What the claim adds to what was asked for in the lens, or why it adds nothing."""
    row = next((row for row in sums if row["claim_id"] == claim["claim_id"]), None)
    if row is not None and (size := adds(row, asked, glyphs)) != glyphs.dash:
        if asked.unit == "mw":
            return f"adds {size}"
        verb = "takes off" if row["leg_id"] in asked.less else "adds"
        how = (
            f"{glyphs.dot} {row['reason']}"
            if asked.counted
            else f"in the {shown.context.lens} lens"
        )
        return f"{verb} {size.lstrip('−')} $B {how}"
    was = ""
    if row is not None and row.get("was") is not None:
        size = total(row["was"], mark_of(row["was_mark"]), glyphs)
        was = f" {glyphs.dot} the leg counted {size} $B until {row['counted_to']}"
    if row is not None:
        return f"none: {row['reason']}{was}"
    if claim["scope"] == "aggregate":
        return "none: an aggregate is never added to legs"
    if claim["property"] in ("status", "standing"):
        return "no dollars of its own; it decides which lenses count the leg"
    return "none: it states no dollars of a leg"


def _edge(edge: Edge, surface: Surface) -> Line:
    """All legs of the same edge, the newest change first."""
    glyphs = surface.glyphs
    line: Line = [(f" {'legs':<{LABEL - 1}}", "muted")]
    for row in edge.legs:
        here = row["leg_id"] == edge.asked.leg
        text = size_of(row, glyphs)
        fill = status_glyph(row["status"], row["standing"], glyphs)
        line.append((glyphs.here if here else " ", "accent"))
        line.append((f"{fill} ", role_of(row["status"], row["standing"])))
        line.append((f"{text} {row['what']} ", "bold" if here else ""))
        line.append((f"{row['changed_on']}  " if surface.wide else " ", "muted"))
    return [*line, ("h l", "accent"), (" newest first", "muted")]

"""Legs as rows of a card, and the roles that they give to whom they join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.draw.spans import Line
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, known, origins, role_of, status_glyph, status_word
from tui.pages.legs import size_of
from tui.pages.page import Shown, Subject, Surface

Row = dict[str, Any]
# What the payer of a leg is to the payee, and the payee to the payer.
ROLES = {
    "equity": ("investor in", "funded by"),
    "debt": ("lender to", "borrower from"),
    "guarantee": ("guarantor of", "guaranteed by"),
    "purchase": ("customer of", "supplier of"),
    "lease": ("tenant of", "landlord of"),
    "warrant": ("gives shares to", "gets shares of"),
    "cloud_credit": ("gives credits to", "gets credits from"),
    "capacity": ("keeps capacity for", "gets capacity from"),
}

FIRM = ("paid", "partly paid", "delivered", "binding")
# The firmest first; what rests is softer than what is announced.
SOFT = ("conditional", "loi", "announced", "paused", "rumoured", "withdrawn")


def columns(surface: Surface) -> list[Column]:
    """Parties, what, amount, status, evidence, newest word; the kind and medium from 120."""
    shown = [
        Column("leg", 20, grow=2),
        Column("what", 12, grow=1),
        Column("$B, unit", 8, "right"),
        Column("status", 13, gap=2),
        Column("evid", 5),
        Column("newest", 11),
    ]
    if surface.wide:
        shown[2:2] = [Column("kind", 10), Column("medium", 7)]
    return shown


def cells(row: Row, shown: Shown, surface: Surface) -> Sequence[Cell]:
    """One leg; what is gone keeps its status."""
    glyphs = surface.glyphs
    own: list[Cell] = [row["kind"].replace("_", " "), row["medium"].replace("_", " ")]
    return [
        parties(row, shown, glyphs),
        row["what"],
        *(own if surface.wide else []),
        [(size_of(row, glyphs), "bold")],
        standing(row, glyphs),
        evidence(row, glyphs),
        known(row["newest"] or row["changed_on"], row["newest_basis"]),
    ]


def parties(row: Row, shown: Shown, glyphs: GlyphSet) -> str:
    """'Nvidia → OpenAI'."""
    return f"{shown.name(row['payer_id'])} {glyphs.to} {shown.name(row['payee_id'])}"


def standing(row: Row, glyphs: GlyphSet) -> Line:
    """Glyph and word of the status, or of the standing where that is not live."""
    text = f"{status_glyph(row['status'], row['standing'], glyphs)} "
    word = status_word(row["status"], row["standing"])
    return [(text + word, role_of(row["status"], row["standing"]))]


def evidence(row: Row, glyphs: GlyphSet) -> str:
    """'●2 T3': two origins, the best of tier 3; unknown without any."""
    return (
        f"{origins(row['origins'], glyphs)} T{row['best_tier']}"
        if row["origins"]
        else glyphs.unknown
    )


def subject(row: Row, entity: str | None = None) -> Subject:
    """The leg with the claim first that decides how it is shown."""
    # What a leg is counted in beside its dollars says nothing of them.
    order = ["units_claim" if row["amount_claim"] is None else "amount_claim"]
    order += ["status_claim", "standing_claim"]
    if row["standing"] != "live":
        order.insert(0, "standing_claim")
    claims = tuple(dict.fromkeys(row[name] for name in order if row[name]))
    return Subject(claims, row["leg_id"], row["deal_id"], entity)


def roles(legs: Sequence[Row], own: set[str], shown: Shown) -> list[str]:
    """What an entity is to whom: 'investor in Anthropic, OpenAI (rumoured)'. Legs that are gone
    give none; what no firm leg says has the firmest word that there is."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in legs:
        if row["gone"]:
            continue
        pays = row["payer_id"] in own
        other = row["payee_id"] if pays else row["payer_id"]
        role = ROLES[row["kind"]][0 if pays else 1]
        words = found.setdefault(role, {}).setdefault(shown.name(other), [])
        words.append(status_word(row["status"], row["standing"]))
    order = [word for pair in ROLES.values() for word in pair]
    return [
        f"{role} {', '.join(_to_whom(name, words) for name, words in sorted(found[role].items()))}"
        for role in order
        if role in found
    ]


def _to_whom(name: str, words: Sequence[str]) -> str:
    if any(word in FIRM for word in words):
        return name
    softer = [word for word in SOFT if word in words]
    return f"{name} ({(softer or ['status unknown'])[0]})"

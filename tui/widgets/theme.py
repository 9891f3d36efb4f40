"""Roles to styles, as the terminal has colours. Colour means certainty and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color
from rich.style import Style

# role: (256 colours dark, 256 colours light, one of the 16, attributes without colour)
_ROLES: dict[str, tuple[int, int, int | None, str]] = {
    "text": (252, 235, None, ""),
    "muted": (246, 242, None, "dim"),
    "hairline": (239, 250, None, "dim"),
    "accent": (79, 23, 2, "bold"),
    "paid": (75, 25, 14, ""),
    "binding": (110, 24, 14, ""),
    "conditional": (179, 94, 3, ""),
    "loi": (137, 95, 3, ""),
    "announced": (250, 239, None, ""),
    "rumoured": (246, 242, None, "dim"),
    "paused": (176, 90, 5, ""),
    "withdrawn": (203, 160, 1, ""),
    "quote": (252, 235, None, "reverse"),
}
# ground: (dark, light)
_GROUNDS = {"page": (233, 231), "header": (234, 255), "cursor": (236, 254), "quote": (237, 253)}
_MODIFIERS = ("bold", "italic", "underline", "reverse", "dim")

PALETTES = ("dark", "light", "16", "none")


def palette(env: Mapping[str, str]) -> str:
    """Which of PALETTES a terminal can show, from its environment.

    COLORFGBG, where a terminal sets it, ends in the colour of its ground: 7 and 15 are light.
    """
    if "NO_COLOR" in env or env.get("TERM", "").startswith("vt"):
        return "none"
    term = env.get("TERM", "")
    if env.get("COLORTERM") or "256" in term or "direct" in term or "kitty" in term:
        return "light" if env.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15") else "dark"
    return "16"


@lru_cache(maxsize=1024)
def style(role: str, palette: str) -> Style:
    """The style of a role such as 'paid bold cursor' under a palette."""
    tokens = role.split()
    name = next((token for token in tokens if token in _ROLES), "text")
    dark, light, sixteen, plain = _ROLES[name]
    attributes = {token for token in tokens if token in _MODIFIERS}
    if palette in ("dark", "light"):
        ground = next((token for token in ("quote", "cursor", "header") if token in tokens), "page")
        side = palette == "light"
        if name == "quote":
            attributes.add("underline")
        if name == "rumoured":
            attributes.add("italic")
        page = Color.from_ansi(_GROUNDS[ground][side])
        return _with(attributes, Color.from_ansi(light if side else dark), page)
    if name == "quote" and "reverse" in attributes:
        attributes.add("bold")  # the one under the cursor, among others that are reversed too
    if plain and ("bold" not in attributes or name == "quote"):
        attributes.add(plain)
    if palette == "none" and "underline" in attributes:
        # Nothing but bold, dim and reverse is sent: what is bold too is told apart by that.
        attributes = attributes - {"underline"} | (attributes & {"bold"} or {"reverse"})
    if "cursor" in tokens:
        attributes = attributes - {"dim"} | {"bold"}
    sixteenth = Color.from_ansi(sixteen) if palette == "16" and sixteen is not None else None
    return _with(attributes, sixteenth, None)


def _with(attributes: set[str], colour: Color | None, ground: Color | None) -> Style:
    return Style(
        color=colour,
        bgcolor=ground,
        bold="bold" in attributes or None,
        dim="dim" in attributes or None,
        italic="italic" in attributes or None,
        underline="underline" in attributes or None,
        reverse="reverse" in attributes or None,
    )

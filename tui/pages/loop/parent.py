"""A picked unit on loops: its legs count as those of its parent, whose loops are its loops."""

from __future__ import annotations

from dataclasses import replace

from tui.context import Context
from tui.pages.page import Ask, Shown

KEY = "company"


def company_asks(context: Context) -> dict[str, Ask]:
    """What tells whose loops a picked entity is on; nothing where none is picked."""
    return {KEY: Ask.of("company", entity=context.entity)} if context.entity is not None else {}


def on_loops(shown: Shown) -> Shown:
    """The same with the parent picked, where a unit is."""
    context = shown.context
    for row in shown.rows(KEY):
        if row["entity_id"] == context.entity != row["company"]:
            return replace(shown, context=replace(context, entity=row["company"]))
    return shown


def through_words(shown: Shown) -> str:
    """Through whom alone loops are listed, of what `on_loops` gives."""
    entity = shown.context.entity
    parent = ", its parent" if _of_unit(shown) else ""
    return f" through {shown.name(entity)}{parent}" if entity is not None else ""


def on_words(shown: Shown) -> str:
    """Whose parent is told of in place of a picked unit; the header names any other pick."""
    return f" on {shown.name(shown.context.entity)}, its parent" if _of_unit(shown) else ""


def _of_unit(shown: Shown) -> bool:
    entity = shown.context.entity
    return any(row["entity_id"] != entity == row["company"] for row in shown.rows(KEY))

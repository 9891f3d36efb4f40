"""The header of every pane, from its three queries."""

from __future__ import annotations

from collections.abc import Mapping

from tui.context import Context
from tui.corpus.frame import Frame
from tui.draw.header import Heading, Rung
from tui.format import GLYPHS
from tui.pages.news import news_line


def heading(
    pane: str, context: Context, frames: Mapping[str, Frame], names: Mapping[str, str], glyphs: str
) -> Heading:
    """The heading from the frames of ladder, news and conflict_count."""
    rungs = [
        Rung(row["lens"], row["dollars"], row["mark"] or "", row["quantified"], row["legs"])
        for row in frames["ladder"].rows()
    ]
    counts = frames["conflict_count"].rows()[0]
    number = counts["conflicts"]
    right = f"{number} {'conflict' if number == 1 else 'conflicts'}"
    if context.held is not None:
        right = f"held {context.held.on} #{context.held.snapshot} · {right}"
    news = news_line(frames["news"].rows(), context, names, GLYPHS[glyphs])
    return Heading(
        pane, context.as_of.isoformat(), context.lens, rungs, news, right, counts["articles"]
    )

"""`caploop show`: a pane or a card as text, drawn by the same pages as on the screen."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.opening import Opened, OpeningError, open_corpus
from tui.corpus.progress import narrator
from tui.corpus.query import named
from tui.draw.export import EXPORTS
from tui.draw.header import header
from tui.draw.spans import Line, plain
from tui.format import GLYPHS
from tui.pages.heading import heading
from tui.pages.loop.page import LoopPage
from tui.pages.page import Ask, Page, Shown, Surface
from tui.pages.settle import settle
from tui.pages.shown import NotThere, entity_of, page_for

HEADER_ROWS = 3


def run_show(arguments: argparse.Namespace) -> int:
    """Print what was asked for; returns the exit code."""
    from tui.arguments import context_of, level_of

    if arguments.export is not None and arguments.what != "loop":
        print(f"only the loops can be exported, not {arguments.what}", file=sys.stderr)
        return 2
    if arguments.loop is not None and arguments.format != "text":
        print("--loop draws one loop: it goes with --format text, or --export", file=sys.stderr)
        return 2
    if (wrong := _dates_amiss(arguments)) is not None:
        print(wrong, file=sys.stderr)
        return 2
    try:
        opened = open_corpus(
            arguments.data, arguments.articles, held=arguments.held, told=narrator()
        )
    except OpeningError as error:
        print(error, file=sys.stderr)
        return 1
    for note in opened.notes:
        print(note, file=sys.stderr)
    try:
        context = _known(context_of(arguments), opened)
        if arguments.what == "dossier":
            return _dossier(context, opened, arguments.name or "")
        page = page_for(arguments, opened, context)
        return _print(page, context, opened, arguments, level_of(arguments))
    except NotThere as error:
        print(error, file=sys.stderr)
        return 2
    except QueryError as error:
        print(error.message, file=sys.stderr)
        return 1
    finally:
        opened.store.close()


def _dates_amiss(arguments: argparse.Namespace) -> str | None:
    """Why nothing can be compared between --from and --to, None if it can."""
    from tui.arguments import context_of

    before, after = arguments.from_date, arguments.to_date
    if arguments.what != "changes":
        given = before is not None or after is not None
        return f"only changes go --from and --to, not {arguments.what}" if given else None
    as_of = context_of(arguments).as_of
    if after is not None and after > as_of:
        return f"--to {after} lies after --as-of {as_of}: nothing may look ahead of it"
    if before is not None and before >= (after or as_of):
        return f"--from {before} must lie before {after or as_of}"
    return None


def _known(context: Context, opened: Opened) -> Context:
    """The context, its pick checked and what its claim is about. Raises NotThere."""
    if context.entity is not None and context.entity not in opened.names:
        raise NotThere("entity", context.entity, opened.names)
    placed = opened.placed(context)
    if context.claim is not None and placed.claim is None:
        raise NotThere("claim", context.claim, ())
    return placed


def _print(
    page: Page, context: Context, opened: Opened, arguments: argparse.Namespace, level: str
) -> int:
    shown = Shown(context, names=opened.names, attached=opened.attached)
    settle(page, shown, opened.store)
    if isinstance(page, LoopPage):
        if page.missing(shown):
            count = len(page.loops(shown))
            raise NotThere("loop", str(arguments.loop), (), f"there are {count:,}")
        if arguments.export is not None:
            sys.stdout.write(EXPORTS[arguments.export](page.graph(shown, GLYPHS[level])))
            return 0
    if arguments.format != "text":
        from tui.corpus.export import write_frame

        ask = page.sql(shown)
        frame = opened.store.run(named(ask.query), context, ask.values(), limit=None)
        write_frame(frame, arguments.format, sys.stdout.buffer)
        return 0
    width, height = arguments.size or (80, 24)
    surface = Surface(width, max(height - HEADER_ROWS, 1), GLYPHS[level])
    frames = {
        name: opened.store.run(named(name), context)
        for name in ("ladder", "news", "conflict_count")
    }
    top = header(
        heading(arguments.what, context, frames, opened.naming(context), level),
        width,
        surface.glyphs,
    )
    body = page.lines(shown, surface)
    # Without a size there is nothing to keep free below: a list may be as long as it is.
    print("\n".join(_text(line) for line in [*top, *body[: surface.height]]))
    return 0


def _dossier(context: Context, opened: Opened, name: str) -> int:
    """The dossier of a deal's id, else of an entity, as Markdown."""
    from tui.pages.cards.dossier import deal_dossier, entity_dossier

    def read(ask: Ask) -> list[dict[str, Any]]:
        return opened.store.run(named(ask.query), context, ask.values(), limit=None).rows()

    if opened.title(name, context) is not None:
        written = deal_dossier(name, read, opened.names, context)
    else:
        entity = entity_of(opened, context, name)
        written = entity_dossier(entity, read, opened.names, context)
    if not written:
        print(f"nothing is known of {name} on {context.as_of}", file=sys.stderr)
        return 1
    sys.stdout.write(written)
    return 0


def _text(line: Line) -> str:
    return plain(line).rstrip()

"""What the console's lists offer: tables with their columns, questions, saved queries, history."""

from __future__ import annotations

import re

from tui.console.about import first_sentence
from tui.console.catalogue import Catalogue, Column
from tui.console.complete import Offer, Offers, short_type
from tui.console.history import History, Run, Saved
from tui.console.parameters import names as parameters
from tui.corpus.query import named, names
from tui.draw.spans import Line, clip_text
from tui.format import GlyphSet
from tui.pages.console.picker import Item, Picker, item_line, titled_line

# The questions that ship with the program stand first among the saved queries.
_QUESTION = re.compile(r"q\d\d_")
OFFERS_SEEN = 6


def tables(catalogue: Catalogue) -> Picker:
    """Tables, views and macros, the corpus's views first: enter inserts, F5 and F8 run."""
    order = {"file": 0, "temporary": 1, "view": 2, "table": 3, "macro": 4}
    items = [
        Item(
            name=table.called,
            kind=table.kind if table.kind != "temporary" else "temp",
            about=first_sentence(table),
            text=table.called,
            detail=(table.doc, "", *_columns(table.columns)),
            runs="" if table.kind == "macro" else f"SUMMARIZE {table.called}",
            runs_too="" if table.kind == "macro" else f"DESCRIBE {table.called}",
        )
        for table in sorted(
            catalogue.tables.values(), key=lambda each: (order.get(each.kind, 4), each.name)
        )
    ]
    items += [
        Item(f.name, "function", f.doc, f"{f.name}(", (*f.signatures, f.doc))
        for f in catalogue.functions.values()
        if f.own
    ]
    return Picker("Tables", "type · enter inserts · F5 summarizes · F8 describes", items)


def _columns(columns: tuple[Column, ...]) -> list[str]:
    width = max((len(column.name) for column in columns), default=0)
    kinds = [f"{short_type(column.type)} {column.unit}".strip() for column in columns]
    across = max(map(len, kinds), default=0)
    return [
        f"{column.name:<{width}}  {kind:<{across}}  {column.doc}".rstrip()
        for column, kind in zip(columns, kinds, strict=True)
    ]


def queries(history: History) -> Picker:
    """The questions, what was saved, what was run: enter edits it, F5 runs it too."""
    items = [_question(name) for name in names() if _QUESTION.match(name)]
    items += [_saved(each) for each in history.saved()]
    items += [_run(each) for each in history.runs]
    return Picker("Queries", "type to filter · enter edits · F5 runs", items, line=titled_line)


def _question(name: str) -> Item:
    query = named(name)
    sql = query.sql.rstrip()
    return Item(query.title, "question", name, sql, _preview(sql, f"question · {name}"), sql)


def _saved(saved: Saved) -> Item:
    about, sql = _title(saved.sql), saved.sql
    return Item(saved.name, "saved", about, sql, _preview(sql, f"saved · {about}"), sql)


def _run(run: Run) -> Item:
    if run.error:
        came = f"✗ {run.error}"
    else:
        came = "" if run.rows is None else f"{run.rows:,}{' of more' if run.more else ''} rows"
        came = f"{came} · {run.milliseconds:,} ms".removeprefix(" · ")
    about = f"{run.when} · {came}"
    return Item(
        _title(run.sql), "ran", about, run.sql, _preview(run.sql, f"ran · {about}"), run.sql
    )


def _title(sql: str) -> str:
    """The first line that says something: a title without its dashes, or the statement's own."""
    lines = [line.strip() for line in sql.splitlines() if line.strip()]
    return lines[0].removeprefix("--").strip() if lines else ""


def _preview(sql: str, about: str) -> tuple[str, ...]:
    shown = [f"${name}" for name in parameters(sql)]
    asks = (f"asks for {', '.join(shown)}",) if shown else ()
    return (about, *asks, *(f"  {line}" for line in sql.splitlines()))


def offer_lines(offers: Offers, chosen: int, width: int, glyphs: GlyphSet) -> list[Line]:
    """What could stand at the cursor, a few of it around the chosen one."""
    first = max(0, min(chosen - OFFERS_SEEN // 2, len(offers.offers) - OFFERS_SEEN))
    seen = offers.offers[first : first + OFFERS_SEEN]
    lines = [
        item_line(_offer(offer), at == chosen, width, glyphs)
        for at, offer in enumerate(seen, first)
    ]
    count = f"{chosen + 1} of {len(offers.offers)} · tab takes it · ↓ ↑ others · esc"
    return [*lines, [(clip_text(f" {count}", width, glyphs), "muted")]]


def _offer(offer: Offer) -> Item:
    return Item(offer.text, offer.kind, offer.about, offer.text)

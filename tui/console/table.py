"""A result as a plain text table: names, types, rows; numbers to the right, nothing cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tui.console.cells import Look, look, printed
from tui.console.complete import short_type
from tui.draw.spans import cell_width
from tui.draw.spell import flat

Row = Sequence[str | None]


def text_table(
    columns: Sequence[str], types: Sequence[str], pages: Iterable[Sequence[Row]]
) -> Iterator[str]:
    """The lines of a table. The first page decides how wide its columns are: a later, longer cell
    pushes what follows it to the right."""
    rest = iter(pages)
    first = next(rest, ())
    looks = [
        look(name, kind, [row[at] for row in first])
        for at, (name, kind) in enumerate(zip(columns, types, strict=True))
    ]
    heads = [[flat(name) for name in columns], [short_type(kind) for kind in types]]
    rows = [_texts(row, looks) for row in first]
    widths = [max(cell_width(row[at]) for row in [*heads, *rows]) for at in range(len(columns))]
    rights = [how.right for how in looks]
    later = (_texts(row, looks) for page in rest for row in page)
    for texts in chain(heads, rows, later):
        yield _line(texts, widths, rights)


def _texts(row: Row, looks: Sequence[Look]) -> list[str]:
    return [flat(printed(value, how)) for value, how in zip(row, looks, strict=True)]


def _line(texts: Sequence[str], widths: Sequence[int], rights: Sequence[bool]) -> str:
    cells = []
    for text, width, right in zip(texts, widths, rights, strict=True):
        blank = " " * (width - cell_width(text))
        cells.append(blank + text if right else text + blank)
    return "  ".join(cells).rstrip()

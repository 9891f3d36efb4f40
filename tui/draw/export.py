"""A network as text that other programs draw: Mermaid for a page, DOT for Graphviz."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tui.draw.canvas import Weight
from tui.draw.spell import flat

# What Mermaid prints as it stands; the rest of ASCII it may read: as tags, entities, directives,
# emphasis. Behind a colon it takes the semicolon of an entity for that of a style.
_PLAIN = frozenset(" .,-+/()$'=?%")
# Twice in a row they begin a directive and a formula; at the beginning of a label a list.
_TWICE = ("%", "$")
_LIST = re.compile(r"(\s*(?:\d+(?=[.)]))?)([-+.)])(?=\s|$)")
_MERMAID: Final[Mapping[Weight, str]] = MappingProxyType(
    {"dashed": "-.->", "light": "-->", "double": "-->", "heavy": "==>"}
)
_DOT: Final[Mapping[Weight, str]] = MappingProxyType(
    {
        "dashed": "style=dashed",
        "light": "penwidth=1",
        "double": "penwidth=2",
        "heavy": "penwidth=4",
    }
)


@dataclass(frozen=True)
class Arrow:
    """A leg: keys of who pays whom, a label, and a weight as in the ring."""

    payer: str
    payee: str
    label: str
    weight: Weight


@dataclass(frozen=True)
class Graph:
    """Names by key, in the order in which they are written; `about` is a line of comment."""

    about: str
    names: Mapping[str, str]
    arrows: Sequence[Arrow]


def mermaid(graph: Graph) -> str:
    """A Mermaid flowchart. Labels are escaped: no text of a corpus is read as syntax."""
    number = _numbers(graph)
    lines = [f"%% {_comment(graph.about)}", "flowchart LR"]
    lines += [f'    {number[key]}["{_entities(name)}"]' for key, name in graph.names.items()]
    lines += [
        f'    {number[a.payer]} {_MERMAID[a.weight]}|"{_entities(a.label)}"| {number[a.payee]}'
        for a in graph.arrows
    ]
    return "\n".join(lines) + "\n"


def dot(graph: Graph) -> str:
    """A directed graph in DOT, with the thickness of its arrows as in the ring."""
    number = _numbers(graph)
    lines = [f"// {_comment(graph.about)}", "digraph caploop {", "    rankdir=LR;"]
    lines.append("    node [shape=box];")
    lines += [f'    {number[key]} [label="{_quoted(name)}"];' for key, name in graph.names.items()]
    for a in graph.arrows:
        drawn = f'[label="{_quoted(a.label)}", {_DOT[a.weight]}]'
        lines.append(f"    {number[a.payer]} -> {number[a.payee]} {drawn};")
    return "\n".join([*lines, "}"]) + "\n"


EXPORTS: Final[Mapping[str, Callable[[Graph], str]]] = MappingProxyType(
    {"mermaid": mermaid, "dot": dot}
)


def _numbers(graph: Graph) -> dict[str, str]:
    """A name of our own for each node: `end` and the like mean something to Mermaid."""
    return {key: f"n{number}" for number, key in enumerate(graph.names, 1)}


def _comment(text: str) -> str:
    # Mermaid finds a directive in a comment too.
    return flat(text).replace("%%", "%").replace("{", "(").replace("}", ")")


def _entities(text: str) -> str:
    # A label of nothing is an error to it.
    text = flat(text) or " "
    begun = _LIST.match(text)
    mark = begun.start(2) if begun else None
    kept = "".join(
        c if at != mark and (c.isalnum() or not c.isascii() or c in _PLAIN) else f"#{ord(c)};"
        for at, c in enumerate(text)
    )
    for c in _TWICE:
        kept = kept.replace(c + c, f"{c}#{ord(c)};")
    return kept


def _quoted(text: str) -> str:
    return flat(text).replace("\\", "\\\\").replace('"', '\\"')

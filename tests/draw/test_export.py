"""Mermaid and DOT: read back by small parsers, hostile names included."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draw.hostile import texts
from tui.draw.canvas import Weight
from tui.draw.export import Arrow, Graph, dot, mermaid
from tui.draw.spell import flat

Read = tuple[dict[str, str], list[tuple[str, str, str]]]
WEIGHTS: tuple[Weight, ...] = ("dashed", "light", "double", "heavy")

# A quoted label of each language: nothing in it can end it, begin a tag or a directive.
_M_TEXT = r'"((?:[^"#<>&{}%`*_:\n]|%(?!%)|#\d+;)+)"'
_M_NODE = re.compile(rf"    (n\d+)\[{_M_TEXT}\]")
_M_ARROW = re.compile(rf"    (n\d+) (?:-\.->|-->|==>)\|{_M_TEXT}\| (n\d+)")
_D_TEXT = r'"((?:[^"\\\n]|\\\\|\\")*)"'
_D_NODE = re.compile(rf"    (n\d+) \[label={_D_TEXT}\];")
_D_ARROW = re.compile(rf"    (n\d+) -> (n\d+) \[label={_D_TEXT}, (?:style=dashed|penwidth=\d)\];")


def read_mermaid(text: str) -> Read:
    comment, kind, *rest = text.rstrip("\n").split("\n")
    assert re.fullmatch(r"%% (?!.*%%)[^{}]*", comment)
    assert kind == "flowchart LR"
    nodes, arrows = {}, []
    for row in rest:
        if node := _M_NODE.fullmatch(row):
            nodes[node[1]] = _decoded(node[2])
        else:
            arrow = _M_ARROW.fullmatch(row)
            assert arrow, row
            arrows.append((arrow[1], _decoded(arrow[2]), arrow[3]))
    return nodes, arrows


def _decoded(label: str) -> str:
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label)


def read_dot(text: str) -> Read:
    comment, head, *rest, end = text.rstrip("\n").split("\n")
    assert comment.startswith("// ")
    assert (head, end) == ("digraph caploop {", "}")
    assert rest[:2] == ["    rankdir=LR;", "    node [shape=box];"]
    nodes, arrows = {}, []
    for row in rest[2:]:
        if node := _D_NODE.fullmatch(row):
            nodes[node[1]] = re.sub(r"\\(.)", r"\1", node[2])
        else:
            arrow = _D_ARROW.fullmatch(row)
            assert arrow, row
            arrows.append((arrow[1], re.sub(r"\\(.)", r"\1", arrow[3]), arrow[2]))
    return nodes, arrows


graphs = st.builds(
    lambda about, names, pairs: Graph(
        about,
        {str(key): name for key, name in enumerate(names)},
        tuple(
            Arrow(str(a % len(names)), str(b % len(names)), label, weight)
            for a, b, label, weight in pairs
        ),
    ),
    texts,
    st.lists(texts, min_size=1, max_size=6),
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), texts, st.sampled_from(WEIGHTS)),
        max_size=8,
    ),
)


@given(graphs)
def test_what_goes_in_is_read_back(graph: Graph) -> None:
    number = {key: f"n{n}" for n, key in enumerate(graph.names, 1)}

    def read(empty: str) -> Read:
        return (
            {number[key]: flat(name) or empty for key, name in graph.names.items()},
            [(number[a.payer], flat(a.label) or empty, number[a.payee]) for a in graph.arrows],
        )

    # Mermaid has no label of nothing.
    assert read_mermaid(mermaid(graph)) == read(" ")
    assert read_dot(dot(graph)) == read("")


def test_a_name_is_no_directive_no_tag_and_no_end_of_a_label() -> None:
    name = '%%{init: {"theme":"x"}}%% <b onclick="a">end"]; n9 --> n1 `**x**` #quot;'
    graph = Graph(name, {"a": name, "end": "subgraph"}, (Arrow("a", "end", name, "light"),))
    text = mermaid(graph)
    assert "%%{" not in text
    assert read_mermaid(text)[0] == {"n1": name, "n2": "subgraph"}
    assert read_dot(dot(graph))[1] == [("n1", name, "n2")]


@pytest.mark.parametrize(
    "name",
    [
        "",  # a label of nothing is an error
        "\u200b",  # and so is one of which nothing is left
        "style n1 fill:#f00;",  # a semicolon of an entity would be taken for that of a style
        "classDef a fill:#f00;",
        "$$x$$",  # a formula
        "1. one",  # lists
        "2) two",
        "- dash",
        "+ plus",
        "a _b_ **c**",  # emphasis
    ],
)
def test_what_mermaid_makes_something_of_is_spelled(name: str) -> None:
    """Each of these went wrong in Mermaid 11, or is Markdown to it, as it stands."""
    label = re.findall(r'"(.*)"', mermaid(Graph("x", {"a": name}, ())))[0]
    assert _decoded(label) == (flat(name) or " ")
    assert not re.search(r"(style|classDef).*:\S*#.*;", label)
    assert not re.match(r"\s*(\d+[.)]|[-+*])(\s|$)", label)
    assert not re.search(r"\$\$|[_*`]", label)


def test_an_amount_stays_as_it_is_printed() -> None:
    assert '["1.5 $B equity, frame (paid)"]' in mermaid(
        Graph("x", {"a": "1.5 $B equity, frame (paid)"}, ())
    )


def test_arrows_are_as_thick_as_in_the_ring() -> None:
    names = {"a": "A", "b": "B"}
    graph = Graph("x", names, tuple(Arrow("a", "b", weight, weight) for weight in WEIGHTS))
    assert mermaid(graph).splitlines()[4:] == [
        '    n1 -.->|"dashed"| n2',
        '    n1 -->|"light"| n2',
        '    n1 -->|"double"| n2',
        '    n1 ==>|"heavy"| n2',
    ]
    assert [row.split(", ")[1] for row in dot(graph).splitlines()[6:-1]] == [
        "style=dashed];",
        "penwidth=1];",
        "penwidth=2];",
        "penwidth=4];",
    ]

"""What the engine's plan of a query tells of how to keep its rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Node = Mapping[str, Any]

# A scan of these knows how many rows it has and can begin at any of them.
_SCANS = frozenset(("PARQUET_SCAN", "READ_PARQUET", "SEQ_SCAN", "TABLE_SCAN", "RANGE"))
# Rows pass through these as they come, or are put in order last of all.
_THROUGH = frozenset(
    ("PROJECTION", "FILTER", "ORDER_BY", "TOP_N", "LIMIT", "STREAMING_LIMIT", "LIMIT_PERCENT")
)


def root(explained: str) -> Node:
    """The outermost step in what EXPLAIN (FORMAT json) gives."""
    node: Node = json.loads(explained)[0]
    return node


def pageable(node: Node) -> bool:
    """Whether any rows in the middle can be read as quickly as the first: one scan and nothing that
    leaves rows out or puts them in order."""
    while _name(node) == "PROJECTION":
        node = node["children"][0]
    return _name(node) in _SCANS and "Filters" not in node.get("extra_info", {})


def gathers(node: Node) -> bool:
    """Whether all has been read before there is a first row, so that the others cost no more:
    something is counted, grouped or compared across rows."""
    while _name(node) in _THROUGH and node.get("children"):
        node = node["children"][0]
    name = _name(node)
    return "GROUP_BY" in name or "AGGREGATE" in name or name in ("WINDOW", "PIVOT")


def _name(node: Node) -> str:
    return str(node.get("name", "")).strip()

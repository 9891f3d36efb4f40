"""In which order exposures are listed, and which sums stand between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final, Literal

from tui.network.leg import firmness
from tui.network.stress import CLASSES
from tui.pages.exposure_rows import Row, Sum, added

Order = Literal["obligor", "holder", "parent", "class", "ceiling", "paid", "newest"]
ORDERS: Final[dict[Order, str]] = {
    "obligor": "by obligor",
    "holder": "by holder",
    "parent": "by parent",
    "class": "by class",
    "ceiling": "by ceiling",
    "paid": "by paid",
    "newest": "newest first",
}
# What a sum says of a class; what is lost outright says by whom, where there is room for it.
LOST: Final = ("equity", "credit")
AT_RISK: Final = {
    "equity": "equity lost",
    "credit": "credit lost",
    "sales": "revenue at risk",
    "capacity": "capacity at risk",
}

Item = Row | Sum
_InClass = tuple[int, int, int, str, str, bool]


@dataclass(frozen=True)
class Listing:
    """Rows and sums in order; `more` says that there are more rows than these."""

    items: tuple[Item, ...]
    more: bool = False

    def truncated(self) -> Listing:
        """The rows alone, of which there are more: a sum of some would be taken for that of all."""
        return Listing(tuple(self.rows), more=True)

    @property
    def rows(self) -> list[Row]:
        return [item for item in self.items if isinstance(item, Row)]


def group_of(order: Order) -> Callable[[Row], str] | None:
    """What a row is grouped by in an order, None for a flat one."""
    groups: dict[Order, Callable[[Row], str]] = {
        "obligor": lambda row: row.obligor,
        "holder": lambda row: row.holder,
        "parent": lambda row: row.obligor_parent,
        "class": lambda row: row.exposure_class,
    }
    return groups.get(order)


def kept(
    rows: Sequence[Row],
    entity: str | None,
    only: str | None,
    order: Order,
    name: Callable[[str], str],
    backwards: bool,
) -> Listing:
    """What is listed of one company, of one class, or of all.

    Of a picked company either what others lose by it, or by holder what it loses by others.
    """
    tail = ""
    if entity is not None and order == "holder":
        rows = [row for row in rows if entity in (row.holder, row.holder_parent)]
        tail = " if they fail"
    elif entity is not None:
        rows = [row for row in rows if entity in (row.obligor, row.obligor_parent)]
        tail = " if it fails"
    if only is not None:
        rows = [row for row in rows if row.exposure_class == only]
    return listed(rows, order, name, backwards=backwards, tail=tail)


def listed(
    rows: Sequence[Row],
    order: Order,
    name: Callable[[str], str],
    *,
    backwards: bool = False,
    tail: str = "",
) -> Listing:
    """Rows in an order; each group is followed by a sum a class, all by the sums of all.

    Classes never meet in one sum. A class of one row needs none inside a group. With a `tail` (what
    the sums say of the one company that the rows are about) there is but one group.
    """
    key = group_of(order)
    if key is None:
        flat = sorted(rows, key=_flat(order), reverse=backwards)
        return Listing((*flat, *_whole(rows, tail)))
    if tail or order == "class":
        parts = classes(rows)
        parts = [part[::-1] for part in parts] if backwards else parts
        every: list[Item] = []
        for part in parts:
            every += [*part, *_whole(part, tail)]
        return Listing(tuple(every))
    ordered = sorted(rows, key=key)
    groups = [list(members) for _, members in groupby(ordered, key=key)]
    groups.sort(key=lambda group: (*_weight(group), name(key(group[0]))), reverse=backwards)
    items: list[Item] = []
    for group in groups:
        about = name(key(group[0]))
        for members in classes(group):
            items += members
            said = f", {about}" if order == "holder" else f" if {about} fails"
            items += sums(members, said, every_class=False)
    return Listing((*items, *_whole(rows, "")))


def classes(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows class by class, in each the most at stake first, then the firmest."""
    ranked = sorted(rows, key=_in_class)
    return [list(members) for _, members in groupby(ranked, key=lambda row: row.exposure_class)]


def sums(rows: Sequence[Row], tail: str, *, every_class: bool = True) -> list[Sum]:
    """A sum a class, of classes with more than one row unless `every_class`.

    Shares have none: a tenth of one company and a tenth of another are not a fifth of anything.
    """
    return [
        Sum(f"{AT_RISK[group[0].exposure_class]}{tail}", group[0].exposure_class, tuple(group))
        for group in classes(rows)
        if group[0].exposure_class in AT_RISK and (every_class or len(group) > 1)
    ]


def _whole(rows: Sequence[Row], tail: str) -> list[Sum]:
    """The sums of all that is listed."""
    if not tail:
        return [replace(each, label=f"all {each.exposure_class}") for each in sums(rows, "")]
    return [
        s for part in classes(rows) for s in sums(part, tail * (part[0].exposure_class in LOST))
    ]


def _in_class(row: Row) -> _InClass:
    ceiling = row.part("ceiling").dollars
    return (
        CLASSES.index(row.exposure_class),
        -1 if ceiling is None else -ceiling - 2,
        -_firmness(row),
        row.holder,
        row.leg_id,
        row.delivery,
    )


def _firmness(row: Row) -> int:
    return firmness((row.status or "") if row.standing == "live" else row.standing)


def _weight(group: Sequence[Row]) -> tuple[int, int]:
    """Groups stand by their largest sum of one class, then by the number of their rows."""
    largest = max(
        (added(row.part("ceiling") for row in rows).dollars or -1 for rows in classes(group)),
        default=-1,
    )
    return -largest, -len(group)


def _flat(order: Order) -> Callable[[Row], tuple[int, _InClass]]:
    if order == "newest":
        return lambda row: (-(row.newest or date.min).toordinal(), _in_class(row))
    column: Literal["ceiling", "paid"] = "paid" if order == "paid" else "ceiling"

    def by_dollars(row: Row) -> tuple[int, _InClass]:
        dollars = row.part(column).dollars
        return 0 if dollars is None else -dollars - 1, _in_class(row)

    return by_dollars

"""In which order exposures are listed, and which sums stand between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final, Literal

from tui.network.leg import firmness
from tui.network.stress import CLASSES
from tui.pages.exposure.rows import Row, Sum, added
from tui.pages.exposure.whole import Totals, Whole
from tui.pages.finding import matches

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

NO_TOTALS: Final[Totals] = {}
NO_WHOLE: Final[Mapping[str, Whole]] = {}

Item = Row | Sum
_InClass = tuple[int, int, int, str, str, bool]


@dataclass(frozen=True)
class Listing:
    """Rows and sums in order; `more` says that there are more rows than these, `every` how many
    there are in all, as far as that is known."""

    items: tuple[Item, ...]
    more: bool = False
    every: int | None = None

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


@dataclass(frozen=True)
class Kept:
    """What is listed: of a picked company, of one class, of what has every word of a text."""

    entity: str | None = None
    only: str | None = None
    text: str = ""

    def has(self, row: Row, name: Callable[[str], str]) -> bool:
        """Whether a row is of the class and has the words; the company is the order's business."""
        if self.only not in (None, row.exposure_class):
            return False
        return matches(self.text, name(row.holder), name(row.obligor), row.label, row.what)


def kept(
    rows: Sequence[Row],
    keep: Kept,
    order: Order,
    name: Callable[[str], str],
    backwards: bool,
    totals: Totals | None = None,
) -> Listing:
    """What is listed of one company, of one class, of some words, or of all.

    Of a picked company either what others lose by it, or by holder what it loses by others. Where
    there are more rows than these, the sums are those of `totals`.
    """
    tail, entity = "", keep.entity
    if entity is not None and order == "holder":
        rows = [row for row in rows if entity in (row.holder, row.holder_parent)]
        tail = " if they fail"
    elif entity is not None:
        rows = [row for row in rows if entity in (row.obligor, row.obligor_parent)]
        tail = " if it fails"
    rows = [row for row in rows if keep.has(row, name)]
    if totals is None:
        return listed(rows, order, name, backwards=backwards, tail=tail)
    own = {
        about: {each: whole for each, whole in sums.items() if keep.only in (None, each)}
        for about, sums in totals.items()
    }
    listing = listed(rows, order, name, backwards=backwards, tail=tail, totals=own)
    every = sum(whole.legs for whole in own.get(None, {}).values())
    return replace(listing, more=True, every=every)


def listed(
    rows: Sequence[Row],
    order: Order,
    name: Callable[[str], str],
    *,
    backwards: bool = False,
    tail: str = "",
    totals: Totals = NO_TOTALS,
) -> Listing:
    """Rows in an order; each group is followed by a sum a class, all by the sums of all.

    Classes never meet in one sum. A class of one row needs none inside a group. With a `tail` (what
    the sums say of the one company that the rows are about) there is but one group.
    """
    key, of_all = group_of(order), totals.get(None, {})
    if key is None:
        flat = sorted(rows, key=_flat(order), reverse=backwards)
        return Listing((*flat, *_whole(rows, tail, of_all)))
    if tail or order == "class":
        parts = classes(rows)
        parts = [part[::-1] for part in parts] if backwards else parts
        every: list[Item] = []
        for part in parts:
            class_of = part[0].exposure_class
            own = {class_of: of_all[class_of]} if class_of in of_all else {}
            every += [*part, *_whole(part, tail, own)]
        unread = {each: whole for each, whole in of_all.items() if each not in _classes_of(rows)}
        return Listing((*every, *_whole((), tail, unread)))
    ordered = sorted(rows, key=key)
    groups = [list(members) for _, members in groupby(ordered, key=key)]
    groups.sort(key=lambda group: (*_weight(group), name(key(group[0]))), reverse=backwards)
    items: list[Item] = []
    for group in groups:
        about = name(key(group[0]))
        for members in classes(group):
            items += members
            said = f", {about}" if order == "holder" else f" if {about} fails"
            of_group = totals.get(key(group[0]), {})
            class_of = members[0].exposure_class
            own = {class_of: of_group[class_of]} if class_of in of_group else {}
            of_one = sums(members, said, own, every_class=False)
            items += [replace(each, about=key(group[0])) for each in of_one]
    return Listing((*items, *_whole(rows, "", of_all)))


def classes(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows class by class, in each the most at stake first, then the firmest."""
    ranked = sorted(rows, key=_in_class)
    return [list(members) for _, members in groupby(ranked, key=lambda row: row.exposure_class)]


def sums(
    rows: Sequence[Row],
    tail: str,
    whole: Mapping[str, Whole] = NO_WHOLE,
    *,
    every_class: bool = True,
) -> list[Sum]:
    """A sum a class, of classes with more than one row unless `every_class`.

    `whole` is, by class, what more rows than these come to.
    Shares have none: a tenth of one company and a tenth of another are not a fifth of anything.
    """
    read = {group[0].exposure_class: tuple(group) for group in classes(rows)}
    every = [
        Sum(f"{AT_RISK[each]}{tail}", each, read.get(each, ()), whole.get(each))
        for each in CLASSES
        if each in AT_RISK and (each in read or each in whole)
    ]
    return [each for each in every if every_class or each.legs > 1]


def _whole(rows: Sequence[Row], tail: str, whole: Mapping[str, Whole]) -> list[Sum]:
    """The sums of all that is listed."""
    every = sums(rows, "", whole)
    if not tail:
        return [replace(each, label=f"all {each.exposure_class}") for each in every]
    return [
        replace(each, label=f"{each.label}{tail * (each.exposure_class in LOST)}") for each in every
    ]


def _classes_of(rows: Sequence[Row]) -> set[str]:
    return {row.exposure_class for row in rows}


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

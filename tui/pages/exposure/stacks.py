"""What the bars are drawn from: sums of one class by obligor and status, concentrations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final

from tui.corpus.frame import Frame
from tui.network.leg import firmness
from tui.network.ratios import concentration
from tui.pages.exposure.parts import Part, added, part_mark
from tui.pages.exposure.ratios import Concentration, claimed, commitments, concentrations
from tui.pages.exposure.rows import Row, claims_of, legs_of
from tui.pages.page import Ask, Shown, Subject

# A status and a standing, as glyph and word are made of them.
Status = tuple[str | None, str]
NOT_LIVE: Final = ("denied", "withdrawn", "paused")


@dataclass(frozen=True)
class Stack:
    """What is exposed to one obligor, in the lens: dollars by status, the firmest first."""

    label: str
    by_status: tuple[tuple[Status, int], ...]
    counted: Part
    quantified: int
    legs: int
    subject: Subject


@dataclass(frozen=True)
class Bars:
    """What the cursor stops at: stacks of one class, the longest first, then concentrations.

    Where not all of `obligors` have a bar, `others` is the last of the stacks, and has none.
    """

    exposure_class: str
    sums: tuple[Stack, ...]
    concentrations: tuple[Concentration, ...]
    obligors: int
    others: Stack | None = None

    @classmethod
    def of(cls, rows: Sequence[Row], exposure_class: str, shown: Shown) -> Bars:
        """The bars of one class, from all its rows."""
        own = [row for row in rows if row.exposure_class == exposure_class]
        obligors: dict[str, list[Row]] = {}
        for row in own:
            obligors.setdefault(row.obligor_parent, []).append(row)
        every = [_of_rows(shown.name(obligor), each) for obligor, each in obligors.items()]
        every.sort(key=lambda each: (-(each.counted.dollars or 0), -each.legs, each.label))
        held = [each for each in concentrations(own, exposure_class) if each.legs > 1]
        if exposure_class == "sales":
            held += [
                commitments(row, rows) for row in shown.rows("aggregates") if row["term"] == "pays"
            ]
        return cls(exposure_class, tuple(every), tuple(held), len(every))

    @classmethod
    def of_all(
        cls, bars: Frame, indices: Frame, exposure_class: str, made_of: Ask, shown: Shown
    ) -> Bars:
        """Those of frames of exposure_bars.sql and exposure_concentration.sql; `made_of` lists what
        all of it is made of."""
        found: dict[str | None, list[dict[str, Any]]] = {}
        for row in bars.rows():
            found.setdefault(row["obligor"], []).append(row)
        named = [obligor for obligor in found if obligor is not None]
        stacks = []
        for obligor, rows in found.items():
            own: dict[str, object] = {"by": "bar", "among": ",".join(named)}
            if obligor is not None:
                own = {"by": "parent", "about": obligor}
            subject = Subject(entity=obligor, made_of=_with(made_of, own))
            label = "others" if obligor is None else shown.name(obligor)
            stacks.append(_of_sums(label, rows, subject))
        every = max((row["obligors"] for row in bars.rows()), default=0)
        others = stacks[-1] if None in found else None
        held = tuple(_indices(indices, made_of, shown))
        return cls(exposure_class, tuple(stacks), held, every, others)

    @property
    def drawn(self) -> tuple[Stack, ...]:
        """What the scale is of: all others together may have more than any."""
        return tuple(each for each in self.sums if each is not self.others)

    def subject(self, at: int) -> Subject:
        """The legs of a bar, or those that a concentration is worked out from."""
        stops = [each.subject for each in self.sums]
        stops += [each.named() for each in self.concentrations]
        return stops[at] if at < len(stops) else Subject()

    @property
    def count(self) -> int:
        return len(self.sums) + len(self.concentrations)


def _of_rows(label: str, rows: Sequence[Row]) -> Stack:
    by_status: dict[Status, int] = {}
    for row in sorted(rows, key=_firmness, reverse=True):
        if row.counted.dollars is not None:
            key = row.status, row.standing
            by_status[key] = by_status.get(key, 0) + row.counted.dollars
    quantified = sum(row.counted.dollars is not None for row in rows)
    subject = Subject(claims_of(rows), entity=rows[0].obligor_parent, legs=legs_of(rows))
    known = added(row.counted for row in rows)
    return Stack(label, tuple(by_status.items()), known, quantified, len(rows), subject)


def _firmness(row: Row) -> int:
    return firmness((row.status or "") if row.standing == "live" else row.standing)


def _of_sums(label: str, rows: Sequence[dict[str, Any]], subject: Subject) -> Stack:
    ordered = sorted(rows, key=lambda row: firmness(row["shown"]), reverse=True)
    by_status = tuple(
        (_status(row["shown"]), int(row["dollars"]))
        for row in ordered
        if row["dollars"] is not None
    )
    known = added(Part(row["dollars"], part_mark(row["mark"]), open=True) for row in rows)
    quantified, legs = (sum(row[name] for row in rows) for name in ("quantified", "legs"))
    return Stack(label, by_status, known, quantified, legs, subject)


def _status(shown: str) -> Status:
    return (None, shown) if shown in NOT_LIVE else (shown or None, "live")


def _indices(frame: Frame, made_of: Ask, shown: Shown) -> list[Concentration]:
    """Of each holder; of a payer under each aggregate that is claimed of it."""
    holds: list[Concentration] = []
    pays: dict[str, dict[str, Any]] = {}
    for row in frame.rows():
        if row["side"] == "pays":
            pays[row["holder"]] = row
            continue
        own = _with(made_of, {"by": "house", "about": row["holder"]})
        holds.append(_index(row, None, Subject(entity=row["holder"], made_of=own)))
    for whole in shown.rows("aggregates"):
        own_sales = pays.get(whole["entity_id"]) if whole["term"] == "pays" else None
        if own_sales is not None:
            own = _with(made_of, {"by": "parent", "about": own_sales["holder"]})
            subject = Subject(entity=own_sales["holder"], made_of=own)
            holds.append(_index(own_sales, claimed(whole), subject))
    return holds


def _index(row: dict[str, Any], whole: int | None, subject: Subject) -> Concentration:
    ends = zip(count(), row["lows"], row["highs"], strict=False)
    index = concentration(((str(name), low, high) for name, low, high in ends), whole)
    index = replace(index, about=row["about"])
    return Concentration(row["holder"], index, row["quantified"], row["legs"], subject)


def _with(made_of: Ask, own: dict[str, object]) -> Ask:
    return Ask.of(made_of.query, **{**made_of.values(), **own})

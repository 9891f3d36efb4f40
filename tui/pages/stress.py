"""The card "what if it fails": first-round losses, who is linked, cascade, loan against shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tui.context import LENSES
from tui.corpus.frame import Frame
from tui.draw.spans import Line, clip, title
from tui.draw.table import Cell, Column, table
from tui.network.leg import Leg
from tui.network.stress import (
    CLASSES,
    LOST_IN_DOLLARS,
    Exposure,
    FirstRound,
    Loss,
    first_round,
)
from tui.pages.exposure_groups import AT_RISK
from tui.pages.exposure_rows import Part, added
from tui.pages.legs import Told, told_legs
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows
from tui.pages.stress_fields import (
    FIELDS,
    FULL,
    field_lines,
    given_default,
    key,
    value_of,
    weighted,
    weights,
)
from tui.pages.stress_words import cascade_words, wound_up
from tui.pages.wrap import wrapped

LEAST_ROWS = 7
MARKS = {"≈": "about", "≤": "le", "≥": "ge"}
View = Literal["losses", "linked"]


@dataclass
class StressPage:
    """`values` are the reader's own figures; `yours` says whether the keys go to them."""

    obligor: str
    name: str = "stress"
    view: View = "losses"
    rows: Rows = field(default_factory=Rows)
    yours: bool = False
    at: int = 0
    values: dict[str, int] = field(default_factory=dict)
    text: str = ""
    wrong: str = ""
    _frame: Frame | None = None
    _told: dict[str, Told] = field(default_factory=dict)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        return {"legs": Ask.of("legs"), "denominators": Ask.of("exposure_denominators")}

    def sql(self, shown: Shown) -> Ask:
        return Ask.of("exposure", entity=self.obligor, deal=None, count=None)

    def footer(self) -> tuple[str, ...]:
        if self.yours:
            return ("left", "right", "find", "next_part", "back")
        return ("evidence", "enter", "view", "next_part", "find", "sql", "back")

    # -- what is worked out

    def legs(self, shown: Shown) -> list[Leg]:
        """The legs of the frame; read once."""
        frame = shown.frames.get("legs")
        if frame is not self._frame:
            self._frame, self._told = frame, {t.leg.leg_id: t for t in told_legs(frame)}
        return [told.leg for told in self._told.values()]

    def round(self, shown: Shown) -> FirstRound:
        """The first round of losses with the reader's loss given default."""
        return first_round(self.legs(shown), self.obligor, given_default(self.values))

    def _items(self, shown: Shown) -> list[Loss] | list[Exposure]:
        first = self.round(shown)
        return list(first.behind) if self.view == "linked" else sorted(first.losses, key=_by_loss)

    def _exposure(self, shown: Shown) -> Exposure | None:
        items = self._items(shown)
        if not items:
            return None
        item = items[max(0, min(self.rows.cursor, len(items) - 1))]
        return item.exposure if isinstance(item, Loss) else item

    def subject(self, shown: Shown) -> Subject:
        chosen = self._exposure(shown)
        if chosen is None:
            return Subject(entity=self.obligor)
        legs = tuple(leg.leg_id for leg in chosen.legs)
        claims = tuple(dict.fromkeys(c for leg in legs for c in self._told[leg].claims))
        if len(legs) == 1:
            return Subject(claims, legs[0], chosen.legs[0].deal_id, chosen.holder)
        return Subject(claims, entity=chosen.holder, legs=legs)

    # -- keys

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action in ("next_part", "previous_part"):
            self.yours = not self.yours
            self.text, self.wrong = "", ""
            return True
        if self.yours:
            return self._edit(action)
        if action == "enter":
            chosen = self._exposure(shown)
            return chosen is not None and Open("pair", Subject(leg=chosen.legs[0].leg_id))
        if action in ("view", "view_back"):
            self.view = "losses" if self.view == "linked" else "linked"
            self.rows = Rows()
            return True
        return self.rows.act(action, len(self._items(shown)))

    def _edit(self, action: str) -> bool:
        if action in ("left", "right"):
            own = FIELDS[self.at]
            value = value_of(own, self.values)
            self.values = {**self.values, key(own): own.stepped(value, action == "right")}
            return True
        steps = {"down": 1, "up": -1, "first": -len(FIELDS), "last": len(FIELDS)}
        before = self.at
        self.at = max(0, min(self.at + steps.get(action, 0), len(FIELDS) - 1))
        self.text, self.wrong = "", ""
        return self.at != before

    def find(self, text: str) -> None:
        """Take what is typed as the chosen figure; an empty text is its default again."""
        self.yours, self.text, self.wrong = True, text, ""
        own = FIELDS[self.at]
        try:
            value = own.read(text)
        except ValueError as error:
            self.wrong = str(error)
            return
        kept = {name: each for name, each in self.values.items() if name != key(own)}
        self.values = kept if value is None else {**kept, key(own): value}

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width = surface.glyphs, surface.width
        legs, first = self.legs(shown), self.round(shown)
        name = shown.name(self.obligor)
        below = self._below(legs, shown, surface)
        room = surface.height - 1 - len(below)
        if not first.losses:
            text = f"nobody is known to lose by {name}" if "legs" in shown.frames else "reading"
            return [title(f"If {name} fails", "", width, glyphs), [(f" {text}", "muted")]]
        if surface.height < LEAST_ROWS + len(below):
            # Not enough for both parts: the one that has the keys.
            below = below if self.yours else []
            room = surface.height - 1 - len(below)
        items = self._items(shown)
        what = (
            "who is exposed to those holders" if self.view == "linked" else "first round of losses"
        )
        place = f"{min(self.rows.cursor, len(items) - 1) + 1} of {len(items)}"
        right = f"{what} {glyphs.dot} $B {glyphs.dot} {place}"
        sums = self._sums(first, surface) if self.view == "losses" else []
        lines = [title(f"If {name} fails", right, width, glyphs)]
        lines += self._list(items, shown, Surface(width, max(room - len(sums), 2), glyphs))
        lines += sums
        blank = max(surface.height - len(lines) - len(below), 0)
        return [*lines, *[[] for _ in range(blank)], *below][: surface.height]

    def _columns(self) -> list[Column]:
        columns = [Column("holder", 9, grow=1)]
        if self.view == "linked":
            columns.append(Column("of", 9, grow=1))
        columns.append(Column("class", 8))
        columns += [Column(name, 5, "right") for name in ("paid", "firm")]
        columns += [Column("announced", 9, "right"), Column("ceiling", 8, "right")]
        if weights(self.values) is not None:
            columns.append(Column("weighted", 8, "right"))
        return [*columns, Column("legs", 8, "right")]

    def _list(self, items: Sequence[Loss | Exposure], shown: Shown, surface: Surface) -> list[Line]:
        def cells(number: int) -> list[Cell]:
            item = items[number]
            exposure = item.exposure if isinstance(item, Loss) else item
            at_stake = exposure.at_stake("headline")
            of = [shown.name(exposure.obligor)] if self.view == "linked" else []
            row: list[Cell] = [
                shown.name(exposure.holder),
                *of,
                exposure.exposure_class,
                *(part.text(surface.glyphs) for part in self._parts(item)),
            ]
            return [*row, [(f"{at_stake.quantified} of {at_stake.legs}", "muted")]]

        active = not self.yours
        width = surface.width - 1
        columns, count = self._columns(), len(items)
        return list_part(
            columns, count, cells, self.rows, width, surface.height, surface.glyphs, active=active
        )

    def _parts(self, item: Loss | Exposure) -> list[Part]:
        """What is lost, or at stake, in each lens; weighted too where weights are on."""
        exposure = item.exposure if isinstance(item, Loss) else item
        at_stake = [exposure.at_stake(lens) for lens in LENSES[::-1]]
        dollars = [each.dollars for each in at_stake]
        if isinstance(item, Loss):
            dollars = [item.paid, item.firm, item.announced, item.ceiling]
        parts = [
            Part(each, MARKS.get(of.mark, ""), open=True)
            for each, of in zip(dollars, at_stake, strict=True)
        ]
        by = weights(self.values)
        if by is None:
            return parts
        counted = [weighted(leg, by) for leg in exposure.legs]
        known = [each for each in counted if each is not None]
        percent = item.percent if isinstance(item, Loss) else FULL
        total = (sum(known) * percent + FULL // 2) // FULL
        in_dollars = exposure.exposure_class in LOST_IN_DOLLARS and known
        return [*parts, Part(total if in_dollars else None, open=True)]

    def _sums(self, first: FirstRound, surface: Surface) -> list[Line]:
        """One line a class: classes never meet in one sum."""
        lines: list[list[Cell]] = []
        for name in CLASSES:
            own = [loss for loss in first.losses if loss.exposure.exposure_class == name]
            if not own or name not in LOST_IN_DOLLARS:
                continue
            columns = zip(*(self._parts(loss) for loss in own), strict=True)
            at_stake = [loss.exposure.at_stake("headline") for loss in own]
            coverage = f"{sum(t.quantified for t in at_stake)} of {sum(t.legs for t in at_stake)}"
            texts: list[Cell] = [added(parts).text(surface.glyphs) for parts in columns]
            label: Cell = [(f"{AT_RISK[name]}, {own[0].percent}% of it", "bold")]
            lines.append([label, "", *texts, [(coverage, "muted")]])
        return table(
            [Column("", c.width, c.align, c.grow, c.gap) for c in self._columns()],
            lines,
            surface.width - 1,
            None,
            0,
            len(lines),
            surface.glyphs,
        )

    def _below(self, legs: Sequence[Leg], shown: Shown, surface: Surface) -> list[Line]:
        """The reader's figures, what a liquidation would bring, and whether a cascade follows."""
        glyphs, width = surface.glyphs, surface.width
        chosen = FIELDS[self.at] if self.yours else None
        how = "h l less, more, / types, tab back" if self.yours else "tab: change them"
        lines = [title("Yours: no source gives these", how, width, glyphs)]
        lines += field_lines(self.values, chosen, width, glyphs)
        if self.wrong:
            lines.append([(f" {self.wrong}", "withdrawn")])
        else:
            own = self._exposure(shown)
            holder = shown.name(own.holder) if own is not None else "the holder"
            lines.append(wound_up(self.values, holder, glyphs))
        said = wrapped(cascade_words(legs, self.obligor, self.values, shown), width - 2)[:2]
        lines += [[(f" {text}", "muted")] for text in said]
        return [clip(line, width, glyphs) for line in lines]


def _by_loss(loss: Loss) -> tuple[int, int, str]:
    """Class by class, the most to lose first, unknown last."""
    place = CLASSES.index(loss.exposure.exposure_class)
    return place, -(loss.ceiling if loss.ceiling is not None else -1), loss.exposure.holder

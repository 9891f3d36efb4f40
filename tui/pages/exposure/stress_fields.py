"""What the reader of the stress card brings: no source gives a loss, a weight or a debt stack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tui.draw.spans import Line
from tui.format import FULL as GLYPHS
from tui.format import GlyphSet, billions
from tui.network.leg import Leg
from tui.network.stress import LOST_IN_DOLLARS
from tui.pages.exposure.parts import Part

Kind = Literal["lgd", "weight", "money"]
BILLION: Final = 10**9
STEP: Final = 5
FULL: Final = 100
HEADING: Final = 19


@dataclass(frozen=True)
class Field:
    """A figure of the reader's own: percent, or whole dollars. `default` stands until it is typed;
    None is unknown for money, off for a weight."""

    kind: Kind
    name: str
    default: int | None = None

    def text(self, value: int | None, glyphs: GlyphSet) -> str:
        """`equity 100%`, `loi off`, `assets 50`."""
        if self.kind == "money":
            return f"{self.name} {billions(value, glyphs)}"
        return f"{self.name} {'off' if value is None else f'{value}%'}"

    def read(self, text: str) -> int | None:
        """The value of a typed text; None for the default. ValueError says what is wanted."""
        text = text.strip().rstrip("%").strip()
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise ValueError(f"{self.name}: a number is wanted") from None
        if self.kind == "money":
            if not 0 <= number <= 100_000:
                raise ValueError(f"{self.name}: billions of dollars, not below 0")
            return round(number * BILLION)
        if not 0 <= number <= FULL or number != int(number):
            raise ValueError(f"{self.name}: a whole percentage from 0 to 100")
        return int(number)

    def stepped(self, value: int | None, up: bool) -> int:
        """The next value up or down: by 5 points, or by a step that grows with the money."""
        way = 1 if up else -1
        if self.kind != "money":
            start = FULL if value is None else value
            return max(0, min(start + way * STEP, FULL))
        start = 0 if value is None else value
        size = 1 if start < 20 * BILLION else 5 if start < 100 * BILLION else 25
        return max(0, start + way * size * BILLION)


FIELDS: Final = (
    *(Field("lgd", name, FULL) for name in LOST_IN_DOLLARS),
    *(
        Field("weight", name)
        for name in ("binding", "conditional", "loi", "announced", "rumoured", "paused")
    ),
    Field("money", "assets"),
    *(Field("money", name, 0) for name in ("ahead", "alike", "shares")),
    Field("money", "money"),
)
NAMES_OF_WEIGHTS: Final = tuple(field.name for field in FIELDS if field.kind == "weight")
HEADINGS: Final[Mapping[Kind, str]] = {
    "lgd": "loss given default",
    "weight": "weight of unpaid",
    "money": "wound up, $B",
}


def field_lines(
    values: Mapping[str, int],
    chosen: Field | None,
    width: int,
    glyphs: GlyphSet,
    kinds: Sequence[Kind] = ("lgd", "weight", "money"),
) -> list[Line]:
    """Losses given default, weights, what a liquidation needs: each from a line of its own on."""
    lines: list[Line] = []
    for kind in kinds:
        heading = HEADINGS[kind]
        lines.append([(f" {heading:<{HEADING}}", "muted")])
        used = HEADING + 1
        for field in (each for each in FIELDS if each.kind == kind):
            text = field.text(value_of(field, values), glyphs)
            if used + len(text) > width:
                lines.append([(" " * (HEADING + 1), "")])
                used = HEADING + 1
            own = "bold" if key(field) in values else ""
            lines[-1] += [(text, "accent reverse" if field == chosen else own), ("  ", "")]
            used += len(text) + 2
    return lines


def key(field: Field) -> str:
    """What a value is kept under: 'lgd equity'."""
    return f"{field.kind} {field.name}"


def value_of(field: Field, values: Mapping[str, int]) -> int | None:
    """The reader's value of a field, else its default."""
    return values.get(key(field), field.default)


def given_default(values: Mapping[str, int]) -> dict[str, int]:
    """Loss given default in percent of each class in dollars."""
    return {
        field.name: value if (value := value_of(field, values)) is not None else FULL
        for field in FIELDS
        if field.kind == "lgd"
    }


def weights(values: Mapping[str, int]) -> dict[str, int] | None:
    """Percent of what is not paid that counts, by status; None while none is typed.

    Credit conversion factors (Basel, CRE20): a status that is not typed counts in full.
    """
    typed = {field.name: values.get(key(field)) for field in FIELDS if field.kind == "weight"}
    if all(value is None for value in typed.values()):
        return None
    return {name: FULL if value is None else value for name, value in typed.items()}


def weighted(leg: Leg, by: Mapping[str, int]) -> int | None:
    """What is paid of a leg and the weighted rest up to its ceiling; None if unknown."""
    return exposure_at_default(leg.headline, leg.paid, leg.shown, by)


def exposure_at_default(
    ceiling: int | None, paid: int | None, shown: str, by: Mapping[str, int]
) -> int | None:
    """EAD = drawn + CCF * undrawn (Basel, CRE20) in whole dollars, None if nothing is known.

    `shown` is the standing where it is not live, else the status. Delivered and partly paid weigh
    as binding, a paid leg in full.
    """
    if ceiling is None:
        return paid
    drawn = paid or 0
    return drawn + ((ceiling - drawn) * _percent(shown, by) + FULL // 2) // FULL


def _percent(shown: str, by: Mapping[str, int]) -> int:
    """The weight of what is not paid of a leg that is shown so."""
    return by.get("binding" if shown in ("delivered", "partly_paid") else shown, FULL)


def weighed(ceiling: Part, paid: Part, shown: str, by: Mapping[str, int]) -> Part:
    """What `exposure_at_default` makes of a leg, with the bound of what it is worked out from.

    As macro weighed_mark of views/45_exposure.sql: what is paid counts in full, so that more of it
    than is known leaves the number open upwards.
    """
    dollars, percent = (
        exposure_at_default(ceiling.dollars, paid.dollars, shown, by),
        _percent(shown, by),
    )
    more = paid.mark == "ge" or (paid.dollars is None and shown == "partly_paid")
    mark = ceiling.mark
    if ceiling.dollars is None or percent == 0:
        mark = "ge" if more else paid.mark
    elif percent < FULL and more:
        mark = "about" if ceiling.mark == "le" else "ge"
    elif percent < FULL and not ceiling.mark:
        mark = paid.mark
    return Part(dollars, mark, open=True)


def how_weighed(ceiling: Part, paid: Part, shown: str, by: Mapping[str, int]) -> str:
    """How a weight counts a leg: `40% of ≤100 announced`, `5 paid + 50% of 15`."""
    if ceiling.dollars is None:
        # Why it counts nothing is what the claims say.
        return ""
    said = f"{_percent(shown, by)}% of "
    if not paid.dollars:
        return f"{said}{ceiling.text(GLYPHS)} {shown.replace('_', ' ')}".rstrip()
    rest = ceiling.dollars - paid.dollars
    tail = f" + {said}{billions(rest, GLYPHS)}" if rest else ""
    return f"{paid.text(GLYPHS)} paid{tail}"


def with_typed(values: Mapping[str, int], field: Field, text: str) -> dict[str, int]:
    """The values with a typed one; an empty text is its default again. Raises ValueError."""
    value = field.read(text)
    kept = {name: each for name, each in values.items() if name != key(field)}
    return kept if value is None else {**kept, key(field): value}


def with_step(values: Mapping[str, int], field: Field, *, up: bool) -> dict[str, int]:
    """The values with one of them a step up or down."""
    return {**values, key(field): field.stepped(value_of(field, values), up)}

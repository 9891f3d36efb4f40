"""What leaves the loop pane: the loops or the network as Mermaid, DOT or CSV, looked at first."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tui.draw.export import EXPORTS
from tui.draw.spans import Line, clip_text, title
from tui.draw.spell import flat
from tui.network.loops import Loop
from tui.pages.loop.choice import media, sources
from tui.pages.loop.export import graph
from tui.pages.loop.found import Scene
from tui.pages.page import Copy, Said, Shown, Surface
from tui.pages.rows import Rows

Outcome = Copy | Said | bool
FORMATS: Final = {"mermaid": "Mermaid", "dot": "DOT", "csv": "CSV"}
SCOPES: Final = ("loop", "list", "network")
WORDS: Final = {"loop": "this loop", "list": "the loops listed", "network": "the whole network"}
# More than a terminal takes for its clipboard in one go.
MOST_COPIED: Final = 100_000
COLUMNS: Final = (
    "loop",
    "companies",
    "length",
    "smallest_usd",
    "weakest",
    "legs",
    "legs_in_usd",
    "told_by",
    "assembled",
    "medium",
    "newest",
    "as_of",
    "lens",
)


@dataclass
class Exporting:
    """`format` is of FORMATS, `scope` of SCOPES; `rows` scrolls what is looked at."""

    format: str = "mermaid"
    scope: str = "loop"
    rows: Rows = field(default_factory=Rows)

    def act(self, action: str, scene: Scene, loops: Sequence[Loop]) -> Outcome:
        """Another format or scope, a copy, or another place in the text."""
        if action in ("left", "right"):
            names = list(FORMATS)
            step = 1 if action == "right" else -1
            self.format = names[(names.index(self.format) + step) % len(names)]
        elif action in ("view", "view_back"):
            step = 1 if action == "view" else -1
            self.scope = SCOPES[(SCOPES.index(self.scope) + step) % len(SCOPES)]
        elif action == "copy":
            return self._copy(scene, loops)
        else:
            return self.rows.act(action, len(self.text(scene, loops).splitlines()))
        self.rows = Rows()
        return True

    def _copy(self, scene: Scene, loops: Sequence[Loop]) -> Copy | Said:
        text = self.text(scene, loops)
        if len(text) > MOST_COPIED:
            return Said(
                "too long for the terminal's clipboard: caploop show loop --export writes it"
            )
        return Copy(text, f"{FORMATS[self.format]} of {WORDS[self.scope]}")

    def text(self, scene: Scene, loops: Sequence[Loop]) -> str:
        """What is exported; of no loop the network."""
        shown = scene.shown
        own: Sequence[Loop] | None = loops
        if self.scope == "loop":
            own = [scene.loop] if scene.loop is not None else []
        elif self.scope == "network":
            own = None
        key = ("export", self.format, self.scope, tuple(own or ()), shown.context)
        return scene.found.once(key, lambda: self._made(scene, own, loops))

    def _made(self, scene: Scene, own: Sequence[Loop] | None, loops: Sequence[Loop]) -> str:
        if self.format == "csv":
            return loops_csv(scene.found.loops if own is None else own, loops, scene.shown)
        from tui.format import FULL

        return EXPORTS[self.format](graph(scene.found, own, scene.shown, FULL))

    def lines(self, scene: Scene, loops: Sequence[Loop], surface: Surface) -> list[Line]:
        """The text as it would leave, under what it is and the keys for the rest."""
        glyphs, width, dot = surface.glyphs, surface.width, f" {surface.glyphs.dot} "
        every = self.text(scene, loops).splitlines()
        self.rows.fit(len(every), surface.height - 3)
        place = f"line {self.rows.cursor + 1} of {len(every):,}"
        head = title(f"Export {WORDS[self.scope]}", place, width, glyphs)
        formats: Line = [(" ", "")]
        for name, word in FORMATS.items():
            role = "accent reverse" if name == self.format else "muted"
            formats += [(word, role), ("  ", "")]
        keys = dot.join(("h l format", "v which", "y copies", "x marked claims, rows", "esc"))
        seen = every[self.rows.first : self.rows.first + self.rows.height]
        body: list[Line] = [[(f" {clip_text(flat(row), width - 2, glyphs)}", "")] for row in seen]
        return [head, [*formats, (f" {keys}", "muted")], [], *body]


def turned(
    now: Exporting | None, action: str, scene: Scene, loops: Sequence[Loop]
) -> tuple[Exporting | None, Outcome]:
    """What is open after a key, and what the key does; a second `x` is the other panes'."""
    if now is None:
        return Exporting(), True
    if action == "escape":
        return None, True
    return now, action != "marked" and now.act(action, scene, loops)


def loops_csv(own: Sequence[Loop], listed: Sequence[Loop], shown: Shown) -> str:
    """A row a loop, in whole dollars; unknown is empty. Numbers are those of the list."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(COLUMNS)
    numbers = {loop.nodes: number for number, loop in enumerate(listed, 1)}
    for loop in own:
        smallest = loop.bottleneck.total.dollars if loop.bottleneck is not None else None
        names = [shown.name(node) for node in loop.nodes]
        write.writerow(
            [
                numbers.get(loop.nodes, ""),
                _safe(" > ".join([*names, names[0]])),
                len(loop.edges),
                smallest,
                loop.weakest,
                loop.total.legs,
                loop.total.quantified,
                " ".join(sources(loop)),
                "yes" if loop.assembled else "no",
                media(loop),
                loop.newest,
                shown.context.as_of,
                shown.context.lens,
            ]
        )
    return out.getvalue()


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text

"""Every action once: bindings, footer, help and the README are made from here."""

from __future__ import annotations

from dataclasses import dataclass

PANES: tuple[tuple[str, str], ...] = (
    ("sources", "Sources"),
    ("timeline", "Timeline"),
    ("exposure", "Exposure"),
    ("loop", "Loop"),
    ("console", "SQL"),
)
# The views of the panes that have several, as `v` goes through them; each opens on its first.
VIEWS: dict[str, tuple[str, ...]] = {
    "timeline": ("deals", "legs", "list", "due", "quiet"),
    "exposure": ("table", "matrix", "company", "bars", "roles", "capacity"),
    "loop": ("loops", "matrix", "time", "open"),
}


@dataclass(frozen=True, slots=True)
class Key:
    """An action: `keys` as Textual names them, `shown` as a person reads them, `where` it works."""

    action: str
    keys: tuple[str, ...]
    shown: str
    label: str
    help: str
    where: str = "all"


KEYS: tuple[Key, ...] = (
    *(
        Key(f"pane('{name}')", (str(n),), str(n), title, f"open {title}")
        for n, (name, title) in enumerate(PANES, 1)
    ),
    Key("pick_none", ("0",), "0", "all", "drop the pick: the whole network again"),
    Key("down", ("j", "down"), "j ↓", "down", "one row down"),
    Key("up", ("k", "up"), "k ↑", "up", "one row up"),
    Key("first", ("g", "home"), "g", "first", "to the first row"),
    Key("last", ("G", "end"), "G", "last", "to the last row"),
    Key("page_down", ("pagedown",), "PgDn", "page", "one page down"),
    Key("page_up", ("pageup",), "PgUp", "page up", "one page up"),
    Key("left", ("h", "left"), "h ←", "leg", "leg of the ring, column, earlier on the lanes"),
    Key("right", ("l", "right"), "l →", "leg", "the same to the right"),
    Key("next_part", ("tab",), "tab", "part", "next part of the screen"),
    Key("previous_part", ("shift+tab",), "shift+tab", "part", "previous part of the screen"),
    Key("enter", ("enter",), "enter", "open", "one level down: row, deal, claim, paragraph"),
    Key("back", ("backspace", "b"), "bksp b", "back", "back, with its dials and its pick"),
    Key("forward", ("B",), "B", "forward", "forward again"),
    Key("escape", ("escape",), "esc", "leave", "leave what is open: query, typing, card"),
    Key("pick", ("space",), "space", "pick", "pick the entity, deal or claim for all panes"),
    Key("evidence", ("e",), "e", "evidence", "the evidence of what is under the cursor"),
    Key("card", ("i",), "i", "card", "card of the entity or deal under the cursor"),
    Key("sql", ("s",), "s", "SQL", "the SQL of what is on screen, in the console"),
    Key(
        "earlier",
        ("left_square_bracket", "comma"),
        "[ ,",
        "earlier",
        "as of the date before on which anything became known",
    ),
    Key("later", ("right_square_bracket", "full_stop"), "] .", "later", "as of the next such date"),
    Key("looser", ("left_curly_bracket", "less_than_sign"), "{ <", "looser", "looser lens"),
    Key("firmer", ("right_curly_bracket", "greater_than_sign"), "} >", "firmer", "firmer lens"),
    Key(
        "held_before",
        ("left_parenthesis",),
        "(",
        "held",
        "what the lake held before: its snapshot before this one",
    ),
    Key("held_after", ("right_parenthesis",), ")", "held", "the lake's next snapshot, at last now"),
    Key("view", ("v",), "v", "view", "next view of this pane"),
    Key("view_back", ("V",), "V", "view back", "previous view of this pane"),
    Key("find", ("slash",), "/", "find", "find in this pane; on a list, keep what has these words"),
    Key("next_hit", ("n",), "n", "next", "next hit; in the reader the next claim"),
    Key("previous_hit", ("N",), "N", "previous", "previous hit or claim"),
    Key("changed", ("d",), "d", "changed", "what the date changed"),
    Key("order", ("o",), "o", "order", "order by the next column"),
    Key("order_back", ("O",), "O", "reverse", "the same order reversed"),
    Key("filter", ("f",), "f", "filter", "the next filter of the list, or its line of filters"),
    Key("filter_none", ("F",), "F", "no filter", "no filter"),
    Key("stress", ("w",), "w", "what if", "what if it fails: who loses what", "exposure"),
    Key("zoom_in", ("plus",), "+", "zoom", "a shorter window of time on the lanes", "timeline"),
    Key("zoom_out", ("minus",), "-", "zoom out", "a longer window of time", "timeline"),
    Key("fit", ("equals_sign",), "=", "fit", "all from the first known date to today", "timeline"),
    Key("play", ("p",), "p", "play", "play the known dates, until any key", "timeline"),
    Key("unchanged", ("u",), "u", "unchanged", "the legs that did not change, too", "what changed"),
    Key("copy", ("y",), "y", "copy", "copy what is under the cursor, sent to the terminal"),
    Key("copy_view", ("Y",), "Y", "copy view", "copy this view as a caploop command"),
    Key("mark", ("m",), "m", "mark", "mark the claim under the cursor; again: unmark it"),
    Key("marked", ("x",), "x", "export", "marked claims as footnotes, rows or loops as a file"),
    Key("run", ("f5", "ctrl+r"), "F5 ctrl+r", "run", "run the statement at the cursor", "console"),
    Key("run_all", ("f8",), "F8", "run all", "run all statements, to one that fails", "console"),
    Key("tables", ("ctrl+g",), "ctrl+g", "tables", "tables, columns and what they mean", "console"),
    Key("queries", ("ctrl+o",), "ctrl+o", "history", "questions, saved, what ran", "console"),
    Key("save", ("ctrl+s",), "ctrl+s", "save", "save the text under its first line", "console"),
    Key("tidy", ("ctrl+t",), "ctrl+t", "lay out", "lay the statement out anew", "console"),
    Key("comment", ("ctrl+underscore",), "ctrl+/", "comment", "comment lines, or not", "console"),
    Key("help", ("question_mark", "f1"), "? F1", "help", "this list of keys"),
    Key("palette", ("ctrl+p",), "ctrl+p", "palette", "every action and pane by name"),
    Key("close", ("q",), "q", "quit", "close the card; on a pane, quit"),
    Key("quit", ("ctrl+q",), "ctrl+q", "quit", "quit"),
)

BY_ACTION: dict[str, Key] = {key.action: key for key in KEYS}

"""The SQL console: an editor, the result under it, lists beside it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from tui.console.catalogue import Catalogue
from tui.console.complete import Offers, complete
from tui.console.history import History, Run, now
from tui.console.lex import tokens
from tui.console.parameters import Missing, shown, values_of, with_values
from tui.console.read import read_catalogue
from tui.console.statements import Statement, at_cursor, split
from tui.console.tidy import tidy
from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.query import named
from tui.corpus.result import Order, Result, Window
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.draw.spans import Line, title
from tui.pages.page import Ask, Shown, Subject
from tui.pages.picker import Item, Picker
from tui.pages.picks import offer_lines, queries, tables
from tui.pages.result import ResultPage
from tui.panes.base import Changed
from tui.panes.part import Part
from tui.panes.runner import Outcome, Runner
from tui.widgets.editor import Editor

STARTER = "-- F5 runs this, ctrl+g lists the tables, ctrl+o the questions that others ask\nfrom dyads\n"
EOF_MARK = None

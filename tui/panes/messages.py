"""What panes tell the screen, and a pane itself from other threads."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from tui.corpus.frame import Frame, QueryError
from tui.pages.page import Wish
from tui.panes.work import Worker


@dataclass
class FrameReady(Message):
    """A query has ended. The ticket says which ask it answers; a late one is dropped."""

    key: str
    ticket: int
    frame: Frame | None
    error: QueryError | None


@dataclass
class WorkReady(Message):
    """The page's work has ended."""

    worker: Worker


@dataclass
class Left(Message):
    """The page wants something else opened, or a text copied."""

    wish: Wish


class Changed(Message):
    """The page changed: its footer or its subject may have."""

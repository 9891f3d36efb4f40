"""A result on its way to a file: the format, the name, whether to write over what is there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tui.panes.desk import Desk
from tui.panes.takeaway import EXPORTS, QUESTIONS, Export, save, suggested


class Exporting:
    """Asks one thing after the other. `naming` is the format while a name is wanted for it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.naming: Export | None = None
        self._over: tuple[Export, Path] | None = None
        self._format = False

    def begin(self) -> None:
        """Ask for the format."""
        if self._desk.visiting:
            self._desk.note = "nothing is written on this machine: y copies to your terminal"
        else:
            self._desk.note, self._format = QUESTIONS["export"], True

    @property
    def asks(self) -> bool:
        """Whether the next key is an answer."""
        return self._format or self._over is not None

    def answer(self, key: str) -> None:
        """Take the key as an answer; any other than those named leaves."""
        self._desk.note = ""
        over, self._over = self._over, None
        if self._format:
            self._format, self.naming = False, EXPORTS.get(key)
        elif over is not None and key == "y":
            self._write(*over)
        elif over is not None:
            self._desk.note = f"{over[1].name} stays as it is"

    def suggestion(self, called: str) -> str:
        """A name for the file."""
        return suggested(called, self.naming.ending) if self.naming is not None else ""

    def named(self, name: str) -> None:
        """Take the name, '' if there is to be no file."""
        export, self.naming = self.naming, None
        if export is None or not name:
            return
        path = Path(name).expanduser()
        if path.is_dir():
            self._desk.note = f"{path} is a folder"
        elif path.exists():
            self._over = (export, path)
            self._desk.note = f"{path.name} is there: y writes over it, any other key does not"
        else:
            self._write(export, path)

    def _write(self, export: Export, path: Path) -> None:
        self._desk.do("export", partial(save, format=export.format, path=path.absolute()))

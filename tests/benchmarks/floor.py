"""The least that a start and a key are held against: a line of text, both data libraries there."""

import duckdb
import polars
from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Floor(App[None]):
    """A bare Textual app that counts the keys."""

    def compose(self) -> ComposeResult:
        yield Static(f"ready with {duckdb.__name__} and {polars.__name__}")

    def on_key(self, event: Key) -> None:
        """Show another line at every key."""
        self.count = getattr(self, "count", 0) + 1
        self.query_one(Static).update(f"{event.key} is key {self.count}")


if __name__ == "__main__":
    Floor().run()

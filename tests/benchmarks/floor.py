"""The least that a start is held against: one line of text, and both data libraries imported."""

import duckdb
import polars
from textual.app import App, ComposeResult
from textual.widgets import Static


class Floor(App[None]):
    """A bare Textual app."""

    def compose(self) -> ComposeResult:
        yield Static(f"ready with {duckdb.__name__} and {polars.__name__}")


if __name__ == "__main__":
    Floor().run()

"""Keeping what has every word of a text."""

from __future__ import annotations

from tui.corpus.fold import fold


def matches(text: str, *names: str) -> bool:
    """Whether every word of a text stands in one of the names; case and accents do not count."""
    if not text.strip():
        return True
    within = fold(" ".join(names))
    return all(word in within for word in fold(text).split())

"""The small corpus and its originals, written anew for each test."""

from pathlib import Path

import pytest

from tests.corpus.small import write, write_articles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small valid corpus, to break."""
    return write(tmp_path / "corpus")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """The originals of the small corpus."""
    return write_articles(tmp_path / "originals")

"""Where the corpus that ships with the program stands, and how a corpus folder's files end."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
# How the files of a corpus folder end: one a table.
SUFFIXES = ("csv", "parquet", "jsonl", "ndjson")
# Paragraphs stand in a table's file, or each article's in a digest of its own.
DIGESTS = "digests/*.md"


def shipped() -> Path:
    """The folder of the shipped corpus: the installed copy, else the checkout's `data/`.

    Raises FileNotFoundError if neither is there.
    """
    for folder in (PACKAGE / "_data", PACKAGE.parent / "data"):
        if (folder / "sources.csv").is_file():
            return folder
    raise FileNotFoundError(f"no corpus ships with the program at {PACKAGE}")


def cache_folder() -> Path:
    """Where built corpora are kept: the user's cache folder, as the desktop standard says."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "caploop"

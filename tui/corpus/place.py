"""Where the corpus that ships with the program stands."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def shipped() -> Path:
    """The folder of the shipped corpus: the installed copy, else the checkout's `data/`.

    Raises FileNotFoundError if neither is there.
    """
    for folder in (PACKAGE / "_data", PACKAGE.parent / "data"):
        if (folder / "sources.csv").is_file():
            return folder
    raise FileNotFoundError(f"no corpus ships with the program at {PACKAGE}")

"""`python -m tui.serve.build FOLDER`: build a corpus and print where the database is."""

from __future__ import annotations

import sys

from tui.corpus.cache import kept_file
from tui.corpus.opening import OpeningError, open_corpus


def main(folder: str) -> int:
    """The exit code; what is wrong is said on stderr."""
    try:
        open_corpus(folder, whole=True).store.close()
    except OpeningError as error:
        print(error, file=sys.stderr)
        return 1
    file = kept_file(folder)
    if not file.is_file():
        print(f"{file} cannot be written: visitors need it", file=sys.stderr)
        return 1
    print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

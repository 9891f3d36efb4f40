"""`caploop publish`: the articles of a folder into a lake that many machines read."""

from __future__ import annotations

import argparse
import sys


def run_publish(arguments: argparse.Namespace) -> int:
    """Publish a folder: what was written on stdout. Returns the exit code.

    1: the folder is wrong, or the lake cannot be used. In both cases nothing was published.
    """
    from tui.corpus.faults import CorpusError
    from tui.corpus.lake.engine import LakeError
    from tui.corpus.lake.publish import publish
    from tui.corpus.lake.uri import lake_uri
    from tui.corpus.progress import narrator

    bar = narrator()

    def told(line: str) -> None:
        bar("")
        print(line, file=sys.stderr)

    try:
        done = publish(arguments.folder, lake_uri(arguments.to), arguments.files, told, bar)
        bar("")
    except CorpusError as error:
        told(str(error))
        told(f"nothing was published: {error.faults.total:,} wrong in {arguments.folder}")
        return 1
    except LakeError as error:
        told(str(error))
        return 1
    if not done.rows:
        print(f"snapshot {done.snapshot} holds all of it already")
        return 0
    tables = ", ".join(
        f"{name} {' '.join(_counts(new, gone))}" for name, (new, gone) in done.rows.items()
    )
    print(f"snapshot {done.snapshot}: {tables}")
    return 0


def _counts(new: int, gone: int) -> list[str]:
    return [f"+{new:,}"] * (new > 0) + [f"-{gone:,}"] * (gone > 0)

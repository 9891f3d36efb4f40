"""`python -m tests.serve.run JSON`: a server with settings that the command line does not offer."""

import asyncio
import json
import sys
from pathlib import Path

from tui.serve.server import serve
from tui.serve.settings import Settings

PATHS = ("data", "host_key", "authorized_keys")


def main(text: str) -> None:
    given = json.loads(text)
    paths = {name: Path(given[name]) for name in PATHS if given.get(name) is not None}
    asyncio.run(serve(Settings(**{**given, **paths})))


if __name__ == "__main__":
    main(sys.argv[1])

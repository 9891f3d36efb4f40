"""`python -m tui.serve --data FILE.duckdb`: one visit, on the terminal at hand.

For a ForceCommand of sshd, and where the server cannot fork.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys

from tui.serve.messages import Visit
from tui.serve.surroundings import surroundings

SYSTEM_LOG = "/dev/log"


def system_log() -> int:
    """A descriptor of the system's log, or of nothing: what fails is not told to the visitor."""
    log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        log.connect(SYSTEM_LOG)
    except OSError:
        log.close()
        return os.open(os.devnull, os.O_WRONLY)
    return log.detach()


parser = argparse.ArgumentParser(prog="python -m tui.serve", description=__doc__.split("\n")[0])
parser.add_argument("--data", metavar="FILE.duckdb", required=True, help="the corpus")
parser.add_argument("--query-timeout", metavar="SECONDS", type=float, default=10.0)
parser.add_argument("--log", metavar="FD", type=int, help=argparse.SUPPRESS)
arguments = parser.parse_args()
if not sys.stdin.isatty() or os.environ.get("TERM", "dumb") in ("dumb", ""):
    sys.exit("caploop needs a terminal that it can draw on: ssh -t")
own = surroundings(os.environ)
os.environ.clear()
os.environ.update(own)

from tui.serve.visit import run  # noqa: E402  # Textual reads the environment

log = system_log() if arguments.log is None else arguments.log
run(Visit(os.path.abspath(arguments.data), own, arguments.query_timeout, log))

"""What the kernel holds a visitor's process to, before it does anything for the visitor."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from pathlib import Path

from tui.serve.landlock import give_up_writing

# The engine counts some of its memory only after it has taken it.
MEMORY_BYTES = 1 << 30
# Of a whole visit: an hour of keys without a pause takes about three minutes.
CPU_SECONDS = 900
FILES = 256
# The kernel, short of memory, ends a visitor before the server.
OOM_SCORE = "500"


def confine() -> None:
    """Limits for good: memory, computing time, files; nothing is written, no core is dumped."""
    # Python expects these two to be ignored, and gets errors instead.
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        ignored = number in (signal.SIGPIPE, signal.SIGXFSZ)
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN if ignored else signal.SIG_DFL)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(OOM_SCORE, encoding="ascii")
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_DATA, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
    ):
        resource.setrlimit(limit, (most, most))
    os.chdir("/")
    give_up_writing()

"""The store gives back what it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
# Resident MB before and after, in a process of its own, and the setting that did it.
GIVEN_BACK = """
from pathlib import Path
from tui.corpus.store import Store

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))

def setting():
    name = "allocator_bulk_deallocation_flush_threshold"
    return store.rows(f"SELECT current_setting('{name}')")[0][0].replace(" ", "")

store = Store.memory()
at_first = setting()
store.rows("SELECT count(DISTINCT hash(i)) FROM range(1000000) AS t (i)")
before = resident()
store.give_back()
print(before - resident(), setting() == at_first)
"""


def test_what_a_query_took_goes_back_to_the_system() -> None:
    """The hashes alone are 8 MB, their table is larger."""
    ended = subprocess.run(
        (sys.executable, "-c", GIVEN_BACK), cwd=PROJECT, capture_output=True, text=True, timeout=100
    )
    assert ended.returncode == 0, ended.stderr
    megabytes, as_before = ended.stdout.split()
    assert float(megabytes) > 8
    assert as_before == "True"

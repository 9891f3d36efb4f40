"""`python -m tests.terminal.first_line FOLDER LINE`: a set-up line ends in the explorer, twice.

The line is run by a shell in the folder, on a terminal, as somebody types it who has just cloned
the project: first at 80x24, then, everything being there already, at 120x40.
"""

import os
import sys

from tests.terminal.harness import Terminal

INSTALL = 900


def main(folder: str, line: str) -> None:
    """Raises AssertionError with the screen if the explorer does not open, or not quit."""
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    for size in ((80, 24), (120, 40)):
        with Terminal(["/bin/sh", "-c", line], size=size, env=pip, cwd=folder) as terminal:
            terminal.wait_for("▸4 Loop", timeout=INSTALL)
            terminal.wait_for("Microsoft")
            terminal.wait_for(lambda t: "paid" in t.screen()[1])
            print("\n".join(terminal.screen()))
            terminal.press("q")
            assert terminal.wait_exit() == 0, terminal.text()
            assert terminal.left_on() == set(), terminal.left_on()


if __name__ == "__main__":
    main(*sys.argv[1:])

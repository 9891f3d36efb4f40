"""What a visitor's process could do on the machine that serves, and does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.served import ROOT
from tui.serve.options import add_serve

# In a process that is held as a visitor's is; each line is one thing tried.
CONFINED = """
import os, signal, socket, sys
from tui.serve.confine import confine
already = open('{dir}/there', 'ab', buffering=0)
confine()
try:
    {attempt}
except OSError as error:
    print("refused", type(error).__name__)
else:
    print("done")
"""
ATTEMPTS = {
    "a new file": "open('{dir}/new', 'w')",
    "a file that is there": "open('{dir}/there', 'a').write('x')",
    "more of a file that is open already": "already.write(b'x')",
    "a folder": "os.mkdir('{dir}/folder')",
    "a name taken away": "os.unlink('{dir}/there')",
    "another name": "os.rename('{dir}/there', '{dir}/gone')",
    "a program": "os.posix_spawn('/bin/true', ['true'], {{}})",
    "a connection": "socket.create_connection(('127.0.0.1', {port}), 5)",
    "a server": "socket.create_server(('127.0.0.1', 0))",
    "a signal to somebody else": "os.kill({pid}, signal.SIGUSR1)",
}
# Only newer kernels can refuse these: https://docs.kernel.org/userspace-api/landlock.html
SINCE = {"a connection": 4, "a server": 4, "a signal to somebody else": 6}


def landlock() -> int:
    """The version of the interface that this kernel has, 0 for none."""
    code = "from tui.serve.landlock import give_up_writing; print(give_up_writing())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.parametrize("what", ATTEMPTS)
def test_a_visitors_process_leaves_no_trace(what: str, tmp_path: Path) -> None:
    if landlock() < SINCE.get(what, 1):
        pytest.skip("this kernel's Landlock does not refuse it")
    (tmp_path / "there").write_text("as it was")
    with subprocess.Popen(["sleep", "60"]) as other:
        attempt = ATTEMPTS[what].format(dir=tmp_path, port=1, pid=other.pid)
        done = subprocess.run(
            [sys.executable, "-c", CONFINED.format(dir=tmp_path, attempt=attempt)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert other.poll() is None
        other.kill()
    assert done.stdout.startswith("refused"), done.stdout + done.stderr
    assert "ConnectionRefused" not in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "as it was"


HARMLESS = """
import asyncio, os, sys
from datetime import date
from tui.context import Context
from tui.screens.body import Look
from tui.serve.visit import VisitorApp
from tui.serve.zygote import _Never

async def main():
    app = VisitorApp(Context(date(2026, 3, 5)), _Never(), pane="loop", look=Look("dark", "full"))
    async with app.run_test() as pilot:
        driver = app.get_driver_class()(app, size=(80, 24))
        assert not driver.can_suspend
        driver.open_url("http://127.0.0.1:1/")
        driver.deliver_binary(sys.stdin.buffer, delivery_key="x", save_path=os.getcwd())
        assert app.save_screenshot("x.svg", os.getcwd()) == ""
        assert not app.ENABLE_COMMAND_PALETTE

asyncio.run(main())
os._exit(0)
"""


def test_nothing_is_opened_or_saved_where_it_is_served(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\ntouch {tmp_path}/opened\n")
    browser.chmod(0o755)
    here = tmp_path / "here"
    here.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", HARMLESS],
        cwd=here,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": f"{browser} %s"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert os.listdir(here) == []
    assert not (tmp_path / "opened").exists()


def test_it_listens_only_here_unless_told() -> None:
    import argparse

    parser = argparse.ArgumentParser()
    add_serve(parser.add_subparsers())
    assert parser.parse_args(["serve"]).listen == ("127.0.0.1", 2222)

"""A PostgreSQL server of the tests' own: in a folder of its own, on a socket in it, not as root."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

USER, PASSWORD = "caploop", "open sesame's"
# Shorter than the engine keeps a connection that nobody uses.
PATIENCE = 45.0
PROGRAMS = ("initdb", "pg_ctl", "postgres", "createdb", "psql")


@cache
def program(name: str) -> str | None:
    """Where one of PostgreSQL's programs is: Debian keeps those of a server out of the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(debian[-1]) if debian else shutil.which(name)


@cache
def lacking() -> str:
    """What this machine lacks to run a lake, '' if nothing."""
    if programs := [name for name in PROGRAMS if program(name) is None]:
        return f"no {' and no '.join(programs)} of PostgreSQL on this machine"
    for package in ("ducklake", "postgres"):
        found = importlib.util.find_spec(f"duckdb_extension_{package}")
        folders = (found.submodule_search_locations or []) if found else []
        fit = f"extensions/v{version('duckdb')}"
        if not any((Path(folder) / fit).is_dir() for folder in folders):
            return f"no duckdb-extension-{package} for duckdb {version('duckdb')}"
    return ""


class Postgres:
    """A server for as long as the block lasts. It asks everybody for a password."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="caploop-pg-"))
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("nobody")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._databases = 0

    def __enter__(self) -> Self:
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        data = str(self.folder / "data")
        making = ["-D", data, "-U", USER, "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync"]
        self._run("initdb", *making, "--no-instructions", "--locale=C", "--encoding=UTF8")
        self.start()
        return self

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c shared_buffers=16MB"
        log = str(self.folder / "log")
        self._run(
            "pg_ctl", "start", "-w", "-D", str(self.folder / "data"), "-l", log, "-o", options
        )

    def stop(self) -> None:
        """Stop it at once, by the process id that it left in its folder."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.folder / "data"))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def database(self, template: str = "template0") -> str:
        """The name of a new database, empty or as another one is."""
        self._databases += 1
        name = f"lake{self._databases}"
        self._run("createdb", "-h", str(self.folder), "-U", USER, "-T", template, name)
        return name

    def rows(self, database: str, sql: str) -> list[str]:
        """The rows of a query, as a database's own client prints them."""
        told = ("-h", str(self.folder), "-U", USER, "-d", database, "-A", "-t", "-c", sql)
        return self._run("psql", *told).splitlines()

    def left_open(self, database: str) -> list[str]:
        """The connections that caploop has to a database, when it should have none: the server may
        take a while to see that somebody has left."""
        there = (
            "SELECT state, backend_start, query FROM pg_stat_activity"
            f" WHERE application_name = 'caploop' AND datname = '{database}'"
        )
        end = time.monotonic() + PATIENCE
        while (left := self.rows(database, there)) and time.monotonic() < end:
            time.sleep(0.05)
        return left

    def _run(self, name: str, *arguments: str) -> str:
        command = [str(program(name)), *arguments]
        environment = {"PATH": os.environ["PATH"], "PGPASSWORD": PASSWORD, "LC_ALL": "C"}
        # What the server inherits of these is a file: a pipe would stay open as long as it runs.
        with tempfile.TemporaryFile() as out:
            done = subprocess.run(
                command, env=environment, cwd="/", stdout=out, stderr=out, check=False, **self._as
            )
            out.seek(0)
            told = out.read().decode()
        assert done.returncode == 0, f"{' '.join(command)}:\n{told}"
        return told

"""`python -m tests.serve.sandboxed FILE [--unguarded] [--patient]`: a visitor without a screen.

Statements come in as a JSON list; what became of each goes out as JSON, one a line. Each runs as
the console runs it. A process that ends is replaced for the statements after the one that ended it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from pathlib import Path

import duckdb

from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.corpus.visitor import Visitor
from tui.serve.confine import confine
from tui.serve.deadline import Deadline
from tui.serve.guard import refusal
from tui.serve.visitor import SETTINGS

SECONDS, PATIENT_SECONDS = 0.5, 30.0
CONTEXT = Context(date(2026, 3, 5))


def rows_of(session: Session, sql: str) -> str:
    result = session.run(sql, {})
    kept = session.kept.window(result, range(0, 20), range(len(result.columns))).rows
    return repr((result.columns, kept))


def one(session: Session, sql: str) -> dict[str, object]:
    """What became of a statement: `rows` with what they hold, or `error` with what it says."""
    began = time.monotonic()
    try:
        found = session.start(lambda: rows_of(session, sql)).result()
        outcome = {"kind": "rows", "text": found}
    except QueryError as error:
        outcome = {"kind": "error", "text": error.message}
    return {"sql": sql, "seconds": time.monotonic() - began, **outcome}


def work(file: str, statements: list[str], guarded: bool, seconds: float, out: int) -> None:
    confine()
    judge = refusal if guarded else lambda *_: None
    visitor = Visitor(SETTINGS, judge, Deadline(seconds))
    store = Store.open(Path(file), visitor=visitor)
    session = Session(store, CONTEXT)
    for sql in statements:
        os.write(out, json.dumps({"begins": sql, "at": time.monotonic()}).encode() + b"\n")
        os.write(out, json.dumps(one(session, sql)).encode() + b"\n")


def main(file: str, guarded: bool, seconds: float) -> None:
    statements: list[str] = json.load(sys.stdin)
    duckdb.default_connection().close()
    while statements:
        receive, send = os.pipe()
        if os.fork() == 0:
            os.close(receive)
            try:
                work(file, statements, guarded, seconds, send)
            finally:
                os._exit(99)
        os.close(send)
        with os.fdopen(receive) as pipe:
            told = [json.loads(line) for line in pipe]
        ended = time.monotonic()
        code = os.waitstatus_to_exitcode(os.wait()[1])
        begun = [each for each in told if "begins" in each]
        outcomes = [each for each in told if "begins" not in each]
        if not begun:
            raise SystemExit(f"the visitor's process does not start: {code}")
        if len(outcomes) < len(begun):
            last = begun[-1]
            dead = {"sql": last["begins"], "kind": "died", "text": str(code)}
            outcomes.append({**dead, "seconds": ended - last["at"]})
        for each in outcomes:
            print(json.dumps(each), flush=True)
        statements = statements[len(begun) :]
    os._exit(0)


if __name__ == "__main__":
    patient = "--patient" in sys.argv
    main(sys.argv[1], "--unguarded" not in sys.argv, PATIENT_SECONDS if patient else SECONDS)

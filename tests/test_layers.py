"""The layers of the program: who imports whom, who runs SQL, what stays out of a start."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TUI = ROOT / "tui"
# The store with what comes out of it and what it fails of, the thread of one query, and the
# console's own cursor with its variables, its transaction and what it keeps of a result.
ROOMS = ("store", "fetch", "job", "session", "variables", "leave", "kept", "explain")
SQL_ROOMS = {TUI / "corpus" / f"{name}.py" for name in ROOMS}
# What runs SQL, and how one would come by a connection: `page.sql()` only tells a query's name.
SQL_CALLS = {"execute", "executemany", "extract_statements", "cursor"}
LONGEST = 300
LONGEST_OF = {"app.py": 150}


def python_files() -> list[Path]:
    return sorted(TUI.rglob("*.py"))


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint()",
            "--no-cache",
            "--no-logo",
        ],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_contracts_in_pyproject_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """The contracts over an empty package a layer, with the one import that is excepted."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = re.findall(r"\w+", " ".join(contracts["contracts"][0]["layers"]))
    for package in ("", *layers):
        folder = tmp_path / "tui" / package
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    (tmp_path / "tui" / "widgets" / "plot.py").write_text("import textual_plotext")
    return tmp_path


def test_the_empty_program_keeps_every_contract(skeleton: Path) -> None:
    done = lint_imports(skeleton)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "statement", "contract"),
    [
        ("network/wrong.py", "import tui.format", "never back"),
        ("corpus/wrong.py", "import tui.draw", "never back"),
        ("widgets/wrong.py", "import tui.panes", "never back"),
        ("wrong.py", "", "never back"),  # a module without a place
        ("draw/wrong.py", "import textual.strip", "without a screen"),
        ("draw/wrong.py", "import tui.corpus", "do not know the corpus"),
        ("panes/wrong.py", "import textual_plotext", "only widgets/plot.py"),
    ],
)
def test_a_contract_breaks_on_an_import_that_it_forbids(
    module: str, statement: str, contract: str, skeleton: Path
) -> None:
    (skeleton / "tui" / module).write_text(statement)
    done = lint_imports(skeleton)
    assert done.returncode == 1
    broken = [line for line in done.stdout.splitlines() if " BROKEN" in line]
    assert len(broken) == 1, done.stdout + done.stderr
    assert contract in broken[0]


def loaded_after(program: str) -> set[str]:
    """The top-level modules that are loaded when a program, run in a new Python, has ended."""
    tell = "import json, sys; print('\\n' + json.dumps([n.split('.')[0] for n in sys.modules]))"
    run = f"try:\n    {program}\nexcept SystemExit as end:\n    assert not end.code, end\n{tell}"
    done = subprocess.run(
        [sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "program",
    [
        "import tui",
        "import tui.cli",
        "from tui.cli import main; sys = __import__('sys'); sys.argv = ['caploop', '--help'];"
        " sys.exit(main())",
        "from tui.cli import main; sys = __import__('sys'); sys.argv = ['caploop', '--version'];"
        " sys.exit(main())",
    ],
)
def test_help_and_version_load_no_heavy_library(program: str) -> None:
    loaded = loaded_after(program)
    assert "tui" in loaded
    assert loaded & {"textual", "rich", "_duckdb", "polars", "plotext", "textual_plotext"} == set()


def test_the_app_loads_no_library_that_it_does_not_need() -> None:
    loaded = loaded_after("import tui.app, tui.panes.console, tui.corpus.load")
    assert {"textual", "polars"} <= loaded
    assert loaded & {"networkx", "scipy", "numpy", "pandas", "pyarrow", "asyncssh"} == set()


def sql_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of whatever could run SQL: a call or a connection, an import of duckdb."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in SQL_CALLS:
                yield node.lineno, f".{name}("
            case ast.Call(func=ast.Attribute(value=ast.Name(id="pl" | "polars"), attr="sql")):
                yield node.lineno, "polars.sql("
            case ast.Attribute(value=owner, attr="_connection") if ast.unparse(owner) != "self":
                yield node.lineno, f"{ast.unparse(owner)}._connection"
            case ast.Import(names=names):
                if any(name.name.split(".")[0] == "duckdb" for name in names):
                    yield node.lineno, "import duckdb"
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] == "duckdb":
                yield node.lineno, f"from {module} import"


def test_only_the_store_runs_sql() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {what}"
        for path in python_files()
        if path not in SQL_ROOMS
        for line, what in sql_in(ast.parse(path.read_text()))
    ]
    assert found == [], "only the rooms of SQL_ROOMS may run SQL or import duckdb"


@pytest.mark.parametrize(
    "source",
    [
        "con.execute('select 1')",
        "self.store.cursor().sql(q, params=p)",
        "store._connection.sql('select 1')",
        "pl.sql('select 1')",
        "import duckdb",
        "import os, duckdb.functional",
        "def late():\n    from duckdb import connect",
    ],
)
def test_the_search_for_sql_finds_it(source: str) -> None:
    assert list(sql_in(ast.parse(source)))


def test_the_store_is_where_the_search_looks() -> None:
    assert all(list(sql_in(ast.parse(path.read_text()))) for path in SQL_ROOMS)


def test_no_file_is_long() -> None:
    lines = {path: len(path.read_text().splitlines()) for path in python_files()}
    long = [
        f"{path.relative_to(ROOT)} has {count} lines, {limit} at most: two ideas in one room?"
        for path, count in lines.items()
        if count > (limit := LONGEST_OF.get(path.name, LONGEST))
    ]
    assert long == []

"""What the wheel carries: the program, the corpus that ships, and no article."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the project in which an article and a new table stand."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(ROOT / "tui", copy / "tui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", copy / "data", ignore=shutil.ignore_patterns("articles"))
    (copy / "data" / "articles").mkdir()
    (copy / "data" / "articles" / "000.txt").write_text("not ours to give")
    (copy / "data" / "later.csv").write_text("a,b\n")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    (built,) = (copy / "dist").glob("*.whl")
    return built


def test_it_carries_the_whole_corpus_and_no_article(wheel: Path) -> None:
    shipped = {
        f"tui/_data/{path.relative_to(ROOT / 'data')}"
        for path in (ROOT / "data").rglob("*")
        if path.is_file() and "articles" not in path.parts
    }
    names = set(zipfile.ZipFile(wheel).namelist())
    carried = {name for name in names if name.startswith("tui/_data/")}
    assert carried == shipped | {"tui/_data/later.csv"}
    assert {"tui/_data/sources.csv", "tui/_data/LICENSE"} <= carried
    assert [name for name in names if "articles/" in name] == []


def test_it_carries_the_program_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    program = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tui").rglob("*")
        if path.suffix in {".py", ".sql", ".tcss"}
    }
    assert program <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"tui", "caploop"}


def test_the_installed_program_finds_its_own_corpus(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    found = subprocess.run(
        [sys.executable, "-c", "from tui.corpus.place import shipped; print(shipped())"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(found.stdout.strip()) == tmp_path / "site" / "tui" / "_data"


def test_a_checkout_finds_its_data_folder() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from tui.corpus.place import shipped; print(shipped())"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(found.stdout.strip()) == ROOT / "data"

"""The shape of the code: what the playbook may import, and how long things may grow."""

import ast
import gc
import importlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "cards", "graph", "playbook", "sandbox")
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60

PLAYBOOK = sorted((ROOT / "playbook").glob("**/*.py"))


def modules() -> Iterator[Path]:
    for room in ROOMS:
        for file in sorted((ROOT / room).glob("**/*.py")):
            if "node_modules" not in file.parts:
                yield file


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def parsed(file: Path) -> ast.Module:
    text = file.read_text(encoding="utf-8")
    # CPython 3.11 miscounts its recursion where a collection runs code meanwhile (gh-106905).
    gc.disable()
    try:
        return ast.parse(text)
    finally:
        gc.enable()


def imported(tree: ast.Module) -> set[str]:
    """The top-level packages that a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize("file", PLAYBOOK, ids=named)
def test_the_playbook_imports_the_standard_library_pydantic_and_the_calendar_only(
    file: Path,
) -> None:
    allowed = {"playbook", "pydantic", "holidays", *sys.stdlib_module_names}
    assert imported(parsed(file)) <= allowed


@pytest.mark.parametrize("file", PLAYBOOK, ids=named)
def test_the_playbook_asks_no_clock_and_no_chance(file: Path) -> None:
    asked = {node.attr for node in ast.walk(parsed(file)) if isinstance(node, ast.Attribute)}
    assert not asked & {"now", "utcnow", "monotonic", "uuid4"}
    assert not imported(parsed(file)) & {"time", "random", "uuid", "secrets", "os", "io"}


@pytest.mark.parametrize("file", PLAYBOOK, ids=named)
def test_importing_the_playbook_does_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = named(file).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    importlib.import_module(name)
    assert capsys.readouterr() == ("", "")
    calls = [
        node
        for node in parsed(file).body
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ]
    assert calls == []


@pytest.mark.parametrize("file", PLAYBOOK, ids=named)
def test_every_module_of_the_playbook_says_what_it_is_about(file: Path) -> None:
    assert ast.get_docstring(parsed(file))


def test_no_file_grows_out_of_hand() -> None:
    lengths = {named(file): len(file.read_text("utf-8").splitlines()) for file in modules()}
    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FILE} == {}


def test_no_function_grows_out_of_hand() -> None:
    long = {
        f"{named(file)}:{node.name}": length
        for file in modules()
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LINES_OF_A_FUNCTION
    }
    assert long == {}

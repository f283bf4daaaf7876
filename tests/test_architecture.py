"""Rules of the house that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("api_client", "console", "gateway", "resources", "widgets")
MODULES = sorted(path for part in PARTS for path in (ROOT / part).rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
DESK = [path for path in MODULES if path.relative_to(ROOT).parts[0] in ("console", "widgets")]

ONLY_IMPORTERS = {
    "httpx": {"api_client/client.py"},
    "websockets": {"api_client/listener.py"},
    "keyring": {"console/session.py"},
    "qasync": {"console/loop.py"},
    "uvicorn": {"gateway/server.py"},
    "argon2": {"gateway/auth.py"},
    "rapidfuzz": {"gateway/lookup.py"},
}
LINES, FUNCTION_LINES = 400, 40
LONG_FOR_A_REASON = {"_style_sheet"}
"""One text: the style sheet."""
NAMES_THAT_SAY_NOTHING = {"utils", "util", "base", "common", "helpers", "helper", "misc", "manager"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield every module that is imported, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield function.attr, node
            elif isinstance(function, ast.Name):
                yield function.id, node


@pytest.mark.parametrize("library", sorted(ONLY_IMPORTERS))
def test_a_library_at_the_edge_has_one_importer(library: str) -> None:
    found = {
        named(path)
        for path, tree in TREES.items()
        if any(name.partition(".")[0] == library for name in imports(tree))
    }
    assert found == ONLY_IMPORTERS[library]


def test_no_loop_runs_inside_the_loop() -> None:
    """A nested event loop kills tasks that wake meanwhile: dialogs are opened, never executed.

    The loop itself may run Qt's events once it has ended, and the first paint before it is loaded.
    """
    banned = {"exec", "exec_", "processEvents", "waitForDone"}
    statics = {
        "question",
        "information",
        "critical",
        "getOpenFileName",
        "getSaveFileName",
        "getText",
    }
    found = []
    outside = {ROOT / "console/loop.py", ROOT / "console/first_paint.py"}
    for path in set(DESK) - outside:
        for name, call in calls(TREES[path]):
            owner = call.func.value if isinstance(call.func, ast.Attribute) else None
            is_static = name in statics and isinstance(owner, ast.Name) and owner.id.startswith("Q")
            if name in banned or is_static:
                found.append(f"{named(path)}:{call.lineno} {name}")
    assert not found


def test_every_visible_string_can_be_translated() -> None:
    """An f-string inside `tr` is a text that no translator ever sees."""
    found = [
        f"{named(path)}:{call.lineno}"
        for path in DESK
        for name, call in calls(TREES[path])
        if name in ("tr", "translate") and any(isinstance(a, ast.JoinedStr) for a in call.args)
    ]
    assert not found


def test_signals_carry_no_bare_integers() -> None:
    """`Signal(int)` has 32 bits: 3 000 000 000 arrives as a negative number."""
    found = [
        f"{named(path)}:{call.lineno}"
        for path in DESK
        for name, call in calls(TREES[path])
        if name == "Signal" and any(isinstance(a, ast.Name) and a.id == "int" for a in call.args)
    ]
    assert not found


def test_only_the_last_stops_catch_everything() -> None:
    last_stops = {
        "console/tasks.py", "gateway/app.py", "gateway/change_log.py", "console/session.py",
    }  # fmt: skip
    found = {
        named(path)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    }
    assert found <= last_stops


def test_sql_lives_in_files() -> None:
    """The sandbox plays the marketplace's backend, which has its own."""
    statement = re.compile(
        r"\s*(select|insert into|update|delete from|create|alter) ", re.IGNORECASE
    )
    found = [
        f"{named(path)}:{node.lineno}"
        for path, tree in TREES.items()
        if named(path).startswith("gateway/") and "sandbox" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and statement.match(node.value)
        and not node.value.strip().endswith(".")  # a docstring
    ]
    assert not found


def test_every_module_says_in_one_line_what_it_is_for() -> None:
    for path, tree in TREES.items():
        if path.name == "__init__.py" and not tree.body:
            continue
        docstring = ast.get_docstring(tree)
        assert docstring, named(path)
        assert docstring.splitlines()[0].endswith("."), named(path)
        assert path.stem not in NAMES_THAT_SAY_NOTHING, named(path)


def test_modules_and_functions_are_short() -> None:
    long = {
        named(path): lines
        for path in [*MODULES, *(ROOT / "tests").rglob("*.py")]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES
    }
    assert not long
    longer = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name not in LONG_FOR_A_REASON
        and (node.end_lineno or 0) - node.body[0].lineno >= FUNCTION_LINES
    ]
    assert not longer

"""Finds every text that goes through `tr` or `translate`, with the context Qt looks it up in.

Qt's own lupdate gives the functions called `tr` of a module an empty context, though they translate
in the one that they name, and takes ``window.tr`` for a class called ``window``.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PARTS = ("console", "widgets")


class Source(NamedTuple):
    """A text to translate; one that counts has a form for each kind of number."""

    context: str
    text: str
    counts: bool = False


class UntranslatableError(Exception):
    """A call whose text or context only the running program knows."""


def sources() -> list[Source]:
    """Return every text once, in the order of contexts and of the code; UntranslatableError."""
    found: dict[Source, None] = {}
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= dict.fromkeys(
                source for source in _Module(path, tree).sources() if source.text
            )
    return sorted(found, key=lambda source: source.context)


class _Module:
    """One module: what its own `tr` translates in, and the calls in it."""

    def __init__(self, path: Path, tree: ast.Module) -> None:
        self._path = path
        self._tree = tree
        self._own = _context_of_own_tr(tree)
        self._literals = {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and _is_text(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        """Names of texts: given to `tr`, they are in no catalogue."""

    def sources(self) -> Iterator[Source]:
        yield from self._inside(self._tree, None)

    def _inside(self, node: ast.AST, owner: str | None) -> Iterator[Source]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef) and owner is None and child.name == "tr":
                continue  # it only passes on
            if isinstance(child, ast.Call):
                yield from self._of_call(child, owner)
            yield from self._inside(child, child.name if isinstance(child, ast.ClassDef) else owner)

    def _of_call(self, call: ast.Call, owner: str | None) -> Iterator[Source]:
        match call.func, call.args:
            case ast.Attribute(value=ast.Name(id="self"), attr="tr"), [text, *rest]:
                yield self._source(call, owner, text, counts=len(rest) > 1)
            case ast.Name(id="tr"), [text, *rest]:
                if not self._is_looked_up(text):
                    yield self._source(call, self._own, text, counts=bool(rest))
            case ast.Attribute(attr="translate"), [ast.Constant(value=str(context)), text, *rest]:
                if not self._is_looked_up(text):
                    yield self._source(call, context, text, counts=len(rest) > 1)
            case ast.Name(id="QT_TRANSLATE_NOOP"), [ast.Constant(value=str(context)), text]:
                yield self._source(call, context, text)
            case ast.Attribute(attr="tr" | "translate"), _:
                raise self._untranslatable(call)

    def _source(
        self, call: ast.Call, context: str | None, text: ast.expr, *, counts: bool = False
    ) -> Source:
        if context is None or not isinstance(text, ast.Constant) or not _is_text(text):
            raise self._untranslatable(call)
        return Source(context, str(text.value), counts)

    def _is_looked_up(self, text: ast.expr) -> bool:
        """Tell a text from a table, which QT_TRANSLATE_NOOP has named there."""
        if isinstance(text, ast.Call) and isinstance(text.func, ast.Name) and text.func.id == "str":
            return self._is_looked_up(text.args[0])
        if isinstance(text, ast.Name):
            return text.id not in self._literals
        return isinstance(text, ast.Subscript | ast.Attribute)

    def _untranslatable(self, call: ast.Call) -> UntranslatableError:
        where = f"{self._path.relative_to(ROOT).as_posix()}:{call.lineno}"
        return UntranslatableError(f"{where}: {ast.unparse(call)}")


def _context_of_own_tr(tree: ast.Module) -> str | None:
    """Return the context that a module's function `tr` names, or that of the one it imports."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "tr":
            for call in ast.walk(node):
                match call:
                    case ast.Call(
                        func=ast.Attribute(attr="translate"),
                        args=[ast.Constant(value=str(context)), *_],
                    ):
                        return context
        if isinstance(node, ast.ImportFrom) and any(name.name == "tr" for name in node.names):
            path = ROOT / f"{(node.module or '').replace('.', '/')}.py"
            return _context_of_own_tr(ast.parse(path.read_text(encoding="utf-8")))
    return None


def _is_text(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)

"""The tree as the rules read it: files with their places, Python with its syntax."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDERS = ("benchmarks", "migrations", "portal", "tests")
TOP = ("config.py", "wsgi.py")
NOT_READ = ("tests/house/broken/", "tests/house/rules/")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path from the root of the tree, its text, its syntax."""

    path: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The file's name, such as views.py."""
        return self.path.rpartition("/")[2]

    @property
    def room(self) -> str:
        """The folder of portal/ that the file stands in; "" on the ground floor."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "portal" and len(parts) > 2 else ""

    def at(self, node: ast.stmt | ast.expr, words: str) -> str:
        """Say something of a place in this file."""
        return f"{self.path}:{node.lineno}: {words}"


@cache
def modules(root: Path) -> tuple[Module, ...]:
    """Read every Python file of a tree, in order of path."""
    found = [root / name for name in TOP if (root / name).exists()]
    for folder in FOLDERS:
        found += sorted((root / folder).rglob("*.py"))
    return tuple(
        Module(path, text, ast.parse(text))
        for file in found
        for path in [file.relative_to(root).as_posix()]
        if not path.startswith(NOT_READ)
        for text in [file.read_text(encoding="utf-8")]
    )


def portal_modules(root: Path) -> list[Module]:
    """Read the Python files of the portal itself."""
    return [module for module in modules(root) if module.path.startswith("portal/")]


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: Module) -> Iterator[Function]:
    """Yield every function of a module, methods and inner functions too."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def decorator_name(decorator: ast.expr) -> str:
    """Say a decorator as it is written, without what it is called with."""
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)


def files(root: Path, folder: str, *suffixes: str) -> list[tuple[str, str]]:
    """Read the files of a folder with these suffixes, as (path from the root, text)."""
    return [
        (file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
        for file in sorted((root / folder).rglob("*"))
        if file.is_file()
        and file.suffix in suffixes
        and not file.relative_to(root).as_posix().startswith(NOT_READ)
    ]

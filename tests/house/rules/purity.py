"""Purity: a pure module is handed values and gives values, the same for the same, anywhere."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules.kinds import (
    contract,
    imported,
    kinds_of_modules,
    module_name,
    names_imported,
)
from tests.house.rules.source import Module, portal_modules

# Where the world comes in: the disk, the network, the time, chance, the terminal.
OUTSIDE = {
    "fileinput", "getpass", "glob", "io", "locale", "os", "random", "shutil", "signal", "socket",
    "sys", "tempfile", "threading", "time", "urllib.request", "uuid", "portal.clock",
}  # fmt: skip
# What they hold of mere values: a zone of time, chance that is seeded, text as a stream.
VALUES = {"io.BytesIO", "io.StringIO", "portal.clock.HONG_KONG", "random.Random"}
DEEDS_OF_PATHS = {
    "absolute", "chmod", "cwd", "exists", "expanduser", "glob", "hardlink_to", "home", "is_dir",
    "is_file", "iterdir", "mkdir", "open", "owner", "read_bytes", "read_text", "rename", "resolve",
    "rglob", "rmdir", "samefile", "stat", "symlink_to", "touch", "unlink", "write_bytes",
    "write_text",
}  # fmt: skip
DEEDS = {"input", "open", "print"}


def pure_modules_reach_for_nothing(root: Path) -> list[str]:
    """A pure module takes in nothing of the world: no disk, no clock, no chance, no terminal."""
    return [
        module.at(node, f"reaches for {what}")
        for module in pure_modules(root)
        for node in ast.walk(module.tree)
        for what in reached(node)
        if isinstance(node, ast.stmt | ast.expr)
    ]


def reached(node: ast.AST) -> Iterator[str]:
    """Yield what a piece of syntax takes from the world."""
    for name in names_imported(node):
        if name not in VALUES and any(f"{name}.".startswith(f"{each}.") for each in OUTSIDE):
            yield name
    if isinstance(node, ast.Call):
        called = node.func
        if isinstance(called, ast.Name) and called.id in DEEDS:
            yield called.id
        if isinstance(called, ast.Attribute) and called.attr in DEEDS_OF_PATHS:
            yield ast.unparse(called)


def pure_modules_ask_pure_ones(root: Path) -> list[str]:
    """A pure module asks pure ones; of the tables it knows their states (StrEnum), never a row."""
    kinds = kinds_of_modules(root)
    states = {
        (module_name(module), node.name)
        for module in portal_modules(root)
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("StrEnum") for base in node.bases)
    }
    return [
        module.at(node, f"takes {taken or 'all'} of {asked}, which is not pure")
        for module in pure_modules(root)
        for node, asked, taken in imported(module, kinds)
        if kinds[asked] != "pure" and not (kinds[asked] == "tables" and (asked, taken) in states)
    ]


def pure_modules(root: Path) -> list[Module]:
    """Read the modules that the contract of purity names, of rooms and of the ground floor."""
    named = contract(root, "pure").get("source_modules", [])
    kinds = kinds_of_modules(root)
    return [
        module
        for module in portal_modules(root)
        for name in [module_name(module)]
        if kinds.get(name, "pure") == "pure"
        and any(f"{name}.".startswith(f"{each}.") for each in named)
    ]

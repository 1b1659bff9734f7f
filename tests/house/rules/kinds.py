"""Kinds: what each module of a room is, by the door it is or as pyproject.toml declares it."""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.house.rules.source import Module, portal_modules

DOORS: Mapping[str, str] = MappingProxyType(
    {
        "models": "tables",
        "queries": "asking",
        "actions": "acting",
        "forms": "forms",
        "views": "pages",
        "commands": "jobs",
        "jobs": "jobs",
    }
)
# What a module asks inside its room, besides its own kind.
ASKS: Mapping[str, set[str]] = MappingProxyType(
    {
        "edges": {"pure"},
        "tables": {"pure"},
        "asking": {"pure", "tables"},
        "acting": {"pure", "edges", "tables", "asking"},
        "forms": {"pure", "tables", "asking"},
        "pages": {"pure", "edges", "tables", "asking", "acting", "forms", "jobs"},
        "jobs": {"pure", "edges", "tables", "asking", "acting"},
    }
)


def nouns_are_declared(root: Path) -> list[str]:
    """Each module of a room is a door, or pyproject.toml declares what kind it is, once."""
    declared = [noun for nouns in declarations(root).values() for noun in nouns]
    kinds = kinds_of_modules(root)
    return [
        *(f"{noun}: declare what kind it is" for noun in kinds if not kinds[noun]),
        *(f"{noun}: declared twice" for noun in sorted(set(declared)) if declared.count(noun) > 1),
        *(
            f"{noun}: declared, and does not stand"
            for noun in declared
            if noun.count(".") > 1 and noun not in kinds
        ),
    ]


def modules_ask_what_stands_before_them(root: Path) -> list[str]:
    """Inside a room pages and jobs ask actions, these and forms ask queries, these ask tables."""
    kinds = kinds_of_modules(root)
    return [
        module.at(node, f"{kinds[name]} asks {kinds[asked]}: {asked}")
        for module in portal_modules(root)
        for name in [module_name(module)]
        if kinds.get(name) in ASKS
        for node, asked, _brought in imported(module, kinds)
        if asked.split(".")[1] == module.room
        and kinds[asked] not in {kinds[name], *ASKS[kinds[name]]}
    ]


def actions_know_no_tool(root: Path) -> list[str]:
    """No acting module knows an outside tool, whatever the module is called."""
    tools = contract(root, "edges").get("forbidden_modules", [])
    return [
        module.at(node, f"an action knows {name}")
        for module in of_kind(root, "acting")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.stmt)
        for name in names_imported(node)
        if any(f"{name}.".startswith(f"{tool}.") for tool in tools)
    ]


def of_kind(root: Path, *wanted: str) -> list[Module]:
    """Read the modules of the rooms that are of these kinds."""
    kinds = kinds_of_modules(root)
    return [each for each in portal_modules(root) if kinds.get(module_name(each)) in wanted]


def kinds_of_modules(root: Path) -> dict[str, str]:
    """Tell of each module of a room what kind it is; "" where nobody says.

    What is declared of a package holds for its modules, unless they are declared themselves.
    """
    declared = {noun: kind for kind, nouns in declarations(root).items() for noun in nouns}
    kinds = {}
    for module in portal_modules(root):
        name = module_name(module)
        if module.room and name.count(".") > 1 and is_room(root, module.room):
            door = DOORS.get(name.rpartition(".")[2], "") if name.count(".") == 2 else ""
            package = name.rpartition(".")[0]
            kinds[name] = door or declared.get(name) or declared.get(package, "")
    return kinds


def is_room(root: Path, folder: str) -> bool:
    """Whether a folder of portal/ is a room, as the contract of the doors lists them."""
    rooms = contract(root, "doors").get("containers")
    return rooms is None or f"portal.{folder}" in rooms


def declarations(root: Path) -> dict[str, list[str]]:
    """List the modules declared of each kind, the pure ones among them."""
    declared = tools(root).get("house", {}).get("kinds", {})
    return {**declared, "pure": contract(root, "pure").get("source_modules", [])}


def contract(root: Path, name: str) -> dict[str, list[str]]:
    """Read one of import-linter's contracts; an empty one where a broken tree has none."""
    contracts: list[dict[str, list[str]]] = tools(root).get("importlinter", {}).get("contracts", [])
    return next((each for each in contracts if str(each["id"]) == name), {})


def tools(root: Path) -> dict[str, Any]:
    """Read what pyproject.toml sets for tools; a broken tree may lack the file."""
    file = root / "pyproject.toml"
    read = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return dict(read.get("tool", {}))


def imported(module: Module, known: Mapping[str, str]) -> Iterator[tuple[ast.stmt, str, str]]:
    """Yield where a module imports one of those known, that one's name, and what it takes."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                name = whole if whole in known else node.module or ""
                if name in known:
                    yield node, name, "" if name == whole else each.name
        elif isinstance(node, ast.Import):
            yield from ((node, each.name, "") for each in node.names if each.name in known)


def names_imported(node: ast.AST) -> list[str]:
    """List what an import brings in, as whole names such as os.path.join."""
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{each.name}" for each in node.names]
    return [each.name for each in node.names] if isinstance(node, ast.Import) else []


def module_name(module: Module) -> str:
    """Say how a module is imported."""
    return module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

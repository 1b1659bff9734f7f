"""Imports: what the linters cannot say about who may ask whom."""

import ast
import tomllib
from pathlib import Path

from tests.house.rules.source import Module, functions, modules, portal_modules

DOORS = {"__init__", "actions", "commands", "forms", "jobs", "models", "queries", "views"}
PAGES = {"commands.py", "jobs.py", "views.py"}
FROM_SQLALCHEMY = {"sqlalchemy.orm": {"Session"}}


def imports_stand_at_the_top(root: Path) -> list[str]:
    """No function imports: what a module needs can be read at its head."""
    return [
        module.at(node, f"{function.name} imports")
        for module in modules(root)
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def pages_know_no_sql(root: Path) -> list[str]:
    """Pages, commands and jobs ask queries and actions; of SQLAlchemy only the Session."""
    return [
        module.at(node, f"{ast.unparse(node)}: ask queries, act by actions")
        for module in portal_modules(root)
        if module.room and module.name in PAGES
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Import) and node.names[0].name.startswith("sqlalchemy"))
        or (isinstance(node, ast.ImportFrom) and knows_sql(node))
    ]


def knows_sql(node: ast.ImportFrom) -> bool:
    """Whether an import brings in more of SQLAlchemy than the name of a session."""
    source = node.module or ""
    brought = {each.name for each in node.names}
    return source.startswith("sqlalchemy") and not brought <= FROM_SQLALCHEMY.get(source, set())


def queries_change_nothing(root: Path) -> list[str]:
    """A queries.py never inserts, updates, deletes, adds, flushes or commits."""
    deeds = {"add", "add_all", "commit", "delete", "flush", "insert", "merge", "update"}
    return [
        module.at(node, f"{ast.unparse(node.func)} changes something")
        for module in portal_modules(root)
        if module.room and module.name == "queries.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "session")
            or isinstance(node.func, ast.Name)
        )
        and ast.unparse(node.func).rpartition(".")[2] in deeds
    ]


def actions_never_commit(root: Path) -> list[str]:
    """An actions.py decides, changes and flushes; whoever opened the session commits."""
    return [
        module.at(node, "an action commits")
        for module in portal_modules(root)
        if module.room and module.name == "actions.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback"}
    ]


def nouns_are_declared(root: Path) -> list[str]:
    """Each noun of a room is declared pure, or impure, in pyproject.toml."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {each["id"]: each for each in settings["tool"]["importlinter"]["contracts"]}
    declared = set(contracts["pure"]["source_modules"]) | set(settings["tool"]["house"]["impure"])
    standing = {
        ".".join(parts[:3])
        for module in portal_modules(root)
        for parts in [module_name(module).split(".")]
        if module.room in rooms(contracts) and parts[2] not in DOORS
    }
    return [f"{noun}: declare it pure, or impure" for noun in sorted(standing - declared)] + [
        f"{noun}: declared, and does not stand"
        for noun in sorted(declared - standing)
        if noun.count(".") > 1
    ]


def rooms(contracts: dict[str, dict[str, list[str]]]) -> set[str]:
    """Name the rooms, as the contract of their doors lists them."""
    return {each.removeprefix("portal.") for each in contracts["doors"]["containers"]}


def nouns_take_only_states_from_tables(root: Path) -> list[str]:
    """A pure noun knows of a table's module its states (StrEnum), never a row."""
    pure = pure_modules(root)
    states = {
        (module_name(module), node.name)
        for module in portal_modules(root)
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("StrEnum") for base in node.bases)
    }
    return [
        module.at(node, f"takes {each.name}, which is no state")
        for module in portal_modules(root)
        if module_name(module) in pure
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "") in tables(root)
        for each in node.names
        if (node.module, each.name) not in states
    ]


def the_time_is_passed_in(root: Path) -> list[str]:
    """Inside a room only pages, commands and jobs ask the clock; the rest is told the time."""
    return [
        module.at(node, "asks the clock: take the time as a value")
        for module in portal_modules(root)
        if module.room and module.name not in PAGES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "portal.clock"
        and any(each.name == "now" for each in node.names)
    ]


def pure_modules(root: Path) -> set[str]:
    """Name the modules that pyproject.toml declares pure."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return set(next(each for each in contracts if each["id"] == "pure")["source_modules"])


def tables(root: Path) -> set[str]:
    """Name the modules that declare tables."""
    return {
        module_name(module)
        for module in portal_modules(root)
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base) == "Base" for base in node.bases)
    }


def module_name(module: Module) -> str:
    """Say how a module is imported."""
    return module.path.removesuffix(".py").replace("/", ".")

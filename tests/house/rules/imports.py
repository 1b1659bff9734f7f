"""Imports: what the linters cannot say about who may ask whom."""

import ast
from pathlib import Path

from tests.house.rules.kinds import kinds_of_modules, module_name, names_imported, of_kind
from tests.house.rules.source import functions, modules, portal_modules

FROM_SQLALCHEMY = {"sqlalchemy.orm.Session"}
OF_SQLALCHEMY = {"sa", "sqlalchemy"}
CHANGES = {"add", "add_all", "commit", "delete", "flush", "insert", "merge", "update"}


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
        for module in of_kind(root, "pages", "jobs")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(
            name.startswith("sqlalchemy") and name not in FROM_SQLALCHEMY
            for name in names_imported(node)
        )
    ]


def queries_change_nothing(root: Path) -> list[str]:
    """A module that asks never inserts, updates, deletes, adds, flushes or commits."""
    return [
        module.at(node, f"{ast.unparse(node.func)} changes something")
        for module in of_kind(root, "asking")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and changes_something(node.func)
    ]


def changes_something(called: ast.expr) -> bool:
    """Whether a call is insert(…) and the like, or such a deed of a session, wherever it hangs."""
    if isinstance(called, ast.Attribute):
        owner = ast.unparse(called.value)
        of_session = owner.rpartition(".")[2].lstrip("_") == "session"
        return called.attr in CHANGES and (of_session or owner in OF_SQLALCHEMY)
    return isinstance(called, ast.Name) and called.id in CHANGES


def actions_never_commit(root: Path) -> list[str]:
    """A module that acts decides, changes and flushes; whoever opened the session commits."""
    return [
        module.at(node, "an action commits")
        for module in of_kind(root, "acting", "asking", "forms", "tables")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback"}
    ]


def the_time_is_passed_in(root: Path) -> list[str]:
    """Inside a room only pages, commands and jobs ask the clock; the rest is told the time."""
    kinds = kinds_of_modules(root)
    return [
        module.at(node, "asks the clock: take the time as a value")
        for module in portal_modules(root)
        if module.room and kinds.get(module_name(module)) not in {"pages", "jobs", None}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and {"portal.clock", "portal.clock.now", "portal.clock.*"} & set(names_imported(node))
    ]

"""Names: the field's own words, and no drawers."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules.source import Module, functions, modules, portal_modules

DRAWERS = {"service", "helper", "util", "utility", "common", "manager", "base", "misc"}
VERBS_THAT_SAY_NOTHING = ("create_", "update_", "process_", "handle_", "get_")
# The names that a library asks us by: Flask's, WTForms', SQLAlchemy's and html.parser's.
ALLOWED = {
    "create_app", "get_translations", "handle_data", "handle_endtag", "handle_starttag",
    "process_bind_param", "process_formdata", "process_result_value",
}  # fmt: skip
MOMENTS = ("_at", "_until")
YES_OR_NO = ("is_", "has_", "can_", "was_")
OPEN_WORK = re.compile(r"\b(T[O]DO|FIX[M]E|X[X]X)\b")
SUFFIXES = {".py", ".html", ".css", ".js", ".md", ".toml", ".mako", ".po"}


def nothing_is_a_drawer(root: Path) -> list[str]:
    """No file or folder is called service, helper, util, common, manager, base or misc."""
    paths = [file.relative_to(root) for file in (root / "portal").rglob("*")]
    paths += [file.relative_to(root) for file in (root / "templates").rglob("*")]
    return [
        f"{path}: a drawer, and drawers grow"
        for path in sorted(paths)
        if path.stem in DRAWERS or path.stem.removesuffix("s") in DRAWERS
    ]


def functions_are_called_what_they_do(root: Path) -> list[str]:
    """No function or method is called create_, update_, process_, handle_ or get_ something."""
    return [
        module.at(function, f"{function.name} does not say what happens")
        for module in portal_modules(root)
        for function in functions(module)
        if function.name.lstrip("_").startswith(VERBS_THAT_SAY_NOTHING)
        and function.name not in ALLOWED
    ]


def columns_are_called_what_they_hold(root: Path) -> list[str]:
    """A moment's column ends in _at (or _until), a day's in _on; a yes or no begins with is_."""
    return [
        module.at(column, f"{name} holds a {kind}")
        for module in portal_modules(root)
        if module.name == "models.py"
        for column, name, kind in columns(module)
        if (kind == "datetime") != (name == "at" or name.endswith(MOMENTS))
        or (kind == "date") != name.endswith("_on")
        or (kind == "bool") != name.startswith(YES_OR_NO)
    ]


def columns(module: Module) -> Iterator[tuple[ast.AnnAssign, str, str]]:
    """Yield each mapped column: where it stands, its name, its type without `| None`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            written = ast.unparse(node.annotation)
            if written.startswith("Mapped["):
                kind = written.removeprefix("Mapped[").removesuffix("]").partition(" | ")[0]
                yield node, node.target.id, kind


def blueprints_are_called_blueprint(root: Path) -> list[str]:
    """The variable of a room's pages is `blueprint`, and the pages bear the room's name."""
    return [
        module.at(node, f"write blueprint = Blueprint({module.room!r}, …)")
        for module in portal_modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "Blueprint"
        and not is_well_called(node, node.value, module)
    ]


def is_well_called(node: ast.Assign, made: ast.Call, module: Module) -> bool:
    """Whether a blueprint has the names it ought to have; on the ground floor, the module's."""
    expected = module.room or module.name.removesuffix(".py")
    named = made.args[0].value if made.args and isinstance(made.args[0], ast.Constant) else None
    return ast.unparse(node.targets[0]) == "blueprint" and named == expected


def nothing_is_left_for_later(root: Path) -> list[str]:
    """No note of open work stands in a file: it is done, or it is an issue."""
    folders = ("bin", "deploy", "docs", "migrations", "portal", "templates", "tests")
    return [
        f"{path.relative_to(root)}:{number}: a note of open work"
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in SUFFIXES and "house" not in path.relative_to(root).parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if OPEN_WORK.search(line)
    ]


def migrations_are_dated_sentences(root: Path) -> list[str]:
    """A migration is called YYYYMMDD_what_changes.py."""
    return [
        f"{module.path}: call it YYYYMMDD_what_changes.py"
        for module in modules(root)
        if module.path.startswith("migrations/versions/")
        and not re.fullmatch(r"20\d{6}_[a-z][a-z0-9_]*\.py", module.name)
    ]

"""Doors: every view names its readers."""

from pathlib import Path

from tests.house.rules.source import decorator_name, functions, portal_modules

ROUTES = {"delete", "get", "patch", "post", "put", "route"}


def every_view_names_its_readers(root: Path) -> list[str]:
    """A function with an address says, by @opens_to, who may read it."""
    return [
        module.at(function, f"{function.name} opens to nobody: mark it with @opens_to")
        for module in portal_modules(root)
        for function in functions(module)
        for names in [[decorator_name(each) for each in function.decorator_list]]
        if any("." in name and name.rpartition(".")[2] in ROUTES for name in names)
        and not any(name.rpartition(".")[2] == "opens_to" for name in names)
    ]

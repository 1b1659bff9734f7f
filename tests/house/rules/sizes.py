"""Sizes: what outgrows them holds a second story, and is split by noun."""

from pathlib import Path

from tests.house.rules.source import Function, functions, modules

LINES_OF_A_MODULE = 300
LINES_OF_A_FUNCTION = 40
LINES_OF_A_VIEW = 20
PARAMETERS = 6
MIGRATIONS = "migrations/versions/"


def modules_stay_short(root: Path) -> list[str]:
    """A module has at most 300 lines; migrations are history, and may be longer."""
    return [
        f"{module.path}: {len(module.text.splitlines())} lines"
        for module in modules(root)
        if len(module.text.splitlines()) > LINES_OF_A_MODULE
        and not module.path.startswith(MIGRATIONS)
    ]


def functions_stay_short(root: Path) -> list[str]:
    """A function has at most 40 lines, from its def to its end."""
    return [
        module.at(function, f"{function.name} has {length(function)} lines")
        for module in modules(root)
        if not module.path.startswith(MIGRATIONS)
        for function in functions(module)
        if length(function) > LINES_OF_A_FUNCTION
    ]


def views_ask_act_answer(root: Path) -> list[str]:
    """A function of views.py has at most 20 lines: it asks, acts and answers, no more."""
    return [
        module.at(function, f"{function.name} has {length(function)} lines: rules belong elsewhere")
        for module in modules(root)
        if module.room and module.name == "views.py"
        for function in functions(module)
        if length(function) > LINES_OF_A_VIEW
    ]


def functions_take_few_values(root: Path) -> list[str]:
    """A function takes at most 6 values; more are one thing that has no name yet."""
    return [
        module.at(function, f"{function.name} takes {taken(function)} values")
        for module in modules(root)
        for function in functions(module)
        if taken(function) > PARAMETERS
    ]


def length(function: Function) -> int:
    """Count the lines of a function, decorators left out."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def taken(function: Function) -> int:
    """Count what a function takes, the object it belongs to left out."""
    given = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return len([each for each in given if each.arg not in {"self", "cls"}])

"""Templates: values in, words and marks out; nothing else is in reach."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from jinja2 import meta, nodes

from portal.templating import environment
from tests.house.rules.source import files, portal_modules

SUFFIX = ".html"
# All that is in reach of every template without being handed to it, and why.
IN_REACH: Mapping[str, str] = MappingProxyType(
    {
        "_": "the sentences of the interface, in the language spoken now",
        "gettext": "the same, as Jinja's {% trans %} calls it",
        "ngettext": "the same, for one and for several",
        "pgettext": "comes with the others: the same, in a context",
        "npgettext": "comes with the others: the same, in a context",
        "language": "the language spoken now, for lang= and for forms that depend on it",
        "url_for": "addresses are made from endpoints, never written",
        "csrf": "the token that every form sends back",
        "portal_name": "the name of this deployment, at the head of each page",
        "portal_url": "the address of this deployment, for links that leave the browser",
        "reader": "who is signed in: the head of each page says so",
        "range": "Jinja's own counting; pure",
    }
)
# What Flask and Jinja put within reach besides, and the house keeps its hands from.
OUT_OF_REACH = {
    "config", "cycler", "dict", "g", "get_flashed_messages", "joiner", "lipsum", "namespace",
    "request", "session",
}  # fmt: skip
INLINE = re.compile(
    r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", re.IGNORECASE
)
SHELL = "macros/"
HEADING = re.compile(r"<h1\b|heading|title_sheet", re.IGNORECASE)


def nothing_is_called_safe(root: Path) -> list[str]:
    """No template says |safe or turns escaping off: text.prose() alone makes markup."""
    return [
        f"{path}:{number}: trust nothing, escape everything"
        for path, text in files(root, "templates", SUFFIX)
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(r"\|\s*safe\b|{%-?\s*autoescape|\bMarkup\(", line)
    ]


def nothing_is_inline(root: Path) -> list[str]:
    """No page carries a script or a style in itself; the policy would refuse it."""
    return [
        f"{path}:{number}: no inline script or style"
        for path, text in files(root, "templates", SUFFIX)
        for number, line in enumerate(text.splitlines(), start=1)
        if INLINE.search(line)
    ]


def templates_reach_for_nothing(root: Path) -> list[str]:
    """A template uses what it is given; no request, cookie, settings or Python object."""
    return [
        f"{path}: reaches for {', '.join(sorted(reached))}"
        for path, tree in parsed(root)
        for reached in [meta.find_undeclared_variables(tree) & (OUT_OF_REACH | {"self"})]
        if reached
    ]


def every_template_is_used(root: Path) -> list[str]:
    """Each template is named by a module or by another template."""
    named = {
        found
        for text in [module.text for module in portal_modules(root)]
        + [text for _, text in files(root, "templates", SUFFIX)]
        for found in re.findall(r"[\"']([\w/.-]+\.html)[\"']", text)
    }
    return [
        f"{path}: nobody shows it"
        for path, _ in files(root, "templates", SUFFIX)
        if path.removeprefix("templates/") not in named
    ]


def every_template_named_stands(root: Path) -> list[str]:
    """Each template that a module shows is there."""
    standing = {path.removeprefix("templates/") for path, _ in files(root, "templates", SUFFIX)}
    return [
        f"{module.path}: {found} is not there"
        for module in portal_modules(root)
        for found in re.findall(r"[\"']([a-z_]+/[\w/-]+\.html)[\"']", module.text)
        if found not in standing
    ]


def every_page_has_title_and_heading(root: Path) -> list[str]:
    """A page fills the shell's title and has one heading of the first rank."""
    wrong = []
    for path, tree in parsed(root):
        if path.startswith(f"templates/{SHELL}") or not is_page(tree):
            continue
        text = (root / path).read_text(encoding="utf-8")
        blocks = {block.name for block in tree.find_all(nodes.Block)}
        if "title" not in blocks:
            wrong.append(f"{path}: has no title")
        if not HEADING.search(text):
            wrong.append(f"{path}: has no heading")
    return wrong


def every_shell_names_its_language(root: Path) -> list[str]:
    """Whatever begins a document says in which language it is, and has a title."""
    return [
        f"{path}: a document without {missing}"
        for path, text in files(root, "templates", SUFFIX)
        if "<html" in text
        for missing, is_there in (
            ("its language", re.search(r"<html[^>]*\blang=", text)),
            ("a title", "<title>" in text),
        )
        if not is_there
    ]


def is_page(tree: nodes.Template) -> bool:
    """Whether a template is a whole page: it extends a shell."""
    return any(True for _ in tree.find_all(nodes.Extends))


def parsed(root: Path) -> Iterator[tuple[str, nodes.Template]]:
    """Yield each template with its syntax."""
    reader = environment()
    for path, text in files(root, "templates", SUFFIX):
        yield path, reader.parse(text, name=path, filename=path)

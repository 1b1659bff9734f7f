"""Whether every text of a folder is there in every language, and can be stored."""

import re
from collections.abc import Iterator
from typing import Final

from portal.canonical import Json
from portal.consultations.documents import Documents, Path, at, mapping, strings, walk
from portal.consultations.faults import Finding

KEYS: Final = {"en": "en", "zh_hant": "zh-hant", "zh_hans": "zh-hans"}
WORDED: Final = frozenset({"questions", "codeframe", "sectors"})
UNSTORABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
BLANK: Final = re.compile(r"\[[^\[\]]+\]")


def wording_findings(documents: Documents) -> Iterator[Finding]:
    """Yield texts missing in a declared language, given in another, or impossible to store."""
    declared = declared_keys(documents)
    for name, document in documents.items():
        for path, value in walk(document):
            if isinstance(value, str):
                yield from _unstorable(name, path, value)
            elif _is_worded(name, value):
                yield from _languages(name, path, value, declared)


def declared_keys(documents: Documents) -> tuple[str, ...]:
    """Return the content keys of the declared languages; of all three where none is declared."""
    declared = strings(at(documents["consultation"], "languages"))
    return tuple(key for key, tag in KEYS.items() if tag in declared) or tuple(KEYS)


def blanks(documents: Documents) -> Iterator[Finding]:
    """Yield the texts with words in [square brackets], which an official has yet to fill in."""
    for name, document in documents.items():
        for path, value in walk(document):
            if isinstance(value, str) and BLANK.search(value):
                yield Finding(name, path, "words in brackets are still to be filled in")


def _is_worded(name: str, value: Json) -> bool:
    """Whether an object holds one text in several languages, or should.

    Questions, options, themes and sectors carry their words beside their id or code.
    """
    held = mapping(value).keys()
    if held & KEYS.keys():
        return True
    return name in WORDED and bool(held & {"id", "code"}) and "title" not in held


def _languages(name: str, path: Path, value: Json, declared: tuple[str, ...]) -> Iterator[Finding]:
    held = mapping(value)
    for key, tag in KEYS.items():
        if key in declared and key not in held:
            yield Finding(name, (*path, key), f"missing: consultation.json declares {tag}")
        if key in held and key not in declared:
            yield Finding(name, (*path, key), f"consultation.json does not declare {tag}")


def _unstorable(name: str, path: Path, value: str) -> Iterator[Finding]:
    found = UNSTORABLE.search(value)
    if found:
        code = f"U+{ord(found.group()):04X}"
        yield Finding(name, path, f"holds the character {code}, which cannot be stored")

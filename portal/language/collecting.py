"""The upkeep of catalogues: collect sentences from the source, find gaps, compile, refuse stale."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from portal.language.catalogues import DOMAIN, FOLDER
from portal.language.tongues import Language

_ROOT: Final = FOLDER.parent
_TRANSLATED: Final = (Language.ZH_HANT, Language.ZH_HANS)
_KEYWORDS: Final = {**DEFAULT_KEYWORDS, "lazy": None, "marked": None}
_PLACE: Final = re.compile(r"%\(\w+\)[sd]|%%|%")
# A fixed date in every header, so that collecting twice changes nothing.
_HEADER_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER: Final = "# Sentences of the portal. See translations/README.md."


def compile_catalogues(folder: Path = FOLDER) -> list[Path]:
    """Compile every catalogue of a folder for use, with a note of what it was compiled from.

    Returns the compiled files. Raises OSError if one cannot be written.
    """
    compiled = []
    for po in _sources(folder):
        target = po.with_suffix(".mo")
        buffer = BytesIO()
        write_mo(buffer, _read(po))
        target.write_bytes(buffer.getvalue())
        _note_of(po).write_text(_fingerprint(po), "ascii")
        compiled.append(target)
    return compiled


def stale_catalogues(folder: Path = FOLDER) -> list[Path]:
    """Name each catalogue that was not compiled since its last change: start-up refuses.

    A folder without catalogues at all gives the two it should hold.
    """
    expected = {_catalogue_file(folder, language) for language in _TRANSLATED}
    return sorted(po for po in expected | set(_sources(folder)) if not _is_fresh(po))


def collect_sentences(root: Path = _ROOT, folder: Path = FOLDER) -> int:
    """Bring every catalogue up to the sentences that stand in templates and code now.

    New sentences come in empty, vanished ones go, translations stay. Returns how many there are.
    """
    template = _extracted(root)
    for language in _TRANSLATED:
        po = _catalogue_file(folder, language)
        catalogue = _read(po) if po.exists() else Catalog(locale=language.locale, domain=DOMAIN)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _write(catalogue, po)
    return len(template)


def untranslated(folder: Path = FOLDER, root: Path = _ROOT) -> Iterator[tuple[Language, str]]:
    """Yield each sentence of the source that a language lacks, guesses (fuzzy) or breaks.

    A translation breaks a sentence when its `%(name)s` places are not those of the English one;
    of a plural, a form may leave places out.
    """
    template = _extracted(root)
    for language in _TRANSLATED:
        po = _catalogue_file(folder, language)
        catalogue = _read(po) if po.exists() else Catalog(locale=language.locale)
        for message in template:
            said = catalogue.get(message.id) if message.id else None
            if message.id and not (said and _is_said(said) and _fits(said)):
                yield language, _first(message)


def _is_said(message: Message) -> bool:
    return not message.fuzzy and bool(message.string) and all(_texts(message.string))


def _fits(message: Message) -> bool:
    english = [_places(text) for text in _texts(message.id)]
    said = [_places(text) for text in _texts(message.string)]
    if isinstance(message.id, str):
        return said == english
    return all(places <= set().union(*english) for places in said)


def _places(text: str) -> set[str]:
    """Find the places of a sentence; a per cent sign that opens none is a place of its own."""
    return set(_PLACE.findall(text)) - {"%%"}


def _texts(texts: str | Sequence[str] | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _extracted(root: Path) -> Catalog:
    with (root / "babel.cfg").open(encoding="utf-8") as settings:
        methods, options = parse_mapping_cfg(settings)  # type: ignore[no-untyped-call]
    template = Catalog(domain=DOMAIN, fuzzy=False)
    for place, _line, message, notes, context in extract_from_dir(
        root,
        methods,
        options,
        keywords=_KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=_is_searched,
    ):
        template.add(message, locations=[(place, 0)], auto_comments=notes, context=context)
    return template


def _is_searched(folder: str) -> bool:
    name = Path(folder).name
    return not name.startswith((".", "_")) and name not in {"node_modules", "var", "tests"}


def _read(po: Path) -> Catalog:
    language = po.parent.parent.name
    with po.open("rb") as source:
        return read_po(source, locale=language, domain=DOMAIN, abort_invalid=True)


def _write(catalogue: Catalog, po: Path) -> None:
    catalogue.header_comment = _HEADER
    catalogue.project, catalogue.version = "Portal", "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    catalogue.fuzzy = False
    catalogue.creation_date = _HEADER_MOMENT
    catalogue.revision_date = _HEADER_MOMENT
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as target:
        write_po(target, catalogue, width=100, sort_output=True, include_lineno=False)


def _sources(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def _catalogue_file(folder: Path, language: Language) -> Path:
    return folder / language.locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def _note_of(po: Path) -> Path:
    return po.with_suffix(".mo.source")


def _fingerprint(po: Path) -> str:
    return hashlib.sha256(po.read_bytes()).hexdigest()


def _is_fresh(po: Path) -> bool:
    note = _note_of(po)
    if not (po.exists() and po.with_suffix(".mo").exists() and note.exists()):
        return False
    return note.read_text("ascii") == _fingerprint(po)

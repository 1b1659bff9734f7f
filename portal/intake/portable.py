"""The edge that looks through a PDF, object streams unpacked, before anything of it is read."""

import io
from collections.abc import Iterator
from typing import Final

import pikepdf

from portal.document.dangers import (
    DamagedError,
    DynamicFormError,
    EmbeddedError,
    EncryptedError,
    FileRefusedError,
    LaunchError,
    MediaError,
    MismatchedError,
    PolyglotError,
    ScriptError,
)

MOST_DEPTH: Final = 60
_KEYS: Final[dict[str, type[FileRefusedError]]] = {
    "/JS": ScriptError,
    "/JavaScript": ScriptError,
    "/EF": EmbeddedError,
    "/EmbeddedFiles": EmbeddedError,
    "/Collection": EmbeddedError,
    "/XFA": DynamicFormError,
    "/RichMediaContent": MediaError,
}
_ACTIONS: Final[dict[str, type[FileRefusedError]]] = {
    "/JavaScript": ScriptError,
    "/Rendition": MediaError,
    "/Movie": MediaError,
    "/Sound": MediaError,
    "/RichMediaExecute": MediaError,
    "/GoTo3DView": MediaError,
    "/GoToE": EmbeddedError,
    "/Launch": LaunchError,
    "/GoToR": LaunchError,
    "/SubmitForm": LaunchError,
    "/ImportData": LaunchError,
}
_TYPES: Final[dict[str, type[FileRefusedError]]] = {"/EmbeddedFile": EmbeddedError}
_SUBTYPES: Final[dict[str, type[FileRefusedError]]] = {
    "/FileAttachment": EmbeddedError,
    "/RichMedia": MediaError,
    "/Movie": MediaError,
    "/Sound": MediaError,
    "/Screen": MediaError,
    "/3D": MediaError,
}


def refuse_bad_pdf(content: bytes) -> None:
    """Look at every object of a PDF, and at what stands before and after it.

    Raises ScriptError, LaunchError, EmbeddedError, DynamicFormError, MediaError, EncryptedError,
    PolyglotError, DamagedError and MismatchedError.
    """
    if b"%PDF-" not in content[:1024]:
        raise MismatchedError
    _refuse_strays(content)
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as opened:
            if opened.is_encrypted:
                raise EncryptedError
            for thing in opened.objects:
                _refuse(thing, MOST_DEPTH)
            _refuse(opened.trailer, MOST_DEPTH)
    except pikepdf.PasswordError as error:
        raise EncryptedError from error
    except (pikepdf.PdfError, RuntimeError) as error:
        raise DamagedError from error


def _refuse_strays(content: bytes) -> None:
    if not content.startswith(b"%PDF-"):
        raise PolyglotError
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise DamagedError
    after = content[end + 5 :]
    if after.strip(b"\r\n\t \0"):
        raise PolyglotError
    # The end of an archive is looked for from behind: where one stands late, a ZIP may lie within.
    if b"PK\x05\x06" in content[-70_000:] or content[:1024].lower().find(b"<html") >= 0:
        raise PolyglotError


def _refuse(thing: pikepdf.Object, depth: int) -> None:
    """Refuse what is dangerous in one object and in whatever stands in it directly."""
    if depth == 0:
        raise DamagedError
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        _refuse_keys(thing)
    for inner in _within(thing):
        _refuse(inner, depth - 1)


def _refuse_keys(thing: pikepdf.Object) -> None:
    for key in thing.keys():  # noqa: SIM118 (it is no mapping)
        if key in _KEYS:
            raise _KEYS[key]
    for key, known in (("/S", _ACTIONS), ("/Type", _TYPES), ("/Subtype", _SUBTYPES)):
        value = thing.get(key)
        if isinstance(value, pikepdf.Name) and str(value) in known:
            raise known[str(value)]


def _within(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield what stands in an object itself; what it only points at is an object of its own."""
    if isinstance(thing, pikepdf.Array):
        inner = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inner = [value for _key, value in thing.items()]
    else:
        inner = []
    yield from (each for each in inner if _is_direct(each))


def _is_direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect

"""JSON values become frozen records and go back again; what does not fit is refused by place."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


class ShapeError(ValueError):
    """Says which place of a document does not fit its format, and what is needed there."""

    def __init__(self, at: str, needed: str) -> None:
        """Name the place and what it needs."""
        super().__init__(f"{at}: {needed}")
        self.at = at


def read(shape: type[Record], value: object, *, at: str = "$", is_strict: bool = True) -> Record:
    """Build the record ``shape`` from a JSON value.

    ``at`` names the place in messages. A strict reading refuses unknown keys; a loose one
    passes over them. Raises ShapeError at the first value that does not fit.
    """
    if not isinstance(value, Mapping):
        raise ShapeError(at, "an object is needed")
    hints = get_type_hints(shape)
    known = {field.name: field for field in dataclasses.fields(shape)}  # type: ignore[arg-type]
    unknown = sorted(set(value) - set(known)) if is_strict else []
    if unknown:
        raise ShapeError(f"{at}.{unknown[0]}", "this key is not known")
    given: dict[str, object] = {}
    for name, field in known.items():
        if name in value:
            given[name] = _fitted(hints[name], value[name], f"{at}.{name}", is_strict=is_strict)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise ShapeError(f"{at}.{name}", "this key is missing")
    maker: Callable[..., Record] = shape
    return maker(**given)


def write(record: object) -> object:
    """Give a record as JSON values, leaving out every field that holds its default."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {
            field.name: write(getattr(record, field.name))
            for field in dataclasses.fields(record)
            if getattr(record, field.name) != _default(field)
        }
    if isinstance(record, tuple | list):
        return [write(one) for one in record]
    if isinstance(record, Mapping):
        return {key: write(one) for key, one in record.items()}
    return record


def _default(field: dataclasses.Field[object]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _fitted(hint: object, value: object, at: str, *, is_strict: bool) -> object:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        if value is None:
            return None
        return _fitted(inner[0], value, at, is_strict=is_strict)
    if origin is tuple:
        return _row(inner[0], value, at, is_strict=is_strict)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return read(hint, value, at=at, is_strict=is_strict)
    return _plain(hint, value, at)


def _row(inner: object, value: object, at: str, *, is_strict: bool) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise ShapeError(at, "a list is needed")
    return tuple(
        _fitted(inner, one, f"{at}[{index}]", is_strict=is_strict)
        for index, one in enumerate(value)
    )


def _plain(hint: object, value: object, at: str) -> object:
    if get_origin(hint) is not None:
        return _mapping(get_args(hint)[1], value, at)
    is_fit = isinstance(value, hint) if isinstance(hint, type) else False
    if isinstance(value, bool) and hint is not bool and hint is not object:
        is_fit = False
    if not is_fit:
        raise ShapeError(at, f"{getattr(hint, '__name__', 'another value')} is needed")
    return value


def _mapping(inner: object, value: object, at: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ShapeError(at, "an object is needed")
    if inner is str and not all(isinstance(one, str) for one in value.values()):
        raise ShapeError(at, "every value must be text")
    return value

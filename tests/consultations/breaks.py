"""The ways in which a consultation folder can be broken (breaks.jsonl), done to the shipped one."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

SHIPPED: Final = Path(__file__).parents[2] / "consultations" / "e-trade-documents"
LIST: Final = Path(__file__).with_name("breaks.jsonl")

Files: TypeAlias = dict[str, bytes]
Step: TypeAlias = str | int
# A document under the knife: JSON of any shape, known only to the act that cuts it.
Loose: TypeAlias = "dict[str, Loose] | list[Loose] | str | int | bool | None"
Act: TypeAlias = dict[str, Loose]


@dataclass(frozen=True)
class Break:
    """One way to break the folder, and the fault that is to be read back."""

    wrong: str
    file: str
    place: str
    says: str
    do: list[Act]

    def apply(self, files: Files) -> None:
        """Do it to a folder's files."""
        for act in self.do:
            file = str(act.get("in", self.file))
            verb = next(verb for verb in VERBS if verb in act)
            VERBS[verb](files, file, act)


def breaks() -> list[Break]:
    """List every break, in the order of docs/faults.md."""
    return [Break(**json.loads(line)) for line in LIST.read_text("utf-8").splitlines()]


def shipped() -> Files:
    """Read the files of the folder that ships."""
    return {each.name: each.read_bytes() for each in SHIPPED.iterdir() if each.is_file()}


def _remove(files: Files, file: str, _act: Act) -> None:
    del files[file]


def _write(files: Files, file: str, act: Act) -> None:
    files[file] = str(act["write"]).encode()


def _bytes(files: Files, file: str, act: Act) -> None:
    files[file] = bytes.fromhex(str(act["bytes"]))


def _nest(files: Files, file: str, act: Act) -> None:
    assert isinstance(act["nest"], int)
    files[file] = b"[" * act["nest"]


def _replace(files: Files, file: str, act: Act) -> None:
    assert isinstance(act["replace"], list)
    old, new = act["replace"]
    files[file] = files[file].replace(str(old).encode(), str(new).encode(), 1)


def _put(files: Files, file: str, act: Act) -> None:
    def put(held: Loose, step: Step) -> None:
        if isinstance(held, list):
            held[_number(held, step)] = act["to"]
        elif isinstance(held, dict):
            held[str(step)] = act["to"]

    _cut(files, file, act["put"], put)


def _drop(files: Files, file: str, act: Act) -> None:
    def drop(held: Loose, step: Step) -> None:
        if isinstance(held, list):
            del held[_number(held, step)]
        elif isinstance(held, dict):
            del held[str(step)]

    _cut(files, file, act["drop"], drop)


def _again(files: Files, file: str, act: Act) -> None:
    def again(held: Loose, step: Step) -> None:
        assert isinstance(held, list)
        held.append(held[_number(held, step)])

    _cut(files, file, act["again"], again)


def _add(files: Files, file: str, act: Act) -> None:
    def add(held: Loose, step: Step) -> None:
        inner = held[str(step)] if isinstance(held, dict) else held
        assert isinstance(inner, list)
        inner.append(act["entry"])

    _cut(files, file, act["add"] or [""], add)


VERBS: Final[dict[str, Callable[[Files, str, Act], None]]] = {
    "remove": _remove,
    "write": _write,
    "bytes": _bytes,
    "nest": _nest,
    "replace": _replace,
    "put": _put,
    "drop": _drop,
    "again": _again,
    "add": _add,
}


def _cut(files: Files, file: str, path: Loose, act: Callable[[Loose, Step], None]) -> None:
    """Do something to what holds the end of a path; list entries go by id, code or number."""
    assert isinstance(path, list)
    document: Loose = json.loads(files[file])
    steps = [step if isinstance(step, int) else str(step) for step in path]
    held = document
    for step in steps[:-1]:
        if isinstance(held, list):
            held = held[_number(held, step)]
        elif isinstance(held, dict):
            held = held[str(step)]
    act(held, steps[-1])
    files[file] = json.dumps(document).encode()


def _number(held: list[Loose], step: Step) -> int:
    if isinstance(step, int):
        return step
    for number, each in enumerate(held):
        if isinstance(each, dict) and step in (each.get("id"), each.get("code")):
            return number
    raise KeyError(step)

"""Folders for tests: the one that ships, and the same with something in it changed."""

import json
from collections.abc import Mapping

from portal.consultations.folder import Folder, inspect
from portal.consultations.schemas import breaches
from tests.consultations.breaks import Break, Loose, Step, shipped


def edited(*edits: dict[str, Loose]) -> Folder:
    """Read the folder that ships with acts of breaks.jsonl done to it; each names its file."""
    files = shipped()
    Break("", "", "", "", list(edits)).apply(files)
    folder, faults = inspect(files, breaches)
    assert faults == []
    return folder


def without_simplified() -> Folder:
    """Read the folder that ships as if it had never been written in Simplified Chinese."""
    files = {name: _pruned(content) for name, content in shipped().items()}
    files["consultation.json"] = files["consultation.json"].replace(b', "zh-hans"', b"")
    folder, faults = inspect(files, breaches)
    assert faults == []
    return folder


def without_question(key: str) -> Folder:
    """Read the folder that ships as if one of its questions had never been asked."""

    def prune(held: dict[str, Loose]) -> dict[str, Loose]:
        questions = held.get("questions")
        if isinstance(questions, list):
            kept = [one for one in questions if one != key and not _is_of(one, key)]
            held["questions"] = kept
        return held

    files = {
        name: json.dumps(json.loads(content, object_hook=prune)).encode()
        for name, content in shipped().items()
    }
    folder, faults = inspect(files, breaches)
    assert faults == []
    return folder


def _is_of(entry: Loose, key: str) -> bool:
    return isinstance(entry, dict) and entry.get("id") == key


def _pruned(content: bytes) -> bytes:
    def prune(held: dict[str, Loose]) -> dict[str, Loose]:
        return {key: each for key, each in held.items() if key != "zh_hans"}

    return json.dumps(json.loads(content, object_hook=prune)).encode()


def put(file: str, *path: Step, to: str | Mapping[str, str]) -> dict[str, Loose]:
    """Say an edit: what stands at a path of a file becomes something else."""
    value: Loose = to if isinstance(to, str) else dict[str, Loose](to)
    return {"in": file, "put": list(path), "to": value}

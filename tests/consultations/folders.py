"""Folders for tests: the one that ships, and the same with something in it changed."""

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


def put(file: str, *path: Step, to: Loose) -> dict[str, Loose]:
    """Say an edit: what stands at a path of a file becomes something else."""
    return {"in": file, "put": list(path), "to": to}

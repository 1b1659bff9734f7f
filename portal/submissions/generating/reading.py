"""The edge of the disk: what made-up submissions are made of is read, and they are written."""

import json
from pathlib import Path
from typing import Final, TextIO

from portal.consultations.disk import read_folder
from portal.consultations.documents import decode
from portal.submissions.generating.lines import generated
from portal.submissions.generating.material import Material, material_of

SENTENCES: Final = Path("samples") / "sentences.jsonl"
PHRASES: Final = Path(__file__).with_name("phrases.json")


def write_generated(stream: TextIO, folder: Path, *, count: int, seed: int) -> None:
    """Write made-up submissions to a consultation folder as JSON Lines, one after another.

    The same folder, count and seed give the same bytes on every machine, and a smaller count a
    beginning of a larger one. Raises FaultyFolderError, and OSError as the disk does.
    """
    lines = generated(read_material(folder), count=count, seed=seed)
    stream.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read_material(path: Path) -> Material:
    """Read a consultation folder, and samples/sentences.jsonl where it has them.

    Raises FaultyFolderError, and OSError as the disk does.
    """
    folder = read_folder(path)
    kept = path / SENTENCES
    lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
    phrases, _ = decode(PHRASES.read_bytes())
    return material_of(folder, [json.loads(line) for line in lines], phrases)

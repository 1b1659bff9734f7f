"""The edge that puts files where they belong: whole or not at all, readable by us alone."""

import os
import tempfile
from pathlib import Path


def place(target: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file whole, replacing one that stands there, with the permissions given.

    Raises OSError; then whatever stood there before still does.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        fresh.chmod(mode)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def shelf_mark(data_dir: Path, code: str) -> Path:
    """Say where in a deployment's data folder the file of a report stands."""
    return data_dir / "reports" / f"{code}.pdf"

"""The store of files: each kept once, under the hash of its content, and read by us alone."""

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_OURS: Final = 0o600
_FOLDER: Final = 0o700


class BlobMissingError(RuntimeError):
    """A file that should be in the store is not there, or is not what it was."""

    def __init__(self, sha256: str) -> None:
        """Name it by its hash."""
        super().__init__(f"The file {sha256} is not in the store, or was changed there.")


@dataclass(frozen=True, slots=True)
class Blobs:
    """The store in one folder, outside of what is served."""

    folder: Path

    def keep(self, content: bytes) -> str:
        """Keep a file and give its SHA-256; it is on the disk, whole, when this returns.

        The same content again is kept once; it counts as fresh, so that nobody drops it before
        the row that names it is written.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        place = self._place(sha256)
        with self._alone():
            place.parent.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
            if place.exists():
                os.utime(place)
            else:
                self._write(place, content)
        return sha256

    def content(self, sha256: str) -> bytes:
        """Give a file by its hash. Raises BlobMissingError where it is gone, or changed."""
        try:
            content = self._place(sha256).read_bytes()
        except OSError as error:
            raise BlobMissingError(sha256) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BlobMissingError(sha256)
        return content

    def strays(self, used: Collection[str], *, before: float) -> Iterator[str]:
        """Yield the files that nothing uses, of those kept before a moment (seconds of the epoch).

        What was cut off while it was written goes with them.
        """
        for place in self.folder.glob("??/*") if self.folder.is_dir() else ():
            if place.name not in used and place.stat().st_mtime < before:
                yield place.name

    def drop(self, name: str, *, before: float) -> None:
        """Take a file out of the store, unless it was kept again since a moment."""
        place = self.folder / name.lstrip(".")[:2] / name
        with self._alone():
            if place.is_file() and place.stat().st_mtime < before:
                place.unlink()

    def _place(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise BlobMissingError(sha256)
        return self.folder / sha256[:2] / sha256

    def _write(self, place: Path, content: bytes) -> None:
        """Write a file beside its place, and put it there when all of it is on the disk."""
        fresh = place.with_name(f".{place.name[:2]}{secrets.token_hex(8)}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OURS)
        with os.fdopen(handle, "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        fresh.rename(place)
        for folder in (place.parent, self.folder):
            _sync(folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time change the store."""
        self.folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, _OURS)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

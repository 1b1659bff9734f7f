"""Files are kept once, whole, for our eyes alone, and go when nothing uses them any more."""

import os
from pathlib import Path

import pytest

from portal.blobs import BlobMissingError, Blobs

LATER = 2**40


@pytest.fixture
def store(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


def files(store: Blobs) -> list[Path]:
    return [each for each in store.folder.glob("??/*") if each.is_file()]


def test_a_file_is_given_back_by_its_hash(store: Blobs) -> None:
    sha256 = store.keep(b"letter")

    assert store.content(sha256) == b"letter"
    assert len(sha256) == 64


def test_the_same_file_is_kept_once(store: Blobs) -> None:
    assert store.keep(b"letter") == store.keep(b"letter")
    assert len(files(store)) == 1


def test_a_file_can_be_read_by_nobody_else(store: Blobs) -> None:
    store.keep(b"letter")

    (kept,) = files(store)
    assert [each.stat().st_mode & 0o777 for each in (kept, kept.parent, store.folder)] == [
        0o600,
        0o700,
        0o700,
    ]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64])
def test_what_is_no_hash_or_is_not_there_gives_nothing(store: Blobs, name: str) -> None:
    with pytest.raises(BlobMissingError):
        store.content(name)


def test_a_file_that_was_changed_is_not_given(store: Blobs) -> None:
    sha256 = store.keep(b"letter")
    files(store)[0].write_bytes(b"forged")

    with pytest.raises(BlobMissingError):
        store.content(sha256)


def test_only_what_nothing_uses_is_a_stray(store: Blobs) -> None:
    used, unused = store.keep(b"used"), store.keep(b"unused")

    assert list(store.strays({used}, before=LATER)) == [unused]


def test_what_was_just_kept_is_no_stray(store: Blobs) -> None:
    sha256 = store.keep(b"letter")
    os.utime(files(store)[0], (0, 0))

    store.keep(b"letter")

    assert list(store.strays(set(), before=1)) == []
    store.drop(sha256, before=1)
    assert store.content(sha256) == b"letter"


def test_what_was_cut_off_while_it_was_written_goes_too(store: Blobs) -> None:
    (store.folder / "ab").mkdir(parents=True)
    (store.folder / "ab" / ".ab01").write_bytes(b"hal")

    for stray in list(store.strays(set(), before=LATER)):
        store.drop(stray, before=LATER)

    assert files(store) == []

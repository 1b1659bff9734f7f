"""The keys that receipts are signed with (Ed25519), and what a receipt proves by them."""

import errno
import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from config import link_once
from portal.receipts.statements import (
    ReceiptFile,
    Signature,
    Statement,
    is_included,
    signed_bytes,
)

FOLDER: Final = "receipt-keys"
_SIGNING: Final = "signing.key"
_ID_DIGITS: Final = 16


class KeyFileError(OSError):
    """A file among the keys does not hold what its name says; it names the file."""

    def __init__(self, file: Path) -> None:
        """Say so, as the operating system would."""
        super().__init__(errno.EINVAL, "does not hold the key that its name says", str(file))


@dataclass(frozen=True, slots=True)
class Keyring:
    """The folder of a deployment's keys.

    `signing.key` holds the 32 bytes of the key that signs (0600); `<id>.pub` the 32 public bytes
    of each key that ever signed, its id being the first 16 digits of their SHA-256.
    """

    folder: Path

    def sign(self, statement: Statement) -> Signature:
        """Sign a statement; the first time, make the key. Raises OSError."""
        key = self._signing_key()
        return Signature(key_id(_public(key)), key.sign(signed_bytes(statement)).hex())

    def public_keys(self) -> Mapping[str, bytes]:
        """Map the id of every key that ever signed to its public bytes. Raises OSError."""
        found = {}
        for file in sorted(self.folder.glob("*.pub")):
            content = file.read_bytes()
            if key_id(content) != file.stem:
                raise KeyFileError(file)
            found[file.stem] = content
        return found

    def rotate(self) -> str:
        """Sign with a fresh key from now on, and give its id; old signatures stay valid.

        The private half of the old key is gone. Raises OSError.
        """
        return self._place(Ed25519PrivateKey.generate(), is_first=False)

    def _signing_key(self) -> Ed25519PrivateKey:
        file = self.folder / _SIGNING
        if not file.exists():
            self._place(Ed25519PrivateKey.generate(), is_first=True)
        try:
            return Ed25519PrivateKey.from_private_bytes(file.read_bytes())
        except ValueError as error:
            raise KeyFileError(file) from error

    def _place(self, key: Ed25519PrivateKey, *, is_first: bool) -> str:
        """Put a key where the signing key lies: its public half first, so that none can lack.

        Of two that are made first at once one is kept, and the public half of the other idles.
        """
        made = key_id(_public(key))
        fresh = self.folder / f"{_SIGNING}.{secrets.token_hex(8)}"
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(self.folder / f"{made}.pub", _public(key), 0o644)
        _write(fresh, key.private_bytes_raw(), 0o600)
        if is_first:
            link_once(self.folder / _SIGNING, fresh)
        else:
            fresh.replace(self.folder / _SIGNING)
        return made


@dataclass(frozen=True, slots=True)
class Findings:
    """What a receipt file proves by itself.

    `is_signed` is None where the key that it names is not known; `is_included` is None where it
    brings no proof, because it was downloaded before a root was published.
    """

    key: str
    is_signed: bool | None
    is_included: bool | None

    @property
    def is_sound(self) -> bool:
        """Whether the signature is right and nothing in the file contradicts it."""
        return self.is_signed is True and self.is_included is not False


def findings(receipt: ReceiptFile, public_keys: Mapping[str, bytes]) -> Findings:
    """Check a receipt file with nothing but the public keys, which are mapped by their ids."""
    key = public_keys.get(receipt.signature.key)
    return Findings(
        key=receipt.signature.key,
        is_signed=None if key is None else is_signed(receipt.statement, receipt.signature, key),
        is_included=None if receipt.inclusion is None else is_included(receipt),
    )


def is_signed(statement: Statement, signature: Signature, public_key: bytes) -> bool:
    """Whether a signature was made over a statement by the key of these 32 public bytes."""
    if key_id(public_key) != signature.key:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(bytes.fromhex(signature.value), signed_bytes(statement))
    except (ValueError, InvalidSignature):
        return False
    return True


def key_id(public_key: bytes) -> str:
    """Name a key by its public bytes: the first 16 hexadecimal digits of their SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:_ID_DIGITS]


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def _write(file: Path, content: bytes, mode: int) -> None:
    """Write a whole file and wait until it lies on the disk."""
    target = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(target, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())

"""The edge of argon2: how a password is kept, and how it is checked."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS = 5
GROUP = 4

_hasher = PasswordHasher()
_NOBODYS = _hasher.hash(secrets.token_urlsafe(16))


def fresh_password() -> str:
    """Make a password that can be read over the telephone: 20 letters in groups, 99 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def hashed(password: str) -> str:
    """Return the argon2id hash under which a password is kept."""
    return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether a password is the one kept; takes as long when there is none to compare with."""
    try:
        _hasher.verify(password_hash or _NOBODYS, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None

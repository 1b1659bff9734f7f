"""Secrets handed to a browser or put in a link, and the hashes by which they are known here."""

import hashlib
import secrets


def fresh_token() -> str:
    """Make a secret of 256 bits, written with letters, digits, - and _."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return the SHA-256 (hex) under which a secret is stored; the secret itself never is."""
    return hashlib.sha256(token.encode()).hexdigest()

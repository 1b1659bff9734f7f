"""Secrets handed to a browser or put in a link, and the hashes by which they are known here."""

import base64
import hashlib
import hmac
import secrets


def fresh_token() -> str:
    """Make a secret of 256 bits, written with letters, digits, - and _."""
    return secrets.token_urlsafe(32)


def derived_token(key: str, salt: str) -> str:
    """Make the secret of 256 bits that belongs to a salt: whoever has the key can make it again."""
    made = hmac.digest(key.encode(), f"private link {salt}".encode(), "sha256")
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def token_hash(token: str) -> str:
    """Return the SHA-256 (hex) under which a secret is stored; the secret itself never is."""
    return hashlib.sha256(token.encode()).hexdigest()

"""What the portal is told from outside: every setting, read from the environment once."""

import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
DEFAULT_URL = "http://127.0.0.1:8000"
PORTAL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "en": "Trade Law Consultations",
        "zh_hant": "貿易法例諮詢",
        "zh_hans": "贸易法例咨询",
    }
)
LONGEST_NUMBER = 6
MOST_MEGABYTES = 500
MAIL_SCHEMES = ("smtp", "smtps")
DATABASE_DIALECTS = ("sqlite", "postgresql+psycopg")


class SettingsError(ValueError):
    """A setting that cannot be followed; it reads as one sentence saying what to change."""

    def __init__(self, name: str, fault: str) -> None:
        """Say what is wrong with the setting of that name, and what would be right."""
        super().__init__(f"{name} {fault}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a deployment may choose; nothing else is read from the environment.

    `mail_url` names the mail server; where it is empty, letters become files of the data folder.
    `portal_name` maps en, zh_hant and zh_hans to the name shown at the head of each page.
    `secret_key` signs cookies. One file may have `file_megabytes`, all of a response together
    `files_megabytes`; `scanner` is the socket of a virus scanner (clamd), or empty.
    """

    database_url: str = field(repr=False)
    data_dir: Path
    secret_key: str = field(repr=False)
    url: str = DEFAULT_URL
    mail_url: str = field(default="", repr=False)
    portal_name: Mapping[str, str] = field(default_factory=lambda: PORTAL_NAMES)
    file_megabytes: int = 20
    files_megabytes: int = 60
    scanner: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings, making the data folder and the secret key where they lack.

        Raises SettingsError where a value, or the data folder, cannot be used.
        """
        data_dir = Path(environ.get("PORTAL_DATA_DIR") or ROOT / "var").resolve()
        url = checked_url(environ.get("PORTAL_URL") or DEFAULT_URL)
        database_url = environ.get("PORTAL_DATABASE_URL") or f"sqlite:///{data_dir}/portal.sqlite3"
        return cls(
            database_url=checked_database_url(database_url),
            data_dir=data_dir,
            secret_key=kept_secret(data_dir),
            url=url,
            mail_url=checked_mail_url(environ.get("PORTAL_MAIL_URL", "")),
            portal_name={
                key: environ.get(f"PORTAL_NAME_{key.upper()}") or name
                for key, name in PORTAL_NAMES.items()
            },
            file_megabytes=checked_megabytes(environ, "PORTAL_FILE_MB", usual=20),
            files_megabytes=checked_megabytes(environ, "PORTAL_FILES_MB", usual=60),
            scanner=environ.get("PORTAL_CLAMD", ""),
        )

    @property
    def is_https(self) -> bool:
        """Whether readers reach the portal over HTTPS, so that cookies can be Secure."""
        return self.url.startswith("https://")


def checked_url(url: str) -> str:
    """Return the address without a final slash, refusing plain HTTP beyond this machine.

    Raises SettingsError: a cookie or a private link must not cross a network in the clear.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(
            "PORTAL_URL", f"is {url!r}: write a whole address, as https://consult.example.org."
        )
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise SettingsError("PORTAL_URL", f"is {url!r}: leave out what follows the host.")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise SettingsError(
            "PORTAL_URL", f"is {url!r}: any address but this machine's own needs https://."
        )
    return f"{parts.scheme}://{parts.netloc}"


def is_loopback(host: str) -> bool:
    """Whether the host can only be this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked_megabytes(environ: Mapping[str, str], name: str, *, usual: int) -> int:
    """Return how many megabytes a setting allows. Raises SettingsError for what is no such number.

    Whatever is uploaded is held in memory while it is looked through.
    """
    given = environ.get(name) or str(usual)
    if not given.isdecimal() or not 0 < int(given[:LONGEST_NUMBER]) <= MOST_MEGABYTES:
        raise SettingsError(name, f"is {given!r}: write a number from 1 to {MOST_MEGABYTES}.")
    return int(given)


def checked_mail_url(url: str) -> str:
    """Return the address of the mail server as it was given; "" where there is none.

    Raises SettingsError.
    """
    parts = urlsplit(url)
    is_right = parts.scheme in MAIL_SCHEMES and parts.hostname and has_usable_port(url)
    if url and not is_right:
        raise SettingsError(
            "PORTAL_MAIL_URL",
            "is no mail server: write smtp://name:password@host:port, or smtps://….",
        )
    return url


def checked_database_url(url: str) -> str:
    """Return the database address with the driver the portal is built with.

    Raises SettingsError for a database that is neither SQLite nor PostgreSQL, and for a port
    that is no number.
    """
    scheme, colon, rest = url.partition("://")
    known = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
    dialect = known.get(scheme, scheme)
    if not colon or dialect not in DATABASE_DIALECTS:
        raise SettingsError(
            "PORTAL_DATABASE_URL",
            f"begins with {scheme.partition(':')[0]!r}: write sqlite:///… or postgresql://….",
        )
    if dialect != "sqlite" and not has_usable_port(url):
        raise SettingsError("PORTAL_DATABASE_URL", "names a port that is no number.")
    return f"{dialect}://{rest}"


def has_usable_port(url: str) -> bool:
    """Whether an address names no port, or one that can be."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def kept_secret(data_dir: Path) -> str:
    """Return the key kept in the data folder, made the first time and readable by us alone.

    Processes that start together agree on one key: a whole file is linked into place, once.
    Raises SettingsError where the folder cannot be written.
    """
    kept = data_dir / "secret-key"
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not kept.exists():
            fresh = data_dir / f"secret-key.{secrets.token_hex(8)}"
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
            link_once(kept, fresh)
        return kept.read_text(encoding="ascii")
    except OSError as error:
        raise SettingsError(
            "PORTAL_DATA_DIR",
            f"is {data_dir}, which cannot be written ({error.strerror}): "
            "make it writable, or name another folder.",
        ) from error


def link_once(kept: Path, fresh: Path) -> None:
    """Put the fresh file in place unless another process did so first."""
    try:
        kept.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()

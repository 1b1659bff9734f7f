"""The edge of mail: one letter to an SMTP server, or to a file where no server is set."""

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

SCHEMES: Final = {"smtp": 25, "smtps": 465}
PATIENCE: Final = 20  # seconds for each answer of the server


class MailError(RuntimeError):
    """A letter did not leave; trying again is in vain where `is_final`."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        """Say why, in words fit for staff: never the password."""
        super().__init__(reason)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with a letter: its name, its media type and its bytes."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A letter ready to leave: plain words in one language, and by what name it comes.

    `name` is unlike any other letter's, so that a letter sent twice is seen to be one.
    """

    name: str
    sender_name: str
    to: str
    subject: str
    body: str
    language_tag: str
    at: datetime
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Postbox:
    """Where letters go: the server of `url`, or files in `folder` where `url` is empty.

    `url` is `smtp://user:password@host:port` or `smtps://…`; `sender` is the address that letters
    come from.
    """

    url: str
    folder: Path
    sender: str

    @property
    def is_real(self) -> bool:
        """Whether letters leave this machine."""
        return bool(self.url)

    def send(self, letter: Outgoing) -> None:
        """Let a letter leave. Raises MailError."""
        message = self._written(letter)
        if not self.is_real:
            self._keep(letter, message)
            return
        try:
            self._hand_over(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise MailError(_words(said), is_final=code >= 500) from error  # noqa: PLR2004
        except smtplib.SMTPResponseException as error:
            reason = f"{error.smtp_code} {_words(error.smtp_error)}"
            raise MailError(reason) from error
        except (OSError, smtplib.SMTPException) as error:
            reason = f"{type(error).__name__}: {error}"
            raise MailError(reason) from error

    def _written(self, letter: Outgoing) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["Subject"] = letter.subject
        message["From"] = Address(letter.sender_name, addr_spec=self.sender)
        try:
            message["To"] = Address(addr_spec=letter.to)
        except (ValueError, IndexError) as error:
            reason = "this is no address that a letter can be sent to"
            raise MailError(reason, is_final=True) from error
        message["Date"] = letter.at
        message["Message-ID"] = f"<{letter.name}@{self.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = letter.language_tag
        message.set_content(letter.body, cte="base64" if not letter.body.isascii() else None)
        for each in letter.enclosures:
            main, _slash, sub = each.media_type.partition("/")
            message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
        return message

    def _keep(self, letter: Outgoing, message: EmailMessage) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            target = self.folder / f"{letter.name}.eml"
            target.touch(mode=0o600)
            target.write_bytes(bytes(message))
        except OSError as error:
            reason = f"{self.folder}: {error.strerror}"
            raise MailError(reason) from error

    def _hand_over(self, message: EmailMessage) -> None:
        server = urlsplit(self.url)
        with _connected(server) as post:
            if server.username:
                post.login(unquote(server.username), unquote(server.password or ""))
            post.send_message(message)


def sender_of(url: str, portal_host: str) -> str:
    """Give the address that letters come from: `?from=` of the server's, else no-reply@ ours."""
    named = parse_qs(urlsplit(url).query).get("from", [""])[0]
    return named or f"no-reply@{portal_host}"


def _connected(server: SplitResult) -> smtplib.SMTP:
    """Open a conversation, sealed by TLS; only a server of this machine may do without."""
    host = str(server.hostname)
    port = server.port or SCHEMES[server.scheme]
    sealed = ssl.create_default_context()
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=sealed)
    post = smtplib.SMTP(host, port, timeout=PATIENCE)
    post.ehlo()
    if post.has_extn("starttls"):
        post.starttls(context=sealed)
    elif host not in {"127.0.0.1", "::1", "localhost"}:
        post.close()
        reason = "the mail server offers no STARTTLS"
        raise MailError(reason)
    return post


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said

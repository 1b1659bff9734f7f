"""A letter leaves for a real server, or becomes a file; what fails is told in plain words."""

import socketserver
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Thread

import pytest

from portal.mail import Enclosure, MailError, Outgoing, Postbox, sender_of

SENDER = "no-reply@consult.example"
LETTER = Outgoing(
    name="letter-7",
    sender_name="商務及經濟發展局",
    to="chan@guild.example",
    subject="你的私人連結：電子貿易文件",
    body="𨋢嘅喺咗嗰㗎邨\n\nhttp://127.0.0.1:8000/link/abc\n",
    language_tag="zh-Hant-HK",
    at=datetime(2026, 2, 1, 9, 14, tzinfo=UTC),
)


@dataclass
class Server:
    """A mail server that takes letters, or refuses whom it is told to."""

    refuses: dict[str, str] = field(default_factory=dict)
    taken: list[bytes] = field(default_factory=list)
    port: int = 0


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of a few words, on a port of its own."""
    said = Server()

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                verb = line[:4].upper().decode()
                if verb == "DATA":
                    self.wfile.write(b"354 go on\r\n")
                    said.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                answer = said.refuses.get(verb, "221 bye" if verb == "QUIT" else "250 well")
                self.wfile.write(f"{answer}\r\n".encode())
                if verb == "QUIT":
                    return

    with socketserver.TCPServer(("127.0.0.1", 0), Talk) as listening:
        said.port = listening.server_address[1]
        thread = Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield said
        listening.shutdown()
        thread.join()


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def check(message: EmailMessage) -> None:
    assert message["Subject"] == LETTER.subject
    assert message["To"] == LETTER.to
    assert LETTER.sender_name in message["From"]
    assert SENDER in message["From"]
    assert message["Message-ID"] == "<letter-7@consult.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == LETTER.body


def test_a_letter_reaches_the_server_whole(server: Server, tmp_path: Path) -> None:
    Postbox(f"smtp://127.0.0.1:{server.port}", tmp_path, SENDER).send(LETTER)

    check(read(server.taken[0]))
    assert list(tmp_path.iterdir()) == []


def test_without_a_server_a_letter_becomes_a_file_for_us_alone(tmp_path: Path) -> None:
    Postbox("", tmp_path / "letters", SENDER).send(LETTER)

    [file] = (tmp_path / "letters").iterdir()
    check(read(file.read_bytes()))
    assert file.name == "letter-7.eml"
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("refusal", "is_final"), [("550 nobody of that name", True), ("450 try later", False)]
)
def test_a_refused_address_is_told_from_one_to_try_again(
    server: Server, tmp_path: Path, refusal: str, *, is_final: bool
) -> None:
    server.refuses["RCPT"] = refusal

    with pytest.raises(MailError) as caught:
        Postbox(f"smtp://127.0.0.1:{server.port}", tmp_path, SENDER).send(LETTER)

    assert caught.value.is_final is is_final
    assert refusal[4:] in str(caught.value)


def test_a_server_that_does_not_answer_tells_nothing_of_its_password(tmp_path: Path) -> None:
    with pytest.raises(MailError) as caught:
        Postbox("smtp://me:secret@127.0.0.1:9", tmp_path, SENDER).send(LETTER)

    assert not caught.value.is_final
    assert "secret" not in str(caught.value)


def test_what_is_no_address_is_given_up_at_once(tmp_path: Path) -> None:
    spoilt = Outgoing(
        **{each: getattr(LETTER, each) for each in LETTER.__slots__} | {"to": "a\nBcc: b@c.example"}
    )

    with pytest.raises(MailError) as caught:
        Postbox("", tmp_path, SENDER).send(spoilt)

    assert caught.value.is_final


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("", "no-reply@consult.example"),
        ("smtp://mail.example?from=paper@bureau.example", "paper@bureau.example"),
    ],
)
def test_letters_come_from_us_unless_another_sender_is_named(url: str, sender: str) -> None:
    assert sender_of(url, "consult.example") == sender


def test_a_file_comes_with_its_letter(tmp_path: Path) -> None:
    enclosed = Enclosure("ETD-7K2M-Q954.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")

    Postbox("", tmp_path, SENDER).send(replace(LETTER, enclosures=(enclosed,)))

    message = read((tmp_path / "letter-7.eml").read_bytes())
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == LETTER.body
    [part] = message.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == (enclosed.name, "application/pdf")
    assert part.get_content() == enclosed.content

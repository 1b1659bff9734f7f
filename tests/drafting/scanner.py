"""A virus scanner for tests: it speaks as clamd does, and finds what it is told to find."""

import socket
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

HARMFUL = b"harmful"


@dataclass
class Clamd:
    """A scanner on a socket; `heard` keeps what it was sent, `answer` what it says instead."""

    path: str
    answer: bytes = b""
    heard: list[bytes] = field(default_factory=list)

    def serve(self, listening: socket.socket) -> None:
        """Answer until the socket is closed."""
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with line:
                content = received(line)
                self.heard.append(content)
                found = b"stream: Test.Virus FOUND\0" if HARMFUL in content else b"stream: OK\0"
                line.sendall(self.answer or found)


def received(line: socket.socket) -> bytes:
    """Take a file as the command INSTREAM sends it."""
    with line.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">L", stream.read(4))[0]:
            content += stream.read(length)
    return content


@contextmanager
def clamd(path: str = "") -> Iterator[Clamd]:
    """Let a scanner listen; the path of a socket must be short."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        made = Clamd(path or str(Path(folder) / "socket"))
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(made.path)
            listening.listen()
            thread = Thread(target=made.serve, args=(listening,), daemon=True)
            thread.start()
            yield made
            listening.shutdown(socket.SHUT_RDWR)
        thread.join()

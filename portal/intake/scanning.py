"""The edge of clamd, the virus scanner: a file goes down its socket, and a word comes back."""

import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from portal.document.dangers import InfectedError

_CHUNK: Final = 1 << 16
_LONGEST_ANSWER: Final = 4_096
_PATIENCE: Final = 20.0  # seconds


class ScannerDownError(RuntimeError):
    """The scanner could not be reached, or gave no answer that clears a file."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd that listens on a socket of this machine, named by its path."""

    path: str

    def clear(self, content: bytes) -> None:
        """Return where a file was found clean, and only then.

        Raises InfectedError where something was found in it, ScannerDownError for anything else.
        """
        try:
            answer = self._ask(content)
        except OSError as error:
            raise ScannerDownError from error
        if answer.endswith(b"FOUND"):
            raise InfectedError
        if answer != b"stream: OK":
            raise ScannerDownError

    def _ask(self, content: bytes) -> bytes:
        """Send a file by the command INSTREAM, in chunks behind their lengths."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(_PATIENCE)
            line.connect(self.path)
            # A scanner that has heard enough hangs up, and has answered.
            with suppress(BrokenPipeError, ConnectionResetError):
                line.sendall(b"zINSTREAM\0")
                for at in range(0, len(content), _CHUNK):
                    chunk = content[at : at + _CHUNK]
                    line.sendall(struct.pack(">L", len(chunk)) + chunk)
                line.sendall(struct.pack(">L", 0))
            return _heard(line).rstrip(b"\0\n").strip()


def _heard(line: socket.socket) -> bytes:
    heard = b""
    while len(heard) < _LONGEST_ANSWER and (more := line.recv(_LONGEST_ANSWER)):
        heard += more
    return heard

"""Handing out files that people sent: to be saved, never shown as a page of ours."""

from urllib.parse import quote

from flask import Response

SEALED = "sandbox; default-src 'none'"


def as_attachment(content: bytes, name: str) -> Response:
    """Hand out a file under its name, for the disk; a browser may neither show nor run it."""
    answer = Response(content, mimetype="application/octet-stream")
    plain = "".join(each if each.isascii() and each not in '"\\' else "_" for each in name)
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer

"""A portal served on a port of its own, and Debian's Chromium to read it with."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Final

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

CHROMIUM: Final = "/usr/bin/chromium"
SWITCHES: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the browser; Playwright takes one at a time, so no other may be open meanwhile."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield opened
        opened.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application and give its address, without a final slash."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""The site of a release over HTTP, for the browser on this machine."""

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_LOCAL = "127.0.0.1"


class _Pages(SimpleHTTPRequestHandler):
    """Files of the release; the bare address is that of its site."""

    # Said here, because a system's own list of types may know better and be wrong.
    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def do_GET(self) -> None:
        """A file, or the way to the site."""
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(302)
        self.send_header("Location", "/site/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def end_headers(self) -> None:
        """A release changes with the next build: ask again."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing of each request."""


def serve(release: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve a release folder until interrupted.

    Args:
        release: the folder.
        port: where; 0 takes any that is free.
        ready: told the address of the site once it answers.

    Raises:
        OSError: the port cannot be had.
    """
    handler = partial(_Pages, directory=str(release))
    with ThreadingHTTPServer((_LOCAL, port), handler) as server:
        ready(f"http://{_LOCAL}:{server.server_port}/site/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return

"""The site of a release over HTTP, for the browser on this machine."""

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pipeline.release.history import HISTORY

_LOCAL = "127.0.0.1"
_RELEASES = "releases"


class _Pages(SimpleHTTPRequestHandler):
    """Files of a folder; any other address is one below the start."""

    # Said here, because a system's own list of types may know better and be wrong.
    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def __init__(self, *arguments: Any, start: str, served: tuple[Path, ...], **more: Any) -> None:
        """`start`: address of the release; `served`: the folders of which files are served."""
        self.start, self.served = start, served
        super().__init__(*arguments, **more)

    def send_head(self) -> Any:
        """A file, or the way to it; the bare address is that of the site."""
        file = Path(self.translate_path(self.path))
        if self.path != "/" and any(file.is_relative_to(folder) for folder in self.served):
            return super().send_head()
        self.send_response(302)
        self.send_header("Location", self.start + (self.path.lstrip("/") or "site/"))
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def end_headers(self) -> None:
        """A release changes with the next build: ask again."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing of each request."""


def serve(release: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve a release folder until interrupted.

    One that lies where builds put it is served below the address that it has wherever it is
    published, with what each release changed beside it; of the rest of outputs/ nothing is.

    Args:
        release: the folder.
        port: where; 0 takes any that is free.
        ready: told the address of the site once it answers.

    Raises:
        OSError: the port cannot be had.
    """
    folder, start = release, "/"
    served: tuple[Path, ...] = (release,)
    if release.parent.name == _RELEASES:
        folder, start = release.parent.parent, f"/{_RELEASES}/{release.name}/"
        served = (release, folder / HISTORY)
    handler = partial(_Pages, directory=str(folder), start=start, served=served)
    with ThreadingHTTPServer((_LOCAL, port), handler) as server:
        ready(f"http://{_LOCAL}:{server.server_port}/site/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return

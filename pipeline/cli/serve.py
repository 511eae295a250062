"""The site of a release over HTTP, for the browser on this machine."""

import gzip
import io
import re
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pipeline.release.history import HISTORY

_LOCAL = "127.0.0.1"
_RELEASES = "releases"
_TEXTS = ("text/", "application/json", "image/svg")
"""Kinds of files that are sent compressed."""


def _part(asked: str | None, size: int) -> range | None:
    """The one part of a file that a request asks for; None for all of it."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", asked or "")
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return range(max(size - int(last), 0), size) or None
    return range(int(first), min(int(last) + 1 if last else size, size)) or None


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
            if file.is_file():
                return self._file(file)
            return super().send_head()
        self.send_response(302)
        self.send_header("Location", self.start + (self.path.lstrip("/") or "site/"))
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def _file(self, file: Path) -> Any:
        """A file: the part that is asked for, texts compressed for those who take that."""
        kind = self.guess_type(str(file))
        content, status, headers = file.read_bytes(), 200, {"Accept-Ranges": "bytes"}
        if part := _part(self.headers.get("Range"), len(content)):
            status = 206
            headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
            content = content[part.start : part.stop]
        elif kind.startswith(_TEXTS) and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, compresslevel=6, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self.send_response(status)
        headers |= {"Content-Type": kind, "Content-Length": str(len(content))}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(content)

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

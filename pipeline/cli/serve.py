"""The site of a release over HTTP, for the browser on this machine.

Starlette gives the files, with ranges and what a browser has already; Uvicorn speaks HTTP. One
process serves whoever asks, slow ones without a thread each.

What belongs here: which files, to whom, how long. What does not: what the pages show.
"""

import asyncio
import base64
import contextlib
import hashlib
import mimetypes
import os
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from pipeline.cli.answer import Answer, CommandError
from pipeline.release.history import HISTORY
from pipeline.vocabulary.system_errors import reason_of

ASKING_SECONDS = 10.0
"""Time limit of a request."""
ANSWER_SECONDS = 300.0
"""Time limit of an answer: the largest file over a slow line."""
MOST_CLIENTS = 800
"""At once; the next one is told to come again. A process has 1,024 open files."""

_LOCAL = "127.0.0.1"
_RELEASES = "releases"
_SQL_PAGE = "sql.html"
_INLINE = re.compile(rb"<(style|script type=\"importmap\")[^<>]*>(.*?)</", re.DOTALL)
# Said here, because a system's own list of types may know better and be wrong.
_TYPES = {".js": "text/javascript", ".wasm": "application/wasm", ".md": "text/markdown"}
_ALWAYS = {
    "Cache-Control": "no-cache",  # a release changes with the next build: ask again
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class _Files(StaticFiles):
    """Files of some folders; any other address is one below the start."""

    def __init__(self, folder: Path, start: str, served: tuple[Path, ...]) -> None:
        """`start`: address of the release; `served`: the folders of which files are served."""
        super().__init__(directory=folder, html=True)
        self._folder, self._start, self._served = folder, start, served

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, or the way to it; the bare address is that of the site."""
        file = Path(os.path.normpath(self._folder / path))
        if scope["path"] == "/" or not any(file.is_relative_to(there) for there in self._served):
            asked = scope["path"].lstrip("/") or "site/"
            query = scope["query_string"].decode("latin-1")
            way = f"{self._start}{asked}?{query}" if query else self._start + asked
            return RedirectResponse(way, 302, _ALWAYS)
        response = await super().get_response(path, scope)
        response.headers.update(_ALWAYS)
        if response.media_type == "text/html":
            page = Path(getattr(response, "path", file))
            response.headers["Content-Security-Policy"] = policy(page)
        return response


def policy(page: Path) -> str:
    """The rule of what a page may run and load: what lies beside it, and no script of its own text.

    The sheet of its charts is named by its hash. The SQL page alone has a map of modules, by its
    hash too, and libraries that make functions of text.
    """
    styles, scripts = ["'self'"], ["'self'"]
    if page.name == _SQL_PAGE:
        scripts += ["'unsafe-eval'", "blob:"]
    for kind, text in _INLINE.findall(page.read_bytes()):
        digest = base64.b64encode(hashlib.sha256(text).digest()).decode()
        if kind == b"style":
            styles.append(f"'sha256-{digest}'")
        elif page.name == _SQL_PAGE:
            scripts.append(f"'sha256-{digest}'")
    return (
        f"default-src 'none'; script-src {' '.join(scripts)}; style-src {' '.join(styles)}; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class _Compressed(GZipMiddleware):
    """Compresses what is asked for whole: a part of a file is counted in its own bytes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ranged = any(name == b"range" for name, _ in scope.get("headers", ()))
        app: ASGIApp = self.app if ranged else super().__call__
        await app(scope, receive, send)


class _Impatient(H11Protocol):
    """Ends a connection whose client does not go on."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._since = self.loop.time()
        self._answering: object = None
        self._look()

    def _look(self) -> None:
        """Look how long the client has been asking, or receiving the same answer."""
        if self.transport.is_closing():
            return
        cycle = self.cycle if self.cycle and not self.cycle.response_complete else None
        now = self.loop.time()
        if cycle is not self._answering:
            self._answering, self._since = cycle, now
        elif now - self._since > (ANSWER_SECONDS if cycle else ASKING_SECONDS):
            self.transport.abort()
            return
        self.loop.call_later(min(1.0, ASKING_SECONDS / 4), self._look)


def application(folder: Path, start: str, served: tuple[Path, ...]) -> Starlette:
    """The answers: files of these folders, to whoever asks this machine by its own name."""
    mimetypes.init()
    for ending, kind in _TYPES.items():
        mimetypes.add_type(kind, ending)
    return Starlette(
        routes=[Mount("/", _Files(folder, start, served))],
        middleware=[
            # A page of another site may lead a name of its own to this address.
            Middleware(TrustedHostMiddleware, allowed_hosts=[_LOCAL, "localhost"]),
            Middleware(_Compressed, minimum_size=1000, compresslevel=5),
        ],
    )


def server(release: Path) -> uvicorn.Server:
    """The server of a release folder.

    One that lies where builds put it is served below the address that it has wherever it is
    published, with what each release changed beside it; of the rest of outputs/ nothing is.
    """
    folder, start = release, "/"
    served: tuple[Path, ...] = (release,)
    if release.parent.name == _RELEASES:
        folder, start = release.parent.parent, f"/{_RELEASES}/{release.name}/"
        served = (release, folder / HISTORY)
    config = uvicorn.Config(
        application(folder, start, served),
        http=_Impatient,
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_level="critical",
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CLIENTS,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def serve(release: Path, port: int, ready: Callable[[str], None]) -> Answer:
    """Serve a release folder until interrupted.

    Args:
        release: the folder.
        port: where; 0 takes any that is free.
        ready: told the address of the site once it answers.

    Raises:
        CommandError: it has no site, or the port cannot be had.
    """
    if not (release / "site" / "index.html").is_file():
        raise CommandError("no site at {path}: run `openbogo build` first", path=release)
    try:
        with socket.create_server((_LOCAL, port), backlog=512) as listening:
            ready(f"http://{_LOCAL}:{listening.getsockname()[1]}/site/")
            with contextlib.suppress(KeyboardInterrupt):
                asyncio.run(server(release).serve([listening]))
    except OSError as error:
        raise CommandError(
            "port {port}: {reason}; choose another with --port", port=port, reason=reason_of(error)
        ) from error
    return Answer("", {})

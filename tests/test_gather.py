"""Reports arrive from a real HTTP server on this machine, whatever it does."""

import datetime
import socket
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dagster as dg
import pytest
from reports import head

from pipeline.collect import download
from pipeline.collect.gather import Gathered, due_collections, gather
from pipeline.collect.register import read_register
from pipeline.defs.gather_asset import register_due
from pipeline.defs.settings import SETTINGS, Settings
from pipeline.errors import ReportError
from pipeline.report import read_report
from pipeline.sources.read import read_source
from pipeline.state.workspace import Workspace

NOON = datetime.datetime(2025, 12, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
Answering = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """What each path answers, and what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, dict(self.headers)))
                answer = outer.answers.get(self.path)
                answer(self) if answer else self.send_error(404)

            def log_message(self, *_: object) -> None: ...

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def gives(self, path: str, content: bytes, **headers: str) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            etag = headers.get("ETag")
            if etag and handler.headers.get("If-None-Match") == etag:
                handler.send_response(304)
                handler.end_headers()
                return
            handler.send_response(200)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(content)

        self.answers[path] = answer


@pytest.fixture
def server() -> Iterator[Server]:
    served = Server()
    yield served
    served.http.shutdown()
    served.http.server_close()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "raw" / "office").mkdir(parents=True)
    return Workspace(tmp_path)


def register(workspace: Workspace, text: str) -> Path:
    path = workspace.raw / "office" / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def local(workspace: Workspace, server: Server, source: str, more: str = "") -> None:
    text = f'hosts = ["{server.host}"]\nallow_private = true\n{more}\n[[source]]\n{source}\n'
    register(workspace, text.replace("HOST", f"http://{server.host}"))


def looked(workspace: Workspace, days: int = 0) -> Gathered:
    return gather(workspace, NOON + days * DAY)


def there(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in (workspace.raw / "office").iterdir())


def test_without_a_register_nothing_is_due(workspace: Workspace) -> None:
    assert due_collections(workspace, time.time()) == []
    assert looked(workspace) == Gathered((), 0, ())


def test_a_file_is_kept_with_a_note_and_published_with_its_address(
    workspace: Workspace, server: Server
) -> None:
    server.gives("/a/2022-03.txt", head("2022-03").encode(), ETag='"1"')
    local(workspace, server, 'file = "HOST/a/2022-03.txt"\nnote = {agency = "경제실"}')
    assert looked(workspace) == Gathered(("office/2022-03.txt",), 0, ())
    note = tomllib.loads((workspace.raw / "office" / "2022-03.txt.toml").read_text("utf-8"))
    url = f"http://{server.host}/a/2022-03.txt"
    assert note == {"agency": "경제실", "source_url": url, "retrieved_on": NOON.date()}
    # The register is no report, and the note is read as any other.
    assert workspace.files() == ["office/2022-03.txt"]
    row = read_report(read_source(workspace.raw, "office/2022-03.txt")).frames["reports"]
    assert row.select("source_url", "retrieved_on", "agency").row(0) == (url, NOON.date(), "경제실")


def test_what_did_not_change_is_not_fetched_and_what_did_is_a_new_version(
    workspace: Workspace, server: Server
) -> None:
    server.gives("/r.txt", b"one", ETag='"1"')
    local(workspace, server, 'file = "HOST/r.txt"')
    assert looked(workspace).new == ("office/r.txt",)
    assert looked(workspace) == Gathered((), 0, ())  # not due yet
    assert len(server.asked) == 1
    assert looked(workspace, 1) == Gathered((), 1, ())
    assert server.asked[-1][1]["If-None-Match"] == '"1"'
    server.gives("/r.txt", b"one", ETag='"2"')  # a server that says so of the same bytes
    assert looked(workspace, 2) == Gathered((), 1, ())
    server.gives("/r.txt", b"two", ETag='"3"')
    assert looked(workspace, 3).new == ("office/r-2025-12-04.txt",)
    assert (workspace.raw / "office" / "r.txt").read_bytes() == b"one"
    (workspace.raw / "office" / "r-2025-12-04.txt").unlink()  # then it is fetched whole again
    assert "If-None-Match" not in server.asked[-1][1] or looked(workspace, 4).new


def test_a_page_names_reports_by_address_or_text(workspace: Workspace, server: Server) -> None:
    page = '<a href="/f?id=1">업무보고.hwp</a> '
    page += '<a href=" b/my plan.txt#top">x</a> <a href="/no">기타</a>'
    server.gives("/list", page.encode("cp949"))
    server.gives(
        "/f?id=1", b"x", Content_Disposition="attachment; filename*=UTF-8''%EC%97%85%EB%AC%B4.hwp"
    )
    server.gives(
        "/b/my%20plan.txt",
        b"y",
        Content_Disposition='inline; filename="../../계획.txt"'.encode("cp949").decode("latin-1"),
    )
    local(workspace, server, "page = 'HOST/list'\npattern = '업무보고|plan'")
    assert looked(workspace).new == ("office/업무.hwp", "office/계획.txt")
    assert {path for path, _ in server.asked} == {"/list", "/f?id=1", "/b/my%20plan.txt"}


def _cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"only this")


def _cut_off_in_a_chunk(handler: BaseHTTPRequestHandler) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"100\r\nonly this")
    handler.close_connection = True


def _five_gigabytes(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(5_000_000_000))
    handler.end_headers()


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65_536)
    except OSError:
        return


def _slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    try:
        for _ in range(1000):
            handler.wfile.write(b"x")
            time.sleep(0.05)
    except OSError:
        return


def _leads(to: str) -> Answering:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.end_headers()

    return answer


def _packed(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "the answer is 404"),
        (_cut_off, "it was cut off after 9 bytes"),
        (_cut_off_in_a_chunk, "IncompleteRead"),
        (_five_gigabytes, "it has 5,000,000,000 bytes (limit 1,000,000)"),
        (_endless, "it has more than 1,000,000 bytes"),
        (_slow, "it was cut off"),
        (_leads("http://example.org/r.txt"), "its host is not listed"),
        (_leads("file:///etc/passwd"), "only http and https are asked"),
        (_leads("/r.txt"), "it leads on more than 5 times"),
        (_packed, "it comes compressed"),
    ],
)
def test_what_fails_leaves_nothing_and_is_tried_again(
    answer: Answering | None,
    said: str,
    workspace: Workspace,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if answer is _slow:
        limits = download.Rules.__init__.__defaults__ or ()
        monkeypatch.setattr(download.Rules.__init__, "__defaults__", (*limits[:-1], 0.5))
    if answer:
        server.answers["/r.txt"] = answer
    local(workspace, server, 'file = "HOST/r.txt"', "max_megabytes = 1")
    (problem,) = looked(workspace).problems
    assert said in problem
    assert there(workspace) == ["sources.toml"]
    server.gives("/r.txt", b"at last")
    assert looked(workspace, 1).new == ("office/r.txt",)


def test_a_redirect_within_the_listed_hosts_is_followed(
    workspace: Workspace, server: Server
) -> None:
    server.answers["/old.txt"] = _leads("/new.txt")
    server.gives("/new.txt", b"here")
    local(workspace, server, 'file = "HOST/old.txt"')
    assert looked(workspace).new == ("office/new.txt",)


def test_one_failure_stops_no_other_source(workspace: Workspace, server: Server) -> None:
    server.gives("/good.txt", b"good")
    local(workspace, server, 'file = "HOST/bad.txt"\n[[source]]\nfile = "HOST/good.txt"')
    found = looked(workspace)
    assert (found.new, len(found.problems)) == (("office/good.txt",), 1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254"])
def test_addresses_of_this_network_are_not_asked_unless_allowed(
    workspace: Workspace, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object, **__: object) -> socket.socket:
        raise AssertionError("it was asked")

    monkeypatch.setattr(socket, "create_connection", no_network)
    register(workspace, f'hosts = ["{host}"]\n[[source]]\nfile = "http://{host}/r.txt"')
    (problem,) = looked(workspace).problems
    assert "an address that is not public" in problem


@pytest.mark.parametrize(
    "text",
    [
        "hosts =",
        "hosts = ['a']\nhost = 'b'",
        "hosts = ['a']\n[[source]]\nfile = 'http://b/r.txt'",
        "hosts = ['a']\n[[source]]\nfile = 'ftp://a/r.txt'",
        "hosts = ['a']\n[[source]]\nfile = 'http://a/r.txt'\npage = 'http://a/'",
        "hosts = ['a']\n[[source]]\npage = 'http://a/'\npattern = '('",
        "hosts = ['a']\nmax_megabytes = -1",
        "hosts = ['a']\nallow_private = 'yes'",
        "hosts = ['a']\n[[source]]\nfile = 'http://a/r.txt'\nnote = {agencie = 'x'}",
        "hosts = ['a']\n[[source]]\nfile = 'http://a/r.txt'\nnote = {source_url = 'http://x'}",
    ],
)
def test_a_register_that_is_none_is_refused_and_told(workspace: Workspace, text: str) -> None:
    path = register(workspace, text)
    with pytest.raises(ReportError):
        read_register(path)
    (problem,) = looked(workspace).problems
    assert problem


def test_the_sensor_asks_once_when_a_register_is_due(workspace: Workspace) -> None:
    settings = Settings(home=str(workspace.home))

    def tick() -> object:
        with dg.build_sensor_context(resources={SETTINGS: settings}) as context:
            return register_due(context)

    assert isinstance(tick(), dg.SkipReason)
    register(workspace, "hosts = []")
    first, second = tick(), tick()
    assert isinstance(first, dg.RunRequest)
    assert isinstance(second, dg.RunRequest)
    assert first.run_key == second.run_key
    gather(workspace, datetime.datetime.now(datetime.UTC))
    assert isinstance(tick(), dg.SkipReason)

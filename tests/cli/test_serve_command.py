"""`openbogo serve`: what it answers to browsers, and to those who mean it ill."""

import asyncio
import base64
import contextlib
import gzip
import hashlib
import http.client
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli import serve as command

SHEET = ".bar { fill: red }"
SLOW = 300


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A small release, served; whoever does not go on is left after a second."""
    monkeypatch.setattr(command, "ASKING_SECONDS", 1.0)
    release = tmp_path / "outputs" / "releases" / "2025-03-0123456789ab"
    (release / "site").mkdir(parents=True)
    (release / "site" / "index.html").write_text(f"<style>{SHEET}</style>" + "서울 " * 500)
    (release / "site" / "sql.html").write_text('<script type="importmap">{}</script>')
    (release / "site" / "bare.html").write_text("<script>alert(1)</script>")
    (release / "data.bin").write_bytes(bytes(range(256)) * 16)
    (tmp_path / "outputs" / "state.json").write_text("{}")
    server = command.server(release)
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    return connection.getresponse()


HERE = "/releases/2025-03-0123456789ab"


@pytest.mark.parametrize(
    ("path", "status", "to"),
    [
        ("/", 302, f"{HERE}/site/"),
        ("/site/", 302, f"{HERE}/site/"),
        ("/site/search.html?q=a%26b", 302, f"{HERE}/site/search.html?q=a%26b"),
        (f"{HERE}/site/", 200, None),
        (f"{HERE}/nothing", 404, None),
        (f"{HERE}/%00", 404, None),
        (f"{HERE}/{'a' * 5000}", 404, None),
        (f"{HERE}/../../state.json", 302, f"{HERE}/releases/2025-03-0123456789ab/../../state.json"),
        ("/state.json", 302, f"{HERE}/state.json"),
        ("/%2e%2e/%2e%2e/etc/passwd", 302, f"{HERE}/../../etc/passwd"),
        ("//elsewhere.example/", 302, f"{HERE}/elsewhere.example/"),
    ],
)
def test_addresses(port: int, path: str, status: int, to: str | None) -> None:
    answer = ask(port, path)
    assert (answer.status, answer.headers["Location"]) == (status, to)


def test_parts_compression_and_what_is_there_already(port: int) -> None:
    part = ask(port, f"{HERE}/data.bin", Range="bytes=256-511", Accept_Encoding="gzip")
    assert (part.status, part.read()) == (206, bytes(range(256)))
    assert part.headers["Content-Range"] == "bytes 256-511/4096"
    page = ask(port, f"{HERE}/site/", Accept_Encoding="gzip")
    assert page.headers["Content-Encoding"] == "gzip"
    assert "서울" in gzip.decompress(page.read()).decode()
    again = ask(
        port, f"{HERE}/data.bin", If_None_Match=ask(port, f"{HERE}/data.bin").headers["ETag"]
    )
    assert (again.status, again.headers["Cache-Control"]) == (304, "no-cache")
    assert ask(port, f"{HERE}/site/", "POST").status == 405


def test_only_this_machine_by_its_own_name(port: int) -> None:
    assert ask(port, f"{HERE}/site/", Host=f"localhost:{port}").status == 200
    assert ask(port, f"{HERE}/site/", Host="attacker.example").status == 400


def test_no_page_runs_a_script_of_its_own_text(port: int) -> None:
    policies = {}
    for page in ("index", "bare", "sql"):
        policies[page] = ask(port, f"{HERE}/site/{page}.html").headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policies[page]
    digest = base64.b64encode(hashlib.sha256(SHEET.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in policies["index"]
    assert "script-src 'self';" in policies["index"]
    assert "script-src 'self';" in policies["bare"]
    assert "script-src 'self' 'unsafe-eval' blob: 'sha256-" in policies["sql"]


def test_slow_clients_hold_nothing(port: int) -> None:
    threads = threading.active_count()
    slow = []
    for _ in range(SLOW):
        client = socket.create_connection(("127.0.0.1", port))
        client.settimeout(20)
        client.sendall(b"GET / HTTP/1.1\r\nHost: local")
        slow.append(client)
    assert ask(port, f"{HERE}/site/").status == 200
    assert threading.active_count() - threads < SLOW / 5
    for client in slow:
        with contextlib.suppress(ConnectionResetError):
            assert client.recv(1) == b""  # the server has ended it
        client.close()
    assert ask(port, f"{HERE}/site/").status == 200

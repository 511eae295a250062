"""One look at an address: over http(s), at listed hosts only, within limits.

What belongs here: the network. What does not: which addresses, and where files go.
"""

import hashlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from urllib.parse import SplitResult, quote, urljoin, urlsplit

_HOPS = 5
_MOVED = (301, 302, 303, 307, 308)
_WAIT = 20.0  # seconds without a byte
_PIECE = 1 << 16
_PORTS = {"http": 80, "https": 443}
_AGENT = "openbogo (open data of government reports)"


class FetchError(Exception):
    """An address gave nothing that can be kept, and why."""


@dataclass(frozen=True)
class Rules:
    """The limits of what is asked, and of how much comes."""

    hosts: frozenset[str]
    max_bytes: int
    allow_private: bool = False
    seconds: float = 600.0
    """From the first to the last byte."""


@dataclass(frozen=True)
class Validators:
    """By what a server knows that nothing changed."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """The headers of a request that asks for what is newer."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Answer:
    """The response."""

    url: str
    """The final address, after redirects."""
    sha256: str
    disposition: str
    """The header that may name the file."""
    validators: Validators


def fetch(url: str, rules: Rules, known: Validators, into: IO[bytes]) -> Answer | None:
    """Write what an address holds into a file; None if it did not change.

    Raises:
        FetchError: it must not be asked, or what came is not whole or too large.
    """
    for _ in range(_HOPS + 1):
        parts = _check_address(url, rules)
        try:
            with _request(parts, rules, known) as response:
                if response.status in _MOVED:
                    url = _next(url, response.getheader("Location", ""))
                    continue
                if response.status == http.client.NOT_MODIFIED:
                    return None
                return _receive(url, response, rules, into)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise FetchError(f"{url}: {error or type(error).__name__}") from error
    raise FetchError(f"{url}: it leads on more than {_HOPS} times")


def _check_address(url: str, rules: Rules) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS:
        raise FetchError(f"{url}: only http and https are asked")
    if parts.netloc.lower() not in rules.hosts:
        raise FetchError(f"{url}: its host is not listed in the register")
    return parts


def _next(url: str, location: str) -> str:
    there = urljoin(url, location)
    if urlsplit(url).scheme == "https" and urlsplit(there).scheme != "https":
        raise FetchError(f"{url}: it leads to {there}, which is not encrypted")
    return there


@contextmanager
def _request(
    parts: SplitResult, rules: Rules, known: Validators
) -> Iterator[http.client.HTTPResponse]:
    """Ask, at an address that was looked at: a name may lead elsewhere the next time."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    sock = socket.create_connection((_address(host, port, rules), port), timeout=_WAIT)
    # Whoever sends a byte now and then would never meet the limit on silence.
    clock = threading.Timer(rules.seconds, _close_socket, (sock,))
    clock.daemon = True
    clock.start()
    try:
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
            clock.args = (sock,)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = sock
        connection.request("GET", _path(parts), headers=_headers(parts, known))
        yield connection.getresponse()
    finally:
        clock.cancel()
        sock.close()


def _close_socket(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:  # it ended by itself
        return


def _address(host: str, port: int, rules: Rules) -> str:
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not rules.allow_private:
        for address in found:
            if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                raise FetchError(f"{host} is {address}, an address that is not public")
    return found[0]


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return path + (f"?{quote(parts.query, safe='%:@!$&()*+,;=~-._/?')}" if parts.query else "")


def _headers(parts: SplitResult, known: Validators) -> Mapping[str, str]:
    return {
        "Host": parts.netloc,
        "User-Agent": _AGENT,
        "Accept-Encoding": "identity",
        "Connection": "close",
        **known.headers(),
    }


def _receive(url: str, response: http.client.HTTPResponse, rules: Rules, into: IO[bytes]) -> Answer:
    if response.status != http.client.OK:
        raise FetchError(f"{url}: the answer is {response.status} {response.reason}")
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise FetchError(f"{url}: it comes compressed, which was not asked for")
    announced = response.length
    if announced is not None and announced > rules.max_bytes:
        raise FetchError(f"{url}: it has {announced:,} bytes (limit {rules.max_bytes:,})")
    digest, size = hashlib.sha256(), 0
    while piece := response.read1(_PIECE):
        size += len(piece)
        if size > rules.max_bytes:
            raise FetchError(f"{url}: it has more than {rules.max_bytes:,} bytes")
        digest.update(piece)
        into.write(piece)
    if size != (size if announced is None else announced) or not size:
        raise FetchError(f"{url}: it was cut off after {size:,} bytes")
    validators = Validators(response.getheader("ETag", ""), response.getheader("Last-Modified", ""))
    disposition = response.getheader("Content-Disposition", "")
    return Answer(url, digest.hexdigest(), disposition, validators)

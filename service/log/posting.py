"""Posts a few bytes to another server and reads a short answer, within a time that is kept.

No redirect is followed and no proxy asked: the address is the operator's own setting.
"""

import http.client
import socket
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

LARGEST = 64 * 1024  # bytes of an answer
STEP = 5.0  # seconds for one step: connecting, or the next bytes
LONGEST = 15.0  # seconds for the whole


class UnreachableError(Exception):
    """The other side did not answer, or not in time, or at too great a length."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status, kind of content, content."""

    status: int
    kind: str
    body: bytes


def post(url: str, body: bytes, kind: str) -> Reply:
    """Post bytes to an address.

    Raises:
        UnreachableError: there was no whole answer of at most 64 KB within 15 seconds.
    """
    try:
        parts = urlsplit(url)
        with closing(_connection(parts)) as connection:
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            return _answer(connection, path or "/", body, kind)
    except (OSError, http.client.HTTPException, ValueError) as failed:
        raise UnreachableError(url) from failed


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    makers: dict[str, type[http.client.HTTPConnection]] = {
        "http": http.client.HTTPConnection,
        "https": http.client.HTTPSConnection,
    }
    if parts.scheme not in makers or not parts.hostname:
        raise UnreachableError(parts.geturl())
    return makers[parts.scheme](parts.netloc, timeout=STEP)


def _answer(connection: http.client.HTTPConnection, path: str, body: bytes, kind: str) -> Reply:
    connection.connect()
    late = threading.Event()
    watch = threading.Timer(LONGEST, _cut, [connection.sock, late])
    watch.start()
    try:
        connection.request("POST", path, body, {"Content-Type": kind})
        with closing(connection.getresponse()) as response:
            data, missing = response.read(LARGEST + 1), response.length
    finally:
        watch.cancel()
    if len(data) > LARGEST or missing or late.is_set():  # not whole
        raise UnreachableError(path)
    return Reply(response.status, response.headers.get_content_type(), data)


def _cut(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)

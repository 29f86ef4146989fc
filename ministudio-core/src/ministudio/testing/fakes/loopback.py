"""The HTTP side of a fake: a threaded server on 127.0.0.1 that records each request."""

from __future__ import annotations

import json
import sys
import threading
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it arrived. `encoding` is `json`, `form` or empty; header names are lower."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    encoding: str
    body: Mapping[str, Any]
    at: float


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: JSON (`body` is a mapping) or bytes. `announced` lies about their number."""

    status: int = 200
    body: Mapping[str, Any] | bytes = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"
    announced: int | None = None

    @property
    def data(self) -> bytes:
        """What goes over the wire."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


GARBAGE = Reply(body=b"<html>Welcome to the hotel's network!</html>", media_type="text/html")


class Dropped(Exception):
    """The connection is closed without an answer."""


class Loopback(ABC):
    """A server of one test: `with Server() as fake`, then `fake.origin` is where it listens.

    `requests` has every request so far. `offset` is how many seconds its clock is ahead.
    """

    def __init__(self, *, offset: float = 0.0) -> None:
        self.requests: list[Call] = []
        self.offset = offset
        self.closing = threading.Event()
        self.changed = threading.Condition()
        self._server = _Server(self)

    @abstractmethod
    def answer(self, call: Call) -> Reply:
        """The answer to a request; runs on a thread of its own.

        Raises:
            Dropped: there is none.
        """

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def now(self) -> float:
        """The server's own time."""
        return time.time() + self.offset

    def posts(self, path: str = "") -> list[Call]:
        """The POST requests whose path ends so."""
        return [one for one in self.requests if one.method == "POST" and one.path.endswith(path)]

    def hang(self) -> None:
        """Keep a client waiting until the server closes, then give no answer."""
        self.closing.wait()
        raise Dropped

    def __enter__(self) -> Self:
        serve = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        serve.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, fake: Loopback) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class
        # A client that was killed, or gave up, is part of the play.
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - as the base class
        """Keep quiet."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(self.server.fake.now() if timestamp is None else timestamp)

    def do_GET(self) -> None:
        fake = self.server.fake
        call = self._read()
        fake.requests.append(call)
        with fake.changed:
            fake.changed.notify_all()
        try:
            reply = fake.answer(call)
        except Dropped:
            self.close_connection = True
            return
        self._write(reply)

    do_POST = do_DELETE = do_GET  # noqa: N815 - as the base class wants them

    def _read(self) -> Call:
        url = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        raw = self.rfile.read(int(headers.get("content-length", 0)))
        encoding, body = _decoded(headers.get("content-type", ""), raw)
        query = dict(parse_qsl(url.query))
        return Call(self.command, url.path, query, headers, encoding, body, self.server.fake.now())

    def _write(self, reply: Reply) -> None:
        data = reply.data
        size = len(data) if reply.announced is None else reply.announced
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        self.wfile.write(data)
        if size != len(data):
            self.close_connection = True


def _decoded(media_type: str, raw: bytes) -> tuple[str, Mapping[str, Any]]:
    if media_type.startswith("application/json") and raw:
        body = json.loads(raw)
        return "json", body if isinstance(body, dict) else {}
    if media_type.startswith("multipart/form-data"):
        return "form", _form(media_type, raw)
    return "", {}


def _form(media_type: str, raw: bytes) -> dict[str, Any]:
    """The fields of a form; of a file its name, type and size."""
    head = f"Content-Type: {media_type}\r\n\r\n".encode()
    fields: dict[str, Any] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + raw).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes), "a part that is no multipart itself"
        if file := part.get_filename():
            fields[name] = {"file": file, "type": part.get_content_type(), "size": len(content)}
        else:
            fields[name] = content.decode()
    return fields

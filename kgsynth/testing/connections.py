"""HTTP on loopback: connections that take requests and send replies, and an end to all of them."""

import json
import selectors
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer
from threading import Condition
from typing import Any

from kgsynth.testing.prompts import Json

_WAITING = 256  # connections that may wait to be taken
_LAST_CALL = 2.0  # seconds that connections have to end


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes out on a connection."""

    status: int
    body: Json
    headers: Mapping[str, str] = field(default_factory=dict)
    stream: Iterator[str] | None = None


class Connections(ThreadingHTTPServer):
    """Threads for connections, and a way to end them all.

    Args:
        get: the path of a GET -> its reply.
        post: takes the path of a POST, its body (None where it is no JSON), and the line to reply on.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = _WAITING

    def __init__(
        self, address: tuple[str, int], *, get: Callable[[str], Reply], post: Callable[[str, Json, "Line"], None]
    ) -> None:
        super().__init__(address, Line)
        self.get = get
        self.post = post
        self._connections: set[socket.socket] = set()
        self._changed = Condition()

    def opened(self, connection: socket.socket) -> None:
        with self._changed:
            self._connections.add(connection)

    def closed(self, connection: socket.socket) -> None:
        with self._changed:
            self._connections.discard(connection)
            self._changed.notify_all()

    def end(self) -> None:
        """Stop listening, and hang up."""
        self.shutdown()
        self.server_close()
        with self._changed:
            for connection in self._connections:
                _hang_up(connection)
            self._changed.wait_for(lambda: not self._connections, timeout=_LAST_CALL)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error of the server's."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # the client was quicker
        return


class Line(BaseHTTPRequestHandler):
    """HTTP/1.1 on one connection, one request after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # a reply leaves in one piece

    def __init__(self, request: socket.socket, address: object, server: BaseServer) -> None:
        assert isinstance(server, Connections)
        self._all = server
        super().__init__(request, address, server)

    def setup(self) -> None:
        super().setup()
        self._all.opened(self.connection)

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self._all.closed(self.connection)

    def do_GET(self) -> None:
        self.send(self._all.get(self._path()))

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        try:
            body = json.loads(raw)
        except ValueError:
            body = None
        self._all.post(self._path(), body, self)

    def _path(self) -> str:
        return self.path.partition("?")[0].rstrip("/").removeprefix("/v1")

    def send(self, reply: Reply) -> bool:
        """Send a reply; whether it went out whole."""
        try:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.stream is None:
                self._whole(json.dumps(reply.body, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            else:
                self._streamed(reply.stream)
            self.wfile.flush()
        except OSError:
            self.close_connection = True
            return False
        return True

    def _whole(self, data: bytes) -> None:
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _streamed(self, events: Iterator[str]) -> None:
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for event in events:
            data = event.encode("utf-8", "surrogatepass")
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def is_gone(self) -> bool:
        """Whether the client has hung up."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.connection, selectors.EVENT_READ)
            if not selector.select(0):
                return False
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the account is in ``FakeOpenAI.requests``."""

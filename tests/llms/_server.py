"""A loopback HTTP server that answers from a list, for clients that are the real ones."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

Body = dict[str, object] | str
Answer = tuple[int, Mapping[str, str], Body]
Request = dict[str, object]


@dataclass
class Server:
    """What it will answer, in order (the last for ever), and what it was asked.

    An answer may be a function of the request. A body may be text, which is sent as it is.
    """

    answers: list[Answer | Callable[[Request], Answer]]
    url: str = ""
    requests: list[Request] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    delay: float = 0.0
    trickle: float = 0.0

    def __post_init__(self) -> None:
        self._lock = Lock()

    def answer(self, request: Request, headers: Mapping[str, str]) -> Answer:
        with self._lock:
            self.requests.append(request)
            self.headers.append(headers)
            found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return found(request) if callable(found) else found


def said(content: object, *, finish: str = "stop", usage: bool = True, **message: object) -> Answer:
    """A chat completion with this content."""
    reply = {"role": "assistant", "content": content, **message}
    body: dict[str, object] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "served-model",
        "choices": [{"index": 0, "message": reply, "finish_reason": finish}],
    }
    if usage:
        body["usage"] = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    return 200, {}, body


def called(arguments: str, name: str = "Verdict") -> Answer:
    """A chat completion that calls a tool."""
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}
    return said(None, finish="tool_calls", tool_calls=[call])


def failed(status: int, message: str = "no", headers: Mapping[str, str] | None = None, **fields: object) -> Answer:
    """An error in the shape of OpenAI's."""
    return status, headers or {}, {"error": {"message": message, "type": "invalid_request_error", **fields}}


@contextmanager
def serving(*answers: Answer | Callable[[Request], Answer]) -> Iterator[Server]:
    """A server that runs while the block does."""
    server = Server(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            request = json.loads(self.rfile.read(length) or b"{}")
            status, headers, body = server.answer(
                request, {name.lower(): value for name, value in self.headers.items()}
            )
            time.sleep(server.delay)
            data = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json" if isinstance(body, dict) else "text/html")
            self.send_header("content-length", str(len(data)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self._send(data)

        def _send(self, data: bytes) -> None:
            try:
                for start in range(0, len(data), 10 if server.trickle else len(data)):
                    self.wfile.write(data[start : start + (10 if server.trickle else len(data))])
                    self.wfile.flush()
                    time.sleep(server.trickle)
            except OSError:  # the client has gone
                pass

        def log_message(self, format: str, *args: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()

"""A loopback HTTP server that speaks OpenAI's protocol and answers from what the prompt itself holds."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Any, Self

from kgsynth.testing import protocol
from kgsynth.testing.connections import Connections, Line, Reply
from kgsynth.testing.faults import Fault, Switches, broken, chance, sort_of, twist
from kgsynth.testing.ledger import GONE, Arrival, Ledger, Request
from kgsynth.testing.orders import obeyed
from kgsynth.testing.prompts import Form, Json, Prompt, read, tokens_of
from kgsynth.testing.protocol import Said
from kgsynth.testing.replies import Material, filled, plain_reply

_GLANCE = 0.05  # seconds between two looks whether a client still waits
_THOUGHT = "<think>\nThe passages are short. I quote a sentence of each: {not yet JSON}.\n</think>\n\n"
_REFUSAL = "I'm sorry, but I can't assist with that request."
_NOT_READ = (KeyError, TypeError, ValueError, AttributeError, IndexError)


class FakeOpenAI:
    """An endpoint for tests: ``base_url`` is what a client of OpenAI's protocol is given.

    The reply to a request depends on the request and the seed alone. Shares (``errors=0.2``) hold over many requests,
    and a request that failed may succeed when it comes again.

    Args:
        seed: another one gives other replies and other failures.
        model: the name that ``/models`` tells; any name is answered to.
        switches: how it behaves, see `Switches`.

    Example:
        >>> from kgsynth.testing import FakeOpenAI
        >>> with FakeOpenAI(latency=0.01) as server:
        ...     server.base_url.startswith("http://127.0.0.1:")
        True
    """

    def __init__(
        self, *, host: str = "127.0.0.1", port: int = 0, seed: int = 0, model: str = "fake", **switches: Any
    ) -> None:
        self.seed = seed
        self.model = model
        self._address = (host, port)
        self._switches = Switches(**switches)
        self._changing = Lock()
        self._ledger = Ledger()
        self._closing = Event()
        self._http: Connections | None = None

    # ----------------------------------------------------------------------------------------------- its life

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def start(self) -> Self:
        """Listen, in threads of its own."""
        self._closing.clear()
        self._http = Connections(self._address, get=self._get, post=self._post)
        Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def close(self) -> None:
        """End all connections, those that hang too, and stop listening."""
        self._closing.set()
        if self._http is not None:
            self._http.end()
            self._http = None

    @property
    def base_url(self) -> str:
        """What a client is told."""
        if self._http is None:
            raise RuntimeError("the server is not running: use it in a with statement, or call start()")
        host, port = self._http.server_address[:2]
        return f"http://{host!s}:{port}/v1"

    # ----------------------------------------------------------------------------------------------- switches

    @property
    def switches(self) -> Switches:
        """How it behaves now."""
        return self._switches

    def change(self, **switches: Any) -> None:
        """Behave otherwise from the next request on."""
        with self._changing:
            self._switches = replace(self._switches, **switches)

    # ----------------------------------------------------------------------------------------------- its account

    @property
    def requests(self) -> tuple[Request, ...]:
        """What was asked until now and how it ended."""
        return self._ledger.requests

    @property
    def statuses(self) -> Counter[int]:
        """How many requests ended with each status; 499 for those whose client left."""
        return Counter(request.status for request in self.requests)

    @property
    def repeats(self) -> int:
        """How many requests came again though they had been answered well."""
        return sum(request.repeats for request in self.requests)

    @property
    def peak(self) -> int:
        """The largest number of requests at once."""
        return self._ledger.peak

    # ----------------------------------------------------------------------------------------------- one request

    def _get(self, path: str) -> Reply:
        listed = protocol.models(self.model)
        if path == "/models":
            return Reply(200, listed)
        if path.startswith("/models/"):
            return Reply(200, {**listed["data"][0], "id": path.removeprefix("/models/")})
        return Reply(404, protocol.error(f"Invalid URL: GET {path}"))

    def _post(self, path: str, body: Json, line: Line) -> None:
        """Answer one request on its connection."""
        switches = self._switches
        reader = {"/chat/completions": self._chat, "/embeddings": self._embeddings}.get(path)
        if reader is None or not isinstance(body, Mapping):
            status = 404 if reader is None else 400
            self._turn_away(line, path, status, protocol.error(f"Invalid URL or body: POST {path}"))
            return
        model = str(body.get("model", ""))
        turn_away = partial(self._turn_away, line, path, model=model)
        if path == "/chat/completions" and (refusal := protocol.refused(body, switches.refuses)):
            turn_away(400, refusal)
            return
        try:
            answer = reader(body)
        except _NOT_READ as error:
            turn_away(400, protocol.error(f"The request cannot be read: {error!r}"))
            return
        if wait := self._ledger.wait(switches.requests_per_second):
            retry = {"retry-after": str(ceil(wait)), "retry-after-ms": str(ceil(wait * 1000))}
            message = f"Rate limit reached for {model}. Please try again in {wait:.3f}s."
            turn_away(429, protocol.error(message, "requests", code="rate_limit_exceeded"), headers=retry)
        else:
            self._finish(answer(switches), path, model, switches, line)

    def _turn_away(
        self,
        line: Line,
        path: str,
        status: int,
        body: Json,
        *,
        model: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._ledger.turned_away(path, status, "", model)
        line.send(Reply(status, body, headers or {}))

    def _finish(self, exchange: "_Exchange", path: str, model: str, switches: Switches, line: Line) -> None:
        """Wait as long as a model would, and send the reply if anybody is still there."""
        arrival, fault, reply = exchange.arrival, exchange.fault, exchange.reply
        self._closing.wait(max(0.0, arrival.at + switches.latency - monotonic()))
        while fault is Fault.HANGS and not line.is_gone() and not self._closing.wait(_GLANCE):
            continue
        gone = self._closing.is_set() or line.is_gone()
        status = GONE if gone else reply.status
        self._ledger.end(arrival, path, status, model, fault, answered=status == 200 and fault.is_answer)
        if gone:
            line.close_connection = True
        elif not line.send(reply):
            self._ledger.lost(arrival)

    def _chat(self, body: Mapping[str, Json]) -> "_Answer":
        prompt = read(body)

        def answer(switches: Switches) -> _Exchange:
            arrival = self._ledger.begin(prompt.key, prompt.system)
            fault = switches.fault(prompt.key, arrival.attempt, self.seed)
            if fault is Fault.ERRORS:
                return _Exchange(arrival, fault, _FAILED)
            try:
                said = _within(body, self._said(prompt, fault, arrival.attempt, switches))
            except _NOT_READ as error:
                reply = Reply(400, protocol.error(f"No reply can be made to this request: {error!r}"))
                return _Exchange(arrival, Fault.NONE, reply)
            fault = Fault.TRUNCATED if said.finish == "length" else fault
            return _Exchange(arrival, fault, _completed(body, prompt, said, cached=arrival.cached))

        return answer

    def _said(self, prompt: Prompt, fault: Fault, attempt: int, switches: Switches) -> Said:
        """What the model says to a prompt, as good or bad as the fault makes it."""
        if fault is Fault.REFUSALS:
            return Said(_REFUSAL) if prompt.form is Form.TEXT else Said("", refusal=_REFUSAL)
        if fault in (Fault.EMPTY, Fault.HANGS):
            return Said("")
        text = self._text(prompt, fault, attempt, switches)
        if fault is Fault.TRUNCATED:
            return Said(text[: len(text) // 2], finish="length")
        thinks = fault is Fault.THINKS and prompt.form is not Form.TOOL
        return Said(_THOUGHT + text if thinks else text)

    def _text(self, prompt: Prompt, fault: Fault, attempt: int, switches: Switches) -> str:
        material = Material(
            prompt,
            seed=self.seed,
            twist=twist(fault),
            leak=switches.leaks,
            disagrees=chance("verdict", prompt.words, self.seed) < switches.disagrees,
        )
        order = obeyed(context.text for context in prompt.contexts) if fault is Fault.OBEYS else None
        if isinstance(order, str):
            material = replace(material, twist=lambda written: replace(written, answer=order))
        if prompt.schema is None:
            text = str(order or plain_reply(material))
            return text[: len(text) // 2] if fault is Fault.MALFORMED else text
        value = order if isinstance(order, dict) else filled(prompt.schema, material)
        if fault is Fault.MALFORMED:
            return broken(value, sort_of(switches.malformed_as, prompt.key, attempt, self.seed))
        return json.dumps(value, ensure_ascii=False)

    def _embeddings(self, body: Mapping[str, Json]) -> "_Answer":
        reply = Reply(200, protocol.embeddings(body, str(body.get("model", ""))))
        key = json.dumps(body, sort_keys=True, ensure_ascii=False)

        def answer(switches: Switches) -> _Exchange:
            arrival = self._ledger.begin(key)
            fault = switches.fault(key, arrival.attempt, self.seed)
            if fault is Fault.ERRORS:
                return _Exchange(arrival, fault, _FAILED)
            return _Exchange(arrival, fault if fault is Fault.HANGS else Fault.NONE, reply)

        return answer


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A request under way and the reply that it will get."""

    arrival: Arrival
    fault: Fault
    reply: Reply


_Answer = Callable[[Switches], _Exchange]
"""A request that was read -> its exchange."""

_FAILED = Reply(500, protocol.error("The server had an error while processing your request.", "server_error"))


def _completed(body: Mapping[str, Json], prompt: Prompt, said: Said, *, cached: bool) -> Reply:
    """What is said, in the protocol's form."""
    completion = protocol.completion(prompt, said, model=str(body.get("model", "")), cached=cached)
    if not body.get("stream"):
        return Reply(200, completion)
    with_usage = bool((body.get("stream_options") or {}).get("include_usage"))
    return Reply(200, completion, stream=protocol.chunks(completion, with_usage=with_usage))


def _within(body: Mapping[str, Json], said: Said) -> Said:
    """What is said, cut where it takes more tokens than are allowed."""
    limit = body.get("max_completion_tokens") or body.get("max_tokens")
    if limit and tokens_of(said.text) > limit:
        return replace(said, text=said.text[: 4 * limit], finish="length")
    return said

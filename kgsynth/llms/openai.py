"""Prompt -> Reply, by any endpoint that speaks the chat protocol of OpenAI: its own, Ollama, vLLM, LM Studio, gateways.

Nothing here is asynchronous, and one object serves all threads.
"""

import json
import os
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from ipaddress import ip_address
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kgsynth.errors import LLMError, SettingsError
from kgsynth.language.sizes import estimate_tokens
from kgsynth.llms.answers import Answer, answer_of, at
from kgsynth.llms.dialect import Dialect, Rung, blames, refuses_structure
from kgsynth.llms.errors import Declined, Fault, Place, Transient, fault_of, outcome, readable, told, unanswered
from kgsynth.llms.records import Prompt, Reply, Usage
from kgsynth.llms.structured import Reading, correction

if TYPE_CHECKING:
    from openai import OpenAI
    from openai.types.chat import ChatCompletionMessageParam

CONNECT_TIMEOUT = 10.0
LONGEST_PAGE = 200  # bytes shown of an answer that is no JSON
HOSTED = "https://api.openai.com/v1"
NO_KEY = "none"  # a server of one's own asks for no key, but the SDK does


class OpenAIChat:
    """A chat model behind an endpoint.

    Args:
        model: its name, as the endpoint knows it.
        base_url: where the endpoint is; OPENAI_BASE_URL, else OpenAI's own.
        api_key: OPENAI_API_KEY where not given; an endpoint on one's own machine or network needs none.
        timeout: the most seconds that one request may take.

    Raises:
        LLMError: no key.
        SettingsError: a model or an address that cannot be one.
    """

    def __init__(
        self, model: str, *, base_url: str | None = None, api_key: str | None = None, timeout: float = 60.0
    ) -> None:
        if not model.strip():
            raise SettingsError('a model needs a name, such as "openai:gpt-5-mini"')
        own_address = base_url or os.environ.get("OPENAI_BASE_URL")
        self.name = model
        self.base_url = _address(own_address or HOSTED)
        self._key = (api_key or os.environ.get("OPENAI_API_KEY") or "").strip() or _placeholder(self.base_url)
        if not self._key.isascii():
            raise LLMError("The API key has letters that no key has. Set OPENAI_API_KEY again.")
        self._timeout = timeout
        self._client: OpenAI | None = None
        self._lock = Lock()
        # OpenAI's newer models know only the longer name, most others only the shorter one.
        self._dialect = Dialect() if own_address else Dialect(("max_completion_tokens", "max_tokens"))

    def __repr__(self) -> str:
        return f"OpenAIChat({self.name!r}, base_url={self.base_url!r})"

    def __call__(self, prompt: Prompt) -> Reply:
        """The reply to one prompt.

        Raises:
            Transient: no answer, where another try may bring one.
            LLMError: no answer, and none to be had: the key, the credit, the model's name or the address is wrong.
        """
        return _Exchange(self, self._dialect, prompt).reply()

    def connect(self) -> None:
        """Load the SDK now, which takes a second, and not with the first request."""
        _ = self._connected().chat.completions

    def send(self, messages: "list[ChatCompletionMessageParam]", fields: Mapping[str, object]) -> Answer:
        """One request.

        Raises:
            Refused: the endpoint answered with an error.
            Transient: it did not answer.
        """
        deadline = time.monotonic() + self._timeout
        create = self._connected().chat.completions.with_streaming_response.create
        request = partial(create, model=self.name, messages=messages, extra_body=dict(fields))
        try:
            with request() as response:
                body = _within(deadline, response.iter_bytes())
        except Exception as error:
            raise self._understood(error) from None
        return self._answer(body, messages, fields)

    def outcome(self, fault: Fault) -> Exception:
        """What an error that nothing can be done about comes to."""
        return outcome(fault, self._place)

    @property
    def _place(self) -> Place:
        return Place(self.name, self.base_url)

    def _connected(self) -> "OpenAI":
        with self._lock:
            if self._client is None:
                import openai

                limits = openai.Timeout(self._timeout, connect=min(CONNECT_TIMEOUT, self._timeout))
                self._client = openai.OpenAI(base_url=self.base_url, api_key=self._key, timeout=limits, max_retries=0)
            return self._client

    def _understood(self, error: Exception) -> Exception:
        fault = fault_of(error, secret=self._key)
        if fault is not None:
            return Refused(fault)
        silence = unanswered(error, secret=self._key)
        if silence is None:
            return error
        cause = f"no answer within {self._timeout:g} s" if silence.code == "timeout" else silence.cause
        return Transient(silence.code, f"{cause} ({self.base_url})")

    def _answer(
        self, body: bytes, messages: "list[ChatCompletionMessageParam]", fields: Mapping[str, object]
    ) -> Answer:
        try:
            data = json.loads(body)
        except ValueError:
            data = None
        if not isinstance(data, dict):
            raise self._page(readable(body[:LONGEST_PAGE].decode("utf-8", "replace"), secret=self._key))
        if data.get("error") and not data.get("choices"):
            code = at(data, "error", "code")
            raise Refused(told(code if isinstance(code, int) and code >= 400 else 500, data, secret=self._key))
        answer = answer_of(data)
        if answer.usage.input_tokens or answer.usage.output_tokens:
            return answer
        asked = sum(estimate_tokens(str(message.get("content"))) for message in messages)
        asked += estimate_tokens(json.dumps([fields.get("response_format"), fields.get("tools")]))
        return replace(answer, usage=Usage(1, asked, estimate_tokens(answer.text)))

    def _page(self, words: str) -> Exception:
        """What an answer that is no JSON comes to: a hiccup of something on the way, or the wrong address."""
        if self._dialect.answered:
            return Refused(Fault(502, f"not JSON, but {words!r}"))
        return LLMError(
            f"{self.base_url} answers with a page and not with JSON ({words!r}). {self._place.address_advice}"
        )


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class _Exchange:
    """One prompt on its way to a reply: what is tried, and what that has cost so far."""

    def __init__(self, endpoint: OpenAIChat, dialect: Dialect, prompt: Prompt) -> None:
        self._endpoint = endpoint
        self._dialect = dialect
        self._prompt = prompt
        self._rung = dialect.rung
        self._max_tokens = prompt.max_tokens * dialect.room
        self._doubled = False
        self._afterthought: list[ChatCompletionMessageParam] = []
        self._usage = Usage()
        self._model = ""

    def reply(self) -> Reply:
        try:
            reading = self._settled()
        except Declined as declined:
            reading = Reading("", error=str(declined))
        except Transient as failure:
            raise Transient(failure.code, failure.cause, failure.retry_after, self._usage) from None
        if reading.parsed is not None:
            self._dialect.worked(self._rung)
        elif self._prompt.schema is not None:
            self._dialect.failed(self._rung)
        return Reply(reading.text, reading.parsed, reading.error, self._usage, self._model or self._endpoint.name)

    def _settled(self) -> Reading:
        answer, reading = self._read()
        while reading.shapeless and self._prompt.schema is not None and self._dialect.doubtful(self._rung):
            self._rung = self._rung.next
            answer, reading = self._read()
        if reading.reason:
            self._afterthought = [
                {"role": "assistant", "content": answer.text},
                {"role": "user", "content": correction(reading.reason)},
            ]
            _, reading = self._read()
        return reading

    def _read(self) -> tuple[Answer, Reading]:
        """An answer, with twice the room where it was cut short."""
        answer = self._answered()
        reading = answer.read(self._prompt)
        if reading.error == "truncated" and not self._doubled:
            self._doubled = True
            self._max_tokens *= 2
            if answer.reasoned:
                self._dialect.widen()
            answer = self._answered()
            reading = answer.read(self._prompt)
        return answer, reading

    def _answered(self) -> Answer:
        """An answer, in the words that the endpoint turns out to know. Each round leaves something out."""
        while True:
            messages = [*self._messages(), *self._afterthought]
            fields = self._dialect.fields(self._prompt, self._rung, self._max_tokens)
            try:
                answer = self._endpoint.send(messages, fields)
            except Refused as refused:
                fault = refused.fault
            else:
                self._dialect.answered = True
                self._usage += answer.usage
                self._model = answer.model
                return answer
            self._usage += Usage(requests=1)
            self._adapt(fault, {*fields, *(message["role"] for message in messages)})

    def _messages(self) -> "list[ChatCompletionMessageParam]":
        return [
            {"role": "system", "content": text} if role == "system" else {"role": "user", "content": text}
            for role, text in self._dialect.messages(self._prompt, self._rung)
        ]

    def _adapt(self, fault: Fault, sent: Collection[str]) -> None:
        """Say it otherwise from now on.

        Raises:
            LLMError, Transient, Declined: there is no other way to say it.
        """
        end = self._endpoint.outcome(fault)
        if self._doubled and any(blames(fault, name) for name in ("max_tokens", "max_completion_tokens")):
            raise Declined("truncated", str(fault))
        if isinstance(end, Declined):
            raise end
        if self._dialect.drop(fault, sent):
            return
        structured = self._prompt.schema is not None and self._rung < Rung.TEXT
        if structured and refuses_structure(fault):
            self._rung = self._dialect.lower(self._rung)
        elif structured and fault.status in {400, 422} and self._dialect.doubtful(self._rung):
            self._rung = self._rung.next
        elif isinstance(end, LLMError) and fault.status in {400, 422} and self._dialect.answered:
            raise Declined("refused", str(fault))
        else:
            raise end


def _within(deadline: float, chunks: Iterable[bytes]) -> bytes:
    """All of a body, unless it trickles for longer than a request may take."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(body)


def _address(base_url: str) -> str:
    if urlsplit(base_url).scheme not in {"http", "https"}:
        raise SettingsError(
            f"--base-url must start with http:// or https://, as in http://localhost:11434/v1: {base_url!r}"
        )
    return base_url.rstrip("/")


def _placeholder(base_url: str) -> str:
    if _is_near(urlsplit(base_url).hostname or ""):
        return NO_KEY
    raise LLMError(
        f"No API key for {base_url}. Set the environment variable OPENAI_API_KEY "
        "(to anything, where the endpoint asks for none), or use --base-url for an endpoint of your own."
    )


def _is_near(host: str) -> bool:
    """Whether a host is this machine or in one's own network."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".lan", ".internal", ".home.arpa"))

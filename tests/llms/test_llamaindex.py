"""LLMs of LlamaIndex as asks, with the real OpenAI-like client against a server on this machine."""

import asyncio
import json
import traceback

import pytest
from _server import Answer, Request, Server, called, failed, said, serving
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata, MockLLM
from llama_index.llms.openai_like import OpenAILike  # type: ignore[import-untyped]
from pydantic import BaseModel, Field

from kgsynth.errors import LLMError
from kgsynth.llms.brought import Brought
from kgsynth.llms.errors import Transient
from kgsynth.llms.opening import open_model
from kgsynth.llms.records import Ask, Prompt, Reply, Usage

KEY = "sk-test-0123456789"


class Verdict(BaseModel):
    """A verdict."""

    verdict: str = Field(min_length=2)
    score: int = 0


GOOD = '{"verdict": "yes", "score": 1}'
RECORD = Verdict(verdict="yes", score=1)
PROMPT = Prompt("Judge {x} and {user}.", 'Is {"a": {"b": 1}} or {{c}} so, {system}?', Verdict)
FREE = Prompt("Answer.", "What is it?")


def asking(server: Server, *, tools: bool = True, timeout: float = 5.0, **options: bool) -> Ask:
    return open_model(
        OpenAILike(
            model="some-model",
            api_base=server.url,
            api_key=KEY,
            is_chat_model=True,
            is_function_calling_model=tools,
            max_retries=0,
            timeout=timeout,
            **options,
        )
    )


def texts(request: Request) -> list[str]:
    messages = request["messages"]
    assert isinstance(messages, list)
    return [message["content"] for message in messages]


def test_a_record_comes_back_by_a_tool() -> None:
    """One structured request gives the record; texts with braces arrive letter for letter."""
    with serving(called(GOOD)) as server:
        ask = asking(server)
        reply = ask(PROMPT)
    assert isinstance(ask, Brought) and ask.name == "some-model"
    assert reply.parsed == RECORD and not reply.error and json.loads(reply.text) == json.loads(GOOD)
    assert reply.usage.requests == 1 and reply.usage.input_tokens > 50 and reply.usage.output_tokens > 5
    assert texts(server.requests[0]) == [PROMPT.system, PROMPT.user]
    assert "tools" in server.requests[0]


def test_a_record_comes_back_by_a_schema() -> None:
    """A client that its owner set up for response formats is used so."""
    with serving(said(GOOD)) as server:
        assert asking(server, should_use_structured_outputs=True)(PROMPT).parsed == RECORD
    assert "response_format" in server.requests[0]


def test_a_record_comes_back_by_words() -> None:
    """A client without tools puts the schema into the prompt by itself; the texts still arrive as they are."""
    with serving(said(f"Sure: {GOOD}")) as server:
        assert asking(server, tools=False)(PROMPT).parsed == RECORD
    assert len(server.requests) == 1 and PROMPT.user in "".join(texts(server.requests[0]))


def test_free_text_comes_back_without_reasoning() -> None:
    """No schema: a plain request, with the tokens that were told."""
    with serving(said("<think>hm</think>A graph.")) as server:
        reply = asking(server)(FREE)
    assert (reply.text, reply.error, reply.usage, reply.model) == ("A graph.", "", Usage(1, 100, 10), "served-model")
    assert texts(server.requests[0]) == ["Answer.", "What is it?"]


def test_a_malformed_reply_is_asked_again_with_the_reason() -> None:
    """Once, in plain words; LlamaIndex keeps the bad reply to itself, so only the reason is told."""
    with serving(called('{"verdict": "y"}'), said(GOOD)) as server:
        reply = asking(server)(PROMPT)
    assert reply.parsed == RECORD and reply.usage.requests == 2
    system, user = texts(server.requests[1])
    assert "JSON schema" in system and user.startswith(PROMPT.user) and "at least 2" in user
    with serving(called('{"verdict": "y"}'), said('{"verdict": "n"}')) as server:
        reply = asking(server)(PROMPT)
    assert reply.code == "malformed" and len(server.requests) == 2


def test_an_endpoint_without_tools_is_asked_in_plain_words() -> None:
    """The refusal is remembered, and a bad plain reply is asked again with its text."""

    def plain(request: Request) -> Answer:
        return failed(400, "tools are not supported") if "tools" in request else said(GOOD)

    with serving(plain) as server:
        ask = asking(server)
        first, second = ask(PROMPT), ask(PROMPT)
        server.answers = [said("Hm."), said(GOOD)]
        third = ask(PROMPT)
    assert first.parsed == second.parsed == third.parsed == RECORD
    assert [reply.usage.requests for reply in (first, second, third)] == [2, 1, 2]
    assert texts(server.requests[-1])[2] == "Hm."


def test_a_model_that_completes_text_is_enough() -> None:
    """What is no chat model gets one text."""

    class Completing(CustomLLM):
        @property
        def metadata(self) -> LLMMetadata:
            return LLMMetadata(model_name="completing")

        def complete(self, prompt: str, formatted: bool = False, **options: object) -> CompletionResponse:
            return CompletionResponse(text=GOOD if "Judge" in prompt and "JSON" in prompt else prompt)

        def stream_complete(self, prompt: str, formatted: bool = False, **options: object) -> None:  # type: ignore
            raise NotImplementedError

    ask = open_model(Completing())
    assert isinstance(ask, Brought) and ask.name == "completing"
    assert ask(PROMPT).parsed == RECORD
    assert ask(FREE).text == "Answer.\n\nWhat is it?"


def test_a_model_that_echoes_is_malformed() -> None:
    """LlamaIndex's mock gives the prompt back: no record, and no exception."""
    reply = open_model(MockLLM())(PROMPT)
    assert reply.code == "malformed" and reply.model == "MockLLM"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (said(None, refusal="I will not."), "refused: I will not."),
        (said(None, finish="content_filter"), "refused"),
        (said("I'm sorry, but I can't help with that."), "refused"),
        (said("It is lon", finish="length"), "truncated"),
        (said(""), "empty"),
        (failed(400, "This model's maximum context length is 4096 tokens", code="context_length_exceeded"), "too_long"),
    ],
)
def test_a_prompt_that_gets_nothing_is_a_record(answer: Answer, error: str) -> None:
    """It concerns one prompt, and is no exception."""
    with serving(answer) as server:
        reply = asking(server)(FREE)
    assert reply.error == error or reply.error.startswith(f"{error}: ")
    assert reply.usage.requests == len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "code", "wait"),
    [
        (failed(500), "server_error", None),
        (failed(429, "slow down", {"retry-after-ms": "300"}), "rate_limited", 0.3),
    ],
)
def test_what_another_try_may_heal_is_transient(answer: Answer, code: str, wait: float | None) -> None:
    """With the wait that the endpoint asks for."""
    with serving(answer) as server, pytest.raises(Transient) as caught:
        asking(server)(PROMPT)
    assert (caught.value.code, caught.value.retry_after, caught.value.usage) == (code, wait, Usage(1))


def test_a_hanging_server_ends_at_the_timeout_of_the_client() -> None:
    """The timeout is its owner's."""
    with serving(said(GOOD)) as server:
        server.delay = 0.3
        with pytest.raises(Transient) as caught:
            asking(server, timeout=0.1)(PROMPT)
    assert caught.value.code == "timeout"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (failed(401, f"Incorrect API key provided: {KEY}"), "the key that the client was made with"),
        (failed(404, "The model `some-model` does not exist", code="model_not_found"), "no model 'some-model'"),
        (failed(400, "Something is wrong"), "Something is wrong"),
    ],
)
def test_what_nothing_heals_stops_the_run(answer: Answer, message: str) -> None:
    """The error says what to do, and does not hold the key."""
    with serving(answer) as server, pytest.raises(LLMError, match=message) as caught:
        asking(server)(PROMPT)
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_it_works_where_a_loop_runs() -> None:
    """In a coroutine's own thread and in worker threads beside it."""

    async def program(ask: Ask) -> list[Reply]:
        return [ask(PROMPT), *await asyncio.gather(*(asyncio.to_thread(ask, PROMPT) for _ in range(4)))]

    with serving(called(GOOD)) as server:
        assert all(reply.parsed == RECORD for reply in asyncio.run(program(asking(server))))

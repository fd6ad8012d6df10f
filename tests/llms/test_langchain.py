"""LangChain chat models as asks, with the real langchain-openai against a server on this machine."""

import asyncio
import traceback

import pytest
from _server import Answer, Request, Server, called, failed, said, serving
from langchain_core.language_models.fake import FakeListLLM
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_openai import ChatOpenAI
from pydantic import BaseModel, Field, SecretStr

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
PROMPT = Prompt("Judge {x}.", 'Is {"a": 1} so?', Verdict)
FREE = Prompt("Answer.", "What is it?")


def client(server: Server, timeout: float = 5.0) -> ChatOpenAI:
    return ChatOpenAI(model="some-model", base_url=server.url, api_key=SecretStr(KEY), max_retries=0, timeout=timeout)


def asking(server: Server) -> Ask:
    return open_model(client(server))


def messages(request: Request) -> list[dict[str, str]]:
    found = request["messages"]
    assert isinstance(found, list)
    return found


def test_a_record_comes_back() -> None:
    """One structured request gives the record; texts with braces arrive as they are."""
    with serving(said(GOOD)) as server:
        ask = asking(server)
        reply = ask(PROMPT)
    assert isinstance(ask, Brought) and ask.name == "some-model"
    assert reply.parsed == RECORD and not reply.error
    assert (reply.usage, reply.model) == (Usage(1, 100, 10), "served-model")
    assert [message["content"] for message in messages(server.requests[0])] == ["Judge {x}.", 'Is {"a": 1} so?']
    assert "response_format" in server.requests[0] and len(server.requests) == 1


def test_free_text_comes_back_without_reasoning() -> None:
    """No schema: a plain request."""
    with serving(said("<think>hm</think>A graph.")) as server:
        reply = asking(server)(FREE)
    assert (reply.text, reply.error) == ("A graph.", "")
    assert "response_format" not in server.requests[0]


def test_a_reply_in_prose_around_the_record_is_enough() -> None:
    """What LangChain throws away as invalid is read all the same, and costs no second request."""
    with serving(said(f"<think>hm</think>Here: ```json\n{GOOD}\n```")) as server:
        reply = asking(server)(PROMPT)
    assert reply.parsed == RECORD and reply.usage == Usage(1, 100, 10)


def test_a_malformed_reply_is_asked_again_with_the_reason() -> None:
    """Once, in plain words, with the bad reply; then it is a record."""
    with serving(said('{"verdict": "y"}'), said(GOOD)) as server:
        reply = asking(server)(PROMPT)
    assert reply.parsed == RECORD and reply.usage == Usage(2, 200, 20)
    system, _, bad, reason = [message["content"] for message in messages(server.requests[1])]
    assert "JSON schema" in system and bad == '{"verdict": "y"}' and "at least 2" in reason
    with serving(said('{"verdict": "y"}')) as server:
        reply = asking(server)(PROMPT)
    assert reply.code == "malformed" and len(server.requests) == 2


def test_an_endpoint_without_structure_is_asked_in_plain_words() -> None:
    """The refusal is remembered."""

    def plain(request: Request) -> Answer:
        return failed(400, "response_format is not supported") if "response_format" in request else said(GOOD)

    with serving(plain) as server:
        ask = asking(server)
        first, second = ask(PROMPT), ask(PROMPT)
    assert first.parsed == second.parsed == RECORD
    assert (first.usage.requests, second.usage.requests) == (2, 1)


def test_an_endpoint_that_ignores_structure_is_asked_in_plain_words() -> None:
    """After two prompts that structure brought nothing for, the first request carries the schema in words."""

    def ignoring(request: Request) -> Answer:
        return said(GOOD if "JSON schema" in str(request["messages"]) else "It is so.")

    with serving(ignoring) as server:
        ask = asking(server)
        assert [ask(PROMPT).usage.requests for _ in range(4)] == [2, 2, 1, 1]


def test_tool_calls_are_read() -> None:
    """A model set up for function calling by its owner is used so."""

    class Calling(ChatOpenAI):
        def with_structured_output(self, schema: object, **options: object) -> object:  # type: ignore[override]
            return super().with_structured_output(schema, method="function_calling", **options)  # type: ignore

    with serving(called(GOOD)) as server:
        model = Calling(model="m", base_url=server.url, api_key=SecretStr(KEY), max_retries=0)
        assert open_model(model)(PROMPT).parsed == RECORD
    assert "tools" in server.requests[0]


def test_a_model_without_structure_is_asked_in_plain_words() -> None:
    """LangChain's own fake models say NotImplementedError."""
    reply = open_model(FakeListChatModel(responses=["It is so.", f"Sorry: {GOOD}"]))(PROMPT)
    assert reply.parsed == RECORD
    assert reply.usage.requests == 2 and reply.usage.input_tokens > 50 and reply.model == "FakeListChatModel"


def test_a_model_that_completes_text_is_enough() -> None:
    """Models of LangChain that are no chat models give a string."""
    assert open_model(FakeListLLM(responses=[GOOD]))(PROMPT).parsed == RECORD


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (said(None, refusal="I will not."), "refused: I will not."),
        (said(None, finish="content_filter"), "refused"),
        (said("I'm sorry, but I can't help with that."), "refused"),
        (said(GOOD[:12], finish="length"), "truncated"),
        (said(""), "empty"),
        (failed(400, "This model's maximum context length is 4096 tokens", code="context_length_exceeded"), "too_long"),
    ],
)
def test_a_prompt_that_gets_nothing_is_a_record(answer: Answer, error: str) -> None:
    """It concerns one prompt, costs one request, and no exception."""
    with serving(answer) as server:
        reply = asking(server)(PROMPT)
    assert reply.error == error or reply.error.startswith(f"{error}: ")
    assert reply.usage.requests == len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "code", "wait"),
    [
        (failed(500), "server_error", None),
        (failed(429, "slow down", {"retry-after-ms": "300"}), "rate_limited", 0.3),
        (failed(503, headers={"retry-after": "3"}), "server_error", 3.0),
        ((200, {}, {"error": {"message": "slow", "code": 429}}), "rate_limited", None),
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
            open_model(client(server, timeout=0.1))(PROMPT)
    assert caught.value.code == "timeout" and caught.value.usage == Usage()


def test_nobody_there_is_unreachable() -> None:
    """A closed port says so."""
    model = ChatOpenAI(model="m", base_url="http://127.0.0.1:9/v1", api_key=SecretStr(KEY), max_retries=0)
    with pytest.raises(Transient, match="refused") as caught:
        open_model(model)(PROMPT)
    assert caught.value.code == "unreachable"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (failed(401, f"Incorrect API key provided: {KEY}"), "the key that the client was made with"),
        (failed(404, "The model `some-model` does not exist", code="model_not_found"), "no model 'some-model'"),
        (failed(429, "quota", code="insufficient_quota"), "credit"),
        (failed(400, "Something is wrong"), "Something is wrong"),
        ((200, {}, "<html>"), "some-model failed"),
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

    with serving(said(GOOD)) as server:
        assert all(reply.parsed == RECORD for reply in asyncio.run(program(asking(server))))

"""The adapter for the protocol of OpenAI, with the real SDK against a server on this machine."""

import asyncio
import socket
import subprocess
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from _server import Answer, Request, Server, called, failed, said, serving
from pydantic import BaseModel, Field

from kgsynth.errors import LLMError, SettingsError
from kgsynth.llms.errors import Transient, unanswered
from kgsynth.llms.openai import OpenAIChat
from kgsynth.llms.opening import open_model
from kgsynth.llms.records import Prompt, Reply, Usage
from kgsynth.llms.structured import json_schema

KEY = "sk-test-0123456789"


class Verdict(BaseModel):
    """A verdict."""

    verdict: str = Field(min_length=2)
    score: int = 0


GOOD = '{"verdict": "yes", "score": 1}'
PROMPT = Prompt("Judge.", "Is it so?", Verdict, seed=7, max_tokens=50)
FREE = Prompt("Answer.", "What is it?")


def chat(server: Server, timeout: float = 5.0) -> OpenAIChat:
    return OpenAIChat("some-model", base_url=server.url, api_key=KEY, timeout=timeout)


def rung(request: Request) -> str:
    """How a request asks for a record."""
    if "tools" in request:
        return "tool"
    wanted = request.get("response_format")
    return str(wanted["type"]) if isinstance(wanted, dict) else "text"


def rungs(server: Server) -> list[str]:
    return [rung(request) for request in server.requests]


def said_to(request: Request) -> list[tuple[str, str]]:
    messages = request["messages"]
    assert isinstance(messages, list)
    return [(message["role"], message["content"]) for message in messages]


def refusing(*names: str, answer: Answer | None = None, status: int = 400) -> "Refusing":
    return Refusing(names, answer or said(GOOD), status)


class Refusing:
    """A server that knows some parameters, or values of the response format, not."""

    def __init__(self, names: tuple[str, ...], answer: Answer, status: int) -> None:
        self.names, self.good, self.status = names, answer, status

    def __call__(self, request: Request) -> Answer:
        for name in self.names:
            if name in request or name == rung(request):
                return failed(self.status, f"Unsupported parameter: '{name}' is not supported with this model.")
        return self.good


# -- a plain exchange --------------------------------------------------------------------------------------------------


def test_a_record_comes_back() -> None:
    """One request with a strict schema gives the record, what it cost and who answered."""
    with serving(said(GOOD)) as server:
        reply = chat(server)(PROMPT)
    assert reply == Reply(GOOD, Verdict(verdict="yes", score=1), "", Usage(1, 100, 10), "served-model")
    request = server.requests[0]
    assert said_to(request) == [("system", "Judge."), ("user", "Is it so?")]
    assert (request["temperature"], request["seed"], request["max_tokens"]) == (0.0, 7, 50)
    wanted = {"name": "Verdict", "strict": True, "schema": json_schema(Verdict)}
    assert request["response_format"] == {"type": "json_schema", "json_schema": wanted}
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_free_text_comes_back_without_reasoning() -> None:
    """No schema, no structure: the text as it is, but for what the model thought aloud."""
    with serving(said("<think>Let me see.</think>\n\nA graph.")) as server:
        reply = chat(server)(FREE)
    assert (reply.text, reply.error, rungs(server)) == ("A graph.", "", ["text"])


def test_contents_in_parts_are_put_together() -> None:
    """Some servers give a list of parts, or arguments that are not a string."""
    with serving(said([{"type": "text", "text": GOOD[:9]}, {"type": "text", "text": GOOD[9:]}])) as server:
        assert chat(server)(PROMPT).parsed == Verdict(verdict="yes", score=1)
    call = {"id": "1", "type": "function", "function": {"name": "Verdict", "arguments": {"verdict": "yes"}}}
    with serving(said(None, tool_calls=[call])) as server:
        assert chat(server)(PROMPT).parsed == Verdict(verdict="yes")


def test_tokens_are_estimated_where_not_told() -> None:
    """A server without usage still costs something."""
    with serving(said("x" * 400, usage=False)) as server:
        usage = chat(server)(Prompt("s" * 200, "u" * 200)).usage
    assert usage.requests == 1 and 95 <= usage.input_tokens <= 120 and usage.output_tokens == 100


# -- the ladder --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 404, 422])
def test_what_an_endpoint_does_not_know_is_given_up(status: int) -> None:
    """The next way down is taken when the endpoint says so, and remembered: the second prompt starts there."""
    with serving(refusing("json_schema", answer=called(GOOD), status=status)) as server:
        ask = chat(server)
        first, second = ask(PROMPT), ask(PROMPT)
    assert first.parsed == second.parsed == Verdict(verdict="yes", score=1)
    assert rungs(server) == ["json_schema", "tool", "tool"]
    assert (first.usage.requests, second.usage.requests) == (2, 1)
    assert server.requests[1]["tool_choice"] == {"type": "function", "function": {"name": "Verdict"}}


def test_the_prompt_carries_the_schema_where_nothing_else_can() -> None:
    """Further down, the system part ends in the schema; the user part stays."""
    with serving(refusing("json_schema", "tool", "json_object", answer=said(f"Sure! ```{GOOD}```"))) as server:
        reply = chat(server)(PROMPT)
    assert reply.parsed == Verdict(verdict="yes", score=1)
    assert rungs(server) == ["json_schema", "tool", "json_object", "text"]
    assert [dict(said_to(request))["user"] for request in server.requests] == ["Is it so?"] * 4
    system = dict(said_to(server.requests[3]))["system"]
    assert system.startswith("Judge.\n\n") and '"verdict"' in system and "JSON" in system


def test_gateways_that_find_nobody_for_tools_are_understood() -> None:
    """A 404 may be about the parameters; it is not the model that is missing then."""
    answers = [failed(404, "No endpoints found that can handle the requested parameters.")] * 2
    with serving(*answers, said(GOOD)) as server:
        assert chat(server)(PROMPT).parsed
    assert rungs(server) == ["json_schema", "tool", "json_object"]


def test_an_endpoint_that_ignores_the_schema_is_led_down() -> None:
    """What comes back is prose until the prompt itself asks for JSON; after two such prompts one starts there."""

    def ignoring(request: Request) -> Answer:
        return said(GOOD if "JSON schema" in str(request["messages"]) else "It is so.")

    with serving(ignoring) as server:
        ask = chat(server)
        replies = [ask(PROMPT) for _ in range(3)]
    assert all(reply.parsed for reply in replies)
    assert rungs(server) == ["json_schema", "tool", "json_object"] * 2 + ["json_object"]


def test_one_bad_reply_does_not_lower_what_works() -> None:
    """A rung that was seen to work is kept: the bad reply is asked again there."""
    with serving(said(GOOD), said("Well."), said(GOOD)) as server:
        ask = chat(server)
        assert ask(PROMPT).parsed and ask(PROMPT).parsed and ask(PROMPT).parsed
    assert set(rungs(server)) == {"json_schema"}


def test_a_model_that_never_gives_json_costs_two_requests_in_the_end() -> None:
    """The ways down are not tried for ever."""
    with serving(said("Never.")) as server:
        ask = chat(server)
        replies = [ask(PROMPT) for _ in range(5)]
    assert {reply.code for reply in replies} == {"malformed"}
    assert [reply.usage.requests for reply in replies] == [5, 5, 5, 2, 2]


def test_an_obscure_refusal_is_tried_otherwise() -> None:
    """A bad request that names nothing may still be about the structure."""

    def obscure(request: Request) -> Answer:
        return failed(400, "Bad Request") if rung(request) != "text" else said(GOOD)

    with serving(obscure) as server:
        assert chat(server)(PROMPT).parsed
    assert rungs(server) == ["json_schema", "tool", "json_object", "text"]


def test_threads_learn_together() -> None:
    """One object serves many threads, and what one learns the others need not."""
    with serving(refusing("json_schema", "temperature", answer=called(GOOD))) as server, ThreadPoolExecutor(8) as pool:
        ask = chat(server)
        replies = list(pool.map(ask, [PROMPT] * 40))
        before = len(server.requests)
        ask(PROMPT)
        assert len(server.requests) == before + 1
    assert all(reply.parsed and not reply.error for reply in replies)
    assert before <= 40 + 2 * 8


# -- parameters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["temperature", "seed"])
def test_a_parameter_that_is_refused_is_left_out(name: str) -> None:
    """It is dropped at once and for good, and nothing else is."""
    with serving(refusing(name)) as server:
        ask = chat(server)
        assert ask(PROMPT).parsed and ask(PROMPT).parsed
    assert [name in request for request in server.requests] == [True, False, False]
    assert set(rungs(server)) == {"json_schema"}


def test_the_other_name_of_the_length_is_tried() -> None:
    """Reasoning models know only max_completion_tokens."""
    message = (
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    )

    def newer(request: Request) -> Answer:
        return failed(400, message, param="max_tokens") if "max_tokens" in request else said(GOOD)

    with serving(newer) as server:
        assert chat(server)(PROMPT).parsed
    assert server.requests[1]["max_completion_tokens"] == 50


def test_refusals_in_other_shapes_are_understood() -> None:
    """FastAPI puts the parameter into a path, Gemini into a sentence."""
    fastapi: Answer = (
        422,
        {},
        {"detail": [{"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs"}]},
    )
    gemini = failed(400, 'Invalid JSON payload received. Unknown name "seed": Cannot find field.')
    for answer in (fastapi, gemini):
        with serving(answer, said(GOOD)) as server:
            assert chat(server)(PROMPT).parsed
        assert "seed" not in server.requests[1] and "temperature" in server.requests[1]


def test_a_model_without_a_system_role_gets_it_all_from_the_user() -> None:
    """Some chat templates have no such role."""
    with serving(failed(400, "System role not supported"), said(GOOD)) as server:
        assert chat(server)(PROMPT).parsed
    assert said_to(server.requests[1]) == [("user", "Judge.\n\nIs it so?")]

    def strict(request: Request) -> Answer:
        return failed(500, "System role not supported") if "system" in dict(said_to(request)) else said(GOOD)

    with serving(strict) as server, ThreadPoolExecutor(8) as pool:
        assert all(reply.parsed for reply in pool.map(chat(server), [PROMPT] * 16))


# -- replies that are not right ----------------------------------------------------------------------------------------


def test_a_malformed_reply_is_asked_again_with_the_reason() -> None:
    """The second request carries the bad reply and what is wrong with it; what it cost is counted."""
    with serving(said('{"verdict": "y", "score": 1}'), said(GOOD)) as server:
        reply = chat(server)(PROMPT)
    assert reply.parsed == Verdict(verdict="yes", score=1)
    assert reply.usage == Usage(2, 200, 20)
    (_, bad), (_, reason) = said_to(server.requests[1])[-2:]
    assert bad == '{"verdict": "y", "score": 1}' and "verdict: String should have at least 2" in reason


def test_a_reply_that_stays_malformed_is_a_record() -> None:
    """One more try and no more; the reason is in the error."""
    with serving(said('{"verdict": "y"}')) as server:
        reply = chat(server)(PROMPT)
    assert reply.code == "malformed" and "at least 2" in reply.error and reply.parsed is None
    assert len(server.requests) == 2


def test_a_cut_reply_gets_twice_the_room_once() -> None:
    """Then it is truncated."""
    with serving(said(GOOD[:12], finish="length"), said(GOOD)) as server:
        assert chat(server)(PROMPT).parsed
    assert [request["max_tokens"] for request in server.requests] == [50, 100]
    with serving(said(GOOD[:12], finish="length")) as server:
        reply = chat(server)(PROMPT)
    assert (reply.error, reply.usage.requests) == ("truncated", 2)
    with serving(said("The answer is lon", finish="length")) as server:
        assert chat(server)(FREE).error == "truncated"


def test_a_whole_record_may_end_at_the_limit() -> None:
    """What was cut after the record is not missed; what was cut within it is not mended."""
    with serving(said(GOOD + "\n\nNote that", finish="length")) as server:
        assert chat(server)(PROMPT).parsed
    with serving(said('{"verdict": "yes and', finish="length")) as server:
        assert chat(server)(PROMPT).parsed is None


def test_more_room_than_a_model_has_is_not_asked_twice() -> None:
    """Where twice the length is refused, the reply is truncated, and the limit is kept for later."""
    refused = failed(400, "max_tokens is too large: 100. This model supports at most 64.", param="max_tokens")
    with serving(said(GOOD[:9], finish="length"), refused, said(GOOD)) as server:
        ask = chat(server)
        assert ask(PROMPT).code == "truncated"
        assert ask(PROMPT).parsed and server.requests[2]["max_tokens"] == 50


def test_models_that_think_at_the_expense_of_the_reply_get_room() -> None:
    """After one reply was cut while thinking, the next prompt starts with twice the length."""

    def thinking(request: Request) -> Answer:
        limit = request["max_tokens"]
        return said("", finish="length", reasoning_content="hm") if limit == 50 else said(GOOD)

    with serving(thinking) as server:
        ask = chat(server)
        assert ask(PROMPT).parsed and ask(PROMPT).parsed
    assert [request["max_tokens"] for request in server.requests] == [50, 100, 100]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (said(None, refusal="I will not."), "refused: I will not."),
        (said(None, finish="content_filter"), "refused"),
        (said("I'm sorry, but I can't help with that."), "refused"),
        (failed(400, "The response was filtered", code="content_filter"), "refused"),
        (failed(403, "Your input was flagged by moderation"), "refused"),
        (failed(400, "This model's maximum context length is 4096 tokens", code="context_length_exceeded"), "too_long"),
        (failed(413, "Payload too large"), "too_long"),
        (said(""), "empty"),
        (said(None), "empty"),
        ((200, {}, {"choices": []}), "empty"),
    ],
)
def test_a_prompt_that_gets_nothing_is_a_record(answer: Answer, error: str) -> None:
    """Refusals, overlong prompts and empty replies concern one prompt: no exception, and what it cost."""
    with serving(answer) as server:
        reply = chat(server)(PROMPT)
    assert reply.error.startswith(error) and reply.parsed is None
    assert reply.usage.requests == len(server.requests)


def test_a_bad_request_after_good_ones_is_about_the_prompt() -> None:
    """An endpoint that has answered is not given up for one prompt."""
    with serving(said(GOOD), failed(400, "Something else")) as server:
        ask = chat(server)
        assert ask(PROMPT).parsed
        assert ask(PROMPT).code == "refused"


# -- failures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "code", "wait"),
    [
        (failed(500), "server_error", None),
        (failed(503, headers={"retry-after": "3"}), "server_error", 3.0),
        (failed(429, "slow down", {"retry-after": "2.5"}), "rate_limited", 2.5),
        (failed(429, "slow down", {"retry-after-ms": "300", "retry-after": "9"}), "rate_limited", 0.3),
        (failed(429, "slow down", {"retry-after": "soon"}), "rate_limited", None),
        (failed(408), "timeout", None),
        (failed(409), "server_error", None),
        ((502, {}, "<html>Bad gateway</html>"), "server_error", None),
        ((200, {}, {"error": {"message": "upstream", "code": 502}}), "server_error", None),
        ((200, {}, {"error": {"message": "slow", "code": 429}}), "rate_limited", None),
    ],
)
def test_what_another_try_may_heal_is_transient(answer: Answer, code: str, wait: float | None) -> None:
    """One request, no retry of the SDK's own, and the wait that the endpoint asks for."""
    with serving(answer) as server, pytest.raises(Transient) as caught:
        chat(server)(PROMPT)
    assert (caught.value.code, caught.value.retry_after) == (code, wait)
    assert caught.value.usage == Usage(1) and len(server.requests) == 1


def test_the_wait_may_be_a_date() -> None:
    """An HTTP date, in the future or past."""
    for minutes, low, high in ((1, 50, 61), (-1, 0, 0)):
        date = format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)
        with serving(failed(503, headers={"retry-after": date})) as server, pytest.raises(Transient) as caught:
            chat(server)(PROMPT)
        assert caught.value.retry_after is not None and low <= caught.value.retry_after <= high


def test_a_failure_after_good_requests_tells_what_they_cost() -> None:
    """What was paid before the failure is not forgotten."""
    with serving(said('{"verdict": "y"}'), failed(500)) as server, pytest.raises(Transient) as caught:
        chat(server)(PROMPT)
    assert caught.value.usage == Usage(2, 100, 10)


def test_a_hanging_server_ends_at_the_timeout() -> None:
    """The cause says how long was waited, and where."""
    with serving(said(GOOD)) as server:
        server.delay = 0.5
        began = time.perf_counter()
        with pytest.raises(Transient, match=r"no answer within 0.15 s \(http://127") as caught:
            chat(server, timeout=0.15)(PROMPT)
        assert caught.value.code == "timeout" and time.perf_counter() - began < 0.45


def test_a_trickling_server_ends_at_the_timeout_too() -> None:
    """Bytes that keep coming do not keep a request alive for ever."""
    with serving(said(GOOD)) as server:
        server.trickle = 0.02
        began = time.perf_counter()
        with pytest.raises(Transient, match=r"no answer within 0\.15 s") as caught:
            chat(server, timeout=0.15)(PROMPT)
        assert caught.value.code == "timeout" and time.perf_counter() - began < 0.45


def test_a_page_among_good_answers_is_a_hiccup() -> None:
    """An endpoint that has answered before is not given up for something on the way."""
    with serving(said(GOOD), (200, {}, "<html>One moment</html>")) as server:
        ask = chat(server)
        assert ask(PROMPT).parsed
        with pytest.raises(Transient, match="One moment") as caught:
            ask(PROMPT)
    assert caught.value.code == "server_error" and caught.value.usage == Usage(1)


def test_nobody_there_is_unreachable() -> None:
    """A closed port says so, with the address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(Transient, match=f"refused.*:{port}") as caught:
        OpenAIChat("m", base_url=f"http://127.0.0.1:{port}/v1")(PROMPT)
    assert caught.value.code == "unreachable" and caught.value.usage == Usage()


def test_a_connection_that_does_not_come_about_is_unreachable() -> None:
    """A slow answer is a timeout; a slow connection means that nobody is there."""

    class ConnectTimeout(Exception): ...

    class APITimeoutError(Exception): ...

    slow, outer = ConnectTimeout("timed out"), APITimeoutError("Request timed out.")
    slow.__cause__, outer.__cause__ = TimeoutError("timed out"), slow
    failure = unanswered(outer)
    assert failure is not None and failure.code == "unreachable"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (failed(401, f"Incorrect API key provided: {KEY}"), "OPENAI_API_KEY"),
        (failed(403, f"Key {KEY} may not"), "no access to 'some-model'"),
        (failed(402, "Insufficient balance"), "credit"),
        (failed(429, "You exceeded your quota", code="insufficient_quota"), "credit"),
        (failed(404, "The model `some-model` does not exist", code="model_not_found"), "Check the model's name"),
        (failed(404, 'model "some-model" not found, try pulling it first'), "Check the model's name"),
        ((404, {}, "404 page not found"), "--base-url"),
        ((405, {}, "Method Not Allowed"), "--base-url"),
        ((200, {}, "<html>Welcome</html>"), "--base-url"),
        (failed(400, "Something is wrong"), "Something is wrong"),
    ],
)
def test_what_nothing_heals_stops_the_run(answer: Answer, message: str) -> None:
    """The error says what to do, and never holds the key."""
    with serving(answer) as server, pytest.raises(LLMError, match=message) as caught:
        chat(server)(PROMPT)
    assert KEY not in str(caught.value) and not isinstance(caught.value, Transient)
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_keys_do_not_show() -> None:
    """Neither in the causes of transient errors nor in what the object looks like."""
    with serving(failed(500, f"crashed with Bearer {KEY}")) as server, pytest.raises(Transient) as caught:
        chat(server)(PROMPT)
    assert KEY not in str(caught.value) and KEY not in repr(chat(server))


# -- the door ----------------------------------------------------------------------------------------------------------


def test_a_key_is_needed_away_from_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is missed before anything is sent; a server of one's own needs none."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    for address in (None, "https://api.example.com/v1"):
        with pytest.raises(LLMError, match="OPENAI_API_KEY"):
            OpenAIChat("m", base_url=address)
    for address in (
        "http://localhost:11434/v1",
        "http://192.168.0.7:8000/v1",
        "http://gpu.local/v1",
        "http://[::1]/v1",
    ):
        OpenAIChat("m", base_url=address)
    monkeypatch.setenv("OPENAI_API_KEY", f" {KEY}\n")
    with serving(said(GOOD)) as server:
        OpenAIChat("m", base_url=server.url)(PROMPT)
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_models_are_opened_by_name() -> None:
    """openai:MODEL opens the adapter, and a model's name may hold colons."""
    ask = open_model("openai:llama3.1:8b", base_url="http://localhost:11434/v1/")
    assert isinstance(ask, OpenAIChat)
    assert (ask.name, ask.base_url) == ("llama3.1:8b", "http://localhost:11434/v1")


def test_functions_are_models() -> None:
    """What takes a prompt and gives a reply is used as it is."""

    def ask(prompt: Prompt) -> Reply:
        return Reply("x")

    assert open_model(ask) is ask


@pytest.mark.parametrize("spec", ["gpt-5", "openai:", "openai: ", "anthropic:claude", "", 7, None])
def test_an_unknown_model_names_what_is_allowed(spec: object) -> None:
    """The error lists the forms."""
    with pytest.raises(SettingsError, match="openai:MODEL"):
        open_model(spec)


def test_settings_without_meaning_are_refused() -> None:
    """An address without a scheme, and an address for an object."""
    with pytest.raises(SettingsError, match="http://"):
        open_model("openai:m", base_url="localhost:8000")
    with pytest.raises(SettingsError, match="not to an object"):
        open_model(lambda prompt: Reply(""), base_url="http://localhost:8000/v1")


def test_nothing_is_imported_before_the_first_request() -> None:
    """Opening a model loads no SDK."""
    code = (
        "import sys; from kgsynth.llms.opening import open_model;"
        "open_model('openai:m', base_url='http://localhost:1/v1');"
        "print([name for name in ('openai', 'httpx', 'langchain_core', 'llama_index', 'json_repair')"
        " if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_it_works_where_a_loop_runs() -> None:
    """In a coroutine's own thread and in worker threads of a program that has a running loop, as in a notebook."""

    async def program(ask: OpenAIChat) -> list[Reply]:
        return [ask(PROMPT), *await asyncio.gather(*(asyncio.to_thread(ask, PROMPT) for _ in range(4)))]

    with serving(said(GOOD)) as server:
        replies = asyncio.run(program(chat(server)))
    assert all(reply.parsed for reply in replies)

"""The server itself: many connections, the same replies in any order, an honest account, and an end."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import Any
from urllib.request import urlopen

import openai
import pytest
from testing_prompts import KESTREL, TARNOW, Written, asking, client, write

from kgsynth.testing import FakeOpenAI
from kgsynth.testing.ledger import Ledger


def test_sixty_four_at_once() -> None:
    """All are taken at the same time and all are answered."""
    with FakeOpenAI(latency=2) as server:
        one = client(server)
        began = time.monotonic()
        with ThreadPoolExecutor(64) as pool:
            made = list(pool.map(lambda seed: write(one, KESTREL, seed=seed), range(64)))
        assert len(made) == 64
        assert server.peak == 64
        assert time.monotonic() - began < 6.0
        assert server.statuses == {200: 64}


def replies(server: FakeOpenAI, order: Sequence[int], threads: int) -> dict[int, str]:
    one = client(server)

    def ask(seed: int) -> str:
        try:
            return write(one, KESTREL, TARNOW, seed=seed).model_dump_json()
        except openai.InternalServerError:
            return "500"

    with ThreadPoolExecutor(threads) as pool:
        return dict(zip(order, pool.map(ask, order), strict=True))


def test_replies_depend_on_requests_alone() -> None:
    """Not on their order, not on threads; and another seed of the server changes them."""
    with FakeOpenAI(errors=0.3) as first, FakeOpenAI(errors=0.3) as second, FakeOpenAI(errors=0.3, seed=1) as third:
        one, other = replies(first, range(24), 1), replies(second, range(23, -1, -1), 8)
        assert one == other
        assert one != replies(third, range(24), 8)
        assert len(set(one.values())) > 3


def test_a_hang_ends_by_the_clients_timeout() -> None:
    """The client gives up, and the account says so."""
    with FakeOpenAI(hangs=1.0) as server:
        began = time.monotonic()
        with pytest.raises(openai.APITimeoutError):
            write(client(server, timeout=0.3), KESTREL)
        assert time.monotonic() - began < 2.0
        wait_for(lambda: bool(server.requests))
        assert (server.requests[0].status, server.requests[0].fault) == (499, "hangs")


def test_a_hang_ends_with_the_server() -> None:
    """``close`` hangs up on whoever still waits."""
    caught: list[Exception] = []

    def ask() -> None:
        try:
            write(client(server, timeout=30), KESTREL)
        except openai.APIConnectionError as error:
            caught.append(error)

    server = FakeOpenAI(hangs=1.0).start()
    asking_thread = Thread(target=ask)
    asking_thread.start()
    wait_for(lambda: server.peak == 1)
    server.close()
    asking_thread.join(5)
    assert len(caught) == 1


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_latency() -> None:
    """As long as it is set, and hardly longer."""
    with FakeOpenAI(latency=0.2) as server:
        one = client(server)
        write(one, TARNOW)
        began = time.monotonic()
        write(one, KESTREL)
        assert 0.2 <= time.monotonic() - began < 1.0


def test_too_many_requests_are_told_when_to_come_back() -> None:
    """HTTP 429 with both headers; who waits as told gets in."""
    with FakeOpenAI(requests_per_second=5) as server:
        one = client(server)
        for seed in range(5):
            write(one, KESTREL, seed=seed)
        with pytest.raises(openai.RateLimitError) as refusal:
            write(one, KESTREL, seed=5)
        headers = refusal.value.response.headers
        assert headers["retry-after"] == "1"
        time.sleep(int(headers["retry-after-ms"]) / 1000)
        write(one, KESTREL, seed=5)
        assert server.statuses == {200: 6, 429: 1}


def test_no_second_sees_more_than_are_allowed() -> None:
    """Whatever second one looks at; less than one a second is possible."""
    now = [0.0]
    ledger = Ledger(clock=lambda: now[0])
    assert [ledger.wait(2) for _ in range(3)] == [0, 0, 1]
    now[0] = 0.6
    assert ledger.wait(2) == pytest.approx(0.4)
    now[0] = 1.0
    assert ledger.wait(2) == 0
    slow = Ledger(clock=lambda: now[0])
    assert [slow.wait(0.5), slow.wait(0.5)] == [0, 2]


@pytest.mark.parametrize("refused", ["json_schema", "temperature", "seed", "max_tokens", "tools"])
def test_what_is_refused_is_http_400(refused: str) -> None:
    """With the name of it in OpenAI's words; what is not used is not refused."""
    with FakeOpenAI(refuses={refused}) as server:
        one = client(server)
        sent = {"temperature": 0.5, "seed": 1, "max_tokens": 500}
        schema = Written.model_json_schema()
        form = {"type": "json_schema", "json_schema": {"name": "Written", "schema": schema}}
        tools = [{"type": "function", "function": {"name": "Written", "parameters": schema}}]
        with pytest.raises(openai.BadRequestError) as refusal:
            one.chat.completions.create(  # type: ignore[call-overload]
                model="fake", messages=asking(KESTREL), response_format=form, tools=tools, **sent
            )
        assert (refused if refused != "json_schema" else "response_format") in str(refusal.value.param)
        assert one.chat.completions.create(model="fake", messages=asking(KESTREL)).choices[0].message.content


def test_what_openai_would_not_take_is_not_taken() -> None:
    """A schema that is not strict; JSON mode without the word; no messages; an unknown path; no JSON."""
    with FakeOpenAI() as server:
        one = client(server)
        loose = {"name": "w", "strict": True, "schema": Written.model_json_schema()}
        wrong: list[dict[str, Any]] = [
            {"response_format": {"type": "json_schema", "json_schema": loose}},
            {"response_format": {"type": "json_object"}, "messages": [{"role": "user", "content": "Hello"}]},
            {"messages": []},
            {"messages": ["nonsense"]},
        ]
        for fields in wrong:
            with pytest.raises(openai.BadRequestError):
                one.chat.completions.create(**{"model": "fake", "messages": asking(KESTREL), **fields})
        with pytest.raises(openai.NotFoundError):
            one.completions.create(model="fake", prompt="Hello")
        with pytest.raises(openai.NotFoundError):
            one.files.list()
        with pytest.raises(openai.BadRequestError):
            one.post("/chat/completions", cast_to=object, body=[1])
        assert server.statuses == {400: 5, 404: 1}


def test_the_account_tells_repeats() -> None:
    """A request that was answered well, and came again; one that failed is no repeat."""
    with FakeOpenAI() as server:
        one = client(server)
        for seed in (1, 2, 1):
            write(one, KESTREL, seed=seed)
        assert [request.repeats for request in server.requests] == [False, False, True]
        assert server.repeats == 1
        server.change(malformed=1.0, malformed_as=("cut",))
        for _ in range(2):
            with pytest.raises(ValueError, match="JSON"):
                write(one, KESTREL, seed=3)
        assert server.repeats == 1
        last = server.requests[-1]
        assert (last.path, last.status, last.model, last.fault) == ("/chat/completions", 200, "fake", "malformed")
        assert server.requests[0].key == server.requests[2].key != last.key


def test_a_client_that_dies_before_its_reply_was_not_answered() -> None:
    """So a run that was killed may ask the same again without paying twice."""
    with FakeOpenAI(latency=0.3) as server:
        host, port = server.base_url.split("/")[2].split(":")
        body = json.dumps({"model": "fake", "messages": asking(KESTREL)}).encode()
        head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
        for _ in range(2):
            with socket.create_connection((host, int(port))) as dying:
                dying.sendall(head.encode() + body)
                time.sleep(0.05)
        wait_for(lambda: len(server.requests) == 2)
        assert server.statuses == {499: 2}
        assert server.repeats == 0
        assert not any(request.answered for request in server.requests)


def test_a_server_that_does_not_run_has_no_address() -> None:
    """The error says what to do."""
    with pytest.raises(RuntimeError, match="with statement"):
        _ = FakeOpenAI().base_url


def test_nothing_heavy_is_imported() -> None:
    """Whoever imports it in a test suite does not wait."""
    heavy = "{'spacy', 'numpy', 'openai', 'pydantic', 'networkx', 'sklearn'}"
    code = f"import kgsynth.testing, sys; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_command_serves_until_it_is_interrupted() -> None:
    """It says how to try it, and ends cleanly with an account."""
    command = [
        sys.executable,
        "-m",
        "kgsynth.testing",
        "--port",
        "0",
        "--latency",
        "0.01",
        "--refuses",
        "tools",
        "seed",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        serving, shown = run.stdout.readline(), run.stdout.readline()
        url = serving.split(" on ")[1].partition(";")[0]
        assert shown.strip() == f"kgsynth generate docs/ --llm openai:fake --base-url {url}"
        with urlopen(f"{url}/models") as reply:
            assert json.load(reply)["data"][0]["id"] == "fake"
        run.send_signal(signal.SIGINT)
        said, complaints = run.communicate(timeout=5)
    assert (run.returncode, complaints) == (0, "")
    assert said.startswith("0 requests (none)")


def test_the_command_refuses_what_has_no_meaning() -> None:
    """One line, and a status."""
    command = [sys.executable, "-m", "kgsynth.testing", "--errors", "0.9", "--hangs", "0.9"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stdout.startswith("error: shares")

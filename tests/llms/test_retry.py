"""Trying again: how long, how often, and not all at once."""

import random
import threading
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_time import VirtualTime

from kgsynth.errors import LLMError, SettingsError
from kgsynth.llms.errors import Transient
from kgsynth.llms.records import Prompt, Reply, Usage
from kgsynth.llms.retry import Retried
from kgsynth.llms.scripted import Scripted, Written

PROMPT = Prompt("", "Why?")
DOWN = Transient("server_error", "HTTP 500")
GOOD = Reply("good", usage=Usage(1, 10, 5))


class Attempts:
    """One prompt sent to a script of replies and failures, in virtual time."""

    def __init__(self, script: Sequence[Written], *, attempts: int = 6, seed: int = 1) -> None:
        self.time = VirtualTime()
        self.told: list[str] = []
        self.script = Scripted(script)
        self._ask = Retried(
            self.script,
            attempts,
            self.told.append,
            clock=self.time.clock,
            sleep=self.time.sleep,
            rng=random.Random(seed),
        )
        self.replies: list[Reply] = []
        self.time.run([lambda: self.replies.append(self._ask(PROMPT))])

    @property
    def reply(self) -> Reply:
        return self.replies[0]


def test_a_good_reply_passes_at_once() -> None:
    """No wait, no second request, nothing told."""
    run = Attempts([GOOD])
    assert (run.reply, run.time.slept, run.told) == (GOOD, [], [])


def test_a_bad_reply_is_not_tried_again() -> None:
    """A record with an error is a reply; what to do about it is decided elsewhere."""
    run = Attempts([Reply("", error="refused"), GOOD])
    assert run.reply.error == "refused"


def test_an_error_that_nothing_heals_passes() -> None:
    """It is raised by the first attempt."""
    script = Scripted([LLMError("no such model"), GOOD])
    with pytest.raises(LLMError):
        Retried(script)(PROMPT)
    assert len(script.asked) == 1


def test_a_failure_is_healed_by_another_try() -> None:
    """The reply is that of the try that worked, with what the failed ones cost."""
    run = Attempts([Transient("server_error", "HTTP 500", usage=Usage(1)), DOWN, GOOD])
    assert run.reply.text == "good"
    assert run.reply.usage == Usage(2, 10, 5)
    assert len(run.script.asked) == 3


@pytest.mark.parametrize("code", ["timeout", "unreachable", "server_error", "rate_limited"])
def test_after_the_last_attempt_the_cause_is_a_record(code: str) -> None:
    """No exception: the run goes on without this reply."""
    run = Attempts([Transient(code, "what happened", usage=Usage(1))] * 10, attempts=3)
    assert run.reply.error == f"{code}: what happened"
    assert run.reply.usage == Usage(3)
    assert len(run.script.asked) == 3


@given(seed=st.integers(), attempts=st.integers(1, 10))
def test_the_wait_is_drawn_below_a_bound_that_doubles(seed: int, attempts: int) -> None:
    """From 0.5 s to 30 s, and anything between 0 and the bound."""
    waits = Attempts([DOWN] * 10, attempts=attempts, seed=seed).time.slept
    assert len(waits) == attempts - 1
    assert all(0 <= wait <= min(30, 0.5 * 2**place) for place, wait in enumerate(waits))


def test_waits_differ() -> None:
    """Threads that failed together do not come back together."""
    firsts = {Attempts([DOWN, GOOD], seed=seed).time.slept[0] for seed in range(20)}
    assert len(firsts) == 20
    assert min(firsts) < 0.1 and max(firsts) > 0.4


def test_the_endpoint_says_how_long() -> None:
    """At least what it asks for, and not much more."""
    run = Attempts([Transient("rate_limited", "slow down", 20.0), GOOD])
    assert run.reply == GOOD
    assert 20.0 <= run.time.now <= 20.5


def test_an_endpoint_that_asks_for_too_long_is_given_up_at_once() -> None:
    """Two minutes is the most: beyond that a person decides, who is told what the endpoint asked for."""
    run = Attempts([Transient("rate_limited", "daily limit", 121.0), GOOD])
    assert run.time.now == 0
    assert run.reply.error == "rate_limited: daily limit (asks to wait 121 s)"


def test_a_long_wait_is_told_and_a_short_one_is_not() -> None:
    """With its length, its cause and what follows."""
    run = Attempts([Transient("rate_limited", "slow down", 1.0), Transient("rate_limited", "slow down", 90.0), GOOD])
    assert len(run.told) == 1
    assert run.told[0].startswith("waiting 9") and "slow down; attempt 3 of 6 follows" in run.told[0]


class Crowd:
    """Sixteen threads at a server."""

    def __init__(self, serve: Callable[[float], None], *, threads: int = 16) -> None:
        self.time = VirtualTime()
        self.sent: list[float] = []
        self.told: list[str] = []
        self.replies: list[Reply] = []
        self._serve = serve
        ask = Retried(
            self._ask, tell=self.told.append, clock=self.time.clock, sleep=self.time.sleep, rng=random.Random(3)
        )
        self.time.run([lambda: self.replies.append(ask(PROMPT))] * threads)

    def _ask(self, prompt: Prompt) -> Reply:
        self.sent.append(self.time.now)
        self.time.sleep(0.01)
        self._serve(self.time.now)
        return GOOD


def test_no_thread_sends_before_the_time_that_one_was_told() -> None:
    """All wait, and then come back spread out; the wait is told once."""
    first = iter([True])

    def serve(now: float) -> None:
        if next(first, False):
            raise Transient("rate_limited", "slow down", 30.0)
        if now < 30:
            raise Transient("rate_limited", "slow down")

    crowd = Crowd(serve)
    assert [reply.text for reply in crowd.replies] == ["good"] * 16
    assert not [sent for sent in crowd.sent if 0.011 < sent < 30]
    after = sorted(sent for sent in crowd.sent if sent >= 30)
    assert len(set(after)) == 16
    assert after[-1] - after[0] > 0.2
    assert len(crowd.told) == 1


def test_a_server_error_holds_only_the_thread_that_met_it() -> None:
    """One 500 among many good replies slows nobody else."""
    first = iter([True])

    def serve(now: float) -> None:
        if next(first, False):
            raise DOWN

    crowd = Crowd(serve)
    assert sorted(crowd.sent)[:16] == [0.0] * 16
    assert len(crowd.sent) == 17


def test_threads_that_come_later_do_not_even_ask_an_endpoint_that_is_closed_for_long() -> None:
    """One refusal speaks for all."""
    time = VirtualTime()
    script = Scripted([Transient("rate_limited", "daily limit", 3600.0)])
    ask = Retried(script, clock=time.clock, sleep=time.sleep)
    replies: list[Reply] = []
    time.run([lambda: replies.extend(ask(PROMPT) for _ in range(5))])
    assert {reply.code for reply in replies} == {"rate_limited"}
    assert len(script.asked) == 1


def test_real_threads_share_one_wrapper() -> None:
    """Every one of them gets its reply, with the real clock."""
    failing = {0, 20}
    lock = threading.Lock()

    def ask(prompt: Prompt) -> Reply:
        with lock:
            if int(prompt.user) in failing:
                failing.discard(int(prompt.user))
                raise Transient("rate_limited", "slow down", 0.01)
        return Reply(prompt.user)

    retried = Retried(ask, rng=random.Random(1))
    replies: list[str] = []
    threads = [
        threading.Thread(target=lambda each=each: replies.append(retried(Prompt("", str(each))).text))
        for each in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(int, replies)) == list(range(40))


def test_no_attempts_have_no_meaning() -> None:
    """At least one request must be sent."""
    with pytest.raises(SettingsError):
        Retried(Scripted([]), attempts=0)

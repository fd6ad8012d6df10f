"""A pace that is kept, and one that is found."""

import threading
import time
from collections import deque
from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from virtual_time import VirtualTime

from kgsynth.errors import SettingsError
from kgsynth.llms.errors import Transient
from kgsynth.llms.rate import Pace, RateLimited
from kgsynth.llms.records import Prompt, Reply, Usage
from kgsynth.llms.retry import Retried

PROMPT = Prompt("system", "user")
Allows = Callable[[float], bool]


def bucket(per_second: float) -> Allows:
    """Holds as many requests as a second brings."""
    level, last = per_second, 0.0

    def allows(now: float) -> bool:
        nonlocal level, last
        level, last = min(per_second, level + (now - last) * per_second), now
        if level < 1:
            return False
        level -= 1
        return True

    return allows


def sliding(per_second: float, *, counts_refused: bool = False) -> Allows:
    """Looks back one second, on what it answered or on everything."""
    seen: deque[float] = deque()

    def allows(now: float) -> bool:
        while seen and seen[0] <= now - 1:
            seen.popleft()
        allowed = len(seen) < per_second
        if allowed or counts_refused:
            seen.append(now)
        return allowed

    return allows


def fixed(per_second: float) -> Allows:
    """Counts from full second to full second."""
    counts: dict[int, int] = {}

    def allows(now: float) -> bool:
        second = int(now + 0.37)
        counts[second] = counts.get(second, 0) + 1
        return counts[second] <= per_second

    return allows


SERVERS: dict[str, Callable[[float], Allows]] = {
    "bucket": bucket,
    "sliding": sliding,
    "sliding, counts refused": lambda per_second: sliding(per_second, counts_refused=True),
    "fixed": fixed,
}


class Run:
    """Prompts through `Retried(RateLimited(server))` by a number of workers, in virtual time."""

    def __init__(
        self,
        allows: Allows = lambda now: True,
        *,
        prompts: int = 100,
        workers: int = 16,
        latency: float = 0.5,
        refusal: float = 0.05,
        retry_after: float | None = None,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
    ) -> None:
        self.time = VirtualTime()
        self.sent: list[float] = []
        self.refused: list[float] = []
        self.replies: list[Reply] = []
        self._allows, self._latency, self._refusal, self._retry_after = allows, latency, refusal, retry_after
        self._net = Random(1)
        pace = RateLimited(
            self._serve, requests_per_minute, tokens_per_minute, clock=self.time.clock, sleep=self.time.sleep
        )
        self._ask = Retried(pace, clock=self.time.clock, sleep=self.time.sleep, rng=Random(2))
        self._left = prompts
        self.time.run([self._work] * workers)

    @property
    def share_refused(self) -> float:
        return len(self.refused) / len(self.sent)

    def _work(self) -> None:
        while self._left:
            self._left -= 1
            self.replies.append(self._ask(PROMPT))

    def _serve(self, prompt: Prompt) -> Reply:
        self.sent.append(self.time.now)
        self.time.sleep(self._net.uniform(0, 0.004))
        if self._allows(self.time.now):
            self.time.sleep(self._latency * self._net.uniform(0.9, 1.1))
            return Reply("good", usage=Usage(1, 1000, 200))
        self.refused.append(self.time.now)
        self.time.sleep(self._refusal)
        raise Transient("rate_limited", "slow down", self._retry_after)


@pytest.mark.parametrize("server", SERVERS)
def test_a_limit_that_is_given_is_hardly_ever_refused(server: str) -> None:
    """300 a minute at a server that allows 5 a second: at most 5 % are refused, whatever way it counts."""
    run = Run(SERVERS[server](5), requests_per_minute=300)
    assert len(run.replies) == 100 and not any(reply.error for reply in run.replies)
    assert run.share_refused <= 0.05
    assert run.time.now <= 26  # 20 s is what the server allows


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("latency", [0.05, 0.5, 2.0])
@pytest.mark.parametrize("refusal", [0.003, 0.1])
def test_an_unknown_limit_is_found_with_few_refusals(server: str, latency: float, refusal: float) -> None:
    """16 threads, 100 prompts, nothing said about the limit: at most 5 % are refused, and it takes not much longer."""
    run = Run(SERVERS[server](5), latency=latency, refusal=refusal)
    assert len(run.replies) == 100 and not any(reply.error for reply in run.replies)
    assert run.share_refused <= 0.05
    assert run.time.now <= 30


def test_a_server_that_says_when_to_come_back_is_left_alone_until_then() -> None:
    """Nothing is sent within the time that it asked for, by any thread."""
    run = Run(sliding(5), retry_after=3.0)
    assert run.share_refused <= 0.05
    first = run.refused[0]
    assert not [sent for sent in run.sent if first + 0.06 < sent < first + 3.0]


def test_a_server_that_closes_for_long_ends_the_run_after_one_refusal_per_thread() -> None:
    """Whoever waits for a turn gives up as well, with the cause, instead of asking once more."""
    run = Run(lambda now: now < 2, retry_after=3600.0)
    assert len(run.refused) <= 16
    assert len(run.replies) == 100
    assert {reply.error for reply in run.replies if reply.error} == {"rate_limited: slow down (asks to wait 3600 s)"}
    assert run.time.now <= 3


def test_a_server_without_a_limit_is_used_in_full() -> None:
    """100 prompts at 0.5 s, 16 at once, take at most 1.2 times the ideal: finding the pace costs little."""
    assert Run().time.now <= 1.2 * 100 / 16 * 0.5


def test_a_long_run_probes_rarely() -> None:
    """Some 1 % are refused in the long run, and the pace stays near what the server allows."""
    run = Run(sliding(5), prompts=1000)
    assert run.share_refused <= 0.015
    assert run.time.now <= 1.3 * 200


def test_after_an_outage_the_pace_comes_back() -> None:
    """A minute of refusals does not slow the next minutes for good."""
    run = Run(lambda now: not 5 < now < 65, prompts=1500)
    assert sum(1 for sent in run.refused if sent > 6) <= 60
    assert not any(reply.error for reply in run.replies)
    assert run.time.now <= 65 + 120


def test_tokens_are_spaced_by_what_replies_really_take() -> None:
    """60,000 tokens a minute at 1,200 a request: some 50 requests, though the longest reply would allow fewer."""
    run = Run(prompts=100, tokens_per_minute=60_000)
    assert 110 <= run.time.now <= 135


@settings(max_examples=50, deadline=None)
@given(per_minute=st.floats(6, 60_000), gaps=st.lists(st.floats(0, 5), min_size=2, max_size=50))
def test_requests_are_never_sent_in_a_burst(per_minute: float, gaps: list[float]) -> None:
    """However they arrive, two requests are at least a minute's share apart."""
    time = VirtualTime()
    sent: list[float] = []

    def serve(prompt: Prompt) -> Reply:
        sent.append(time.now)
        return Reply("good")

    ask = RateLimited(serve, per_minute, clock=time.clock, sleep=time.sleep)

    def job() -> None:
        for gap in gaps:
            time.sleep(gap)
            ask(PROMPT)

    time.run([job])
    assert min(later - earlier for earlier, later in pairwise(sent)) >= 60 / per_minute - 1e-9


def test_a_refusal_halves_the_pace_and_the_same_burst_does_so_only_once() -> None:
    """Requests under way at the first refusal may be refused, too; that says nothing new."""
    pace = Pace()
    for tenth in range(10):
        pace.sent(tenth / 10)
    pace.refused(0.9, 1.0)
    halved = pace.rate(1.0)
    pace.refused(0.8, 1.05)
    assert halved == pytest.approx(9 / 2)
    assert pace.rate(1.0) == halved
    assert pace.free_at >= 2.0


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30))
def test_the_pace_grows_between_refusals_and_never_stops(gaps: list[float]) -> None:
    """From refusal to refusal it only grows; after any number of them something may still be sent."""
    pace = Pace()
    now = 0.0
    for gap in gaps:
        now = max(now, pace.free_at)
        pace.sent(now)
        pace.refused(now, now + 0.001)
        rates = [pace.rate(now + 0.001 + gap * part / 10) for part in range(11)]
        assert rates == sorted(rates)
        assert rates[0] >= Pace.SLOWEST / 2 - 1e-9
        assert pace.free_at <= now + max(Pace.LONGEST_SILENCE, 2 / Pace.SLOWEST) + 0.01
        now += gap


def test_a_limit_that_is_given_is_kept_after_refusals() -> None:
    """The pace never comes back to more than what was allowed."""
    pace = Pace(limit=2.0)
    pace.sent(0.0)
    pace.refused(0.0, 0.1)
    assert pace.rate(1000.0) == 2.0


def test_several_requests_for_one_reply_count_as_several() -> None:
    """An adapter that asked three times has used three turns."""
    time = VirtualTime()
    ask = RateLimited(lambda prompt: Reply("", usage=Usage(3)), 60, clock=time.clock, sleep=time.sleep)
    time.run([lambda: ask(PROMPT)] * 2)
    assert time.now == pytest.approx(3 * 1.05)


def test_real_threads_are_spaced_by_the_real_clock() -> None:
    """Twenty requests by eight threads at 100 a second take a fifth of a second."""
    sent: list[float] = []

    def serve(prompt: Prompt) -> Reply:
        sent.append(time.monotonic())
        return Reply("good")

    ask = RateLimited(serve, 6000)
    threads = [threading.Thread(target=lambda: [ask(PROMPT) for _ in range(5)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == 20
    assert max(sent) - min(sent) >= 19 * 0.0105 - 0.005


@pytest.mark.parametrize("limits", [(0, None), (None, -5)])
def test_a_limit_of_nothing_has_no_meaning(limits: tuple[float | None, float | None]) -> None:
    """Zero requests or tokens a minute would wait for ever."""
    with pytest.raises(SettingsError, match="more than 0"):
        RateLimited(lambda prompt: Reply(""), *limits)

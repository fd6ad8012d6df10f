"""Several requests at once, replies in order, and a clean end whatever happens."""

import asyncio
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgsynth.errors import LLMError, SettingsError
from kgsynth.llms.pausing import Stopped, pause
from kgsynth.llms.pool import Pool
from kgsynth.llms.records import Ask, Prompt, Reply


def prompts(number: int) -> list[Prompt]:
    """Prompts that are told apart by their number."""
    return [Prompt("", str(place)) for place in range(number)]


class Counting:
    """Counts how many requests are under way at once, and all that were sent."""

    def __init__(self, work: Callable[[Prompt], object]) -> None:
        self.sent: list[str] = []
        self.ended: list[str] = []
        self.most = 0
        self._work = work
        self._now = 0
        self._lock = threading.Lock()

    def __call__(self, prompt: Prompt) -> Reply:
        with self._lock:
            self.sent.append(prompt.user)
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            self._work(prompt)
        finally:
            with self._lock:
                self._now -= 1
                self.ended.append(prompt.user)
        return Reply(prompt.user)


def texts(ask: Ask, number: int, workers: int) -> list[str]:
    """What a pool gives for numbered prompts."""
    return [reply.text for reply in Pool(ask, workers)(prompts(number))]


@settings(max_examples=25, deadline=None)
@given(delays=st.lists(st.integers(0, 3), max_size=20), workers=st.integers(1, 20))
def test_replies_come_in_the_order_of_the_prompts(delays: list[int], workers: int) -> None:
    """However long each takes, nothing is lost, doubled or out of place, and no more than allowed run at once."""
    ask = Counting(lambda prompt: time.sleep(delays[int(prompt.user)] / 1000))
    assert texts(ask, len(delays), workers) == [str(place) for place in range(len(delays))]
    assert sorted(map(int, ask.sent)) == list(range(len(delays)))
    assert ask.most <= workers


def test_requests_run_at_the_same_time() -> None:
    """Eight that wait for each other get through a pool of eight."""
    meeting = threading.Barrier(8, timeout=5)
    assert len(texts(Counting(lambda prompt: meeting.wait()), 8, 8)) == 8


def test_a_reply_is_given_as_soon_as_it_is_its_turn() -> None:
    """The first one is there while the second is still under way."""
    release = threading.Event()
    ask = Counting(lambda prompt: release.wait(5) if prompt.user == "1" else None)
    with closing(Pool(ask, 2)(prompts(2))) as replies:
        assert next(replies).text == "0"
        assert "1" not in ask.ended
        release.set()
        assert next(replies).text == "1"


def test_nothing_is_sent_before_a_reply_is_wanted() -> None:
    """A pool that is called but not read costs nothing."""
    ask = Counting(lambda prompt: None)
    Pool(ask)(prompts(3))
    time.sleep(0.02)
    assert not ask.sent


def test_a_prompt_is_sent_while_the_next_is_made() -> None:
    """Making the second waits until the first has been sent."""
    arrived = threading.Event()

    def made() -> Iterator[Prompt]:
        yield Prompt("", "0")
        assert arrived.wait(5)
        yield Prompt("", "1")

    with closing(Pool(Counting(lambda prompt: arrived.set()), 4).ahead(made())) as replies:
        assert [reply.text for reply in replies] == ["0", "1"]


def test_prompts_are_made_by_the_caller_alone() -> None:
    """What makes them need not be safe for threads."""
    makers: list[threading.Thread] = []

    def made() -> Iterator[Prompt]:
        for prompt in prompts(20):
            makers.append(threading.current_thread())
            yield prompt

    assert len(list(Pool(Counting(lambda prompt: None), 4).ahead(made()))) == 20
    assert set(makers) == {threading.current_thread()}


def test_an_error_in_making_a_prompt_is_raised_and_cancels_the_rest() -> None:
    """Whoever asked for the batch hears of it; no thread stays behind."""

    def made() -> Iterator[Prompt]:
        yield from prompts(6)
        raise ValueError("no such document")

    ask = Counting(lambda prompt: time.sleep(0.05))
    before = threading.active_count()
    with pytest.raises(ValueError, match="no such document"):
        Pool(ask, 2).ahead(made())
    assert len(ask.sent) <= 2
    assert sorted(ask.ended) == sorted(ask.sent)
    assert threading.active_count() == before


def test_no_more_prompts_are_made_once_one_has_failed() -> None:
    """A key that is not accepted does not get better with the hundredth prompt."""
    failed = threading.Event()

    def work(prompt: Prompt) -> None:
        failed.set()
        raise LLMError("the key is not accepted")

    def made() -> Iterator[Prompt]:
        for prompt in prompts(100):
            yield prompt
            failed.wait(5)
            time.sleep(0.05)
            makings.append(prompt.user)

    makings: list[str] = []
    with pytest.raises(LLMError, match="key"):
        list(Pool(Counting(work), 4).ahead(made()))
    assert len(makings) < 10


def test_an_iterator_that_is_closed_cancels_what_was_not_sent() -> None:
    """What is under way ends first, so that its reply can be kept; the rest is never sent."""
    ask = Counting(lambda prompt: time.sleep(0 if prompt.user == "0" else 0.1))
    replies = Pool(ask, 4)(prompts(100))
    next(replies)
    replies.close()
    assert len(ask.sent) <= 5
    assert sorted(ask.ended) == sorted(ask.sent)


def test_an_error_that_nothing_heals_is_raised_at_once() -> None:
    """Though earlier prompts are still under way; the rest is not sent."""

    def work(prompt: Prompt) -> None:
        if prompt.user == "3":
            raise LLMError("the key is not accepted")
        time.sleep(0.1)

    ask = Counting(work)
    with pytest.raises(LLMError, match="key"):
        list(Pool(ask, 4)(prompts(100)))
    assert len(ask.sent) == 4
    assert len(ask.ended) == 4


def test_a_request_that_hangs_is_left_behind() -> None:
    """The wait for requests under way has an end."""
    release = threading.Event()
    ask = Counting(lambda prompt: release.wait(5) if prompt.user == "1" else None)
    replies = Pool(ask, 2, grace=0.05)(prompts(2))
    next(replies)
    start = time.monotonic()
    replies.close()
    assert time.monotonic() - start < 2
    release.set()


def test_a_wait_between_two_attempts_ends_when_the_pool_does() -> None:
    """A thread that only waits to try again holds nobody up, and tries no more."""
    outcomes: list[str] = []

    def ask(prompt: Prompt) -> Reply:
        if prompt.user == "0":
            return Reply("first")
        try:
            pause(60)
        except Stopped:
            outcomes.append("stopped")
            raise
        return Reply("too late")

    replies = Pool(ask, 4)(prompts(4))
    next(replies)
    start = time.monotonic()
    replies.close()
    assert time.monotonic() - start < 5
    assert set(outcomes) == {"stopped"}


def test_it_works_inside_a_running_event_loop() -> None:
    """As in a notebook or in the handler of a web server; the requests may even run loops of their own."""

    async def reply(prompt: Prompt) -> Reply:
        await asyncio.sleep(0.001)
        return Reply(prompt.user)

    async def handler() -> list[str]:
        return texts(lambda prompt: asyncio.run(reply(prompt)), 5, 2)

    assert asyncio.run(handler()) == ["0", "1", "2", "3", "4"]


def test_a_pool_may_be_used_again_and_by_several_threads() -> None:
    """A run that was stopped leaves nothing behind."""
    pool = Pool(Counting(lambda prompt: time.sleep(0.001)), 4)
    stopped = pool(prompts(10))
    next(stopped)
    stopped.close()
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(len(list(pool(prompts(20)))))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [20, 20, 20]


def test_a_pool_without_threads_has_no_meaning() -> None:
    """It would never send anything."""
    with pytest.raises(SettingsError):
        Pool(lambda prompt: Reply(""), workers=0)


INTERRUPTED = textwrap.dedent("""
    import os, sys, time
    from kgsynth.llms.cache import Cached
    from kgsynth.llms.pool import Pool
    from kgsynth.llms.records import Prompt, Reply

    def say(line):
        os.write(1, (line + "\\n").encode())

    def ask(prompt):
        say("sent " + prompt.user)
        time.sleep(0.05 if prompt.user == "0" else 0.7)
        return Reply("reply " + prompt.user)

    pool = Pool(Cached(ask, sys.argv[1], name="m"), 4)
    try:
        for reply in pool([Prompt("", str(place)) for place in range(100)]):
            say("got " + reply.text)
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(130)
""")


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
def test_ctrl_c_keeps_what_is_under_way(tmp_path: Path) -> None:
    """What was sent before the signal is on disk afterwards, nothing is sent after it, and it is raised."""
    from kgsynth.llms.cache import Cached

    path = tmp_path / "replies.sqlite"
    command = [sys.executable, "-c", INTERRUPTED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        lines = [run.stdout.readline().strip() for _ in range(6)]  # four, the first reply, and the fifth
        run.send_signal(signal.SIGINT)
        out, said = run.communicate(timeout=10)
    lines += out.split("\n")
    assert run.returncode == 130, said
    assert "interrupted" in lines
    sent = [line.removeprefix("sent ") for line in lines if line.startswith("sent")]
    assert len(sent) == 5
    cached = Cached(lambda prompt: Reply("", error="empty"), path, name="m")
    assert [user for user in sent if not cached(Prompt("", user)).cached] == []
    cached.close()

"""An ask -> one that keeps to a pace: the limits that are given, and those that an endpoint shows by refusing."""

from collections import deque
from collections.abc import Callable
from math import cbrt, inf, pow
from threading import Lock
from time import monotonic

from kgsynth.errors import SettingsError
from kgsynth.llms.errors import Transient
from kgsynth.llms.pausing import pause
from kgsynth.llms.records import Ask, Prompt, Reply, Usage
from kgsynth.llms.request import input_tokens
from kgsynth.llms.retry import LONGEST_RETRY_AFTER

_MARGIN = 1.05  # what is sent evenly may arrive unevenly: keep this factor below a limit that is given
_GLANCE = 0.25  # seconds at most until a waiting thread looks again whether its turn has come sooner


class RateLimited:
    """Spaces requests evenly, and more widely after the endpoint has refused one for its rate.

    Requests are never sent in a burst: an endpoint that allows 5 a second, and gets 5 at once and then one each fifth
    of a second, refuses some of them.

    Args:
        requests_per_minute: a limit that is known; without one the pace is found by `Pace`.
        tokens_per_minute: of prompts and replies together. First the longest reply counts, then the one that came.
    """

    def __init__(
        self,
        ask: Ask,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        *,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], None] = pause,
    ) -> None:
        self._ask = ask
        self._pace = Pace(_per_second(requests_per_minute, "requests"))
        self._tokens = _Tokens(_per_second(tokens_per_minute, "tokens"))
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._closed_until = -inf
        self._closed: Transient | None = None

    def __call__(self, prompt: Prompt) -> Reply:
        tokens = input_tokens(prompt) + prompt.max_tokens
        sent = self._wait_for_turn(tokens)
        try:
            reply = self._ask(prompt)
        except Transient as error:
            if error.code == "rate_limited":
                self._slow_down(error, sent)
            raise
        with self._lock:
            self._pace.answered(reply.usage.requests)
            self._tokens.settle(tokens, reply.usage)
        return reply

    def _wait_for_turn(self, tokens: int) -> float:
        """The moment of sending. Turns are not given out ahead: the pace may change while one waits.

        Raises:
            Transient: the endpoint has told another thread to come back later than is worth waiting for.
        """
        while True:
            with self._lock:
                now = self._clock()
                if self._closed and now < self._closed_until - LONGEST_RETRY_AFTER:
                    raise Transient(self._closed.code, self._closed.cause, self._closed.retry_after)
                free_at = max(self._pace.free_at, self._tokens.free_at, self._closed_until)
                if free_at <= now:
                    self._pace.sent(now)
                    self._tokens.sent(now, tokens)
                    return now
            self._sleep(min(free_at - now, _GLANCE))

    def _slow_down(self, refusal: Transient, sent: float) -> None:
        with self._lock:
            now = self._clock()
            self._pace.refused(sent, now)
            until = now + (refusal.retry_after or 0.0)
            if until > self._closed_until:
                self._closed_until, self._closed = until, refusal


class Pace:
    """How many requests a second; only states, no clock and no threads.

    Without a limit it starts at 32 a second and is four times as fast each second, until the first refusal. A refusal
    halves what was sent per second and brings a silence. Then the pace comes back as CUBIC has it for TCP: fast at
    first, slow about the pace that was refused, faster again once that has held for long. Requests that were under
    way at a refusal may be refused, too; that says nothing new.
    """

    START, GROWTH = 32.0, 4.0
    SLOWEST = 0.1
    SILENCE, LONGEST_SILENCE = 1.0, 30.0  # most endpoints count per second or per minute
    PLATEAU = 0.95  # of the pace that was refused
    REQUESTS_PER_CYCLE, SHORTEST_CYCLE, LONGEST_CYCLE = 120.0, 30.0, 120.0

    def __init__(self, limit: float | None = None) -> None:
        self.free_at = -inf
        self._limit = limit
        self._started: float | None = None
        self._sent: deque[float] = deque(maxlen=256)
        self._slowed_at: float | None = None
        self._refused_pace = 0.0
        self._silence = self.SILENCE
        self._in_vain = False  # no reply since the last refusal

    def rate(self, now: float) -> float:
        """Requests a second that may be sent."""
        if self._slowed_at is not None:
            return min(self._limit or inf, self._recovered(now - self._slowed_at))
        return self._limit or self._unhindered(now)

    def sent(self, now: float) -> None:
        """A request leaves."""
        if len(self._sent) < 2:  # one request that all others waited for tells nothing
            self._started = now
        self._sent.append(now)
        self.free_at = now + 1 / self.rate(now)

    def answered(self, requests: int = 1) -> None:
        """A reply is there, for which an adapter may have needed more than one request."""
        self._in_vain = False
        if requests > 1:
            self.free_at += (requests - 1) / self.rate(self._sent[-1])

    def refused(self, sent: float, now: float) -> None:
        """The request that left at a moment came back refused."""
        if self._slowed_at is not None and sent <= self._slowed_at:
            return
        self._refused_pace = max(self.SLOWEST, self._pace_until(sent, now))
        self._silence = min(2 * self._silence, self.LONGEST_SILENCE) if self._in_vain else self.SILENCE
        self._in_vain = True
        self._slowed_at = now
        self.free_at = max(self.free_at, now + self._silence)

    def _unhindered(self, now: float) -> float:
        seconds = 0.0 if self._started is None else now - self._started
        return self.START * pow(self.GROWTH, min(seconds, 10.0))

    def _pace_until(self, sent: float, now: float) -> float:
        """What was really sent in the second before: less than allowed where there was less to send."""
        counted = sum(sent - 1.0 < each < sent for each in self._sent)
        return min(self.rate(now), counted) if counted >= 2 else self.rate(now)

    def _recovered(self, seconds: float) -> float:
        cycle = min(max(self.SHORTEST_CYCLE, self.REQUESTS_PER_CYCLE / self._refused_pace), self.LONGEST_CYCLE)
        from_plateau = seconds / cycle - cbrt(self.PLATEAU - 0.5)
        return self._refused_pace * (self.PLATEAU + from_plateau**3)


class _Tokens:
    """Spaces requests by what they cost in tokens."""

    def __init__(self, per_second: float | None) -> None:
        self.free_at = -inf
        self._per_second = per_second or inf

    def sent(self, now: float, tokens: int) -> None:
        self.free_at = now + tokens / self._per_second

    def settle(self, expected: int, usage: Usage) -> None:
        """Put the estimate right, where the endpoint told."""
        used = usage.input_tokens + usage.output_tokens
        if used:
            self.free_at += (used - expected) / self._per_second


def _per_second(per_minute: float | None, what: str) -> float | None:
    if per_minute is None:
        return None
    if per_minute <= 0:
        raise SettingsError(f"{per_minute:g} {what} per minute send nothing: give more than 0")
    return per_minute / 60 / _MARGIN

"""An ask that may fail for a while -> one that tries again, patiently, and never in a crowd."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from threading import Lock
from time import monotonic

from kgsynth.errors import SettingsError
from kgsynth.llms.errors import Transient
from kgsynth.llms.pausing import pause
from kgsynth.llms.records import Ask, Prompt, Reply, Usage

ATTEMPTS = 6
SLOW_ATTEMPTS = 3  # of a request that runs into its timeout, as each takes a minute
FIRST_WAIT = 0.5  # seconds; doubled with each attempt
LONGEST_WAIT = 30.0  # of our own accord
LONGEST_RETRY_AFTER = 120.0  # because the endpoint asks for it; beyond that a person should decide
_WORTH_TELLING = 2.0


class Retried:
    """Tries again after a `Transient` error; gives a reply with its code where no attempt helps.

    The wait is drawn between 0 and a bound that doubles, and comes on top of what the endpoint asks for. An endpoint
    that refuses one thread for its rate, or says when to come back, has spoken to all: none sends before.

    Args:
        tell: shown a line for each wait that a person would notice.
    """

    def __init__(
        self,
        ask: Ask,
        attempts: int = ATTEMPTS,
        tell: Callable[[str], None] | None = None,
        *,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], None] = pause,
        rng: Random | None = None,
    ) -> None:
        if attempts < 1:
            raise SettingsError(f"{attempts} attempts send nothing: give 1 or more")
        self._ask = ask
        self._attempts = attempts
        self._tell = tell or (lambda text: None)
        self._clock = clock
        self._sleep = sleep
        self._rng = rng or Random()
        self._lock = Lock()
        self._not_before = float("-inf")
        self._asked_to_wait: Transient | None = None
        self._told_until = float("-inf")

    def __call__(self, prompt: Prompt) -> Reply:
        lost = Usage()
        for attempt in range(1, self._attempts + 1):
            if hopeless := self._wait_for_all():
                return _failed(hopeless, lost)
            try:
                reply = self._ask(prompt)
                return replace(reply, usage=reply.usage + lost)
            except Transient as error:
                refusal = error
            lost += refusal.usage
            if attempt >= self._most(refusal) or _too_long(refusal):
                self._share(refusal, 0.0)
                break
            self._wait(refusal, attempt)
        return _failed(refusal, lost)

    def _most(self, refusal: Transient) -> int:
        """How many attempts a request has that failed in this way."""
        return min(self._attempts, SLOW_ATTEMPTS) if refusal.code == "timeout" else self._attempts

    def _wait(self, refusal: Transient, attempt: int) -> None:
        """The wait of the one thread that was refused."""
        with self._lock:
            backoff = self._rng.uniform(0, min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)))
        self._share(refusal, backoff)
        seconds = (refusal.retry_after or 0.0) + backoff
        self._announce(seconds, f"{refusal}; attempt {attempt + 1} of {self._most(refusal)} follows")
        self._sleep(seconds)

    def _share(self, refusal: Transient, backoff: float) -> None:
        """Hold all threads back where the endpoint spoke of them all."""
        if refusal.retry_after is None and refusal.code != "rate_limited":
            return
        until = self._clock() + (refusal.retry_after or backoff)
        with self._lock:
            if until > self._not_before:
                self._not_before, self._asked_to_wait = until, refusal

    def _wait_for_all(self) -> Transient | None:
        """Wait until any thread may send; what speaks against it where that is too far off."""
        while True:
            with self._lock:
                seconds = self._not_before - self._clock()
                refusal = self._asked_to_wait
                spread = self._rng.uniform(0, FIRST_WAIT)
            if seconds <= 0 or refusal is None:
                return None
            if seconds > LONGEST_RETRY_AFTER:
                return refusal
            self._announce(seconds, str(refusal))
            self._sleep(seconds + spread)

    def _announce(self, seconds: float, why: str) -> None:
        """One line for a wait, however many threads wait for the same."""
        until = self._clock() + seconds
        with self._lock:
            new = seconds > _WORTH_TELLING and until > self._told_until + _WORTH_TELLING
            if new:
                self._told_until = until
        if new:
            self._tell(f"waiting {seconds:.0f} s: {why}")


def _too_long(refusal: Transient) -> bool:
    return refusal.retry_after is not None and refusal.retry_after > LONGEST_RETRY_AFTER


def _failed(refusal: Transient, lost: Usage) -> Reply:
    asked = f" (asks to wait {refusal.retry_after:.0f} s)" if _too_long(refusal) else ""
    return Reply("", error=f"{refusal.code}: {refusal.cause}{asked}", usage=lost)

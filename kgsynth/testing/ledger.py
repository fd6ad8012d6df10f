"""Requests as they come and go: what was asked and answered, how often, how many at once, and whether one may come."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import floor
from threading import Lock
from time import monotonic

GONE = 499
"""The status of a request whose client left before the reply."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request that is over.

    Attributes:
        status: of the reply; 499 where the client left before it.
        key: of the content, for requests to ``/chat/completions`` and ``/embeddings``.
        at: seconds from the start of the server.
        seconds: how long it took.
        fault: the switch that spoilt the reply; empty where it is good.
        answered: whether the reply was good enough to be kept: it was sent whole and fits its schema.
        repeats: whether the same request had been answered before, so that it was paid for twice.
    """

    path: str
    status: int
    key: str
    model: str
    at: float
    seconds: float
    fault: str = ""
    answered: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request under way."""

    key: str
    at: float
    attempt: int
    repeats: bool
    cached: bool


class Ledger:
    """The account of a server. Every method may be called from any thread."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._lock = Lock()
        self._clock = clock
        self._began = clock()
        self._requests: list[Request] = []
        self._attempts: Counter[str] = Counter()
        self._answered: set[str] = set()
        self._systems: set[str] = set()
        self._under_way = 0
        self._peak = 0
        self._let_in: deque[float] = deque()

    @property
    def requests(self) -> tuple[Request, ...]:
        """All that are over, in the order in which they ended."""
        with self._lock:
            return tuple(self._requests)

    @property
    def peak(self) -> int:
        """How many there were at once, at most."""
        return self._peak

    def wait(self, per_second: float) -> float:
        """Seconds until another request may come; 0 for one that is let in. No second may see more than are allowed."""
        if per_second <= 0:
            return 0.0
        window = max(1.0, 1 / per_second)
        most = max(1, floor(per_second * window + 1e-9))
        with self._lock:
            now = self._clock()
            while self._let_in and self._let_in[0] <= now - window:
                self._let_in.popleft()
            if len(self._let_in) >= most:
                return self._let_in[-most] + window - now
            self._let_in.append(now)
            return 0.0

    def begin(self, key: str, system: str = "") -> Arrival:
        """A request comes; its attempts are counted by its key.

        Args:
            system: what an endpoint's cache of prompts would hold after it.
        """
        with self._lock:
            self._under_way += 1
            self._peak = max(self._peak, self._under_way)
            self._attempts[key] += 1
            cached = system in self._systems
            self._systems.add(system)
            return Arrival(key, self._clock(), self._attempts[key], bool(key) and key in self._answered, cached)

    def end(self, arrival: Arrival, path: str, status: int, model: str, fault: str, *, answered: bool) -> None:
        """A request is over, or as good as: the reply goes out next, and whoever has it finds it in the account."""
        with self._lock:
            self._under_way -= 1
            if answered and arrival.key:
                self._answered.add(arrival.key)
            self._requests.append(
                Request(
                    path=path,
                    status=status,
                    key=arrival.key,
                    model=model,
                    at=arrival.at - self._began,
                    seconds=self._clock() - arrival.at,
                    fault=fault,
                    answered=answered,
                    repeats=arrival.repeats,
                )
            )

    def lost(self, arrival: Arrival) -> None:
        """The reply to a request that is over did not go out: nobody has it."""
        with self._lock:
            at = arrival.at - self._began
            place = next(n for n, each in enumerate(self._requests) if each.key == arrival.key and each.at == at)
            self._requests[place] = replace(self._requests[place], status=GONE, answered=False)
            if not arrival.repeats:
                self._answered.discard(arrival.key)

    def turned_away(self, path: str, status: int, key: str, model: str) -> None:
        """A request is refused before anything was done for it."""
        with self._lock:
            at = self._clock() - self._began
            self._requests.append(Request(path, status, key, model, at, 0.0))

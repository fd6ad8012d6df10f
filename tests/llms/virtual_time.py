"""A clock for tests: it moves only when every thread sleeps, so a minute takes milliseconds and runs repeat exactly."""

from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from itertools import count
from threading import Event, Lock, Thread


class VirtualTime:
    """Runs threads one at a time. Whatever waits must wait by `sleep`."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self._lock = Lock()
        self._order = count()
        self._sleepers: list[tuple[float, int, Event]] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass, and the other threads work."""
        self.slept.append(seconds)
        self._enqueue(seconds).wait()

    def run(self, jobs: Iterable[Callable[[], object]]) -> None:
        """Run each job in a thread, until all are done."""
        threads = [Thread(target=self._work, args=(job, self._later(0.0)), daemon=True) for job in jobs]
        for thread in threads:
            thread.start()
        self._wake_next()
        for thread in threads:
            thread.join()

    def _work(self, job: Callable[[], object], turn: Event) -> None:
        turn.wait()
        try:
            job()
        finally:
            self._wake_next()

    def _enqueue(self, seconds: float) -> Event:
        turn = self._later(seconds)
        self._wake_next()
        return turn

    def _later(self, seconds: float) -> Event:
        turn = Event()
        with self._lock:
            heappush(self._sleepers, (self.now + max(0.0, seconds), next(self._order), turn))
        return turn

    def _wake_next(self) -> None:
        with self._lock:
            if self._sleepers:
                self.now, _, turn = heappop(self._sleepers)
                turn.set()

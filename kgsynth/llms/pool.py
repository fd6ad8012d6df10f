"""Prompts -> replies in the same order, several at once: the only place with threads.

Plain threads, no event loop: it works the same in a script, a notebook and a web server's handler.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from threading import BoundedSemaphore, Condition, Event, Thread
from time import monotonic

from kgsynth.errors import SettingsError
from kgsynth.llms.pausing import Stopped, stop_with
from kgsynth.llms.records import Ask, Prompt, Reply

WORKERS = 16
GRACE = 10.0  # seconds that requests under way get to end once the rest is cancelled
_GLANCE = 0.2  # seconds between two looks at the keyboard: on Windows a wait without an end cannot be interrupted


class Pool:
    """Sends prompts, at most `workers` at once, and gives each reply as soon as those before it are there.

    Nothing is sent before the first reply is asked for. Whatever ends the run early (Ctrl-C, a closed iterator, an
    error that no other try would heal) cancels what has not been sent. What is under way is paid for, so it may end,
    and reach the cache, for at most `grace` seconds.

    Example:
        >>> pool = Pool(lambda prompt: Reply(prompt.user.upper()), workers=2)
        >>> [reply.text for reply in pool([Prompt("", "a"), Prompt("", "b")])]
        ['A', 'B']
    """

    def __init__(self, ask: Ask, workers: int = WORKERS, *, grace: float = GRACE) -> None:
        if workers < 1:
            raise SettingsError(f"{workers} requests at once send none: give 1 or more")
        self._ask = ask
        self._workers = workers
        self._grace = grace
        self._turns = BoundedSemaphore(workers)

    def __call__(self, prompts: Sequence[Prompt]) -> Generator[Reply, None, None]:
        """The replies, in the order of the prompts; close it (or let go of it) to cancel the rest."""
        yield from self.ahead(prompts)

    def ahead(self, prompts: Sequence[Prompt]) -> Generator[Reply, None, None]:
        """As a call, but the prompts are sent at once, in turn with those of other batches of this pool."""
        batch = _Batch(self._ask, prompts, self._turns)
        batch.start(self._workers)
        return self._until_done(batch)

    def _until_done(self, batch: "_Batch") -> Generator[Reply, None, None]:
        try:
            yield from batch.replies()
        finally:
            batch.stop(self._grace)


class _Batch:
    """The prompts of one call, shared by its threads."""

    def __init__(self, ask: Ask, prompts: Sequence[Prompt], turns: BoundedSemaphore) -> None:
        self._ask = ask
        self._turns = turns
        self._size = len(prompts)
        self._unsent = iter(enumerate(prompts))
        self._replies: dict[int, Reply] = {}
        self._failure: BaseException | None = None
        self._changed = Condition()
        self._stopping = Event()
        self._threads: list[Thread] = []

    def start(self, workers: int) -> None:
        # Daemons: a request that hangs must not keep a program alive that was told to end.
        for _ in range(min(workers, self._size)):
            thread = Thread(target=self._work, name="kgsynth-llm", daemon=True)
            self._threads.append(thread)
            thread.start()

    def replies(self) -> Iterator[Reply]:
        """The replies in the order of the prompts."""
        for place in range(self._size):
            yield self.reply(place)

    def reply(self, place: int) -> Reply:
        """The reply to one prompt; an error of any other prompt comes first."""
        with self._changed:
            while self._failure is None and place not in self._replies:
                self._changed.wait(_GLANCE)
            if self._failure is not None:
                raise self._failure
            return self._replies.pop(place)

    def stop(self, grace: float) -> None:
        self._stopping.set()
        deadline = monotonic() + grace
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))

    def _work(self) -> None:
        stop_with(self._stopping)
        try:
            while (job := self._next()) is not None:
                place, prompt = job
                with self._turn():
                    self._hand_in(place, self._ask(prompt))
        except Stopped:
            pass
        except BaseException as error:
            self._fail(error)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One of the pool's places; other batches may hold them all."""
        while not self._turns.acquire(timeout=_GLANCE):
            if self._stopping.is_set():
                raise Stopped
        try:
            yield
        finally:
            self._turns.release()

    def _next(self) -> tuple[int, Prompt] | None:
        with self._changed:
            return None if self._stopping.is_set() else next(self._unsent, None)

    def _hand_in(self, place: int, reply: Reply) -> None:
        with self._changed:
            self._replies[place] = reply
            self._changed.notify()

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self._failure = self._failure or error
            self._stopping.set()
            self._changed.notify()

"""Prompts -> replies in the same order, several at once: the only place with threads.

Plain threads, no event loop: it works the same in a script, a notebook and a web server's handler.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import count
from threading import Condition, Event, Thread
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
        self._turns = _Turns(workers)
        self._batches = count()

    def __call__(self, prompts: Iterable[Prompt]) -> Generator[Reply, None, None]:
        """The replies, in the order of the prompts; close it (or let go of it) to cancel the rest."""
        coming = self.ahead(prompts)
        try:
            yield from coming
        finally:
            coming.close()

    def ahead(self, prompts: Iterable[Prompt]) -> "Coming":
        """As a call, but the prompts are sent at once, before those of earlier batches that wait for their turn.

        The first is on its way while the next is made. All are made in the caller's thread, before this comes back.
        """
        batch = _Batch(self._ask, partial(self._turns.one, next(self._batches)))
        coming = Coming(batch, self._grace)
        try:
            batch.take(prompts, self._workers)
        except BaseException:
            coming.close()
            raise
        return coming


class Coming(Iterator[Reply]):
    """Replies that are on their way; close it (or let go of it) to cancel what has not been sent."""

    def __init__(self, batch: "_Batch", grace: float) -> None:
        self._batch = batch
        self._grace = grace
        self._replies = batch.replies()

    def __next__(self) -> Reply:
        try:
            return next(self._replies)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Cancel the rest."""
        self._batch.stop(self._grace)

    def __del__(self) -> None:
        self.close()


class _Turns:
    """The places of a pool. The newest batch comes first: what is asked for later mends what came before. Within a
    batch they come in order, as replies are read in order: one that waits for long would hold up all that follow."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: set[tuple[int, int]] = set()
        self._changed = Condition()

    @contextmanager
    def one(self, batch: int, prompt: int, stopping: Event) -> Iterator[None]:
        """A place for a prompt of a batch, when there is one."""
        turn = (-batch, prompt)
        with self._changed:
            self._waiting.add(turn)
            try:
                while not self._free or min(self._waiting) != turn:
                    self._changed.wait(_GLANCE)
                    if stopping.is_set():
                        raise Stopped
                self._free -= 1
            finally:
                self._waiting.remove(turn)
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()


_Turn = Callable[[int, Event], AbstractContextManager[None]]


class _Batch:
    """The prompts of one call, shared by its threads."""

    def __init__(self, ask: Ask, turn: _Turn) -> None:
        self._ask = ask
        self._turn = turn
        self._size = 0
        self._are_all_here = False
        self._unsent: deque[tuple[int, Prompt]] = deque()
        self._replies: dict[int, Reply] = {}
        self._failure: BaseException | None = None
        self._changed = Condition()
        self._stopping = Event()
        self._threads: list[Thread] = []

    def take(self, prompts: Iterable[Prompt], workers: int) -> None:
        """Have each prompt sent as soon as it is made; no more are made once one has failed."""
        for place, prompt in enumerate(prompts):
            with self._changed:
                self._unsent.append((place, prompt))
                self._size = place + 1
                self._changed.notify_all()
            if place < workers:
                self._start()
            if self._stopping.is_set():
                break
        with self._changed:
            self._are_all_here = True
            self._changed.notify_all()

    def _start(self) -> None:
        # Daemons: a request that hangs must not keep a program alive that was told to end.
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
        with self._changed:
            self._stopping.set()
            self._changed.notify_all()
        deadline = monotonic() + grace
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))

    def _work(self) -> None:
        stop_with(self._stopping)
        try:
            while (job := self._next()) is not None:
                place, prompt = job
                with self._turn(place, self._stopping):
                    self._hand_in(place, self._ask(prompt))
        except Stopped:
            pass
        except BaseException as error:
            self._fail(error)

    def _next(self) -> tuple[int, Prompt] | None:
        """What to send next; None where there is nothing more."""
        with self._changed:
            while not (self._unsent or self._are_all_here or self._stopping.is_set()):
                self._changed.wait(_GLANCE)
            return self._unsent.popleft() if self._unsent and not self._stopping.is_set() else None

    def _hand_in(self, place: int, reply: Reply) -> None:
        with self._changed:
            self._replies[place] = reply
            self._changed.notify_all()

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self._failure = self._failure or error
            self._stopping.set()
            self._changed.notify_all()

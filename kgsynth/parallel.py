"""Tasks -> results in the same order: in this process, or in several that it starts and ends.

A worker is a fresh interpreter that reads pickles from a pipe. So the caller's script is never run a second time (as
"spawn" does where a script has no main guard, or comes from standard input), and no lock is copied while a thread
holds it (as "fork" does). Ctrl-C and requests to end are the caller's affair alone: a worker does not hear them, and
ends when its caller does. What a worker fails to do, because it was killed or its function raised, is done in this
process: workers can make a run faster, and never make it fail.
"""

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

_LOGGER = logging.getLogger("kgsynth.parallel")

MOST_CORES = 8  # each worker holds models of its own: more of them cost more memory than they save time
AHEAD = 4  # tasks per worker that are under way, or done before their turn: nobody idles while a slow one is awaited
SECONDS_TO_EXIT = 1.0
SECONDS_TO_HEAR = 1.0  # an interrupt that comes just as a wait begins is heard when the wait ends

_SERVE = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kgsynth.parallel import serve; serve()"
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

Task = TypeVar("Task")
Result = TypeVar("Result")


def usable_cores() -> int:
    """How many cores this process may run on, up to eight."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MOST_CORES)


def in_order(
    function: Callable[[Task], Result], tasks: Iterable[Task], *, workers: int
) -> Generator[Result, None, None]:
    """The result of a function for each task, in the order of the tasks. Close it if you do not read it to its end.

    Args:
        function: gives the same result for the same task in any process. Workers import it by its name.
        workers: how many processes; with fewer than two, everything is done in this one.

    >>> list(in_order(abs, [-1, 2, -3], workers=1))
    [1, 2, 3]
    """
    if workers < 2 or not _can_start_python():
        yield from map(function, tasks)
        return
    waiting: deque[tuple[Task, _Answer]] = deque()
    with _crew(workers) as crew:
        for task in tasks:
            if len(waiting) == AHEAD * workers:
                yield _result(function, *waiting.popleft())
            waiting.append((task, crew.answer_to(function, task)))
        while waiting:
            yield _result(function, *waiting.popleft())


def _can_start_python() -> bool:
    """Not where the program has an interpreter built in."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


# Gets what a worker makes of one task, or nothing where none will do it.
# Not a Future: an interrupt could leave its lock held.
_Answer = SimpleQueue[list[Any]]


def _result(function: Callable[[Task], Result], task: Task, answer: _Answer) -> Result:
    made: list[Result] | None = None
    while made is None:
        with suppress(Empty):
            made = answer.get(timeout=SECONDS_TO_HEAR)
    return made[0] if made else function(task)


# ---------------------------------------------------------------------------------------- in this process


@contextmanager
def _crew(size: int) -> "Iterator[_Crew]":
    crew = _Crew()
    try:
        crew.start(size)
        yield crew
    finally:
        crew.end()


class _Crew:
    """Workers, each with a thread of this process that hands it one task after another."""

    def __init__(self) -> None:
        self._todo: SimpleQueue[tuple[bytes, _Answer] | None] = SimpleQueue()
        self._workers: list[_Worker] = []
        self._threads: list[threading.Thread] = []
        self._ending = False

    def start(self, size: int) -> None:
        with _signals_kept_back():
            self._start_workers(size)
            for worker in tuple(self._workers):
                # Daemons: an interpreter that exits does not wait for them.
                thread = threading.Thread(target=self._attend, args=(worker,), daemon=True)
                thread.start()
                self._threads.append(thread)

    def _start_workers(self, size: int) -> None:
        try:
            for _ in range(size):
                self._workers.append(_Worker())
        except OSError as error:
            _LOGGER.warning("Only %d of %d worker processes could be started: %s", len(self._workers), size, error)

    def answer_to(self, function: Callable[[Task], Result], task: Task) -> _Answer:
        """Where a worker will put what it makes of a task."""
        answer: _Answer = SimpleQueue()
        if self._threads:
            self._todo.put((pickle.dumps((function, task)), answer))
        else:
            answer.put([])
        return answer

    def _attend(self, worker: "_Worker") -> None:
        """Hand tasks to a worker until it is lost. The last thread stays, and gives each task back undone."""
        while (job := self._todo.get()) is not None:
            call, answer = job
            try:
                answer.put([worker.make(call)])
            except Exception as error:
                self._lose(worker, error)
                answer.put([])
                if self._workers:
                    return

    def _lose(self, worker: "_Worker", error: Exception) -> None:
        if self._ending or worker not in self._workers:
            return
        self._workers.remove(worker)
        _LOGGER.warning(
            "A worker process was lost (%r, exit status %s; -9 speaks of too little memory): this one does its part.",
            error,
            worker.end(patience=SECONDS_TO_EXIT),
        )

    def end(self) -> None:
        """Kill the workers. Their threads see that they are gone, and end as well."""
        self._ending = True
        for worker in self._workers:
            worker.kill()
        for _ in self._threads:
            self._todo.put(None)
        for thread in self._threads:
            thread.join()
        for worker in self._workers:
            worker.end()


class _Worker:
    """One interpreter, and the pipes to it and from it."""

    def __init__(self) -> None:
        path = [entry for entry in sys.path if isinstance(entry, str)]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE, json.dumps(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_THREAD},
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # Windows: Ctrl-C is not for it
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._calls, self._answers = self._process.stdin, self._process.stdout

    def make(self, call: bytes) -> Any:
        """What the worker makes of a pickled function and task. EOFError, or an OSError, where it is gone."""
        self._calls.write(call)
        self._calls.flush()
        return pickle.load(self._answers)

    def kill(self) -> None:
        self._process.kill()

    def end(self, *, patience: float = 0.0) -> int:
        """Leave nothing of the worker behind, and give its exit status."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self._process.kill()
        with suppress(OSError):  # what it has not read
            self._calls.close()
        self._answers.close()
        return self._process.wait()


@contextmanager
def _signals_kept_back() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl-C or a request to end; this process hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# -------------------------------------------------------------------------------------------- in a worker


def serve() -> None:
    """All that a worker does: read a function and a task from standard input, write the result, and so on."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the function prints is no answer
    status = 0
    try:
        while True:
            function, task = pickle.load(sys.stdin.buffer)
            answers.write(pickle.dumps(function(task)))
            answers.flush()
    except EOFError:  # the caller has ended
        pass
    except Exception:  # the caller calls the function itself, and sees what is wrong
        status = 1
    os._exit(status)

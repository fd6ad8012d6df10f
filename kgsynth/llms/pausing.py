"""Waits that end when the run does: a thread that sleeps here wakes, and gives up, when its pool is stopped."""

import time
from contextvars import ContextVar
from threading import Event


class Stopped(Exception):
    """The pool that this thread works for has been stopped; nothing more is to be sent."""


_stopping: ContextVar[Event | None] = ContextVar("kgsynth_stopping", default=None)


def stop_with(stopping: Event) -> None:
    """Let every later `pause` of this thread end, with `Stopped`, once the event is set."""
    _stopping.set(stopping)


def pause(seconds: float) -> None:
    """Wait; 0 only looks whether to go on.

    Raises:
        Stopped: the pool that this thread works for has been stopped.
    """
    stopping = _stopping.get()
    if stopping is None:
        time.sleep(seconds)
    elif stopping.wait(seconds):
        raise Stopped

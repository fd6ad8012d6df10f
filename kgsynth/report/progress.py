"""Stages -> a sign of life on a terminal: bars where there is one, a plain line now and then where there is none."""

from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

SECONDS_BETWEEN_LINES = 5.0


class Bars:
    """One bar per stage, on a terminal."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            SpinnerColumn(finished_text=" "),
            TextColumn("{task.description:<24}"),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[status]}"),
            console=console,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total or None, status="")
        self._progress.update(self._tasks[stage], completed=done, total=total or None)

    def status(self, text: str) -> None:
        """Say something beside the last bar."""
        if self._tasks:
            self._progress.update(list(self._tasks.values())[-1], status=text)


class Lines:
    """A line when a stage begins or ends, and one every few seconds between."""

    def __init__(self, console: Console, *, every: float = SECONDS_BETWEEN_LINES) -> None:
        self._console = console
        self._every = every
        self._said: dict[str, float] = {}
        self._status = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        pass

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = monotonic()
        finished = total > 0 and done >= total
        if finished or now - self._said.get(stage, float("-inf")) >= self._every:
            self._said[stage] = now
            said = f"{stage}: {done}/{total}" if total else stage
            status, self._status = f" ({self._status})" if self._status else "", ""
            self._console.print(said + status, highlight=False, markup=False)

    def status(self, text: str) -> None:
        """Say something with the next line."""
        self._status = text


class Silence:
    """Says nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        pass

    def __call__(self, stage: str, done: int, total: int) -> None:
        pass

    def status(self, text: str) -> None:
        pass


def progress_on(console: Console, *, quiet: bool = False) -> Bars | Lines | Silence:
    """What fits the console: bars on a terminal, lines elsewhere, nothing where quiet is asked for."""
    if quiet:
        return Silence()
    return Bars(console) if console.is_terminal else Lines(console)

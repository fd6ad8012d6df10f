"""Tasks -> results in order: the same from one process and from several, and nothing left behind."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import IO

import pytest
from records import chunk

from kgsynth.chunking import chunk as chunks_of
from kgsynth.entities import extract, extraction
from kgsynth.errors import SettingsError
from kgsynth.parallel import AHEAD, in_order, usable_cores
from kgsynth.readers import read_folder
from kgsynth.settings import Settings
from kgsynth.types import Chunk, Mention

HANDBOOK = Path(__file__).parent.parent / "fixtures" / "handbook"
PATIENCE = 60  # seconds until a test gives up
HERE = os.getpid()

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")


# ------------------------------------------------------------------------------- what workers are given to do


def doubled_late(task: int) -> int:
    """Twice the task; the first ones take longest."""
    time.sleep(0.2 if task < 2 else 0.0)
    return 2 * task


def process_of(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def killed(fatal: tuple[int, ...], here: int, task: int) -> int:
    """The task; with a fatal one, a worker dies as it does where memory is short."""
    if task in fatal and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def refused(task: int) -> int:
    if task == 3:
        raise SettingsError("three is refused")
    return task


def talkative(task: int) -> int:
    """The task, said aloud by Python and below it."""
    print("working on", task)
    os.write(1, b"still working\n")
    return task


def unpicklable(task: int) -> object:
    return lambda: task


# ---------------------------------------------------------------------------------------------- order and number


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    """However long each takes, and with more tasks than are under way at once."""
    tasks = range(3 * AHEAD * workers)
    assert list(in_order(doubled_late, tasks, workers=workers)) == [2 * task for task in tasks]


def test_one_worker_is_this_process() -> None:
    """Nothing is started for it."""
    assert set(in_order(process_of, range(3), workers=1)) == {HERE}


def test_several_workers_are_other_processes() -> None:
    """As many as were asked for."""
    processes = set(in_order(process_of, range(8), workers=2))
    assert len(processes) == 2 and HERE not in processes


def test_no_tasks_give_no_results() -> None:
    """And no error."""
    assert list(in_order(doubled_late, [], workers=2)) == []


def test_few_tasks_are_drawn_ahead() -> None:
    """Of endless tasks, no more than fit the queue are taken before the first result is asked for."""
    drawn: list[int] = []

    def endless() -> Iterator[int]:
        while True:
            drawn.append(len(drawn))
            yield drawn[-1]

    with closing(in_order(doubled_late, endless(), workers=2)) as results:
        next(results)
    assert len(drawn) <= 2 * AHEAD + 1


def test_there_is_a_core_to_use_and_eight_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that the process may run on; all where the system cannot say."""
    assert 1 <= usable_cores() <= 8
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert usable_cores() == 8
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usable_cores() == 1


# ------------------------------------------------------------------------------------------------- what goes wrong


@needs_signals
@pytest.mark.parametrize("fatal", [(0,), (5,), (2, 3, 7, 8)])
def test_a_worker_that_is_killed_costs_nothing_but_time(
    caplog: pytest.LogCaptureFixture, fatal: tuple[int, ...]
) -> None:
    """What it had is done here, what follows by the workers that are left, or here too; and that is said once each."""
    with caplog.at_level(logging.WARNING, logger="kgsynth.parallel"):
        assert list(in_order(partial(killed, fatal, HERE), range(20), workers=2)) == list(range(20))
    assert len(caplog.records) == min(len(fatal), 2)
    assert "exit status -9" in caplog.text


def test_an_exception_is_the_one_that_the_function_raised(caplog: pytest.LogCaptureFixture) -> None:
    """It comes after the results of the tasks before, and has its own type."""
    results = in_order(refused, range(6), workers=2)
    with caplog.at_level(logging.ERROR):
        assert [next(results), next(results), next(results)] == [0, 1, 2]
        with pytest.raises(SettingsError, match="three is refused"):
            next(results)


def test_what_workers_print_does_not_disturb(capfd: pytest.CaptureFixture[str]) -> None:
    """It goes to standard error, as the results have the way that it would take."""
    assert list(in_order(talkative, range(4), workers=2)) == [0, 1, 2, 3]
    said = capfd.readouterr()
    assert not said.out and "still working" in said.err


def test_what_cannot_be_sent_back_is_made_here() -> None:
    """A result that no pickle can hold is made where it is wanted."""
    (result,) = in_order(unpicklable, [7], workers=2)
    assert callable(result) and result() == 7


def test_what_cannot_be_sent_is_an_error_at_once() -> None:
    """A task that no pickle can hold is the caller's mistake."""
    with pytest.raises((TypeError, AttributeError)):
        list(in_order(repr, [threading.Lock()], workers=2))


@pytest.mark.parametrize("interpreter", ["", "/no/such/python"])
def test_without_an_interpreter_all_is_done_here(monkeypatch: pytest.MonkeyPatch, interpreter: str) -> None:
    """A program with Python built in has none to start."""
    monkeypatch.setattr(sys, "executable", interpreter)
    assert set(in_order(process_of, range(3), workers=2)) == {HERE}


def test_an_iterator_that_is_closed_ends_its_workers() -> None:
    """As do those that are read to the end."""
    before = threading.active_count()
    with closing(in_order(process_of, range(1000), workers=2)) as results:
        worker = next(results)
    assert threading.active_count() == before
    with pytest.raises(OSError):
        os.kill(worker, 0)


# ----------------------------------------------------------------------------------------------------- mentions


@cache
def handbook() -> tuple[Chunk, ...]:
    documents, _ = read_folder(HANDBOOK)
    return tuple(piece for document in documents for piece in chunks_of(document))


def read(chunks: tuple[Chunk, ...], workers: int) -> tuple[list[Mention], list[tuple[str, int, int]]]:
    told: list[tuple[str, int, int]] = []
    found = extract(chunks, workers=workers, least_per_worker=1, progress=lambda *step: told.append(step))
    return list(found), told


def in_several_languages() -> tuple[Chunk, ...]:
    """Languages with a pipeline and without, in turn; and a document over several stretches."""
    english = [
        chunk(f"Ada Lovelace met Grace Hopper in room {n}. Updates updates.", "en", start=99 * n) for n in range(9)
    ]
    korean = [chunk("서버에서 실행된다. 서버가 데이터베이스를 저장한다.", f"ko{n}", language="ko") for n in range(9)]
    return tuple(piece for three in range(0, 9, 3) for group in (english, korean) for piece in group[three : three + 3])


@pytest.mark.parametrize("given", [handbook, in_several_languages])
def test_the_mentions_do_not_depend_on_the_number_of_workers(
    monkeypatch: pytest.MonkeyPatch, given: Callable[[], tuple[Chunk, ...]]
) -> None:
    """The same, in the same order, and the same progress is told, by this process."""
    chunks = given()
    monkeypatch.setattr(extraction, "STRETCH", sum(len(piece.text) for piece in chunks) // 9)
    alone, told = read(chunks, workers=1)
    assert alone and told == [("entities", done, len(chunks)) for done in range(1, len(chunks) + 1)]
    assert read(chunks, workers=2) == (alone, told)


def test_stretches_hold_every_chunk_once_and_one_language_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, each as long as wanted, give or take a chunk."""
    monkeypatch.setattr(extraction, "STRETCH", 100)
    chunks = in_several_languages()
    stretches = list(extraction._stretches(chunks))
    assert [piece for stretch in stretches for piece in stretch] == list(chunks)
    assert all(len({piece.language for piece in stretch}) == 1 for stretch in stretches)
    assert max(map(len, stretches)) < 6 < len(stretches)


def test_little_text_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever number is asked for."""
    monkeypatch.setattr(subprocess, "Popen", None)
    assert list(extract(handbook()[:5], workers=4))


@pytest.mark.parametrize("workers", [0, -1])
def test_a_number_of_workers_is_one_at_least(workers: int) -> None:
    """None says nothing of a number, and that is what the manifest has."""
    with pytest.raises(ValueError, match="workers"):
        Settings(workers=workers)
    assert Settings().model_dump()["workers"] is None


# ------------------------------------------------------------------------------------- whoever calls, and however

SCRIPT = """
from kgsynth.entities import extract
from kgsynth.types import Chunk, Span

print("the script runs")
TEXT = "Ada Lovelace wrote to the Royal Society."

def count():
    chunks = [Chunk(str(n), Span(str(n), 0, len(TEXT)), TEXT) for n in range(9)]
    print(len({mention.chunk_id for mention in extract(chunks, workers=2, least_per_worker=1)}), "chunks")

"""
IN_THE_OPEN = SCRIPT + "count()\n"
IN_A_THREAD = (
    SCRIPT + "import threading\nthreading.Thread(target=count).start()\n"
)  # the script's last line is run before


@pytest.mark.parametrize(
    ("script", "given_as"), [(IN_THE_OPEN, "file"), (IN_THE_OPEN, "stdin"), (IN_A_THREAD, "argument")]
)
def test_a_script_needs_no_main_guard(tmp_path: Path, script: str, given_as: str) -> None:
    """It runs once, from a file, from standard input or in a thread, and a file in the working folder that has the name
    of a standard module is not in the way."""
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    working_folder = tmp_path / "work"
    working_folder.mkdir()
    (working_folder / "json.py").write_text("raise ImportError", encoding="utf-8")
    arguments = {"file": [str(tmp_path / "script.py")], "stdin": ["-P"], "argument": ["-P", "-c", script]}[given_as]
    done = subprocess.run(
        [sys.executable, *arguments],
        input=script if given_as == "stdin" else "",
        cwd=working_folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert done.stdout.splitlines() == ["the script runs", "9 chunks"]
    assert not done.stderr


# ------------------------------------------------------------------------------------------ interrupted, and killed

SLEEPERS = """
import time
from kgsynth.parallel import in_order
print("begin", flush=True)
for _ in in_order(time.sleep, [0.2, 0.2, *[{}] * 999], workers=3):
    print("a result", flush=True)
"""


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[str]]:
    """A process in a group of its own, as a terminal would start it."""
    run = subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    with run:
        try:
            yield run
        finally:
            run.kill()


def wait_for(sign: str, stream: IO[str] | None) -> None:
    """Read lines until one starts with the sign."""
    assert stream is not None
    assert any(line.startswith(sign) for line in stream), f"{sign!r} was never said"


def ended(run: subprocess.Popen[str], *, within: float) -> str:
    """What was said on standard error. It ends only when all have let go of it: the process and its workers."""
    return run.communicate(timeout=within)[1]


@needs_signals
@pytest.mark.parametrize("to_all", [True, False], ids=["group", "process"])
@pytest.mark.parametrize(("sign", "delay"), [("a result", 0.0), ("begin", 0.0), ("begin", 0.05), ("begin", 0.1)])
def test_an_interrupt_ends_the_workers_at_once(sign: str, delay: float, to_all: bool) -> None:
    """At work or just started; whether it goes to all, as Ctrl-C in a terminal does, or to their caller. Only the
    caller speaks of it."""
    with started("-c", SLEEPERS.format(PATIENCE)) as run:
        wait_for(sign, run.stdout)
        time.sleep(delay)
        (os.killpg if to_all else os.kill)(run.pid, signal.SIGINT)
        said = ended(run, within=5)
    assert run.returncode in {-signal.SIGINT, 128 + signal.SIGINT}  # Python ends either way
    assert said.count("Traceback") == said.count("KeyboardInterrupt") == 1


@needs_signals
def test_workers_end_when_their_caller_is_killed() -> None:
    """Each after the task that it has, without a word."""
    with started("-c", SLEEPERS.format(0.5)) as run:
        wait_for("a result", run.stdout)
        run.kill()
        assert not ended(run, within=5)


@needs_signals
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_command_line_can_be_interrupted(tmp_path: Path, sent: signal.Signals) -> None:
    """One line and status 130, with nobody left, and nothing saved."""
    sections = (f"## Room {n}\n\n{'Ada Lovelace met Grace Hopper in London. ' * 20}\n\n" for n in range(550))
    text = "".join(sections)
    assert len(text) > 2 * extraction.LEAST_PER_WORKER
    (tmp_path / "rooms.md").write_text(text, encoding="utf-8")
    output = tmp_path / "graph.json"
    with started("-m", "kgsynth", "graph", str(tmp_path), "--workers", "2", "-o", str(output)) as run:
        wait_for("entities:", run.stderr)
        os.killpg(run.pid, sent)
        said = ended(run, within=5)
    assert run.returncode == 130
    assert said.endswith("Interrupted: nothing was accepted yet, so nothing is saved.\n")
    assert "Traceback" not in said and "worker" not in said
    assert not output.exists()

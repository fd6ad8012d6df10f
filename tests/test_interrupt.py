"""Ctrl-C, and a polite request to end: what was accepted is saved, and the exit status says so."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from kgsynth import Testset

DOCUMENTS = Path(__file__).parent.parent / "fixtures" / "handbook" / "products"
PATIENCE = 120  # seconds until the test gives up

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")


@contextmanager
def started(output: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that asks for more than the documents can give."""
    command = [sys.executable, "-m", "kgsynth", "generate", str(DOCUMENTS), "-n", "500", "-o", str(output)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    guard = threading.Timer(PATIENCE, run.kill)
    guard.start()
    try:
        with run:
            yield run
    finally:
        run.kill()
        guard.cancel()


def wait_for(text: str, stream: IO[str] | None) -> None:
    """Read lines until one starts with a text."""
    assert stream is not None
    assert any(line.startswith(text) for line in stream), f"{text!r} was never said"


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_saves_what_it_has(tmp_path: Path, sent: signal.Signals) -> None:
    """Status 130, valid samples, and a manifest that says what is missing and why."""
    output = tmp_path / "eval.jsonl"
    with started(output) as run:
        wait_for("questions:", run.stderr)
        run.send_signal(sent)
        said = run.communicate()[1]
    assert run.returncode == 130, said
    testset = Testset.load(output)
    assert testset.samples and testset.interrupted
    assert "Interrupted: what was accepted until then is saved." in said
    assert testset.manifest.counts["accepted"] == len(testset)


def test_nothing_is_saved_before_the_first_question(tmp_path: Path) -> None:
    """And that is said in one line."""
    with started(tmp_path / "eval.jsonl") as run:
        wait_for("read:", run.stderr)
        run.send_signal(signal.SIGINT)
        said = run.communicate()[1]
    assert run.returncode == 130, said
    assert said.endswith("Interrupted: nothing was accepted yet, so nothing is saved.\n")
    assert not list(tmp_path.iterdir())

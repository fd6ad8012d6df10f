"""Sets written by a model, on the command line: processes of their own, a server on this machine, and signals."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kgsynth import Testset, build, generate
from kgsynth.graph import load, save
from kgsynth.testing import FakeOpenAI

DOCUMENTS = Path(__file__).parent.parent / "fixtures" / "handbook" / "products"
SIZE = 40
PATIENCE = 60  # seconds until a test gives up


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds the replies of another, or the key of whoever runs it."""
    monkeypatch.setenv("KGSYNTH_CACHE", str(tmp_path / "replies.sqlite"))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handful of documents, as `kgsynth graph` saves them."""
    path = tmp_path_factory.mktemp("graph") / "graph.json"
    save(build(DOCUMENTS, workers=1), path)
    return path


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    """A server that behaves, until it is told otherwise."""
    with FakeOpenAI() as running:
        yield running


def command(graph_file: Path, *options: str, url: str = "", size: int = SIZE) -> list[str]:
    """A call of the command line over the saved graph."""
    address = ("--base-url", url) if url else ()
    source = (str(DOCUMENTS), "--graph", str(graph_file), "-n", str(size))
    return [sys.executable, "-m", "kgsynth", "generate", *source, "--llm", "openai:fake", *address, *options]


def run(call: Sequence[str], **variables: str) -> subprocess.CompletedProcess[str]:
    plain = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1", **variables}
    return subprocess.run(
        call, env=plain, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
    )


def wait_until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)


def test_the_command_makes_a_set_and_shows_what_it_costs(graph_file: Path, server: FakeOpenAI, tmp_path: Path) -> None:
    """Personas and examples from files, a live line of what is spent, a warning where a model judges itself."""
    output = tmp_path / "eval.jsonl"
    (tmp_path / "personas.yaml").write_text("- Nurse\n- name: Pilot\n", encoding="utf-8")
    (tmp_path / "examples.txt").write_text(
        "how long does the battery of pika last\n\nwhy no alarm??\n", encoding="utf-8"
    )
    files = ("--personas", str(tmp_path / "personas.yaml"), "--examples", str(tmp_path / "examples.txt"))
    call = command(graph_file, "-o", str(output), "--verify", "llm", *files, url=server.base_url, size=4)
    done = run(call)
    assert done.returncode == 0, done.stderr
    testset = Testset.load(output)
    assert len(testset) == 4 and {each.persona_name for each in testset} == {"Nurse", "Pilot"}
    assert "openai:fake judges what it wrote itself" in done.stderr
    assert re.search(r"questions: 4/4 \(\d+ calls, [\d,]+ tokens(?:, \d+ from disk)?, \d+ refused\)", done.stderr), (
        done.stderr
    )
    assert testset.manifest.settings["examples"] == ["how long does the battery of pika last", "why no alarm??"]
    other = run([*call, "--judge-llm", "openai:judge"])
    assert other.returncode == 0 and "judges what it wrote" not in other.stderr


def test_a_dry_run_asks_nothing_and_needs_no_key(graph_file: Path, tmp_path: Path) -> None:
    """The plan by stage with its cost, and no file."""
    call = command(graph_file, "-o", str(tmp_path / "eval.jsonl"), "--dry-run", "--llm", "openai:gpt-4o-mini")
    done = run(call)
    assert done.returncode == 0, done.stderr
    assert all(word in done.stdout for word in ("personas", "questions", "repairs", "total", "gpt-4o-mini", "0.00"))
    assert "not known" not in done.stdout
    assert not list(tmp_path.glob("*.jsonl"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--llm", "openai:gpt-4o-mini"], "OPENAI_API_KEY"),
        (["--base-url", "localhost:11434"], "http://"),
        (["--max-cost", "1", "--base-url", "http://localhost:1/v1"], "--prices"),
    ],
)
def test_a_bad_call_is_told_before_anything_is_read(tmp_path: Path, options: list[str], message: str) -> None:
    """One line, status 2; the folder need not even be there."""
    call = [sys.executable, "-m", "kgsynth", "generate", "nowhere", "--llm", "openai:fake", *options]
    done = run(call)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1 and message in done.stderr


def test_a_model_that_cannot_do_it_is_one_line_and_status_2(
    graph_file: Path, server: FakeOpenAI, tmp_path: Path
) -> None:
    """And no file."""
    server.change(malformed=1.0, malformed_as=("cut",))
    done = run(command(graph_file, "-o", str(tmp_path / "eval.jsonl"), "-q", url=server.base_url, size=2))
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("error: no reply of 'fake' could be used") and "Traceback" not in done.stderr
    assert not list(tmp_path.glob("*.jsonl"))


# ------------------------------------------------------------------------------------------------------ signals


def stopped(call: Sequence[str], server: FakeOpenAI, sent: signal.Signals, *, after: int) -> tuple[int, str]:
    """Start a run and stop it once the server has been asked so often: the status, and what was said."""
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8") as started:
        wait_until(lambda: len(server.requests) >= after)
        started.send_signal(sent)
        said = started.communicate(timeout=PATIENCE)[1]
    return started.returncode, said


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
def test_a_stopped_run_goes_on_where_it_was(graph_file: Path, server: FakeOpenAI, tmp_path: Path) -> None:
    """By Ctrl-C, by a request to end, by kill -9: nothing is paid for twice, and the end is that of a quiet run."""
    server.change(latency=0.2)
    output = tmp_path / "eval.jsonl"
    call = command(graph_file, "-o", str(output), "--concurrency", "4", url=server.base_url, size=SIZE)
    sizes = []
    for sent, after in ((signal.SIGINT, 12), (signal.SIGTERM, 24)):
        status, said = stopped(call, server, sent, after=after)
        assert status == 130, said
        assert "what was accepted until then is saved" in said and "The same command goes on from here" in said
        partial = Testset.load(output)
        assert partial.interrupted
        sizes.append(len(partial))
    assert 0 < sizes[0] < sizes[1] < SIZE and server.repeats == 0
    kept = output.read_bytes()
    status, _ = stopped(call, server, signal.SIGKILL, after=34)
    assert status == -signal.SIGKILL and output.read_bytes() == kept
    server.change(latency=0.0)
    done = run(call)
    assert done.returncode == 0, done.stderr
    assert server.repeats <= 4  # of those on their way when the process was killed
    quiet = generate(DOCUMENTS, graph=load(graph_file), size=SIZE, llm="openai:fake", base_url=server.base_url)
    quiet.save(tmp_path / "quiet.jsonl")
    assert output.read_bytes() == (tmp_path / "quiet.jsonl").read_bytes()
    assert quiet.manifest.spent["total"]["requests"] == 0

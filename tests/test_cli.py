"""The command line, as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import kgsynth
from kgsynth.commands.console import translated
from kgsynth.errors import InputError


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kgsynth", *arguments]
    plain = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=cwd, env=plain, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


def cpu_seconds(code: str) -> float:
    """Processor time that a piece of code needs beyond an empty interpreter."""
    timed = f"import time; t = time.process_time()\n{code}\nprint(time.process_time() - t)"
    runs = [subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True) for _ in range(3)]
    return min(float(run.stdout.splitlines()[-1]) for run in runs)


COMMANDS = "generate graph version score export report diff check refresh".split()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_command(command: str) -> None:
    """Each is listed, and has a help of its own."""
    assert command in run("--help").stdout
    own = run(command, "--help")
    assert own.returncode == 0 and "Usage" in own.stdout


def test_version_is_printed() -> None:
    """As a command and as an option."""
    assert run("version").stdout == run("--version").stdout == f"kgsynth {kgsynth.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["generate", ".", "-n", "0"], "'size'"),
        (["generate", ".", "--style", "rude=1"], "query_styles.rude"),
        (["generate", ".", "--style", "misspelled=much"], "NAME=WEIGHT"),
        (["generate", ".", "-o", "eval.xml"], ".jsonl, .json, .csv"),
        (["generate", ".", "--config", "none.toml"], "none.toml"),
        (["generate", ".", "--personas", "none.yaml"], "none.yaml"),
    ],
)
def test_a_bad_call_is_one_line_and_status_2(tmp_path: Path, arguments: list[str], message: str) -> None:
    """What, where and what to do next; never a traceback."""
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
    assert message in done.stderr
    assert not list(tmp_path.iterdir())


def test_help_is_quick() -> None:
    """Under 0.3 s of processor time: nothing heavy is imported."""
    code = "import sys; sys.argv = ['kgsynth', '--help']\nfrom kgsynth.cli import app\napp(standalone_mode=False)"
    assert cpu_seconds(code) < 0.3


def test_the_import_is_quick() -> None:
    """Under 0.5 s of processor time, with the names that need no pipeline."""
    assert cpu_seconds("import kgsynth; kgsynth.Settings; kgsynth.Testset") < 0.5


def test_every_public_name_is_there() -> None:
    """What ``__all__`` lists can be had, and another name is an AttributeError."""
    for name in kgsynth.__all__:
        assert getattr(kgsynth, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        kgsynth.nonsense  # noqa: B018


# ------------------------------------------------------------------------------------------- with documents

KESTREL = """# Kestrel server

Kestrel is a message server for small offices. The Kestrel server listens on port 8080.

## Options

| option | default | meaning |
|---|---|---|
| `--workers` | 4 | how many worker processes Kestrel starts |
| `--timeout` | 30 seconds | how long Kestrel waits for a client |
| `--queue-size` | 1,024 | how many messages the queue holds |
"""
MERLIN = """# Merlin gateway

Merlin is a gateway that forwards mail to the Kestrel server. It was released on 14 May 2021 by Ann Lee.

## Options

| option | default | meaning |
|---|---|---|
| `--retries` | 8 | how often Merlin tries again |
| `--interval` | 90 seconds | how long Merlin waits between two tries |
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small documents, a file that cannot be read, and the test set that was made of them."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "docs").mkdir()
    (folder / "docs" / "kestrel.md").write_text(KESTREL, encoding="utf-8")
    (folder / "docs" / "merlin.md").write_text(MERLIN, encoding="utf-8")
    (folder / "docs" / "noise.md").write_bytes(bytes(range(256)) * 20)
    done = run("generate", "docs", "-n", "4", "-o", "out/eval.jsonl", "--multi-hop", "0.25", cwd=folder)
    (folder / "stdout.txt").write_text(done.stdout, encoding="utf-8")
    (folder / "stderr.txt").write_text(done.stderr, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return folder


def test_a_test_set_is_made_of_a_folder(folder: Path) -> None:
    """Samples whose evidence is, letter for letter, in the files."""
    testset = kgsynth.Testset.load(folder / "out" / "eval.jsonl")
    assert 1 <= len(testset) <= 4
    for evidence in (each for sample in testset for each in sample.evidence):
        text = (folder / "docs" / evidence.source).read_text(encoding="utf-8")
        assert text[evidence.start : evidence.end] == evidence.text


def test_the_report_names_the_file_and_what_was_skipped(folder: Path) -> None:
    """The report on standard output, progress and warnings on standard error."""
    assert "Saved to out/eval.jsonl" in (folder / "stdout.txt").read_text(encoding="utf-8")
    said = (folder / "stderr.txt").read_text(encoding="utf-8")
    assert "noise.md" in said and "read: 3/3" in said


def test_the_manifest_holds_no_home_path(folder: Path) -> None:
    """Sources are relative to the folder."""
    manifest = (folder / "out" / "eval.manifest.json").read_text(encoding="utf-8")
    assert str(folder) not in manifest and str(Path.home()) + "/" not in manifest
    assert set(json.loads(manifest)["documents"]) == {"kestrel.md", "merlin.md"}


def test_the_same_call_gives_the_same_bytes_and_strict_counts_them(folder: Path) -> None:
    """Quiet says nothing; a shortfall is status 3 where that was asked for."""
    again = run("generate", "docs", "-n", "4", "-o", "again.jsonl", "--multi-hop", "0.25", "-q", "--strict", cwd=folder)
    assert (again.stdout, again.stderr) == ("", "")
    made = kgsynth.Testset.load(folder / "again.jsonl")
    assert again.returncode == (3 if made.manifest.shortfalls else 0)
    assert (folder / "again.jsonl").read_bytes() == (folder / "out" / "eval.jsonl").read_bytes()


def test_a_saved_graph_gives_the_same_samples(folder: Path) -> None:
    """Nothing needs to be read again."""
    built = run("graph", "docs", "-o", "graph.json", "--stats", cwd=folder)
    assert built.returncode == 0 and "In the graph" in built.stdout and "Saved to graph.json" in built.stdout
    options = ("--graph", "graph.json", "-o", "from_graph.jsonl", "--multi-hop", "0.25", "-q")
    assert run("generate", "docs", "-n", "4", *options, cwd=folder).returncode == 0
    assert (folder / "from_graph.jsonl").read_bytes() == (folder / "out" / "eval.jsonl").read_bytes()


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    """With its name."""
    done = run("generate", "nowhere", "-q", cwd=tmp_path)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "nowhere" in done.stderr


@pytest.mark.parametrize(
    ("error", "status"),
    [(KeyboardInterrupt(), 130), (InputError("nothing to read"), 2), (PermissionError(13, "no", "x"), 2)],
)
def test_exceptions_become_a_status(error: BaseException, status: int) -> None:
    """Ctrl-C is 130, as everywhere; a bad call is 2."""
    with pytest.raises(typer.Exit) as stopped, translated():
        raise error
    assert stopped.value.exit_code == status

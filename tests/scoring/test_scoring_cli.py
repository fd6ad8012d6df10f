"""``kgsynth score``, as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scoring_samples import DOCUMENTS, DOUBLE, SINGLE

from kgsynth import Testset
from kgsynth.scoring import Results

SEARCH = f"""
DOCUMENTS = {DOCUMENTS!r}
print("one moment")

def everything(question):
    print("asked", question)
    return [{{"source": source, "start": 0, "end": len(text)}} for source, text in DOCUMENTS.items()]

def servers(question):
    return [text for source, text in DOCUMENTS.items() if "server" in source]

def moody(question):
    if question.startswith("Which"):
        raise RuntimeError("no index")
    return servers(question)

class Engine:
    def search(self, question):
        return servers(question)

engine = Engine()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a test set of two samples and some retrievers."""
    Testset((SINGLE, DOUBLE)).save(tmp_path / "eval.jsonl")
    (tmp_path / "search.py").write_text(SEARCH, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kgsynth", "score", "eval.jsonl", *arguments]
    plain = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=folder, env=plain, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


def test_a_retriever_of_the_working_directory_is_scored(folder: Path) -> None:
    """Tables to standard output, scores to a file."""
    done = run(folder, "--retriever", "search:servers", "-o", "scores.json", "--by", "hops", "--by", "document")
    assert done.returncode == 0, done.stderr
    for word in ("evidence recall", "all hops", "of the first", "By hops", "By document", "guide/viewer.md", DOUBLE.id):
        assert word in done.stdout
    scores = {each.sample_id: each.metrics["all_hops_recall"] for each in Results.load(folder / "scores.json")}
    assert scores == {SINGLE.id: 1, DOUBLE.id: 0}


def test_two_runs_are_compared(folder: Path) -> None:
    """The differences, and as JSON all of them; what the retriever prints is kept out of it."""
    run(folder, "--retriever", "search:engine.search", "-o", "before.json", "--quiet")
    done = run(folder, "--retriever", "search:everything", "--baseline", "before.json")
    assert done.returncode == 0 and "Against search:engine.search" in done.stdout
    told = json.loads(
        run(folder, "--retriever", "search:everything", "--baseline", "before.json", "--format", "json").stdout
    )
    assert told["metrics"]["evidence_recall"]["mean"] == 1
    assert told["comparison"]["metrics"]["all_hops_recall"]["won"] == [DOUBLE.id]
    assert set(told["slices"]) == {"query_type"}


def test_a_failing_call_stops_nothing_and_shows_in_the_status(folder: Path) -> None:
    """The question's id and the cause are told; the other is scored."""
    done = run(folder, "--retriever", "search:moody", "-o", "scores.json")
    assert done.returncode == 3
    assert "failed and have no scores: 1 of 2" in done.stderr and f"{SINGLE.id}: RuntimeError: no index" in done.stderr
    assert len(Results.load(folder / "scores.json")) == 1


def test_results_of_a_system_are_scored(folder: Path) -> None:
    """Answers, too; lines that fit no sample and samples without a line are told."""
    rows = [
        {"sample_id": SINGLE.id, "retrieved": [DOCUMENTS["guide/server.md"]], "answer": "port 8080"},
        {"sample_id": "nobody", "retrieved": [], "answer": ""},
    ]
    (folder / "run.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = run(folder, "--results", "run.jsonl")
    assert done.returncode == 0
    assert "exact match" in done.stdout and "number agreement" in done.stdout
    assert "line 2: no sample with sample_id 'nobody'" in done.stderr
    assert "counted as nothing retrieved: 1" in done.stderr and DOUBLE.id in done.stderr


def test_only_the_first_passages_count(folder: Path) -> None:
    """With -k, and the ranks end there."""
    done = run(folder, "--retriever", "search:everything", "-k", "1", "--format", "json")
    metrics = json.loads(done.stdout)["metrics"]
    assert metrics["evidence_recall"]["mean"] < 1
    assert [name for name in metrics if "@" in name] == ["recall@1", "hit@1", "ndcg@1"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--retriever MODULE:FUNCTION or --results FILE"),
        (["--retriever", "search:servers", "--results", "run.jsonl"], "either"),
        (["--retriever", "search"], "MODULE:FUNCTION"),
        (["--retriever", "nowhere:servers"], "No module named 'nowhere'"),
        (["--retriever", "search:nothing"], "no function 'nothing'"),
        (["--retriever", "search:DOCUMENTS"], "no function 'DOCUMENTS'"),
        (["--retriever", "search:servers", "--by", "mood"], "query_type"),
        (["--retriever", "search:servers", "--baseline", "none.json"], "no scores at 'none.json'"),
        (["--results", "none.jsonl"], "no results at 'none.jsonl'"),
    ],
)
def test_a_bad_call_is_one_line_and_status_2(folder: Path, arguments: list[str], message: str) -> None:
    """What, where and what to do next; never a traceback."""
    done = run(folder, *arguments)
    assert done.returncode == 2
    assert message in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("error: ")


def test_the_help_teaches_by_example() -> None:
    """Commands that can be copied."""
    done = run(Path.cwd(), "--help")
    assert done.returncode == 0 and "--retriever search:top_passages" in done.stdout

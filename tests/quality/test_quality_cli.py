"""`kgsynth report` as a process of its own, on a real set of the example handbook."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kgsynth import Testset, generate
from kgsynth.graph import KnowledgeGraph, save
from kgsynth.pipeline import build
from kgsynth.report.quality import Corpus, measure

PRODUCTS = Path(__file__).parent.parent.parent / "fixtures" / "handbook" / "products"


def report(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kgsynth", "report", *arguments]
    plain = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=cwd, env=plain, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """The graph of a part of the handbook."""
    return build(PRODUCTS)


@pytest.fixture(scope="module")
def folder(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That graph as a file, and a test set that was made of it."""
    folder = tmp_path_factory.mktemp("quality")
    save(graph, folder / "graph.json")
    generate(PRODUCTS, graph=graph, size=8).save(folder / "eval.jsonl")
    return folder


def test_a_real_set_is_grounded_and_needs_its_hops(folder: Path, graph: KnowledgeGraph) -> None:
    """What the gate asks for is what the report finds, and topics and entities are known with the graph."""
    testset = Testset.load(folder / "eval.jsonl")
    quality = measure(testset, Corpus.of_graph(graph))
    assert quality.grounding.exact is not None and quality.grounding.exact.share == 1.0
    assert quality.grounding.in_contexts.share == quality.grounding.supported.share == 1.0
    assert quality.leave_one_out is not None and quality.leave_one_out.needed.share == 1.0
    assert quality.wording.deictic.count == 0 and quality.variety.near_duplicates == 0
    assert quality.coverage.topics is not None and quality.coverage.topics.count >= 1
    assert quality.coverage.entities is not None and quality.coverage.entities.count >= 1
    assert quality.not_measured == ()


def test_the_report_is_drawn_without_the_documents(folder: Path) -> None:
    """And says what it would need them for."""
    done = report("eval.jsonl", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "8 samples" in done.stdout and "Not measured without the documents" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_folder_and_the_graph_give_the_same_ranks(folder: Path) -> None:
    """The folder is read and cut as it was for the set; the numbers go to a file and to standard output."""
    by_folder = report("eval.jsonl", "--corpus", str(PRODUCTS), "--format", "json", cwd=folder)
    by_graph = report(
        *("eval.jsonl", "--graph", "graph.json", "-o", "out/report.json", "-q", "--require", "samples=8"), cwd=folder
    )
    assert (by_folder.returncode, by_graph.returncode, by_graph.stdout) == (0, 0, "")
    one = json.loads(by_folder.stdout)
    other = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    assert one["ranks"] == other["ranks"] and one["grounding"] == other["grounding"]
    assert one["coverage"]["topics"] is None and other["coverage"]["topics"] is not None
    assert {verdict["name"] for verdict in one["verdicts"]} >= {"grounded", "deictic"}


def test_a_missed_requirement_is_status_1(folder: Path) -> None:
    """With one line for each that is missed; those that are met are status 0 elsewhere."""
    missed = report("eval.jsonl", "--require", "samples=9", "--require", "deictic", "-q", cwd=folder)
    assert (missed.returncode, missed.stderr) == (1, "not met: samples is 8, at least 9 is required\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.jsonl"], "none.jsonl"),
        (["empty.jsonl"], "no samples"),
        (["eval.jsonl", "--require", "grounded"], "--corpus"),
        (["eval.jsonl", "--corpus", ".", "--graph", "graph.json"], "--graph"),
        (["eval.jsonl", "-o", "report.html"], ".json"),
    ],
)
def test_a_bad_call_is_one_line_and_status_2(folder: Path, arguments: list[str], message: str) -> None:
    """What, where and what to do next; never a traceback."""
    (folder / "empty.jsonl").touch()
    done = report(*arguments, cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1 and message in done.stderr


def test_a_set_without_a_manifest_is_measured(folder: Path) -> None:
    """Documents are cut by the default size then, and nothing is said of how it came about."""
    (folder / "bare.jsonl").write_bytes((folder / "eval.jsonl").read_bytes())
    done = report("bare.jsonl", "--corpus", str(PRODUCTS), "--format", "json", "-q", "-o", "bare.json", cwd=folder)
    assert done.returncode == 0, done.stderr
    numbers = json.loads((folder / "bare.json").read_text(encoding="utf-8"))
    assert numbers["account"] is None and numbers["lengths"]["chunk_tokens"] is None
    assert numbers["grounding"]["exact"]["share"] == 1.0

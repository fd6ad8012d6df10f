"""A small real test set, and suites that ask it."""

from collections.abc import Callable
from pathlib import Path

import pytest

import kgsynth.plugin.generated
import kgsynth.plugin.terminal  # noqa: F401  runs in this process share what is imported once
from kgsynth import Testset, generate
from kgsynth.graph import KnowledgeGraph

HANDBOOK = Path(__file__).parents[2] / "fixtures" / "handbook"
RECORDING = """
import os
import pytest

@pytest.mark.kgsynth("eval.jsonl")
def test_search(kgsynth_sample, kgsynth_scores):
    found = [] if os.environ.get("BLIND") else [evidence.text for evidence in kgsynth_sample.evidence]
    kgsynth_scores.record(kgsynth_sample, retrieved=found)
"""

OTHERS = ("-p", "no:langsmith_plugin", "-p", "no:hypothesispytest", "-p", "no:anyio")  # slow to import, of no use here

Run = Callable[..., pytest.RunResult]


@pytest.fixture(scope="session")
def made(handbook_graph: KnowledgeGraph) -> Testset:
    """Twelve samples of the handbook."""
    return generate(HANDBOOK, graph=handbook_graph, size=12)


@pytest.fixture
def suite(pytester: pytest.Pytester, made: Testset) -> Path:
    """A folder with a test set, and a test that records what an oracle retrieves: all evidence, or none if BLIND."""
    made.save(pytester.path / "eval.jsonl")
    pytester.makepyfile(test_search=RECORDING)
    return pytester.path


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Run pytest in this process."""
    return lambda *arguments: pytester.runpytest_inprocess(*OTHERS, *arguments)

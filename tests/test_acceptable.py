"""The score that ranks candidates by what readers found of such questions."""

import gzip
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.usual import usual_words
from kgsynth.engines.extractive.weighing.acceptable import Acceptable
from kgsynth.engines.extractive.weighing.features import features
from kgsynth.types import Span

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "acceptable.py"
TOLD = "The otterctl drain command empties a pond before the frost. It is used by many keepers."
PAGE = chunk(TOLD, title="otterctl drain")


def candidate(question: str, reference: str, kind: str = "purpose") -> Candidate:
    return Candidate((PAGE,), question, reference, (Span(PAGE.document_id, 0, len(TOLD)),), kind)


GOOD = candidate("What does the otterctl drain command do?", "It empties a pond before the frost.")
BAD = candidate("What do many of these use it for in such a case?", "This.", "factual")


def test_a_clear_question_ranks_above_one_that_points_elsewhere() -> None:
    """A question that names its thing is worth more than one of pronouns."""
    score = Acceptable({"pond": 0.4})
    assert score.share(GOOD) > 0.5 > score.share(BAD) + 0.2


def test_what_a_score_sees_comes_from_question_answer_evidence_and_titles() -> None:
    """Pronouns, the first words, what the title names, and how much of the sentence is left."""
    seen = features(BAD, {})
    assert seen["q pronoun"] and seen["q pointer"] and seen["lead what do"] == 1.0
    assert features(GOOD, {})["q in title"] == 1.0
    assert features(GOOD, {})["shared"] > seen["shared"]


def test_usual_words_are_those_of_more_than_one_passage() -> None:
    """The share of the passages that have a word."""
    usual = usual_words(["an otter swims", "an otter dives", "a heron", "a crane"])
    assert usual["otter"] == 0.5
    assert "heron" not in usual


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_asked_has_a_share(question: str, reference: str) -> None:
    """Any text is weighed: the share is a number between 0 and 1."""
    assert 0 <= Acceptable({}).share(candidate(question, reference)) <= 1


def test_every_weight_belongs_to_something_that_is_seen() -> None:
    """The names in the shipped weights are names that judged questions have."""
    with gzip.open(BENCHMARK.with_name("judged.jsonl.gz"), "rt", encoding="utf-8") as lines:
        known = {name for line in lines for name in json.loads(line)["seen"]}
    weights = json.loads(
        files("kgsynth.engines.extractive.weighing").joinpath("weights.json").read_text(encoding="utf-8")
    )
    assert set(weights) - {"bias"} <= known


@pytest.mark.parametrize("corpus", ["fixtures/handbook"])
def test_candidates_of_a_folder_are_written_for_readers(corpus: str, tmp_path: Path) -> None:
    """Each line has what readers are shown, and what the score sees of it."""
    output = tmp_path / "candidates.jsonl"
    folder = BENCHMARK.parents[1] / corpus / "guides"
    command = [sys.executable, str(BENCHMARK), "candidates", str(folder), "-o", str(output), "--pages", "3"]
    subprocess.run(command, check=True, capture_output=True)
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert all(row["clean_user_input"] and row["evidence"][0]["text"] and row["seen"] for row in rows)

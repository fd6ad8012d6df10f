"""On a real set: an oracle that returns every piece with evidence, for pieces of many sizes."""

from pathlib import Path
from statistics import fmean

import pytest
from scoring_samples import pieces

from kgsynth import Testset, generate
from kgsynth.graph import KnowledgeGraph
from kgsynth.readers import read_folder
from kgsynth.scoring import Passage, score_retrieval
from kgsynth.types import Sample

HANDBOOK = Path(__file__).parent.parent.parent / "fixtures" / "handbook"
CHARACTERS_PER_TOKEN = 4


@pytest.fixture(scope="module")
def testset(handbook_graph: KnowledgeGraph) -> Testset:
    return generate(HANDBOOK, graph=handbook_graph, size=20)


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    return {document.source: document.text for document in read_folder(HANDBOOK)[0]}


def oracle(sample: Sample, held: list[Passage]) -> list[Passage]:
    """The pieces that overlap the evidence."""
    return [
        piece for piece in held if any(_overlap(piece, span.source, span.start, span.end) for span in sample.evidence)
    ]


def _overlap(piece: Passage, source: str, start: int, end: int) -> bool:
    return (
        piece.source == source
        and piece.start is not None
        and piece.end is not None
        and piece.start < end
        and start < piece.end
    )


@pytest.mark.parametrize("overlap", [0, 0.25])
@pytest.mark.parametrize("tokens", [64, 200, 512, 2000])
def test_an_oracle_finds_the_evidence_at_any_chunk_size(
    testset: Testset, documents: dict[str, str], tokens: int, overlap: float
) -> None:
    """By place all of it; by text alone 0.99 of it, with the same precision and nearly the same ranks."""
    size = tokens * CHARACTERS_PER_TOKEN
    held = pieces(documents, size, int(size * (1 - overlap)))
    by_place = [score_retrieval(sample, oracle(sample, held)) for sample in testset]
    by_text = [score_retrieval(sample, [piece.text for piece in oracle(sample, held)]) for sample in testset]
    assert fmean(scores["evidence_recall"] for scores in by_place) == 1
    assert fmean(scores["all_hops_recall"] for scores in by_place) == 1
    assert fmean(scores["evidence_recall"] for scores in by_text) >= 0.99
    for name, most in {"evidence_precision": 0.01, "mrr": 0.05, "ndcg@10": 0.05}.items():
        assert fmean(each[name] for each in by_text) == pytest.approx(fmean(each[name] for each in by_place), abs=most)


def test_the_rest_of_the_corpus_holds_little_of_the_evidence(testset: Testset, documents: dict[str, str]) -> None:
    """By text alone, what other documents happen to repeat of it is no more than a tenth."""
    held = pieces(documents, 800, 600)
    others = [[piece.text for piece in held if piece.source not in sample.documents] for sample in testset]
    found = [score_retrieval(sample, rest)["evidence_recall"] for sample, rest in zip(testset, others, strict=True)]
    assert fmean(found) <= 0.1

"""What the search finds of the evidence: no worse than in baseline.json."""

import pytest
from langchain_core.vectorstores import VectorStoreRetriever
from search import handbook_retriever

from kgsynth import Sample
from kgsynth.plugin.recording import Recorder


@pytest.fixture(scope="session")
def retriever() -> VectorStoreRetriever:
    return handbook_retriever()


@pytest.mark.kgsynth("eval.jsonl")
def test_search(kgsynth_sample: Sample, retriever: VectorStoreRetriever, kgsynth_scores: Recorder) -> None:
    """Each question of the set, asked as it stands."""
    found = retriever.invoke(kgsynth_sample.user_input)
    kgsynth_scores.record(kgsynth_sample, retrieved=found)

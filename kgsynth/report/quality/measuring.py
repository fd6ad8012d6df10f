"""Testset, and the documents where they are given -> Quality: every number, in order."""

from kgsynth.errors import InputError
from kgsynth.report.quality.account import account
from kgsynth.report.quality.corpus import Corpus
from kgsynth.report.quality.coverage import coverage, mix
from kgsynth.report.quality.evidence import grounding, leave_one_out
from kgsynth.report.quality.lengths import hardness, lengths
from kgsynth.report.quality.power import power
from kgsynth.report.quality.ranks import ranks
from kgsynth.report.quality.records import Quality
from kgsynth.report.quality.variety import variety
from kgsynth.report.quality.wording import wording
from kgsynth.testset import Testset
from kgsynth.types import QueryType

NEED_DOCUMENTS = ("evidence at its offsets", "cosine of the documents' sentences", "BM25 ranks")
NEED_GRAPH = ("topics", "entities")


def measure(testset: Testset, corpus: Corpus | None = None, *, seed: int = 0) -> Quality:
    """The numbers of a test set.

    Args:
        corpus: the documents that the set was made of; without them, what needs them is None.
        seed: of the random sentences that questions are compared with.

    Raises:
        InputError: there are no samples.
    """
    samples = testset.samples
    if not samples:
        raise InputError("the test set has no samples to measure: its manifest says what fell short, and why")
    multi_hop = sum(sample.query_type is QueryType.MULTI_HOP for sample in samples)
    return Quality(
        samples=len(samples),
        multi_hop=multi_hop,
        grounding=grounding(samples, corpus),
        leave_one_out=leave_one_out(samples),
        coverage=coverage(testset, corpus),
        mix=mix(samples),
        variety=variety(samples, corpus, seed=seed),
        wording=wording(samples),
        lengths=lengths(testset),
        ranks=ranks(samples, corpus) if corpus else None,
        difficulty=hardness(samples),
        power=power(len(samples), multi_hop),
        account=account(testset.manifest),
        not_measured=_left_out(corpus),
    )


def _left_out(corpus: Corpus | None) -> tuple[str, ...]:
    if corpus is None:
        return NEED_DOCUMENTS + NEED_GRAPH
    return () if corpus.graph else NEED_GRAPH

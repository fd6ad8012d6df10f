"""Testset + what a system retrieved or answered -> scores, without a model and for any chunking.

Example:
    from kgsynth import Testset
    from kgsynth.scoring import evaluate, summarise

    results = evaluate(Testset.load("eval.jsonl"), my_retriever)
    print(summarise(results).metrics["evidence_recall"])
"""

from kgsynth.scoring.answers import refuses, score_answer
from kgsynth.scoring.evaluation import evaluate, score, slices_of
from kgsynth.scoring.passages import Passage, Retrieved, passage_of, passages_of
from kgsynth.scoring.records import Comparison, Difference, Failure, Interval, Results, SampleScores, Summary
from kgsynth.scoring.retrieval import KS, evidence_precision, evidence_recall, score_retrieval
from kgsynth.scoring.statistics import compare, summarise

__all__ = [
    "KS",
    "Comparison",
    "Difference",
    "Failure",
    "Interval",
    "Passage",
    "Results",
    "Retrieved",
    "SampleScores",
    "Summary",
    "compare",
    "evaluate",
    "evidence_precision",
    "evidence_recall",
    "passage_of",
    "passages_of",
    "refuses",
    "score",
    "score_answer",
    "score_retrieval",
    "slices_of",
    "summarise",
]

"""Candidate -> the share of readers who would take its question for good: a logistic model over what can be seen of it.

The weights come from questions that readers judged one by one (`benchmarks/acceptable.py`).
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.weighing.features import features

_BIAS = "bias"


class Acceptable:
    """How good a reader would find the questions of a corpus.

    Args:
        usual: the share of its passages that have a word, by the word's stem.
    """

    def __init__(self, usual: Mapping[str, float]) -> None:
        self._usual = usual
        self._known: dict[tuple[object, ...], float] = {}

    def share(self, candidate: Candidate) -> float:
        """From 0 to 1; as likely as not is .5."""
        key = (candidate.question, candidate.reference, candidate.kind, candidate.evidence)
        if key not in self._known:
            self._known[key] = self._weighed(candidate)
        return self._known[key]

    def _weighed(self, candidate: Candidate) -> float:
        weights = _weights()
        seen = features(candidate, self._usual)
        total = weights[_BIAS] + sum(weights.get(name, 0.0) * value for name, value in seen.items())
        return 1 / (1 + exp(-total))


@cache
def _weights() -> Mapping[str, float]:
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in json.loads(text).items()}

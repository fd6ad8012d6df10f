"""Samples -> how long their evidence, questions and answers are, and how hard they are."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import mean, median
from unicodedata import category

from kgsynth.language.sizes import estimate_tokens
from kgsynth.language.words import is_unspaced
from kgsynth.report.quality.records import PLACES, Hardness, Lengths, spread
from kgsynth.testset import Testset
from kgsynth.types import QueryType, Sample

FIFTHS = 5


def lengths(testset: Testset) -> Lengths:
    """How long evidence, questions and answers are."""
    samples = testset.samples
    spans = [each.text for sample in samples for each in sample.evidence]
    span_tokens = [estimate_tokens(text) for text in spans]
    contexts = [estimate_tokens(text) for sample in samples for text in sample.reference_contexts]
    size = testset.manifest.settings.get("chunk_tokens")
    of_answers: defaultdict[str, list[int]] = defaultdict(list)
    for sample in samples:
        of_answers[sample.question_kind].append(word_count(sample.reference))
    return Lengths(
        evidence_characters=spread([len(text) for text in spans]),
        evidence_tokens=spread(span_tokens),
        context_tokens=spread(contexts),
        chunk_tokens=size if isinstance(size, int) else None,
        evidence_of_chunk=_of_chunk(span_tokens, size if isinstance(size, int) else None, contexts),
        question_words=spread([word_count(sample.clean_user_input) for sample in samples]),
        answer_words={kind: found for kind in sorted(of_answers) if (found := spread(of_answers[kind]))},
        counted_in_characters=sum(is_unspaced(sample.clean_user_input) for sample in samples),
    )


def word_count(text: str) -> int:
    """The words of a text between blanks; letters and digits, with their marks, where a script has no blanks.

    >>> word_count("port 8080"), word_count("ใช้พอร์ต 8080")
    (2, 12)
    """
    if is_unspaced(text):
        return sum(category(character)[0] in "LMN" for character in text)
    return len(text.split())


def hardness(samples: Sequence[Sample]) -> Hardness:
    """How the scores of difficulty, and the parts they are made of, are spread."""
    scores = [sample.difficulty.score for sample in samples]
    fifths = [min(FIFTHS - 1, max(0, _fifth(score))) for score in scores]
    a, b, c, d, e = (fifths.count(number) for number in range(FIFTHS))
    parts: defaultdict[str, list[float]] = defaultdict(list)
    for sample in samples:
        for name, value in sample.difficulty.parts.items():
            parts[name].append(value)
    return Hardness(
        score=spread(scores),
        fifths=(a, b, c, d, e),
        by_type={kind.value: found for kind in QueryType if (found := _mean_score(samples, kind)) is not None},
        parts={name: round(mean(values), PLACES) for name, values in sorted(parts.items())},
    )


def _fifth(score: float) -> int:
    """0 up to 0.2, 1 up to 0.4, and so on."""
    return -int(-score * FIFTHS // 1) - 1 if score > 0 else 0


def _mean_score(samples: Sequence[Sample], kind: QueryType) -> float | None:
    scores = [sample.difficulty.score for sample in samples if sample.query_type is kind]
    return round(mean(scores), PLACES) if scores else None


def _of_chunk(span_tokens: Sequence[int], size: int | None, contexts: Sequence[int]) -> float | None:
    whole = size or (median(contexts) if contexts else 0)
    return round(median(span_tokens) / whole, PLACES) if span_tokens and whole else None

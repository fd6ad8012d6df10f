"""Samples -> how far their questions speak in the words of their evidence, and whether they point at it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import mean

from kgsynth.checks.leakage import UNSPACED_FACTOR
from kgsynth.checks.phrases import PHRASES, pattern, phrases_of
from kgsynth.checks.standalone import dangling_pronoun
from kgsynth.language.words import content_words, is_unspaced, longest_common_run, tokens
from kgsynth.report.quality.records import PLACES, Wording, share, spread
from kgsynth.report.quality.sentences import sentences_of
from kgsynth.types import Sample

COPIED_RUN = 5
GRAMS = (1, 2, 3)
IDS_SHOWN = 10


def wording(samples: Sequence[Sample]) -> Wording:
    """How much of the questions stands in their evidence."""
    in_sentence = [(sample, found) for sample in samples if (found := share_in_sentence(sample)) is not None]
    in_evidence = [found for sample in samples if (found := share_in_evidence(sample)) is not None]
    runs = [longest_run(sample) for sample in samples]
    readable = [sample for sample in samples if sample.language in PHRASES]
    english = [sample for sample in samples if sample.language == "en"]
    deictic = [sample.id for sample in readable if is_deictic(sample)]
    return Wording(
        in_sentence=spread([found for _, found in in_sentence]),
        in_sentence_by_type=_means((sample.query_type.value, found) for sample, found in in_sentence),
        in_sentence_by_kind=_means((sample.question_kind, found) for sample, found in in_sentence),
        in_evidence=spread(in_evidence),
        longest_run=spread(runs),
        copied_runs=share(sum(_is_copied(sample, run) for sample, run in zip(samples, runs, strict=True)), len(runs)),
        containment={str(n): found for n in GRAMS if (found := _containment(samples, n)) is not None},
        deictic=share(len(deictic), len(readable)),
        deictic_ids=tuple(deictic[:IDS_SHOWN]),
        pronouns=share(sum(dangling_pronoun(each.clean_user_input) is not None for each in english), len(english)),
        languages_without_patterns=tuple(sorted({sample.language for sample in samples} - set(PHRASES))),
    )


def share_in_sentence(sample: Sample) -> float | None:
    """The share of the question's content words in the sentence of the evidence that has most; None without words."""
    sentences = [sentence for each in sample.evidence for sentence in sentences_of(each.text)]
    return _largest_share(sample, sentences)


def share_in_evidence(sample: Sample) -> float | None:
    """The share of the question's content words that stand anywhere in the evidence; None without words."""
    return _largest_share(sample, ["\n".join(each.text for each in sample.evidence)])


def longest_run(sample: Sample) -> int:
    """The words of the longest run that the question and one of the evidence texts share."""
    question = tokens(sample.clean_user_input)
    return max((longest_common_run(question, tokens(each.text)) for each in sample.evidence), default=0)


def is_deictic(sample: Sample) -> bool:
    """Whether a question, clean or as it is put, points at its source by the patterns of the check ``standalone``."""
    deictic = pattern(phrases_of(sample.language, PHRASES).deictic)
    return any(deictic.search(text) for text in (sample.clean_user_input, sample.user_input))


def _largest_share(sample: Sample, texts: Sequence[str]) -> float | None:
    asked = set(content_words(sample.clean_user_input, sample.language))
    if not asked:
        return None
    return max((len(asked & set(content_words(text, sample.language))) / len(asked) for text in texts), default=0.0)


def _is_copied(sample: Sample, run: int) -> bool:
    return run >= COPIED_RUN * (UNSPACED_FACTOR if is_unspaced(sample.clean_user_input) else 1)


def _containment(samples: Sequence[Sample], n: int) -> float | None:
    """The mean share of a question's runs of ``n`` words that its contexts hold; None where no question has any."""
    shares = []
    for sample in samples:
        asked = _grams(tokens(sample.clean_user_input), n)
        held = {gram for context in sample.reference_contexts for gram in _grams(tokens(context), n)}
        if asked:
            shares.append(len(asked & held) / len(asked))
    return round(mean(shares), PLACES) if shares else None


def _grams(words: Sequence[str], n: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + n]) for start in range(len(words) - n + 1)}


def _means(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The mean of each name's values, the largest first."""
    values: defaultdict[str, list[float]] = defaultdict(list)
    for name, value in pairs:
        values[name].append(value)
    means = {name: round(mean(found), PLACES) for name, found in values.items()}
    return dict(sorted(means.items(), key=lambda item: (-item[1], item[0])))

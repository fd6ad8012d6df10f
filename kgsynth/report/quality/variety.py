"""Samples -> how unlike their questions are: openings, distinct words, cosines, near-duplicates."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import comb
from random import Random
from statistics import mean
from unicodedata import category

from kgsynth.checks.duplicates import rouge_l
from kgsynth.language.short_names import short_name
from kgsynth.language.words import content_words, fold, is_unspaced, squeezed, tokens
from kgsynth.report.quality.corpus import Corpus
from kgsynth.report.quality.likeness import common_words, in_one_space, mean_cosine
from kgsynth.report.quality.records import PLACES, Ends, Variety, share
from kgsynth.report.quality.sentences import random_sentences
from kgsynth.subject import subject_of
from kgsynth.types import Chunk, Sample

END_WORDS = 2
END_CHARACTERS = 4
DRAWN = 50  # openings that sets of any size are compared by
DRAWS = 5  # of as many sentences as there are questions: one draw of 50 is a fifth off
NEAR_DUPLICATE = 0.7
IDS_SHOWN = 10

_EDGES = re.compile(r"^[^\w-]+|\W+$")


def variety(samples: Sequence[Sample], corpus: Corpus | None = None, *, seed: int = 0) -> Variety:
    """How unlike the questions of a set are; with the documents, also how unlike their sentences are."""
    questions = [sample.clean_user_input for sample in samples]
    words = [tokens(question) for question in questions]
    draws = _draws(corpus.chunks, len(questions), seed) if corpus else []
    doubles = list(_near_duplicates(samples))
    common = common_words(corpus.chunks) | _name_of(corpus) if corpus else frozenset()
    beside = [found for each in draws if (found := in_one_space(questions, each, common)) is not None]
    vectors, cosine = mean_cosine(questions)
    return Variety(
        openings=_ends(map(opening, questions)),
        openings_as_put=_ends(opening(sample.user_input) for sample in samples),
        closings=_ends(map(closing, questions)),
        distinct_1=_distinct(word for each in words for word in each),
        distinct_2=_distinct(pair for each in words for pair in pairwise(each)),
        vectors="TF-IDF, of sentences too" if beside else vectors,
        mean_cosine=_mean(asked for asked, _ in beside) if beside else cosine,
        corpus_cosine=_mean(said for _, said in beside),
        corpus_sentences=max(map(len, draws), default=0),
        near_duplicates=len(doubles),
        near_duplicate_ids=tuple(doubles[:IDS_SHOWN]),
    )


def opening(question: str) -> str:
    """The first two words of a question, folded; the first four characters where a script has no blanks.

    >>> opening("What's the default?"), opening("ฐานข้อมูลคืออะไร")
    ("what's the", 'ฐานข')
    """
    return "".join(_characters(question)[:END_CHARACTERS]) if is_unspaced(question) else _two(question, 0)


def closing(question: str) -> str:
    """The last two words of a question, or the last four characters, likewise.

    >>> closing("What is the default value?")
    'default value'
    """
    return "".join(_characters(question)[-END_CHARACTERS:]) if is_unspaced(question) else _two(question, -END_WORDS)


def _two(question: str, start: int) -> str:
    words = [word for each in fold(question).split() if (word := _EDGES.sub("", each))]
    return " ".join(words[start:][:END_WORDS])


def _characters(text: str) -> list[str]:
    return [character for character in fold(text) if category(character)[0] in "LMN"]


def _ends(ends: Iterable[str]) -> Ends:
    counts = Counter(ends)
    most_common = min(counts, key=lambda each: (-counts[each], each))
    return Ends(
        distinct=share(len(counts), counts.total()),
        distinct_in_50=_distinct_in(counts, min(DRAWN, counts.total())),
        most_common=most_common,
        most_common_share=share(counts[most_common], counts.total()),
    )


def _distinct_in(counts: Counter[str], drawn: int) -> float:
    """The share of different ones to expect among so many, drawn without putting back."""
    total = counts.total()
    missed = sum(comb(total - count, drawn) / comb(total, drawn) for count in counts.values())
    return round((len(counts) - missed) / drawn, PLACES)


def _distinct(items: Iterable[object]) -> float | None:
    every = list(items)
    return round(len(set(every)) / len(every), PLACES) if every else None


def _draws(chunks: Sequence[Chunk], count: int, seed: int) -> list[list[str]]:
    return [random_sentences(chunks, count, Random(f"sentences {seed} {draw}")) for draw in range(DRAWS)]


def _mean(values: Iterable[float]) -> float | None:
    every = list(values)
    return round(mean(every), PLACES) if every else None


def _name_of(corpus: Corpus) -> frozenset[str]:
    """The words of the name of what a corpus is about, and of the short one, where there is a graph to tell."""
    if corpus.graph is None:
        return frozenset()
    name = subject_of(corpus.graph)
    short = short_name(name, [chunk.text for chunk in corpus.chunks])
    return frozenset(content_words(f"{name} {short}"))


def _near_duplicates(samples: Sequence[Sample]) -> Iterator[tuple[str, str]]:
    """Pairs of samples with nearly the same question and the same answer."""
    of: defaultdict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        of[squeezed(sample.reference) or sample.reference].append(sample)
    for group in of.values():
        for first, second in combinations(group, 2):
            if rouge_l(first.clean_user_input, second.clean_user_input) >= NEAR_DUPLICATE:
                yield first.id, second.id

"""Texts -> the mean cosine of all pairs of them; of two groups of texts in one space."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kgsynth.embeddings import lsa
from kgsynth.language.words import content_words
from kgsynth.report.quality.records import PLACES
from kgsynth.types import Chunk

COMMON = 0.5  # share of the passages beyond which a word tells no passage from another: what all of them are about
MANY = 20  # passages from which that can be said


def mean_cosine(texts: Sequence[str]) -> tuple[str, float | None]:
    """What the vectors are, and the mean cosine, in a space that is learned from the texts alone."""
    if len(texts) < 2:
        return "", None
    kind = f"LSA, {lsa.DIMENSIONS} dimensions" if len(texts) > lsa.DIMENSIONS + 1 else "TF-IDF"
    return kind, _of_pairs(lsa.embed(texts).astype(np.float64))


def in_one_space(
    first: Sequence[str], second: Sequence[str], without: Collection[str] = ()
) -> tuple[float, float] | None:
    """The mean cosine of each of two groups, in a space that is learned from both; None where one has no two texts.

    Args:
        without: content words that are left out of all texts.
    """
    words = [[word for word in content_words(text) if word not in without] for text in (*first, *second)]
    weights = _weights(words)
    if weights is None:
        return None
    one, other = _of_pairs(weights[: len(first)].toarray()), _of_pairs(weights[len(first) :].toarray())
    return None if one is None or other is None else (one, other)


def common_words(chunks: Sequence[Chunk]) -> frozenset[str]:
    """The content words in more than half of many passages: the name of what all of them are about."""
    if len(chunks) < MANY:
        return frozenset()
    passages_with = Counter(chain.from_iterable(set(content_words(chunk.text)) for chunk in chunks))
    return frozenset(word for word, count in passages_with.items() if count > COMMON * len(chunks))


def _weights(words: Sequence[Sequence[str]]) -> csr_matrix | None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(words):
        return None
    return csr_matrix(TfidfVectorizer(analyzer=_as_they_are, sublinear_tf=True).fit_transform(words))


def _as_they_are(words: list[str]) -> list[str]:
    return words


def _of_pairs(vectors: NDArray[np.floating]) -> float | None:
    """The mean cosine of all pairs of rows that are not zero."""
    rows = vectors[np.linalg.norm(vectors, axis=1) > 0]
    if len(rows) < 2:
        return None
    total = float(np.square(rows.sum(axis=0)).sum() - np.square(rows).sum())  # all pairs, both ways
    return round(total / (len(rows) * (len(rows) - 1)), PLACES)

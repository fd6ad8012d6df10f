"""Texts -> vectors by latent semantic analysis: no model, no download, the same numbers for the same seed.

The space is learned from the texts of one call, so vectors of two calls cannot be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from kgsynth.language.words import content_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

DIMENSIONS = 192
MOST_FEATURES = 50_000
COMMON = 0.5  # a word in more than this share of the texts (of many) tells nothing
MANY = 20


def embed(texts: Sequence[str], *, dimensions: int = DIMENSIONS, seed: int = 0) -> NDArray[np.float32]:
    """One row of unit length per text (of zeros for a text without a word): the nearer two rows, the more alike."""
    weights = _tf_idf(texts)
    if weights is None:
        return np.zeros((len(texts), 1), dtype=np.float32)
    with threadpool_limits(1, user_api="blas"):  # the last bits must not depend on the number of cores
        return unit_rows(_reduced(weights, dimensions, seed))


def unit_rows(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    """The rows, each divided by its length; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _tf_idf(texts: Sequence[str]) -> csr_matrix | None:
    """The weights of the words in each text; None where no text has any."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = [content_words(text) for text in texts]
    if not any(words):
        return None
    vectorizer = TfidfVectorizer(
        analyzer=_as_they_are, sublinear_tf=True, max_features=MOST_FEATURES, max_df=_most_common(words)
    )
    return vectorizer.fit_transform(words)


def _most_common(words: Sequence[Sequence[str]]) -> float:
    """The largest share of the texts that a word may be in: any, where they are few or use the same words."""
    texts_with = Counter(chain.from_iterable(map(set, words)))
    tells = min(texts_with.values()) <= COMMON * len(words)
    return COMMON if tells and len(words) >= MANY else 1.0


def _as_they_are(words: list[str]) -> list[str]:
    return words


def _reduced(weights: csr_matrix, dimensions: int, seed: int) -> NDArray[np.floating]:
    """The weights in few dimensions; as they are where there are few already."""
    from sklearn.decomposition import TruncatedSVD

    if min(weights.shape) <= dimensions + 1:
        return np.asarray(weights.toarray())
    return np.asarray(TruncatedSVD(dimensions, random_state=seed, n_iter=4).fit_transform(weights.astype(np.float32)))

"""Texts -> a BM25 index: which of them a search by words finds first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kgsynth.language.words import stem
from kgsynth.language.words import tokens as words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SATURATION = 1.2  # BM25's k1
LENGTH_WEIGHT = 0.75  # BM25's b
QUERIES_AT_ONCE = 256


def tokens(text: str) -> list[str]:
    """The words of a text as the index compares them: folded, endings cut, pairs of characters without spaces."""
    return [stem(word) for word in words(text)]


class LexicalIndex:
    """A BM25 index over texts, in memory."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = [Counter(tokens(text)) for text in texts]
        self._column: dict[str, int] = {}
        for count in counts:
            for word in count:
                self._column.setdefault(word, len(self._column))
        self._size = len(counts)
        self._postings = _bm25(self._rows(counts)).T.tocsr()

    def __len__(self) -> int:
        return self._size

    def search(self, query: str, k: int) -> list[tuple[int, float]]:
        """The ``k`` best rows with their scores, best first; rows that share no word with the query are left out."""
        scores = self.scores([query])[0]
        least = np.partition(scores, -k)[-k] if k < len(scores) else 0.0
        good = np.flatnonzero((scores >= least) & (scores > 0))
        best = good[np.argsort(-scores[good], kind="stable")[:k]]
        return [(int(row), float(scores[row])) for row in best]

    def scores(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """The score of every row for every query. Memory grows with both: ask for a few hundred queries at a time."""
        asked = self._rows([Counter(set(tokens(query))) for query in queries])
        return np.asarray((asked @ self._postings).toarray(), dtype=np.float32)

    def ranks(self, queries: Sequence[str], rows: Sequence[int]) -> NDArray[np.int64]:
        """For each query the rank of its row, 1 for the best; a row that shares no word with it comes last of all."""
        ranks = [
            _ranks(self.scores(queries[start : start + QUERIES_AT_ONCE]), rows[start : start + QUERIES_AT_ONCE])
            for start in range(0, len(queries), QUERIES_AT_ONCE)
        ]
        return np.concatenate(ranks) if ranks else np.zeros(0, dtype=np.int64)

    def _rows(self, counts: Sequence[Counter[str]]) -> csr_matrix:
        """A row of word counts per text; words that the index does not know are left out."""
        from scipy.sparse import csr_matrix

        known = [[(self._column[word], n) for word, n in count.items() if word in self._column] for count in counts]
        ends = np.cumsum([0, *map(len, known)])
        columns = np.fromiter((column for row in known for column, _ in row), dtype=np.int32)
        values = np.fromiter((n for row in known for _, n in row), dtype=np.float32)
        return csr_matrix((values, columns, ends), shape=(len(counts), len(self._column)))


def _bm25(counts: csr_matrix) -> csr_matrix:
    """Word counts -> weights: rare words count more, repeated ones and those of long texts less."""
    found_in = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log1p((counts.shape[0] - found_in + 0.5) / (found_in + 0.5))
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    mean = lengths.mean() if len(lengths) and lengths.any() else 1.0
    damping = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * lengths / mean)
    row_of = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    saturated = counts.data * (SATURATION + 1) / (counts.data + damping[row_of])
    weights = counts.copy()
    weights.data = (idf[counts.indices] * saturated).astype(np.float32)
    return weights


def _ranks(scores: NDArray[np.float32], rows: Sequence[int]) -> NDArray[np.int64]:
    own = scores[np.arange(len(rows)), rows]
    better = (scores > own[:, None]).sum(axis=1)
    ties_before = [np.count_nonzero(scores[i, :row] == own[i]) for i, row in enumerate(rows)]
    return np.asarray(np.where(own > 0, 1 + better + np.array(ties_before), scores.shape[1]), dtype=np.int64)

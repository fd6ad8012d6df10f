"""Chunks -> the pairs that are alike, and the groups that say the same."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kgsynth.embeddings.neighbours import nearest
from kgsynth.settings import Settings

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


def similar_pairs(texts: Sequence[str], embed: Embed, settings: Settings) -> list[tuple[int, int, float]]:
    """Pairs of rows at or above the similarity floor, each row with its nearest, and their cosine."""
    if len(texts) < 2:
        return []
    rows, scores = nearest(embed(texts), settings.neighbours, seed=settings.seed)
    pairs = {
        (min(first, second), max(first, second)): round(min(score, 1.0), 4)
        for first, (others, cosines) in enumerate(zip(rows.tolist(), scores.tolist(), strict=True))
        for second, score in zip(others, cosines, strict=True)
        if second >= 0 and score >= settings.similarity_floor
    }
    return [(*pair, score) for pair, score in sorted(pairs.items())]


def copies(texts: Sequence[str]) -> Iterator[list[int]]:
    """The rows whose texts are the same but for blanks and case, group by group: more than a row has neighbours."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        groups[re.sub(r"\s+", " ", text.casefold()).strip()].append(row)
    return (rows for rows in groups.values() if len(rows) > 1)

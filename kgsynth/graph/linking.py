"""Which chunk mentions which entity -> pairs of chunks that share rare entities, without comparing all pairs.

An entity in up to ``EVERY_PAIR`` chunks joins each pair of them. A more common one joins each of its chunks only to
the few with which that chunk has most in common, and a hub joins none: so the edges grow with the text.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np
from scipy.sparse import csr_matrix

from kgsynth.entities.spelling import is_identifier
from kgsynth.language.words import stop_words
from kgsynth.settings import Settings
from kgsynth.types import Entity

EVERY_PAIR = 8  # chunks up to which an entity joins each pair
FEW = 3  # partners per chunk for an entity in more chunks than that
VALUES = frozenset({"true", "false", "null", "none", "yes", "default"})
MOST_CHUNKS = 40  # an entity in more chunks than this joins none, however large the corpus

Members = Mapping[str, Sequence[int]]  # entity id -> rows of its chunks, in order


@dataclass(frozen=True, slots=True)
class SharedPair:
    """Two rows, what they share (rarest first), and the sum of the entities' rarities."""

    first: int
    second: int
    weight: float
    entities: tuple[str, ...]


def most_chunks(chunk_count: int, settings: Settings) -> int:
    """The number of chunks from which on an entity is a hub."""
    return max(settings.hub_floor, min(int(settings.hub_share * chunk_count), MOST_CHUNKS))


def is_noise(entity: Entity, language: str = "en") -> bool:
    """Whether a name tells nothing: a date, a number, a single letter, a function word, the value of a switch."""
    letters = [character for character in entity.name if character.isalpha()]
    if entity.label in ("DATE", "NUMBER") or len(letters) < 2:
        return True
    empty = stop_words(language) | VALUES
    return not is_identifier(entity.name) and all(word in empty for word in entity.name.casefold().split())


def shared_pairs(members: Members, chunk_count: int) -> Iterator[SharedPair]:
    """The pairs of chunks that the given entities join, in order."""
    names = list(members)
    rarity = {name: log(chunk_count / len(rows)) + 1 for name, rows in members.items()}
    overlap = _overlap([members[name] for name in names], [rarity[name] for name in names], chunk_count)
    named_in: list[set[str]] = [set() for _ in range(chunk_count)]
    for name, rows in members.items():
        for row in rows:
            named_in[row].add(name)
    for first, second in sorted(_pairs(members.values(), overlap)):
        shared = sorted(named_in[first] & named_in[second], key=lambda name: (-rarity[name], name))
        yield SharedPair(first, second, round(sum(rarity[name] for name in shared), 4), tuple(shared))


def _overlap(members: Sequence[Sequence[int]], rarities: Sequence[float], chunk_count: int) -> csr_matrix:
    """For each pair of chunks the sum of the rarities of what they share."""
    rows = np.concatenate([*members, np.zeros(0, dtype=np.int64)]).astype(np.int64)
    columns = np.repeat(np.arange(len(members)), [len(rows) for rows in members])
    weights = np.sqrt(np.asarray(rarities, dtype=np.float64))[columns]
    table = csr_matrix((weights, (rows, columns)), shape=(chunk_count, max(len(members), 1)))
    overlap = csr_matrix(table @ table.T)
    overlap.sort_indices()
    return overlap


def _pairs(members: Collection[Sequence[int]], overlap: csr_matrix) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for rows in members:
        pairs.update(combinations(rows, 2) if len(rows) <= EVERY_PAIR else _nearest_pairs(rows, overlap))
    return pairs


def _nearest_pairs(rows: Sequence[int], overlap: csr_matrix) -> Iterator[tuple[int, int]]:
    """Each of the rows with the few others with which it has most in common; among equals the nearest in the text."""
    everyone = np.asarray(rows)
    for row in rows:
        start, end = overlap.indptr[row], overlap.indptr[row + 1]
        places = start + np.searchsorted(overlap.indices[start:end], everyone)
        scores = np.round(overlap.data[places], 6)
        scores[everyone == row] = -1
        best = np.lexsort((everyone, np.abs(everyone - row), -scores))[:FEW]
        yield from ((min(row, other), max(row, other)) for other in everyone[best].tolist())

"""Vectors -> the nearest rows of each row, by cosine: exact for a corpus of usual size, by cells for a large one."""

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

EXACT_UP_TO = 20_000
BLOCK = 1_024
PROBES = 16  # cells searched per row
ROUNDS = 6

Neighbours = tuple[NDArray[np.int64], NDArray[np.float32]]


def nearest(vectors: NDArray[np.float32], k: int, *, exact_up_to: int = EXACT_UP_TO, seed: int = 0) -> Neighbours:
    """For each row the ``k`` nearest others, nearest first, and their cosines; -1 where there are fewer others.

    Args:
        vectors: rows of unit length.
        exact_up_to: with more rows than this, only the nearest cells are searched.
    """
    with threadpool_limits(1, user_api="blas"):  # the last bits must not depend on the number of cores
        return _nearest_by_cells(vectors, k, seed) if len(vectors) > exact_up_to else _nearest_of_all(vectors, k)


def _nearest_of_all(vectors: NDArray[np.float32], k: int) -> Neighbours:
    rows = np.full((len(vectors), k), -1, dtype=np.int64)
    scores = np.zeros((len(vectors), k), dtype=np.float32)
    everyone = np.arange(len(vectors))
    for start in range(0, len(vectors), BLOCK):
        block = everyone[start : start + BLOCK]
        _fill(rows, scores, block, everyone, vectors)
    return rows, scores


def _fill(
    rows: NDArray[np.int64],
    scores: NDArray[np.float32],
    block: NDArray[np.int64],
    candidates: NDArray[np.int64],
    vectors: NDArray[np.float32],
) -> None:
    """Set the nearest candidates of the rows in a block; among equals the first row."""
    cosines = vectors[block] @ vectors[candidates].T
    cosines[block[:, None] == candidates[None, :]] = -np.inf
    k = min(rows.shape[1], len(candidates) - 1)
    if k <= 0:
        return
    best = np.argpartition(-cosines, k - 1, axis=1)[:, :k] if k < len(candidates) - 1 else np.argsort(-cosines)[:, :k]
    values = np.take_along_axis(cosines, best, axis=1)
    order = np.lexsort((best, -values), axis=1)
    rows[block, :k] = candidates[np.take_along_axis(best, order, axis=1)]
    scores[block, :k] = np.take_along_axis(values, order, axis=1)


def _nearest_by_cells(vectors: NDArray[np.float32], k: int, seed: int) -> Neighbours:
    """An inverted file: rows are put into cells around centres, and each cell is compared with the cells nearest."""
    centres = _centres(vectors, max(PROBES, int(len(vectors) ** 0.5 / 2)), seed)
    cell_of = _nearest_centre(vectors, centres)
    members = [np.flatnonzero(cell_of == cell) for cell in range(len(centres))]
    near_cells = np.argsort(-(centres @ centres.T), axis=1, kind="stable")[:, :PROBES]
    rows = np.full((len(vectors), k), -1, dtype=np.int64)
    scores = np.zeros((len(vectors), k), dtype=np.float32)
    for cell, own in enumerate(members):
        candidates = np.sort(np.concatenate([members[near] for near in near_cells[cell]]))
        for start in range(0, len(own), BLOCK):
            _fill(rows, scores, own[start : start + BLOCK], candidates, vectors)
    return rows, scores


def _centres(vectors: NDArray[np.float32], count: int, seed: int) -> NDArray[np.float32]:
    """Spherical k-means over a sample of the rows."""
    rng = np.random.default_rng(seed)
    sample = vectors[np.sort(rng.choice(len(vectors), min(len(vectors), 40 * count), replace=False))]
    centres = sample[np.sort(rng.choice(len(sample), min(count, len(sample)), replace=False))]
    for _ in range(ROUNDS):
        cell_of = _nearest_centre(sample, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, cell_of, sample)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.where(lengths > 0, lengths, 1), centres).astype(np.float32)
    return centres


def _nearest_centre(vectors: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.int64]:
    blocks = range(0, len(vectors), BLOCK)
    return np.concatenate([np.argmax(vectors[start : start + BLOCK] @ centres.T, axis=1) for start in blocks])

"""Results -> means with intervals, by slice; two Results -> what differs, and whether chance would do the same.

Samples are drawn anew with replacement (Efron 1979) for the intervals, and the signs of the paired differences are
flipped at random (Fisher 1935) for the p values. Every draw comes from a generator made of the seed and of the ids of
the samples, so that numbers do not depend on what else is computed.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from kgsynth.scoring.records import Comparison, Difference, Interval, Results, SampleScores, Summary
from kgsynth.types import content_id

DRAWS = 2_000
FLIPS = 10_000
FLIPS_AT_ONCE = 1_000
_EXACT_UP_TO = 12  # differences: 4,096 ways to sign them are all tried
_DIGITS = 6  # what sums in another order still agree on

Numbers = NDArray[np.float64]


def summarise(results: Results, *, seed: int = 0) -> Summary:
    """The mean of each metric with its 95 % interval, over all samples and for each value of each slice.

    Each mean is over the samples that the metric applies to; their number is beside it.
    """
    by_value: dict[str, dict[str, list[SampleScores]]] = {}
    for scores in results:
        for axis, values in scores.slices.items():
            for value in values:
                by_value.setdefault(axis, {}).setdefault(value, []).append(scores)
    slices = {
        axis: {value: _intervals(held, seed) for value, held in sorted(values.items(), key=_in_order)}
        for axis, values in by_value.items()
    }
    return Summary(_intervals(results.scores, seed), slices, results.name, len(results), len(results.failures))


def _in_order(item: tuple[str, object]) -> tuple[int, str]:
    """Numbers by size, then names."""
    return (int(item[0]), "") if item[0].isdecimal() else (2**31, item[0])


def _intervals(scores: Sequence[SampleScores], seed: int) -> dict[str, Interval]:
    """Metrics that apply to the same samples share their draws."""
    applies = _by_rows([each.metrics for each in scores])
    found: dict[str, Interval] = {}
    for rows, names in applies:
        table = np.array([[scores[row].metrics[name] for name in names] for row in rows])
        low, high = _bounds(table, _generator(seed, [scores[row].sample_id for row in rows]))
        for place, name in enumerate(names):
            found[name] = Interval(_round(table[:, place].mean()), low[place], high[place], len(rows))
    return {name: found[name] for name in _names(each.metrics for each in scores)}


def _by_rows(metrics: Sequence[Mapping[str, float]]) -> list[tuple[tuple[int, ...], list[str]]]:
    """The metrics grouped by the rows that have them."""
    rows = {name: tuple(row for row, held in enumerate(metrics) if name in held) for name in _names(metrics)}
    ordered = sorted(rows, key=lambda name: rows[name])
    return [(where, list(names)) for where, names in groupby(ordered, key=lambda name: rows[name])]


def _names(metrics: Iterable[Mapping[str, float]]) -> list[str]:
    return list(dict.fromkeys(name for held in metrics for name in held))


def _bounds(table: Numbers, rng: np.random.Generator) -> tuple[list[float], list[float]]:
    """Between which means each column lies in 95 of 100 draws of as many rows."""
    n = len(table)
    counts = rng.multinomial(n, np.full(n, 1 / n), size=DRAWS)
    low, high = np.percentile(counts @ table / n, [2.5, 97.5], axis=0)
    return [_round(value) for value in low], [_round(value) for value in high]


def _generator(seed: int, ids: Iterable[str]) -> np.random.Generator:
    return np.random.default_rng([seed, int(content_id(*ids), 16)])


def _round(value: float) -> float:
    return round(float(value), _DIGITS)


# ----------------------------------------------------------------------------------------------- comparison


def compare(before: Results, after: Results, *, seed: int = 0) -> Comparison:
    """How two runs over one test set differ, sample by sample: the runs are paired by sample id.

    Each metric is compared over the samples for which both runs have it.
    """
    old, new = ({scores.sample_id: scores.metrics for scores in results} for results in (before, after))
    both = sorted(old.keys() & new.keys())
    names = _names([*(old[each] for each in both), *(new[each] for each in both)])
    shared = [{name: 0.0 for name in names if name in old[each] and name in new[each]} for each in both]
    differences: dict[str, Difference] = {}
    for rows, columns in _by_rows(shared):
        ids = [both[row] for row in rows]
        differences |= _differences(ids, columns, old, new, seed)
    return Comparison(
        {name: differences[name] for name in names if name in differences},
        only_before=tuple(sorted(old.keys() - new.keys())),
        only_after=tuple(sorted(new.keys() - old.keys())),
        before_name=before.name,
        after_name=after.name,
    )


def _differences(
    ids: Sequence[str],
    names: Sequence[str],
    old: Mapping[str, Mapping[str, float]],
    new: Mapping[str, Mapping[str, float]],
    seed: int,
) -> dict[str, Difference]:
    earlier, later = (np.array([[run[each][name] for name in names] for each in ids]) for run in (old, new))
    change = np.round(later - earlier, 9)
    rng = _generator(seed, ids)
    low, high = _bounds(change, rng)
    p_values = _p_values(change, rng)
    return {
        name: Difference(
            before=_round(earlier[:, place].mean()),
            after=_round(later[:, place].mean()),
            difference=_round(change[:, place].mean()),
            low=low[place],
            high=high[place],
            p_value=p_values[place],
            n=len(ids),
            lost=tuple(each for each, value in zip(ids, change[:, place], strict=True) if value < 0),
            won=tuple(each for each, value in zip(ids, change[:, place], strict=True) if value > 0),
        )
        for place, name in enumerate(names)
    }


def _p_values(change: Numbers, rng: np.random.Generator) -> list[float]:
    """For each column, the share of sign flips whose sum is as far from 0 as the one that was found."""
    return [_p_value(column[column != 0], rng) for column in change.T]


def _p_value(differences: Numbers, rng: np.random.Generator) -> float:
    n = len(differences)
    reached = abs(differences.sum()) - 1e-9
    if n <= _EXACT_UP_TO:
        signs = (np.arange(2**n)[:, None] >> np.arange(n) & 1) * 2 - 1
        return _round((np.abs(signs @ differences) >= reached).mean())
    as_far = 0
    for _ in range(0, FLIPS, FLIPS_AT_ONCE):
        signs = rng.integers(0, 2, size=(FLIPS_AT_ONCE, n), dtype=np.int8) * 2 - 1
        as_far += int((np.abs(signs @ differences) >= reached).sum())
    return _round((as_far + 1) / (FLIPS + 1))

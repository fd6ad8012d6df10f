"""How many samples -> the smallest difference in recall that they can show.

``(z(0.975) + z(0.8)) * sqrt(2 * p * (1 - p) * (1 - r) / n)``: p the recall, p (1 - p) the variance of a recall that is
0 or 1 (the largest that a recall between them can have), r the correlation of two systems' recalls on the same samples.
Two systems that answer different samples have r = 0.
"""

from math import sqrt
from statistics import NormalDist

from kgsynth.report.quality.records import PLACES, Detectable, Power

RECALL = 0.8
CORRELATION = 0.5
SIZES = (50, 100, 200, 500)

_Z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)


def power(samples: int, multi_hop: int) -> Power:
    """What the set, its multi-hop part, and sets of usual sizes can show."""
    return Power(
        recall=RECALL,
        correlation=CORRELATION,
        own=detectable(samples),
        multi_hop=detectable(multi_hop) if multi_hop else None,
        table=tuple(map(detectable, SIZES)),
    )


def detectable(samples: int) -> Detectable:
    """The smallest difference that so many samples show, for the same samples and for different ones.

    >>> detectable(100)
    Detectable(samples=100, paired=0.1121, unpaired=0.1585)
    """
    return Detectable(samples=samples, paired=_difference(samples, CORRELATION), unpaired=_difference(samples, 0.0))


def _difference(samples: int, correlation: float) -> float | None:
    difference = _Z * sqrt(2 * RECALL * (1 - RECALL) * (1 - correlation) / samples)
    return round(difference, PLACES) if difference < 1 else None

"""What the different ways of finding names have in common: a stretch of a segment's text, and a first label."""

from collections.abc import Iterable
from typing import NamedTuple


class Found(NamedTuple):
    """The characters of a name in a segment's text, and what it seems to be."""

    start: int
    end: int
    label: str

    def overlaps(self, other: "Found") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def wraps(self, other: "Found") -> bool:
        """Whether the other lies in this one, and is shorter."""
        return self.start <= other.start and other.end <= self.end and self[:2] != other[:2]


def without_conflicts(*sources: Iterable[Found]) -> list[Found]:
    """All that is found, in order. Where two overlap, the earlier source wins; the later may only wrap it whole."""
    kept: list[Found] = []
    for source in sources:
        kept += [found for found in source if not any(_conflict(found, earlier) for earlier in kept)]
    return sorted(kept)


def _conflict(found: Found, earlier: Found) -> bool:
    return found.overlaps(earlier) and (earlier.label == "CODE" or not found.wraps(earlier))

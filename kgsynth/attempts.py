"""How often each slot and each query type was tried -> how much the cap on attempts leaves.

What slots that were filled early have left is for the others. A route that nothing can be asked of is an attempt, too.
"""

from collections import Counter

from kgsynth.types import QueryType

_CHOOSY, _MANY = 12, 800  # scenarios for each wanted single-hop sample until the engine takes more; in all, at most,
_LEAST_CHOOSY = (4, 4, 8, 12, 12)  # but never fewer than this for each, at each lenience: the last step is dear


class Attempts:
    """The attempts of a run.

    Args:
        most: for each wanted sample.

    Attributes:
        capped: the types for which the cap left no more.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.capped: set[QueryType] = set()
        self._of_slots: Counter[int] = Counter()
        self._of_types: Counter[QueryType] = Counter()

    def add(self, number: int, query_type: QueryType) -> None:
        """A route is offered to a slot."""
        self._of_slots[number] += 1
        self._of_types[query_type] += 1

    def of(self, number: int) -> int:
        """How often a slot was tried."""
        return self._of_slots[number]

    def are_many(self, number: int) -> bool:
        """Whether a slot has tried so long that it takes what nobody wants."""
        return self._of_slots[number] > self.most // 2

    def forget_slot(self, number: int) -> None:
        """It begins anew."""
        self._of_slots[number] = 0

    def forget_type(self, query_type: QueryType) -> None:
        """It begins anew, with whatever slots there are."""
        self._of_types[query_type] = 0

    def left(self, query_type: QueryType, *, wanted: int, barren: int, lenience: int | None) -> int:
        """What the cap leaves; noted where that is nothing.

        Args:
            wanted: samples of the type.
            barren: routes that nothing could be asked of.
            lenience: of an engine that still waits for better ones, so that less is tried before it takes more.
        """
        tried = self._of_types[query_type]
        left = self.most * wanted - tried - barren
        if lenience is not None:
            left = min(left, max(_LEAST_CHOOSY[lenience] * wanted, min(_CHOOSY * wanted, _MANY)) - tried)
        if left <= 0:
            self.capped.add(query_type)
        return left

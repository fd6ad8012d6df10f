"""Slots -> which of them are open, which wait for a reply, which are filled; and which have changed their types."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from kgsynth.scenarios import Slot
from kgsynth.types import QueryType, Sample


class Places:
    """The slots of a run, by their numbers."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        self._slots: dict[int, Slot] = {}
        self.add(slots)
        self._waiting: set[int] = set()
        self._filled: dict[int, Sample] = {}

    def add(self, slots: Iterable[Slot]) -> None:
        """More of them, with numbers of their own."""
        self._slots |= {slot.number: slot for slot in slots}
        self._slots = dict(sorted(self._slots.items()))

    def __len__(self) -> int:
        return len(self._slots)

    @property
    def filled(self) -> int:
        """How many are."""
        return len(self._filled)

    @property
    def are_full(self) -> bool:
        return len(self._filled) == len(self._slots)

    def is_filled(self, number: int) -> bool:
        return number in self._filled

    def samples(self) -> tuple[Sample, ...]:
        """What they are filled with, in their order."""
        return tuple(sample for _, sample in sorted(self._filled.items()))

    def wanted(self, query_type: QueryType) -> int:
        """How many are of a type, filled or not."""
        return sum(slot.query_type is query_type for slot in self._slots.values())

    def open(self, query_type: QueryType) -> list[Slot]:
        """Those of a type that are not filled."""
        of_type = (slot for slot in self._slots.values() if slot.query_type is query_type)
        return [slot for slot in of_type if slot.number not in self._filled]

    def idle(self, query_type: QueryType) -> list[Slot]:
        """Those that are open and wait for nothing."""
        return [slot for slot in self.open(query_type) if slot.number not in self._waiting]

    def wait(self, number: int) -> None:
        """A question is asked for."""
        self._waiting.add(number)

    def end(self, numbers: Iterable[int]) -> None:
        """Nothing more will come for these."""
        self._waiting.difference_update(numbers)

    def fill(self, number: int, sample: Sample) -> None:
        """A question was accepted."""
        self._filled[number] = sample

    def fits(self, number: int, query_type: QueryType, taken: Set[int]) -> bool:
        """Whether a slot is of a type, or is now, since an open one of that type took its own for it.

        Args:
            taken: the numbers of slots that others are about to fill.
        """
        own = self._slots[number]
        if own.query_type is query_type:
            return True
        free = [slot for slot in self.idle(query_type) or self.open(query_type) if slot.number not in taken]
        if not free:
            return False
        self._slots[number] = replace(own, query_type=query_type)
        self._slots[free[0].number] = replace(free[0], query_type=own.query_type)
        return True

    def turn(self, slots: Sequence[Slot], query_type: QueryType) -> Iterator[int]:
        """Give slots another type; their numbers."""
        for slot in slots:
            self._slots[slot.number] = replace(slot, query_type=query_type)
            yield slot.number

"""Slots, drafts -> which length and which persona to ask for next, and whether a draft is still wanted.

The length and the persona that a scenario names are wishes. What counts is the length that the question has and the
persona who asks it: a draft is taken while both are still wanted, by whichever slot.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import TypeVar

from kgsynth.scenarios import Slot
from kgsynth.types import Persona, QueryLength, Sample, Scenario, Shortfall

Cell = TypeVar("Cell", bound=str)


_LEAST = 0.5  # of an equal share, that each persona has where shares may differ


class Mix:
    """What is still wanted of each length and of each persona.

    Args:
        loose: whether personas may have unequal shares, as the passages suit them: half of an equal one at least.
    """

    def __init__(self, slots: Sequence[Slot], *, loose: bool = False) -> None:
        self._wanted_lengths = Counter(slot.query_length for slot in slots)
        equal = Counter(slot.persona.name for slot in slots)
        self._wanted_personas = {name: ceil(_LEAST * count) if loose else count for name, count in equal.items()}
        self._by_name = {slot.persona.name: slot.persona for slot in slots}
        self._open = len(slots)
        self._lengths = Counter(self._wanted_lengths)
        self._personas: Counter[str] = Counter()  # taken

    def wished(self, slot: Slot, on_their_way: Iterable[str]) -> Slot:
        """The slot with the length and the persona to ask for: its own while they are wanted, else the most wanted.

        Args:
            on_their_way: the names of the personas that are being asked for.
        """
        length, persona = slot.query_length, slot.persona
        if self._lengths[length] <= 0:
            length = max(QueryLength, key=lambda each: (self._lengths[each], each is slot.query_length))
        wanted = self._wanted(on_their_way)
        if persona.name not in wanted:
            persona = self._by_name[max(sorted(wanted), key=wanted.__getitem__, default=persona.name)]
        return replace(slot, query_length=length, persona=persona)

    def others(self, persona: Persona, on_their_way: Iterable[str] = ()) -> tuple[Persona, ...]:
        """Who may ask instead of a persona: of whom more questions are wanted."""
        wanted = self._wanted(on_their_way)
        return tuple(each for name, each in self._by_name.items() if name != persona.name and name in wanted)

    def _wanted(self, on_their_way: Iterable[str] = ()) -> Mapping[str, int]:
        """The personas that are wanted, and how many questions of each are still missing.

        Those that have their share are wanted, too, while there are more open places than others need.
        """
        coming = self._personas + Counter(on_their_way)
        missing = {name: max(0, least - coming[name]) for name, least in self._wanted_personas.items()}
        free = self._open - (coming.total() - self._personas.total()) > sum(missing.values())
        return {name: count for name, count in missing.items() if count or free}

    def wants(self, made: Scenario) -> bool:
        """Whether the length of a draft and who asks it are still wanted."""
        return self._lengths[made.query_length] > 0 and made.persona.name in self._wanted()

    def take(self, made: Scenario) -> None:
        """A draft takes its place."""
        self._open -= 1
        self._lengths[made.query_length] -= 1
        self._personas[made.persona.name] += 1

    def give_back(self, made: Scenario) -> None:
        """A draft that had a place was refused."""
        self._open += 1
        self._lengths[made.query_length] += 1
        self._personas[made.persona.name] -= 1

    def shortfalls(self, samples: Sequence[Sample]) -> Iterator[Shortfall]:
        """The lengths and personas that others stood in for, more than once."""
        lengths = Counter(sample.query_length for sample in samples)
        personas = Counter(sample.persona_name for sample in samples)
        yield from _off("query_length", self._wanted_lengths, lengths, "few questions of this length; other lengths")
        yield from _off("persona", self._wanted_personas, personas, "few passages suit this reader; other personas")


def _off(axis: str, wanted: Mapping[Cell, int], got: Mapping[Cell, int], cause: str) -> Iterator[Shortfall]:
    for cell, count in wanted.items():
        if got[cell] < count - 1:
            yield Shortfall(axis=axis, cell=cell, wanted=count, got=got[cell], cause=f"{cause} took their place")

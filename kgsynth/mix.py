"""Slots, drafts -> which length and which persona to ask for next, and whether a draft is still wanted.

The length and the persona that a scenario names are wishes. What counts is the length that the question has and the
persona who asks it: a draft is taken while both are still wanted, by whichever slot.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kgsynth.scenarios import Slot
from kgsynth.types import Persona, QueryLength, Sample, Scenario, Shortfall

Cell = TypeVar("Cell", bound=str)


class Mix:
    """What is still wanted of each length and of each persona."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._wanted_lengths = Counter(slot.query_length for slot in slots)
        self._wanted_personas = Counter(slot.persona.name for slot in slots)
        self._lengths = Counter(self._wanted_lengths)
        self._personas = Counter(self._wanted_personas)
        self._by_name = {slot.persona.name: slot.persona for slot in slots}

    def wished(self, slot: Slot, on_their_way: Iterable[str]) -> Slot:
        """The slot with the length and the persona to ask for: its own while they are wanted, else the most wanted.

        Args:
            on_their_way: the names of the personas that are being asked for.
        """
        lengths, personas = self._lengths, self._left(on_their_way)
        length, persona = slot.query_length, slot.persona
        if lengths[length] <= 0:
            length = max(QueryLength, key=lambda each: (lengths[each], each is slot.query_length))
        if personas[persona.name] <= 0:
            persona = self._by_name[max(sorted(personas), key=personas.__getitem__)]
        return replace(slot, query_length=length, persona=persona)

    def others(self, persona: Persona, on_their_way: Iterable[str] = ()) -> tuple[Persona, ...]:
        """Who may ask instead of a persona: of whom more questions are wanted."""
        left = self._left(on_their_way)
        return tuple(each for name, each in self._by_name.items() if name != persona.name and left[name] > 0)

    def _left(self, on_their_way: Iterable[str]) -> Counter[str]:
        """The personas that are wanted, less those that are being asked for."""
        left = Counter(self._personas)
        left.subtract(on_their_way)
        return left

    def wants(self, made: Scenario) -> bool:
        """Whether the length of a draft and who asks it are still wanted."""
        return self._lengths[made.query_length] > 0 and self._personas[made.persona.name] > 0

    def take(self, made: Scenario) -> None:
        """A draft takes its place."""
        self._lengths[made.query_length] -= 1
        self._personas[made.persona.name] -= 1

    def give_back(self, made: Scenario) -> None:
        """A draft that had a place was refused."""
        self._lengths[made.query_length] += 1
        self._personas[made.persona.name] += 1

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

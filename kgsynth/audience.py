"""Persona, Route -> who would read what: each of several passages goes to the reader it suits best."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest
from math import ceil
from statistics import median

from kgsynth.graph import KnowledgeGraph, Topic
from kgsynth.routes import Route
from kgsynth.types import Chunk, Persona

_LEVELS = {"novice": 0.1, "practitioner": 0.5, "expert": 0.9}
"""Where a reader stands among the passages, ordered from what everybody meets to what few have to know."""
_STRANGE_TOPIC = 1.0  # what a topic that a persona does not read costs: as much as any level
_LATE = 0.3  # what it costs to be the last of the routes, against the first
_AGAIN = 1.0  # what it costs to offer only what others of the same batch are offered: two would ask the same
CHOICE = 3  # routes per persona
_BLOCK = 200  # personas that are dealt to at once
_CODE = re.compile(r"[_/\\<>{}=|$@#`]|\(\)|\d|[a-z][A-Z]|^-|^[A-Z]{3,}$|::")


@dataclass(frozen=True)
class Audience:
    """Who would read which passages of a corpus."""

    graph: KnowledgeGraph

    def dealt(self, personas: Sequence[Persona], routes: Sequence[Route]) -> list[Route]:
        """For each persona, while there are routes, the one of those left that suits best.

        A route that comes early suits better, and one whose chunks nobody else of these is offered.

        Args:
            routes: more than there are personas give a better choice: `CHOICE` times as many are wanted.
        """
        blocks = ceil(len(personas) / _BLOCK)
        dealt = [list(self._dealt(personas[start::blocks], routes[start::blocks])) for start in range(blocks)]
        return [route for turn in zip_longest(*dealt) for route in turn if route is not None]

    def _dealt(self, personas: Sequence[Persona], routes: Sequence[Route]) -> Iterator[Route]:
        levelled = zip(routes, self._levels(routes), strict=True)
        left = [_Told(route, level, self._topics_of(route)) for route, level in levelled]
        offered: set[str] = set()
        for persona in personas[: len(routes)]:
            level, read, late = _LEVELS.get(persona.expertise, 0.5), self._read_by(persona), _LATE / len(left)
            cost = [
                told.strange_to(read) + abs(level - told.level) + late * place + _AGAIN * told.share_in(offered)
                for place, told in enumerate(left)
            ]
            route = left.pop(cost.index(min(cost))).route
            offered.update(chunk.id for chunk in route.chunks)
            yield route

    def _levels(self, routes: Sequence[Route]) -> Iterator[float]:
        """How far each is from plain words on what many documents speak of, against the others: from 0 to 1."""
        code = _ranked([_code_in(route.chunks) for route in routes])
        rare = _ranked([-self._commonness(route.chunks) for route in routes])
        return (sum(pair) / 2 for pair in zip(code, rare, strict=True))

    def _commonness(self, chunks: Sequence[Chunk]) -> float:
        """In how many documents the names of these chunks stand: of the name in the middle."""
        return median([count for chunk in chunks for count in self._documents[chunk.id]] or [0])

    @cached_property
    def _documents(self) -> dict[str, list[int]]:
        """Of each chunk, in how many documents each of its entities stands."""
        named = {chunk.id: [each.id for each in self.graph.entities_of(chunk.id)] for chunk in self.graph.chunks()}
        found = {(name, self.graph.chunk(chunk).document_id) for chunk, names in named.items() for name in names}
        counts = Counter(name for name, _ in found)
        return {chunk: [counts[name] for name in names] for chunk, names in named.items()}

    def _topics_of(self, route: Route) -> frozenset[str]:
        return frozenset(self.graph.topic_of(chunk.id) for chunk in route.chunks)

    def _read_by(self, persona: Persona) -> frozenset[str]:
        """The ids of the topics that a persona reads; none where it may read all."""
        return frozenset(topic.id for topic in self._topics if topic.name in persona.topics)

    @cached_property
    def _topics(self) -> tuple[Topic, ...]:
        return tuple(self.graph.topics().values())


@dataclass(frozen=True, eq=False)
class _Told:
    """A route, how technical it is among others from 0 to 1, and the topics of its chunks."""

    route: Route
    level: float
    topics: frozenset[str]

    def strange_to(self, read: frozenset[str]) -> float:
        return _STRANGE_TOPIC if read and not read & self.topics else 0.0

    def share_in(self, offered: Set[str]) -> float:
        """How much of it is among what is offered already."""
        return sum(chunk.id in offered for chunk in self.route.chunks) / len(self.route.chunks)


def _ranked(measures: Sequence[float]) -> list[float]:
    """The place of each among all, from 0 for the lowest to 1."""
    ranked = sorted(range(len(measures)), key=measures.__getitem__)
    places = {at: place / max(1, len(measures) - 1) for place, at in enumerate(ranked)}
    return [places[at] for at in range(len(measures))]


def _code_in(chunks: Sequence[Chunk]) -> float:
    """The share of words that are no words of plain language."""
    counts = [_counted(chunk.text) for chunk in chunks]
    return sum(code for code, _ in counts) / max(1, sum(words for _, words in counts))


@lru_cache(maxsize=2**16)
def _counted(text: str) -> tuple[int, int]:
    """How many words are no words of plain language, and how many there are."""
    words = text.split()
    return sum(_CODE.search(word.strip(".,;:!?\"'")) is not None for word in words), len(words)

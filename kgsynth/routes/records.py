"""Route: the evidence of a question to come; and the order in which routes of a sort take turns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest
from random import Random
from typing import TypeVar

from kgsynth.graph import KnowledgeGraph
from kgsynth.types import Chunk, EdgeKind, PathEdge, content_id

Item = TypeVar("Item")


@dataclass(frozen=True)
class Route:
    """The evidence of a question to come: one chunk, or a path through the graph."""

    chunks: tuple[Chunk, ...]
    path: tuple[PathEdge, ...] = ()
    entities: tuple[str, ...] = ()

    @cached_property
    def id(self) -> str:
        """The same for the same chunks in the same order."""
        return content_id(*(chunk.id for chunk in self.chunks))


Families = tuple[tuple[Route, ...], ...]
"""Routes of several sorts, each in the order in which it should be tried; who tries them finds out which sort gives."""


def in_turn(routes: Iterable["Promising"], rng: Random, seen: set[str]) -> Iterable[Route]:
    """The most promising first; each group (an entity, a page, a pair of documents) has one turn a round."""
    groups: dict[str, list[tuple[float, float, Route]]] = defaultdict(list)
    for promise, group, route in routes:
        if route.id not in seen:
            seen.add(route.id)
            groups[group].append((-promise, rng.random(), route))
    queues = [sorted(group, key=lambda item: item[:2]) for _, group in sorted(groups.items())]
    queues.sort(key=lambda queue: (queue[0][0], rng.random()))
    return (route for _, _, route in alternating(queues))


Promising = tuple[float, str, Route]
"""How likely a question comes of a route, the group it takes turns in, and the route."""


def joined(graph: KnowledgeGraph, first: Chunk, second: Chunk, names: tuple[str, ...]) -> Route:
    """Two chunks with what joins them: a name that both hold, or what the graph says, or their page."""
    found = graph.edges_between(first.id, second.id)
    kind = EdgeKind.SHARED_ENTITY if names else found[0].kind if found else EdgeKind.SECTION
    step = PathEdge(source=first.id, target=second.id, kind=kind, entities=names)
    return Route((first, second), (step,), names)


def alternating(queues: Iterable[Sequence[Item]]) -> Iterable[Item]:
    """The first of each queue, then the second of each, and so on."""
    missing = object()
    rounds = zip_longest(*queues, fillvalue=missing)
    return (item for item in chain.from_iterable(rounds) if item is not missing)  # type: ignore[misc]


def pages_of(graph: KnowledgeGraph) -> dict[str, list[Chunk]]:
    """The chunks of each document, in its order."""
    pages: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in graph.chunks():
        pages[chunk.document_id].append(chunk)
    return pages

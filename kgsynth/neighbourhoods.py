"""KnowledgeGraph -> Route: passages that belong together, for a writer that chooses among them what to ask of.

A person who writes a good question looks around first. So a route here offers more than a question needs: a chunk with
its neighbours on the page, or a chunk with those that it has most in common with. The writer takes one, or two or three
that are joined, and its draft keeps those alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from random import Random

from kgsynth.graph import KnowledgeGraph
from kgsynth.graph.paths import Edge
from kgsynth.language.words import squeezed
from kgsynth.routes import Families, Promising, Route, edge_routes, in_turn, is_dull, is_thin, names_both, single_routes
from kgsynth.types import Chunk, ChunkKind, EdgeKind, PathEdge

_AROUND = 2  # chunks of the same page that are offered beside one, at most
_KIN = 6  # chunks that are offered beside one for a question over several, at most
_TOO_ALIKE = 0.5  # likeness beyond which pages mostly repeat each other
_ENOUGH = 2  # neighbourhoods per wanted sample, before any other path is looked at


def single_offers(graph: KnowledgeGraph, rng: Random, *, wanted: int) -> Families:
    """Each chunk with those that stand next to it on its page."""
    pages: dict[str, list[Chunk]] = {}
    for chunk in graph.chunks():
        pages.setdefault(chunk.document_id, []).append(chunk)
    around = min(_AROUND, _spare(graph, wanted))
    return (_spread(_with_neighbours(route.chunks[0], pages, around) for route in single_routes(graph, rng)),)


def _spare(graph: KnowledgeGraph, wanted: int) -> int:
    """How many chunks there are beside the one for each sample: where few are, several writers would take the same."""
    return max(0, len(graph.chunks()) // max(1, wanted) - 1)


def _with_neighbours(chunk: Chunk, pages: dict[str, list[Chunk]], around: int) -> Route:
    page = pages[chunk.document_id]
    place = page.index(chunk)
    after, before = page[place + 1 :], page[:place][::-1]
    others = [each for each in (*after[:around], *before) if not is_thin(each)]
    return Route((chunk, *others[:around]))


def _spread(routes: Iterable[Route]) -> tuple[Route, ...]:
    """Those first that offer what none before them offers: many are sent at once, and should not ask the same."""
    offered: Counter[str] = Counter()
    ranked = []
    for route in routes:
        ids = [chunk.id for chunk in route.chunks]
        ranked.append((max(offered[each] for each in ids), route))
        offered.update(ids)
    return tuple(route for _, route in sorted(ranked, key=lambda each: each[0]))


def multi_offers(graph: KnowledgeGraph, rng: Random, *, wanted: int) -> Families:
    """Each chunk with its kin; and where they are few, every pair of chunks that an edge joins."""
    seen: set[str] = set()
    most = min(_KIN, max(1, _spare(graph, wanted)))
    kin = _spread(in_turn(_neighbourhoods(graph, most), rng, seen))
    rest = in_turn(edge_routes(graph, any_path=True), rng, seen) if len(kin) < _ENOUGH * wanted else ()
    return kin, tuple(rest)


def _neighbourhoods(graph: KnowledgeGraph, most: int) -> Iterator[Promising]:
    for hub in graph.chunks():
        if is_thin(hub) or hub.kind is ChunkKind.CODE:
            continue
        kin = sorted(_kin(graph, hub), key=lambda pair: (-pair[0], pair[1].id))
        chosen = _chosen(graph, hub, kin, most)
        if chosen:
            chunks = (hub, *(chunk for _, chunk in chosen))
            path = tuple(_steps(graph, chunks))
            names = tuple(dict.fromkeys(name for step in path for name in step.entities))
            promise = sum(score for score, _ in chosen) * (0.2 if is_dull(hub) else 1.0)
            yield promise, hub.document_id, Route(chunks, path, names)


def _kin(graph: KnowledgeGraph, hub: Chunk) -> Iterator[tuple[float, Chunk]]:
    """What shares a name with a chunk and has more to do with it: one is about what the other mentions, or links to it,
    or people set the two side by side. Pages that say nearly the same have nothing to add to each other."""
    for other in map(graph.chunk, graph.joined_to(hub.id)):
        edges = {edge.kind: edge for edge in graph.edges_between(hub.id, other.id)}
        names = _shared_names(graph, edges, hub, other)
        if names and other.language == hub.language and not is_thin(other) and not graph.is_duplicate(hub.id, other.id):
            alike = edges[EdgeKind.SIMILAR].weight if EdgeKind.SIMILAR in edges else 0.0
            ties = _tells_of(names, hub, other) + (EdgeKind.LINK in edges) + 0.5 * (EdgeKind.SIBLING in edges)
            score = ties + min(alike, _TOO_ALIKE) - 3 * max(0.0, alike - _TOO_ALIKE)
            if ties:
                across = 1.3 if other.document_id != hub.document_id else 1.0
                yield score * across * (0.2 if is_dull(other) else 1.0), other


def _tells_of(names: Iterable[str], first: Chunk, second: Chunk) -> bool:
    """Whether one chunk is about something that the other just mentions: it stands in the titles of one alone."""
    titles = [squeezed(" ".join((chunk.title, *chunk.headings))) for chunk in (first, second)]
    return any((squeezed(name) in titles[0]) != (squeezed(name) in titles[1]) for name in names)


def _shared_names(graph: KnowledgeGraph, edges: dict[EdgeKind, Edge], first: Chunk, second: Chunk) -> tuple[str, ...]:
    shared = edges.get(EdgeKind.SHARED_ENTITY)
    entities = map(graph.entity, shared.entities) if shared else ()
    return tuple(entity.name for entity in entities if names_both(entity, first, second))


def _chosen(
    graph: KnowledgeGraph, hub: Chunk, kin: Iterable[tuple[float, Chunk]], most: int
) -> Sequence[tuple[float, Chunk]]:
    """The best of the kin, no two that say the same, and the last of them from another page if it can be."""
    chosen: list[tuple[float, Chunk]] = []
    for score, chunk in kin:
        at_home = all(each.document_id == hub.document_id for _, each in (*chosen, (score, chunk)))
        if len(chosen) == most - 1 > 0 and at_home:
            continue
        if not any(graph.is_duplicate(chunk.id, each.id) for _, each in chosen):
            chosen.append((score, chunk))
        if len(chosen) == most:
            break
    return chosen


def _steps(graph: KnowledgeGraph, chunks: Sequence[Chunk]) -> Iterator[PathEdge]:
    """What joins each two of the chunks: a name that both hold where there is one."""
    for first, second in combinations(chunks, 2):
        found = graph.edges_between(first.id, second.id)
        if not found:
            continue
        names = _shared_names(graph, {edge.kind: edge for edge in found}, first, second)
        kind = EdgeKind.SHARED_ENTITY if names else found[0].kind
        yield PathEdge(source=first.id, target=second.id, kind=kind, entities=names)

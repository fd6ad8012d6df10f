"""Edges of the graph -> paths over them: between siblings, through tables, and between statements of one sort."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from kgsynth.graph import KnowledgeGraph
from kgsynth.routes.dullness import is_dull, is_thin
from kgsynth.routes.entities import NO_BRIDGE, names_both
from kgsynth.routes.records import Promising, Route
from kgsynth.routes.statements import cues
from kgsynth.types import Chunk, EdgeKind, PathEdge


def sibling_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Between chunks with entries that read alike, which people set side by side."""
    for edge in graph.edges(EdgeKind.SIBLING):
        first, second = graph.chunk(edge.source), graph.chunk(edge.target)
        if not graph.is_duplicate(first.id, second.id) and first.language == second.language:
            step = PathEdge(source=first.id, target=second.id, kind=edge.kind)
            dull = 0.2 if is_dull(first) or is_dull(second) else 1.0
            group = " ".join(sorted((first.document_id, second.document_id)))
            names = tuple(graph.entity(each).name for each in edge.entities)
            yield (1 - abs(edge.weight - 0.55)) * dull, group, Route((first, second), (step,), names)


_ROW = re.compile(r"^\|[^\n]*\w[^\n]*\|", re.MULTILINE)


def chain_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Three tables, the middle one with a row that names what the others tell of: product, designer, site."""
    joined: dict[str, list[tuple[Chunk, str]]] = defaultdict(list)
    tables = {chunk.id for chunk in graph.chunks() if _ROW.search(chunk.text)}
    for edge in graph.edges(EdgeKind.SHARED_ENTITY):
        first, second = graph.chunk(edge.source), graph.chunk(edge.target)
        if first.document_id != second.document_id and {first.id, second.id} <= tables:
            for entity in map(graph.entity, edge.entities):
                if entity.label not in NO_BRIDGE and names_both(entity, first, second):
                    joined[first.id].append((second, entity.name))
                    joined[second.id].append((first, entity.name))
    for middle, ends in sorted(joined.items()):
        rows = _ROW.findall(graph.chunk(middle).text)
        for (first, one), (last, other) in combinations(sorted(ends, key=lambda end: (end[1], end[0].id)), 2):
            if one != other and first.document_id != last.document_id and any(one in r and other in r for r in rows):
                steps = _steps((first, graph.chunk(middle), last), (one, other))
                yield 1.0, f"{middle} {one} {other}", Route((first, graph.chunk(middle), last), steps, (one, other))


def _steps(chunks: Sequence[Chunk], names: Sequence[str]) -> tuple[PathEdge, ...]:
    """From each chunk to the next over a name that both hold."""
    return tuple(
        PathEdge(source=first.id, target=second.id, kind=EdgeKind.SHARED_ENTITY, entities=(name,))
        for (first, second), name in zip(pairwise(chunks), names, strict=True)
    )


_PROMISES = {EdgeKind.SIMILAR: 1.0, EdgeKind.SECTION: 0.9, EdgeKind.SHARED_ENTITY: 0.8, EdgeKind.LINK: 0.7}


def edge_routes(graph: KnowledgeGraph, *, any_path: bool) -> Iterator[Promising]:
    """Over the edges between chunks that hold statements of one sort: defaults, dates, figures, closed lists.

    Args:
        any_path: over all edges.
    """
    for path in graph.paths(2):
        edge = path.edges[0]
        first, second = graph.chunk(edge.source), graph.chunk(edge.target)
        if is_thin(first) or is_thin(second) if any_path else not cues(first.text) & cues(second.text):
            continue
        shared = map(graph.entity, edge.entities)
        entities = tuple(entity.name for entity in shared if names_both(entity, first, second))
        step = PathEdge(source=first.id, target=second.id, kind=edge.kind, entities=entities)
        dull = 0.2 if is_dull(first) or is_dull(second) else 1.0
        group = " ".join((edge.kind, *sorted((first.document_id, second.document_id))))
        yield _PROMISES.get(edge.kind, 0.1) * dull, group, Route((first, second), (step,), entities)

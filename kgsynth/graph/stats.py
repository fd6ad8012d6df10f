"""KnowledgeGraph -> GraphStats: its size, its best connections, and why they are few where they are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from kgsynth.graph.model import KnowledgeGraph
from kgsynth.graph.paths import Edge
from kgsynth.types import EdgeKind

MOST_NAMED = 10
POOR = 0.5  # fewer usable edges per chunk than this is a poor supply of multi-hop questions


@dataclass(frozen=True, slots=True)
class GraphStats:
    """A graph in numbers.

    Attributes:
        nodes: type -> how many.
        edges: kind -> how many, between chunks.
        components: groups of chunks that are joined somehow.
        topics: name and number of chunks of each, the largest first.
        connecting: name and number of chunks of the entities that join most chunks.
        hubs: names of the entities in too many chunks to join any, the most common first.
        cross_document: edges between chunks of two documents.
        isolated: chunks that no edge joins to another.
        problems: sentences that say why multi-hop questions will be few; empty if they will not.
    """

    nodes: dict[str, int]
    edges: dict[str, int]
    components: int
    topics: tuple[tuple[str, int], ...]
    connecting: tuple[tuple[str, int], ...]
    hubs: tuple[str, ...]
    cross_document: int
    isolated: int
    problems: tuple[str, ...]


def graph_stats(graph: KnowledgeGraph) -> GraphStats:
    """The numbers of a graph."""
    edges = list(graph.edges())
    joined = nx.Graph()
    joined.add_nodes_from(chunk.id for chunk in graph.chunks())
    joined.add_edges_from((edge.source, edge.target) for edge in edges)
    topics = tuple((topic.name, len(topic.chunks)) for topic in graph.topics().values())
    return GraphStats(
        nodes=dict(Counter(kind for _, kind in graph.nx.nodes(data="type"))),
        edges={kind.value: sum(edge.kind is kind for edge in edges) for kind in EdgeKind},
        components=nx.number_connected_components(joined),
        topics=topics,
        connecting=_spread(graph, joins=True),
        hubs=tuple(name for name, _ in _hubs(graph)),
        cross_document=sum(_crosses(graph, edge) for edge in edges),
        isolated=nx.number_of_isolates(joined),
        problems=tuple(_problems(graph, edges)),
    )


def _crosses(graph: KnowledgeGraph, edge: Edge) -> bool:
    return graph.chunk(edge.source).document_id != graph.chunk(edge.target).document_id


def _spread(graph: KnowledgeGraph, *, joins: bool) -> tuple[tuple[str, int], ...]:
    """Names of entities with the number of their chunks, the most common first."""
    counts = [
        (entity.name, len(graph.nx.adj[entity.id])) for entity in graph.entities() if graph.joins(entity.id) is joins
    ]
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:MOST_NAMED])


def _hubs(graph: KnowledgeGraph) -> list[tuple[str, int]]:
    named = {entity.name for entity in graph.entities() if entity.label not in ("DATE", "NUMBER")}
    return [(name, count) for name, count in _spread(graph, joins=False) if count > 1 and name in named]


def _problems(graph: KnowledgeGraph, edges: list[Edge]) -> Iterator[str]:
    if len(graph.documents()) < 2:
        yield "There is one document only, so no question can join two documents."
    telling = [edge for edge in edges if edge.kind is not EdgeKind.NEXT]
    usable = sum(not graph.is_duplicate(edge.source, edge.target) for edge in telling)
    if usable >= POOR * len(graph.chunks()):
        return
    yield f"Only {usable} pairs of passages have anything in common that a question could join, duplicates aside."
    yield from _causes(graph, edges)


def _causes(graph: KnowledgeGraph, edges: list[Edge]) -> Iterator[str]:
    entities = graph.entities()
    single = sum(len(graph.nx.adj[entity.id]) == 1 for entity in entities)
    if not entities:
        yield "No names or key phrases were found in the text."
    elif single:
        yield f"{single} of {len(entities)} names and key phrases occur in one passage only."
    if hubs := _hubs(graph):
        yield f"These occur in too many passages to join any: {', '.join(name for name, _ in hubs)}."
    duplicates = sum(edge.duplicate for edge in edges)
    if duplicates:
        yield f"{duplicates} pairs of passages say the same and are never joined."

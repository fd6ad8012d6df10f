"""The knowledge graph: a plain NetworkX graph, and a thin typed view of it.

``graph.nx`` is a ``MultiGraph``: two chunks may be joined for several reasons, and each reason is an edge of its own
whose key is its kind. All attributes are plain JSON values, so the graph can be written and compared as it is.

    node type  attributes
    document   text, source, title, language, metadata, links, pages, body_start
    chunk      document, start, end, headings, kind, topic, copies (the first of those with the same text, if any)
    entity     name, label, aliases, joins
    edge key   attributes
    contains   (document - chunk) none
    mentions   (chunk - entity) places: [text, label, start, end] of each
    others     (chunk - chunk) source, weight, entities, duplicate
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx

from kgsynth.graph.paths import TELLING, Edge, GraphPath, walks
from kgsynth.types import Chunk, ChunkKind, Document, EdgeKind, Entity, Link, Mention, Span

CONTAINS = "contains"
MENTIONS = "mentions"
_KINDS = frozenset(EdgeKind)


@dataclass(frozen=True, slots=True)
class Topic:
    """Chunks that are closely joined, and the words that tell them from the rest."""

    id: str
    name: str
    chunks: tuple[str, ...]


class KnowledgeGraph:
    """A view of ``nx`` that speaks in documents, chunks, entities and edges. Chunks keep the order of the documents."""

    def __init__(self, graph: "nx.MultiGraph[str]") -> None:
        self.nx = graph

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KnowledgeGraph) and bool(nx.utils.graphs_equal(self.nx, other.nx))

    __hash__ = None  # type: ignore[assignment]

    # ------------------------------------------------------------------------------------------------- nodes

    def documents(self) -> tuple[Document, ...]:
        """The documents, in the order in which they were given."""
        return tuple(self._documents.values())

    def document(self, document_id: str) -> Document:
        """The document with this id."""
        return self._documents[document_id]

    def chunks(self) -> tuple[Chunk, ...]:
        """The chunks, in the order of the documents."""
        return tuple(self._chunks.values())

    def chunk(self, chunk_id: str) -> Chunk:
        """The chunk with this id."""
        return self._chunks[chunk_id]

    def entities(self) -> tuple[Entity, ...]:
        """All entities."""
        return tuple(self._entities.values())

    def entity(self, entity_id: str) -> Entity:
        """The entity with this id."""
        return self._entities[entity_id]

    def entities_of(self, chunk_id: str) -> tuple[Entity, ...]:
        """What a chunk mentions, in the order of the first mention."""
        return tuple(self._entities[entity] for entity in self._neighbours(chunk_id, MENTIONS))

    def chunks_of(self, entity_id: str) -> tuple[Chunk, ...]:
        """The chunks that mention an entity, in order."""
        return tuple(self._chunks[chunk] for chunk in self._neighbours(entity_id, MENTIONS))

    def mentions_of(self, chunk_id: str, entity_id: str) -> tuple[Mention, ...]:
        """The places where a chunk mentions an entity."""
        document_id = self.nx.nodes[chunk_id]["document"]
        places = self.nx.edges[chunk_id, entity_id, MENTIONS]["places"]
        return tuple(
            Mention(text, label, Span(document_id, start, end), chunk_id) for text, label, start, end in places
        )

    def joins(self, entity_id: str) -> bool:
        """Whether an entity may join chunks: it is no number, date or everyday word, and not in too many chunks."""
        return bool(self.nx.nodes[entity_id]["joins"])

    def _neighbours(self, node: str, key: str) -> Iterator[str]:
        return (other for other, edges in self.nx.adj[node].items() if key in edges)

    # ------------------------------------------------------------------------------------------------- edges

    def edges(self, kind: EdgeKind | None = None) -> Iterator[Edge]:
        """The edges between chunks, all or of one kind."""
        done: set[str] = set()
        for first in self._chunks:
            for second, between in self.nx.adj[first].items():
                if second not in done:
                    keys = [key for key in between if key in _KINDS] if kind is None else [kind]
                    yield from (_edge(first, second, key, between[key]) for key in keys if key in between)
            done.add(first)

    def edge_count(self) -> int:
        """How many edges there are between chunks."""
        return sum(key in _KINDS for _, _, key in self.nx.edges(keys=True))

    def edges_between(self, first: str, second: str) -> tuple[Edge, ...]:
        """Every reason why two chunks are joined, the most telling first."""
        between: Mapping[str, dict[str, Any]] = self.nx.adj[first].get(second, {})
        return tuple(_edge(first, second, kind, between[kind]) for kind in TELLING if kind in between)

    def joined_to(self, chunk_id: str) -> tuple[str, ...]:
        """The chunks that a chunk is joined to, in order."""
        return tuple(other for other in self.nx.adj[chunk_id] if other in self._chunks)

    def is_duplicate(self, first: str, second: str) -> bool:
        """Whether two chunks say the same, so that they are never two hops of one question."""
        if first == second:
            return True
        edge = self.nx.get_edge_data(first, second, EdgeKind.SIMILAR, {})
        copies = self.nx.nodes[first].get("copies")
        return bool(edge.get("duplicate")) or (copies is not None and copies == self.nx.nodes[second].get("copies"))

    def paths(self, hops: int = 2, *, cross_language: bool = False) -> Iterator[GraphPath]:
        """The ways from chunk to chunk that a question with so many hops may take: no chunk twice, no duplicates.

        Each pair of neighbours is one path; longer ones branch over the strongest edges of each chunk only, and never
        go on by the very entities by which they came. The number of paths grows with the number of chunks.

        Args:
            cross_language: also join chunks of different languages.
        """
        return walks(list(self._chunks), self._usable_edges(cross_language), hops, self.is_duplicate)

    def _usable_edges(self, cross_language: bool) -> list[Edge]:
        """The most telling edge of each pair of chunks that are not duplicates."""
        usable = []
        for first, second in self._pairs():
            same = self._chunks[first].language == self._chunks[second].language
            if (same or cross_language) and not self.is_duplicate(first, second):
                between = self.nx.adj[first][second]
                kind = next(kind for kind in TELLING if kind in between)
                usable.append(_edge(first, second, kind, between[kind]))
        return usable

    def _pairs(self) -> Iterator[tuple[str, str]]:
        order = {chunk: place for place, chunk in enumerate(self._chunks)}
        for first, place in order.items():
            yield from ((first, second) for second in self.nx.adj[first] if order.get(second, -1) > place)

    # ------------------------------------------------------------------------------------------------ topics

    def topics(self) -> dict[str, Topic]:
        """The topics by id, the largest first."""
        members: dict[str, list[str]] = {topic: [] for topic in self.nx.graph["topics"]}
        for chunk in self._chunks:
            members[self.nx.nodes[chunk]["topic"]].append(chunk)
        names = self.nx.graph["topics"]
        return {topic: Topic(topic, names[topic], tuple(chunks)) for topic, chunks in members.items()}

    def topic_of(self, chunk_id: str) -> str:
        """The id of a chunk's topic."""
        return str(self.nx.nodes[chunk_id]["topic"])

    # ----------------------------------------------------------------------------------------------- records

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {node: _document(node, data) for node, data in self._nodes("document")}

    @cached_property
    def _chunks(self) -> dict[str, Chunk]:
        return {node: _chunk(node, data, self._documents[data["document"]]) for node, data in self._nodes("chunk")}

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {
            node: Entity(node, data["name"], data["label"], tuple(data["aliases"]))
            for node, data in self._nodes("entity")
        }

    def _nodes(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        return ((node, data) for node, data in self.nx.nodes(data=True) if data["type"] == kind)


def _edge(first: str, second: str, kind: str, data: Mapping[str, Any]) -> Edge:
    source, target = (first, second) if data["source"] == first else (second, first)
    return Edge(source, target, EdgeKind(kind), data["weight"], tuple(data["entities"]), data["duplicate"])


def _document(node: str, data: Mapping[str, Any]) -> Document:
    return Document(
        id=node,
        text=data["text"],
        source=data["source"],
        title=data["title"],
        language=data["language"],
        metadata=data["metadata"],
        links=tuple(Link(*link) for link in data["links"]),
        pages=tuple(data["pages"]),
        body_start=data["body_start"],
    )


def _chunk(node: str, data: Mapping[str, Any], document: Document) -> Chunk:
    return Chunk(
        id=node,
        span=Span(document.id, data["start"], data["end"]),
        text=document.text[data["start"] : data["end"]],
        headings=tuple(data["headings"]),
        kind=ChunkKind(data["kind"]),
        title=document.title,
        source=document.source,
        language=document.language,
        metadata=document.metadata,
    )

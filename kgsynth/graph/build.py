"""Mention -> KnowledgeGraph: nodes for documents, chunks and entities, and an edge per reason to join two chunks."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import networkx as nx

from kgsynth.entities.resolution import resolve
from kgsynth.graph import coordination, linking, siblings, structure, topics
from kgsynth.graph.model import CONTAINS, MENTIONS, KnowledgeGraph
from kgsynth.graph.similarity import Embed, copies, similar_pairs
from kgsynth.settings import Settings
from kgsynth.types import Chunk, Document, EdgeKind, Entity, Mention

Progress = Callable[[str, int, int], None]

# How much the text's own structure counts beside shared entities and cosines.
NEXT_WEIGHT = 0.5
SECTION_WEIGHT = 0.5
LINK_WEIGHT = 1.0
SIDE_BY_SIDE_WEIGHT = 0.55


def build_graph(
    documents: Sequence[Document],
    chunks: Sequence[Chunk],
    mentions: Iterable[Mention],
    *,
    settings: Settings,
    embed: Embed,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """The graph of the documents. It holds all that later stages need, so it can be saved and stand for them.

    Args:
        embed: texts -> rows of unit length.
        progress: called with ("graph", steps done, steps in all).
    """
    builder = _Builder(documents, chunks, settings)
    steps: tuple[Callable[[], None], ...] = (
        builder.add_texts,
        lambda: builder.add_entities(list(mentions)),
        builder.add_shared,
        builder.add_structure,
        builder.add_siblings,
        lambda: builder.add_similar(embed),
        builder.add_topics,
    )
    for done, step in enumerate(steps, start=1):
        step()
        if progress is not None:
            progress("graph", done, len(steps))
    return KnowledgeGraph(builder.graph)


class _Builder:
    """Adds one kind of node or edge after the other. A row is the place of a chunk among all chunks."""

    def __init__(self, documents: Sequence[Document], chunks: Sequence[Chunk], settings: Settings) -> None:
        self.graph: nx.MultiGraph[str] = nx.MultiGraph()
        self.documents = documents
        self.chunks = chunks
        self.settings = settings
        self.row_of = {chunk.id: row for row, chunk in enumerate(chunks)}
        self.entities: dict[str, Entity] = {}
        self.members: dict[str, list[int]] = {}

    def add_texts(self) -> None:
        for document in self.documents:
            self.graph.add_node(document.id, **_document_fields(document))
        for chunk in self.chunks:
            self.graph.add_node(chunk.id, **_chunk_fields(chunk))
            self.graph.add_edge(chunk.document_id, chunk.id, CONTAINS)

    def add_entities(self, mentions: Sequence[Mention]) -> None:
        self.entities, entity_of = resolve(mentions)
        places: defaultdict[str, defaultdict[str, list[list[object]]]] = defaultdict(lambda: defaultdict(list))
        for mention in mentions:
            if mention.text in entity_of:
                place = [mention.text, mention.label, mention.span.start, mention.span.end]
                places[entity_of[mention.text]][mention.chunk_id].append(place)
        for entity_id, chunk_places in places.items():
            self.members[entity_id] = sorted(self.row_of[chunk_id] for chunk_id in chunk_places)
            self.graph.add_node(entity_id, **self._entity_fields(self.entities[entity_id]))
            for row in self.members[entity_id]:
                chunk_id = self.chunks[row].id
                self.graph.add_edge(chunk_id, entity_id, MENTIONS, places=chunk_places[chunk_id])

    def _entity_fields(self, entity: Entity) -> dict[str, Any]:
        rows = self.members[entity.id]
        few = len(rows) <= linking.most_chunks(len(self.chunks), self.settings)
        joins = few and not linking.is_noise(entity, self.chunks[rows[0]].language)
        return {
            "type": "entity",
            "name": entity.name,
            "label": entity.label,
            "aliases": list(entity.aliases),
            "joins": joins,
        }

    def _joining(self) -> dict[str, list[int]]:
        return {
            entity_id: rows
            for entity_id, rows in self.members.items()
            if len(rows) > 1 and self.graph.nodes[entity_id]["joins"]
        }

    def add_shared(self) -> None:
        for pair in linking.shared_pairs(self._joining(), len(self.chunks)):
            self._join(pair.first, pair.second, EdgeKind.SHARED_ENTITY, pair.weight, entities=pair.entities)

    def add_structure(self) -> None:
        chunks_of: defaultdict[str, list[Chunk]] = defaultdict(list)
        for chunk in self.chunks:
            chunks_of[chunk.document_id].append(chunk)
        for chunks in chunks_of.values():
            self._join_all(structure.neighbours(chunks), EdgeKind.NEXT, NEXT_WEIGHT)
            self._join_all(structure.sections(chunks), EdgeKind.SECTION, SECTION_WEIGHT)
        self._join_all(structure.links(self.documents, chunks_of), EdgeKind.LINK, LINK_WEIGHT)

    def add_siblings(self) -> None:
        """Entries that read alike, and names that the text sets side by side."""
        named = {name: each.id for each in self.entities.values() for name in (*each.aliases, each.name)}
        for pair in coordination.side_by_side(self.chunks):
            entities = [named[name] for name in pair.names if name in named]
            if len(set(entities)) == len(pair.names):
                self._join(*pair.rows, EdgeKind.SIBLING, SIDE_BY_SIDE_WEIGHT, entities=entities)
        for first, second, overlap in siblings.sibling_pairs(self.chunks):
            self._join(first, second, EdgeKind.SIBLING, overlap)

    def _join_all(self, pairs: Iterable[tuple[Chunk, Chunk]], kind: EdgeKind, weight: float) -> None:
        for source, target in pairs:
            self._join(self.row_of[source.id], self.row_of[target.id], kind, weight)

    def add_similar(self, embed: Embed) -> None:
        texts = [chunk.text for chunk in self.chunks]
        for first, second, score in similar_pairs(texts, embed, self.settings):
            self._join(first, second, EdgeKind.SIMILAR, score, duplicate=score >= self.settings.duplicate_ceiling)
        for rows in copies(texts):
            for row in rows:
                self.graph.nodes[self.chunks[row].id]["copies"] = self.chunks[rows[0]].id

    def _join(
        self,
        source: int,
        target: int,
        kind: EdgeKind,
        weight: float,
        *,
        entities: Sequence[str] = (),
        duplicate: bool = False,
    ) -> None:
        """Join two rows, unless they are joined for this reason already."""
        ends = self.chunks[source].id, self.chunks[target].id
        if ends[0] != ends[1] and not self.graph.has_edge(*ends, kind.value):
            fields = {"source": ends[0], "weight": weight, "entities": list(entities), "duplicate": duplicate}
            self.graph.add_edge(*ends, kind.value, **fields)

    def add_topics(self) -> None:
        document_rows = {document.id: row for row, document in enumerate(self.documents)}
        document_of = [document_rows[chunk.document_id] for chunk in self.chunks]
        topic_of = topics.grouped(document_of, self._weighted_pairs(), self.settings.seed)
        named = {self.entities[entity_id].name: rows for entity_id, rows in self._joining().items()}
        for row, topic in enumerate(topic_of):
            self.graph.nodes[self.chunks[row].id]["topic"] = str(topic)
        self.graph.graph["topics"] = {str(topic): name for topic, name in topics.names(topic_of, named).items()}

    def _weighted_pairs(self) -> Iterator[topics.WeightedPair]:
        for first, second, data in self.graph.edges(data=True):
            if "weight" in data:
                yield self.row_of[first], self.row_of[second], data["weight"]


def _document_fields(document: Document) -> dict[str, Any]:
    return {
        "type": "document",
        "text": document.text,
        "source": document.source,
        "title": document.title,
        "language": document.language,
        "metadata": json.loads(json.dumps(dict(document.metadata), default=str)),
        "links": [[link.start, link.end, link.target] for link in document.links],
        "pages": list(document.pages),
        "body_start": document.body_start,
    }


def _chunk_fields(chunk: Chunk) -> dict[str, Any]:
    return {
        "type": "chunk",
        "document": chunk.document_id,
        "start": chunk.span.start,
        "end": chunk.span.end,
        "headings": list(chunk.headings),
        "kind": chunk.kind.value,
    }

"""Documents, or a graph of them -> what the numbers of a test set are measured against."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from kgsynth.chunking import chunk
from kgsynth.graph import KnowledgeGraph
from kgsynth.types import Chunk, Document, Evidence


@dataclass(frozen=True)
class Corpus:
    """Documents with their chunks; and topics and entities, where there is a graph."""

    documents: tuple[Document, ...]
    chunks: tuple[Chunk, ...]
    graph: KnowledgeGraph | None = field(default=None, repr=False)

    @classmethod
    def of_graph(cls, graph: KnowledgeGraph) -> Self:
        """The documents and chunks of a graph."""
        return cls(graph.documents(), graph.chunks(), graph)

    @classmethod
    def of_documents(cls, documents: Iterable[Document], *, chunk_tokens: int) -> Self:
        """Documents, cut into chunks as the test set's were."""
        documents = tuple(documents)
        pieces = (piece for document in documents for piece in chunk(document, target_tokens=chunk_tokens))
        return cls(documents, tuple(pieces))

    def document_of(self, evidence: Evidence) -> Document | None:
        """The document that evidence points into: by its id, or by its source if its text has changed since."""
        return self._by_id.get(evidence.document_id) or self._by_source.get(evidence.source)

    def row_of(self, evidence: Evidence) -> int | None:
        """The row of the chunk that holds most of the evidence; None where there is none."""
        document = self.document_of(evidence)
        rows = self._rows.get(document.id, ()) if document else ()
        after = bisect_left(rows, evidence.end, key=lambda row: self.chunks[row].span.start)
        overlaps = {row: self._overlap(row, evidence) for row in reversed(rows[:after])}
        best = max(overlaps, key=overlaps.__getitem__, default=None)
        return best if best is not None and overlaps[best] > 0 else None

    def _overlap(self, row: int, evidence: Evidence) -> int:
        span = self.chunks[row].span
        return min(span.end, evidence.end) - max(span.start, evidence.start)

    @cached_property
    def _by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _by_source(self) -> dict[str, Document]:
        return {document.source: document for document in self.documents}

    @cached_property
    def _rows(self) -> dict[str, Sequence[int]]:
        """The rows of each document's chunks, in the order of the text."""
        rows: dict[str, list[int]] = {}
        for row, piece in enumerate(self.chunks):
            rows.setdefault(piece.document_id, []).append(row)
        return {document: sorted(of, key=lambda row: self.chunks[row].span.start) for document, of in rows.items()}

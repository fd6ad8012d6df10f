"""One evaluation set, three chunk sizes: how much of the evidence a BM25 search finds.

    python examples/bm25_at_any_chunk_size.py [FOLDER] [SIZE]

Evidence is a span of characters, so the same set scores any chunking: a hop counts as found when the retrieved chunks
cover at least half of the characters of one of its evidence spans.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from kgsynth import Sample, generate
from kgsynth.chunking import chunk
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.readers import read_folder
from kgsynth.types import Chunk, Evidence

RETRIEVED = 5
CHUNK_TOKENS = (100, 300, 800)


def main(folder: Path, size: int) -> None:
    """Generate one set and print the recall of its evidence at each chunk size."""
    samples = generate(folder, size=size).samples
    documents, _ = read_folder(folder)
    for tokens in CHUNK_TOKENS:
        chunks = [piece for document in documents for piece in chunk(document, target_tokens=tokens)]
        index = LexicalIndex([f"{piece.title}\n{piece.text}" for piece in chunks])
        scores = [recall(sample, search(index, chunks, sample.user_input)) for sample in samples]
        print(f"chunks of {tokens:3} tokens: {len(chunks):4} chunks, evidence recall@{RETRIEVED} {mean(scores):.2f}")


def search(index: LexicalIndex, chunks: Sequence[Chunk], question: str) -> list[Chunk]:
    """The chunks that BM25 finds first."""
    return [chunks[row] for row, _ in index.search(question, RETRIEVED)]


def recall(sample: Sample, retrieved: Sequence[Chunk]) -> float:
    """The share of a sample's evidence spans that the retrieved chunks cover by half or more."""
    return mean([float(covered(evidence, retrieved) >= 0.5) for evidence in sample.evidence])


def covered(evidence: Evidence, retrieved: Sequence[Chunk]) -> float:
    """The share of an evidence span's characters that lie in retrieved chunks."""
    spans = [piece.span for piece in retrieved if piece.document_id == evidence.document_id]
    inside = sum(max(0, min(span.end, evidence.end) - max(span.start, evidence.start)) for span in spans)
    return inside / (evidence.end - evidence.start)


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean; 0 for nothing."""
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    handbook = Path(__file__).parent.parent / "fixtures" / "handbook"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else handbook, int(sys.argv[2]) if len(sys.argv) > 2 else 20)

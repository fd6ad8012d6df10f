"""Sample, where its evidence stands now -> the sample with every pointer at the documents of today; its id stays.

What a sample asks and answers is left alone. Offsets, documents, contexts, their ids and the path that names them
follow the evidence, so that ``document.text[start:end]`` is the evidence again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from kgsynth.sources import chunks_of
from kgsynth.types import Chunk, Document, Evidence, PathEdge, Sample, Span
from kgsynth.versions.passages import passage_id, passage_of
from kgsynth.versions.tracing import Corpus

STALE = "stale"  # the flag of a sample whose evidence no longer stands


@dataclass(frozen=True, slots=True)
class _Context:
    id: str
    text: str


class Anchors:
    """Samples -> the same samples over the documents of today.

    Args:
        chunk_tokens: what the chunks were made to when the set was.
    """

    def __init__(self, corpus: Corpus, *, chunk_tokens: int) -> None:
        self._corpus = corpus
        self._chunk_tokens = chunk_tokens
        self._chunks_by_id: dict[str, list[Chunk]] = {}

    def anchored(self, sample: Sample, now: Sequence[Evidence]) -> Sample | None:
        """The sample with its pointers at where its evidence stands now.

        Args:
            now: each stretch of its evidence as it stands, in their order.

        Returns:
            None where its evidence no longer lies as the number of its hops says: two passages have become one, or
            one was torn apart into two documents.
        """
        flags = tuple(flag for flag in sample.flags if flag != STALE)
        if now == sample.evidence:
            return sample if flags == sample.flags else sample.model_copy(update={"flags": flags})
        contexts = self._contexts(sample, now)
        if contexts is None:
            return None
        ids = dict(zip(sample.reference_context_ids, (context.id for context in contexts), strict=False))
        sources = {was.source: each.source for was, each in zip(sample.evidence, now, strict=True)}
        followed = (sources.get(source, source) for source in sample.documents)
        return sample.model_copy(
            update={
                "evidence": tuple(now),
                "reference_contexts": tuple(context.text for context in contexts),
                "reference_context_ids": tuple(context.id for context in contexts),
                "path": tuple(_led(edge, ids) for edge in sample.path),
                "documents": tuple(dict.fromkeys((*followed, *(each.source for each in now)))),
                "flags": flags,
                "metadata": self._metadata(sample, now),
            }
        )

    def _contexts(self, sample: Sample, now: Sequence[Evidence]) -> list[_Context] | None:
        """The contexts of today; None where they are fewer, or one would lie in two documents."""
        held = _by_context(sample, now)
        contexts = []
        for number, (text, context_id) in enumerate(
            zip(sample.reference_contexts, sample.reference_context_ids, strict=False)
        ):
            found = held.get(number, [])
            if len({each.document_id for each in found}) > 1:
                return None
            stands = not found or all(each in sample.evidence for each in found)
            contexts.append(_Context(context_id, text) if stands else self._around(found))
        return contexts if len({context.id for context in contexts}) == len(contexts) else None

    def _around(self, evidence: Sequence[Evidence]) -> _Context:
        """The chunk that holds some evidence, or all from the first to the last chunk that it touches."""
        document = self._corpus.by_id[evidence[0].document_id]
        first, last = min(each.start for each in evidence), max(each.end for each in evidence)
        touched = [each for each in self._chunks(document) if each.span.start < last and first < each.span.end]
        start = min([first, *(each.span.start for each in touched)])
        end = max([last, *(each.span.end for each in touched)])
        if touched and touched[0].span == Span(document.id, start, end):
            return _Context(touched[0].id, touched[0].text)
        text = document.text[start:end]
        return _Context(passage_id(Span(document.id, start, end), text), text)

    def _chunks(self, document: Document) -> list[Chunk]:
        if document.id not in self._chunks_by_id:
            self._chunks_by_id[document.id] = chunks_of(document, target_tokens=self._chunk_tokens)
        return self._chunks_by_id[document.id]

    def _metadata(self, sample: Sample, now: Sequence[Evidence]) -> dict[str, dict[str, JsonValue]]:
        """What is known of the documents: as the sample has it where they are the same, else as it is today."""
        found: dict[str, dict[str, JsonValue]] = {}
        for was, each in zip(sample.evidence, now, strict=True):
            same = (each.source, each.document_id) == (was.source, was.document_id)
            metadata = sample.metadata.get(was.source) if same else self._corpus.by_id[each.document_id].metadata
            if metadata:
                found[each.source] = dict(metadata)
        return found


def _led(edge: PathEdge, ids: Mapping[str, str]) -> PathEdge:
    """The edge between the chunks of today."""
    ends = {"source": ids.get(edge.source, edge.source), "target": ids.get(edge.target, edge.target)}
    return edge.model_copy(update=ends)


def _by_context(sample: Sample, now: Iterable[Evidence]) -> Mapping[int, list[Evidence]]:
    """Where the evidence of each context stands now, by the context's number."""
    held: dict[int, list[Evidence]] = {}
    for was, each in zip(sample.evidence, now, strict=True):
        if passage := passage_of(sample, was):
            held.setdefault(passage.number, []).append(each)
    return held

"""Samples, and the documents -> how much of these is asked about, and what the set is made of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kgsynth.graph import KnowledgeGraph
from kgsynth.report.quality.corpus import Corpus
from kgsynth.report.quality.records import Coverage, Mix, Share, share
from kgsynth.testset import Testset
from kgsynth.types import Chunk, QueryType, Sample, Span


def coverage(testset: Testset, corpus: Corpus | None) -> Coverage:
    """What is asked about, of all documents; from the manifest where the documents are not there."""
    if corpus is None:
        return _from_manifest(testset)
    spans = [each for sample in testset for each in sample.evidence]
    rows = {row for each in spans if (row := corpus.row_of(each)) is not None}
    asked = [corpus.chunks[row] for row in sorted(rows)]
    graph = corpus.graph
    return Coverage(
        documents=share(len({chunk.document_id for chunk in asked}), len(corpus.documents)),
        chunks=share(len(asked), len(corpus.chunks)),
        topics=share(len({graph.topic_of(chunk.id) for chunk in asked}), len(graph.topics())) if graph else None,
        entities=_entities(graph, asked, testset.samples) if graph else None,
    )


def mix(samples: Sequence[Sample]) -> Mix:
    """How many samples there are of each value on every axis."""
    multi_hop = [sample for sample in samples if sample.query_type is QueryType.MULTI_HOP]
    return Mix(
        axes={
            "query_type": _counts(sample.query_type.value for sample in samples),
            "question_kind": _counts(sample.question_kind for sample in samples),
            "hops": _counts(str(sample.hops) for sample in samples),
            "documents": _counts(str(len(sample.documents)) for sample in samples),
            "persona": _counts(sample.persona_name for sample in samples),
            "style": _counts(sample.query_style.value for sample in samples),
            "length": _counts(sample.query_length.value for sample in samples),
            "language": _counts(sample.language for sample in samples),
            "engine": _counts(sample.engine for sample in samples),
            "flags": _counts(flag for sample in samples for flag in sample.flags),
        },
        cross_document=share(sum(len(sample.documents) > 1 for sample in multi_hop), len(multi_hop)),
    )


def _counts(values: Iterable[str]) -> dict[str, int]:
    """The most frequent first."""
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _from_manifest(testset: Testset) -> Coverage:
    documents, chunks = len(testset.manifest.documents), testset.manifest.counts.get("chunks", 0)
    asked = {source for sample in testset for source in sample.documents}
    contexts = {context for sample in testset for context in sample.reference_context_ids}
    return Coverage(
        documents=share(len(asked), documents) if documents else None,
        chunks=share(len(contexts), chunks) if chunks else None,
        topics=None,
        entities=None,
    )


def _entities(graph: KnowledgeGraph, asked: Sequence[Chunk], samples: Sequence[Sample]) -> Share:
    spans: dict[str, list[Span]] = {}
    for each in (each for sample in samples for each in sample.evidence):
        spans.setdefault(each.document_id, []).append(Span(each.document_id, each.start, each.end))
    named = {entity for chunk in asked for entity in _named(graph, chunk, spans.get(chunk.document_id, ()))}
    return share(len(named), len(graph.entities()))


def _named(graph: KnowledgeGraph, chunk: Chunk, spans: Sequence[Span]) -> Iterator[str]:
    """The entities that are named in a chunk within one of the spans."""
    for entity in graph.entities_of(chunk.id):
        mentions = graph.mentions_of(chunk.id, entity.id)
        if any(span.covers(mention.span) for mention in mentions for span in spans):
            yield entity.id

"""Sample -> the draft that it was, so that the checks can be asked about it again."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kgsynth.types import Chunk, Draft, EdgeKind, Evidence, PathEdge, Persona, Sample, Scenario, Span


def draft_of(sample: Sample) -> Draft:
    """The draft of a sample. Its chunks are the contexts; evidence that stands in none of them is a chunk of its own.

    The edges of the path join all chunks in a row: whether it was a path of the graph is not asked again.
    """
    chunks = tuple(_chunks(sample))
    scenario = Scenario(
        id=sample.id,
        query_type=sample.query_type,
        chunks=chunks,
        persona=Persona(name=sample.persona_name or "nobody"),
        query_style=sample.query_style,
        query_length=sample.query_length,
        path=_row(chunks),
        entities=sample.entities,
    )
    return Draft(
        scenario=scenario,
        user_input=sample.user_input,
        clean_user_input=sample.clean_user_input,
        reference=sample.reference,
        evidence=tuple(map(_span, sample.evidence)),
        question_kind=sample.question_kind,
        engine=sample.engine,
        model=sample.model,
        prompt_version=sample.prompt_version,
    )


def _row(chunks: Sequence[Chunk]) -> tuple[PathEdge, ...]:
    return tuple(PathEdge(source=chunks[0].id, target=each.id, kind=EdgeKind.NEXT) for each in chunks[1:])


def _chunks(sample: Sample) -> Iterator[Chunk]:
    placed: list[Span] = []
    for number, context in enumerate(sample.reference_contexts):
        if span := _place(context, sample.evidence, placed):
            placed.append(span)
            yield _chunk(f"context {number}", span, context, sample)
    for number, evidence in enumerate(sample.evidence):
        if not any(span.covers(_span(evidence)) for span in placed):
            yield _chunk(f"evidence {number}", _span(evidence), evidence.text, sample)


def _chunk(name: str, span: Span, text: str, sample: Sample) -> Chunk:
    return Chunk(id=name, span=span, text=text, language=sample.language)


def _span(evidence: Evidence) -> Span:
    return Span(evidence.document_id, evidence.start, evidence.end)


def _place(context: str, evidence: Sequence[Evidence], taken: Sequence[Span]) -> Span | None:
    """Where a context stands in its document, told by most of the evidence in it; None where it holds none."""
    candidates = Counter(
        Span(each.document_id, each.start - at, each.start - at + len(context))
        for each in evidence
        for at in _occurrences(each.text, context)
    )
    free = [span for span in candidates if not any(_overlap(span, other) for other in taken)]
    return max(free, key=candidates.__getitem__, default=None)


def _occurrences(text: str, context: str) -> Iterator[int]:
    at = context.find(text) if text else -1
    while at >= 0:
        yield at
        at = context.find(text, at + 1)


def _overlap(one: Span, other: Span) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end

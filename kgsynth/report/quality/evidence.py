"""Samples, and the documents -> whether evidence and answers come from them, and whether each hop is needed."""

from collections.abc import Sequence

from kgsynth.checks.grounding import unsupported_words
from kgsynth.checks.hops import Hops, evidence_pieces
from kgsynth.language.words import content_words
from kgsynth.report.quality.corpus import Corpus
from kgsynth.report.quality.drafts import draft_of
from kgsynth.report.quality.records import Grounding, LeaveOneOut, share, spread
from kgsynth.types import Draft, Evidence, QueryType, Sample


def grounding(samples: Sequence[Sample], corpus: Corpus | None) -> Grounding:
    """How much of the evidence is the documents' text, and of the answers the evidence's."""
    spans = [each for sample in samples for each in sample.evidence]
    in_contexts = sum(_is_in_contexts(each, sample) for sample in samples for each in sample.evidence)
    words = [found for sample in samples if (found := _share_of_reference(sample)) is not None]
    return Grounding(
        exact=share(sum(_is_exact(each, corpus) for each in spans), len(spans)) if corpus else None,
        unknown_documents=sum(corpus.document_of(each) is None for each in spans) if corpus else None,
        in_contexts=share(in_contexts, len(spans)),
        reference_words=spread(words),
        supported=share(sum(_is_supported(sample) for sample in samples), len(samples)),
    )


def leave_one_out(samples: Sequence[Sample]) -> LeaveOneOut | None:
    """How many multi-hop samples need every piece of their evidence; None where there are none."""
    drafts = [draft_of(sample) for sample in samples if sample.query_type is QueryType.MULTI_HOP]
    if not drafts:
        return None
    return LeaveOneOut(
        needed=share(sum(map(_is_needed, drafts)), len(drafts)),
        answer_words=share(sum(map(_each_piece_answers, drafts)), len(drafts)),
    )


def _is_needed(draft: Draft) -> bool:
    """Whether no hop can be left out, by the check that the gate applies to what this engine writes."""
    return Hops(tried_alone=draft.engine == "llm").check([draft]) == [None]


def _is_exact(evidence: Evidence, corpus: Corpus) -> bool:
    document = corpus.document_of(evidence)
    return document is not None and document.text[evidence.start : evidence.end] == evidence.text


def _is_in_contexts(evidence: Evidence, sample: Sample) -> bool:
    fits = len(evidence.text) == evidence.end - evidence.start
    return fits and any(evidence.text in context for context in sample.reference_contexts)


def _share_of_reference(sample: Sample) -> float | None:
    """The share of the answer's content words that the evidence holds; None where the answer has none."""
    answer = set(content_words(sample.reference, sample.language))
    held = {word for each in sample.evidence for word in content_words(each.text, sample.language)}
    return len(answer & held) / len(answer) if answer else None


def _is_supported(sample: Sample) -> bool:
    return bool(sample.evidence) and not unsupported_words(draft_of(sample))


def _each_piece_answers(draft: Draft) -> bool:
    language = draft.scenario.chunks[0].language if draft.scenario.chunks else "en"
    answer = set(content_words(draft.reference, language))
    held = [answer & set(content_words(piece, language)) for piece in evidence_pieces(draft)]
    others = [set().union(*held[:place], *held[place + 1 :]) for place in range(len(held))]
    return len(held) > 1 and all(own - other for own, other in zip(held, others, strict=True))

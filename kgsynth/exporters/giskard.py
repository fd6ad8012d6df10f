"""Samples -> giskard: the questions of a QATestset."""

from kgsynth.exporters.records import Exported, Given, Row, answerable, json_lines, one_file, rest
from kgsynth.types import QueryType, Sample


def qa_testset(given: Given) -> Exported:
    """For ``QATestset.load``."""
    return one_file(given.samples, json_lines(map(_row, given.samples)))


def _row(sample: Sample) -> Row:
    return {
        "id": sample.id,
        "question": sample.user_input,
        "reference_answer": sample.reference,
        "reference_context": _context(sample),
        "conversation_history": [],
        "metadata": _metadata(sample),
    }


def _context(sample: Sample) -> str:
    """All contexts in one text, each with its id, as giskard writes them."""
    pairs = zip(sample.reference_context_ids, sample.reference_contexts, strict=True)
    return "\n\n".join(f"Document {name}: {text}" for name, text in pairs)


def _metadata(sample: Sample) -> Row:
    """What giskard's report groups by, then the rest of the sample."""
    return {
        "question_type": _question_type(sample),
        "topic": sample.documents[0] if sample.documents else "Others",
        "seed_document_id": sample.reference_context_ids[0] if sample.reference_context_ids else "",
        **rest(sample, "id", "user_input", "reference"),
    }


def _question_type(sample: Sample) -> str:
    if not answerable(sample):
        return "out of scope"
    return "multi-context" if sample.query_type is QueryType.MULTI_HOP else "simple"

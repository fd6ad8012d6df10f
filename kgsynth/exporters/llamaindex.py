"""Samples -> LlamaIndex: a LabelledRagDataset."""

from collections.abc import Iterator

from kgsynth.exporters.records import Exported, Given, Row, json_list, one_file
from kgsynth.types import Sample


def labelled_rag_dataset(given: Given) -> Exported:
    """For ``LabelledRagDataset.from_json``. There is no place in it for anything else of a sample."""
    return one_file(given.samples, _wrapped(json_list(map(_row, given.samples))))


def _wrapped(examples: Iterator[str]) -> Iterator[str]:
    yield '{"examples": '
    yield from examples
    yield "}\n"


def _row(sample: Sample) -> Row:
    author = {"model_name": sample.model or f"kgsynth {sample.engine}", "type": "ai"}
    return {
        "query": sample.user_input,
        "query_by": author,
        "reference_contexts": list(sample.reference_contexts),
        "reference_answer": sample.reference,
        "reference_answer_by": author,
    }

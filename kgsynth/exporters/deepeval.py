"""Samples -> deepeval: goldens."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgsynth.errors import MissingExtraError
from kgsynth.exporters.records import Exported, Given, Row, json_list, one_file, rest
from kgsynth.types import Sample

if TYPE_CHECKING:
    from deepeval.dataset import EvaluationDataset


def goldens(given: Given) -> Exported:
    """For ``EvaluationDataset.add_goldens_from_json_file``."""
    return one_file(given.samples, json_list(rows(given.samples)))


def as_dataset(samples: Iterable[Sample]) -> "EvaluationDataset":
    """The samples as an ``EvaluationDataset`` of deepeval.

    Raises:
        MissingExtraError: deepeval is not installed.
    """
    try:
        from deepeval.dataset import EvaluationDataset, Golden
    except ImportError as error:
        raise MissingExtraError("deepeval", "deepeval") from error
    return EvaluationDataset(goldens=[Golden(**row) for row in rows(samples)])


def rows(samples: Iterable[Sample]) -> Iterator[Row]:
    """The fields of a golden as deepeval saves them."""
    return map(_row, samples)


def _row(sample: Sample) -> Row:
    return {
        "input": sample.user_input,
        "actual_output": None,
        "expected_output": sample.reference,
        "retrieval_context": None,
        "context": list(sample.reference_contexts),
        "name": sample.id,
        "comments": None,
        "source_file": sample.documents[0] if len(sample.documents) == 1 else None,
        "tools_called": None,
        "expected_tools": None,
        "additional_metadata": rest(sample, "id", "user_input", "reference", "reference_contexts"),
        "custom_column_key_values": None,
    }

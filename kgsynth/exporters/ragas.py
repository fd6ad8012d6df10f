"""Samples -> ragas: an evaluation dataset, or a test set that also says who wrote each sample."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgsynth.errors import MissingExtraError
from kgsynth.exporters.records import Exported, Given, Row, json_lines, one_file
from kgsynth.types import QueryStyle, QueryType, Sample

if TYPE_CHECKING:
    from ragas import EvaluationDataset

ABSTRACT = "abstract"  # the kind of question that ragas has a synthesizer of its own for
STYLES = {  # ragas has these four; the others keep their names
    QueryStyle.WELL_FORMED: "PERFECT_GRAMMAR",
    QueryStyle.WEB_SEARCH: "WEB_SEARCH_LIKE",
    QueryStyle.POOR_GRAMMAR: "POOR_GRAMMAR",
    QueryStyle.MISSPELLED: "MISSPELLED",
}


def evaluation_dataset(given: Given) -> Exported:
    """For ``EvaluationDataset.from_jsonl``."""
    return one_file(given.samples, json_lines(rows(given.samples)))


def testset(given: Given) -> Exported:
    """For ``Testset.from_list``: a line holds what one element of the list does."""
    return one_file(given.samples, json_lines(row | {"synthesizer_name": name} for row, name in _named(given.samples)))


def as_dataset(samples: Iterable[Sample]) -> "EvaluationDataset":
    """The samples as an ``EvaluationDataset`` of ragas.

    Raises:
        MissingExtraError: ragas is not installed, or cannot be imported with the packages beside it.
    """
    try:
        from ragas import EvaluationDataset
    except ImportError as error:
        raise MissingExtraError("ragas", "ragas") from error
    return EvaluationDataset.from_list(list(rows(samples)))


def rows(samples: Iterable[Sample]) -> Iterator[Row]:
    """The columns of ragas' single-turn sample."""
    return map(_row, samples)


def _row(sample: Sample) -> Row:
    return {
        "user_input": sample.user_input,
        "reference_contexts": list(sample.reference_contexts),
        "reference_context_ids": list(sample.reference_context_ids),
        "reference": sample.reference,
        "persona_name": sample.persona_name,
        "query_style": STYLES.get(sample.query_style, sample.query_style.upper()),
        "query_length": sample.query_length.upper(),
    }


def _named(samples: Iterable[Sample]) -> Iterator[tuple[Row, str]]:
    return ((_row(sample), _synthesizer(sample)) for sample in samples)


def _synthesizer(sample: Sample) -> str:
    if sample.query_type is QueryType.MULTI_HOP and sample.question_kind == ABSTRACT:
        return "multi_hop_abstract_query_synthesizer"
    return sample.synthesizer_name

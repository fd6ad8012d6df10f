"""Samples -> LangSmith: examples, as JSON or in the CSV form of an upload."""

from kgsynth.exporters.plain import csv_rows
from kgsynth.exporters.records import Exported, Given, Row, json_list, one_file, rest
from kgsynth.types import Sample

SPLIT = "test"


def examples(given: Given) -> Exported:
    """For ``Client.create_examples(examples=...)``."""
    return one_file(given.samples, json_list(map(_example, given.samples)))


def csv_upload(given: Given) -> Exported:
    """For an upload with the input key ``question`` and the output key ``answer``; all other columns are metadata."""
    columns = ["question", "answer", *(name for name in Sample.model_fields if name not in _HELD)]
    return one_file(given.samples, csv_rows(columns, map(_csv_row, given.samples)))


_HELD = ("user_input", "reference")


def _example(sample: Sample) -> Row:
    return {
        "inputs": {"question": sample.user_input},
        "outputs": {"answer": sample.reference},
        "metadata": rest(sample, *_HELD),
        "split": SPLIT,
    }


def _csv_row(sample: Sample) -> Row:
    return {"question": sample.user_input, "answer": sample.reference, **rest(sample, *_HELD)}

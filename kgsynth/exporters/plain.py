"""Samples -> JSON lines, JSON or CSV with every field, as kgsynth itself saves them."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from kgsynth.exporters.records import Exported, Given, Row, one_file
from kgsynth.types import Sample


def jsonl(given: Given) -> Exported:
    """The format that kgsynth reads back."""
    return one_file(given.samples, lines(given.samples))


def csv_file(given: Given) -> Exported:
    """A row for each sample; lists and records are JSON in their cells."""
    return one_file(given.samples, table(given.samples))


def lines(samples: Iterable[Sample]) -> Iterator[str]:
    """A line of JSON for each sample."""
    return (sample.model_dump_json() + "\n" for sample in samples)


def listed(samples: Iterable[Sample]) -> Iterator[str]:
    """One JSON list of all samples."""
    yield json.dumps([sample.model_dump(mode="json") for sample in samples], ensure_ascii=False, indent=2) + "\n"


def table(samples: Iterable[Sample]) -> Iterator[str]:
    """CSV with the fields of a sample as columns."""
    return csv_rows(list(Sample.model_fields), (sample.model_dump(mode="json") for sample in samples))


def csv_rows(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """CSV, row by row. Cells hold texts as they are, whatever a spreadsheet would make of them."""
    yield _line(columns)
    for row in rows:
        yield _line([_cell(row[column]) for column in columns])


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)  # so that a lone \r in a cell is quoted, too
    return line.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

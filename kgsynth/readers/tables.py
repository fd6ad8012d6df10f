"""CSV and TSV -> one Markdown table under a heading with the file's name."""

import csv
import io

from kgsynth.errors import InputError
from kgsynth.readers.pipes import pipe_table
from kgsynth.types import Document, content_id

_DELIMITERS = ",;\t|"
_SAMPLE = 16_384
_LONGEST_FIELD = 10_000_000


def csv_document(text: str, stem: str) -> Document:
    """Values set apart by whichever of comma, semicolon, tab and bar sets them apart evenly."""
    return _document(text, stem, _delimiter(text))


def tsv_document(text: str, stem: str) -> Document:
    return _document(text, stem, "\t")


def _document(text: str, stem: str, delimiter: str) -> Document:
    rows = [row for row in _rows(text, delimiter) if any(cell.strip() for cell in row)]
    if not rows:
        raise InputError("a table without a row")
    markdown = f"# {stem}\n\n{pipe_table(rows)}\n"
    return Document(content_id(markdown), markdown, stem, title=stem)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    return list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter))


def _delimiter(text: str) -> str:
    """The one that gives most rows the same number of cells, more than one; a comma where none does."""
    sample = text[:_SAMPLE]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    widths = [len(row) for row in _rows(sample, delimiter) if row]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)

"""Lines of a PDF page -> the rows of a table, where their cells stand in columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgsynth.readers.pdf_lines import BROKEN, Line, Word

_LIST_MARKER = re.compile(r"\W|\(?\w{1,3}[.)]")
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """How far to the left and to the right its cells reach."""

    left: float
    right: float

    def meets(self, other: "Column") -> bool:
        return self.left < other.right and other.left < self.right

    def with_(self, other: "Column") -> "Column":
        return Column(min(self.left, other.left), max(self.right, other.right))


def table_at(lines: Sequence[Line], start: int, *, pitch: float) -> int:
    """How many lines from ``start`` on make up a table; 0 where none begins."""
    columns = _columns(lines[start])
    if len(columns) < 2 or _is_list_item(lines[start]):
        return 0
    full_rows, end = 1, start + 1
    while end < len(lines) and _is_near(lines[end - 1], lines[end], pitch):
        grown = _grown(columns, lines[end])
        if grown is None:
            break
        full_rows += len(_columns(lines[end])) == len(columns)
        columns, end = grown, end + 1
    return end - start if full_rows >= _LEAST_ROWS else 0


def table_rows(lines: Sequence[Line]) -> list[list[str]]:
    """The text of each cell. A line without a first cell continues the row above it."""
    columns = _columns(lines[0])
    for line in lines:
        columns = _grown(columns, line) or columns
    rows: list[list[str]] = []
    for line in lines:
        row = _row(columns, line)
        if row[0] or not rows:
            rows.append(row)
        else:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], row, strict=True)]
    return rows


def _columns(line: Line) -> list[Column]:
    return [Column(cell[0].left, cell[-1].right) for cell in line.cells]


def _is_list_item(line: Line) -> bool:
    return _LIST_MARKER.fullmatch(line.words[0].text) is not None and len(line.cells) == 2


def _is_near(before: Line, line: Line, pitch: float) -> bool:
    return 0 < before.y - line.y < 3 * pitch * line.size and not line.fixed


def _grown(columns: Sequence[Column], line: Line) -> list[Column] | None:
    """The columns widened to hold the line's cells; None where a cell meets no column, or two."""
    cells = _columns(line)
    places = [[i for i, column in enumerate(columns) if column.meets(cell)] for cell in cells]
    if len(cells) == 1 or any(len(place) != 1 for place in places) or len({p[0] for p in places}) < len(cells):
        return None
    grown = list(columns)
    for (place,), cell in zip(places, cells, strict=True):
        grown[place] = grown[place].with_(cell)
    return None if _overlap(grown) else grown


def _overlap(columns: Sequence[Column]) -> bool:
    return any(a.right > b.left for a, b in pairwise(columns))


def _row(columns: Sequence[Column], line: Line) -> list[str]:
    row = [""] * len(columns)
    for cell, extent in zip(line.cells, _columns(line), strict=True):
        place = next((i for i, column in enumerate(columns) if column.meets(extent)), 0)
        row[place] = _text(cell)
    return row


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words).replace(BROKEN, "-")

"""The tables of reStructuredText, simple and grid -> rows of cells."""

import re
from itertools import pairwise

_SIMPLE = re.compile(r"=+(?: +=+)*\s*$")
_GRID = re.compile(r"\+(?:[-=]+\+)+\s*$")


def table_length(lines: list[str], at: int) -> int:
    """How many lines the table that begins at a line has; 0 where none does."""
    if _GRID.match(lines[at]):
        stop = at
        while stop < len(lines) and lines[stop][:1] in ("+", "|"):
            stop += 1
        return stop - at
    if not _SIMPLE.match(lines[at]) or " " not in lines[at].strip():
        return 0
    rules = [i for i in range(at, len(lines)) if _SIMPLE.match(lines[i])]
    ends = [i for i in rules[1:] if i + 1 == len(lines) or not lines[i + 1].strip()]
    return ends[0] - at + 1 if ends else 0


def table_rows(lines: list[str]) -> list[list[str]]:
    """The cells of a table; what stands on several lines in one cell is joined by spaces."""
    return _grid_rows(lines) if lines[0].startswith("+") else _simple_rows(lines)


def _simple_rows(lines: list[str]) -> list[list[str]]:
    starts = [match.start() for match in re.finditer("=+", lines[0])]
    rows: list[list[str]] = []
    for line in lines:
        if not line.strip() or _SIMPLE.match(line) or re.fullmatch(r"-+(?: +-+)*\s*", line):
            continue
        cells = [line[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]
        if cells[0] or not rows:
            rows.append(cells)
        else:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
    return [["" if cell == "\\" else cell for cell in row] for row in rows]


def _grid_rows(lines: list[str]) -> list[list[str]]:
    edges = [i for i, character in enumerate(lines[0]) if character == "+"]
    rows: list[list[str]] = []
    cells = [""] * (len(edges) - 1)
    for line in lines[1:]:
        if line.startswith("+"):
            rows += [cells] if any(cells) else []
            cells = [""] * (len(edges) - 1)
        else:
            cells = [f"{cell} {part}".strip() for cell, part in zip(cells, _cells(line, edges), strict=True)]
    return rows


def _cells(line: str, edges: list[int]) -> list[str]:
    return [line[a + 1 : b].strip(" |") for a, b in pairwise(edges)]

"""A table block -> its header and rows, every cell with its offsets (GitHub's pipe tables)."""

from dataclasses import dataclass
from itertools import pairwise

from kgsynth.language.blocks import Block, BlockKind
from kgsynth.language.inline import plain_inline


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell, and where its content (without the blanks around it) stands in the source."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows; the cells of a header that the author left empty have no text.

    Attributes:
        row_spans: for each row, the characters of its line in the source.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_span: tuple[int, int]
    row_spans: tuple[tuple[int, int], ...]


def table(text: str, block: Block) -> Table | None:
    """The cells of a table block; None if the block is something else."""
    if block.kind is not BlockKind.TABLE:
        return None
    spans = row_spans(text, block.start, block.end)
    if len(spans) < 2:
        return None
    rows = tuple(cells(text, start, end) for start, end in spans[2:])
    return Table(cells(text, *spans[0]), rows, spans[0], tuple(spans[2:]))


def row_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of ``text[start:end]`` that are not blank, each without the blanks around it."""
    found = []
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        trimmed = _trim(text, start, stop)
        if trimmed[0] < trimmed[1]:
            found.append(trimmed)
        start = stop + 1
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip())
    right = len(stretch.rstrip())
    return start + min(left, right), start + right


def cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells of one line of a table."""
    pipes = _pipes(text, start, end)
    edges = [start - 1, *pipes, end]
    if pipes and pipes[0] == start:
        edges.pop(0)
    if pipes and pipes[-1] == end - 1 and len(edges) > 2:
        edges.pop()
    return tuple(_cell(text, left + 1, right) for left, right in pairwise(edges))


def _pipes(text: str, start: int, end: int) -> list[int]:
    """Where the pipes stand that part cells: those without a backslash before them."""
    found, at = [], text.find("|", start, end)
    while at >= 0:
        if at == start or text[at - 1] != "\\":
            found.append(at)
        at = text.find("|", at + 1, end)
    return found


def _cell(text: str, start: int, end: int) -> Cell:
    start, end = _trim(text, start, end)
    return Cell(plain_inline(text, start, end).text.replace("\\|", "|"), start, end)

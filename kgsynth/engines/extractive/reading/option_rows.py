"""Tables of options -> entries: a row with an option and what it does reads like an item of an option list."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kgsynth.engines.extractive.reading.passage import Entry, Passage, Words, in_sentences
from kgsynth.language.markdown import plain
from kgsynth.language.tables import Cell, cells

_ROW = re.compile(r"^\|[^\n]*`-[^\n]*\|[ \t]*$", re.MULTILINE)
_CELLS = 2  # the option, and what it does
_OPTIONS = re.compile(r"`--?[A-Za-z][^`]*`(?:, `--?[^`]*`)*")


def with_rows(passage: Passage) -> Passage:
    """The passage with the rows of its tables of options among its entries.

    ``| -d, --depth METRES | open the lock no wider |`` tells of --depth what an item of a list would.
    """
    rows = tuple(_entries(passage))
    return replace(passage, entries=(*passage.entries, *rows)) if rows else passage


def _entries(passage: Passage) -> Iterator[Entry]:
    text = passage.chunk.text
    for row in _ROW.finditer(text) if passage.tables or text.startswith("|") else ():
        filled = [cell for cell in cells(text, row.start(), row.end()) if cell.text]
        if len(filled) == _CELLS and _OPTIONS.fullmatch(text, filled[0].start, filled[0].end):
            option, said = (_words(passage, cell) for cell in filled)
            yield Entry((option,), tuple(in_sentences(said)), _headings(passage, row.start()))


def _words(passage: Passage, cell: Cell) -> Words:
    view = plain(passage.chunk.text, cell.start, cell.end)
    return Words(view.text, passage.chunk, view)


def _headings(passage: Passage, at: int) -> tuple[str, ...]:
    """The headings over a place in a chunk."""
    start = passage.chunk.span.start + at
    above = (each for each in passage.sections if each.heading is None or each.heading.span.start < start)
    return [each.headings for each in above][-1]

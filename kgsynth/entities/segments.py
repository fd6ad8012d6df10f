"""Chunk -> Segments: its headings, sentences, items and cells as separate short texts without markup."""

from collections.abc import Iterator
from dataclasses import dataclass

from kgsynth.language.markdown import Block, BlockKind, Plain, blocks, plain, table
from kgsynth.types import Chunk, Mention, Span

_SILENT = (BlockKind.HTML, BlockKind.RULE)


@dataclass(frozen=True, slots=True)
class Segment:
    """One short text of a chunk that still knows where its characters stand in the document.

    Attributes:
        is_code: whether it is a block of program text, in which only identifiers are names.
    """

    chunk: Chunk
    plain: Plain
    is_code: bool = False

    @property
    def text(self) -> str:
        return self.plain.text

    def mention(self, start: int, end: int, label: str) -> Mention:
        """The mention that ``text[start:end]`` is."""
        first, last = self.plain.source_span(start, end)
        offset = self.chunk.span.start
        span = Span(self.chunk.document_id, offset + first, offset + last)
        return Mention(self.text[start:end], label, span, self.chunk.id)


def segments(chunk: Chunk) -> Iterator[Segment]:
    """The texts of a chunk in order, those without a letter left out."""
    for block in blocks(chunk.text):
        for words in _texts(chunk.text, block):
            if any(character.isalpha() for character in words.text):
                yield Segment(chunk, words, block.kind is BlockKind.CODE)


def _texts(text: str, block: Block) -> Iterator[Plain]:
    if block.kind in _SILENT:
        return
    found = table(text, block)
    if found is None:
        yield plain(text, block.start, block.end)
        return
    for row in (found.header, *found.rows):
        for cell in row:
            if cell.text:
                yield plain(text, cell.start, cell.end)

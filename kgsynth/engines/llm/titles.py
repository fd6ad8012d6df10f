"""Spans of evidence -> with the title above them, where it alone names what a question asks about.

"The first time that a commit shows up in the stream" says of `git blame --incremental` nothing that anybody could know
without the title of its section.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from kgsynth.language.markdown import Block, BlockKind, blocks
from kgsynth.language.words import content_words
from kgsynth.types import Chunk, Span

_CAPTION = re.compile(r"(?:table|figure|listing|example|tabelle|표|그림)\s+[\dA-Z][\dA-Z.-]*", re.IGNORECASE)
_MOST_WORDS = 16  # of a caption
_NAME = re.compile(r"`[^`]+`|(?<=\s)(?:-{1,2}\w[\w-]*|\w*[A-Z0-9_]\w*)|[A-Za-z]\w*(?=[^\x00-\x7F])")


def names_in(question: str, language: str) -> frozenset[str]:
    """The words of a question that are names by their form: code, options, what has a capital, a digit or ``_``."""
    return frozenset(content_words(" ".join(_NAME.findall(question)), language))


def titled(spans: Sequence[Span], chunk: Chunk, lacking: Set[str]) -> Iterator[Span]:
    """The spans of one chunk, the first with the title above it if that says one of the words.

    A title right above is joined to what stands under it; one far above is a span of its own.

    Args:
        spans: in text order.
        lacking: the names in the question that no evidence says.
    """
    first, *others = spans
    title = _title_over(first, chunk)
    if title is not None and lacking & set(content_words(chunk.text[title.start : title.end], chunk.language)):
        named = replace(first, start=chunk.span.start + title.start, end=chunk.span.start + title.end)
        if chunk.text[title.end : first.start - chunk.span.start].isspace():
            first = replace(first, start=named.start)
        else:
            yield named
    yield first
    yield from others


def _title_over(span: Span, chunk: Chunk) -> Block | None:
    """The last heading or caption of the chunk that ends before a span begins."""
    start = span.start - chunk.span.start
    above = (block for block in blocks(chunk.text) if block.end <= start)
    return next((block for block in reversed(list(above)) if _is_title(block, chunk.text)), None)


def _is_title(block: Block, text: str) -> bool:
    said = text[block.start : block.end]
    caption = block.kind is BlockKind.PARAGRAPH and _CAPTION.match(said) is not None
    return block.kind is BlockKind.HEADING or (caption and len(said.split()) <= _MOST_WORDS)

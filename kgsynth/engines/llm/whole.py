"""Span of a quote -> the whole sentences that it stands in, from where what they speak of is named.

A model quotes "the script automates those operations": true, and nobody can tell what it is about. The stretch is
widened, never replaced: it stays one, and inside its chunk.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from kgsynth.language.markdown import Block, BlockKind, blocks
from kgsynth.language.sentences import sentences
from kgsynth.language.words import content_words, stem
from kgsynth.types import Chunk, Span

LONGEST = 700  # characters of a stretch that is widened
_BACK = 4  # sentences back at most
_ON = 3  # sentences on at most
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION, BlockKind.QUOTE})
_IN_PARTS = frozenset({BlockKind.TABLE, BlockKind.CODE, BlockKind.HTML})
_BEGINS_WITH_POINTER = re.compile(
    r"(?:(?:in|for|by|with) (?:this|that|these|those|such)|these|those|they|he|she|its|their|his|her"
    r"|(?:it|this)(?! (?:is|was|may be|can be) (?:\w+ )?"
    r"(?:possible|necessary|recommended|advisable|important|worth|best|better)\b)|the (?:former|latter|same))\b",
    re.IGNORECASE,
)
_POINTS_AT = re.compile(r"\b(?:this|these|those|such an?)\s+(?:[a-z-]+\s+)?([a-z][a-z-]{2,})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w-]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of prose, or any other block whole.

    Attributes:
        kind: of the block.
        is_first: whether nothing comes before it in its block.
    """

    start: int
    end: int
    kind: BlockKind
    is_first: bool = True

    @property
    def is_in_parts(self) -> bool:
        """Whether a part of it says something by itself: a row, a line."""
        return self.kind in _IN_PARTS


def whole(span: Span, chunk: Chunk) -> Span:
    """The span, widened to whole sentences, and back to the sentence or term that names what they speak of."""
    start, end = span.start - chunk.span.start, span.end - chunk.span.start
    pieces = [piece for block in blocks(chunk.text) for piece in _pieces(chunk.text, block)]
    held = [place for place, piece in enumerate(pieces) if piece.start < end and start < piece.end]
    if not held:
        return span
    until = end if pieces[held[-1]].is_in_parts else max(end, pieces[held[-1]].end)
    begins = [start] if pieces[held[0]].is_in_parts else _beginnings(pieces[: held[0] + 1], chunk)
    fitting = next((each for each in begins if until - each <= LONGEST), None)
    if fitting is None:
        return span
    return replace(span, start=chunk.span.start + min(start, fitting), end=chunk.span.start + until)


def reaching(span: Span, chunk: Chunk, lacking: Set[str]) -> Span:
    """The span, lengthened to the sentence soon after it that says what the answer says and no evidence does.

    Args:
        lacking: content words of the answer.
    """
    start, end = span.start - chunk.span.start, span.end - chunk.span.start
    after = [piece for block in blocks(chunk.text) for piece in _pieces(chunk.text, block) if piece.start >= end]
    near = [piece for piece in after[:_ON] if piece.end - start <= LONGEST and not piece.is_in_parts]
    telling = [piece.end for piece in near if lacking & _content(chunk.text[piece.start : piece.end], chunk.language)]
    return replace(span, end=chunk.span.start + max(telling)) if telling else span


def _content(text: str, language: str) -> frozenset[str]:
    return frozenset(content_words(text, language))


def _pieces(text: str, block: Block) -> Iterator[_Piece]:
    if block.kind not in _PROSE:
        yield _Piece(block.start, block.end, block.kind)
        return
    start = block.start + len(block.marker)
    for number, (begins, ends) in enumerate(sentences(text[start : block.end])):
        yield _Piece(start + begins, start + ends, block.kind, is_first=number == 0)


def _beginnings(pieces: Sequence[_Piece], chunk: Chunk) -> list[int]:
    """Where a stretch may begin that begins in the last of the pieces: first where it names what it speaks of."""
    subject = _subject_of(pieces, chunk) if chunk.language == "en" else len(pieces) - 1
    return [piece.start for piece in pieces[subject:]]


def _subject_of(pieces: Sequence[_Piece], chunk: Chunk) -> int:
    """The place of the piece that names what the last one speaks of: its own where it points at nothing."""
    texts = [chunk.text[piece.start : piece.end] for piece in pieces]
    place = len(pieces) - 1
    least = max(0, place - _BACK)
    while place > least and pieces[place - 1].kind is not BlockKind.HEADING:
        noun = _pointed_at(texts[place])
        named = (each for each in range(place - 1, least - 1, -1) if noun and _names(texts[each], noun))
        if (found := next(named, None)) is not None:
            place = found
        elif _BEGINS_WITH_POINTER.match(texts[place]) or _explains(pieces[place]):
            place -= 1
        else:
            break
    return place


def _explains(piece: _Piece) -> bool:
    """Whether it is the first that is said of the term before it."""
    return piece.is_first and piece.kind is BlockKind.DEFINITION


def _pointed_at(text: str) -> str:
    """The stem of a noun that a sentence points back at, and does not name itself before; empty where there is none."""
    first_clause = text.partition(",")[0]
    nouns = ((stem(match[1].lower()), match.start()) for match in _POINTS_AT.finditer(first_clause))
    return next((noun for noun, at in nouns if not _names(text[:at], noun)), "")


def _names(text: str, noun: str) -> bool:
    """Whether a stretch holds a noun, or a compound with it: a subdirectory is a directory."""
    return any(stem(word.lower()).endswith(noun) for word in _WORD.findall(text))

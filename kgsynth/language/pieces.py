"""A Markdown block -> the pieces it may be cut into: table rows, sentences, and lines of code only if it is huge."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgsynth.language.blocks import Block, BlockKind
from kgsynth.language.inline import plain
from kgsynth.language.sentences import sentences
from kgsynth.language.sizes import estimate_tokens
from kgsynth.language.tables import row_spans

_UNIT_LIMIT = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stay together, with their estimated tokens.

    Attributes:
        shares: how many of the characters are prose, table, list and code.
    """

    start: int
    end: int
    tokens: int
    shares: tuple[int, int, int, int]


_PROSE, _TABLE, _LIST, _CODE = range(4)
_SHARE = {
    BlockKind.TABLE: _TABLE,
    BlockKind.CODE: _CODE,
    BlockKind.LIST_ITEM: _LIST,
    BlockKind.TERM: _LIST,
    BlockKind.DEFINITION: _LIST,
}


def join(pieces: Sequence[Piece]) -> Piece:
    """One piece from the start of the first to the end of the last."""
    prose, table, listed, code = (sum(piece.shares[kind] for piece in pieces) for kind in range(4))
    tokens = sum(piece.tokens for piece in pieces)
    return Piece(pieces[0].start, pieces[-1].end, tokens, (prose, table, listed, code))


def whole(text: str, block: Block) -> Piece:
    """All of a block."""
    return _piece(text, block, block.start, block.end)


def cut(text: str, block: Block, target: int) -> list[Piece]:
    """The pieces of a block: itself if it is no longer than the target, else what it may be cut into."""
    uncut = whole(text, block)
    limit = target * _UNIT_LIMIT
    if uncut.tokens <= (limit if block.kind is BlockKind.CODE else target):
        return [uncut]
    if block.kind is BlockKind.TABLE:
        return [_piece(text, block, start, end) for start, end in _rows(text, block)]
    return [
        piece
        for start, end in _seams(text, block)
        for piece in _cut_hard(text, block, _piece(text, block, start, end), limit, target)
        if piece.start < piece.end
    ]


def _seams(text: str, block: Block) -> Iterable[tuple[int, int]]:
    if block.kind in (BlockKind.CODE, BlockKind.HTML):
        return row_spans(text, block.start, block.end)
    return _sentences(text, block)


def _rows(text: str, block: Block) -> list[tuple[int, int]]:
    """The rows; the header and the line under it stay with the first."""
    spans = row_spans(text, block.start, block.end)
    return [(spans[0][0], spans[min(2, len(spans) - 1)][1]), *spans[3:]]


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    words = plain(text, block.start, block.end)
    inline_code = iter([*words.code, (len(words.text), len(words.text))])
    code = next(inline_code)
    start = block.start
    for _, end in sentences(words.text)[:-1]:
        while code[1] < end:
            code = next(inline_code)
        seam = _blank_after(text, words.source_span(end - 1, end)[1], words.offsets[end])
        if not code[0] < end < code[1] and start < seam:
            yield start, seam
            start = seam
    yield start, block.end


def _blank_after(text: str, at: int, until: int) -> int:
    """Behind the markup that closes at the end of a sentence."""
    while at < until and not text[at].isspace():
        at += 1
    return at


def _cut_hard(text: str, block: Block, piece: Piece, limit: int, target: int) -> Iterator[Piece]:
    """Pieces of about the target size where no seam was found for too long: at blanks, or else anywhere."""
    start, end = piece.start, piece.end
    width = max(1, (end - start) * target // max(piece.tokens, 1))
    while piece.tokens > limit and end - start > width:
        stop = _last_blank(text, start, start + width)
        yield _piece(text, block, start, stop)
        start = stop
    yield _piece(text, block, start, end)


def _last_blank(text: str, start: int, end: int) -> int:
    words = text[start:end].rsplit(maxsplit=1)
    return end - len(words[-1]) if len(words) == 2 and not text[end - 1].isspace() else end


def _piece(text: str, block: Block, start: int, end: int) -> Piece:
    """The characters from ``start`` to ``end`` without the blanks around them."""
    stretch = text[start:end]
    if block.kind is not BlockKind.CODE:
        start += len(stretch) - len(stretch.lstrip())
    kind = _SHARE.get(block.kind, _LIST if block.level and block.kind is BlockKind.PARAGRAPH else _PROSE)
    shares = [0, 0, 0, 0]
    shares[kind] = 0 if block.kind is BlockKind.HEADING else len(stretch)
    prose, table, listed, code = shares
    return Piece(start, start + len(text[start:end].rstrip()), estimate_tokens(stretch), (prose, table, listed, code))

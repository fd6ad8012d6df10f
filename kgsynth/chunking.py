"""Document -> Chunks: sections of about one size, with exact offsets, their headings, and nothing cut that is one.

A heading starts a chunk. Sections that are too long are filled block by block; sections of a line or two share a chunk
with their neighbours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgsynth.language.markdown import Block, BlockKind, blocks, plain
from kgsynth.language.pieces import Piece, cut, join, whole
from kgsynth.language.sizes import estimate_tokens
from kgsynth.types import Chunk, ChunkKind, Document, Span, content_id

__all__ = ["chunk", "estimate_tokens"]

_TINY = 40
_DEFINITION_LIMIT = 1.5
_TAIL_LIMIT = 1.25
_KINDS = (ChunkKind.PROSE, ChunkKind.TABLE, ChunkKind.LIST, ChunkKind.CODE)

_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and what stands under it before the next heading.

    Attributes:
        path: the titles of the sections around it and its own.
        root: which of the outermost sections it is in.
        leaf: whether no section lies inside it.
    """

    path: _Path
    root: int
    leaf: bool
    blocks: tuple[Block, ...]
    piece: Piece
    body_tokens: int

    @property
    def bare(self) -> bool:
        return self.body_tokens == 0


def chunk(document: Document, *, target_tokens: int = 300) -> list[Chunk]:
    """The chunks of a document in order; every character of the body that is not blank is in exactly one."""
    sections = _sections(document)
    return [_chunk(document, piece, path) for piece, path in _parts(document.text, sections, target_tokens)]


def _chunk(document: Document, piece: Piece, headings: _Path) -> Chunk:
    text = document.text[piece.start : piece.end]
    return Chunk(
        id=content_id(document.id, str(piece.start), text),
        span=Span(document.id, piece.start, piece.end),
        text=text,
        headings=headings,
        kind=_KINDS[piece.shares.index(max(piece.shares))],
        title=document.title,
        source=document.source,
        language=document.language,
    )


# ------------------------------------------------------------------------------------------- sections


def _sections(document: Document) -> list[_Section]:
    text = document.text
    runs = list(_runs(blocks(text, document.body_start)))
    levels = [run[0].level if run[0].kind is BlockKind.HEADING else 0 for run in runs]
    sections, around, root = [], list[tuple[int, str]](), 0
    for run, level, below in zip(runs, levels, [*levels[1:], 0], strict=False):
        while around and around[-1][0] >= level:
            around.pop()
        root += not around
        if level:
            around.append((level, plain(text, run[0].start, run[0].end).text))
        sections.append(_section(text, run, tuple(title for _, title in around), root, below <= level))
    return sections


def _runs(found: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks from each heading to the next."""
    run: list[Block] = []
    for block in found:
        if block.kind is BlockKind.HEADING and run:
            yield tuple(run)
            run = []
        run.append(block)
    if run:
        yield tuple(run)


def _section(text: str, run: tuple[Block, ...], path: _Path, root: int, leaf: bool) -> _Section:
    pieces = [whole(text, block) for block in run]
    body = sum(piece.tokens for piece, block in zip(pieces, run, strict=True) if block.kind is not BlockKind.HEADING)
    return _Section(path, root, leaf, run, join(pieces), body)


# ------------------------------------------------------------------------------- which sections share a chunk


def _parts(text: str, sections: Sequence[_Section], target: int) -> Iterator[tuple[Piece, _Path]]:
    for group in _groups(sections, target):
        headings = _common_path([section.path for section in group if not section.bare] or [group[0].path])
        together = join([section.piece for section in group])
        if together.tokens <= target:
            yield together, headings
        else:
            units = _units(text, [block for section in group for block in section.blocks], target)
            yield from ((piece, headings) for piece in _fill(units, target))


def _groups(sections: Sequence[_Section], target: int) -> Iterator[Sequence[_Section]]:
    if sum(section.piece.tokens for section in sections) <= target:
        yield from [sections] if sections else []
        return
    group: list[_Section] = []
    for section in sections:
        if group and not _may_join(group, section, target):
            yield group
            group = []
        group.append(section)
    yield group


def _may_join(group: Sequence[_Section], section: _Section, target: int) -> bool:
    """A heading without words goes with the section inside it; tiny sections go with their kin while there is room."""
    tokens = sum(member.piece.tokens for member in group)
    if tokens <= target and all(member.bare for member in group) and _is_inside(section, group[-1]):
        return True
    fits = tokens + section.piece.tokens <= target
    return fits and group[-1].body_tokens < min(_TINY, target // 4) and _are_kin(group, section)


def _is_inside(section: _Section, outer: _Section) -> bool:
    return len(section.path) > len(outer.path) and section.path[: len(outer.path)] == outer.path


def _are_kin(group: Sequence[_Section], section: _Section) -> bool:
    """Whether the section lies beside or inside the first of the group; outermost ones only if nothing is in them."""
    first = group[0]
    if section.root != first.root:
        return section.leaf and all(member.leaf for member in group) and len(section.path) == 1
    parent = first.path[:-1]
    return len(section.path) >= len(first.path) and section.path[: len(parent)] == parent


def _common_path(paths: Sequence[_Path]) -> _Path:
    common = paths[0]
    for path in paths[1:]:
        length = 0
        while length < min(len(common), len(path)) and common[length] == path[length]:
            length += 1
        common = common[:length]
    return common


# ------------------------------------------------------------------------------------ filling a long section


def _units(text: str, run: Sequence[Block], target: int) -> list[Piece]:
    """What a chunk of a long section may be made of: list entries with all that is in them, if that is not too long."""
    units: list[Piece] = []
    waiting: list[Piece] = []
    at = 0
    while at < len(run):
        block = run[at]
        family = _family(text, run, at, target)
        pieces = [join(family)] if family else cut(text, block, target)
        at += max(len(family), 1)
        if not family and _leads(text, block, target):
            waiting += pieces
        else:
            units += [join([*waiting, pieces[0]]), *pieces[1:]]
            waiting = []
    return [*units, join(waiting)] if waiting else units


def _leads(text: str, block: Block, target: int) -> bool:
    """Whether the block says nothing without the next: a heading, a term, "The options are:"."""
    if block.kind in (BlockKind.HEADING, BlockKind.TERM):
        return True
    short = block.end - block.start <= target
    return block.kind is BlockKind.PARAGRAPH and short and text[block.end - 1] in ":："


def _family(text: str, run: Sequence[Block], at: int, target: int) -> list[Piece]:
    """The block at ``at`` with all that belongs to it; nothing if that is too long or it is no list entry."""
    if run[at].kind not in (BlockKind.TERM, BlockKind.LIST_ITEM):
        return []
    limit = target * (_DEFINITION_LIMIT if run[at].kind is BlockKind.TERM else 1)
    members: list[Piece] = []
    tokens, defined = 0, False
    for block in (run[index] for index in range(at, len(run))):
        if members and not _belongs(block, run[at], defined):
            break
        members.append(whole(text, block))
        tokens += members[-1].tokens
        defined = defined or block.kind is BlockKind.DEFINITION
        if tokens > limit:
            return []
    return members


def _belongs(block: Block, head: Block, defined: bool) -> bool:
    if block.kind is BlockKind.HEADING or block.level < head.level:
        return False
    if block.level > head.level:
        return True
    if block.kind is BlockKind.TERM:
        return head.kind is BlockKind.TERM and not defined
    return block.kind is not BlockKind.LIST_ITEM


def _fill(units: Sequence[Piece], target: int) -> Iterator[Piece]:
    """Chunks of at most the target, as far as the units allow; a tiny rest stays with the chunk before it."""
    filled: list[list[Piece]] = []
    tokens = 0
    for unit in units:
        if not filled or tokens + unit.tokens > target:
            filled.append([])
            tokens = 0
        filled[-1].append(unit)
        tokens += unit.tokens
    rest_is_tiny = len(filled) > 1 and tokens < min(_TINY, target // 4)
    if rest_is_tiny and sum(unit.tokens for unit in filled[-2]) + tokens <= target * _TAIL_LIMIT:
        filled[-2:] = [filled[-2] + filled[-1]]
    return (join(pieces) for pieces in filled)

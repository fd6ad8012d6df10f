"""Markdown -> the sentences in it without markup: of evidence, and at random of the documents."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

from kgsynth.language.markdown import Block, BlockKind, blocks, plain
from kgsynth.language.sentences import sentences
from kgsynth.language.tables import row_spans
from kgsynth.language.words import content_words
from kgsynth.types import Chunk

FEWEST_WORDS = 4  # content words of a random sentence: less is a label
TRIES = 20  # chunks looked at for one sentence

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION, BlockKind.QUOTE})


def sentences_of(text: str) -> list[str]:
    """The sentences of a stretch of Markdown; a term goes with what defines it, a table row is one sentence."""
    found, term = list[str](), ""
    for block in blocks(text):
        if block.kind is BlockKind.TERM:
            term = f"{term} {plain(text, block.start, block.end).text}".strip()
            continue
        first, *more = _of_block(text, block) or [""]
        found += [f"{term} {first}".strip(), *more]
        term = ""
    return [each for each in (*found, term) if each]


def random_sentences(chunks: Sequence[Chunk], count: int, rng: Random) -> list[str]:
    """Different sentences of prose, from chunks drawn by their length; fewer where the chunks have no more."""
    ends = list(accumulate(len(chunk.text) for chunk in chunks))
    found: dict[str, None] = {}
    for _ in range(TRIES * count if chunks else 0):
        if len(found) == count:
            break
        prose = _prose(rng.choices(chunks, cum_weights=ends)[0])
        if prose:
            found[rng.choice(prose)] = None
    return list(found)


def _prose(chunk: Chunk) -> list[str]:
    stretches = (plain(chunk.text, each.start, each.end).text for each in blocks(chunk.text) if each.kind in _PROSE)
    found = (text[start:end] for text in stretches for start, end in sentences(text))
    return [each for each in found if len(content_words(each, chunk.language)) >= FEWEST_WORDS]


def _of_block(text: str, block: Block) -> list[str]:
    if block.kind is BlockKind.TABLE:
        return list(_rows(text, block))
    words = plain(text, block.start, block.end).text
    return [words[start:end] for start, end in sentences(words)]


def _rows(text: str, block: Block) -> Iterator[str]:
    return (text[start:end] for start, end in row_spans(text, block.start, block.end))

"""Pages of commands -> the pairs of commands that speak of each other and work on one thing: what people mix up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kgsynth.manuals.pages import name_line, words_of
from kgsynth.types import Chunk

_SHARED = 2  # words: with one, "NOTIFY" and "UNLISTEN" would be told apart, which nobody mixes up
_EVERYDAY = words_of("show list print display get make create new change update file read write information content")


@dataclass(frozen=True, slots=True)
class Kin:
    """Two commands, each with the chunk that says what it is for."""

    names: tuple[str, str]
    chunks: tuple[Chunk, Chunk]


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    chunk: Chunk
    words: frozenset[str]
    text: str


def kin(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[Kin]:
    """The pairs of commands whose pages name each other and whose first lines have telling words in common.

    Args:
        pages: the chunks of each document.
    """
    told: dict[str, _Page] = {}
    for chunks in pages.values():
        name, task = name_line(chunks)
        if name and name not in told:  # a page may be there twice, in two formats
            said = words_of(task) - words_of(name) - _EVERYDAY
            told[name] = _Page(name, chunks[0], said, "\n".join(chunk.text for chunk in chunks))
    for one, other in combinations(told.values(), 2):
        akin = len(one.words & other.words) >= _SHARED and one.chunk.language == other.chunk.language
        if akin and _names(one.text, other.name) and _names(other.text, one.name):
            yield Kin((one.name, other.name), (one.chunk, other.chunk))


def _names(text: str, name: str) -> bool:
    """Whether a text names a command, with a hyphen or as it is typed."""
    if name not in text and name.replace("-", " ") not in text:
        return False
    spelt = re.escape(name).replace("\\-", "[ -]")
    return re.search(rf"(?<![\w-]){spelt}(?![\w-])", text) is not None

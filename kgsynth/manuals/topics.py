"""Pages of prose -> the pairs of names that sections of their own stand beside each other for."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgsynth.language.unlinked import running
from kgsynth.language.words import stands_in
from kgsynth.types import Chunk

_NUMBERED = re.compile(r"^(?:Chapter |Appendix )?(?P<over>[A-Z]|\d+(?:\.\d+)*)\.(?P<own>\d+)\.? +(?P<title>.+)$")
_TOLD = re.compile(
    r"(?:^|[.!?]\s|\n)(?:The )?`?(?P<name>[A-Za-z][\w.+-]*\w(?: [A-Z][\w.+-]*\w){0,2})`?(?: [a-z]+)?"
    r"(?:\s\([^()\n]{1,60}\))?,? (?:[^,.\n]{3,60}, )?(?:is|are|[a-z]{3,}s) "
)
_FEW = range(2, 16)  # sections beside each other: more of them have no more to do with each other than a dictionary's
_NEXT = 3  # sections that each is compared with


@dataclass(frozen=True, slots=True)
class Topics:
    """Two names, each with the chunk of its section that says something of it."""

    names: tuple[str, str]
    chunks: tuple[Chunk, Chunk]


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    chunk: Chunk


def topics(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[Topics]:
    """The pairs of names that are the titles of sections that stand beside each other, or with one or two between.

    Args:
        pages: the chunks of each document.
    """
    under: defaultdict[str, dict[str, _Topic | None]] = defaultdict(dict)
    for chunks in pages.values():
        for chunk in chunks:
            for over, title in _titles(chunk):
                if under[over].get(title) is None:
                    under[over][title] = _topic(title, chunk)
    for beside in under.values():
        if len(beside) in _FEW:
            found = sorted(beside.items(), key=lambda item: _number(item[0]))
            yield from _pairs([topic for _, topic in found if topic])


def _pairs(beside: Sequence[_Topic]) -> Iterator[Topics]:
    for step in range(1, _NEXT + 1):
        for one, other in zip(beside, beside[step:], strict=False):
            if one.chunk.id != other.chunk.id and one.chunk.language == other.chunk.language:
                yield Topics((one.name, other.name), (one.chunk, other.chunk))


def _titles(chunk: Chunk) -> Iterator[tuple[str, str]]:
    """The titles above a chunk, each with what its section belongs to: the number, or the title, over its own; a page
    belongs to its folder."""
    path = [chunk.title, *(title for title in chunk.headings if title != chunk.title)]
    for over, title in pairwise(("", *path)):
        if match := _NUMBERED.match(title):
            yield match["over"], title
        elif over:
            yield f"{chunk.document_id} {over}", title
        else:
            yield f"/{posixpath.dirname(chunk.source)}", title


def _number(title: str) -> int:
    """The place of a section among its siblings, as its number says; 0 where it has none."""
    match = _NUMBERED.match(title)
    return int(match["own"]) if match else 0


def _topic(title: str, chunk: Chunk) -> _Topic | None:
    """The name in a title that a sentence of the chunk speaks of, if the title is hardly more than that."""
    match = _NUMBERED.match(title)
    words = (match["title"] if match else title).replace("`", "")
    for told in _TOLD.finditer(running(chunk.text)):
        name = told["name"]
        if stands_in(name, words) and len(words.split()) <= len(name.split()) + 2:
            return _Topic(name, chunk)
    return None

"""Chunks -> the narrower field that a page belongs to, by the name that its file shares with others: ``PL/Otter``.

A manual in many pages names their files by its parts: ``plotter-loops.html`` and ``plotter-errors.html`` are of the
part that a title calls PL/Otter, though no title of theirs says so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from kgsynth.engines.extractive.naming import heading_text
from kgsynth.engines.extractive.topics_of_pages import is_unusual
from kgsynth.language.words import squeezed
from kgsynth.types import Chunk

_FEWEST = 3  # pages of a part
_SHORTEST = 3
_OPENS = re.compile(r"(?P<name>[A-Za-z][\w/+]*)(?= |$)")


def parts_of_the_manual(chunks: Iterable[Chunk]) -> Mapping[str, str]:
    """The first part of the names of several files -> how titles write it; everyday words are none."""
    pages: defaultdict[str, set[str]] = defaultdict(set)
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for chunk in chunks:
        pages[_first_part(chunk)].add(chunk.source)
        opens = _OPENS.match(heading_text(chunk.title))
        if opens and not opens["name"].istitle():
            spelt[squeezed(opens["name"])][opens["name"]] += 1
    return {
        part: max(spelt[part].items(), key=lambda item: (item[1], item[0]))[0]
        for part, sources in pages.items()
        if len(part) >= _SHORTEST and len(sources) >= _FEWEST and part in spelt and is_unusual(part)
    }


def part_of(chunk: Chunk, parts: Mapping[str, str]) -> str:
    """The part that a page belongs to, as titles write it; empty where its file tells none."""
    return parts.get(_first_part(chunk), "")


def _first_part(chunk: Chunk) -> str:
    first, hyphen, _ = PurePosixPath(chunk.source).stem.partition("-")
    return squeezed(first) if hyphen else ""

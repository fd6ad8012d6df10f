"""Chunks -> those with an identifier for a title, each with the first words on it, and which are called alike."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kgsynth.manuals.pages import words_of
from kgsynth.types import Chunk

_KIND = r"directive|function|method|property|class|module|setting|variable|parameter|command|macro"
_TITLE = re.compile(
    rf"^#{{1,6}} `?(?P<name>[A-Za-z_][\w.-]*\w)`?(?:\(\))?(?P<kind> (?i:{_KIND}))?\s*$",
    re.MULTILINE,
)
_PARTS = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|\d+")
_IDENTIFIER = re.compile(r"\w+[_.]\w|[A-Za-z]*[a-z][A-Z]")
_SAID = re.compile(
    r"^\| *(?:Description|Summary|Purpose):? *\| *(?P<row>[^|\n]+)|^(?P<line>[A-Z`][^\n|#]{20,})", re.MULTILINE
)
_SHARED = 1  # words
_MOST_HAVE = 12  # sections or pages with a part of a name: what more have is the name of a library
_SHORTEST = 3  # letters of a part of a name that tells something
_MOST = 400  # of one page or folder


@dataclass(frozen=True, slots=True)
class Titled:
    """A page or a section on one thing: its name, the words of the name and of the first line on it."""

    name: str
    chunk: Chunk
    parts: frozenset[str]
    words: frozenset[str]


def called_alike(chunks: Sequence[Chunk]) -> Iterator[tuple[Titled, Titled]]:
    """The pairs of sections, or of the fronts of pages, whose names have a part in common, and their first lines words.

    ``GateOpenTime`` and ``GateCloseTime``, not ``GateColour``, which has nothing to do with time.
    """
    found = [titled for chunk in chunks if chunk.language == "en" and (titled := _titled(chunk))]
    having = Counter(part for titled in found for part in titled.parts)
    telling = frozenset(part for part, times in having.items() if times <= _MOST_HAVE)
    for one, other in combinations(found[:_MOST], 2):
        shared = (one.words & other.words) - one.parts - other.parts
        if one.name != other.name and one.parts & other.parts & telling and len(shared) >= _SHARED:
            yield one, other


def _titled(chunk: Chunk) -> Titled | None:
    """What the first heading of a chunk names, where it is an identifier or says its kind."""
    title = _TITLE.match(chunk.text)
    if title is None or not (title["kind"] or _IDENTIFIER.search(title["name"])):
        return None
    said = _SAID.search(chunk.text, title.end())
    if said is None:
        return None
    parts = frozenset(part.lower() for part in _PARTS.findall(title["name"]) if len(part) >= _SHORTEST)
    return Titled(title["name"], chunk, parts, words_of(said["row"] or said["line"]))

"""Chunks -> names that the text sets side by side ("Rolo or Pica"), and the chunks that say what each of them is.

What people name in one breath they also ask to be told apart. Both are found by layout and wording alone, in one pass.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgsynth.types import Chunk

_MOST_HOMES = 2  # chunks per name that are taken to say what it is
_MOST_COMMON = 0.2  # of the chunks: a name in more of them is what the corpus is about
_NAME = (  # of bounded length: time grows with the square of it, and a word of thousands of letters is no name
    r"(?P<{0}>`[A-Za-z][\w.+-]{{0,60}}[\w+]`"
    r"|(?:[A-Z]|[a-z][\w.+]{{0,60}}[A-Z\d-])[\w.+-]{{0,60}}(?<=[\w+])(?: [A-Z][\w-]{{1,60}})?)"
)
_KIND = r"(?: (?:command|program|tool|utility|package|daemon|server|service|protocol|library|file|system))?"
_SAYS = (
    rf"(?: \([^()\n]{{1,80}}\))?{_KIND}\s+(?:(?:is|are|was)\s+(?:an?|the|one of|used|designed|responsible)\b"
    r"|(?:provides|offers|manages|handles|stores|displays|lists|lets|allows|creates|implements|performs)\b)"
)
_HOME = re.compile(rf"(?:^|[.!?]\s+|\n)(?:The )?{_NAME.format('name')}{_SAYS}")
_JOINED = r"(?: (?:and|or) |/| versus | vs\.? | rather than | instead of )(?:the )?"
_PAIR = re.compile(rf"(?<![\w`-]){_NAME.format('one')}(?={_JOINED}{_NAME.format('other')}(?![\w-]))")


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two names, and the rows of the chunks that say what each is."""

    names: tuple[str, str]
    rows: tuple[int, int]


def side_by_side(chunks: Sequence[Chunk]) -> Iterator[SideBySide]:
    """Every pair of names that some chunk joins by "and", "or" or a slash, and that two other places introduce."""
    homes = _homes(chunks)
    for names in sorted(_pairs(chunks, homes)):
        for first in homes[names[0]]:
            for second in homes[names[1]]:
                if first != second and chunks[first].language == chunks[second].language:
                    yield SideBySide(names, (first, second))


def _homes(chunks: Sequence[Chunk]) -> dict[str, list[int]]:
    """The first rows that say what a name is or does."""
    homes: defaultdict[str, list[int]] = defaultdict(list)
    for row, chunk in enumerate(chunks):
        for match in _HOME.finditer(chunk.text):
            name = match["name"].strip("`")
            if row not in homes[name] and len(homes[name]) < _MOST_HOMES:
                homes[name].append(row)
    counts = Counter(word for chunk in chunks for word in set(_WORD.findall(chunk.text)))
    return {name: rows for name, rows in homes.items() if counts[name] <= max(5, _MOST_COMMON * len(chunks))}


_WORD = re.compile(r"[A-Za-z][\w.+-]*[\w+]")


def _pairs(chunks: Sequence[Chunk], homes: dict[str, list[int]]) -> set[tuple[str, str]]:
    return {
        (min(one, other), max(one, other))
        for chunk in chunks
        for match in _PAIR.finditer(chunk.text)
        for one in _spellings(match["one"])
        for other in _spellings(match["other"])
        if one in homes and other in homes and one.lower() != other.lower()
    }


def _spellings(name: str) -> tuple[str, ...]:
    """A name as found, and its first and last word: ``Use Rolo`` may be the name after a verb."""
    name = name.strip("`")
    words = name.split(" ")
    return (name,) if len(words) == 1 else (name, words[0], words[-1])

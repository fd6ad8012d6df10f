"""Pages with a table of what each is about -> the groups of such pages that have the same properties told."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kgsynth.types import Chunk

_TABLE = re.compile(r"^\|[^|\n]*\|[^|\n]*\|\n\|[ :|-]+\|\n(?P<rows>(?:\|[^|\n]*\|[^|\n]*\|(?:\n|\Z))+)", re.MULTILINE)
_ROW = re.compile(r"^\| *([A-Z][^|\n]*?) *\|", re.MULTILINE)
_TERM = re.compile(r"^([A-Z][a-z]+(?: [a-z]+){0,3})\n: [^\n]{1,60}[^.\n]$", re.MULTILINE)
_PROPERTIES = 3  # that pages of one sort have in common
_MOST_PAGES = 12  # of one sort: more of them make more groups than anybody asks of
_GROUPS = (3, 4)  # pages


def sheets(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[tuple[Chunk, ...]]:
    """Three or four chunks with such a table each, of pages that have at least three properties in common.

    Args:
        pages: the chunks of each document.
    """
    found = [
        (chunk, names) for chunks in pages.values() for chunk in chunks[:_NEAR_THE_TOP] if (names := _names(chunk))
    ]
    for sort in _sorts(found):
        for size in _GROUPS:
            yield from combinations(sort[:_MOST_PAGES], size)


_NEAR_THE_TOP = 4  # chunks


def _names(chunk: Chunk) -> frozenset[str]:
    """The properties that a table of two columns, or a list of terms, gives of what its page is about."""
    tables = [frozenset(_ROW.findall(match["rows"])) for match in _TABLE.finditer(chunk.text)]
    tables = tables or [frozenset(_TERM.findall(chunk.text))]
    return tables[0] if len(tables) == 1 and len(tables[0]) >= _PROPERTIES else frozenset()


def _sorts(found: Sequence[tuple[Chunk, frozenset[str]]]) -> Iterator[list[Chunk]]:
    """The chunks that share most of their properties with the first of them."""
    sorts: defaultdict[frozenset[str], list[Chunk]] = defaultdict(list)
    for chunk, names in found:
        known = (sort for sort in sorts if len(sort & names) * 2 >= min(len(sort), len(names)))
        sorts[next((sort for sort in known if len(sort & names) >= _PROPERTIES), names)].append(chunk)
    yield from sorts.values()

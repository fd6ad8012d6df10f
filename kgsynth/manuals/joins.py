"""Pages of tables -> how a table is joined to another by way of a third: two references, each told on its own page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kgsynth.manuals.holders import holder_of
from kgsynth.types import Chunk, Span

_REFERENCE = re.compile(
    r"^[| \t]*`?(?P<column>[A-Za-z]\w*)`?[^\n\w][^\n]*?\b(?:references|(?:foreign key|FK) (?:to|into|on)) "
    r"`?(?P<table>[A-Za-z]\w*)`?(?:\.`?(?P<key>\w+)`?| ?\(`?(?P<inner>\w+)`?\))[^\n]*(?:\n: [^\n]+)?",
    re.MULTILINE,
)
_SAYS_SO = re.compile(r"\breferences |\bforeign key |\bFK ")
_ANY = re.compile(r"\(references any\b")
_MANY = re.compile(r"\[\]|vector`")
_SELDOM = re.compile(r"\b(?:otherwise|will be|is|are) (?:zero|null|0)\b(?! by default)", re.IGNORECASE)
_SOUGHT = 0.25  # of the tables that refer to the one that most refer to
_KEY = re.compile(r"(?:^|_)(?:o?id|uuid|key|code|number)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of one table that holds the key of another.

    Attributes:
        span: the entry or the row that says so.
        is_of_one: whether it holds one key, not a list of them, nor for some rows none.
    """

    chunk: Chunk
    span: Span
    table: str
    column: str
    target: str
    key: str
    is_of_one: bool

    @property
    def is_sound(self) -> bool:
        """Whether it leads to one row: it holds one key, which alone tells a row from all others."""
        return self.is_of_one and _KEY.search(self.key) is not None


@dataclass(frozen=True, slots=True)
class Join:
    """Two references, the second from the table that the first leads to.

    Attributes:
        is_sought: whether many tables refer to the one that they end at, so that people join others to it.
    """

    first: Reference
    second: Reference
    is_sought: bool = True


def joins(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[Join]:
    """The ways from one table to another that no reference joins, where over a third there is one way and no more.

    Two tables that refer to one third, or that one third refers to, may be joined there, too.

    Args:
        pages: the chunks of each document.
    """
    told = [reference for chunks in pages.values() for reference in references_of(chunks)]
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for reference in told:
        targets[reference.table].add(reference.target)
    of_table: defaultdict[str, list[Reference]] = defaultdict(list)
    for reference in told:
        of_table[reference.table].append(reference)
    referring = Counter(end for ends in targets.values() for end in ends)
    fewest = _SOUGHT * max(referring.values(), default=0)
    for table, found in sorted(of_table.items()):
        ways: defaultdict[str, list[Join]] = defaultdict(list)
        for first in found:
            for second in of_table.get(first.target, ()):
                ways[second.target].append(Join(first, second))
        for end, (way, *others) in sorted(ways.items()):
            joined = end in targets[table] or table in targets[end] or not targets[table].isdisjoint(targets[end])
            nearer = joined or any({table, end} <= each for each in targets.values())
            apart = len({table, way.first.target, end}) == 3 and not (nearer or others)
            if apart and way.first.is_sound and way.second.is_sound:
                yield replace(way, is_sought=referring[end] >= fewest)


def references_of(chunks: Sequence[Chunk]) -> Iterator[Reference]:
    """The references of the table that a page is about to others.

    A table of which a column may refer to any other has none: what its other columns refer to says which. Nor has a
    view, which shows the names of what it comes from, not their keys.
    """
    holder = holder_of(chunks) if any(_SAYS_SO.search(chunk.text) for chunk in chunks) else None
    if holder is None or holder.thing == "view" or any(_ANY.search(chunk.text) for chunk in chunks):
        return
    for chunk in chunks:
        for match in _REFERENCE.finditer(chunk.text):
            span = Span(chunk.document_id, chunk.span.start + match.start(), chunk.span.start + match.end())
            is_of_one = not (_MANY.search(match[0].partition("\n")[0]) or _SELDOM.search(match[0]))
            key = match["key"] or match["inner"]
            if match["table"] != holder.name:
                yield Reference(chunk, span, holder.name, match["column"], match["table"], key, is_of_one)

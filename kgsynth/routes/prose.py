"""Pages of prose -> paths between two chunks with a sentence on a name each, in words that the two share, or
between the sections of two names."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from kgsynth.graph import KnowledgeGraph
from kgsynth.language.unlinked import running
from kgsynth.language.words import content_words
from kgsynth.manuals import topics
from kgsynth.routes.dullness import is_dull
from kgsynth.routes.records import Promising, Route, joined, pages_of
from kgsynth.types import Chunk, EdgeKind, PathEdge

_TOLD = re.compile(
    r"(?:^|[.!?]\s|\n)[-*>\s]*(?:The )?`?(?P<name>[A-Za-z][\w.+-]*\w)`?(?:\s\([^()\n]{1,60}\))?"
    r"(?: (?:command|program|tool|script|daemon|package|suite|service|protocol|server|utility))?,?"
    r" (?P<said>(?:is (?:an?|the)|[a-z]{3,}s) [^\n.]{10,250})"
)
_NO_NAME = frozenset("this that it there what which these those all each one another here".split())
_SHARED = 2  # words
_MOST_CHUNKS = 40  # of a page with such sentences: more of them make a manual


def prose_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Between chunks of one page, each with a sentence on a name of its own."""
    for page, chunks in pages_of(graph).items():
        told = [(chunk, said) for chunk in chunks if not is_dull(chunk) and (said := tuple(_told(chunk)))]
        for (first, one), (second, other) in combinations(told[:_MOST_CHUNKS], 2):
            shared = _shared(one, other)
            if shared >= _SHARED and not graph.is_duplicate(first.id, second.id):
                yield min(1.0, 0.25 * shared), page, joined(graph, first, second, ())


def topic_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Between the sections of two names that stand beside each other."""
    for pair in topics(pages_of(graph)):
        first, second = pair.chunks
        if not graph.is_duplicate(first.id, second.id) and not is_dull(first) and not is_dull(second):
            step = PathEdge(source=first.id, target=second.id, kind=EdgeKind.SIBLING)
            yield 1.0, pair.names[0], Route(pair.chunks, (step,), pair.names)


def _told(chunk: Chunk) -> Iterator[tuple[str, frozenset[str]]]:
    """The names that sentences of a chunk open with, each with the words that it is told by."""
    if chunk.language == "en":
        for match in _TOLD.finditer(running(chunk.text)):
            if match["name"].lower() not in _NO_NAME:
                yield match["name"], frozenset(content_words(match["said"]))


def _shared(one: Sequence[tuple[str, frozenset[str]]], other: Sequence[tuple[str, frozenset[str]]]) -> int:
    """How many words two sentences on different names have in common at most."""
    return max((len(mine & yours) for name, mine in one for its, yours in other if name != its), default=0)

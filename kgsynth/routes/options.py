"""Pages of commands -> paths between options of one name, and from a name to the one that tells of it."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kgsynth.graph import KnowledgeGraph
from kgsynth.manuals import handovers, kin, namesakes
from kgsynth.routes.dullness import is_dull
from kgsynth.routes.records import Promising, Route, joined, pages_of
from kgsynth.types import Chunk, EdgeKind, PathEdge


def _headwords(graph: KnowledgeGraph) -> dict[str, list[Chunk]]:
    """The chunks with an entry of each name."""
    told: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in graph.chunks():
        for match in _HEADWORD.finditer(chunk.text):
            told[match["name"]].append(chunk)
    return told


_POINTER = re.compile(
    r"\b(?:same as|equivalent to|(?:synonym|alias|shorthand|shortcut) (?:for|of)) "
    r"(?:the )?`?(?P<name>-{0,2}[A-Za-z][\w.-]*\w)"
)
_HEADWORD = re.compile(r"^`?(?P<name>-{0,2}[A-Za-z][\w.-]*\w)\b[^\n]*\n(?:[^\n:][^\n]*\n)?: ", re.MULTILINE)
_MOST_HOMES = 4  # places where a name that is pointed at is looked for


def pointer_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """From chunks that only point at a name ("the same as passfile") to those that tell of it."""
    told = _headwords(graph)
    for chunk in graph.chunks():
        for match in _POINTER.finditer(chunk.text):
            name = match["name"]
            for home in told.get(name, [])[:_MOST_HOMES]:
                if home != chunk:
                    yield (0.2 if is_dull(chunk) else 1.0), name, joined(graph, chunk, home, (name,))


def namesake_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Between entries of one option, which two related commands have for different things."""
    for pair in namesakes(pages_of(graph)):
        step = PathEdge(source=pair.first.id, target=pair.second.id, kind=EdgeKind.SIBLING, entities=pair.options)
        spelt_out = any(name.startswith("--") for name in pair.options)
        promise = pair.closeness + 0.3 * spelt_out
        if pair.first.language == pair.second.language and not graph.is_duplicate(pair.first.id, pair.second.id):
            yield promise, pair.options[0], Route((pair.first, pair.second), (step,), pair.options)


def kin_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Between the first lines of two commands that speak of each other."""
    for pair in kin(pages_of(graph)):
        first, second = pair.chunks
        step = PathEdge(source=first.id, target=second.id, kind=EdgeKind.SIBLING)
        if not graph.is_duplicate(first.id, second.id):
            yield 1.0, pair.names[0], Route(pair.chunks, (step,), pair.names)


def handover_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """From an option that is handed on to another command to the entry of it there."""
    for command, first, second in handovers(pages_of(graph)):
        if not graph.is_duplicate(first.id, second.id):
            yield 1.0, f"{first.document_id} {command}", joined(graph, first, second, ())

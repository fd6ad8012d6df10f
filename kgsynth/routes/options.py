"""Pages of commands -> from a command to its options, between options of one name, and from an option to another."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kgsynth.graph import KnowledgeGraph
from kgsynth.manuals import namesakes, told_alone
from kgsynth.routes.dullness import is_dull
from kgsynth.routes.records import Promising, Route, joined, pages_of
from kgsynth.types import Chunk, EdgeKind, PathEdge

_NAME_LINE = re.compile(r"^`?(?P<name>[\w.+-]+)`?\s+[-–—]\s+\S.{10,}", re.MULTILINE)
_OPTION_ENTRY = re.compile(r"^`?--?[A-Za-z][^\n]*\n(?:`?-[^\n]*\n)*: ", re.MULTILINE)
_OPTION = re.compile(r"^`?(--?[A-Za-z][\w-]*)", re.MULTILINE)
_OPENING = 2  # of a page, one of which says what it is about


def command_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """From where it is said what a command does, its own page or a list of commands, to the options on its page."""
    told, pages = _headwords(graph), pages_of(graph)
    alone = told_alone(pages)
    for page, chunks in pages.items():
        opening = [(chunk, found) for chunk in chunks[:_OPENING] if (found := _NAME_LINE.search(chunk.text))]
        for home, found in opening[:1]:
            homes = [home, *(chunk for chunk in told.get(found["name"], ()) if chunk.document_id != page)]
            for chunk in chunks:
                names = tuple(name for name in _options(chunk) if name in alone.get(page, ()))
                if chunk != home and names and _OPTION_ENTRY.search(chunk.text):
                    promise = 0.2 if is_dull(chunk) else 1.0
                    routes = (joined(graph, each, chunk, ()) for each in homes[-_MOST_HOMES:])
                    yield from ((promise, page, replace(route, entities=names)) for route in routes)


def _options(chunk: Chunk) -> list[str]:
    """The options that entries of a chunk are about, in order."""
    return list(dict.fromkeys(_OPTION.findall(chunk.text)))


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

"""Entities -> paths from a chunk that says what one is to chunks that speak of it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kgsynth.graph import KnowledgeGraph
from kgsynth.language.words import squeezed
from kgsynth.routes.dullness import is_dull
from kgsynth.routes.records import Promising, Route
from kgsynth.types import Chunk, ChunkKind, EdgeKind, Entity, PathEdge

NO_BRIDGE = frozenset({"DATE", "NUMBER"})
_HOMES = 3  # chunks per entity that a question may take its description from
_BRANCHES = 16  # chunks that each of them is joined to
_KIND = (
    r"(?:command|option|parameter|view|file|directory|package|program|tool|function|module|utility|catalog|table|"
    r"protocol|setting|variable|daemon|service)"
)
_DEFINES = re.compile(
    rf"^`?(?:\s+\([^()]{{1,60}}\))?(?:\s+{_KIND})?"
    r"\s+(?P<how>(?:is|are|was)\s+(?:an?|the|used|designed|intended)\b|[—–-]\s|[a-z]{3,}s\s(?:the|an?|all|whether|how|to|you)\b)"
)
_OPENS = re.compile(rf"(?:^|[.!?:]\s+|\n\s*|[|]\s*)(?:The\s+)?(?:{_KIND}\s+)?`?$")
_CONDITION = re.compile(r"(?:^|[.!?]\s+|\n\s*)(?:If|When|To|In|With|Using|Use|By|For|You can use)\b[^.!?\n]{0,60}$")
_COMPARABLE = frozenset({ChunkKind.TABLE, ChunkKind.LIST})


def entity_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """From a chunk that says what an entity is, over the entity, to chunks that mention it."""
    for entity in graph.entities():
        chunks = graph.chunks_of(entity.id)
        if len(chunks) < 2 or entity.label in NO_BRIDGE or len(entity.name) < 3:
            continue
        defining = sorted(((_introduces(graph, entity, chunk), chunk) for chunk in chunks), key=lambda pair: -pair[0])
        homes = [(score, home) for score, home in defining[:_HOMES] if score > 0]
        asking = [(_asks(graph, entity, chunk), chunk) for chunk in chunks] if homes else []
        for score, home in homes:
            yield from _routes_from(graph, entity, home, score, asking)


def _routes_from(
    graph: KnowledgeGraph, entity: Entity, home: Chunk, score: float, asking: Sequence[tuple[float, Chunk]]
) -> Iterator[Promising]:
    placed = [(asks + 0.3 * (chunk.document_id != home.document_id), chunk) for asks, chunk in asking]
    others = [
        (asks, chunk)
        for asks, chunk in sorted(placed, key=lambda pair: -pair[0])
        if asks > 0.3 and chunk.language == home.language and not graph.is_duplicate(home.id, chunk.id)
    ]
    for asks, chunk in others[:_BRANCHES]:
        if names_both(entity, home, chunk):
            dull = 0.2 if is_dull(home) or is_dull(chunk) else 1.0
            step = PathEdge(source=home.id, target=chunk.id, kind=EdgeKind.SHARED_ENTITY, entities=(entity.name,))
            yield score * asks * dull, entity.id, Route((home, chunk), (step,), (entity.name,))


def names_both(entity: Entity, first: Chunk, second: Chunk) -> bool:
    """Whether the entity's own name (not another spelling of it) stands in both chunks."""
    name = squeezed(entity.name)
    return name in _squeezed(first.text) and name in _squeezed(second.text)


@lru_cache(maxsize=65536)
def _squeezed(text: str) -> str:
    return squeezed(text)


def _introduces(graph: KnowledgeGraph, entity: Entity, chunk: Chunk) -> float:
    """How likely the chunk says what the entity is: by a sentence, by what its letters stand for, or by a heading."""
    defined = _defines(graph, entity.id, chunk)
    if defined:
        return defined
    if entity.name[1:] != entity.name[1:].lower() and _spells_out(entity.name, chunk.text):
        return 0.8
    return 0.5 if chunk.headings and squeezed(entity.name) in _squeezed(chunk.headings[-1]) else 0.0


def _spells_out(name: str, text: str) -> bool:
    """``NFS (Network File System)`` or ``Network File System (NFS)``."""
    if f"{name} (" not in text and f"({name})" not in text:
        return False
    name = re.escape(name)
    return re.search(rf"\b{name} \([A-Z][\w-]+ [\w ,-]+\)|[A-Z][\w-]+ [\w -]+ \({name}\)", text) is not None


def _defines(graph: KnowledgeGraph, entity: str, chunk: Chunk) -> float:
    """How plainly a sentence of the chunk says what the entity is or does; 0 where none does."""
    best = 0.0
    for mention in graph.mentions_of(chunk.id, entity):
        start, end = mention.span.start - chunk.span.start, mention.span.end - chunk.span.start
        found = _DEFINES.match(chunk.text[end : end + 120])
        if found and _OPENS.search(chunk.text[max(0, start - 24) : start]):
            best = max(best, 1.2 if found["how"][0] in "—–-" else 1.0)
    return best


def _asks(graph: KnowledgeGraph, entity: Entity, chunk: Chunk) -> float:
    """How likely something can be asked about the entity here: its page's lists, then sentences that turn on it."""
    if chunk.kind in _COMPARABLE and squeezed(entity.name) in squeezed(" ".join((chunk.title, *chunk.headings))):
        return 1.0
    for mention in graph.mentions_of(chunk.id, entity.id):
        start = mention.span.start - chunk.span.start
        before = chunk.text[max(0, start - 90) : start]
        if _OPENS.search(before[-24:]) or _CONDITION.search(before):
            return 0.8
    return 0.35

"""KnowledgeGraph -> Route: chunks and paths that a question may be asked of, the most promising first, in turn."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, combinations, pairwise, zip_longest
from random import Random
from typing import TypeVar

from kgsynth import headwords
from kgsynth.graph import KnowledgeGraph
from kgsynth.language.words import squeezed
from kgsynth.manuals import told_alone
from kgsynth.types import (
    Chunk,
    ChunkKind,
    EdgeKind,
    Entity,
    PathEdge,
    content_id,
)

Item = TypeVar("Item")

_NO_BRIDGE = frozenset({"DATE", "NUMBER"})
_HOMES = 3  # chunks per entity that a question may take its description from
_BRANCHES = 16  # chunks that each of them is joined to
_DULL = re.compile(
    r"\b(?:release notes?|release \d|changelog|acknowledg\w*|bibliography|index|legal notice|copyright|contributors|"
    r"preface|foreword|table of contents|migration to version|changes|see also|authors?|obsolete|"
    r"(?:structure|audience|conventions|organi[sz]ation) of this \w+|who is this book for|"
    r"about (?:this|the) (?:book|manual)|"
    r"Vorwort|Danksagung\w*|Impressum)\b|서문|머리말|감사의|책의 구조|이 책|คำนำ|สารบัญ|กิตติกรรมประกาศ",
    re.IGNORECASE,
)
_THIN = 120  # characters
_REFERENCES = re.compile(r"#+ *(?:see also|references|further reading|related (?:pages|topics)|links)\b", re.IGNORECASE)
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


@dataclass(frozen=True)
class Route:
    """The evidence of a question to come: one chunk, or a path through the graph."""

    chunks: tuple[Chunk, ...]
    path: tuple[PathEdge, ...] = ()
    entities: tuple[str, ...] = ()

    @cached_property
    def id(self) -> str:
        """The same for the same chunks in the same order."""
        return content_id(*(chunk.id for chunk in self.chunks))


Families = tuple[tuple[Route, ...], ...]
"""Routes of several sorts, each in the order in which it should be tried; who tries them finds out which sort gives."""


def single_routes(graph: KnowledgeGraph, rng: Random) -> Iterable[Route]:
    """Chunks, so that the first of each document come before the second of any, and topics alternate."""
    by_topic: dict[str, dict[str, list[Chunk]]] = defaultdict(lambda: defaultdict(list))
    for chunk in graph.chunks():
        by_topic[graph.topic_of(chunk.id)][chunk.document_id].append(chunk)
    topics = []
    for _, members in sorted(by_topic.items()):
        documents = [sorted(chunks, key=lambda each: _dullness(each, rng)) for chunks in members.values()]
        documents.sort(key=lambda chunks: _dullness(chunks[0], rng))
        topics.append(documents)
    rng.shuffle(topics)
    firsts = _proportional([[chunks[0] for chunks in documents] for documents in topics])
    rests = alternating([chunks[1:] for documents in topics for chunks in documents])
    return (Route((chunk,)) for chunk in chain(firsts, rests))


def single_families(graph: KnowledgeGraph, rng: Random) -> Families:
    """Chunks whose spelling promises a plain statement (a default, a closed list, a purpose), and all others."""
    found: dict[bool, list[Route]] = {True: [], False: []}
    for route in single_routes(graph, rng):
        found[bool(_cues(route.chunks[0].text) & _PLAIN)].append(route)
    return tuple(found[True]), tuple(found[False])


def _dullness(chunk: Chunk, rng: Random) -> tuple[bool, bool, float]:
    title = " ".join((chunk.title, *chunk.headings))
    return bool(_DULL.search(title)), chunk.kind is ChunkKind.CODE or is_thin(chunk), rng.random()


def is_dull(chunk: Chunk) -> bool:
    """Whether a chunk stands on a page that nobody asks about: release notes, licences, indexes."""
    return _sounds_dull(chunk.title)


@lru_cache(maxsize=65536)
def _sounds_dull(title: str) -> bool:
    return _DULL.search(title) is not None


def is_thin(chunk: Chunk) -> bool:
    """Whether a chunk says too little to be asked about: a list of references, a foot of a page."""
    return len(chunk.text) < _THIN or bool(_REFERENCES.match(chunk.text))


def multi_routes(graph: KnowledgeGraph, rng: Random) -> Families:
    """Paths by family: siblings, command and option, pointers, tables, entities, kin entries, and other edges."""
    seen: set[str] = set()
    families = (
        _sibling_routes(graph),
        _command_routes(graph),
        _pointer_routes(graph),
        _chain_routes(graph),
        _entity_routes(graph),
        *_headword_routes(graph),
        edge_routes(graph, any_path=False),
    )
    return tuple(tuple(in_turn(family, rng, seen)) for family in families)


def in_turn(routes: Iterable["Promising"], rng: Random, seen: set[str]) -> Iterable[Route]:
    """The most promising first; each group (an entity, a page, a pair of documents) has one turn a round."""
    groups: dict[str, list[tuple[float, float, Route]]] = defaultdict(list)
    for promise, group, route in routes:
        if route.id not in seen:
            seen.add(route.id)
            groups[group].append((-promise, rng.random(), route))
    queues = [sorted(group, key=lambda item: item[:2]) for _, group in sorted(groups.items())]
    queues.sort(key=lambda queue: (queue[0][0], rng.random()))
    return (route for _, _, route in alternating(queues))


Promising = tuple[float, str, Route]
"""How likely a question comes of a route, the group it takes turns in, and the route."""


def _sibling_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Between chunks with entries that read alike, which people set side by side."""
    for edge in graph.edges(EdgeKind.SIBLING):
        first, second = graph.chunk(edge.source), graph.chunk(edge.target)
        if not graph.is_duplicate(first.id, second.id) and first.language == second.language:
            step = PathEdge(source=first.id, target=second.id, kind=edge.kind)
            dull = 0.2 if is_dull(first) or is_dull(second) else 1.0
            group = " ".join(sorted((first.document_id, second.document_id)))
            names = tuple(graph.entity(each).name for each in edge.entities)
            yield (1 - abs(edge.weight - 0.55)) * dull, group, Route((first, second), (step,), names)


_NAME_LINE = re.compile(r"^`?(?P<name>[\w.+-]+)`?\s+[-–—]\s+\S.{10,}", re.MULTILINE)
_OPTION_ENTRY = re.compile(r"^`?--?[A-Za-z][^\n]*\n(?:`?-[^\n]*\n)*: ", re.MULTILINE)
_OPTION = re.compile(r"^`?(--?[A-Za-z][\w-]*)", re.MULTILINE)
_OPENING = 2  # of a page, one of which says what it is about


def _command_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
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
                    routes = (_joined(graph, each, chunk, ()) for each in homes[-_MOST_HOMES:])
                    yield from ((promise, page, replace(route, entities=names)) for route in routes)


def _options(chunk: Chunk) -> list[str]:
    """The options that entries of a chunk are about, in order."""
    return list(dict.fromkeys(_OPTION.findall(chunk.text)))


def _headword_routes(graph: KnowledgeGraph) -> Iterator[Iterator[Promising]]:
    """Between entries that have to do with each other, a family for each way."""
    pages = pages_of(graph)
    for pairs in (headwords.lettered(pages), headwords.referring(pages), headwords.of_one_noun(pages)):
        yield _between(graph, pairs)


def _between(graph: KnowledgeGraph, pairs: Iterator[headwords.Pair]) -> Iterator[Promising]:
    for promise, group, first, second, names in pairs:
        dull = 0.2 if is_dull(first) or is_dull(second) else 1.0
        yield promise * dull, group, replace(_joined(graph, first, second, ()), entities=names)


def pages_of(graph: KnowledgeGraph) -> dict[str, list[Chunk]]:
    """The chunks of each document, in its order."""
    pages: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in graph.chunks():
        pages[chunk.document_id].append(chunk)
    return pages


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


def _pointer_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """From chunks that only point at a name ("the same as passfile") to those that tell of it."""
    told = _headwords(graph)
    for chunk in graph.chunks():
        for match in _POINTER.finditer(chunk.text):
            name = match["name"]
            for home in told.get(name, [])[:_MOST_HOMES]:
                if home != chunk:
                    yield (0.2 if is_dull(chunk) else 1.0), name, _joined(graph, chunk, home, (name,))


_ROW = re.compile(r"^\|[^\n]*\w[^\n]*\|", re.MULTILINE)


def _chain_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Three tables, the middle one with a row that names what the others tell of: product, designer, site."""
    joined: dict[str, list[tuple[Chunk, str]]] = defaultdict(list)
    tables = {chunk.id for chunk in graph.chunks() if _ROW.search(chunk.text)}
    for edge in graph.edges(EdgeKind.SHARED_ENTITY):
        first, second = graph.chunk(edge.source), graph.chunk(edge.target)
        if first.document_id != second.document_id and {first.id, second.id} <= tables:
            for entity in map(graph.entity, edge.entities):
                if entity.label not in _NO_BRIDGE and names_both(entity, first, second):
                    joined[first.id].append((second, entity.name))
                    joined[second.id].append((first, entity.name))
    for middle, ends in sorted(joined.items()):
        rows = _ROW.findall(graph.chunk(middle).text)
        for (first, one), (last, other) in combinations(sorted(ends, key=lambda end: (end[1], end[0].id)), 2):
            if one != other and first.document_id != last.document_id and any(one in r and other in r for r in rows):
                steps = _steps((first, graph.chunk(middle), last), (one, other))
                yield 1.0, f"{middle} {one} {other}", Route((first, graph.chunk(middle), last), steps, (one, other))


def _steps(chunks: Sequence[Chunk], names: Sequence[str]) -> tuple[PathEdge, ...]:
    """From each chunk to the next over a name that both hold."""
    return tuple(
        PathEdge(source=first.id, target=second.id, kind=EdgeKind.SHARED_ENTITY, entities=(name,))
        for (first, second), name in zip(pairwise(chunks), names, strict=True)
    )


def _joined(graph: KnowledgeGraph, first: Chunk, second: Chunk, names: tuple[str, ...]) -> Route:
    """Two chunks with what joins them: a name that both hold, or what the graph says, or their page."""
    found = graph.edges_between(first.id, second.id)
    kind = EdgeKind.SHARED_ENTITY if names else found[0].kind if found else EdgeKind.SECTION
    step = PathEdge(source=first.id, target=second.id, kind=kind, entities=names)
    return Route((first, second), (step,), names)


def _entity_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """From a chunk that says what an entity is, over the entity, to chunks that mention it."""
    for entity in graph.entities():
        chunks = graph.chunks_of(entity.id)
        if len(chunks) < 2 or entity.label in _NO_BRIDGE or len(entity.name) < 3:
            continue
        defining = sorted(((_introduces(graph, entity, chunk), chunk) for chunk in chunks), key=lambda pair: -pair[0])
        for score, home in defining[:_HOMES]:
            if score > 0:
                yield from _routes_from(graph, entity, home, score, chunks)


def _routes_from(
    graph: KnowledgeGraph, entity: Entity, home: Chunk, score: float, chunks: Sequence[Chunk]
) -> Iterator[Promising]:
    asking = [(_asks(graph, entity, chunk) + 0.3 * (chunk.document_id != home.document_id), chunk) for chunk in chunks]
    others = [
        (asks, chunk)
        for asks, chunk in sorted(asking, key=lambda pair: -pair[0])
        if asks > 0.3 and chunk.language == home.language and not graph.is_duplicate(home.id, chunk.id)
    ]
    for asks, chunk in others[:_BRANCHES]:
        if names_both(entity, home, chunk):
            dull = 0.2 if is_dull(home) or is_dull(chunk) else 1.0
            step = PathEdge(source=home.id, target=chunk.id, kind=EdgeKind.SHARED_ENTITY, entities=(entity.name,))
            yield score * asks * dull, entity.id, Route((home, chunk), (step,), (entity.name,))


def edge_routes(graph: KnowledgeGraph, *, any_path: bool) -> Iterator[Promising]:
    """Over the edges between chunks that hold statements of one sort: defaults, dates, figures, closed lists.

    Args:
        any_path: over all edges.
    """
    for path in graph.paths(2):
        edge = path.edges[0]
        first, second = graph.chunk(edge.source), graph.chunk(edge.target)
        if is_thin(first) or is_thin(second) if any_path else not _cues(first.text) & _cues(second.text):
            continue
        shared = map(graph.entity, edge.entities)
        entities = tuple(entity.name for entity in shared if names_both(entity, first, second))
        step = PathEdge(source=first.id, target=second.id, kind=edge.kind, entities=entities)
        dull = 0.2 if is_dull(first) or is_dull(second) else 1.0
        group = " ".join((edge.kind, *sorted((first.document_id, second.document_id))))
        yield _PROMISES.get(edge.kind, 0.1) * dull, group, Route((first, second), (step,), entities)


def names_both(entity: Entity, first: Chunk, second: Chunk) -> bool:
    """Whether the entity's own name (not another spelling of it) stands in both chunks."""
    name = squeezed(entity.name)
    return name in _squeezed(first.text) and name in _squeezed(second.text)


@lru_cache(maxsize=65536)
def _squeezed(text: str) -> str:
    return squeezed(text)


_CUES = tuple(
    re.compile(cue)
    for cue in (
        r"\b[Dd]efault(?:s to| is| value is|: )",
        r"\bcan only be set\b",
        r"\b(?:in|on)\s(?:\w+\s){0,2}(?:19|20)\d\d\b",
        r"\|[^|\n]*\d[^|\n]*\|",
        r"\b(?:[Vv]alid|[Pp]ossible|[Ss]upported|[Aa]llowed) (?:values|formats|modes)\b",
        r"(?m)^`?(?:[\w.+-]+|[A-Z][A-Z ]+[A-Z])`?\s+[-–—]\s+\S",
        r"(?m)(?:^|\. )(?:The |An? )?`?[\w.-]+`?(?: \w+){0,2} (?:is|are) (?:an?|the) ",
        r"(?m)^: (?:An?|The) ",
        r"`[^`\n]{2,30}`(?: [a-z]+)? (?:[a-z]{3,}s (?:the|an?|all|you)|(?:is|can be) used to|allows)\b",
        r"\b[A-Z]{3,6} \((?:[A-Z][\w-]+ ?){2,}|(?:[A-Z][\w-]+ ){2,6}\([A-Z]{3,6}\)",
    )
)


_PLAIN = frozenset({0, 1, 4, 5, 8})  # a default, where it is set, its values, a NAME line, what something in code does


@lru_cache(maxsize=65536)
def _cues(text: str) -> frozenset[int]:
    """Which sorts of comparable statements a text holds: defaults, dates, figures in tables, closed lists."""
    return frozenset(number for number, cue in enumerate(_CUES) if cue.search(text))


_PROMISES = {EdgeKind.SIMILAR: 1.0, EdgeKind.SECTION: 0.9, EdgeKind.SHARED_ENTITY: 0.8, EdgeKind.LINK: 0.7}


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


# ------------------------------------------------------------------------------------------------- order


def alternating(queues: Iterable[Sequence[Item]]) -> Iterable[Item]:
    """The first of each queue, then the second of each, and so on."""
    missing = object()
    rounds = zip_longest(*queues, fillvalue=missing)
    return (item for item in chain.from_iterable(rounds) if item is not missing)  # type: ignore[misc]


def _proportional(queues: Sequence[Sequence[Item]]) -> Iterable[Item]:
    """The queues interleaved, each as often as it is long, so that all end together."""
    places = [
        ((position + 0.5) / len(queue), number, item)
        for number, queue in enumerate(queues)
        for position, item in enumerate(queue)
    ]
    return (item for _, _, item in sorted(places, key=lambda place: place[:2]))

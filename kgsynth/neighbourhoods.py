"""KnowledgeGraph -> Route: passages that belong together, for a writer that chooses among them what to ask of.

A person who writes a good question looks around first. So a route here offers more than a question needs: a chunk with
its neighbours on the page, or a chunk with those that it has most in common with. The writer takes one, or two
that are joined, and its draft keeps those alone.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from random import Random

from kgsynth.graph import KnowledgeGraph
from kgsynth.graph.paths import Edge
from kgsynth.language.markdown import BlockKind, blocks
from kgsynth.language.words import tokens
from kgsynth.routes import (
    Families,
    Promising,
    Route,
    edge_routes,
    in_turn,
    is_dull,
    is_thin,
    names_both,
    pages_of,
    single_routes,
)
from kgsynth.types import Chunk, ChunkKind, EdgeKind, PathEdge

_LITTLE = 400  # characters of a whole page
_INTRODUCES = re.compile(
    r"^This (?:chapter|part|section|appendix|manual|document) (?:covers|describes|explains|discusses|provides)\b",
    re.MULTILINE,
)
_AROUND = 2  # chunks of the same page that are offered beside one, at most
_KIN = 5  # chunks that are offered beside one for a question over several, at most
_TOO_ALIKE = 0.5  # likeness beyond which pages mostly repeat each other
_SIDE_BY_SIDE = 1.5  # what sections under one heading count, against a name that one of two is about
_FEW, _MANY = 3, 0.04  # documents, and their share, in whose titles a name may stand that joins chunks
_NAMED, _SURE = 0.5, 3  # what each name counts that two share, up to so many: a single one may be there by chance
_LINKS, _DENSE = 4, 0.025  # links in a chunk, and for each of its words, from which on it is an overview
_LONGEST = 5  # words of a name that is looked for in titles
_PLENTY = 8  # neighbourhoods per wanted sample, beyond which the poorer ones are left out
_OTHERS = 3  # chunks per wanted sample, beyond which the poorer ones are left out
_ENOUGH = 2  # neighbourhoods per wanted sample, before any other path is looked at
_SEVERAL, _TOGETHER = 2, 12  # neighbourhoods that are offered together at most, and their chunks
_NUMBERED = re.compile(r"(?P<over>[A-Z\d]+(?:\.\d+)*)\.\d+\.?\s")  # "21.4. Trust Authentication"

Words = tuple[str, ...]


def single_offers(graph: KnowledgeGraph, rng: Random, *, wanted: int) -> Families:
    """Each chunk with those that stand next to it on its page. Code and pages that say next to nothing come last, and
    only where the others are few."""
    pages = pages_of(graph)
    around = min(_AROUND, _spare(graph, wanted))
    telling = (route.chunks[0] for route in single_routes(graph, rng) if not _is_bare(route.chunks[0]))
    offers = _spread(_with_neighbours(chunk, pages, around) for chunk in telling)
    poor = {offer.id for offer in offers if _is_poor(offer.chunks[0], pages)}
    good = tuple(offer for offer in offers if offer.id not in poor)
    return (good if len(good) >= _OTHERS * wanted else (*good, *(offer for offer in offers if offer.id in poor)),)


def _together(routes: Sequence[Route]) -> Route:
    """What several neighbourhoods hold: where one of them bears no question that a person would ask, another may."""
    chunks = tuple(dict.fromkeys(chunk for route in routes for chunk in route.chunks))
    path = tuple({(step.source, step.target): step for route in routes for step in route.path}.values())
    return Route(chunks, path, tuple(dict.fromkeys(name for route in routes for name in route.entities)))


def _closest(route: Route, most: int) -> Route:
    """The first chunks of a neighbourhood: its centre, and the best of its kin."""
    chunks = route.chunks[:most]
    ids = {chunk.id for chunk in chunks}
    path = tuple(step for step in route.path if {step.source, step.target} <= ids)
    return Route(chunks, path, tuple(dict.fromkeys(name for step in path for name in step.entities)))


def _spare(graph: KnowledgeGraph, wanted: int) -> int:
    """How many chunks there are beside the one for each sample: where few are, several writers would take the same."""
    return max(0, len(graph.chunks()) // max(1, wanted) - 1)


def _with_neighbours(chunk: Chunk, pages: dict[str, list[Chunk]], around: int) -> Route:
    page = pages[chunk.document_id]
    place = page.index(chunk)
    after, before = page[place + 1 :], page[:place][::-1]
    others = [each for each in (*after[:around], *before) if not is_thin(each)]
    return Route((chunk, *others[:around]))


def _spread(routes: Iterable[Route]) -> tuple[Route, ...]:
    """Those first that offer what none before them offers: many are sent at once, and should not ask the same."""
    offered: Counter[str] = Counter()
    ranked = []
    for route in routes:
        ids = [chunk.id for chunk in route.chunks]
        ranked.append((max(offered[each] for each in ids), route))
        offered.update(ids)
    return tuple(route for _, route in sorted(ranked, key=lambda each: each[0]))


def multi_offers(graph: KnowledgeGraph, rng: Random, *, wanted: int) -> Families:
    """Each chunk with its kin, several such neighbourhoods at a time where there are plenty; and where they are few,
    every pair of chunks with prose that an edge joins."""
    seen: set[str] = set()
    most = min(_KIN, max(1, _spare(graph, wanted)))
    sets: set[frozenset[str]] = set()
    kin = _spread(_once(in_turn(_best(_neighbourhoods(graph, most), wanted), rng, seen), sets))
    several = min(_SEVERAL, len(kin) // max(1, _ENOUGH * wanted)) if most == _KIN else 1
    if several > 1:
        near = [_closest(route, _TOGETHER // several) for route in kin]
        kin = tuple(_together(near[first : first + several]) for first in range(0, len(near), several))
    rest = in_turn(edge_routes(graph, any_path=True), rng, seen) if len(kin) < _ENOUGH * wanted else ()
    return kin, tuple(pair for pair in _once(rest, sets) if not any(map(_is_wordless, pair.chunks)))


def _once(routes: Iterable[Route], sets: set[frozenset[str]]) -> Iterator[Route]:
    """The routes without those that offer just the chunks of another, whichever of them comes first.

    Args:
        sets: the ids of the chunks of each route so far; what comes is added.
    """
    for route in routes:
        ids = frozenset(chunk.id for chunk in route.chunks)
        if ids not in sets:
            sets.add(ids)
            yield route


def _best(found: Iterable[Promising], wanted: int) -> Sequence[Promising]:
    """The better part of the neighbourhoods where there are plenty: from poor ones little can be asked."""
    ranked = sorted(found, key=lambda each: -each[0])
    return ranked[: max(_PLENTY * wanted, len(ranked) // 3)]


def _is_code(chunk: Chunk) -> bool:
    """Whether a chunk is code without a word on it: it may go with others, but little can be asked of it."""
    return chunk.kind is ChunkKind.CODE


def _is_bare(chunk: Chunk) -> bool:
    """Whether a chunk is headings alone: a page whose text is on other pages."""
    return all(block.kind is BlockKind.HEADING for block in blocks(chunk.text))


def _is_poor(chunk: Chunk, pages: dict[str, list[Chunk]]) -> bool:
    """Whether little can be asked of a chunk, or of its whole page."""
    return _is_code(chunk) or _says_little(pages[chunk.document_id])


def _says_little(page: Sequence[Chunk]) -> bool:
    """Whether a page has just a few words, or says what others will: an introduction, a notice that it has moved."""
    told = sum(len(chunk.text) for chunk in page)
    return told < _LITTLE or (told < 2 * _LITTLE and _INTRODUCES.search(page[0].text) is not None)


def _is_wordless(chunk: Chunk) -> bool:
    """Whether no sentence of it could be evidence."""
    return _is_code(chunk) or _is_bare(chunk)


class _Ties:
    """What ties chunks together: the names that two share, and which of them a chunk is about.

    What stands in the titles of many documents ("Notes", "Going further", what all of them are about) joins nothing.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._titles = {chunk.id: _phrases((chunk.title, *chunk.headings)) for chunk in graph.chunks()}
        of_pages = (set().union(*(self._titles[chunk.id] for chunk in page)) for page in pages_of(graph).values())
        self._pages = Counter(phrase for phrases in of_pages for phrase in phrases)
        self._most = max(_FEW, _MANY * len(graph.documents()))
        self._links = {each.id: sorted(link.start for link in each.links) for each in graph.documents()}

    def shared(self, edges: Iterable[Edge], first: Chunk, second: Chunk) -> tuple[str, ...]:
        """The names that both hold, without those that are everywhere."""
        shared = next((edge.entities for edge in edges if edge.kind is EdgeKind.SHARED_ENTITY), ())
        entities = (entity for entity in map(self._graph.entity, shared) if not self._is_everywhere(entity.name))
        return tuple(entity.name for entity in entities if names_both(entity, first, second))

    def tell(self, names: Iterable[str], first: Chunk, second: Chunk) -> bool:
        """Whether one chunk is about something that the other just mentions: it stands in the titles of one alone."""
        one, other = (self._titles[chunk.id] for chunk in (first, second))
        return any((words in one) != (words in other) for words in map(_words, names))

    def abreast(self, first: Chunk, second: Chunk) -> float:
        """Whether two chunks stand in different sections under one heading (1), or of one chapter (half as much).

        Those are often ways to choose between. Sections that many pages have ("Options") are parts of one thing.
        """
        (over, own), (over_other, own_other) = _section(first), _section(second)
        if not over or over != over_other or own == own_other:
            return 0.0
        if max(self._pages[own[:_LONGEST]], self._pages[own_other[:_LONGEST]]) > self._most:
            return 0.0
        return 1.0 if len(over) > 1 else 0.5

    def worth(self, chunk: Chunk) -> float:
        """What a chunk counts among others: little where nobody asks about its page, or where it mostly says which
        other pages tell what, since all that it has in common with them, they say better."""
        return 0.2 if is_dull(chunk) or self._points_on(chunk) else 1.0

    def _points_on(self, chunk: Chunk) -> bool:
        links = self._links[chunk.document_id]
        held = bisect_left(links, chunk.span.end) - bisect_left(links, chunk.span.start)
        return held >= _LINKS and held >= _DENSE * len(chunk.text.split())

    def _is_everywhere(self, name: str) -> bool:
        return self._pages[_words(name)] > self._most


def _phrases(titles: Iterable[str]) -> frozenset[Words]:
    """Every run of words, up to a length, that titles hold."""
    found = [_words(title) for title in titles]
    return frozenset(
        words[start:end]
        for words in found
        for start in range(len(words))
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1)
    )


@lru_cache(maxsize=2**16)
def _words(text: str) -> Words:
    return tuple(tokens(text))


def _neighbourhoods(graph: KnowledgeGraph, most: int) -> Iterator[Promising]:
    common = _Ties(graph)
    for hub in graph.chunks():
        if is_thin(hub) or _is_wordless(hub):
            continue
        kin = sorted(_kin(graph, common, hub), key=lambda pair: (-pair[0], pair[1].id))
        chosen = _chosen(graph, hub, kin, most)
        if any(not _is_wordless(chunk) for _, chunk in chosen):
            chunks = (hub, *(chunk for _, chunk in chosen))
            path = tuple(_steps(graph, common, chunks))
            names = tuple(dict.fromkeys(name for step in path for name in step.entities))
            promise = sum(score for score, _ in chosen) * common.worth(hub)
            yield promise, hub.document_id, Route(chunks, path, names)


def _kin(graph: KnowledgeGraph, common: _Ties, hub: Chunk) -> Iterator[tuple[float, Chunk]]:
    """What has to do with a chunk: one is about what the other mentions, or links to it, or people set the two side by
    side. Pages that say nearly the same have nothing to add to each other."""
    for other in map(graph.chunk, graph.joined_to(hub.id)):
        edges = {edge.kind: edge for edge in graph.edges_between(hub.id, other.id)}
        names, abreast = common.shared(edges.values(), hub, other), common.abreast(hub, other)
        apart = not is_thin(other) and not graph.is_duplicate(hub.id, other.id)
        joined = names or (abreast and edges.keys() - {EdgeKind.SHARED_ENTITY})
        if joined and other.language == hub.language and apart:
            alike = edges[EdgeKind.SIMILAR].weight if EdgeKind.SIMILAR in edges else 0.0
            like = max(_SIDE_BY_SIDE * abreast, 0.5 * (EdgeKind.SIBLING in edges))
            ties = common.tell(names, hub, other) + (EdgeKind.LINK in edges) + like
            shared = _NAMED * (min(len(names), _SURE) - 1)
            score = ties + shared + min(alike, _TOO_ALIKE) - 3 * max(0.0, alike - _TOO_ALIKE)
            if ties:
                across = 1.3 if other.document_id != hub.document_id else 1.0
                yield score * across * common.worth(other), other


def _section(chunk: Chunk) -> tuple[Words, Words]:
    """The headings over a chunk's own (of a page by itself, the number of its chapter), and its own."""
    *over, own = dict.fromkeys((chunk.title, *chunk.headings))
    numbered = _NUMBERED.match(own)
    if not over:
        return ((numbered["over"],) if numbered else ()), _words(own)
    return (chunk.document_id, *over), _words(own)


def _chosen(
    graph: KnowledgeGraph, hub: Chunk, kin: Iterable[tuple[float, Chunk]], most: int
) -> Sequence[tuple[float, Chunk]]:
    """The best of the kin, one of each section, no two that say the same, the last from another page if it can be."""
    chosen: list[tuple[float, Chunk]] = []
    for score, chunk in kin:
        if any(_section(chunk) == _section(each) for _, each in chosen):
            continue
        at_home = all(each.document_id == hub.document_id for _, each in (*chosen, (score, chunk)))
        if len(chosen) == most - 1 > 0 and at_home:
            continue
        if not any(graph.is_duplicate(chunk.id, each.id) for _, each in chosen):
            chosen.append((score, chunk))
        if len(chosen) == most:
            break
    return chosen


def _steps(graph: KnowledgeGraph, common: _Ties, chunks: Sequence[Chunk]) -> Iterator[PathEdge]:
    """What joins each two of the chunks: a name that both hold where there is one."""
    for first, second in combinations(chunks, 2):
        found = graph.edges_between(first.id, second.id)
        names = common.shared(found, first, second)
        others = [edge.kind for edge in found if edge.kind is not EdgeKind.SHARED_ENTITY]
        if names or others:
            kind = EdgeKind.SHARED_ENTITY if names else others[0]
            yield PathEdge(source=first.id, target=second.id, kind=kind, entities=names)

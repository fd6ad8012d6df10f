"""KnowledgeGraph -> single chunks, the most promising first, so that documents and topics take turns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from random import Random

from kgsynth.graph import KnowledgeGraph
from kgsynth.routes.dullness import is_thin, sounds_dull
from kgsynth.routes.records import Families, Item, Route, alternating
from kgsynth.routes.statements import PLAIN, cues
from kgsynth.types import Chunk, ChunkKind


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
        found[bool(cues(route.chunks[0].text) & PLAIN)].append(route)
    return tuple(found[True]), tuple(found[False])


def _dullness(chunk: Chunk, rng: Random) -> tuple[bool, bool, float]:
    title = " ".join((chunk.title, *chunk.headings))
    return sounds_dull(title), chunk.kind is ChunkKind.CODE or is_thin(chunk), rng.random()


def _proportional(queues: Sequence[Sequence[Item]]) -> Iterable[Item]:
    """The queues interleaved, each as often as it is long, so that all end together."""
    places = [
        ((position + 0.5) / len(queue), number, item)
        for number, queue in enumerate(queues)
        for position, item in enumerate(queue)
    ]
    return (item for _, _, item in sorted(places, key=lambda place: place[:2]))

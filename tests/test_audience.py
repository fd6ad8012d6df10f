"""Readers and passages are matched; a writer is told what the corpus says elsewhere."""

from collections import Counter

import pytest

from kgsynth.audience import Audience
from kgsynth.elsewhere import Elsewhere, search_over
from kgsynth.graph import KnowledgeGraph
from kgsynth.llms.pool import Pool
from kgsynth.llms.prompts import PromptTexts
from kgsynth.llms.scripted import Scripted
from kgsynth.readership import Reader, Readers, readership
from kgsynth.routes import Route
from kgsynth.types import Persona

NOVICE, EXPERT = Persona(name="New", expertise="novice"), Persona(name="Old", expertise="expert")


@pytest.fixture(scope="module")
def graph(handbook_graph: KnowledgeGraph) -> KnowledgeGraph:
    """Of the example handbook."""
    return handbook_graph


@pytest.fixture(scope="module")
def elsewhere(graph: KnowledgeGraph) -> Elsewhere:
    """Of the example handbook."""
    return Elsewhere(graph, search_over(graph))


def figures(route: Route) -> float:
    """The share of words with a figure or a sign of code in them."""
    words = route.chunks[0].text.split()
    return sum(any(sign.isdigit() or sign in "`_/|" for sign in word) for word in words) / len(words)


def test_each_passage_is_dealt_once(graph: KnowledgeGraph) -> None:
    """Nothing is lost and nothing doubled, whoever asks."""
    routes = [Route((chunk,)) for chunk in graph.chunks()]
    dealt = Audience(graph).dealt([NOVICE, EXPERT] * (len(routes) // 2) + [NOVICE] * (len(routes) % 2), routes)
    assert Counter(route.id for route in dealt) == Counter(route.id for route in routes)
    few = Audience(graph).dealt([NOVICE] * 5, routes[:15])
    assert len({route.id for route in few}) == 5 and len(Audience(graph).dealt([NOVICE] * 5, routes[:2])) == 2


def test_plain_pages_go_to_novices_and_technical_ones_to_experts(graph: KnowledgeGraph) -> None:
    """On the average, however the two sorts of readers alternate."""
    routes = [Route((chunk,)) for chunk in graph.chunks()][:20]
    dealt = Audience(graph).dealt([NOVICE, EXPERT] * 10, routes)
    assert sum(map(figures, dealt[::2])) < 0.7 * sum(map(figures, dealt[1::2]))


def test_a_reader_gets_the_topics_of_that_reader(graph: KnowledgeGraph) -> None:
    """Topics come before levels: who reads one topic alone has passages of it as long as there are any."""
    topics = list(graph.topics().values())
    wanted = topics[-1]
    routes = [Route((graph.chunk(topic.chunks[0]),)) for topic in topics]
    reader = NOVICE.model_copy(update={"topics": (wanted.name,)})
    first, *_ = Audience(graph).dealt([reader, *[EXPERT] * (len(routes) - 1)], routes)
    assert graph.topic_of(first.chunks[0].id) == wanted.id


def test_no_two_are_offered_the_same_chunks_where_there_are_others(graph: KnowledgeGraph) -> None:
    """Many are sent at once, and two that read the same would ask the same."""
    chunks = graph.chunks()[:24]
    pairs = [chunks[place : place + 2] for place in range(0, len(chunks), 2)]
    routes = [Route(way) for pair in pairs for way in (pair, pair[::-1])]
    offered = [chunk.id for route in Audience(graph).dealt([EXPERT] * len(pairs), routes) for chunk in route.chunks]
    assert len(set(offered)) == len(offered)


def test_a_model_says_which_topics_a_reader_reads(graph: KnowledgeGraph) -> None:
    """By their numbers; a number that no topic has is nothing."""
    said = Reader(name="Nurse", role_description="", expertise="novice", topics=[2, 1, 99, 0, 2])
    (nurse,) = readership(graph, Pool(Scripted([Readers(personas=[said])])), texts=PromptTexts.load())()
    assert nurse.topics == tuple(topic.name for topic in list(graph.topics().values())[:2])


def test_a_writer_is_told_of_the_neighbours_and_of_what_a_search_finds(
    graph: KnowledgeGraph, elsewhere: Elsewhere
) -> None:
    """Never of what it may use already, nothing twice; what stands next to it comes first."""
    told = {chunk: elsewhere([chunk]) for chunk in graph.chunks()}
    for chunk, others in told.items():
        ids = [each.id for each in others]
        assert chunk.id not in ids and len(set(ids)) == len(ids)
    at_home = [[other.document_id == chunk.document_id for other in others] for chunk, others in told.items()]
    assert sum(homes[0] for homes in at_home) > 0.8 * len(told)
    assert sum(not all(homes) for homes in at_home) > 0.5 * len(told)


def test_of_many_passages_some_surroundings_are_told(graph: KnowledgeGraph, elsewhere: Elsewhere) -> None:
    """They are several neighbourhoods; nothing that is offered, and nothing twice."""
    chunks = graph.chunks()[:40:4]
    told = elsewhere(chunks)
    ids = [chunk.id for chunk in told]
    assert len(set(ids)) == len(ids) and not set(ids) & {chunk.id for chunk in chunks}
    assert {chunks[0].document_id, chunks[6].document_id} <= {chunk.document_id for chunk in told}
    assert len(elsewhere(chunks[:1])) < len(told) <= 10 + 4 * 2

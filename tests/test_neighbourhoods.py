"""KnowledgeGraph -> passages that belong together, for a writer that chooses."""

from itertools import chain
from pathlib import Path
from random import Random
from statistics import median

import pytest

from kgsynth.graph import KnowledgeGraph
from kgsynth.language.words import squeezed
from kgsynth.neighbourhoods import multi_offers, single_offers
from kgsynth.pipeline import build
from kgsynth.types import EdgeKind

FEW = 70  # samples, so that one neighbourhood is offered at a time


@pytest.fixture(scope="module")
def graph(handbook_graph: KnowledgeGraph) -> KnowledgeGraph:
    """Of the example handbook."""
    return handbook_graph


def test_a_chunk_is_offered_with_its_neighbours_on_the_page(graph: KnowledgeGraph) -> None:
    """Itself first, once for each chunk; never more than three, never of two pages."""
    (offers,) = single_offers(graph, Random(0), wanted=5)
    assert sorted(offer.chunks[0].id for offer in offers) == sorted(chunk.id for chunk in graph.chunks())
    assert max(len(offer.chunks) for offer in offers) == 3
    assert all(len({chunk.document_id for chunk in offer.chunks}) == 1 for offer in offers)
    assert all(len({chunk.id for chunk in offer.chunks}) == len(offer.chunks) for offer in offers)


def test_those_that_are_sent_together_offer_no_chunk_twice(graph: KnowledgeGraph) -> None:
    """Many are sent before the first reply is there."""
    (offers,) = single_offers(graph, Random(0), wanted=5)
    first = [chunk.id for offer in offers[: len(graph.documents())] for chunk in offer.chunks]
    assert len(set(first)) == len(first)


def test_where_chunks_are_few_each_writer_has_its_own(graph: KnowledgeGraph) -> None:
    """There is no choice where as many samples are wanted as there are chunks; a question over two is offered two."""
    many = len(graph.chunks())
    (alone,) = single_offers(graph, Random(0), wanted=many)
    assert {len(offer.chunks) for offer in alone} == {1}
    kin, _ = multi_offers(graph, Random(0), wanted=many)
    assert {len(offer.chunks) for offer in kin} == {2}


def test_headings_without_text_are_not_offered(tmp_path: Path) -> None:
    """A page may hold a title alone: each request for it would be paid for in vain."""
    (tmp_path / "bare.md").write_text("# Interface Functions\n", encoding="utf-8")
    (tmp_path / "told.md").write_text("# Ports\n\nKestrel listens on port 8080 by default.\n", encoding="utf-8")
    (offers,) = single_offers(build(tmp_path), Random(0), wanted=2)
    assert [chunk.title for offer in offers for chunk in offer.chunks] == ["Ports"]


def test_a_page_of_a_few_words_is_offered_last(tmp_path: Path) -> None:
    """It says where to look, as a rule: a page that tells something comes before it."""
    told = " ".join(f"Kestrel listens on port {8080 + number} of host {number}." for number in range(30))
    chapter = "This chapter covers how ports are opened. " + "Then we discuss how they are closed. " * 12
    for name in "abcdef":
        text = {"e": chapter, "f": told}.get(name, "This page has moved to another place.")
        (tmp_path / f"{name}.md").write_text(f"# Page {name}\n\n{text}\n", encoding="utf-8")
    (offers,) = single_offers(build(tmp_path), Random(0), wanted=2)
    assert offers[0].chunks[0].title == "Page f" and len({offer.chunks[0].title for offer in offers}) == 6


def test_kin_have_to_do_with_each_other(graph: KnowledgeGraph) -> None:
    """One is about a name that both hold, links to the other, is set beside it; else they stand under one heading."""
    kin, _ = multi_offers(graph, Random(0), wanted=FEW)
    named = 0
    for offer in kin:
        hub, *others = offer.chunks
        for other in others:
            step = next(step for step in offer.path if {step.source, step.target} == {hub.id, other.id})
            assert (step.kind is EdgeKind.SHARED_ENTITY) == bool(step.entities)
            kinds = {edge.kind for edge in graph.edges_between(hub.id, other.id)}
            titles = [squeezed(" ".join((chunk.title, *chunk.headings))) for chunk in (hub, other)]
            about = any((squeezed(name) in titles[0]) != (squeezed(name) in titles[1]) for name in step.entities)
            named += bool(about or kinds & {EdgeKind.LINK, EdgeKind.SIBLING})
            assert about or kinds & {EdgeKind.LINK, EdgeKind.SIBLING} or hub.title == other.title
            assert not graph.is_duplicate(hub.id, other.id) and hub.language == other.language
    assert named > 10


def test_sections_side_by_side_are_kin(tmp_path: Path) -> None:
    """Two tools under one heading are a choice, though no name joins them; sections that every page has are none."""
    parts = {"Rip saw": "saws along", "Felling axe": "cuts across", "Options": "is filed along"}
    ends = "in winter", "at noon", "by hand", "in the rain", "on the bench", "under a roof", "with oil", "after dinner"
    for page in ("Shed", "Barn", "Mill", "Quay", "Dock"):
        told = parts if page == "Shed" else {"Options": f"of {page} lies"}
        text = (
            f"## {part}\n\n{' '.join(f'It {does} the grain {end}, slowly.' for end in ends * 4)}"
            for part, does in told.items()
        )
        (tmp_path / f"{page}.md").write_text("\n\n".join((f"# {page}", *text)), encoding="utf-8")
    offers = chain(*multi_offers(build(tmp_path), Random(0), wanted=1))
    pairs = {
        frozenset((offer.chunks[0].headings[-1], other.headings[-1])) for offer in offers for other in offer.chunks[1:]
    }
    assert {"Rip saw", "Felling axe"} in pairs
    assert {"Rip saw", "Options"} not in pairs


def test_where_there_are_plenty_the_better_ones_are_offered_several_at_once(graph: KnowledgeGraph) -> None:
    """Fewer offers, each with more to choose from; of each chunk as the first of a neighbourhood, one at most."""
    alone, _ = multi_offers(graph, Random(0), wanted=FEW)
    paired, _ = multi_offers(graph, Random(0), wanted=1)
    assert 3 < len(paired) < len(alone) // 2
    assert all(len(set(offer.chunks)) == len(offer.chunks) > 2 for offer in paired)
    assert {chunk.id for offer in paired for chunk in offer.chunks} <= {c.id for offer in alone for c in offer.chunks}
    assert sum(len(offer.chunks) for offer in paired) / len(paired) > 2 * median(len(offer.chunks) for offer in alone)


def test_each_step_is_an_edge_of_the_graph_whose_names_stand_at_both_ends(graph: KnowledgeGraph) -> None:
    """R22, for every two of the chunks that are offered together."""
    for offer in chain(*multi_offers(graph, Random(0), wanted=100)):
        texts = {chunk.id: squeezed(chunk.text) for chunk in offer.chunks}
        for step in offer.path:
            assert step.kind in {edge.kind for edge in graph.edges_between(step.source, step.target)}
            ends = texts[step.source], texts[step.target]
            assert all(squeezed(name) in text for name in step.entities for text in ends)


def test_the_same_chunks_are_offered_once(graph: KnowledgeGraph) -> None:
    """Whichever of two is the first: who is offered the same would ask the same."""
    offers = [offer for family in multi_offers(graph, Random(0), wanted=10_000) for offer in family]
    assert len({frozenset(chunk.id for chunk in offer.chunks) for offer in offers}) == len(offers)


def test_every_pair_is_offered_where_kin_are_few(graph: KnowledgeGraph) -> None:
    """And none of them where there are enough."""
    assert multi_offers(graph, Random(0), wanted=1)[1] == ()
    kin, pairs = multi_offers(graph, Random(0), wanted=10_000)
    assert len(pairs) > len(kin) and {len(pair.chunks) for pair in pairs} == {2}


def test_the_same_seed_gives_the_same_offers(graph: KnowledgeGraph) -> None:
    """In the same order."""
    once, again = (multi_offers(graph, Random(3), wanted=10_000) for _ in range(2))
    assert once == again and single_offers(graph, Random(3), wanted=5) == single_offers(graph, Random(3), wanted=5)

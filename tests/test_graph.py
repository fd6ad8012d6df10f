"""Mentions -> KnowledgeGraph: which chunks are joined, and why."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from records import chunk

from kgsynth.graph import KnowledgeGraph, build_graph, graph_stats
from kgsynth.settings import Settings
from kgsynth.types import Chunk, Document, EdgeKind, Link, Mention, Span

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
DEFAULTS = Settings()


def unlike(texts: Sequence[str]) -> NDArray[np.float32]:
    """An embedding in which no two texts are alike."""
    return np.eye(max(len(texts), 1), dtype=np.float32)[: len(texts)]


def alike(texts: Sequence[str]) -> NDArray[np.float32]:
    """An embedding in which all texts are the same."""
    return np.ones((len(texts), 1), dtype=np.float32)


def named(piece: Chunk, *names: str, label: str = "TERM") -> list[Mention]:
    """A mention for each name, one behind the other."""
    return [
        Mention(name, label, Span(piece.document_id, piece.span.start + n, piece.span.start + n + 1), piece.id)
        for n, name in enumerate(names)
    ]


def graph_of(
    names: Mapping[str, Sequence[str]], *, embed: Embed = unlike, label: str = "TERM", settings: Settings = DEFAULTS
) -> KnowledgeGraph:
    """One document and chunk for each key, which mentions the names."""
    chunks = {key: chunk(f"This is the text {key}.", key) for key in names}
    documents = [Document(key, piece.text, f"{key}.md") for key, piece in chunks.items()]
    mentions = [mention for key, texts in names.items() for mention in named(chunks[key], *texts, label=label)]
    return build_graph(documents, list(chunks.values()), mentions, settings=settings, embed=embed)


def joined(graph: KnowledgeGraph, kind: EdgeKind) -> set[tuple[str, str]]:
    """The documents of the joined chunks."""
    return {(edge.source.split(":")[0], edge.target.split(":")[0]) for edge in graph.edges(kind)}


# ------------------------------------------------------------------------------------------ shared entities


def test_the_edges_between_chunks_are_counted() -> None:
    """Each reason to join two chunks is one; what holds chunks and entities in the graph is none."""
    graph = graph_of({"a": ["sluice", "otter"], "b": ["sluice"], "c": ["otter"]}, embed=alike)
    assert graph.edge_count() == len(list(graph.edges())) > 2


def test_chunks_that_share_an_entity_are_joined_by_it() -> None:
    """The edge carries its kind, its weight and the entities, spelt as they may be."""
    graph = graph_of({"a": ["write-ahead log", "cat food"], "b": ["Write-Ahead Logs"], "c": ["dog food"]})
    (edge,) = graph.edges(EdgeKind.SHARED_ENTITY)
    assert joined(graph, EdgeKind.SHARED_ENTITY) == {("a", "b")}
    assert [graph.entity(entity).name for entity in edge.entities] == ["Write-Ahead Logs"]
    assert edge.weight > 0


def test_rare_entities_weigh_more() -> None:
    """Two chunks that share a rare name are closer than two that share a common one; the rarest is named first."""
    graph = graph_of({"a": ["rare name", "common name"], "b": ["rare name", "common name"], "c": ["common name"]})
    weights = {(edge.source, edge.target): edge.weight for edge in graph.edges(EdgeKind.SHARED_ENTITY)}
    assert weights["a:0", "b:0"] > weights["a:0", "c:0"]
    edge = graph.edges_between("a:0", "b:0")[0]
    assert [graph.entity(entity).name for entity in edge.entities] == ["rare name", "common name"]


@pytest.mark.parametrize("count", [2, 8, 12])
def test_two_chunks_that_share_a_rare_entity_have_an_edge_with_it(count: int) -> None:
    """Up to eight chunks each pair is joined; a more common entity still joins each chunk."""
    graph = graph_of({f"d{n:02}": ["shared name"] for n in range(count)})
    edges = list(graph.edges(EdgeKind.SHARED_ENTITY))
    pairs = set(combinations(sorted(chunk.id for chunk in graph.chunks()), 2))
    assert count > 8 or {(edge.source, edge.target) for edge in edges} == pairs
    assert {end for edge in edges for end in (edge.source, edge.target)} == {chunk.id for chunk in graph.chunks()}


def test_an_entity_in_most_chunks_joins_none() -> None:
    """A hub stays in the graph as an entity and is reported."""
    graph = graph_of({f"d{n:02}": ["hub name"] for n in range(13)})
    assert not list(graph.edges(EdgeKind.SHARED_ENTITY))
    assert graph_stats(graph).hubs == ("hub name",)
    assert not any(graph.joins(entity.id) for entity in graph.entities())


def test_the_hub_limits_are_settings() -> None:
    """A lower floor makes a hub of an entity in three chunks."""
    names = {key: ["some name"] for key in "abc"}
    assert list(graph_of(names).edges(EdgeKind.SHARED_ENTITY))
    assert not list(graph_of(names, settings=Settings(hub_floor=2)).edges(EdgeKind.SHARED_ENTITY))


@pytest.mark.parametrize(
    ("name", "label"), [("1999", "DATE"), ("42", "NUMBER"), ("whose", "THING"), ("X", "CODE"), ("true", "CODE")]
)
def test_numbers_dates_and_stop_words_join_none(name: str, label: str) -> None:
    """What stands everywhere by chance is no connection."""
    assert not list(graph_of({"a": [name], "b": [name]}, label=label).edges(EdgeKind.SHARED_ENTITY))


def test_no_chunk_is_joined_to_itself() -> None:
    """Several mentions in one chunk are one connection to the others."""
    graph = graph_of({"a": ["the log", "log", "logs"], "b": ["log"]}, embed=alike)
    assert all(edge.source != edge.target for edge in graph.edges())


def test_edges_grow_with_the_text_not_with_its_square() -> None:
    """Common names give each chunk a few edges, however many chunks there are."""
    counts = []
    for size in (200, 400):
        graph = graph_of({f"d{n:03}": [f"name {n % (size // 20)}", f"term {n % (size // 10)}"] for n in range(size)})
        counts.append(sum(1 for _ in graph.edges(EdgeKind.SHARED_ENTITY)))
    assert counts[1] <= 2.2 * counts[0]


# ---------------------------------------------------------------------------------------- similarity, copies


def test_similar_chunks_are_joined_above_the_floor() -> None:
    """The weight is the cosine."""

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[1, 0], [0.8, 0.6], [0, 1]], dtype=np.float32)

    graph = graph_of({"a": [], "b": [], "c": []}, embed=embed, settings=Settings(similarity_floor=0.7))
    assert [(edge.source, edge.target, edge.weight) for edge in graph.edges(EdgeKind.SIMILAR)] == [("a:0", "b:0", 0.8)]
    assert not graph.is_duplicate("a:0", "b:0")


def test_duplicates_are_marked_and_are_never_two_hops() -> None:
    """At the ceiling an edge is a duplicate; no path joins its ends, by whatever edge."""
    graph = graph_of({"a": ["some name"], "b": ["some name"]}, embed=alike)
    assert all(edge.duplicate for edge in graph.edges(EdgeKind.SIMILAR))
    assert graph.is_duplicate("a:0", "b:0")
    assert list(graph.paths()) == []


def test_copies_are_duplicates_even_beyond_the_neighbours_kept() -> None:
    """Ten equal chunks are all duplicates of each other, though each keeps one neighbour only."""
    pieces = [chunk("The very same words.", f"d{n}") for n in range(10)]
    documents = [Document(piece.document_id, piece.text, piece.source) for piece in pieces]
    graph = build_graph(documents, pieces, [], settings=Settings(neighbours=1), embed=unlike)
    assert all(graph.is_duplicate(first.id, second.id) for first, second in combinations(pieces, 2))


# ----------------------------------------------------------------------------------------------- structure


Sections = Sequence[tuple[tuple[str, ...], str]]


def pages(texts: Mapping[str, Sections], links: Mapping[str, Sequence[Link]]) -> KnowledgeGraph:
    """Documents by source; each is its sections: headings, text."""
    documents, chunks = [], []
    for source, sections in texts.items():
        start = 0
        for headings, text in sections:
            piece = chunk(text, source, start)
            chunks.append(Chunk(piece.id, piece.span, text, headings, source=source))
            start += len(text)
        whole = "".join(text for _, text in sections)
        documents.append(
            Document(source, whole, source, title=f"Title of {source}", links=tuple(links.get(source, ())))
        )
    return build_graph(documents, chunks, [], settings=Settings(), embed=unlike)


def test_adjacent_chunks_of_a_document_are_joined() -> None:
    """In the order of the text, and not across documents."""
    graph = pages({"a.md": [((), "one."), ((), "two."), ((), "three.")], "b.md": [((), "four.")]}, {})
    assert [(edge.source, edge.target) for edge in graph.edges(EdgeKind.NEXT)] == [
        ("a.md:0", "a.md:4"),
        ("a.md:4", "a.md:8"),
    ]


def test_the_first_chunk_of_a_section_is_joined_to_its_parts() -> None:
    """To the rest of the section and to the first chunk of each subsection: linear, not each pair."""
    sections = [(("A",), "aaaa"), (("A",), "bbbb"), (("A", "B"), "cccc"), (("A", "B"), "dddd"), (("C",), "eeee")]
    graph = pages({"a.md": sections}, {})
    assert {(edge.source, edge.target) for edge in graph.edges(EdgeKind.SECTION)} == {
        ("a.md:0", "a.md:4"),
        ("a.md:0", "a.md:8"),
        ("a.md:8", "a.md:12"),
    }


@pytest.mark.parametrize(
    "target",
    [
        "other/b.md",
        "other/b",
        "other/b.html#part",
        "./other/../other/b.md?x=1",
        "/docs/other/b.md",
        "b",
        "Title of docs/other/b.md",
    ],
)
def test_a_hyperlink_joins_its_chunk_to_the_start_of_its_target(target: str) -> None:
    """Relative or absolute, with or without suffix and anchor, or by the name in a wiki link."""
    texts = {
        "docs/a.md": [((), "one. "), ((), "two. ")],
        "docs/other/b.md": [((), "start. "), ((), "rest. ")],
    }
    graph = pages(texts, {"docs/a.md": [Link(6, 8, target)]})
    assert [(edge.source, edge.target) for edge in graph.edges(EdgeKind.LINK)] == [("docs/a.md:5", "docs/other/b.md:0")]


@pytest.mark.parametrize("target", ["#here", "https://example.com/b", "mailto:b", "none.md", "", "a.md", "//host/b"])
def test_a_link_that_leads_to_no_other_document_joins_nothing(target: str) -> None:
    """Anchors, the web, what is missing, and the page itself."""
    graph = pages({"a.md": [((), "one.")], "b.md": [((), "two.")]}, {"a.md": [Link(0, 1, target)]})
    assert not list(graph.edges(EdgeKind.LINK))


# ---------------------------------------------------------------------------------------------------- view


def test_the_view_gives_the_records_back() -> None:
    """Documents, chunks, entities and mentions are those that went in."""
    piece = chunk("Kestrel is a server.", "a", title="Birds")
    document = Document("a", piece.text, "a.md", "Birds", metadata={"by": "me"}, links=(Link(0, 3, "x"),), pages=(0,))
    mentions = named(piece, "Kestrel", "server log", "Kestrel")
    graph = build_graph([document], [piece], mentions, settings=Settings(), embed=unlike)
    assert graph.documents() == (document,)
    assert graph.chunks() == (piece,) and graph.chunk(piece.id) == piece
    entities = graph.entities_of(piece.id)
    assert [entity.name for entity in entities] == ["Kestrel", "server log"]
    assert graph.mentions_of(piece.id, entities[0].id) == (mentions[0], mentions[2])
    assert graph.chunks_of(entities[0].id) == (piece,)


def test_the_graph_is_plain_networkx_with_typed_nodes() -> None:
    """Whoever knows NetworkX can use it without us."""
    graph = graph_of({"a": ["some name"], "b": ["some name"]})
    kinds = sorted(kind for _, kind in graph.nx.nodes(data="type"))
    assert kinds == ["chunk", "chunk", "document", "document", "entity"]
    assert {key for _, _, key in graph.nx.edges(keys=True)} == {"contains", "mentions", "shared_entity"}


def test_paths_of_three_go_on_by_another_entity() -> None:
    """a and b share one name, b and c another: that is a chain; three chunks with one name are not."""
    chain = graph_of({"a": ["first name"], "b": ["first name", "second name"], "c": ["second name"]})
    assert [path.chunks for path in chain.paths(3)] == [("a:0", "b:0", "c:0")]
    assert not list(graph_of({key: ["one name"] for key in "abc"}).paths(3))


def test_paths_stay_in_one_language_unless_told_otherwise() -> None:
    """A page is not joined with its translation by default."""
    pieces = [chunk("Kestrel one.", "a"), chunk("Kestrel zwei.", "b", language="de")]
    documents = [Document(p.document_id, p.text, p.source, language=p.language) for p in pieces]
    mentions = [mention for piece in pieces for mention in named(piece, "Kestrel")]
    graph = build_graph(documents, pieces, mentions, settings=Settings(), embed=unlike)
    assert not list(graph.paths())
    assert len(list(graph.paths(cross_language=True))) == 1


def test_every_chunk_has_a_topic_and_topics_have_names() -> None:
    """Closely joined chunks are one topic, called by the name that they share."""
    names = {"a": ["cat food"], "b": ["cat food"], "c": ["dog food"], "d": ["dog food"]}
    graph = graph_of(names)
    assert [(topic.name, topic.chunks) for topic in graph.topics().values()] == [
        ("cat food", ("a:0", "b:0")),
        ("dog food", ("c:0", "d:0")),
    ]
    assert graph.topic_of("a:0") == graph.topic_of("b:0") != graph.topic_of("c:0")


def test_the_same_input_gives_the_same_graph() -> None:
    """Twice the same, edge by edge."""
    names = {f"d{n}": [f"name {n % 3}", f"term {n % 5}"] for n in range(20)}
    assert graph_of(names, embed=alike) == graph_of(names, embed=alike)
    assert list(graph_of(names).edges()) == list(graph_of(names).edges())


def test_progress_ends_at_the_last_step() -> None:
    """The graph tells how far it is."""
    told: list[tuple[str, int, int]] = []
    build_graph([], [], [], settings=Settings(), embed=unlike, progress=lambda *step: told.append(step))
    assert told[-1] == ("graph", told[-1][2], told[-1][2])


# --------------------------------------------------------------------------------------------------- stats


def test_stats_count_what_there_is() -> None:
    """Nodes, edges, what connects, and what lies alone."""
    stats = graph_stats(graph_of({"a": ["some name"], "b": ["some name"], "c": ["other name"]}))
    assert stats.nodes == {"document": 3, "chunk": 3, "entity": 2}
    assert (stats.edges["shared_entity"], stats.cross_document, stats.isolated, stats.components) == (1, 1, 1, 2)
    assert stats.connecting[0] == ("some name", 2)


def test_poor_supply_is_explained() -> None:
    """One document, or documents with nothing in common: the cause is said in words."""
    lonely = " ".join(graph_stats(graph_of({"a": ["some name"]})).problems)
    assert "one document only" in lonely and "1 of 1 names" in lonely
    apart = " ".join(graph_stats(graph_of({"a": ["some name"], "b": ["other thing"]})).problems)
    assert "Only 0 pairs" in apart and "2 of 2 names" in apart
    hub = " ".join(graph_stats(graph_of({f"d{n:02}": ["hub name"] for n in range(13)})).problems)
    assert "too many passages to join any: hub name" in hub
    same = " ".join(graph_stats(graph_of({"a": [], "b": []}, embed=alike)).problems)
    assert "say the same" in same


def test_a_rich_graph_has_no_problems() -> None:
    """No sentence where none is needed."""
    assert graph_stats(graph_of({"a": ["some name"], "b": ["some name"]})).problems == ()

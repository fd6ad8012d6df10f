"""KnowledgeGraph -> slots and routes: quotas met, evidence spread, paths that hold."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise, product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from records import chunk

from kgsynth.graph import KnowledgeGraph, build_graph
from kgsynth.language.words import squeezed
from kgsynth.personas import BUILT_IN
from kgsynth.routes import Route, alternating, single_families
from kgsynth.scenarios import Plan, apportion, plan, scenario, subject_of
from kgsynth.settings import Settings
from kgsynth.types import Document, EdgeKind, Mention, Persona, QueryLength, QueryStyle, QueryType, Span

Names = Mapping[str, str]  # a name and its label


def unlike(texts: Sequence[str]) -> NDArray[np.float32]:
    """An embedding in which no two texts are alike, but equal ones."""
    rows = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    return np.eye(len(rows), dtype=np.float32)[[rows[text] for text in texts]]


def corpus(texts: Mapping[str, Sequence[str]], names: Names | None = None) -> KnowledgeGraph:
    """A document per key, a chunk per text, and a mention wherever a name stands."""
    documents, chunks = [], []
    for key, parts in texts.items():
        documents.append(Document(key, "\n\n".join(parts), f"{key}.md", title=key))
        start = 0
        for part in parts:
            chunks.append(chunk(part, key, start=start, title=key))
            start += len(part) + 2
    mentions = [
        Mention(
            name,
            label,
            Span(piece.document_id, piece.span.start + found.start(), piece.span.start + found.end()),
            piece.id,
        )
        for piece in chunks
        for name, label in (names or {}).items()
        for found in re.finditer(re.escape(name), piece.text)
    ]
    return build_graph(documents, chunks, mentions, settings=Settings(), embed=unlike)


def ten_documents(parts: int = 3) -> KnowledgeGraph:
    """Ten documents of a few long chunks each, with nothing in common."""
    return corpus(
        {f"d{n}": [f"Part {part} of text {n}. {'It goes on and on. ' * 8}" for part in range(parts)] for n in range(10)}
    )


KESTREL = {
    "proxy": ["Kestrel is a small server that forwards requests to a pool of workers."],
    "install": ["If Kestrel is missing on the machine, the installer stops with an error."],
    "guide": ["The gateway waits. Kestrel writes its log to a file in the home directory."],
    "copy": ["Kestrel is a small server that forwards requests to a pool of workers."],
    "shallow glossary": ["shallow clone\n: A copy of a repository whose history is cut off.\n"],
    "partial glossary": ["partial clone\n: A copy of a repository whose large files are cut off.\n"],
}


def kestrel() -> KnowledgeGraph:
    return corpus(KESTREL, {"Kestrel": "THING"})


def planned(graph: KnowledgeGraph, **settings: object) -> Plan:
    return plan(graph, settings=Settings.model_validate(settings), personas=BUILT_IN)


def routes(made: Plan, query_type: QueryType) -> list[Route]:
    return list(chain.from_iterable(made.routes[query_type]))


# ------------------------------------------------------------------------------------------------- apportion

WEIGHTS = st.dictionaries(
    st.text(min_size=1, max_size=4), st.floats(0, 1000, allow_subnormal=False), min_size=1, max_size=8
)


@given(size=st.integers(0, 500), weights=WEIGHTS.filter(lambda weights: sum(weights.values()) > 0.001))
def test_apportioned_counts_sum_up_and_keep_the_shares(size: int, weights: dict[str, float]) -> None:
    """All of ``size`` is given out, and no count is a whole one off its share."""
    counts = apportion(size, weights)
    total = sum(weights.values())
    assert sum(counts.values()) == size
    assert counts.keys() == weights.keys()
    for key, weight in weights.items():
        assert counts[key] >= 0
        assert abs(counts[key] - size * weight / total) < 1 + 1e-9


@given(size=st.integers(0, 100), weights=WEIGHTS.filter(lambda weights: sum(weights.values()) > 0.001))
def test_what_has_no_weight_gets_nothing(size: int, weights: dict[str, float]) -> None:
    """Whatever is left over goes elsewhere."""
    assert all(count == 0 for key, count in apportion(size, weights).items() if weights[key] == 0)


def test_apportioning_does_not_depend_on_the_order_of_the_keys() -> None:
    weights = {"c": 1.0, "a": 1.0, "b": 1.0}
    assert apportion(4, weights) == apportion(4, dict(sorted(weights.items())))


# ----------------------------------------------------------------------------------------------------- slots


@pytest.mark.parametrize("size", [1, 2, 7, 20, 50, 133])
@pytest.mark.parametrize("multi_hop", [0.0, 0.4, 1.0])
def test_slots_meet_the_quota_of_every_axis(size: int, multi_hop: float) -> None:
    """Hops, personas, styles and lengths: each within one of its share."""
    settings = Settings(size=size, multi_hop=multi_hop)
    slots = plan(ten_documents(1), settings=settings, personas=BUILT_IN).slots
    assert [slot.number for slot in slots] == list(range(size))
    axes: list[tuple[Counter[str], Mapping[str, float]]] = [
        (
            Counter(slot.query_type for slot in slots),
            {QueryType.SINGLE_HOP: 1 - multi_hop, QueryType.MULTI_HOP: multi_hop},
        ),
        (Counter(slot.persona.name for slot in slots), {persona.name: 1.0 for persona in BUILT_IN}),
        (
            Counter(slot.query_style for slot in slots),
            {str(key): weight for key, weight in settings.query_styles.items()},
        ),
        (
            Counter(slot.query_length for slot in slots),
            {str(key): weight for key, weight in settings.query_lengths.items()},
        ),
    ]
    for counts, weights in axes:
        total = sum(weights.values())
        for cell, weight in weights.items():
            assert abs(counts[cell] - size * weight / total) < 1 + 1e-9, cell
        assert counts.keys() <= weights.keys()


def test_single_and_multi_hop_come_as_thirty_and_twenty() -> None:
    """R26: a share of 0.4 of 50."""
    counts = Counter(slot.query_type for slot in planned(ten_documents(1), size=50).slots)
    assert counts == {QueryType.SINGLE_HOP: 30, QueryType.MULTI_HOP: 20}


def test_given_personas_are_used_and_no_others() -> None:
    """R16: each at least once."""
    personas = [Persona(name=name) for name in ("Nurse", "Pilot", "Clerk", "Judge")]
    slots = plan(ten_documents(1), settings=Settings(size=6), personas=personas).slots
    assert {slot.persona for slot in slots} == set(personas)


def test_styles_and_hops_are_mixed() -> None:
    """A style is not kept for one number of hops."""
    slots = planned(ten_documents(1), size=100, query_styles=dict.fromkeys(QueryStyle, 1)).slots
    assert {(slot.query_style, slot.query_type) for slot in slots} == set(product(QueryStyle, QueryType))


def test_another_seed_shuffles_differently() -> None:
    """And the same seed alike."""
    graph = ten_documents()
    assert planned(graph, seed=1) == planned(graph, seed=1)
    assert planned(graph, seed=1) != planned(graph, seed=2)


# ------------------------------------------------------------------------------------------- single-hop routes


def test_each_chunk_is_one_single_hop_route() -> None:
    """None is left out, none comes twice."""
    graph = ten_documents()
    found = routes(planned(graph), QueryType.SINGLE_HOP)
    assert all(len(route.chunks) == 1 and not route.path for route in found)
    assert sorted(route.chunks[0].id for route in found) == sorted(piece.id for piece in graph.chunks())


@pytest.mark.parametrize("seed", range(5))
def test_the_first_routes_come_from_ten_documents(seed: int) -> None:
    """A small set of a large corpus is about all of it."""
    found = routes(planned(ten_documents(), seed=seed), QueryType.SINGLE_HOP)
    assert len({route.chunks[0].document_id for route in found[:10]}) == 10


def test_a_long_document_does_not_drown_the_short_ones() -> None:
    """Documents of one topic take turns, whatever their length."""
    words = "It goes on and on. " * 8
    graph = corpus(
        {"long": [f"Part {n}. {words}" for n in range(30)], "short": [f"Alone. {words}"], "other": [f"Apart. {words}"]}
    )
    first = routes(planned(graph), QueryType.SINGLE_HOP)[:20]
    assert {route.chunks[0].document_id for route in first} == {"long", "short", "other"}


# -------------------------------------------------------------------------------------------- multi-hop routes


def test_paths_join_their_chunks() -> None:
    """Each step leads from one chunk of the route to the next."""
    found = routes(planned(kestrel()), QueryType.MULTI_HOP)
    assert found
    for route in found:
        ids = [piece.id for piece in route.chunks]
        assert len(set(ids)) == len(ids) >= 2
        assert len(route.path) == len(ids) - 1
        for step, ends in zip(route.path, pairwise(ids), strict=True):
            assert {step.source, step.target} == set(ends)


def test_entities_of_a_path_stand_in_both_of_its_chunks() -> None:
    """R22: also those of the route as a whole."""
    found = [route for route in routes(planned(kestrel()), QueryType.MULTI_HOP) if route.entities]
    assert found
    for route in found:
        for name in (*route.entities, *chain.from_iterable(step.entities for step in route.path)):
            assert all(squeezed(name) in squeezed(piece.text) for piece in route.chunks)


def test_an_edge_of_the_graph_stands_behind_each_path() -> None:
    """Or an entity that both chunks mention."""
    graph = kestrel()
    for route in routes(planned(graph), QueryType.MULTI_HOP):
        for step in route.path:
            kinds = {edge.kind for edge in graph.edges_between(step.source, step.target)}
            shared = set(graph.entities_of(step.source)) & set(graph.entities_of(step.target))
            assert step.kind in kinds or (step.kind is EdgeKind.SHARED_ENTITY and shared)


def test_duplicates_never_make_a_route() -> None:
    """R13: two chunks that say the same are no two hops."""
    pairs = {
        frozenset(piece.document_id for piece in route.chunks)
        for route in routes(planned(kestrel()), QueryType.MULTI_HOP)
    }
    assert frozenset(("proxy", "copy")) not in pairs
    assert frozenset(("proxy", "install")) in pairs


def test_a_route_begins_where_its_entity_is_described() -> None:
    """From the chunk that says what Kestrel is, to one that turns on it."""
    over = [route for route in routes(planned(kestrel()), QueryType.MULTI_HOP) if route.entities == ("Kestrel",)]
    assert over[0].chunks[0].document_id in {"proxy", "copy"}


def test_siblings_make_routes() -> None:
    """Entries that read alike, which people set side by side."""
    found = routes(planned(kestrel()), QueryType.MULTI_HOP)
    pairs = {frozenset(piece.document_id for piece in route.chunks): route for route in found}
    assert pairs[frozenset(("shallow glossary", "partial glossary"))].path[0].kind is EdgeKind.SIBLING


def test_no_route_comes_twice() -> None:
    """Not even in two families."""
    ids = [route.id for route in routes(planned(kestrel()), QueryType.MULTI_HOP)]
    assert len(set(ids)) == len(ids)


def test_languages_are_not_mixed_in_a_route() -> None:
    """R46b: a chunk and its translation are no two hops."""
    graph = kestrel()
    for piece in ("proxy", "shallow glossary"):
        graph.nx.nodes[piece]["language"] = "ko"
    for route in routes(planned(KnowledgeGraph(graph.nx)), QueryType.MULTI_HOP):
        assert len({piece.language for piece in route.chunks}) == 1


def test_chunks_with_nothing_in_common_make_no_route() -> None:
    """R15."""
    graph = corpus({f"d{n}": [f"{word} {word} {word}."] for n, word in enumerate(("Ash", "Elm", "Oak"))})
    assert routes(planned(graph), QueryType.MULTI_HOP) == []


def test_entities_take_turns() -> None:
    """The first routes are not all of one name."""
    names = dict.fromkeys(("Kestrel", "Merlin", "Osprey"), "THING")
    texts: dict[str, list[str]] = {}
    for name in names:
        texts |= {f"{name} {n}": [f"{name} is a small server that does task {n}."] for n in range(2)}
        texts |= {
            f"{name} in {place}": [f"If {name} stops, the {place} starts it."] for place in ("hall", "yard", "shed")
        }
    found = [route for route in routes(planned(corpus(texts, names)), QueryType.MULTI_HOP) if route.entities]
    assert {route.entities[0] for route in found[:3]} == set(names)


# -------------------------------------------------------------------------------------------------- scenarios


def test_a_scenario_is_a_slot_and_a_route() -> None:
    """It takes the evidence of the one, and the rest of the other."""
    made = planned(kestrel(), size=10)
    slot, route = made.slots[0], routes(made, QueryType.MULTI_HOP)[0]
    found = scenario(slot, route)
    assert (found.chunks, found.path, found.entities) == (route.chunks, route.path, route.entities)
    assert (found.persona, found.query_style, found.query_length) == (slot.persona, slot.query_style, slot.query_length)
    assert found.query_type is slot.query_type
    assert found.hops == len(route.chunks)


def test_the_id_of_a_scenario_is_of_its_content() -> None:
    """The number of the slot plays no part; who asks and of what does."""
    made = planned(
        ten_documents(), size=100, query_styles={QueryStyle.WELL_FORMED: 1}, query_lengths={QueryLength.SHORT: 1}
    )
    first, second = routes(made, QueryType.SINGLE_HOP)[:2]
    slots = [slot for slot in made.slots if slot.query_type is QueryType.SINGLE_HOP]
    same = [slot for slot in slots if slot.persona == slots[0].persona]
    other = next(slot for slot in slots if slot.persona != slots[0].persona)
    assert scenario(same[0], first).id == scenario(same[1], first).id
    assert len({scenario(same[0], first).id, scenario(same[0], second).id, scenario(other, first).id}) == 3


def test_plain_statements_are_a_family_of_their_own() -> None:
    """Chunks that say what is the default or what a command does are told by their spelling; none is left out."""
    plain = {
        "p0": ["The `retries` setting sets how often a client tries. The default is 5."],
        "p1": ["kestrel - serve files to clients over a slow network"],
    }
    graph = corpus({**plain, "d0": ["Rain fell on the hills all day long."]})
    first, rest = single_families(graph, Random(0))
    assert sorted(route.chunks[0].document_id for route in first) == ["p0", "p1"]
    assert [route.chunks[0].document_id for route in rest] == ["d0"]


# -------------------------------------------------------------------------------------------------- subject_of

ABOUT = {f"d{n}": [f"Kestrel does task {n}."] for n in range(4)}


def test_what_most_documents_name_is_the_subject() -> None:
    assert subject_of(corpus(ABOUT, {"Kestrel": "THING"})) == "Kestrel"


def test_a_name_in_few_documents_is_no_subject() -> None:
    """A question of such a corpus needs no "in Kestrel"."""
    others = {f"e{n}": [f"Another text {n}."] for n in range(9)}
    assert subject_of(corpus({**ABOUT, **others}, {"Kestrel": "THING"})) == ""


@pytest.mark.parametrize("label", ["TERM", "CODE", "DATE", "NUMBER", "PERSON"])
def test_a_subject_is_a_name(label: str) -> None:
    """No key phrase, no identifier, nobody."""
    assert subject_of(corpus(ABOUT, {"Kestrel": label})) == ""


def test_a_product_that_is_set_as_code_is_a_subject() -> None:
    """A capital inside a word makes it a name, whatever type it is set in."""
    books = {f"d{n}": [f"OtterBooks does task {n}."] for n in range(4)}
    assert subject_of(corpus(books, {"OtterBooks": "CODE"})) == "OtterBooks"


def test_a_word_of_a_menu_is_no_subject() -> None:
    """A plural of an everyday noun stands on every page, and is the name of nothing."""
    pages = {f"d{n}": [f"Languages: one. Kestrel does task {n}."] for n in range(4)}
    assert subject_of(corpus(pages, {"Kestrel": "THING", "Languages": "THING"})) == "Kestrel"


def test_one_or_two_documents_have_no_subject() -> None:
    """What they name is only what they name."""
    assert subject_of(corpus({key: ABOUT[key] for key in ("d0", "d1")}, {"Kestrel": "THING"})) == ""


def test_a_corpus_without_names_has_no_subject() -> None:
    assert subject_of(corpus(ABOUT)) == ""


# ------------------------------------------------------------------------------------------------------ order


@given(st.lists(st.lists(st.integers(), max_size=6), max_size=6))
def test_alternating_keeps_every_item_and_each_order(queues: list[list[int]]) -> None:
    """Queues are exhausted; the first of each comes before the second of any."""
    tagged = [[(number, place) for place in range(len(queue))] for number, queue in enumerate(queues)]
    mixed = list(alternating(tagged))
    assert sorted(mixed) == sorted(chain.from_iterable(tagged))
    assert [place for _, place in mixed] == sorted(place for _, place in mixed)

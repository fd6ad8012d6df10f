"""Weighted edges between chunks -> topics: groups that are closely joined, named by what sets them apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log1p

import networkx as nx

LOUVAIN_UP_TO = 2_000  # nodes; above that documents are grouped, or labels are spread
WORDS_PER_NAME = 3

WeightedPair = tuple[int, int, float]


def grouped(document_of: Sequence[int], pairs: Iterable[WeightedPair], seed: int) -> list[int]:
    """The topic of each chunk, numbered from the largest.

    Args:
        document_of: for each chunk the number of its document.
        pairs: chunks that are joined, and how strongly.
    """
    document_count = len(set(document_of))
    by_document = len(document_of) > LOUVAIN_UP_TO and document_count * 20 >= len(document_of)
    node_of = document_of if by_document else range(len(document_of))
    groups = _communities(_weighted_graph(node_of, pairs), seed)
    topic_of_node = {node: number for number, group in enumerate(groups) for node in group}
    return _renumbered([topic_of_node[node] for node in node_of])


def _weighted_graph(node_of: Sequence[int], pairs: Iterable[WeightedPair]) -> "nx.Graph[int]":
    weights: defaultdict[tuple[int, int], float] = defaultdict(float)
    for first, second, weight in pairs:
        ends = node_of[first], node_of[second]
        if ends[0] != ends[1]:
            weights[min(ends), max(ends)] += weight
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted(set(node_of)))
    graph.add_weighted_edges_from((*ends, weight) for ends, weight in sorted(weights.items()))
    return graph


def _communities(graph: "nx.Graph[int]", seed: int) -> list[set[int]]:
    if len(graph) <= LOUVAIN_UP_TO:
        return list(nx.community.louvain_communities(graph, seed=seed))
    return list(nx.community.asyn_lpa_communities(graph, weight="weight", seed=seed))


def _renumbered(topics: Sequence[int]) -> list[int]:
    """The largest topic becomes 0; among equals the one that begins first."""
    sizes = Counter(topics)
    begins = {topic: place for place, topic in reversed(list(enumerate(topics)))}
    order = sorted(sizes, key=lambda topic: (-sizes[topic], begins[topic]))
    number = {topic: place for place, topic in enumerate(order)}
    return [number[topic] for topic in topics]


def names(topic_of: Sequence[int], members: Mapping[str, Sequence[int]]) -> dict[int, str]:
    """For each topic the names that are common in it and rare outside; "topic 3" where it has none.

    Args:
        members: name -> rows of the chunks that have it.
    """
    scores: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for name, rows in members.items():
        for topic, count in Counter(topic_of[row] for row in rows).items():
            scores[topic][name] = log1p(count) * (count / len(rows)) if count > 1 or len(members) < 50 else 0.0
    return {topic: _best_names(scores[topic]) or f"topic {topic + 1}" for topic in sorted(set(topic_of))}


def _best_names(scores: Mapping[str, float]) -> str:
    return ", ".join(sorted(scores, key=lambda name: (-scores[name], name))[:WORDS_PER_NAME])

"""Pages of entries -> paths between entries that have to do with each other."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgsynth.graph import KnowledgeGraph
from kgsynth.headwords import Pair, of_one_noun, referring
from kgsynth.routes.dullness import is_dull
from kgsynth.routes.records import Promising, joined, pages_of


def leaning_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """From an entry that leans on another ("defaults to the value of spool_size") to that other."""
    return _between(graph, referring(pages_of(graph)))


def noun_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Between settings of one noun, of which a limit is told: ``lock_timeout``, ``idle_timeout``."""
    return _between(graph, of_one_noun(pages_of(graph)))


def _between(graph: KnowledgeGraph, pairs: Iterable[Pair]) -> Iterator[Promising]:
    for group, first, second, names in pairs:
        dull = is_dull(first) or is_dull(second)
        yield (0.2 if dull else 1.0), group, replace(joined(graph, first, second, ()), entities=names)

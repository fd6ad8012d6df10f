"""Pages of commands and tables -> paths over all pages that have a name, and from table to table."""

from collections.abc import Iterator
from itertools import pairwise

from kgsynth.graph import KnowledgeGraph
from kgsynth.manuals import held, joins
from kgsynth.routes.records import Promising, Route, joined, pages_of
from kgsynth.types import EdgeKind, PathEdge


def holder_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Over the entries of a name on each of the few pages that have it."""
    for each in held(pages_of(graph)):
        steps = tuple(
            PathEdge(source=first.id, target=second.id, kind=EdgeKind.SHARED_ENTITY, entities=(each.name,))
            for first, second in pairwise(each.chunks)
        )
        pages = " ".join(holder.name for holder in each.holders)
        yield 1.0 + 0.1 * len(steps), pages, Route(each.chunks, steps, (each.name,))


def join_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """From a reference to the page of the table that it leads to, and on from there."""
    for join in joins(pages_of(graph)):
        first, second, middle = join.first.chunk, join.second.chunk, join.first.target
        names = (middle,) if middle in second.text else ()
        if names or graph.edges_between(first.id, second.id):
            yield 1.0, join.second.target, joined(graph, first, second, names)

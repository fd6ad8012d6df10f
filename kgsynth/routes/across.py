"""Pages of commands and tables -> paths over all pages that have a name, and from table to table."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kgsynth.graph import KnowledgeGraph
from kgsynth.manuals import held, joins, lookups, sheets
from kgsynth.routes.records import Promising, Route, joined, pages_of
from kgsynth.types import Chunk, EdgeKind, PathEdge


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
    pages = pages_of(graph)
    for join in joins(pages):
        first, second, middle = join.first.chunk, join.second.chunk, join.first.target
        if middle in second.text:
            yield 1.0, join.second.target, joined(graph, first, second, (middle,))
        elif path := _over_its_page(graph, first, second, pages[second.document_id]):
            yield 1.0, join.second.target, Route((first, second), path)


def lookup_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """From a reference to what the page of the table that it leads to tells."""
    for lookup in lookups(pages_of(graph)):
        first, attribute = lookup.first, lookup.attribute
        plain = 0.5 if attribute.what == "name" else 1.0
        if first.target in attribute.chunk.text:
            yield plain, attribute.column, joined(graph, first.chunk, attribute.chunk, (first.target,))
        else:
            yield plain, attribute.column, joined(graph, first.chunk, attribute.chunk, ())


def sheet_routes(graph: KnowledgeGraph) -> Iterator[Promising]:
    """Over the tables of three or four pages that give the same properties of a thing each."""
    for chunks in sheets(pages_of(graph)):
        steps = tuple(
            PathEdge(source=first.id, target=second.id, kind=EdgeKind.SIBLING) for first, second in pairwise(chunks)
        )
        yield 1.0, " ".join(chunk.id for chunk in chunks), Route(chunks, steps)


def _over_its_page(graph: KnowledgeGraph, first: Chunk, second: Chunk, page: Sequence[Chunk]) -> tuple[PathEdge, ...]:
    """The edge to a chunk, or the two over another of its page, such as the one that names it; nothing if none lead."""
    for ends in ((first, second), *((first, other, second) for other in page if other != second)):
        edges = [graph.edges_between(one.id, other.id)[:1] for one, other in pairwise(ends)]
        if all(edges):
            return tuple(
                PathEdge(source=one.id, target=other.id, kind=edge.kind)
                for (one, other), (edge,) in zip(pairwise(ends), edges, strict=True)
            )
    return ()

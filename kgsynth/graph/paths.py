"""Edges between chunks -> the paths that a question over several chunks may take."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgsynth.types import EdgeKind

BRANCHES = 8  # edges of one chunk that paths of more than two chunks go on by

# Which edge stands for a pair of chunks that several join: the first of these.
TELLING = (EdgeKind.SIBLING, EdgeKind.SHARED_ENTITY, EdgeKind.LINK, EdgeKind.SECTION, EdgeKind.SIMILAR, EdgeKind.NEXT)


@dataclass(frozen=True, slots=True)
class Edge:
    """Why two chunks are joined. ``entities`` holds ids, the rarest entity first."""

    source: str
    target: str
    kind: EdgeKind
    weight: float
    entities: tuple[str, ...] = ()
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class GraphPath:
    """Chunks in the order of their hops, and the edge of each step."""

    chunks: tuple[str, ...]
    edges: tuple[Edge, ...]


def walks(
    chunks: Sequence[str], edges: Sequence[Edge], hops: int, is_duplicate: Callable[[str, str], bool]
) -> Iterator[GraphPath]:
    """Every edge as a path of two chunks; for more hops, walks over the strongest edges, each set of chunks once."""
    if hops == 2:
        yield from (GraphPath((edge.source, edge.target), (edge,)) for edge in edges)
    elif hops > 2:
        walker = _Walker(hops, _strongest(edges), is_duplicate)
        seen: set[frozenset[str]] = set()
        for path in (path for start in chunks for path in walker.walk(GraphPath((start,), ()))):
            if frozenset(path.chunks) not in seen:
                seen.add(frozenset(path.chunks))
                yield path


@dataclass(frozen=True, slots=True)
class _Walker:
    hops: int
    branches: Mapping[str, Sequence[Edge]]
    is_duplicate: Callable[[str, str], bool]

    def walk(self, path: GraphPath) -> Iterator[GraphPath]:
        """The paths of full length that begin with a path."""
        if len(path.chunks) == self.hops:
            yield path
            return
        for edge in self.branches.get(path.chunks[-1], ()):
            following = edge.target if edge.source == path.chunks[-1] else edge.source
            if self._goes_on(path, edge, following):
                yield from self.walk(GraphPath((*path.chunks, following), (*path.edges, edge)))

    def _goes_on(self, path: GraphPath, edge: Edge, following: str) -> bool:
        """Whether an edge leads to something new: neither by the entities by which the path came, nor to a copy."""
        by_the_same = path.edges and edge.entities and set(edge.entities) <= set(path.edges[-1].entities)
        return not by_the_same and not any(self.is_duplicate(following, chunk) for chunk in path.chunks)


def _strongest(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """The few strongest edges of each chunk; those over entities come before the rest."""
    of: dict[str, list[Edge]] = {}
    for edge in sorted(edges, key=lambda edge: (TELLING.index(edge.kind), -edge.weight)):
        for chunk in (edge.source, edge.target):
            branches = of.setdefault(chunk, [])
            if len(branches) < BRANCHES:
                branches.append(edge)
    return of

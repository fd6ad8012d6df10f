"""Scenario -> Scenario with the passages alone that the writer used, and the path between them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgsynth.types import PathEdge, QueryType, Scenario


def narrowed(scenario: Scenario, places: Sequence[int]) -> Scenario | str:
    """The scenario of the passages at these places; or why no question may need just them."""
    chunks = tuple(scenario.chunks[place] for place in places)
    if scenario.query_type is QueryType.SINGLE_HOP:
        return replace(scenario, chunks=chunks) if len(chunks) == 1 else "several_passages"
    if len(chunks) < 2:
        return "one_passage"
    path = tuple(_spanning(scenario.path, [chunk.id for chunk in chunks]))
    if len(path) < len(chunks) - 1:
        return "not_joined"
    names = tuple(dict.fromkeys(name for step in path for name in step.entities))
    return replace(scenario, chunks=chunks, path=path, entities=names)


def _spanning(path: Sequence[PathEdge], chunks: Sequence[str]) -> Iterator[PathEdge]:
    """Steps that lead from the first of the chunks to the others, no more than needed; fewer if they do not."""
    reached, left = {chunks[0]}, [step for step in path if {step.source, step.target} <= set(chunks)]
    while step := next((each for each in left if len({each.source, each.target} & reached) == 1), None):
        reached |= {step.source, step.target}
        yield step

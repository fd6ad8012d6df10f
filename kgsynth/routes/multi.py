"""KnowledgeGraph -> paths of several families, each with the most promising first."""

from random import Random

from kgsynth.graph import KnowledgeGraph
from kgsynth.routes.across import holder_routes, join_routes, lookup_routes, sheet_routes
from kgsynth.routes.edges import chain_routes, edge_routes, sibling_routes
from kgsynth.routes.entities import entity_routes
from kgsynth.routes.entries import leaning_routes, noun_routes
from kgsynth.routes.explained import Explained, explained_routes, together_routes
from kgsynth.routes.options import handover_routes, kin_routes, namesake_routes, pointer_routes
from kgsynth.routes.prose import prose_routes, topic_routes
from kgsynth.routes.records import Families, in_turn


def multi_routes(graph: KnowledgeGraph, rng: Random) -> Families:
    """Paths by family: options of one name, options that are handed on, commands that speak of each other, siblings,
    pointers, tables, entities, names that a few pages have, joins, lookups, pages with tables of one sort, entries that
    lean on others, settings of one noun, sections of one name each, sentences of one page on two names, other edges,
    names that are named together, and names that are explained in one place and spoken of in another."""
    seen: set[str] = set()
    known = Explained(graph)
    families = (
        namesake_routes(graph),
        handover_routes(graph),
        kin_routes(graph),
        sibling_routes(graph),
        together_routes(graph, known),
        pointer_routes(graph),
        chain_routes(graph),
        entity_routes(graph),
        holder_routes(graph),
        join_routes(graph),
        lookup_routes(graph),
        sheet_routes(graph),
        leaning_routes(graph),
        noun_routes(graph),
        topic_routes(graph),
        prose_routes(graph),
        edge_routes(graph, any_path=False),
        explained_routes(graph, known),
    )
    return tuple(tuple(in_turn(family, rng, seen)) for family in families)

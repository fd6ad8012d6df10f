"""KnowledgeGraph -> Route: chunks and paths that a question may be asked of, the most promising first, in turn."""

from kgsynth.routes.dullness import is_dull, is_thin
from kgsynth.routes.edges import edge_routes
from kgsynth.routes.entities import names_both
from kgsynth.routes.multi import multi_routes
from kgsynth.routes.records import Families, Promising, Route, alternating, in_turn, pages_of
from kgsynth.routes.single import single_families, single_routes

__all__ = [
    "Families",
    "Promising",
    "Route",
    "alternating",
    "edge_routes",
    "in_turn",
    "is_dull",
    "is_thin",
    "multi_routes",
    "names_both",
    "pages_of",
    "single_families",
    "single_routes",
]

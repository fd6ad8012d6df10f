"""Candidates -> those that a persona might ask, by its expertise."""

import re

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.types import Scenario

FAVOURITES = {
    "novice": frozenset({"definition", "expansion", "purpose", "how_to", "cause", "place"}),
    "practitioner": frozenset({"option_default", "option", "list", "condition", "how_to", "factual", "place"}),
    "expert": frozenset(
        {"numeric", "temporal", "yes_no", "aggregation", "table", "cause", "comparison", "condition", "intersection"}
    ),
}


def suits(candidate: Candidate, scenario: Scenario, *, lesser: bool = False) -> bool:
    """Whether a persona might ask it: a newcomer of no internals, an expert not what a word means.

    Args:
        lesser: whether what better fits a persona is spent.
    """
    if scenario.chunks[0].language != "en":
        return True  # definitions are all there is
    expertise = scenario.persona.expertise
    if expertise != "novice":
        return candidate.kind not in (_NEVER_ASKED if lesser else _NOT_FOR).get(expertise, frozenset())
    internal = any(name.kind in _INTERNALS for name in candidate.names) or _IDENTIFIER.search(
        candidate.question + candidate.reference
    )
    return candidate.kind not in _NOT_FOR["novice"] and not internal


_NEVER_ASKED = {"practitioner": frozenset({"expansion"}), "expert": frozenset({"expansion", "definition"})}
_NOT_FOR = {
    "novice": frozenset({"option_default", "option", "numeric", "yes_no", "aggregation"}),
    "practitioner": frozenset({"expansion", "yes_no", "aggregation"}),
    "expert": frozenset({"expansion", "definition", "purpose"}),
}
_IDENTIFIER = re.compile(r"\w_\w|\(\)|\b[A-Z]{2,}_")
_INTERNALS = frozenset({"column", "catalog", "function", "parameter", "setting"})

"""Which kind of question a model is asked for: planned per scenario, spread by weights that fit who asks."""

from collections.abc import Mapping
from random import Random

from kgsynth.types import QueryType, Scenario

KINDS: Mapping[QueryType, Mapping[str, str]] = {
    QueryType.SINGLE_HOP: {
        "factual": "factual: who, what, which or where",
        "definition": "definition: what something is, or what it is for",
        "how_to": "how-to: how something is done, step or command included in the answer",
        "cause": "why: the reason or the consequence of something",
        "comparison": "comparison: how two things of the passage differ, or when to take which",
        "numeric": "numeric: a number, limit, default, date or duration; the answer is that figure with its unit",
        "yes_no": "yes or no: a question whose answer is that word and the reason in one sentence",
    },
    QueryType.MULTI_HOP: {
        "bridge": "bridge: name one thing, ask for a fact about something that it uses, needs, calls or belongs to",
        "comparison": "comparison: how two things for one job differ on a point that decides between them, and "
        "that passages of both give",
        "intersection": "intersection: a case in which what one passage says of a rule is changed by another",
        "temporal": "temporal: which came first, what happened between, how long from one to the other; "
        "a bridge or comparison where the passages give no times",
        "abstract": "abstract: a conclusion, trade-off or overview that several passages bear out together",
    },
}
_WEIGHTS: Mapping[QueryType, Mapping[str, int]] = {
    QueryType.SINGLE_HOP: {
        "factual": 3, "definition": 2, "how_to": 3, "cause": 2, "comparison": 1, "numeric": 2, "yes_no": 1,
    },
    QueryType.MULTI_HOP: {"bridge": 6, "comparison": 3, "intersection": 3, "temporal": 1, "abstract": 1},
}  # fmt: skip
_FAVOURED = {
    "novice": {"definition", "how_to", "yes_no", "abstract"},
    "practitioner": {"how_to", "factual", "cause", "bridge", "comparison"},
    "expert": {"numeric", "comparison", "cause", "intersection", "abstract"},
}


def planned_kind(scenario: Scenario) -> str:
    """The kind that is asked for: the same for the same scenario."""
    favoured = _FAVOURED.get(scenario.persona.expertise, set())
    weights = {kind: weight * (2 if kind in favoured else 1) for kind, weight in _WEIGHTS[scenario.query_type].items()}
    return Random(f"kind {scenario.id}").choices(list(weights), list(weights.values()))[0]


def wanted(scenario: Scenario) -> str:
    """The kind in words, and how a question for yes or no is to be answered: left to itself, a model mostly denies."""
    verdict = Random(f"verdict {scenario.id}").choice(("Yes", "No"))
    told = KINDS[scenario.query_type][planned_kind(scenario)]
    return f'{told}. If it is a question for yes or no, then one whose answer is "{verdict}"'


def known_kind(kind: str, scenario: Scenario) -> str:
    """The kind that a model says it wrote, where it is one of ours; else the one that was asked for."""
    said = kind.strip().lower().replace("-", "_").replace(" ", "_")
    said = {"why": "cause", "howto": "how_to", "yes/no": "yes_no", "yes_or_no": "yes_no"}.get(said, said)
    return said if said in KINDS[scenario.query_type] else planned_kind(scenario)

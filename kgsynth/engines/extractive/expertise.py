"""Candidates -> those that a persona might ask, by its expertise."""

import re
from collections.abc import Callable

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.types import Scenario

FAVOURITES = {
    "novice": frozenset({"definition", "expansion", "purpose", "how_to", "cause", "place"}),
    "practitioner": frozenset({"option_default", "option", "list", "condition", "how_to", "factual", "place"}),
    "expert": frozenset(
        {"numeric", "temporal", "yes_no", "aggregation", "table", "cause", "comparison", "condition", "intersection"}
    ),
}


def suits(
    candidate: Candidate,
    scenario: Scenario,
    heard_of: Callable[[str], bool] = lambda name: True,
    *,
    is_everyday: Callable[[str], bool] = lambda thing: True,
    lesser: bool = False,
) -> bool:
    """Whether a persona might ask it: a newcomer of no internals, an expert not what a word means.

    Args:
        heard_of: whether all who read the corpus have heard of a name: newcomers ask of no other command.
        is_everyday: whether the corpus speaks of a thing so often that newcomers have to do with it.
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
    if internal or candidate.kind in _NOT_FOR["novice"] or _IN_PASSIVE.search(candidate.question):
        return False
    thing = _OBJECT.fullmatch(candidate.reference) if candidate.kind in {"how_to", "factual"} else None
    if thing is not None and not is_everyday(thing["thing"].lower()):
        return False
    if lesser:
        return True
    return candidate.kind not in _SELDOM_FOR_NOVICES and all(map(heard_of, _tools(candidate)))


def _tools(candidate: Candidate) -> list[str]:
    """The commands and the like that a question is about, or asks for."""
    names = [name.owner or name.text for name in candidate.names if name.kind in _TOOLS or name.owner]
    told = asked_for(candidate)
    return [*names, told] if told else names


def asked_for(candidate: Candidate) -> str:
    """The name that an answer consists of: ``drain`` for "With the drain command."; empty where it says more."""
    told = re.sub(r"^With (?:the )?|\.$| command\.?$", "", candidate.reference)
    return told if candidate.kind in {"how_to", "factual"} and len(told.split()) <= _LONGEST_NAME else ""


_TOOLS = frozenset({"command", "statement", "program", "tool", "utility", "subcommand", "module", "extension"})
_OBJECT = re.compile(r"(?:With )?[A-Z]{2,} (?P<thing>[A-Z]{2,}(?: [A-Z]{2,})*)\.?")  # of a command in capitals
_LONGEST_NAME = 4  # words


_NEVER_ASKED = {"practitioner": frozenset({"expansion"}), "expert": frozenset({"expansion", "definition"})}
_NOT_FOR = {
    "novice": frozenset(
        {"option_default", "option", "numeric", "yes_no", "aggregation", "collection", "chain", "lookup", "condition"}
    ),
    "practitioner": frozenset({"expansion", "yes_no", "aggregation"}),
    "expert": frozenset({"expansion", "definition", "purpose"}),
}
_SELDOM_FOR_NOVICES = frozenset({"factual", "temporal"})  # of a single fact, in the words of who knows the subject
_IDENTIFIER = re.compile(r"\w_\w|\(\)|\b[A-Z]{2,}_|\b(?:[a-z]+[A-Z]|[A-Z]{2,}[a-z]{2,})\w*|\bOIDs?\b")
_IN_PASSIVE = re.compile(r"\bhow (?:is|are) ", re.IGNORECASE)  # it asks how something is made, not how to do it
_INTERNALS = frozenset(
    {"column", "catalog", "function", "parameter", "setting", "argument", "field", "macro", "struct"}
)

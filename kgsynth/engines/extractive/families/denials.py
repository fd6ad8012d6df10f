"""Frame -> yes/no questions that the text itself denies."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.families.whether import judged, tellings, whether
from kgsynth.engines.extractive.frame import Frame

_ROUNDABOUT = re.compile(r"^(?:as|only|just|yet|really|very|entirely|exactly|simply|quite|too|so|all|a|the|an|in|on|at|for|to (?!be))\b")


_LOOSE = re.compile(r"\b(?:any ?more|either|any longer|give details|matter|mean that|know|clear|sure|the case|but)\b(?! [a-z]+ed\b)")

_SAYS_ENOUGH = re.compile(r"^\w{4,}(?:ed|able|ible)$")


def is_it_denied(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB cannot be moved while a pond is open.`` -> Can OtterDB be moved while a pond is open? No."""
    asked = whether(frame)
    if asked is None or not asked.denied or _ROUNDABOUT.match(asked.said) or _LOOSE.search(asked.said):
        return
    lead = {"must": "can"}.get(asked.lead, asked.lead)
    if len(asked.said.split()) < 2 and not asked.front and not _SAYS_ENOUGH.match(asked.said):
        return
    text = asked.question.removeprefix(asked.lead)
    yield from judged(frame, f"{lead}{text}", "No", tellings(frame))


_NOT_ALL = re.compile(r"^Not (?P<who>(?:all|every) [^,]{3,50}?) (?P<lead>can|is|are|has to|have to|must|will) (?P<rest>[a-z][^,]+)")


def is_it_so_of_all(frame: Frame) -> Iterator[Candidate]:
    """``Not all ponds can be drained by night.`` -> Can all ponds be drained by night? No."""
    match = _NOT_ALL.match(frame.text.rstrip("."))
    if match is not None and frame.clause.verb.lower_ == match["lead"].split()[0]:
        lead = {"has to": "must", "have to": "must"}.get(match["lead"], match["lead"])
        yield from judged(frame, f"{lead} {match['who']} {match['rest']}", "No", [f"n{frame.text[1:].rstrip('.')}"])


PATTERNS = (is_it_denied, is_it_so_of_all)

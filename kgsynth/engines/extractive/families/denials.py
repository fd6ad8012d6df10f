"""Frame -> yes/no questions that the text itself denies."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.whether import Whether, judged, tellings, whether
from kgsynth.engines.extractive.wording import bare

_NOT_QUITE = re.compile(
    r"^(?:as|only|just|yet|really|very|entirely|exactly|simply|quite|too|so|all|a|the|an|in|on|at|for|to (?!be))\b"
)
_NO_NEWS = re.compile(
    r"\b(?:any ?more|either|any longer|give details|matter|mean that|know|clear|sure|"
    r"the case|make sense|but)\b(?! [a-z]+ed\b)"
)
_ENOUGH = re.compile(r"^\w{4,}(?:ed|able|ible)$")
_NOT_ALL = re.compile(
    r"^Not (?P<who>(?:all|every) [^,]{3,50}?) (?P<lead>can|is|are|has to|have to|must|will) (?P<deed>[a-z][^,]+)"
)
_MUST = {"has to": "must", "have to": "must"}


def is_it_denied(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB cannot be moved while a pond is open.`` -> Can OtterDB be moved while a pond is open? No."""
    asked = whether(frame)
    if asked is not None and asked.denied and _is_whole(asked):
        lead = "can" if asked.lead == "must" else asked.lead
        yield from judged(frame, f"{lead}{asked.question.removeprefix(asked.lead)}", "No", tellings(frame))


def _is_whole(asked: Whether) -> bool:
    """Whether all of it is denied, and it is more than a bare verb."""
    says_enough = " " in asked.said or bool(asked.front) or _ENOUGH.match(asked.said) is not None
    return says_enough and not _NOT_QUITE.match(asked.said) and not _NO_NEWS.search(asked.said)


def is_it_so_of_all(frame: Frame) -> Iterator[Candidate]:
    """``Not all ponds can be drained by night.`` -> Can all ponds be drained by night? No."""
    text = bare(frame.text)
    match = _NOT_ALL.match(text)
    if match is not None and frame.clause.verb.lower_ == match["lead"].split()[0]:
        lead = _MUST.get(match["lead"], match["lead"])
        yield from judged(frame, f"{lead} {match['who']} {match['deed']}", "No", [f"n{text[1:]}"])


PATTERNS = (is_it_denied,)
OF_NO_SUBJECT = (is_it_so_of_all,)

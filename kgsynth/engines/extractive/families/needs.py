"""Frame that says what something needs -> whether that is needed, and whether it works without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.limits_told import PERSON
from kgsynth.engines.extractive.families.whether import judged, tellings, whether

_NEEDS = re.compile(
    r"^(?P<verb>require|need) (?P<what>(?:an?|the|root|[A-Z]\S+|\S*\d\S*) ?[^,]*?)"
    r"(?P<aim> (?:in order )?to [a-z]+ .+)?$"
)
_NO_USER = re.compile(
    r"\b(?:standard|policy|law|rules?|users?|process|operation|act|regulation|license|licence|specification)$"
)
_SEVERAL = re.compile(r"^(?!an? |one )\S+ (?:\S+ )*?[a-z]{2,}s$")


@dataclass(frozen=True, slots=True)
class _Need:
    who: str
    what: str
    aim: str


def is_it_needed(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate needs a brass key to open the sluice.`` -> Is a brass key needed for OtterGate to open ...? Yes."""
    need = _need(frame)
    if need is not None:
        be = "are" if _SEVERAL.match(need.what) else "is"
        yield from judged(frame, f"{be} {need.what} needed for {need.who}{need.aim}", "Yes", tellings(frame))


def does_it_do_without(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate requires a brass key.`` -> Does OtterGate work without a brass key? No."""
    need = _need(frame)
    if need is not None and not need.aim and not PERSON.search(need.who) and not need.who.startswith(("a ", "an ")):
        do = "do" if frame.clause.verb.tag_ == "VBP" else "does"
        yield from judged(frame, f"{do} {need.who} work without {need.what}", "No", tellings(frame))


def _need(frame: Frame) -> _Need | None:
    asked = whether(frame)
    if asked is None or asked.denied or asked.lead not in {"does", "do"} or asked.front or asked.subject == "you":
        return None
    match = _NEEDS.match(asked.said)
    if match is None or _NO_USER.search(asked.subject) or re.search(r"\b(?:that|which|if|when|to)\b", match["what"]):
        return None
    aim = match["aim"] or ""
    if aim and match["verb"] == "require" and "in order" not in aim:
        return None  # "requires the pond to be dry": no aim
    return _Need(asked.subject, match["what"], aim.replace("in order ", ""))


PATTERNS = (is_it_needed, does_it_do_without)

"""Frame -> figures: how long, how much, and which figure something has."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.speaking import has_subject, told
from kgsynth.engines.extractive.wording import base_of_third
from kgsynth.language.words import content_words

_WEIGHT = 0.45
_NUMBER = (
    r"(?:\d[\d.,^]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|a hundred|a thousand|half an?|an?)"
)
_ABOUT = (
    r"(?:(?:about|at least|at most|up to|around|roughly|approximately|no more than|nearly|only|less than|more than) )?"
)
_HAS = re.compile(
    r"^(?P<often>usually |typically |always |normally )?(?:has|have|uses?|requires?|needs?) (?:an?|the) "
    r"(?P<noun>(?:[a-z-]+ ){0,2}[a-z]+) of (?P<value>(?:at least |about |up to )?[\d/].*)$"
)
_TIME = r"(?:milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|nights?)"
_LASTS = re.compile(
    rf"^(?P<verb>takes?|lasts?|took|lasted) (?P<value>{_ABOUT}{_NUMBER}(?: (?:and|to|or) (?:a half|"
    rf"{_NUMBER}))? {_TIME})"
    r"(?P<rest> to .+)?$"
)
_COSTS = re.compile(
    r"^(?P<verb>costs?|weighs?|measures?) (?P<value>(?:about |up to |at least )?(?:\d|an?\b|one|two|three).{1,40})$"
)
_OF_VERB = {"cost": "How much", "weigh": "How much", "measure": "How large"}


def which_figure(frame: Frame) -> Iterator[Candidate]:
    """``Otter ponds usually have a depth of 64 inches.`` -> What depth do otter ponds usually have?"""
    clause = frame.clause
    if not has_subject(frame) or clause.auxiliaries or clause.negated or clause.passive or clause.copula is not None:
        return
    first = frame.tokens[0].i
    match = _HAS.match(told(frame, [t for t in frame.tokens if t.i > clause.subject[-1].i and t.i >= first]))
    if match is None or len(match["value"].split()) > 8:
        return
    do = "does" if clause.verb.tag_ == "VBZ" else "do"
    often = (match["often"] or "").strip()
    verb = base_of_third(clause.verb.lower_) if do == "does" else clause.verb.lower_
    asked = f"What {match['noun']} {do} {frame.subject_words} {often} {verb}"
    yield from frame.candidate(re.sub(r" +", " ", asked), match["value"], "factual", _WEIGHT)


def how_long_it_takes(frame: Frame) -> Iterator[Candidate]:
    """``Draining a pond takes about two days.`` -> How long does draining a pond take?"""
    clause = frame.clause
    if not has_subject(frame) or clause.auxiliaries or clause.negated or clause.passive or clause.copula is not None:
        return
    words = told(frame, frame.since(clause.verb))
    lasts, costs = _LASTS.match(words), _COSTS.match(words)
    if len(content_words(frame.subject_words)) < 1:
        return
    do = {"VBZ": "does", "VBD": "did"}.get(clause.verb.tag_, "do")
    if lasts is not None:
        verb = "take" if lasts["verb"].startswith("t") else "last"
        asked = f"How long {do} {frame.subject_words} {verb}{lasts['rest'] or ''}"
        yield from frame.candidate(asked, lasts["value"], "numeric", _WEIGHT)
    elif costs is not None and do != "did":
        verb = costs["verb"].removesuffix("s")
        yield from frame.candidate(
            f"{_OF_VERB[verb]} {do} {frame.subject_words} {verb}", costs["value"], "numeric", _WEIGHT
        )


PATTERNS = (which_figure, how_long_it_takes)

"""Frame -> what something can do, is good for, or is there for."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.speaking import has_subject, is_all, runs_on, told
from kgsynth.engines.extractive.wording import base_of_third
from kgsynth.language.words import content_words

_WEIGHT = 0.35
_FEWEST, _LONGEST = 3, 30  # telling words of an answer; words
_FIT = re.compile(
    r"^(?:(?:particularly|especially|very|most|mainly|primarily|only|generally|usually|well) )?"
    r"(?P<how>responsible|in charge|useful|handy|suitable|suited|convenient|ideal|appropriate|recommended|"
    r"reserved|intended|designed|meant|dedicated|supposed|needed|necessary|required|useless|valid|compatible|"
    r"equivalent|vulnerable|entitled|allowed|authorized|limited|restricted) "
    r"(?P<what>(?P<to>to|for|of|if|when|in|with|on) .+)$"
)
_DO = frozenset("designed intended meant supposed entitled allowed authorized".split())
_OF = frozenset({"in charge"})
_TIMES = frozenset({"if", "when"})


def what_it_is_good_for(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate is useful when the tide is high.`` -> When is OtterGate useful?"""
    clause = frame.clause
    if not has_subject(frame) or clause.negated or clause.verb.lower_ not in {"is", "are"}:
        return
    match = _FIT.match(told(frame, frame.after(clause.verb)))
    if match is None or len(match["what"].split()) > _LONGEST or len(content_words(match["what"])) < _FEWEST:
        return
    be, subject, how, to = clause.verb.lower_, frame.subject_words, match["how"], match["to"]
    rest = match["what"].removeprefix(f"{to} ")
    if not is_all(match["what"]):
        return
    if to in _TIMES:
        yield from frame.candidate(f"When {be} {subject} {how}", match["what"], "condition", _WEIGHT)
    elif to == "to" and how in _DO and _is_deed(frame, rest):
        yield from frame.candidate(f"What {be} {subject} {how} to do", match["what"], "purpose", _WEIGHT)
    elif (to == "of" and how in _OF) or (to == "for" and how not in _DO):
        yield from frame.candidate(f"What {be} {subject} {how} {to}", rest, "purpose", _WEIGHT)


def _is_deed(frame: Frame, words: str) -> bool:
    start = frame.text.find(words)
    return any(token.idx == start and token.tag_ == "VB" for token in frame.said.doc) and not words.startswith("be ")


_MAKES = re.compile(
    r"^(?P<verb>makes|make) it (?P<how>possible|easy|easier|simple|difficult|impossible|straightforward) "
    r"(?P<whom>for [^,]{3,30}? )?to (?P<what>.+)$"
)


def what_it_makes_possible(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate makes it easy to drain a pond by night.`` -> What does OtterGate make easy?"""
    clause = frame.clause
    if not clause.subject or not frame.opens or clause.negated or clause.auxiliaries:
        return
    match = _MAKES.match(told(frame, [token for token in frame.said.doc if token.i >= clause.verb.i]))
    if match is None or len(content_words(match["what"])) < 2:
        return
    do = "does" if match["verb"] == "makes" else "do"
    asked = f"What {do} {frame.subject_words} {base_of_third('makes')} {match['how']} {match['whom'] or ''}"
    yield from frame.candidate(asked.strip(), f"to {match['what']}", "purpose", _WEIGHT)


_OPENING = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "X"})
_ENDING = re.compile(r"\b(?:by|using|if|when|unless|so that|in order|because|with|thanks)\b")
_WEAK = frozenset("be have do take make get see help let allow prevent include contain benefit use provide".split())


def what_it_can(frame: Frame) -> Iterator[Candidate]:
    """``The otterctl command can list all ponds of a valley.`` -> What can the otterctl command list?"""
    clause = frame.clause
    able = len(clause.auxiliaries) == 1 and clause.verb.lower_ in {"can", "may"}
    if not has_subject(frame) or not able or clause.passive or clause.copula is not None or clause.negated:
        return
    after = frame.after(clause.head)
    answer = told(frame, after)
    if not after or after[0].pos_ not in _OPENING or clause.head.lemma_ in _WEAK or _ENDING.search(answer):
        return
    asked = frame.inverted(after)
    whole = is_all(answer) and len(content_words(answer)) >= _FEWEST and len(answer.split()) <= _LONGEST
    if asked is not None and whole and not runs_on(after):
        yield from frame.candidate(f"What {asked}", answer, "factual", _WEIGHT)


PATTERNS = (what_it_is_good_for, what_it_makes_possible, what_it_can)

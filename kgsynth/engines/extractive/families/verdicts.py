"""Frame -> yes/no questions: what may be done, what must not be, and what is not so."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.frame import Frame
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.words import content_words

_WEIGHT = 0.3
_KIND = "yes_no"
_DENIED = frozenset("can may must should is are does do has have will".split())
_ALLOWED = frozenset({"can", "must", "may", "should"})
_LONGEST, _FEWEST = 14, 3  # words of a question, and telling ones
_ROUNDABOUT = frozenset("as only just always necessarily yet really very entirely".split())


_MORE = re.compile(r"^,? ?(?:but|so|as|because|which|provided|unless|if|since)\b|^,? ?\(")


def is_it_so(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB cannot be moved while a pond is open.`` -> Can OtterDB be moved while a pond is open?"""
    clause = frame.clause
    if not clause.subject or not frame.opens or clause.subject[-1].i + 1 != clause.verb.i or frame.adds:
        return
    if not (clause.auxiliaries or clause.copula is not None) or "," in frame.subject_words:
        return
    asked = _denied(frame) if clause.negated else _allowed(frame)
    if asked is None or len(asked.split()) > _LONGEST or len(content_words(asked)) < _FEWEST:
        return
    said = bare(frame.text[clause.verb.idx :])
    if clause.negated and re.search(r"\bbut\b", asked):
        return
    told = f"{'No' if clause.negated else 'Yes'}, {frame.subject_words} {said}"
    yield from frame.candidate(asked, told, _KIND, _WEIGHT)


def _denied(frame: Frame) -> str | None:
    """The clause as a question without its "not"."""
    verb, after = frame.clause.verb, frame.after(frame.clause.verb)
    plain = len(after) > 1 and after[0].lower_ == "not" and not {t.lower_ for t in after[:3]} & _ROUNDABOUT
    if not plain or verb.lower_ not in _DENIED:
        return None
    lead = "can" if verb.lower_ in {"may", "must"} else verb.lower_
    return f"{lead} {frame.subject_words} {bare(frame.cut(after[1:]))}"


def _allowed(frame: Frame) -> str | None:
    """What may or must be done, where the sentence goes on to tell more than that."""
    clause = frame.clause
    more = _MORE.match(frame.rest) is not None and len(frame.rest.split()) >= _FEWEST + 1
    return frame.inverted() if clause.verb.lower_ in _ALLOWED and clause.passive and more else None

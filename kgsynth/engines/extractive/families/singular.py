"""Frame -> which thing is the first, the only or the usual one: ``OtterDB was the first database to count ponds.``"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.speaking import has_subject, told
from kgsynth.language.pipelines import name_type
from kgsynth.language.words import content_words

_WEIGHT = 0.4
_THE_ONE = re.compile(
    r"^the (?!most interesting|best|same|latter|former|case|reason|result|one\b|ones\b|only thing|problem|"
    r"question|thing|"
    r"next|last|following|consequence|fact|idea|work|fruit)[a-z].*$"
)
_NAMED = re.compile(r"^(?:[Tt]he )?(?:[\w.+/-]+)(?: [\w.+/-]+){0,6}$")


def which_is_the_one(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB was the first database to count ponds.`` -> What was the first database to count ponds?"""
    clause = frame.clause
    if clause.copula is None or clause.negated or not has_subject(frame) or clause.auxiliaries:
        return
    if clause.head.pos_ not in {"NOUN", "PROPN"} or clause.copula.lower_ not in {"is", "was"}:
        return
    subject, rest = frame.cut(clause.subject), told(frame, frame.after(clause.copula))
    if not _THE_ONE.match(rest) or not _NAMED.match(subject) or not frame.names(subject):
        return
    if len(content_words(rest)) >= 3 and subject != frame.subject:
        lead = "Who" if _is_person(frame) else "What"
        yield from frame.candidate(f"{lead} {clause.copula.lower_} {rest}", subject, "factual", _WEIGHT)


def _is_person(frame: Frame) -> bool:
    subject = frame.clause.subject
    return len(subject) > 1 and name_type(subject[-1]) == "PERSON"


_THAT = re.compile(r"^(?P<be>is|was) that (?P<what>.+)$")


def what_it_is_that(frame: Frame) -> Iterator[Candidate]:
    """``The rule of OtterGate is that nobody swims alone.`` -> What is the rule of OtterGate?"""
    clause = frame.clause
    if not clause.subject or not frame.opens or clause.negated or len(clause.subject) > 12:
        return
    last = clause.subject[-1].i
    rest = told(frame, [t for t in frame.said.doc if t.i > last])
    match = _THAT.match(rest)
    subject = frame.subject_words
    if match is not None and re.match(r"^the \w+ (?:\w+ )?(?:of|in|behind|for|between|with) ", subject):
        yield from frame.candidate(f"What {match['be']} {subject}", f"that {match['what']}", "factual", _WEIGHT)


PATTERNS = (which_is_the_one, what_it_is_that)

"""Frame -> why or how something is so, where the sentence beside it says it."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.rewording.lexicon import gerund, is_verb
from kgsynth.engines.extractive.wording import bare, without_parentheses

_WEIGHT = 0.45
_IT_IS = re.compile(
    r"^[Ii]t (?P<be>is|was) (?P<how>(?:not )?(?:(?:also|therefore|thus|often|usually|generally) )*"
    r"(?:(?:relatively|very|quite) )?(?P<adjective>[a-z]+)) to (?P<deed>(?P<act>[a-z]+)\b.*)$"
)
_SAID_OF_IT = frozenset("possible necessary safe important required recommended allowed useful advisable wise".split())
_SHORTEST, _LONGEST = 4, 8  # words of a question, of a deed
_LOOSE = re.compile(r"\b(?:also|therefore|thus|hence|consequently) ")


def why_as_said_beside(frame: Frame) -> Iterator[Candidate]:
    """``Foxes are about. This is why the pond is fenced.`` -> Why is the pond fenced?"""
    reason = frame.said.words.lent.reason
    asked = _asked(frame) if reason and not _is_remark(frame) else ""
    if asked:
        yield from frame.candidate(f"Why {asked}", reason, "cause", _WEIGHT)


def how_as_said_beside(frame: Frame) -> Iterator[Candidate]:
    """``The pond can be drained. This is done by opening the sluice.`` -> How can the pond be drained?"""
    means = frame.said.words.lent.means
    done = frame.clause.passive or frame.clause.verb.lower_ in {"can", "must", "should"}
    asked = _asked(frame) if means and done else ""
    if asked:
        yield from frame.candidate(f"How {asked}", means, "how_to", _WEIGHT)


def _is_remark(frame: Frame) -> bool:
    """Whether a sentence says what something is, or what you happen to do: nobody asks why."""
    clause = frame.clause
    you = clause.subject_head is not None and clause.subject_head.lower_ in {"you", "one"}
    free = you and clause.verb.lower_ not in {"must", "should", "need", "have", "can", "cannot"}
    return free or (clause.copula is not None and clause.head.pos_ in {"NOUN", "PROPN"})


def _asked(frame: Frame) -> str:
    """The whole sentence in question order; empty where a part of it would be left out."""
    if frame.clause.head.i != frame.said.clause.head.i or bare(frame.rest):
        return ""
    empty = _IT_IS.match(bare(without_parentheses(frame.text)))
    asked = _of_a_deed(empty) if empty is not None else frame.inverted()
    asked = _LOOSE.sub("", asked or "")
    past = asked.startswith("did ") and any(t.tag_ in {"VBZ", "VBP"} and t.dep_ != "advcl" for t in frame.said.doc)
    if past:
        return ""  # a participle, taken for the verb
    return asked if len(asked.split()) >= _SHORTEST else ""


def _of_a_deed(said: re.Match[str]) -> str:
    """``is feeding the otter easy``; ``is it necessary to feed the otter``."""
    if said["adjective"] in _SAID_OF_IT:
        return f"{said['be']} it {said['how']} to {said['deed']}"
    if len(said["deed"].split()) > _LONGEST or not is_verb(said["act"]):
        return ""
    return f"{said['be']} {gerund(said['act'])}{said['deed'][len(said['act']) :]} {said['how']}"

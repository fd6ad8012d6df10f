"""Frame -> what a named thing does something to, works with, or helps to do."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.speaking import base, has_subject, is_a_part, is_all, is_simple, runs_on, told
from kgsynth.language.pipelines import name_type
from kgsynth.language.words import content_words

_WEIGHT = 0.3
_WEAK = frozenset(
    "be have do seem appear become get go come make remain take let know see play happen exist follow continue deserve "
    "bring keep put say add suggest tend thank cause help tell give recognize consider".split()
)
_OPENING = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "X"})
_ASKING = frozenset({"how", "whether", "which", "what", "that", "where", "when", "if"})
_OF_MANY = frozenset("use include support contain apply offer provide need require have give maintain consider".split())
_FEWEST, _LONGEST = 3, 28  # telling words of an answer; words


def what_it_does(frame: Frame) -> Iterator[Candidate]:
    """``The otterd daemon counts the ponds of a valley.`` -> What does the otterd daemon count?"""
    clause = frame.clause
    if not has_subject(frame) or not is_simple(frame) or base(frame) in _WEAK | {None}:
        return
    after = frame.after(clause.head)
    asked = frame.inverted(after) if after else None
    answer = told(frame, after)
    if asked is None or runs_on(after) or not (after[0].pos_ in _OPENING or after[0].lower_ in _ASKING):
        return
    if _is_one_thing(frame, answer) and (is_a_part(frame) or base(frame) not in _OF_MANY):
        yield from frame.candidate(f"What {asked}", answer, "factual", _WEIGHT)


def _is_one_thing(frame: Frame, answer: str) -> bool:
    short = len(content_words(answer)) >= _FEWEST and len(answer.split()) <= _LONGEST
    goal = re.search(
        r"\b(?:in order to|instead of|rather than|so that|if|when|unless|because|after|before|to [a-z]+)\b",
        answer.partition(" ")[2],
    )
    return short and is_all(answer) and not goal


_BY_DEEDS = frozenset("aim focus consist result rely depend insist start begin end".split())
_PREPOSITIONS = frozenset("at by to of from with on for against as into about upon over".split())
_TAKE_NONE = frozenset("go come be get become look happen work end start begin live stay stand lie".split())


def what_it_works_with(frame: Frame) -> Iterator[Candidate]:
    """``The otterd daemon feeds on the letters of keepers.`` -> What does the otterd daemon feed on?"""
    clause = frame.clause
    if not has_subject(frame) or not is_simple(frame) or clause.objects or base(frame) in _TAKE_NONE | {None}:
        return
    after = frame.after(clause.head)
    if len(after) < 2 or after[0].lower_ not in _PREPOSITIONS or after[0].i != clause.head.i + 1:
        return
    asked, answer = frame.inverted(after[1:]), told(frame, after[1:])
    deed = after[1].tag_ == "VBG" and base(frame) in _BY_DEEDS
    single = (
        (deed or after[1].pos_ in _OPENING or after[1].tag_ == "PRP$")
        and is_all(answer)
        and len(answer.split()) <= _LONGEST
    )
    if asked is not None and single and len(content_words(answer)) > 1:
        yield from frame.candidate(f"What {asked}", answer, "factual", _WEIGHT)


_TO_DO = frozenset("aim try serve help attempt seek strive need have want tend".split()) - {"tend", "want"}


def what_it_aims_to_do(frame: Frame) -> Iterator[Candidate]:
    """``The OtterGate project aims to save all ponds.`` -> What does the OtterGate project aim to do?"""
    clause = frame.clause
    if not has_subject(frame) or not is_simple(frame) or base(frame) not in _TO_DO or clause.objects:
        return
    if name_type(clause.subject[-1]) == "PERSON":
        return  # that is a tale
    after = frame.after(clause.head)
    bare_form = len(after) > 2 and (after[0].lower_ == "to" or clause.head.lemma_ == "help") and after[0].tag_ != "IN"
    if not bare_form or not (after[0].lower_ == "to" or after[0].tag_ == "VB"):
        return
    asked = frame.inverted(after)
    answer = told(frame, after)
    if (
        asked is not None
        and len(content_words(answer)) >= _FEWEST
        and is_all(answer)
        and not answer.startswith("to be ")
    ):
        yield from frame.candidate(f"What {asked} to do", answer, "purpose", _WEIGHT)


PATTERNS = (what_it_does, what_it_works_with, what_it_aims_to_do)

"""Frame -> what something is tied to by a participle or an adjective: derived from, suited to, equivalent to."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.speaking import has_subject, is_all, runs_on, told
from kgsynth.engines.extractive.wording import third_person
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words

_WEIGHT = 0.35
_PREPOSITIONS = frozenset("for from with into to of on against".split())
_OPENING = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "X"})
_LONGEST = 24  # words of an answer
_SAID = frozenset(
    "known called referred considered seen regarded said named done made given taken chosen present "
    "installed used placed "
    "found stored located put held available improved seen sold shown written listed kept announced displayed".split()
)


def what_it_is_tied_to(frame: Frame) -> Iterator[Candidate]:
    """``The OtterGate valve is derived from a Roman sluice.`` -> What is the OtterGate valve derived from?"""
    clause = frame.clause
    head = clause.head
    tied = clause.passive or (clause.copula is not None and head.pos_ == "ADJ")
    if (
        not has_subject(frame)
        or not tied
        or clause.negated
        or head.lower_ in _SAID
        or clause.subject[-1].i > clause.verb.i
    ):
        return
    if any(child.tag_ in {"RBR", "DT"} or child.lower_ == "more" for child in head.children):
        return
    after = frame.after(head)
    if (
        len(after) < 2
        or after[0].i != head.i + 1
        or after[0].lower_ not in _PREPOSITIONS
        or after[1].pos_ not in _OPENING
    ):
        return
    asked, answer = frame.inverted(after[1:]), told(frame, after[1:])
    goal = re.search(r"\b(?:reasons?|so that|if|when|unless|because|after|before|since|by)\b", answer)
    if asked is None or goal or runs_on(after) or not is_all(answer) or len(answer.split()) > _LONGEST:
        return
    if content_words(answer):
        yield from frame.candidate(f"What {asked}", answer, "factual", _WEIGHT)


_CAUSING = frozenset(
    "limit restrict determine affect cause influence control govern reduce increase trigger guarantee "
    "complicate prevent "
    "ensure delay block drive ignore hide replace modify simplify improve threaten hinder".split()
)


def what_brings_it_about(frame: Frame) -> Iterator[Candidate]:
    """``The reach of OtterGate is limited by the height of the tide.`` -> What limits the reach of OtterGate?"""
    clause = frame.clause
    if not has_subject(frame) or not clause.passive or not clause.agent or clause.negated:
        return
    verb = verb_lemma(clause.head.lower_, "VBN")
    if verb not in _CAUSING:
        return
    agent = clause.agent
    ends = frame.after(agent[-1]) == [] and agent[0].i > clause.head.i
    if verb is None or not ends or agent[0].pos_ not in _OPENING or any(t.pos_ == "PRON" for t in agent[:1]):
        return
    between = told(frame, [t for t in frame.tokens if clause.head.i < t.i < agent[0].i - 1])
    answer = told(frame, agent)
    who = any(t.tag_ in {"NNP", "NNPS"} for t in agent) or agent[-1].lower_.endswith(("ers", "ors"))
    if who or runs_on(agent) or not is_all(answer):
        return
    if clause.verb.lower_ in {"is", "are"} and len(clause.auxiliaries) == 1:
        asked = f"What {third_person(verb)} {frame.subject_words} {between}"
    elif clause.verb.lower_ in {"can", "may"}:
        asked = f"What can {verb} {frame.subject_words} {between}"
    else:
        return
    if len(content_words(f"{frame.subject_words} {between}")) >= 2:
        yield from frame.candidate(asked.strip(), answer, "factual", _WEIGHT)


PATTERNS = (what_it_is_tied_to, what_brings_it_about)

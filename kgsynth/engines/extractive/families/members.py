"""Frame -> whether one of several things that a sentence lists is among them; the answer lists them all."""

from collections.abc import Iterator

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.whether import judged, tellings, whether
from kgsynth.engines.extractive.reading.prose import slice_of
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.clauses import Clause, subtree

_LONGEST, _LONGEST_DEED = 5, 9  # words of one of them; of what is asked of it
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_JOINTS = frozenset({",", "and", "or", "as", "well"})
_BREAKS = frozenset({"but", "not", "without", "except", "/"})
_SMALL = frozenset("one other others another such it them so more both either anything".split())


def is_it_among_them(frame: Frame) -> Iterator[Candidate]:
    """``The ledger lists ponds, sluices and otters.`` -> Does the ledger list otters? Yes."""
    asked, clause = whether(frame), frame.clause
    if asked is None or asked.denied or clause.copula is not None:
        return
    for first in _lists(clause):
        deed = _deed(frame, first, base="" if clause.auxiliaries else asked.said.split()[0])
        if deed:
            question = " ".join(part for part in (asked.lead, asked.subject, deed, asked.front) if part)
            yield from judged(frame, question, "Yes", tellings(frame))
            return


def _lists(clause: Clause) -> Iterator[Token]:
    """The first of each list of three or more that the clause does something to, or is done by or in."""
    for first in clause.head.rights:
        rated = any(child.tag_ in {"JJR", "JJS"} for child in first.children)
        hangs = first.dep_.split(":")[0] in {"obj", "obl"} and first.pos_ in _NOUNS
        if hangs and not rated and len(_others(first)) > 1:
            yield first


def _others(first: Token) -> list[Token]:
    return [token for token in first.conjuncts if token.pos_ in _NOUNS and token.i > first.i]


def _deed(frame: Frame, first: Token, *, base: str) -> str:
    """What is done, with the last of a list in the place of all; empty where none can stand there."""
    start = _own(first)[0].i
    before = [token for token in frame.after(frame.clause.verb) if token.i < start]
    for member in reversed(_others(first)):
        one = _spoken(frame, member, first)
        deed = " ".join(part for part in (base, bare(slice_of(frame.text, before)) if before else "", one) if part)
        if one and len(deed.split()) <= _LONGEST_DEED:
            return deed
    return ""


def _spoken(frame: Frame, member: Token, first: Token) -> str:
    """One of them behind the preposition of the first; empty where it cannot stand alone."""
    words = _own(member)
    one = bare(slice_of(frame.text, words))
    determined = words[0].pos_ == "DET" or _own(first)[0].pos_ != "DET"
    whole = member.tag_ != "NN" or determined
    if len(one.split()) > _LONGEST or words[0].lower_ in _SMALL or "," in one or one.endswith("-") or not whole:
        return ""
    if (
        {token.lower_ for token in words} & _BREAKS
        or verb_lemma(one, "VB") == one
        or any(token.pos_ in {"VERB", "ADV"} for token in words)
    ):
        return ""
    case = [token.text for token in first.lefts if token.dep_ == "case"]
    return " ".join([*case, one]) if words[0].dep_ != "case" else one


def _own(token: Token) -> tuple[Token, ...]:
    """The words of one thing of a list, without what joins it to the others."""
    others = {t.i for each in token.children if each.dep_ == "conj" for t in subtree(each)}
    words = [each for each in subtree(token) if each.i not in others]
    while words and words[0].lower_ in _JOINTS:
        words = words[1:]
    while words and words[-1].lower_ in _JOINTS:
        words = words[:-1]
    return tuple(each for each in words if each.i >= words[0].i)


PATTERNS = (is_it_among_them,)

"""Frame -> whether one of several things that a sentence lists is among them; the answer lists them all."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.families.whether import judged, tellings, whether
from kgsynth.engines.extractive.frame import Frame
from kgsynth.engines.extractive.prose import slice_of
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.clauses import subtree

_LONGEST, _LONGEST_DEED = 5, 9  # words of one of them; of what is asked of it
_JOINTS = frozenset({",", "and", "or", "as", "well"})
_BREAKS = frozenset({"but", "not", "without", "except", "/"})
_SMALL = frozenset("one other others another such it them so more both either anything".split())


def is_it_among_them(frame: Frame) -> Iterator[Candidate]:
    """``The ledger lists ponds, sluices and otters.`` -> Does the ledger list sluices? Yes."""
    asked, clause = whether(frame), frame.clause
    if asked is None or asked.denied or clause.copula is not None:
        return
    for first in frame.after(clause.head):
        if first.head.i != clause.head.i or first.dep_.split(":")[0] not in {"obj", "obl"}:
            continue
        listed = [token for token in first.conjuncts if token.pos_ in {"NOUN", "PROPN", "X"} and token.i > first.i]
        if len(listed) < 2 or first.pos_ not in {"NOUN", "PROPN", "X"}:
            continue
        start = _own(first)[0]
        before = bare(slice_of(frame.text, [t for t in frame.after(clause.verb) if t.i < start.i])) if start.i > clause.verb.i + 1 else ""
        for member in reversed(listed):
            one = _spoken(frame, member, first)
            base = "" if clause.auxiliaries else asked.said.split()[0]
            deed = " ".join(part for part in (base, before, one) if part)
            if not one:
                continue
            if len(deed.split()) <= _LONGEST_DEED:
                question = " ".join(part for part in (asked.lead, asked.subject, deed, asked.front) if part)
                yield from judged(frame, question, "Yes", tellings(frame))
                return


def _spoken(frame: Frame, member: Token, first: Token) -> str:
    """One of them behind the preposition of the first; empty where it cannot stand alone."""
    words = _own(member)
    one = bare(slice_of(frame.text, words))
    determined = words[0].pos_ == "DET" or _own(first)[0].pos_ != "DET"
    whole = member.tag_ != "NN" or determined
    if len(one.split()) > _LONGEST or words[0].lower_ in _SMALL or "," in one or not whole:
        return ""
    if {token.lower_ for token in words} & _BREAKS or verb_lemma(one, "VB") == one or any(token.pos_ in {"VERB", "ADV"} for token in words):
        return ""
    case = [token.text for token in first.lefts if token.dep_ == "case"]
    return " ".join([*case, one]) if words[0].dep_ != "case" else one


def _own(token: Token) -> Sequence[Token]:
    """The words of one thing of a list, without what joins it to the others."""
    others = {t.i for each in token.children if each.dep_ == "conj" for t in subtree(each)}
    words = [each for each in subtree(token) if each.i not in others]
    while words and words[0].lower_ in _JOINTS:
        words = words[1:]
    while words and words[-1].lower_ in _JOINTS:
        words = words[:-1]
    return tuple(each for each in words if each.i >= words[0].i)


PATTERNS = (is_it_among_them,)

"""Frame -> what a named thing or a term is, and which name does something, as running prose tells it."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.named_subjects import ONE_AMONG_MANY
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.words import content_words

_WEIGHT = 0.35
_A_KIND = re.compile(
    r"^(?P<be>is|are) (?:generally |usually |typically |basically |essentially )?(?P<what>(?:(?:an?|the) "
    r")?(?!(?:\w+ ){0,2}(?:thus|just|simply|perfect|good|great|best|recent|one|way|"
    r"case|problem|example|matter|result|reason|purpose|topic|sign|"
    r"step|question|answer|choice|idea|means|part|first|last|next|same|main|only)\b)[\w-]+ .+)$"
)
_TERM = re.compile(
    r"^(?:[Aa]n? [“\"]?[a-z][a-z-]*[”\"]?(?: [a-z][a-z-]*){0,2}|[A-Z][\w.+-]*(?: [A-Z][\w.+-]*){0,2}|[a-z][\w.+-]*)$"
)
_APART = re.compile(
    r"[a-z] (?:that|which|who|where|whose|used|for|of|with|to|containing|allowing|[a-z]{3,}ing (?:the|an?|[a-z]+s)|"
    r"based|designed)\b"
)
_LETTERS = re.compile(r"^(?:an?|the) (?:abbreviation|acronym|name|alias|synonym)\b")
_FEWEST = 4  # words of what something is


def what_is_it(frame: Frame) -> Iterator[Candidate]:
    """``A lek is a place where grouse display.`` -> What is a lek?"""
    clause = frame.clause
    if clause.copula is None or clause.negated or clause.auxiliaries or not frame.opens or frame.adds:
        return
    subject = re.sub(r" \([^()]*\)$", "", frame.cut(clause.subject))
    match = _A_KIND.match(bare(frame.cut(frame.since(clause.verb))))
    if clause.subject[:1] and clause.subject[0].tag_ == "VBG":
        return
    if match is None or clause.head.pos_ not in {"NOUN", "PROPN"} or not _TERM.match(subject):
        return
    small = re.match(r"^[a-z]", subject) and not re.match(r"^an? ", subject)
    if (small and subject not in frame.said.words.code) or len(match["what"].split()) < _FEWEST:
        return
    if not _APART.search(match["what"]) or _LETTERS.match(match["what"]):
        return
    name = frame.subject_words if re.match(r"^[Aa]n? ", subject) else subject
    name = re.sub(r" \([^()]*\)$", "", name)
    yield from frame.candidate(
        f"What {match['be']} {name}", f"{subject} {match['be']} {match['what']}", "definition", _WEIGHT
    )


_ACTIVE = frozenset({"VBZ", "VBD"})
_WEAK = ONE_AMONG_MANY | frozenset("be have do seem appear become get go come make remain need mean use run".split())


def what_does_so(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate keeps the tide out of the lower ponds.`` -> What keeps the tide out of the lower ponds?"""
    clause = frame.clause
    subject = frame.cut(clause.subject) if clause.subject else ""
    named = subject in frame.said.words.code or (clause.subject and all(t.pos_ == "PROPN" for t in clause.subject))
    if not named or not frame.opens or clause.negated or clause.copula is not None or clause.auxiliaries:
        return
    if clause.verb.tag_ not in _ACTIVE or clause.head.lemma_ in _WEAK or not clause.objects or len(clause.subject) > 3:
        return
    predicate = bare(frame.cut([token for token in frame.tokens if token.i > clause.subject[-1].i]))
    if len(content_words(predicate)) >= 4 and subject != frame.subject:
        yield from frame.candidate(f"What {predicate}", subject, "factual", _WEIGHT)


_NAMED = re.compile(
    r"^(?P<be>is|are) (?:also |often |usually |generally |commonly |sometimes )?(?:called|named|nicknamed|dubbed|"
    r"known as|referred "
    r"to as) (?P<name>.+)$"
)


def what_it_is_called(frame: Frame) -> Iterator[Candidate]:
    """``The nest of a heron is known as a heronry.`` -> What is the nest of a heron called?"""
    clause = frame.clause
    if not clause.passive or clause.negated or not frame.opens or len(clause.subject) > _LONGEST_SUBJECT:
        return
    match = _NAMED.match(bare(frame.cut([token for token in frame.tokens if token.i > clause.subject[-1].i])))
    if (
        match is not None
        and len(match["name"].split()) <= _LONGEST_NAME
        and len(content_words(frame.subject_words)) > 1
    ):
        yield from frame.candidate(
            f"What {match['be']} {frame.subject_words} called", match["name"], "factual", _WEIGHT
        )


_LONGEST_SUBJECT, _LONGEST_NAME = 12, 6  # words

"""Frame -> which thing of its kind does so, where a sentence before has said what kind of thing it is."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.named_subjects import A_MEANS, kind_noun
from kgsynth.engines.extractive.wording import bare, without_article, without_parentheses
from kgsynth.language.words import content_words

_WEIGHT = 0.4
_WEAK = frozenset("have do seem appear become get come remain exist mean need allow enable make let help".split())
_ALSO = re.compile(r"\b(?:also|even|then|indeed|thus|therefore|too|as well(?! as)|in turn),? ")
_TOO_WIDE = frozenset("system software element component object entity service".split())  # to ask which of them
_FEWEST = 3  # telling words of what it does
_LONGEST = 16  # words


def which_of_its_kind(frame: Frame) -> Iterator[Candidate]:
    """``Otter is a web browser. It keeps its history in a pond.`` -> Which web browser keeps its history in a pond?"""
    clause = frame.clause
    kind = frame.said.words.lent.kind or (kind_noun(frame, clause.subject) if frame.adds and clause.subject else "")
    if not kind or kind in _TOO_WIDE or not frame.opens or clause.negated or not clause.finite:
        return
    if clause.subject[-1].i >= clause.verb.i:
        return
    name = without_parentheses(frame.cut(clause.subject))
    told = frame.cut([token for token in frame.tokens if token.i > clause.subject[-1].i])
    predicate = bare(_ALSO.sub("", without_parentheses(told)))
    if clause.copula is not None or clause.head.lemma_ in _WEAK or A_MEANS.match(predicate):
        return
    if len(set(content_words(predicate)) - set(content_words(f"{kind} {name}"))) < _FEWEST:
        return
    if len(predicate.split()) <= _LONGEST and without_article(name).lower() not in predicate.lower():
        yield from frame.candidate(f"Which {kind} {predicate}", name, "factual", _WEIGHT)

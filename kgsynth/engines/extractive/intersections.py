"""What two chunks say of one thing -> which thing it is of which both are so.

"Which tool folds maps?" and "Which tool draws the tide tables?" with one answer give "Which tool both folds maps and
draws the tide tables?". Each chunk alone tells a half.
"""

import re
from collections.abc import Iterable, Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import KINDS, is_code_like
from kgsynth.engines.extractive.wording import question
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, squeezed, stem

KIND = "intersection"
_WHICH = re.compile(r"^Which (?P<kind>[a-z]+(?: [a-z]+)?) (?P<does>(?P<verb>[a-z]+) .+)\?$")
_NAMED = re.compile(rf"^(?:[Tt]he )?(?P<name>\S+)(?: (?:{'|'.join(KINDS)}|metapackage|directive|script))?\.?$")
_FINITE = frozenset({"is", "can", "must", "has", "was"})
_OPEN = re.compile(r"\b(?:both|also|and|or|which|whose|it|its|they|their|this|these|such)\b")
_MOST_WORDS = 12  # of each half
_FEWEST = 2  # telling words of each half that the other lacks
_WEIGHT = 0.5


def intersections(first: Iterable[Candidate], second: Iterable[Candidate]) -> Iterator[Candidate]:
    """Which thing does what one chunk says and what the other does, for each two questions with one answer."""
    halves = [(half, each) for each in second if (half := _half(each)) is not None]
    for one in first:
        mine = _half(one)
        for other, candidate in halves if mine is not None else ():
            if mine is not None and _are_of_one(mine, other) and _are_apart(mine, other):
                yield _both(mine, one, other, candidate)


class _Half:
    """A question for a thing by one thing that it does."""

    def __init__(self, kind: str, does: str, name: str) -> None:
        self.kind = kind
        self.does = does
        self.name = name
        self.words = {stem(word) for word in content_words(does)}


def _half(candidate: Candidate) -> _Half | None:
    asked, told = _WHICH.match(candidate.question), _NAMED.match(candidate.reference)
    if asked is None or told is None or candidate.kind != "factual":
        return None
    finite = asked["verb"] in _FINITE or verb_lemma(asked["verb"], "VBZ") is not None
    if not finite or _OPEN.search(asked["does"]) or len(asked["does"].split()) > _MOST_WORDS:
        return None
    name = told["name"].strip("`.")
    named = is_code_like(name) or name != name.lower() or any(each.text == name for each in candidate.names)
    return _Half(asked["kind"], asked["does"], name) if named else None


def _are_of_one(one: _Half, other: _Half) -> bool:
    return one.kind == other.kind and squeezed(one.name) == squeezed(other.name)


def _are_apart(one: _Half, other: _Half) -> bool:
    """Whether each half says something of its own, and neither names the thing."""
    named = squeezed(one.name)
    told = named in squeezed(one.does) or named in squeezed(other.does)
    return not told and min(len(one.words - other.words), len(other.words - one.words)) >= _FEWEST


def _both(mine: _Half, one: Candidate, its: _Half, other: Candidate) -> Candidate:
    return Candidate(
        chunks=(*one.chunks, *other.chunks),
        question=question(f"Which {mine.kind} both {mine.does} and {its.does}"),
        reference=one.reference if one.names else other.reference,
        evidence=(*one.evidence, *other.evidence),
        kind=KIND,
        weight=_WEIGHT,
        hidden=(mine.name,),
    )

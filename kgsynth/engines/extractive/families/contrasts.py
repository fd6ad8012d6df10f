"""Frame -> how two things differ, and what is done instead."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.speaking import told
from kgsynth.language.words import content_words

_WEIGHT = 0.4
_LONGEST_NAME = 8  # words
_POINTING = re.compile(
    r"\b(?:this|that|these|those|it|its|their|they|other|others|popular|what|common|usual|expectations?|here|first|"
    r"second|former|latter|previous)\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("it they this that these those there he she one which who such we you i".split())


def how_it_differs(frame: Frame, other: str) -> Iterator[Candidate]:
    """``Unlike OtterDB, HeronDB keeps no maps.`` -> How does HeronDB differ from OtterDB?

    Args:
        other: what stands behind "unlike".
    """
    head = frame.clause.subject_head
    if head is None or head.lower_ in _PRONOUNS or _POINTING.search(other) or "," in frame.subject_words:
        return
    if frame.opens and len(frame.clause.subject) <= _LONGEST_NAME and len(other.split()) <= _LONGEST_NAME:
        do = "do" if head.tag_ in {"NNS", "NNPS"} else "does"
        yield from frame.candidate(
            f"How {do} {frame.subject_words} differ from {other}", frame.text, "condition", _WEIGHT
        )


_INSTEAD = re.compile(r"^(?P<done>.+?),? (?P<joint>instead of|rather than) (?P<other>[^,;]+)$")


def what_instead(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB counts tails instead of noses.`` -> What does OtterDB count instead of noses?"""
    clause = frame.clause
    if not frame.opens or clause.negated or not clause.objects or clause.copula is not None or clause.passive:
        return
    phrase = [token for token in clause.objects[0] if token in frame.tokens]
    match = _INSTEAD.match(told(frame, frame.since(phrase[0]))) if phrase else None
    if match is None or phrase[0].i <= clause.head.i or _POINTING.search(match["other"]):
        return
    asked = frame.inverted(frame.since(phrase[0]))
    other = re.match(r"^[a-z]+ing\b", match["other"])
    if asked is not None and not other and len(content_words(match["done"])) >= 1:
        yield from frame.candidate(f"What {asked} {match['joint']} {match['other']}", match["done"], "factual", _WEIGHT)


_THAN = re.compile(
    r"^(?P<be>is|are) (?P<how>(?:much |far |slightly )?(?:more [a-z]+|less [a-z]+|[a-z]+er)) than (?P<other>[^,;]+)$"
)


def how_it_compares(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB is faster than HeronDB.`` -> How does OtterDB compare to HeronDB?"""
    clause = frame.clause
    if clause.copula is None or clause.negated or not frame.opens or clause.subject_head is None:
        return
    match = _THAN.match(told(frame, frame.since(clause.verb)))
    if match is None or _POINTING.search(match["other"]) or clause.subject_head.lower_ in _PRONOUNS:
        return
    do = "does" if match["be"] == "is" else "do"
    yield from frame.candidate(
        f"How {do} {frame.subject_words} compare to {match['other']}",
        f"{frame.subject_words} {match['be']} {match['how']}",
        "condition",
        _WEIGHT,
    )


PATTERNS = (what_instead, how_it_compares)

"""Candidate -> whether its answer tells half of what is asked for, though it is whole as a sentence: what else comes of
an option, what sets a thing apart, a blank that nobody has filled in."""

import re

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.wording import without_parentheses
from kgsynth.language.bundled import noun_types

_IS_USED = re.compile(
    r"\b(?:when|if|once|whenever) (?:the )?(?P<name>[\w$.-]*\w)(?: [a-z]+)? is (?:also )?(?:used|given|specified|"
    r"passed|set|enabled|on|present|configured|supplied|true|in (?:use|effect))"
    r"(?![\w-]| (?:to|with|without|as|by|for)\b)"
)
_IS_A = re.compile(r"^.{2,60}? (?:is|are) (?P<told>\S.*)$")
_SETS_APART = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|for|of|to|with|without|in|on|from|by|as|at|between|about|like|under|"
    r"built|made|run|sent|kept|held)\b"
)
_PARTICIPLE = re.compile(r"\b[a-z]{2,}(?:ed|ing|en)\b")
_A_LIST_OF = re.compile(r"^(?:an?|the) (?:[\w-]+ ){0,3}(?:set|list|group|collection|series) of [\w-]+$")
_FEWEST = 7  # words by which a thing may be told apart without any of these
_TERM = re.compile(r"^(?P<term>[^\n]+(?:\n[^:\n][^\n]*)*)\n: ")
_BLANK = re.compile(r"<[a-z][\w-]*>|(?<=[ =])[A-Z][A-Z-]{2,}\b")


def is_told_by_half(candidate: Candidate) -> bool:
    """Whether somebody who is given the answer lacks what the page tells of the same thing."""
    if len(candidate.chunks) > 1 or candidate.chunks[0].language != "en":
        return False
    return _is_a_lesser_effect(candidate) or _is_a_mere_class(candidate) or _leaves_a_blank(candidate)


def _is_a_lesser_effect(candidate: Candidate) -> bool:
    """Whether it asks what comes of an option, of which its entry tells that after what it does.

    ``What does otterd do when --log is used?`` of ``--log``, "Write a log. When --log is used, otterd waits."
    """
    asked = _IS_USED.search(candidate.question)
    if candidate.kind != "condition" or asked is None or len(candidate.evidence) == 1:
        return False
    return asked["name"] in candidate.chunks[0].text_of(candidate.evidence[0])


def _is_a_mere_class(candidate: Candidate) -> bool:
    """Whether a definition of a term says what sort of thing it is, and not which of them: ``a long wet string``."""
    told = _IS_A.match(candidate.reference.rstrip("."))
    if candidate.kind != "definition" or told is None:
        return False
    said = without_parentheses(told["told"])
    few = len(said.split()) < _FEWEST and not re.search(r"[A-Z]", said[1:])
    sets_apart = _SETS_APART.search(said) or set(_PARTICIPLE.findall(said)) - noun_types().keys()
    return (few and not sets_apart) or _A_LIST_OF.match(said) is not None


def _leaves_a_blank(candidate: Candidate) -> bool:
    """Whether an answer speaks of the value that the entry of an option leaves open, and the question does not."""
    term = _TERM.match("".join(map(candidate.chunks[0].text_of, candidate.evidence[:1])))
    blanks = {match.group() for match in _BLANK.finditer(term["term"] if term else "")}
    told = candidate.reference
    return any(re.search(rf"(?<![\w(]){blank}(?!\w)", told) and blank not in candidate.question for blank in blanks)

"""Candidate -> whether its answer says more than its question: ``DROP ROLE`` removes a role, as its name tells."""

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.language.words import content_words, stem

_MEANT_BY = {  # what is said of a command by its first word alone
    "drop": "remove delete destroy drop",
    "delete": "remove delete",
    "remove": "remove delete",
    "alter": "change modify alter definition",
    "create": "define create make register add",
    "add": "add append new",
    "get": "return get fetch retrieve",
    "set": "set change",
    "list": "list show display print",
    "show": "show display print list",
}
_EMPTY = frozenset({"new", "given", "specified"})
_LEAST = {"purpose": 3, "factual": 1, "definition": 1}  # telling words


def tells(candidate: Candidate) -> bool:
    """Whether the answer has words of its own, apart from what the names in the question mean."""
    return news(candidate.question, candidate.reference) >= _LEAST.get(candidate.kind, 0) and not _goes_round(candidate)


def _goes_round(candidate: Candidate) -> bool:
    """Whether all that is told but a word stands in the question, in another form: ``What does path sort return?``"""
    if candidate.kind != "factual" or not candidate.question.startswith(("What does ", "What do ")):
        return False
    asked = {word[:_BEGINS] for word in _stems(candidate.question)}
    told = {word[:_BEGINS] for word in _stems(candidate.reference)} - {word[:_BEGINS] for word in _EMPTY}
    return len(told) > 1 and len(told - asked) <= 1


_BEGINS = 5  # letters by which forms of a word are held together


def news(asked: str, told: str) -> int:
    """How many words of what is told neither stand in what is asked nor are meant by it."""
    known = _stems(asked)
    meant = {word for each in known for word in _stems(_MEANT_BY.get(each, ""))}
    return len(_stems(told) - known - meant - _EMPTY)


def meant_by(word: str) -> tuple[str, ...]:
    """What else is said of a command by its first word: ``remove`` and the like for ``drop``."""
    return tuple(_MEANT_BY.get(word, "").split())


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}

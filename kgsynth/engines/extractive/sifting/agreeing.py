"""Candidates of one chunk -> those to whose question the chunk gives one answer."""

from collections import defaultdict
from collections.abc import Iterable

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.language.words import content_words

_OF_ONE_THING = frozenset(
    {"factual", "definition", "place", "numeric", "temporal", "purpose", "option_default", "how_to"}
)


def agreeing(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """All of them, but those that ask in the same words for different things: which lock is it, the page tells."""
    kept = tuple(candidates)
    told: defaultdict[str, list[set[str]]] = defaultdict(list)
    for each in kept:
        told[each.question].append(set(content_words(each.reference)))
    return tuple(each for each in kept if each.kind not in _OF_ONE_THING or _are_one(told[each.question]))


def _are_one(answers: list[set[str]]) -> bool:
    """Whether the longest answer says what every other says."""
    longest = max(answers, key=len)
    return all(answer <= longest for answer in answers)

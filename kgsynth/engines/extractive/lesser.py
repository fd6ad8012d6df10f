"""Candidate -> whether others are asked first: it tells what a name says, or is of what hardly any page speaks of."""

import re
from functools import lru_cache
from math import ceil

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.news import meant_by
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.language.words import content_words, squeezed

_MOST_SAID = 0.75  # of the parts of a name
_SELDOM = 3  # chunks of a large corpus
_EVERYDAY = 0.02  # share of the chunks
_BEGINS = 5  # letters by which words are held together
_OF_A_NAME = re.compile(r"^what (?:does|do|is|can|will) \S.*? (?:do|for|specify|used for|to do)\?$", re.IGNORECASE)


def is_lesser(candidate: Candidate, corpus: Corpus) -> bool:
    """Whether a question of one hop waits until better ones are spent."""
    if len(candidate.chunks) > 1 or candidate.chunks[0].language != "en" or not candidate.names:
        return False
    name = candidate.names[0]
    if candidate.kind in {"purpose", "definition"} and _OF_A_NAME.match(candidate.question):
        return says_as_much(name.text, candidate.reference)
    if candidate.kind in {"definition", "expansion"} and not name.owner:
        return not corpus.is_often_named(name.text, least=_SELDOM)
    return False


def is_everyday(thing: str, corpus: Corpus) -> bool:
    """Whether so large a share of the chunks speaks of a thing that nobody can do without it."""
    return corpus.has(thing, ceil(_EVERYDAY * len(corpus.texts)))


@lru_cache(maxsize=2**12)
def says_as_much(name: str, told: str) -> bool:
    """Whether a name says most of what is told of it: ``DROP LANTERN``, "It removes a lantern from the quay"."""
    parts = [part.lower() for part in _PART.findall(name)]
    own = re.compile(rf"^(?:the )?{re.escape(name)}\b", re.IGNORECASE)
    rest = own.sub("", told)
    begun, whole = {word[:_BEGINS] for word in content_words(rest)}, squeezed(rest)
    said = [part for part in parts if _is_said(part, begun, whole)]
    return bool(parts) and len(said) >= _MOST_SAID * len(parts)


_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def _is_said(part: str, begun: set[str], whole: str) -> bool:
    """Whether a part of a name stands among words, or is meant by one of them."""
    if len(part) >= _BEGINS and part in whole:
        return True
    return any({word[:_BEGINS] for word in content_words(each)} & begun for each in (part, *meant_by(part)))

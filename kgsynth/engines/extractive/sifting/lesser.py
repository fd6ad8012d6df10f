"""Candidate -> whether others are asked first: it tells what a name says, or is of what hardly any page speaks of."""

import re
from functools import lru_cache
from math import ceil

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.expertise import asked_for
from kgsynth.engines.extractive.naming import Name, is_code_like
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.engines.extractive.sifting.news import meant_by
from kgsynth.language.words import content_words, squeezed

_MOST_SAID = 0.66  # of the parts of a name
_MORE = 5  # words that are told besides
_SELDOM = 3  # chunks of a large corpus
_EVERYDAY = 0.02  # share of the chunks
_BEGINS = 5  # letters by which words are held together
_SHORT = 3  # letters of a part that may be short for a word: ``pass``
_OF_A_NAME = re.compile(
    r"^(?:(?:With|In|When using) [^,]+, )?what "
    r"(?:(?:does|do|can|will) \S.*? (?P<does>[a-z]+)|(?:is|are) \S.*? (?:for|to do))(?: in [A-Z]\w+)?\?$",
    re.IGNORECASE,
)
_EVERYWHERE = re.compile(  # options that mean the same
    r"(?<!\S)(?:--(?:help|version|usage|verbose|quiet|silent|debug)|-[hVvq])(?=[\s?.,]|$)"
)


def is_lesser(candidate: Candidate, corpus: Corpus) -> bool:
    """Whether a question of one hop waits until better ones are spent."""
    if len(candidate.chunks) > 1 or candidate.chunks[0].language != "en":
        return False
    return (
        _is_said_by_a_name(candidate)
        or _EVERYWHERE.search(f"{candidate.question} {asked_for(candidate)}") is not None
        or _is_little_known(candidate, corpus)
        or _is_of_no_kind(candidate)
        or _is_of_everything(candidate, corpus)
    )


def _is_said_by_a_name(candidate: Candidate) -> bool:
    """Whether a name that is asked about says the answer, or a question says the name that it asks for."""
    match = _OF_A_NAME.match(candidate.question) if candidate.kind in _OF_NAMES else None
    if match is None:
        told = asked_for(candidate)
        return bool(told) and says_as_much(told, candidate.question)
    name = candidate.names[0].text if candidate.names else candidate.question.split()[2]
    return says_as_much(name, f"{match['does'] or ''} {candidate.reference}")


_OF_NAMES = frozenset({"purpose", "definition", "factual"})


def _is_little_known(candidate: Candidate, corpus: Corpus) -> bool:
    """Whether a name that stands alone is one that hardly any page has: what it belongs to, nobody could tell."""
    if not candidate.names or candidate.names[0].owner or candidate.kind not in _STAND_ALONE:
        return False
    name = candidate.names[0]
    if candidate.kind == "expansion":
        return not (corpus.treats(name.text) or corpus.is_often_named(name.text))
    alone = candidate.kind == "definition" or is_code_like(name.text)
    return alone and not corpus.is_often_named(name.text, least=_SELDOM)


_STAND_ALONE = frozenset({"definition", "expansion", "purpose", "condition"})


def _is_of_no_kind(candidate: Candidate) -> bool:
    """Whether a code is asked about away from its own page, and nothing says what it is."""
    chunk, coded = candidate.chunks[0], _CODED.match(candidate.question)
    unnamed = Name(coded["name"]) if coded else None
    name = next(iter(candidate.names), unnamed) if candidate.kind in _TOLD_OF_A_NAME else None
    if name is None or name.kind or name.owner or not is_code_like(name.text):
        return False
    titles = " ".join((chunk.title, *chunk.headings))
    return not re.search(rf"(?<![\w-]){re.escape(name.text)}(?![\w-])", titles, re.IGNORECASE)


_CODED = re.compile(r"^What (?:is|does|will|can) (?P<name>[A-Z][A-Z_]+|[A-Za-z]\w*_\w+) [a-z]")
_TOLD_OF_A_NAME = frozenset({"definition", "purpose", "factual", "option_default", "list", "table"})


def _is_of_everything(candidate: Candidate, corpus: Corpus) -> bool:
    """Whether it asks what a thing does that all pages speak of, and names nothing else: ``What does Otter check?``"""
    match = _DOES.search(candidate.question)
    return match is not None and is_everyday(match["who"], corpus)


_DOES = re.compile(r"\b[Ww]hat (?:does|will|can|do) (?P<who>[A-Z]\w*) (?:\w+ly )?[a-z]+\?$")


def is_everyday(thing: str, corpus: Corpus) -> bool:
    """Whether so large a share of the chunks speaks of a thing that nobody can do without it."""
    return corpus.has(thing, ceil(_EVERYDAY * len(corpus.texts)))


@lru_cache(maxsize=2**12)
def says_as_much(name: str, told: str) -> bool:
    """Whether a name says most of what is told of it: ``DROP LANTERN``, "It removes a lantern from the quay".

    What a long name begins with says whose it is, and need not be told: ``pond_gate_level``.
    """
    own = re.compile(rf"^(?:the )?{re.escape(name)}\b", re.IGNORECASE)
    rest = own.sub("", told.strip())
    begun, whole = {word[:_BEGINS] for word in content_words(rest)}, squeezed(rest)
    parts = _telling(name)
    said = [part for part in parts if _is_said(part, begun, whole)]
    return bool(parts) and len(said) >= _MOST_SAID * len(parts) and len(begun) <= len(said) + _MORE


def _telling(name: str) -> list[str]:
    """The parts of a name that say something."""
    parts = [part.lower() for part in _PART.findall(name)]
    has_front = re.match(r"\w+\.\w|[a-z]+ [a-z]", name) or (re.match(r"[a-z]+_", name) and len(parts) > _SHORT)
    return [part for part in (parts[1:] if has_front else parts) if content_words(part)]


_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def _is_said(part: str, begun: set[str], whole: str) -> bool:
    """Whether a part of a name stands among words, is short for one of them, or is meant by one."""
    if len(part) >= _BEGINS and part in whole:
        return True
    if len(part) >= _SHORT and any(word.startswith(part[:_BEGINS]) for word in begun):
        return True
    undone = _UNDONE.sub("", part)
    return any({word[:_BEGINS] for word in content_words(each)} & begun for each in (part, undone, *meant_by(part)))


_UNDONE = re.compile(r"^(?:dis|un|de|re)(?=[a-z]{4})")

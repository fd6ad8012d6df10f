"""Two settings of one noun, in two chunks -> which of them takes a restart to change.

Which of two can be changed while the server runs is mixed up by whoever sets both. Neither entry speaks of the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name, entry_name, owner_of
from kgsynth.engines.extractive.reading.entries import evidence
from kgsynth.engines.extractive.reading.passage import Passage
from kgsynth.engines.extractive.several.names_alike import likeness, told_by_names
from kgsynth.engines.extractive.wording import bare, question
from kgsynth.types import Chunk, Span, content_id

_AT_START = re.compile(
    r"\bcan only be (?:set|changed) (?:at|during|on) (?:(?P<of>server|daemon|service|system) )?(?:start|start-?up)$"
)
_ELSEWHERE = re.compile(
    r"^(?:It|This(?: \w+)?) "
    r"(?P<says>can (?:only )?be (?:set|changed) (?:in|from|by|through|at|while|during|without) .+)$"
)
_MOST_OF_WHERE = 14  # words
_LEAST_LIKENESS = 0.5


@dataclass(frozen=True, slots=True)
class _Limit:
    """When a setting can be changed, as its entry says."""

    chunk: Chunk
    evidence: tuple[Span, ...]
    name: Name
    said: str
    of: str = ""


def limits(one: Passage, other: Passage, subject: str) -> Iterator[Candidate]:
    """The questions over two chunks of one page."""
    if one.chunk.document_id != other.chunk.document_id:
        return
    if _OF_CHANGES.search(one.chunk.text) and _OF_CHANGES.search(other.chunk.text):
        pairs = product(_changes(one, subject), _changes(other, subject))
        yield from (made for pair in pairs if _may_be_mixed_up(*pair) for made in _which_restart(*pair))


_OF_CHANGES = re.compile(r"\bcan (?:only )?be (?:set|changed) ")


def _changes(passage: Passage, subject: str) -> Iterator[_Limit]:
    """When each setting can be changed, the first thing that is said of it."""
    seen: set[str] = set()
    for name, proof, text in _sentences(passage, subject):
        start, where = _AT_START.search(text), _ELSEWHERE.search(text)
        if name.text in seen or not (start or where):
            continue
        seen.add(name.text)
        if start:
            yield _Limit(passage.chunk, proof, name, "", start["of"] or "server")
        elif where and len(where["says"].split()) <= _MOST_OF_WHERE:
            yield _Limit(passage.chunk, proof, name, where["says"])


def _sentences(passage: Passage, subject: str) -> Iterator[tuple[Name, tuple[Span, ...], str]]:
    for entry in passage.entries:
        owner = owner_of(passage.chunk, entry.headings, subject)
        name = entry_name([term.text for term in entry.terms], entry.headings, passage.chunk, owner)
        if name is not None and not name.owner and re.search(r"[_.]", name.text):
            for words in entry.body:
                yield name, evidence(entry, words), bare(words.text)


def _may_be_mixed_up(one: _Limit, other: _Limit) -> bool:
    """Whether two settings are called nearly the same, and are not the two ends of one range."""
    names = one.name.text, other.name.text
    parts = [re.split(r"[_.]", name) for name in names]
    of_one_noun = parts[0][-1] == parts[1][-1] and len(parts[0]) == len(parts[1]) == 2  # lock_timeout, idle_timeout
    akin = of_one_noun or likeness(*names) >= _LEAST_LIKENESS
    return names[0] != names[1] and akin and not told_by_names(*names)


def _which_restart(one: _Limit, other: _Limit) -> Iterator[Candidate]:
    """``Does changing A and B take a restart for both, or for one only?``: asked where one at least takes it."""
    first, second = sorted((one, other), key=lambda limit: limit.name.text)
    restarted = [limit for limit in (first, second) if limit.of]
    if not restarted:
        return
    names, of = f"{first.name.text} and {second.name.text}", restarted[0].of
    asked = _turned(_RESTART, first, second).format(names=names, of=of)
    if len(restarted) == 2:
        told = f"For both: {names} can only be set at {of} start"
    else:
        free = second if first.of else first
        told = f"For {restarted[0].name.text} only, which is set at {of} start; {free.name.text} {free.said}"
    yield _candidate(first, second, asked, told, "condition")


_RESTART = (
    "I want to change {names}: does the {of} have to be restarted for both, or for one of them only",
    "Do I have to restart the {of} after changing {names}, or only for one of the two",
)


def _turned(forms: tuple[str, ...], one: _Limit, other: _Limit) -> str:
    return forms[int(content_id(one.name.text, other.name.text, length=4), 16) % len(forms)]


def _candidate(one: _Limit, other: _Limit, asked: str, told: str, kind: str) -> Candidate:
    proof = (*one.evidence, *other.evidence)
    return Candidate((one.chunk, other.chunk), question(asked), f"{told}.", proof, kind, (one.name, other.name), 0.85)

"""One option of two commands, an entry on the page of each -> what it means in the one and in the other.

Who knows ``-n`` from one command and meets it in the next asks whether it is the same. Neither page tells.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.entries import evidence
from kgsynth.engines.extractive.reading.passage import Entry, Passage
from kgsynth.engines.extractive.several.option_acts import Act, act_of, command_of, is_trivial, spellings
from kgsynth.engines.extractive.wording import question
from kgsynth.language.words import content_words, stands_in
from kgsynth.manuals import is_everyday
from kgsynth.types import Chunk, Span

KIND = "option_difference"
_SHARED = 0.34  # of the words of what says less, that both may say


@dataclass(frozen=True, slots=True)
class _Side:
    """An option of one command: where it is told, what it does, and its long spelling."""

    chunk: Chunk
    evidence: tuple[Span, ...]
    command: str
    act: Act
    long: str
    whole: str


def same_option(here: Passage, there: Passage, options: Sequence[str], subject: str) -> Iterator[Candidate]:
    """How an option of one command differs from that of another, for every option that both chunks tell of.

    Args:
        options: spellings that the pages of both commands have an entry for, for things that differ.
        subject: what the whole corpus is about.
    """
    for option in options:
        one, other = _side(here, option, subject), _side(there, option, subject)
        if one and other and _are_apart(one, other) and _is_spoken(option, one, other):
            first, second = sorted((one, other), key=lambda side: side.command)
            yield _asked(option, first, second)


def _side(passage: Passage, option: str, subject: str) -> _Side | None:
    found = [entry for entry in passage.entries if option in spellings(entry)]
    chunk = passage.chunk
    if (
        len(found) != 1
        or _tells_of_several(found[0])
        or _of_a_part(found[0], chunk)
        or any(map(is_trivial, spellings(found[0])))
    ):
        return None
    (entry,) = found
    command = command_of(entry, chunk, subject)
    if command is None or is_everyday(command):
        return None  # "of type" and "of command" read as no names
    act = act_of(entry, option, command)
    if act is None:
        return None
    long = next((name for name in spellings(entry) if name.startswith("--")), "")
    whole = " ".join(words.text for words in entry.body)
    return _Side(chunk, evidence(entry, entry.body[0]), command, act, long, whole)


def _tells_of_several(entry: Entry) -> bool:
    """Whether an entry is shared by options that differ: ``--ff``, ``--no-ff``, ``--ff-only``."""
    return len({name for name in spellings(entry) if name.startswith("--")}) > 1


def _of_a_part(entry: Entry, chunk: Chunk) -> bool:
    """Whether an entry stands under the heading of a subcommand: a word in small letters."""
    return any(re.match(r"`?[a-z][\w-]*`?(?: |$)", title) for title in entry.headings if title != chunk.title)


def _are_apart(one: _Side, other: _Side) -> bool:
    """Whether the two do different things, and neither entry speaks of the other command.

    Where both have the same long spelling, and each is told by a word of it ("--sort" sorts), it is one thing to both.
    """
    names = re.compile("|".join(rf"(?<![\w-]){re.escape(side.command)}(?![\w-])" for side in (one, other)))
    first, second = (_words(names.sub("", side.act.said)) for side in (one, other))
    named = stands_in(other.command, one.whole) or stands_in(one.command, other.whole)
    few = min(len(first), len(second))
    if one.long == other.long and all(_opens_alike(one.long, words) for words in (first, second)):
        return False
    return few > 1 and not named and len(first & second) < _SHARED * few and one.command != other.command


def _opens_alike(long: str, words: Collection[str]) -> bool:
    """Whether a word of a spelling stands among some words, whatever its ending: ``--compress``, "compression"."""
    parts = [part for part in _words(long.replace("-", " ")) if len(part) > 2]
    return any(word.startswith(part[:_STEM]) for part in parts for word in words)


_STEM = 5  # letters


def _is_spoken(option: str, one: _Side, other: _Side) -> bool:
    """Whether an option is asked about by this spelling: by its long one, where both commands have that."""
    return not (one.long and one.long == other.long and option != one.long)


def _asked(option: str, one: _Side, other: _Side) -> Candidate:
    """The plainest way to ask; others are found by rewording."""
    said = (f"in {side.command}, {side.act.typed} {side.act.clause}" for side in (one, other))
    return Candidate(
        chunks=(one.chunk, other.chunk),
        question=question(f"How does {option} of {one.command} differ from {option} of {other.command}"),
        reference=f"I{'; '.join(said)[1:]}.",
        evidence=(*one.evidence, *other.evidence),
        kind=KIND,
        names=tuple(Name(option, "option", side.command) for side in (one, other)),
        weight=0.85,
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(content_words(text))

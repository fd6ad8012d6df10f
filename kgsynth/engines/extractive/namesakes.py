"""An option's letter in the manuals of two kindred commands -> whether it means the same in both.

Who knows ``-c`` from one command expects it of the next, and finds out from neither manual alone. What a letter means
is told by the long option that it is short for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.entries import evidence
from kgsynth.engines.extractive.fragments import cut_tail, is_balanced
from kgsynth.engines.extractive.naming import Name, owner_of
from kgsynth.engines.extractive.reading import Passage
from kgsynth.engines.extractive.wording import bare, lower_first, question, without_parentheses
from kgsynth.language.words import content_words, stem
from kgsynth.types import Span, content_id

_FORMS = (
    "Does {letter} mean the same in {first} as in {second}",
    "I know {letter} from {first}: does it do the same in {second}",
    "Is {letter} in {first} the same option as {letter} in {second}",
    "Do {first} and {second} mean the same thing by {letter}",
    "Can I expect {letter} to do in {second} what it does in {first}",
)
_UNLIKE_FORMS = (
    "What is the difference between {first} {letter} and {second} {letter}",
    "How does {first} {letter} differ from {second} {letter}",
)
_EVERYWHERE = frozenset({"--help", "--version", "--verbose", "--quiet", "--silent", "--debug"})
_MOST_OF_GLOSS = 16  # words


@dataclass(frozen=True, slots=True)
class _Lettered:
    """An option by its letter: the long form that it is short for, and what is said of it, where that is short."""

    passage: Passage
    evidence: tuple[Span, ...]
    command: str
    long: str
    gloss: str


def namesakes(one: Passage, other: Passage, named: Sequence[str], subject: str) -> Iterator[Candidate]:
    """Whether a letter means the same to two commands; where it does not, also how they differ.

    Args:
        named: the letter, and the commands of the two manuals.
    """
    if len(named) != 3 or not re.fullmatch(r"-\w", named[0]) or any(name.startswith("-") for name in named[1:]):
        return
    letter, *commands = named
    first, second = (
        _option(passage, letter, command, subject) for passage, command in zip((one, other), commands, strict=True)
    )
    if first is not None and second is not None and first.command != second.command:
        yield from _asked(letter, first, second)


def _option(passage: Passage, letter: str, command: str, subject: str) -> _Lettered | None:
    """What a manual says of a letter."""
    for entry in passage.entries:
        terms = ", ".join(term.text for term in entry.terms)
        longs = re.findall(r"(?<![\w-])--[A-Za-z][\w-]*", terms)
        if re.findall(r"(?<![\w-])-\w(?![\w-])", terms) == [letter] and len(longs) == 1:
            owner = owner_of(passage.chunk, entry.headings, subject)
            called = owner.text if owner and owner.text.replace(" ", "-") == command else command
            first = entry.body[0]
            return _Lettered(passage, evidence(entry, first), called, longs[0], _gloss(first.text))
    return None


def _gloss(said: str) -> str:
    """``Displays control fields (see below)`` -> ``displays control fields``; nothing where it is long or leans."""
    text = cut_tail(without_parentheses(bare(said)))
    plain = 2 <= len(text.split()) <= _MOST_OF_GLOSS and is_balanced(text) and not _LEANS.search(text)
    return lower_first(text) if plain else ""


_LEANS = re.compile(
    r"\b(?:this|these|that is|it|its|above|below|see|same as|like|as (?:above|with)|synonym|alias|short for|deprecated|"
    r"obsolete)\b|^(?:usually|normally|by default|when|if|with|in|on|for|after|before)\b|[;:]|<|(?<![\w-])--?[A-Za-z]",
    re.IGNORECASE,
)


def _asked(letter: str, first: _Lettered, second: _Lettered) -> Iterator[Candidate]:
    same = first.long == second.long
    if {first.long, second.long} & _EVERYWHERE or (not same and _are_of_one_stem(first.long, second.long)):
        return
    alike = _share(first, second)
    if same and alike:
        told = f"{first.command}: {first.gloss}; {second.command}: {second.gloss}"
        yield _candidate(letter, first, second, _FORMS, f"Yes, in both it is {first.long} ({told})", "yes_no")
    if same or alike:
        return
    told = f"No, in {first.command} it is {_said(first)}, but in {second.command} {_said(second)}"
    yield _candidate(letter, first, second, _FORMS, told, "yes_no")
    if first.gloss and second.gloss:
        apart = f"In {first.command}, {letter} is {_said(first)}, whereas in {second.command} it is {_said(second)}"
        yield _candidate(letter, first, second, _UNLIKE_FORMS, apart, "difference")


def _share(first: _Lettered, second: _Lettered) -> bool:
    """Whether two options are told to do the same, each in words of its own."""
    named = first.long.lower()
    words = [[word for word in content_words(option.gloss) if word not in named] for option in (first, second)]
    said = [{stem(word) for word in each} for each in words]
    shared = said[0] & said[1]
    return 2 * len(shared) >= min(map(len, said)) > 0 and all(each - shared for each in said)


def _are_of_one_stem(one: str, other: str) -> bool:
    """Whether two long forms may well be two names of one thing: ``--recurse`` and ``--recursive``."""
    return one.lstrip("-")[:5] == other.lstrip("-")[:5] or one.strip("-") in other or other.strip("-") in one


def _said(option: _Lettered) -> str:
    return f"{option.long} ({option.gloss})" if option.gloss else option.long


def _candidate(
    letter: str, first: _Lettered, second: _Lettered, forms: Sequence[str], answer: str, kind: str
) -> Candidate:
    turn = int(content_id(letter, first.command, second.command, length=4), 16)
    text = forms[turn % len(forms)].format(letter=letter, first=first.command, second=second.command)
    return Candidate(
        chunks=(first.passage.chunk, second.passage.chunk),
        question=question(text),
        reference=f"{answer}.",
        evidence=(*first.evidence, *second.evidence),
        kind=kind,
        names=(Name(letter, "option"), Name(first.command, "command"), Name(second.command, "command")),
        weight=0.85 if kind == "yes_no" else 0.7,
        hidden=(letter, first.long, second.long),
    )

"""Candidate -> the ways in which its question may be put, the question as it is the first of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgsynth.checks.kinds import CALCULATED
from kgsynth.engines.extractive.belonging.placing import placed, unplaced
from kgsynth.engines.extractive.belonging.subjects import put_otherwise
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.rewording.across import across
from kgsynth.engines.extractive.rewording.indirect import indirect
from kgsynth.engines.extractive.rewording.meanings import meanings
from kgsynth.engines.extractive.rewording.named_by import named_by
from kgsynth.engines.extractive.rewording.pairs import pairs
from kgsynth.engines.extractive.rewording.plain_words import plain_words
from kgsynth.engines.extractive.rewording.records import Asked, Wording
from kgsynth.engines.extractive.rewording.same_options import same_options
from kgsynth.engines.extractive.rewording.shortening import (
    set_first,
    when_doing,
    with_short_kinds,
    with_short_names,
)
from kgsynth.engines.extractive.rewording.stiffness import stiffness
from kgsynth.engines.extractive.rewording.tasks import goal_of, may_open, mine, tasks
from kgsynth.engines.extractive.rewording.values import values
from kgsynth.engines.extractive.wording import lower_first, question

_SETTING = re.compile(
    r"^(?P<setting>(?:In|With|When using) [^,]+), (?P<rest>(?:how|what|which|who|where|when|why) .+)$"
)
_USING = "When using "
_TOLD_BY_A_COLUMN = frozenset({CALCULATED, "temporal"})  # what is launched is not "started"
_FAMILIES = (tasks, named_by, meanings, values, pairs, same_options, across, indirect)


def ways(candidate: Candidate) -> tuple[Wording, ...]:
    """Every way to put a question that keeps its meaning and its answer."""
    found: dict[str, Wording] = {}
    for wording in _all(candidate):
        if wording.question not in found or wording.cost >= found[wording.question].cost:
            found[wording.question] = wording
    as_it_is = found.pop(candidate.question, Wording(candidate.question, _frame(candidate.question)))
    return (as_it_is, *found.values())


def _all(candidate: Candidate) -> Iterator[Wording]:
    keep = kept(candidate)
    spelt = (*candidate.hidden, *_spelt_small(candidate.names))
    for wording in _framed(candidate):
        text = with_short_names(wording.question, candidate.names)
        for said in dict.fromkeys((text, with_short_kinds(text, candidate.names))):
            for put in (said if candidate.kind in _TOLD_BY_A_COLUMN else plain_words(said, keep), said):
                for otherwise in (put, *_with_other_words(put, candidate)):
                    cost = wording.cost + stiffness(otherwise)
                    yield Wording(_finished(otherwise, spelt), wording.frame, cost)


def _spelt_small(names: Sequence[Name]) -> Iterator[str]:
    """The names that may open a sentence in small letters: no everyday word is one."""
    for name in names:
        if name.owner:
            yield name.owner
        if name.kind != "term" or not name.text.isalpha():
            yield name.text


def _with_other_words(text: str, candidate: Candidate) -> Iterator[str]:
    return (put_otherwise(text, subject, instead) for subject, instead in candidate.otherwise)


def kept(candidate: Candidate) -> tuple[str, ...]:
    """The names in a question, which every wording spells as they are."""
    return (*candidate.hidden, *(name.text for name in candidate.names))


def _finished(text: str, names: Sequence[str]) -> str:
    """With a capital and a question mark; a name that opens a question is spelt as it is: ``dpkg``."""
    finished = question(text)
    named = any(text.startswith(name) and not re.match(r"[\w-]", text[len(name) :]) for name in names)
    return text[:1] + finished[1:] if named else finished


def _framed(candidate: Candidate) -> Iterator[Wording]:
    """The ways to put a question, each with what it belongs to where it has a place for that."""
    if not candidate.within:
        yield from _put(candidate)
        return
    yield Wording(candidate.question.removesuffix("?"), _frame(candidate.question))
    for wording in _put(replace(candidate, question=unplaced(candidate.question, candidate.within))):
        said = placed(wording.question, candidate.within)
        if said is not None:
            yield replace(wording, question=said)


def _put(candidate: Candidate) -> Iterator[Wording]:
    text = candidate.question.removesuffix("?")
    yield Wording(text, _frame(text))
    names = tuple(name.text for name in candidate.names)
    match = _SETTING.match(text)
    setting, rest = (match["setting"], match["rest"]) if match else ("", text)
    asked = Asked(rest, setting, candidate.reference, candidate.kind)
    for family in _FAMILIES:
        yield from family(asked)
    if setting.startswith(_USING):
        yield from _with_it(setting.removeprefix(_USING), rest)
    if not setting:
        moved = (
            each for each in set_first(lower_first(text, names)) if all(name in each for name in _held(text, names))
        )
        yield from (Wording(each, "setting first", 0.03) for each in moved)
        yield from (Wording(text, "when doing", 0.02) for text in when_doing(text))


def _held(text: str, names: Sequence[str]) -> Iterator[str]:
    """The names that stand in a text."""
    return (name for name in names if name in text)


def _with_it(tool: str, rest: str) -> Iterator[Wording]:
    """``When using mend, how do you sort a list`` -> How do I sort a list with mend? With mend, how ...?"""
    yield Wording(f"With {tool}, {rest}", "with it", 0.2)
    goal = goal_of(rest)
    own = mine(goal) if goal else None
    if own and may_open(own) and not re.search(r"\b(?:with|by|using) ", own):
        yield Wording(f"How do I {own} with {tool}", "how do I")
        yield Wording(f"How can I {own} with {tool}", "how can I")


def _frame(text: str) -> str:
    return " ".join(text.split()[:2]).lower()

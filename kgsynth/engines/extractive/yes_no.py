"""Facts of one chunk -> yes/no questions: a thing told of a name, or told of its sibling and so wrong of it.

The wrong ones are made of what is true of a sibling, so that nobody sees from the question alone which they are. The
answer gives the truth in either case; that no chunk says otherwise is for a check to see to.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import singledispatch

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Cell, Default, Fact, Form, Purpose, Values
from kgsynth.engines.extractive.naming import Name, is_proper
from kgsynth.engines.extractive.reading.cells import names_a_property, stands_alone
from kgsynth.engines.extractive.reading.glosses import shortened
from kgsynth.engines.extractive.sifting.news import news
from kgsynth.engines.extractive.single_hop import (
    gives_away,
    is_circular,
    name_is_askable,
    place,
)
from kgsynth.engines.extractive.wording import base_of_third, lower_first, question, third_person
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, stem

KIND = "yes_no"
_LEAST_NEWS = 2  # words that say more than the name
_MOST = 1  # wrong ones of one fact
_MOST_OF_A_SORT = 2  # facts of one table or list: who asks of all its rows whether they are so
_SHORTEST_PART = 5  # letters
_LONGEST_VALUE = 4  # words


def yes_no(facts: Sequence[Fact], subject: str, around: Sequence[Fact] = ()) -> Iterator[Candidate]:
    """Both sides of every fact that has a sibling: an even choice is left to the engine.

    Args:
        facts: those of one chunk.
        around: facts of other chunks, among which siblings may be.
    """
    asked: Counter[tuple[str, str, str]] = Counter()
    for fact in facts:
        sort = (type(fact).__name__, fact.name.owner, fact.column if isinstance(fact, Cell) else "")
        others = [other for other in (*facts, *around) if _are_siblings(fact, other)]
        wrong = list(dict.fromkeys(value for other in others for value in _told(other) if value not in _told(fact)))
        wrong = [value for value in wrong if any(_is_alike(value, true) for true in _told(fact))]
        if wrong and _is_askable(fact) and (asked[sort] < _MOST_OF_A_SORT or isinstance(fact, Default | Values)):
            asked[sort] += 1
            yield from (_candidate(fact, value, subject, "Yes") for value in _told(fact)[:1])
            yield from (_candidate(fact, value, subject, "No") for value in wrong[:_MOST])


def is_no(candidate: Candidate) -> bool:
    """Whether a yes/no question is to be answered with no."""
    return candidate.reference.startswith("No,")


def _candidate(fact: Fact, value: str, subject: str, verdict: str) -> Candidate:
    asked, truth = _asks(fact, value), _truth(fact)
    where = "" if isinstance(fact, Purpose) else place(fact.name, subject)
    return Candidate(
        (fact.chunk,), question(f"{asked}{where}"), f"{verdict}, {truth}.", fact.evidence, KIND, (fact.name,), 0.95
    )


def _are_siblings(one: Fact, other: Fact) -> bool:
    """Whether two facts tell the same sort of thing of two names of one sort."""
    if type(one) is not type(other) or one.name.text == other.name.text:
        return False
    same_column = not isinstance(one, Cell) or not isinstance(other, Cell) or one.column == other.column
    same_use = not isinstance(one, Purpose) or not isinstance(other, Purpose) or one.used == other.used
    akin = not isinstance(one, Purpose) or not isinstance(other, Purpose) or _are_akin(one, other)
    same_sort = (one.name.kind, one.name.owner) == (other.name.kind, other.name.owner)
    return same_column and same_use and same_sort and akin


def _are_akin(one: Purpose, other: Purpose) -> bool:
    """Whether one might be taken for the other: they do the same to unlike things, or unlike things to the same."""
    first, second = (action.action.partition(" ")[::2] for action in (one, other))
    if stem(base_of_third(first[0])) == stem(base_of_third(second[0])):
        return True
    objects = [{stem(word) for word in content_words(rest)} for rest in (first[1], second[1])]
    return 2 * len(objects[0] & objects[1]) >= len(objects[0] | objects[1])


@singledispatch
def _told(fact: Fact) -> tuple[str, ...]:
    """The values that a fact tells of its name."""
    return ()


@_told.register
def _of_default(fact: Default) -> tuple[str, ...]:
    return (fact.value,)


@_told.register
def _of_values(fact: Values) -> tuple[str, ...]:
    return fact.items


@_told.register
def _of_cell(fact: Cell) -> tuple[str, ...]:
    return (fact.value,) if len(fact.value.split()) <= _LONGEST_VALUE and "," not in fact.value else ()


@_told.register
def _of_purpose(fact: Purpose) -> tuple[str, ...]:
    action = shortened(fact.action, most=10)
    if action is None or action.startswith(("allow", "enable", "let ", "lets ")) or "," in action:
        return ()
    if (
        is_circular(fact.name, action)
        or _says_a_part(fact.name, action)
        or gives_away(fact.name, action)
        or news(fact.name.text, action) < _LEAST_NEWS
    ):
        return ()
    first, _, rest = action.partition(" ")
    return (f"{base_of_third(first)} {rest}" if fact.form is Form.THIRD else action,)


def _says_a_part(name: Name, text: str) -> bool:
    """Whether a part of a name stands in the text: ``--help-gates`` in "print the manual of gates"."""
    parts = [part for part in re.split(r"[^a-z]+", name.text.lower()) if len(part) >= _SHORTEST_PART]
    return any(part in text.lower() for part in parts)


def _is_alike(value: str, true: str) -> bool:
    """Whether a wrong value might as well be the right one: a figure for a figure, a word for a word, and a switch for
    nothing but its other state."""
    if (value.lower() in _STATES) != (true.lower() in _STATES):
        return False
    figures = [re.search(r"\d", text) is not None for text in (value, true)]
    if figures[0] != figures[1] or is_proper(value) != is_proper(true):
        return False
    if " " in value and not figures[0] and not is_proper(value):
        words = [{stem(word) for word in content_words(text.split(" ", 1)[1])} for text in (value, f"{true} ")]
        return bool(words[0] & words[1]) and not words[0] <= words[1] and not words[1] <= words[0]
    units = [re.sub(r"[\d.,\s]+", "", text) for text in (value, true)]
    return not figures[0] or units[0] == units[1]


def _is_askable(fact: Fact) -> bool:
    if isinstance(fact, Cell):
        return stands_alone(fact.name) and _cell_question(fact, fact.value) != ""
    if isinstance(fact, Purpose):
        part = bool(fact.name.owner) and fact.name.kind == "option"  # a page's first line says itself what it is for
        return part and fact.whole and len(content_words(fact.action)) >= 2
    if isinstance(fact, Default) and fact.value.lower() not in _STATES:
        return False  # nobody supposes that a setting has the figure of another
    return name_is_askable(fact.name)


def _asks(fact: Fact, value: str) -> str:
    if isinstance(fact, Values):
        return f"Does {fact.name.full} accept {value}"
    if isinstance(fact, Cell):
        return _cell_question(fact, value)
    if isinstance(fact, Purpose):
        return f"Is {fact.name.full} used to {value}" if fact.used else f"Does {fact.name.full} {value}"
    return f"Is {fact.name.full} {value} by default"


_STATES = frozenset({"on", "off", "enabled", "disabled", "true", "false"})


def _truth(fact: Fact) -> str:
    name = fact.name.full
    if isinstance(fact, Default):
        return f"the default value of {name} is {fact.value}"
    if isinstance(fact, Values):
        return f"{name} accepts {', '.join(fact.items[:-1])} and {fact.items[-1]}"
    if isinstance(fact, Purpose):
        first, _, rest = _told(fact)[0].partition(" ")
        if fact.used or any(verb_lemma(word, "VB") == word for word in _JOINED.findall(rest)):
            return f"{name} is used to {first} {rest}"
        return f"{name} {third_person(first)} {rest}"
    return _cell_truth(fact) if isinstance(fact, Cell) else ""


_JOINED = re.compile(r"\b(?:and|or|then|but) ([a-z]+)")


def _cell_question(fact: Cell, value: str) -> str:
    """``Is Deventer the place where``: no; ``Is the Marten 3 built in Deventer``, ``Is 64 g the weight of Pika 2``."""
    column, whose = lower_first(fact.column), _whose(fact.name)
    placed = re.fullmatch(r"(?P<done>[a-z]+(?:ed|lt|de)) (?P<at>in|at)", column)
    if placed:
        return f"Is {whose} {placed['done']} {placed['at']} {value}"
    if re.fullmatch(r"[a-z]+ed", column):
        return f"Was {whose} {column} in {value}" if re.fullmatch(r"(?:[A-Z][a-z]+ )?\d{4}", value) else ""
    plural = re.search(r"[^sui]s$", column) is not None
    if plural or not re.fullmatch(r"[a-z][a-z -]*[a-z]", column) or not names_a_property(column):
        return ""
    return f"Is {value} the {column} of {whose}" if re.search(r"\d", value) or is_proper(value) else ""


def _cell_truth(fact: Cell) -> str:
    column, whose = lower_first(fact.column), _whose(fact.name)
    placed = re.fullmatch(r"[a-z]+(?:ed|lt|de) (?:in|at)", column)
    if placed:
        return f"{whose} is {column} {fact.value}"
    if re.fullmatch(r"[a-z]+ed", column):
        return f"{whose} was {column} in {fact.value}"
    return f"the {column} of {whose} is {fact.value}"


def _whose(name: Name) -> str:
    return name.text if name.kind == "person" else name.full

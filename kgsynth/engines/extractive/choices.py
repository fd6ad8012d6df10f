"""What two alike things do, from two chunks -> "Can I ... with this one, or do I need that one?".

Neither chunk tells which of the two it takes: one says what the first does, the other what the second does instead.
"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.differences import are_mixed_up, called, says
from kgsynth.engines.extractive.facts import Form, Purpose
from kgsynth.engines.extractive.invocations import plain_action
from kgsynth.engines.extractive.single_hop import is_circular, shortened
from kgsynth.engines.extractive.wording import base_of_third, question, sentence
from kgsynth.language.words import content_words, stem
from kgsynth.types import content_id

_FORMS = (
    "Can I {goal} with {other}, or do I need {right}",
    "Can I {goal} with {right}, or do I need {other}",
    "Do I need {right} to {goal}, or will {other} do",
)
_MOST_WORDS = 28


def choices(one: Purpose, other: Purpose, *, related: bool = False) -> Iterator[Candidate]:
    """The questions which of two things it takes to do what one of them does, or nothing.

    Args:
        related: whether the corpus sets the two side by side.
    """
    if not are_mixed_up(one, other, related=related):
        return
    for right, wrong in ((one, other), (other, one)):
        goal = _goal(right, wrong)
        if goal is not None:
            yield from _choice(right, wrong, goal)


def _goal(right: Purpose, wrong: Purpose) -> str | None:
    """What one thing does and the other does not, as something that a reader wants to do."""
    if not {right.name.kind, wrong.name.kind} <= _USED:
        return None
    action = shortened(right.action, most=12)
    if action is None or is_circular(right.name, action):
        return None
    first, _, rest = action.partition(" ")
    goal = plain_action(f"{first if right.form is Form.BASE else base_of_third(first)} {rest}")
    if goal is None or goal.split()[0] in _OF_VALUES:
        return None
    news = _words(goal) - _words(wrong.action) - _words(wrong.name.text)
    told = _words(wrong.action) - _words(right.action)
    gives_away = _words(right.name.text) - _words(wrong.name.text)
    return goal if len(news) >= 2 and told and not gives_away & news else None


_USED = frozenset("option command function program utility tool package view catalog file".split())
_OF_VALUES = frozenset(
    "specify set define give name choose indicate override determine control contain be have allow store hold "
    "provide enable disable return".split()
)


def _choice(right: Purpose, wrong: Purpose, goal: str) -> Iterator[Candidate]:
    turn = int(content_id(right.name.text, wrong.name.text, goal, length=4), 16)
    for step in (0, 1):
        form = _FORMS[(turn + step) % len(_FORMS)]
        text = form.format(goal=goal, right=called(right), other=called(wrong))
        text = f"With {right.name.owner}, {text[0].lower()}{text[1:]}" if right.name.owner else text
        if len(text.split()) <= _MOST_WORDS:
            yield Candidate(
                chunks=(right.chunk, wrong.chunk),
                question=question(re.sub(r"(?<=, )i\b", "I", text)),
                reference=sentence(f"With {called(right)}, which {_doing(right)}, whereas {says(wrong)}"),
                evidence=(*right.evidence, *wrong.evidence),
                kind="choice",
                names=(right.name, wrong.name),
                weight=0.9,
            )


def _doing(fact: Purpose) -> str:
    """What is said of a thing, without its name."""
    return says(fact).removeprefix(called(fact)).strip()


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(re.sub(r"[_-]", " ", text)))

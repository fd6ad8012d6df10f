"""Titles that are questions, and the paragraphs below them that answer them."""

import pytest
from records import _scenario, chunk

from kgsynth.engines.extractive.facts import Titled
from kgsynth.engines.extractive.made import Made
from kgsynth.engines.extractive.reading.asked_by_titles import asked_by_title
from kgsynth.engines.extractive.reading.passage import read
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.types import QueryType


def asked(text: str) -> list[tuple[str, str, str]]:
    """Question, answer and kind of each title of a text that asks and is answered."""
    piece = chunk(text)
    found = [fact for section in read(piece).sections for fact in asked_by_title(section, piece)]
    return [(fact.asked, fact.answer, fact.kind) for fact in found if isinstance(fact, Titled)]


def test_a_title_that_asks_is_answered_by_the_paragraph_below_it() -> None:
    """The question stays as it is, and the whole paragraph is its answer."""
    text = "## Can I keep otters and herons in one pond?\n\nYes, if the pond is deep. Feed the otters first.\n"
    told = "Yes, if the pond is deep. Feed the otters first."
    assert asked(text) == [("Can I keep otters and herons in one pond?", told, "yes_no")]


def test_a_task_is_asked_of_anybody() -> None:
    """What "I" do is put as other tasks are, so that it can be worded as they are; an example is left out."""
    text = "## How do I drain my pond?\n\nOpen the lower sluice. For example, turn the iron wheel.\n"
    assert asked(text) == [("How do you drain your pond?", "Open the lower sluice.", "how_to")]


@pytest.mark.parametrize(
    "text",
    [
        "## How do I drain a pond?\n\nOpen the sluice. Wait.\n\nAlternatively, break the dam.\n",
        "## How do I drain a pond?\n\nPonds are full of water.\n\nOpen the lower sluice to drain one.\n",
        "## How do I drain a pond?\n\nTurn the wheels in the following order:\n\n- the iron one\n- the brass one\n",
        "## What happened to it?\n\nThe otter left the pond at night.\n",
        "## Draining a pond\n\nOpen the lower sluice.\n",
        "## Why is the pond of the otters empty?\n\nWe do not know.\n",
    ],
)
def test_half_an_answer_is_none(text: str) -> None:
    """What goes on behind the paragraph, lists what it announces, or leans on another text is not asked."""
    assert asked(text) == []


def test_a_question_of_the_page_is_asked_as_it_stands() -> None:
    """No sieve for sentences that were turned round takes it away."""
    piece = chunk("# Ponds\n\n## How do I drain a pond with Otterbook?\n\nUse otter drain. It cannot be undone.\n")
    made = Made(subject="Otterbook", corpus=Corpus.of([piece]))
    alone = _scenario(QueryType.SINGLE_HOP, [piece])
    made.read([alone])
    found = [each for each in made.of(alone) if each.as_asked]
    assert [(each.question, each.reference) for each in found] == [
        ("How do you drain a pond with Otterbook?", "Use otter drain. It cannot be undone.")
    ]

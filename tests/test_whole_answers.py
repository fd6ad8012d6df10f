"""An answer tells all that its sentence does, or it is not given."""

import pytest
from records import chunk, span_of

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.layout import property_facts, step_facts
from kgsynth.engines.extractive.news import tells
from kgsynth.engines.extractive.reading import read
from kgsynth.engines.extractive.whole_answers import whole


def asked(text: str, question: str, answer: str, kind: str) -> Candidate:
    """A question of a text of one sentence."""
    piece = chunk(text)
    return Candidate((piece,), question, answer, (span_of(piece, text),), kind, (), 0.5)


@pytest.mark.parametrize(
    ("text", "question", "answer", "kind", "told"),
    [
        (
            "If the tide turns, the sluice closes and rings the bell.",
            "What happens if the tide turns?",
            "The sluice closes.",
            "condition",
            "The sluice closes and rings the bell.",
        ),
        (
            "The mill can be used to grind barley (or rye) and dry the malt.",
            "What can the mill be used for?",
            "To grind barley.",
            "purpose",
            "To grind barley and dry the malt.",
        ),
    ],
    ids=["a second deed", "a second end, behind a bracket"],
)
def test_a_second_deed_is_told_as_well(text: str, question: str, answer: str, kind: str, told: str) -> None:
    """Where an answer is a clause of its own, the rest of its sentence is taken along."""
    found = whole(asked(text, question, answer, kind))
    assert found is not None
    assert found.reference == told


@pytest.mark.parametrize(
    ("text", "question", "answer", "kind"),
    [
        ("The otter counts the eels and rings the bell.", "What does the otter count?", "The eels.", "factual"),
        ("It opens by pulling a rope, or by turning a wheel.", "How does it open?", "By pulling a rope.", "how_to"),
        ("The otter counts all eels, excluding the smallest.", "What does the otter count?", "All eels.", "factual"),
        ("Lock ponds close the gate, so the otter is dry.", "What do lock ponds close?", "The gate.", "factual"),
        ("The mill holds two wheels: a big one and a small one.", "What is in the mill?", "Two wheels.", "definition"),
        ("Otters hold ponds, mills, and weirs.", "What do otters hold?", "Ponds.", "factual"),
        ("The mill has two wheels:", "How many wheels does the mill have?", "Two wheels.", "numeric"),
        ("The bell is rung by pulling the rope and is heard.", "How is it rung?", "By pulling the rope.", "how_to"),
        ("It rings if the tide turns, and stops if it falls.", "When does it ring?", "If the tide turns.", "temporal"),
    ],
    ids=[
        "a deed",
        "another way",
        "an exception",
        "a premise",
        "listed behind",
        "listed on",
        "counted",
        "a tense",
        "a second case",
    ],
)
def test_half_an_answer_is_not_given(text: str, question: str, answer: str, kind: str) -> None:
    """Nor the first thing of several, nor the number of what is listed right behind it."""
    assert whole(asked(text, question, answer, kind)) is None


@pytest.mark.parametrize(
    ("text", "question", "answer", "kind"),
    [
        ("The otter counts the eels and frogs.", "What does the otter count?", "The eels and frogs.", "factual"),
        ("The mill opened in 1902 and grinds rye.", "When did the mill open?", "In 1902.", "temporal"),
        ("The otter dives and rings the bell.", "Why does it ring the bell?", "The otter dives.", "cause"),
        ("- --count\n: Count the eels and ring the bell.", "Which option counts?", "--count", "factual"),
    ],
    ids=["to its end", "a day", "asked already", "an entry"],
)
def test_a_whole_answer_stays_as_it_is(text: str, question: str, answer: str, kind: str) -> None:
    """So does one that the rest of the sentence is no part of."""
    candidate = asked(text, question, answer, kind)
    assert whole(candidate) == candidate


def test_what_goes_round_is_no_news() -> None:
    """All but one of the words that are told stand in the question, in whatever form."""
    text = "The eel sort returns the eels in sorted order, largest first."
    question = "What does the eel sort return?"
    assert not tells(asked(text, question, "The eels in sorted order.", "factual"))
    assert tells(asked(text, question, "The eels in sorted order, largest first.", "factual"))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("1. Remove the bar.\n2. Remove the board.", 1),
        ("2. Open the sluice.\n3. Remove the board.", 0),
        ("1. The upper pond.\n2. The lower pond.", 0),
        ("1. Now, remove the bar.\n2. If it sticks, turn the wheel.", 1),
    ],
    ids=["whole", "without its beginning", "no deeds", "behind other words"],
)
def test_steps_begin_with_the_first_and_say_what_to_do(steps: str, expected: int) -> None:
    piece = chunk(f"# Opening the sluice\n\n{steps}\n")
    facts = [fact for section in read(piece).sections for fact in step_facts(section, piece)]
    assert len(facts) == expected


@pytest.mark.parametrize("value", ["// TODO", "The width of the gate in metres"])
def test_what_is_not_written_yet_or_repeats_its_name_is_no_property(value: str) -> None:
    piece = chunk("Gate width\n: 4 metres\n", title="Stoat 2")
    proof = (span_of(piece, piece.text),)
    assert list(property_facts("Gate width", "4 metres", proof, ("Stoat 2",), piece))
    assert not list(property_facts("Gate width", value, proof, ("Stoat 2",), piece))

"""Further questions ask for one thing."""

import pytest

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.sifting.singling_out import singles_out


def candidate(question: str, answer: str) -> Candidate:
    """A question about nothing in particular."""
    return Candidate((), question, answer, (), "factual", (), 0.4)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What does the OtterGate display?", "The height of the tide."),
        ("What does the otter-data package contain?", "The tide tables."),
        ("What is the OtterGate based on?", "A float."),
        ("What limits the height of the lower pond?", "The sluice."),
        ("What does full time mean at Kelm Mora?", "37 hours a week."),
        ("What do I run to drain the lower pond?", "ottergate --drain"),
        ("What must be done when the pond is full?", "Open the sluice."),
        ("Why is the pond fenced?", "So that no fox gets in."),
    ],
)
def test_what_the_sentence_tells_in_full_is_asked_for(question: str, answer: str) -> None:
    """A display shows what it shows; a package contains what it contains; a reason may begin with "so that"."""
    assert singles_out(candidate(question, answer))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What does the OtterGate use?", "A float."),
        ("In Braunton, what does the OtterGate need?", "A permit."),
        ("What do visitors park on at Kelm Mora?", "The lake side."),
        ("What can the tides be read from?", "The pole."),
        ("What keeps the upper ponds?", "The OtterGate."),
        ("What carried the otters to the weir?", "Ada Wren."),
        ("What does Ada Wren reject?", "The claims."),
        ("What does the pond policy pay under the pond policy?", "The permit."),
        ("What is the aim of the sluice?", "Thus the pond that you want."),
        ("Where were the keepers met by Ada?", "In Looe and by Ben in Fowey."),
        ("What does the OtterGate make easy?", "To drain ponds."),
        ("With the Otter 2, who ordered the first gates?", "The harbour."),
    ],
)
def test_what_has_many_right_answers_is_not(question: str, answer: str) -> None:
    """A thing uses and needs much; a phrase cut from its preposition, a person's doings and half answers are left."""
    assert not singles_out(candidate(question, answer))

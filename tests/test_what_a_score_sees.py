"""What the score sees of a question beyond its words: its term, its blemishes and what its answer adds."""

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.weighing.blemishes import blemishes
from kgsynth.engines.extractive.weighing.features import features
from kgsynth.engines.extractive.weighing.terms import terms
from kgsynth.types import Span

TOLD = "A sluice lets the pond drain."


def asked(question: str, answer: str, kind: str = "factual") -> Candidate:
    page = chunk(TOLD, title="Sluices")
    return Candidate((page,), question, answer, (Span(page.document_id, 0, len(TOLD)),), kind)


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        ("What is sluice?", "n term plain bare"),
        ("What is Sluice?", "n term capital"),
        ("What are Sluices?", "n term capital plural"),
        ("What is the sluice?", "n term plain the"),
        ("What does SLUICES specify?", "n term capitals"),
        ("What is otter.gate?", "n term dotted"),
    ],
)
def test_a_term_is_seen_as_it_is_written(question: str, seen: str) -> None:
    """Each spelling has a name of its own, which the others have not."""
    assert terms(asked(question, TOLD, "definition"))[seen] == 1.0
    assert not terms(asked("What is a mill gate?", TOLD, "definition")).get(seen)


def test_letters_stand_for_words_that_begin_with_them() -> None:
    """Initials that fit are seen, and so is a plural."""
    fits = terms(asked("What does OPS stand for?", "Otter Protection Scheme.", "expansion"))
    plural = terms(asked("What does OPs stand for?", "Otter Ponds.", "expansion"))
    assert fits["n initials"] == 1.0 and not fits["n short plural"]
    assert plural["n short plural"] == 1.0


@pytest.mark.parametrize(
    ("question", "answer", "seen"),
    [
        ("What does the gate return?", "The form form of the otter.", "d doubled"),
        ("What does the gate do?", "It opens the pond. level is a number.", "d small sentence"),
        ("What does int gate_open do?", "It opens the gate.", "d typed"),
        ("What happens when the otter swims?", "The otter swims differently.", "d vague"),
        ("Which class makes an OtterGate?", "mill.gates.OtterGate", "d name known"),
        ("What does the otter receive?", "A fish.", "d one plain thing"),
        ("When is the gate opened?", "In autumn and with.", "d ends small"),
    ],
)
def test_what_a_reader_would_stumble_over_is_seen(question: str, answer: str, seen: str) -> None:
    """Each blemish has a name of its own, which a sound question has not."""
    assert blemishes(asked(question, answer))[seen] == 1.0
    assert not blemishes(asked("When is the mill gate opened?", "In late autumn, by the keeper."))[seen]


def test_cells_of_a_table_are_weighed_by_their_words_alone() -> None:
    """A table's questions are all put alike: their form tells nothing."""
    assert not any(name.startswith(("n ", "d ")) for name in features(asked("What is the depth?", "3", "table"), {}))

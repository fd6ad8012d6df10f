"""Sentences -> families of further questions: duties, abilities, figures, contrasts, ends, and the other way round."""

import pytest
from records import chunk

from kgsynth.engines.extractive.further import further
from kgsynth.engines.extractive.reading.passages import Reader


def questions(text: str) -> dict[str, str]:
    """Question -> answer of every further candidate that a text gives."""
    piece = chunk(text, title="Ponds")
    reader = Reader(subject="Kelmora")
    reader.parse([piece])
    reader.parse_rest([piece])
    found = (candidate for said in reader.statements(piece) for candidate in further(said, "Kelmora"))
    return {candidate.question: candidate.reference for candidate in found}


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "The OtterGate daemon watches the upper sluices of a valley.",
            "What does the OtterGate daemon watch?",
            "The upper sluices of a valley.",
        ),
        (
            "The OtterGate project aims to save all ponds of the northern valley.",
            "What does the OtterGate project aim to do?",
            "To save all ponds of the northern valley.",
        ),
        (
            "The OtterGate keepers must sign the pond list before opening the sluice.",
            "What must the OtterGate keepers do before opening the sluice?",
            "Sign the pond list.",
        ),
        (
            "OtterGate requires a brass key to open the sluice.",
            "What does OtterGate require to open the sluice?",
            "A brass key.",
        ),
        (
            "The OtterGate valve is derived from a Roman sluice of the valley.",
            "What is the OtterGate valve derived from?",
            "A Roman sluice of the valley.",
        ),
        (
            "The reach of OtterGate is limited by the height of the tide.",
            "What limits the reach of OtterGate?",
            "The height of the tide.",
        ),
        (
            "OtterDB was the first database of Kelmora that counted ponds by night.",
            "What was the first database of Kelmora that counted ponds by night?",
            "OtterDB.",
        ),
        (
            "OtterGate can be opened if two keepers of the valley agree.",
            "When can OtterGate be opened?",
            "If two keepers of the valley agree.",
        ),
        ("OtterGate will be silent after a spring tide.", "When will OtterGate be silent?", "After a spring tide."),
        (
            "The OtterGate daemon is responsible for opening the sluices of the valley.",
            "What is the OtterGate daemon responsible for?",
            "Opening the sluices of the valley.",
        ),
        (
            "The OtterGate valve makes it easy to drain two ponds at once.",
            "What does the OtterGate valve make easy?",
            "To drain two ponds at once.",
        ),
        (
            "The OtterMap tool can show all northern ponds of a valley.",
            "What can the OtterMap tool show?",
            "All northern ponds of a valley.",
        ),
        (
            "The OtterMap tool shows depths instead of the names of ponds.",
            "What does the OtterMap tool show instead of the names of ponds?",
            "Depths.",
        ),
        ("OtterDB is faster than HeronDB.", "How does OtterDB compare to HeronDB?", "OtterDB is faster."),
        ("OtterDB ponds usually have a depth of 64 inches.", "What depth do OtterDB ponds usually have?", "64 inches."),
        (
            "Draining an OtterDB pond takes about half an hour.",
            "How long does draining an OtterDB pond take?",
            "About half an hour.",
        ),
        (
            "A good way to dry an OtterDB pond is to open two sluices.",
            "How can you dry an OtterDB pond?",
            "Open two sluices.",
        ),
        (
            "The first step in draining an OtterDB pond is to warn the keepers of the valley.",
            "What is the first step in draining an OtterDB pond?",
            "To warn the keepers of the valley.",
        ),
        (
            "The OtterGate sluices were introduced to spare the keepers a long climb.",
            "Why were the OtterGate sluices introduced?",
            "To spare the keepers a long climb.",
        ),
        (
            "Each OtterDB pond is identified by the colour of its water.",
            "How is each OtterDB pond identified?",
            "By the colour of its water.",
        ),
        (
            "The maps of OtterGate are stored in /srv/maps.",
            "What is stored in /srv/maps?",
            "The maps of OtterGate.",
        ),
        (
            "The maps of the valley are provided by the otter-maps package.",
            "What does the otter-maps package provide?",
            "The maps of the valley.",
        ),
        (
            "The OtterGate sluice has been open since version 2.6.",
            "Since when has the OtterGate sluice been open?",
            "Version 2.6.",
        ),
        (
            "Popular foods of OtterDB keepers include eels, carp and crabs.",
            "What are some popular foods of OtterDB keepers?",
            "Eels, carp and crabs.",
        ),
        (
            "The OtterGate key needs to be kept in the boat house.",
            "Where does the OtterGate key need to be kept?",
            "In the boat house.",
        ),
        (
            "To count ponds by night, OtterDB needs a map of every northern valley.",
            "What does OtterDB need to count ponds by night?",
            "A map of every northern valley.",
        ),
        (
            "The OtterGate sluice only opens when the tide is low.",
            "When does the OtterGate sluice open?",
            "When the tide is low.",
        ),
        (
            "When a spring tide comes, the OtterGate daemon closes the upper sluice.",
            "When does the OtterGate daemon close the upper sluice?",
            "When a spring tide comes.",
        ),
    ],
)
def test_a_sentence_gives_a_question_of_its_family(text: str, question: str, answer: str) -> None:
    """Each with the whole of its answer."""
    assert questions(text).get(question) == answer, questions(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OtterGate uses a brass key of the old mill.", "What does OtterGate use"),  # and what else?
        ("The OtterMap tool reads the depths and draws them.", "draws them"),  # two answers in one
        ("The OtterGate daemon must be restarted to check if the valley is dry.", "When must"),  # "if" is "whether"
        ("The OtterGate daemon watches ponds such as the lower pond, the mill pond and the sea.", "watch"),
        ("Some OtterGate keepers must sign the list before opening the sluice.", "Some"),
    ],
)
def test_half_an_answer_is_not_asked_for(text: str, words: str) -> None:
    """What a product uses besides, a second predicate, an indirect question, examples, some of many."""
    found = questions(text)
    assert not any(words in f"{question} {answer}" for question, answer in found.items()), found


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "When draining an OtterDB pond, you must first warn the keepers of the valley.",
            "What must you do when draining an OtterDB pond?",
            "Warn the keepers of the valley.",
        ),
        (
            "If the OtterDB log is full, please send the oldest letters to the keepers.",
            "What should you do if the OtterDB log is full?",
            "Send the oldest letters to the keepers.",
        ),
        (
            "If OtterDB has lost a pond, it is strongly recommended that you count the fish by hand.",
            "What should you do if OtterDB has lost a pond?",
            "Count the fish by hand.",
        ),
        (
            "If the OtterGate key is not signed, the sluices will remain closed until noon.",
            "What happens if the OtterGate key is not signed?",
            "The sluices will remain closed until noon.",
        ),
    ],
)
def test_who_is_told_what_to_do_on_an_occasion_is_asked_so(text: str, question: str, answer: str) -> None:
    """Be the occasion a deed without a doer, and the advice polite; what stays as it is comes of an occasion, too."""
    assert questions(text).get(question) == answer


def test_an_occasion_without_a_doer_has_no_outcome() -> None:
    """Nobody knows who drains the pond that the gate opens for."""
    assert not any("happens" in each for each in questions("When draining an OtterDB pond, the OtterGate opens."))


def test_an_answer_ends_before_a_pointer() -> None:
    """Neither the address of a link, nor where more is told, nor what follows is part of it."""
    text = "You can move an OtterDB pond with the `otterctl` command (see Ponds), so no fish is lost."
    found = questions(text)
    assert found["How can you move an OtterDB pond?"] == "With the otterctl command."


def test_what_lacks_only_the_product_is_asked() -> None:
    """The last sieve names it; but where a passage is about something else by name, that would be said of the wrong."""
    lone = "You can find a helper by writing to the list of the harbour."
    assert "How can you find a helper?" in questions(lone)
    other = "The keepers run OtterGraph daily, and so OtterGraph draws tides. "
    assert "How can you find a helper?" not in questions(f"{other}{lone}")


def test_what_lacks_more_than_the_product_is_not() -> None:
    """A special code needs its page, and so does what the tense tells."""
    assert not questions("A special code is sent in order to end the list of fish.")

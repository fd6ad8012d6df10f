"""Sentences -> questions for yes or no: what is so, what is denied, what is limited, what is said of another thing."""

import pytest
from records import chunk

from kgsynth.engines.extractive.further import further
from kgsynth.engines.extractive.names_beside import NamesBeside
from kgsynth.engines.extractive.reading.passages import Reader


def verdicts(text: str, *others: str) -> dict[str, str]:
    """Question -> answer of every yes/no candidate that a text gives, in a corpus of it and others."""
    piece = chunk(text, title="Ponds")
    reader = Reader(subject="Kelmora")
    reader.parse([piece])
    reader.parse_rest([piece])
    beside = NamesBeside([text, *others])
    found = (each for said in reader.statements(piece) for each in further(said, "Kelmora", beside=beside))
    return {each.question: each.reference for each in found if each.kind == "yes_no"}


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "OtterDB can be moved by night, but only by two keepers of the valley.",
            "Can OtterDB be moved by night?",
            "Yes, OtterDB can be moved by night, but only by two keepers of the valley.",
        ),
        (
            "The OtterGate sluice can be opened with a brass key from the tower.",
            "Can the OtterGate sluice be opened?",
            "Yes, the OtterGate sluice can be opened with a brass key from the tower.",
        ),
        (
            "The OtterMap tool shows depths, names and sluices.",
            "Does the OtterMap tool show sluices?",
            "Yes, the OtterMap tool shows depths, names and sluices.",
        ),
        (
            "OtterMap lets you print the depths of a pond.",
            "Can you print the depths of a pond with OtterMap?",
            "Yes, OtterMap lets you print the depths of a pond.",
        ),
        (
            "OtterGate needs a brass key to open a sluice.",
            "Is a brass key needed for OtterGate to open a sluice?",
            "Yes, OtterGate needs a brass key to open a sluice.",
        ),
        (
            "Lanterns are not allowed on the OtterGate sluice.",
            "Are lanterns forbidden on the OtterGate sluice?",
            "Yes, lanterns are not allowed on the OtterGate sluice.",
        ),
        (
            "OtterDB can only be moved when all ponds are open.",
            "Can OtterDB be moved when all ponds are open?",
            "Yes, OtterDB can only be moved when all ponds are open.",
        ),
    ],
)
def test_what_is_so_is_affirmed_with_more_than_was_asked(text: str, question: str, answer: str) -> None:
    """The question is shorter than its sentence, or put otherwise; the answer says what the sentence adds."""
    assert verdicts(text).get(question) == answer


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("OtterDB cannot be moved while a pond is open.", "Can OtterDB be moved while a pond is open?"),
        ("OtterDB must not be moved while a pond is open.", "Can OtterDB be moved while a pond is open?"),
        ("OtterDB therefore does not count the ponds of a valley.", "Does OtterDB count the ponds of a valley?"),
        ("Not all ponds of OtterDB can be drained by night.", "Can all ponds of OtterDB be drained by night?"),
        ("OtterDB is closed before the spring tide turns.", "Is OtterDB closed after the spring tide turns?"),
        ("The OtterDB journal is disabled by default.", "Is the OtterDB journal enabled by default?"),
        ("OtterGate requires a brass key.", "Does OtterGate work without a brass key?"),
        ("OtterDB can only be moved when all ponds are open.", "Can OtterDB always be moved?"),
        ("Only the keeper of a pond can open OtterGate by night.", "Can anybody open OtterGate by night?"),
        ("The OtterMap tool counts otters instead of herons.", "Does the OtterMap tool count herons?"),
        ("An OtterDB password has at least 14 characters.", "Can an OtterDB password have fewer than 14 characters?"),
    ],
)
def test_what_is_not_so_is_denied_with_the_truth(text: str, question: str) -> None:
    """What is denied, limited, or the other way round is answered with "no" and what the sentence says."""
    assert verdicts(text).get(question, "").lower() == f"no, {text.lower().replace('therefore ', '')}"


@pytest.mark.parametrize(
    "text",
    [
        "OtterDB is a tool of the valley, which is old.",  # a remark: nobody asks whether it is a tool
        "OtterDB can be disabled by night.",  # what can be so can be otherwise as well
        "OtterGate looks after the ponds of the valley.",  # no time
        "OtterDB keeps a small, round pond.",
    ],
)
def test_nothing_is_asked_that_the_sentence_leaves_open(text: str) -> None:
    """What can be so is not denied for its opposite; a rating, and a phrase cut in two, are asked for by nobody."""
    assert not verdicts(text)


def test_a_thing_is_asked_of_by_the_name_that_stands_beside_its_own() -> None:
    """Names in one breath are taken for each other, where only one can be right."""
    text, others = "The OtterMap tool is written in Rolo.", "Keepers speak Rolo or Pica."
    assert verdicts(text, others) == {
        "Is the OtterMap tool written in Pica?": "No, the OtterMap tool is written in Rolo."
    }
    assert not verdicts(text, "Nobody speaks of other tongues.")
    assert not verdicts("The OtterMap tool can be written in Rolo.", others)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Letters to OtterDB are opened within three days.", "days"),
        ("The OtterDB lease is valid for 12 months.", "months"),
    ],
)
def test_a_bound_is_asked_for_on_either_side(text: str, unit: str) -> None:
    """A longer time holds what is done within a shorter one; what lasts as long lasts no longer."""
    found = {int_of(question, unit): answer[:3] for question, answer in verdicts(text).items()}
    beyond, below = max(found), min(found)
    assert len(found) == 2
    assert (found[beyond], found[below]) == (("Yes", "No,") if "within" in text else ("No,", "Yes"))


def int_of(question: str, unit: str) -> int:
    """The number that stands before a unit."""
    word = question.partition(f" {unit}")[0].split()[-1].removesuffix("?")
    return int(word) if word.isdigit() else ["one", "two", "three", "four", "five", "six"].index(word) + 1


def test_names_beside_names_come_the_most_usual_first() -> None:
    """Everyday words at the start of a sentence are no names."""
    beside = NamesBeside(["Feed Rolo or Pica.", "Pica and Rolo sleep.", "Rolo, Umi and Pica.", "Ponds and Rolo."])
    assert beside.of("Rolo") == ("Pica", "Umi")
    assert beside.of("Ponds") == ()

"""Sentences -> the shorter statements that they hold, and the questions that are asked of those."""

import pytest
from records import chunk

from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.further import further
from kgsynth.engines.extractive.reading.passages import Reader
from kgsynth.engines.extractive.retelling.shorter import Short, parted, shorter


def statements(text: str) -> list[Statement]:
    """All that the sentences of a text state."""
    piece = chunk(text, title="Ponds")
    reader = Reader(subject="Kelmora")
    reader.parse([piece])
    reader.parse_rest([piece])
    return list(reader.statements(piece))


def shorts(text: str) -> list[Short]:
    """The shorter statements of a text."""
    return [short for said in statements(text) for short in shorter(said)]


def questions(text: str) -> dict[str, str]:
    """Question -> answer of every further candidate that a text gives."""
    found = (candidate for said in statements(text) for candidate in further(said, "Kelmora"))
    return {candidate.question: candidate.reference for candidate in found}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The OtterGate sluice (dug in 1900) closes the lower pond.", "The OtterGate sluice closes the lower pond."),
        (
            "The OtterGate sluice, built by monks, closes the lower pond.",
            "The OtterGate sluice closes the lower pond.",
        ),
        ("The keepers of OtterGate must thus close the sluice.", "The keepers of OtterGate must close the sluice."),
        ("OtterDB counts the ponds and draws a map of the valley.", "OtterDB draws a map of the valley."),
        ("The keepers ask OtterDB, which counts all ponds of the valley.", "OtterDB counts all ponds of the valley."),
        ("OtterDB is a database that counts all ponds.", "OtterDB counts all ponds."),
        (
            "The valley is watched by OtterDB (a database that counts ponds).",
            "OtterDB is a database that counts ponds.",
        ),
        (
            "Because OtterGate closes the lower pond, the keepers sleep well.",
            "OtterGate closes the lower pond.",
        ),
        ("You should know that OtterDB is closed by night.", "OtterDB is closed by night."),
    ],
)
def test_a_sentence_holds_a_shorter_statement(text: str, short: str) -> None:
    """Asides, second predicates, "which", appositions and reasons are statements, or are left out of one."""
    assert short in [each.said.words.text for each in shorts(text)]


def test_a_shorter_statement_is_proved_by_the_whole_sentence() -> None:
    """What is left out of the words stays in the evidence."""
    text = "The OtterGate sluice (dug in 1900) closes the lower pond."
    [said] = statements(text)
    assert all(short.said.evidence == said.evidence for short in shorter(said))


@pytest.mark.parametrize(
    "text",
    [
        "The OtterGate sluice (only if the tide is low) closes the lower pond.",  # the brackets limit it
        "The OtterGate sluice opens in case (1) and in case (2) at night.",  # the numbers say which
        "The OtterGate sluice (or the HeronGate sluice) closes the lower pond.",  # another does, too
        "The letters that carry no stamp stay in the pond of OtterDB.",
    ],
)
def test_what_limits_a_sentence_is_kept(text: str) -> None:
    """A condition, an alternative, and a clause that says which things are meant are no asides."""
    assert shorts(text) == []


def test_a_pronoun_keeps_what_it_stands_for() -> None:
    """ "It" in a second predicate may be the letter."""
    text = "OtterDB opens the letter of a keeper and burns it at once."
    assert not any("burns" in each.said.words.text for each in shorts(text))


def test_a_setting_is_parted_from_its_sentence() -> None:
    """What stands in front limits the rest, so that it is asked there."""
    [said] = statements("During spring tides, the OtterGate daemon opens the upper sluice.")
    short = parted(said)
    assert short is not None
    assert (short.setting, short.said.words.text) == (
        "During spring tides",
        "The OtterGate daemon opens the upper sluice.",
    )


def test_a_setting_that_points_back_is_not_parted() -> None:
    """Which tide?"""
    [said] = statements("During this tide, the OtterGate daemon opens the upper sluice.")
    assert parted(said) is None


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "When installed, the OtterGate package gives full pond rights to members of the wardens group.",
            "When installed, what does the OtterGate package give?",
            "Full pond rights to members of the wardens group.",
        ),
        (
            "Unlike HeronDB, OtterDB keeps every map of the valley.",
            "How does OtterDB differ from HeronDB?",
            "OtterDB keeps every map of the valley.",
        ),
    ],
)
def test_a_shorter_statement_is_asked_about(text: str, question: str, answer: str) -> None:
    """In its setting, or in contrast to what it is unlike."""
    assert questions(text).get(question) == answer, questions(text)

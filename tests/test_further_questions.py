"""Sentences -> the questions that are asked of them once better ones are spent, and what is left alone."""

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.further import further
from kgsynth.engines.extractive.made import Made
from kgsynth.engines.extractive.reading.passages import Reader, facts_of
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.types import Persona, QueryLength, QueryStyle, QueryType, Scenario


def questions(text: str, title: str = "Ponds") -> dict[str, str]:
    """Question -> answer of every further candidate that the sentences of a text give."""
    piece = chunk(text, title=title)
    said = [fact for fact in facts_of([piece], subject="Kelmora")[piece.id] if isinstance(fact, Statement)]
    found: list[Candidate] = [candidate for each in said for candidate in further(each, "Kelmora")]
    return {candidate.question: candidate.reference for candidate in found}


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "The OtterGate sluice is shut so that no fox gets in.",
            "Why is the OtterGate sluice shut?",
            "So that no fox gets in.",
        ),
        (
            "Because OtterDB reads the letters twice, the OtterGate sluice remains shut.",
            "Why does the OtterGate sluice remain shut?",
            "Because OtterDB reads the letters twice.",
        ),
        (
            "It is important to feed OtterDB daily, because an empty OtterDB stops.",
            "Why is it important to feed OtterDB daily?",
            "Because an empty OtterDB stops.",
        ),
        (
            "Keepers can drain a pond of Kelmora by opening the OtterGate.",
            "How can keepers drain a pond of Kelmora?",
            "By opening the OtterGate.",
        ),
        (
            "With the `otterctl` command, keepers can drain the OtterDB pond.",
            "How can keepers drain the OtterDB pond?",
            "With the otterctl command.",
        ),
        (
            "The OtterDB daemon reads its maps from /srv/maps.",
            "From where does the OtterDB daemon read its maps?",
            "From /srv/maps.",
        ),
        ("OtterDB is tested during every spring tide.", "When is OtterDB tested?", "During every spring tide."),
        (
            "You must edit the OTTER_HOME variable to move the OtterDB maps.",
            "How do you move the OtterDB maps?",
            "Edit the OTTER_HOME variable.",
        ),
        (
            "To find all broken OtterDB maps use otterctl -c.",
            "How do you find all broken OtterDB maps?",
            "Use otterctl -c.",
        ),
        (
            "To drain an OtterDB pond, the otter-tools package is required.",
            "What is required to drain an OtterDB pond?",
            "The otter-tools package.",
        ),
        (
            "Once the OtterDB pond is full, the sluice must be closed.",
            "What must be done once the OtterDB pond is full?",
            "The sluice must be closed.",
        ),
        (
            "If OtterDB stops, you must restart the otterd daemon.",
            "What must you do if OtterDB stops?",
            "Restart the otterd daemon.",
        ),
        (
            "The OtterMap file describes every pond and every sluice of the park.",
            "What does the OtterMap file describe?",
            "Every pond and every sluice of the park.",
        ),
        (
            "By default, the OtterMap file describes the names of all northern ponds.",
            "What does the OtterMap file describe by default?",
            "The names of all northern ponds.",
        ),
        (
            "The OtterGate valve allows keepers to drain a pond.",
            "What does the OtterGate valve allow keepers to do?",
            "Drain a pond.",
        ),
        (
            "The OtterGate valve allows draining two ponds at once.",
            "What does the OtterGate valve allow?",
            "Draining two ponds at once.",
        ),
        (
            "The OtterMap file consists of two large sheets.",
            "What does the OtterMap file consist of?",
            "Two large sheets.",
        ),
        ("Adding an otter to OtterDB requires a permit.", "What does adding an otter to OtterDB require?", "A permit."),
        (
            "Adding an otter to OtterDB is a matter of running the `otteradd` command.",
            "How do you add an otter to OtterDB?",
            "By running the otteradd command.",
        ),
        (
            "Opening the OtterGate sluice drains the lower pond.",
            "What does opening the OtterGate sluice do?",
            "Drains the lower pond.",
        ),
        (
            "The OtterDB pond must not be drained during the night.",
            "Can the OtterDB pond be drained during the night?",
            "No, the OtterDB pond must not be drained during the night.",
        ),
        (
            "OtterDB can be moved at night, but its ponds must be shut.",
            "Can OtterDB be moved at night?",
            "Yes, OtterDB can be moved at night, but its ponds must be shut.",
        ),
        (
            "OtterNet is a protocol that carries letters between ponds.",
            "What is OtterNet?",
            "OtterNet is a protocol that carries letters between ponds.",
        ),
        (
            "The nest of an OtterDB daemon is also known as a holt.",
            "What is the nest of an OtterDB daemon called?",
            "A holt.",
        ),
        (
            "GitOtter replaced FusionOtter for the maps of all northern ponds.",
            "What replaced FusionOtter for the maps of all northern ponds?",
            "GitOtter.",
        ),
    ],
)
def test_a_sentence_gives_a_further_question(text: str, question: str, answer: str) -> None:
    """Reasons, means, occasions, contents, permissions: each with the whole of its answer."""
    assert questions(text).get(question) == answer, questions(text)


@pytest.mark.parametrize(
    "text",
    [
        "This sluice is shut so that no fox gets in.",  # which sluice?
        "When OtterDB receives a letter of a keeper, it is opened.",  # OtterDB, or the letter?
        "If you want to drain the OtterDB pond, it is important to be able to swim.",  # "it" is nothing
        "While OtterDB sleeps, the OtterGate daemon counts letters.",  # it happens besides
        "OtterDB provides a new way to count the letters of a pond.",  # one thing of many
        "No OtterDB daemon allows draining two ponds at once.",
        "The OtterDB pond can be drained either by hand or with a pump.",  # half of it would be asked
    ],
)
def test_what_cannot_be_asked_safely_is_left_alone(text: str) -> None:
    """A doubt about what a word means, or whether more is to be told, is enough."""
    assert questions(text) == {}


def test_a_question_without_a_name_opens_with_that_of_its_section() -> None:
    """ "Plugins" could be anybody's; the section is about the tool that has them."""
    text = "The keepers run OtterGraph daily, and OtterGraph draws tides. All plugins are stored in /srv/plugins."
    assert "In OtterGraph, where are all plugins stored?" in questions(text, title="4.2. Setting up OtterGraph")
    assert not any("plugins" in question for question in questions(text, title="4.2. Tides") if "In" not in question)


def test_what_the_question_names_is_no_pointer_in_the_answer() -> None:
    """ "That path" is the path that was asked about."""
    found = questions("If no OtterDB rule matches a given path, nothing will be printed for that path.")
    assert found["What happens if no OtterDB rule matches a given path?"] == "Nothing will be printed for the path."


def test_sentences_that_hedge_are_parsed_for_further_questions_only() -> None:
    """An answer may tell of "several ponds"; what is asked first hedges nothing."""
    piece = chunk("The OtterGate sluice is shut so that several foxes stay out.")
    reader = Reader(subject="Kelmora")
    reader.parse([piece])
    assert not any(isinstance(fact, Statement) for fact in reader.facts(piece))
    reader.parse_rest([piece])
    found = [candidate.question for said in reader.statements(piece) for candidate in further(said, "Kelmora")]
    assert found == ["Why is the OtterGate sluice shut?"]


def test_further_candidates_are_none_of_the_first() -> None:
    """They come after all others of their chunk, and ask for nothing that those ask for."""
    piece = chunk(
        "The otter-tools package provides the `otterd` daemon. The OtterGate sluice is shut so that no fox gets in."
    )
    scenario = Scenario(
        "s",
        QueryType.SINGLE_HOP,
        (piece,),
        Persona(name="Reader", expertise="practitioner"),
        QueryStyle.WELL_FORMED,
        QueryLength.MEDIUM,
    )
    made = Made(subject="Kelmora", corpus=Corpus())
    made.read([scenario])
    made.read_further([scenario])
    first, then = made.of(scenario), made.further(scenario)
    assert [candidate.question for candidate in then] == ["Why is the OtterGate sluice shut in Kelmora?"]
    assert max(candidate.weight for candidate in then) < min(candidate.weight for candidate in first)

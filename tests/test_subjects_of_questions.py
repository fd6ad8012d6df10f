"""The name of what a whole corpus is about: where a question needs it, and what may stand there instead."""

from dataclasses import replace

from records import chunk

from kgsynth.engines.extractive.belonging.subjects import language_of, respoken
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.rewording import ways
from kgsynth.language.short_names import short_name

LIST = Candidate(
    chunks=(chunk("x", "d1"), chunk("y", "d2")),
    question="Which Rolo programs have the --sail-area option?",
    reference="pack and send.",
    evidence=(),
    kind="collection",
    names=(Name("--sail-area", "option"),),
)
TASK = Candidate((chunk("x"),), "How do you remove a boat in Rolo?", "With DROP BOAT.", (), "how_to")


def put(candidate: Candidate) -> set[str]:
    """Every way to put a question."""
    return {wording.question for wording in ways(respoken(candidate, "Rolo", "RQL"))}


def test_a_list_keeps_its_subject() -> None:
    """Of which programs it is one, a name alone does not tell."""
    assert all("Rolo" in each for each in put(LIST))


def test_a_command_in_capitals_is_one_of_its_language() -> None:
    """As the corpus calls it; what is typed in small letters belongs to the product."""
    assert {"How do you remove a boat in Rolo?", "How do you remove a boat in RQL?"} <= put(TASK)
    assert all("Rolo" in each for each in put(replace(TASK, reference="With rmboat.")))


def test_a_language_is_what_many_passages_call_their_commands() -> None:
    """A few do not make one."""
    assert language_of(["The RQL command DROP BOAT.", "See the RQL statements."] * 10) == "RQL"
    assert language_of(["The RQL command DROP BOAT."] * 3) == ""


def test_a_short_name_is_one_that_a_corpus_often_writes() -> None:
    """As a name, not as a command, an address, or in capitals that say another thing."""
    said = ["Rolo keeps boats.", "RoloSQL keeps boats.", "Run rolo, ROLO or rolo.org."] * 10
    assert short_name("RoloSQL", said) == "Rolo"
    assert short_name("RoloSQL", said[:6]) == ""
    assert short_name("RoloSQL", ["Run rolo, ROLO or Rolo-x."] * 20) == ""
    made = replace(TASK, question="How do you remove a boat in RoloSQL?")
    asked = {each.question for each in ways(respoken(made, "RoloSQL", "", "Rolo"))}
    assert {"How do you remove a boat in RoloSQL?", "How do you remove a boat in Rolo?"} <= asked

"""The name of what a whole corpus is about: where a question needs it, and what may stand there instead."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.rewording import ways
from kgsynth.engines.extractive.rewording.choice import Openings
from kgsynth.engines.extractive.rewording.records import Wording
from kgsynth.engines.extractive.subjects import language_of, put_otherwise, respoken

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


def test_a_name_of_several_parts_is_found_without_the_subject() -> None:
    """A plain one needs it."""
    assert {"Which Rolo programs take --sail-area?", "Which programs take --sail-area?"} <= put(LIST)
    plain = replace(LIST, question="Which Rolo programs have the --sails option?", names=(Name("--sails", "option"),))
    assert all("Rolo" in each for each in put(plain))


def test_a_command_in_capitals_is_one_of_its_language() -> None:
    """As the corpus calls it; what is typed in small letters belongs to the product."""
    assert {"How do you remove a boat in Rolo?", "How do you remove a boat in RQL?"} <= put(TASK)
    assert all("Rolo" in each for each in put(replace(TASK, reference="With rmboat.")))


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Which Rolo views have it", "Which views have it"),
        ("With which commands can I use it in Rolo?", "With which commands can I use it?"),
        ("Of the Rolo commands, which take it", "Of the Rolo commands, which take it"),
        ("What in Rolo takes it", "What in Rolo takes it"),
    ],
)
def test_the_subject_is_left_out_where_the_rest_says_what_is_asked_for(text: str, without: str) -> None:
    """ "The commands" would be those that were spoken of, and "what takes it" anything."""
    assert put_otherwise(text, "Rolo", "") == without


def test_a_language_is_what_many_passages_call_their_commands() -> None:
    """A few do not make one."""
    assert language_of(["The RQL command DROP BOAT.", "See the RQL statements."] * 10) == "RQL"
    assert language_of(["The RQL command DROP BOAT."] * 3) == ""


def test_names_that_begin_alike_wear_out_as_well() -> None:
    """Later than other words, as a question has to name what it is about."""
    openings = Openings()
    for number in range(5):
        openings.add(Wording(f"What is rl_thing{number}?", f"{number}"))
    assert not openings.is_worn_out("What is rl_boat?", ("rl_boat",))
    openings.add(Wording("What is rl_other?", "other"))
    assert openings.is_worn_out("What is rl_boat?", ("rl_boat",))
    assert not openings.is_worn_out("What is rl_boat?", ("rl_boat",), lenience=1.6)

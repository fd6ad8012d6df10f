"""An answer says more than its question, and a description is read as what it is."""

import pytest

from kgsynth.engines.extractive.facts import Form
from kgsynth.engines.extractive.reading.fragments import first_verb_form
from kgsynth.engines.extractive.sifting.news import news


@pytest.mark.parametrize(
    ("asked", "told", "words"),
    [
        ("What does DROP SEQUENCE do?", "It removes a sequence.", 0),
        ("What is ALTER LANGUAGE for?", "It changes the definition of a procedural language.", 1),
        ("What does CREATE PROCEDURE define?", "A new procedure.", 0),
        ("What does DROP USER MAPPING do?", "It removes a user mapping for a foreign server.", 2),
        ("How do I remove a transform?", "With DROP TRANSFORM.", 1),
    ],
)
def test_what_a_command_is_called_says_is_no_news(asked: str, told: str, words: int) -> None:
    """Neither its words nor what they mean; a command that is asked for is one."""
    assert news(asked, told) == words


def test_a_plural_with_a_clause_of_its_own_is_no_verb() -> None:
    """ "Commits that are tagged are chosen" begins with a noun, "commits the changes" with what is done."""
    assert first_verb_form("commits that are referred to by some tag are chosen") is None
    assert first_verb_form("commits the changes that are staged") is Form.THIRD
    assert first_verb_form("file with the keys of all boats") is None
    assert first_verb_form("file the keys of all boats") is Form.BASE
    assert first_verb_form("build time for a list of tides is very short") is None
    assert first_verb_form("Copy Out of data has begun") is None
    assert first_verb_form("string to be printed in front of each line") is None

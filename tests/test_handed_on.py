"""An option that one command hands on to another: what it does is told on the page of the other."""

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.reading.passage import read
from kgsynth.engines.extractive.several.handed_on import handed_on
from kgsynth.manuals import handed, handovers
from kgsynth.types import Chunk

LOAD = "# load(1)\n\nload - bring parcels on board\n\n## Options\n\n--layers\n: {}\n"
FOLD = "# mapfold(1)\n\nmapfold - fold the charts\n\n## Options\n\n{}\n: {}\n"
PASSED = "This option is passed to the mapfold program (see mapfold(1))."
STACKS = "Stack the charts of one harbour in layers."


def pages(said: str = PASSED, option: str = "--layers", told: str = STACKS) -> tuple[Chunk, Chunk]:
    """The page that hands an option on, and the page of the other command."""
    load = chunk(LOAD.format(said), "load", title="load(1)")
    return load, chunk(FOLD.format(option, told), "mapfold", title="mapfold(1)")


def asked(here: Chunk, there: Chunk) -> list[Candidate]:
    return list(handed_on(read(here), read(there), ""))


def test_what_an_option_does_is_told_where_it_is_handed_on_to() -> None:
    """Both pages give a piece, and the question names the first command alone."""
    (made,) = asked(*pages())
    assert "--layers" in made.question and "load" in made.question and "mapfold" not in made.question
    assert made.reference == ("It is passed on to mapfold, where --layers stacks the charts of one harbour in layers.")
    assert {span.document_id for span in made.evidence} == {"load", "mapfold"}
    assert made.hidden == ("mapfold",)


def test_an_option_may_be_called_otherwise_there() -> None:
    """The answer says as what it is handed on."""
    (made,) = asked(*pages("Pass the -l flag to mapfold, see mapfold(1).", option="-l"))
    assert made.reference.startswith("It passes -l on to mapfold, where -l stacks the charts")


def test_what_cannot_be_put_as_a_clause_is_told_in_its_own_words() -> None:
    """Where they are few."""
    few = "When charts are wet, none of them is folded. This option folds them all the same."
    (made,) = asked(*pages(told=few))
    assert made.reference == f"It is passed on to mapfold. There: {few}"
    assert not asked(*pages(told=f"{few} It takes longer. The charts may tear. Mind the rings."))


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("Stack parcels in layers, which are passed to the mapfold program.", "--layers"),
        ("This option is passed to the mapfold program. It makes the stacks lower.", "--layers"),
        ("This option is passed to the netmend program.", "--layers"),
        (PASSED, "--rings"),
    ],
    ids=["tells itself", "tells more", "another command", "another option"],
)
def test_an_option_that_is_told_where_it_stands_or_nowhere_is_not_asked_for(said: str, option: str) -> None:
    """Nor one of which the other page tells nothing."""
    assert not asked(*pages(said, option))


def test_the_two_entries_share_a_route() -> None:
    """From the page that hands on to the one that tells, by the name of the command."""
    here, there = pages()
    assert list(handovers({"load": [here], "mapfold": [there]})) == [("mapfold", here, there)]
    assert not list(handovers({"load": [here]}))


def test_a_command_of_two_words_is_handed_an_option() -> None:
    """What the sentence says of it besides is no part of its name."""
    found = handed("These flags are passed through to the otter weigh program that weighs the fish.")
    assert found is not None and (found.command, found.option) == ("otter weigh", "")
    assert handed("Pass it to nobody, as the boat is full.") is None

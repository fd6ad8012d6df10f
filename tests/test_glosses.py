"""What the gloss of a command or an option may be asked as."""

import re

import pytest
from records import chunk

from kgsynth.engines.extractive.reading.cells import names_a_property
from kgsynth.engines.extractive.reading.glosses import is_task, is_telegram
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.single_hop import ask


def asked(terms: str, gloss: str, head: str = "Options") -> list[str]:
    """The questions of one entry of a manual page."""
    piece = chunk(f"# lochbag\n\nlochbag - draw a chart\n\n## {head}\n\n{terms}\n: {gloss}\n", title="lochbag(1)")
    facts = facts_of([piece], subject="")[piece.id]
    return [
        each.question
        for fact in facts
        for each in ask(fact, "")
        if not re.search("lochbag command|draw a chart", each.question)
    ]


@pytest.mark.parametrize(
    ("gloss", "task"),
    [
        ("modify a user account", True),
        ("copy files and directories", True),
        ("set up and control loop devices", False),
        ("update the remote tides along with associated harbours", False),
        ("list, create or remove charts", False),
        ("run a race for boats needing racing", False),
    ],
)
def test_a_task_is_one_act(gloss: str, task: bool) -> None:
    """Nobody sets out to do all that a page sums up."""
    assert is_task(gloss) is task


def test_a_task_for_another_program_of_the_family_is_nobodys() -> None:
    """One program sends what the other fetches: who reads the manual runs neither."""

    def tasks(gloss: str) -> list[str]:
        piece = chunk(f"# quay-send\n\nquay-send - {gloss}\n\nThe `quay-send` command is fast.\n", title="quay-send(1)")
        facts = facts_of([piece], subject="Quay")[piece.id]
        asked = (each.question for fact in facts for each in ask(fact, "Quay"))
        return [text for text in asked if text.startswith("How")]

    assert tasks("send parcels to a harbour")
    assert not tasks("send parcels back to quay-fetch")


@pytest.mark.parametrize(
    ("column", "is_property"), [("weight", True), ("largest weight", True), ("max weight", False), ("valid", False)]
)
def test_properties_by_their_title(column: str, is_property: bool) -> None:
    """What nobody says aloud is none."""
    assert names_a_property(column) is is_property


@pytest.mark.parametrize(
    ("gloss", "terse"),
    [
        ("preserve environment", True),
        ("stream editor for filtering text", True),
        ("print information", False),
        ("generate random permutations", False),
        ("modify a user account", False),
    ],
)
def test_telegrams_are_not_spoken(gloss: str, terse: bool) -> None:
    """Without an article before what needs one, or with a noun where the verb should be."""
    assert is_telegram(gloss) is terse


def test_the_argument_of_an_option_is_no_purpose() -> None:
    """ "As objfile" means the value that is given: nobody asks for an option with it in the question."""
    assert not any(
        text.startswith(("Which", "How")) for text in asked("`--out=chartfile`", "Write the chart to chartfile.")
    )
    assert any(text.startswith("Which") for text in asked("`--out=chartfile`", "Write the chart of a harbour to disk."))


def test_a_page_is_summed_up_by_what_it_does_alone() -> None:
    """A list of acts is told when asked, and is no task of anybody's."""
    text = "# lochbag\n\nlochbag - draw and publish the charts of a harbour\n"
    piece = chunk(text, title="lochbag(1)")
    found = [each.question for fact in facts_of([piece], subject="")[piece.id] for each in ask(fact, "")]
    assert found == ["What does the lochbag command do?"]


def test_a_file_does_nothing() -> None:
    """ "Order account information" below a file is what it holds, not what it does."""
    assert not any(" do?" in text for text in asked("`/etc/lochbag`", "Order the tides by harbour.", "Files"))


def test_a_noun_at_the_front_is_no_verb() -> None:
    """The last day of a period is no act of lasting."""
    assert not any(" do?" in text for text in asked("`--to`", "Last day of the period."))


def test_letters_of_one_stand_for_one() -> None:
    """The sentence speaks of several; the letters without their "s" are of one."""
    piece = chunk("It reads all Common Tide Entries (CTEs) of a harbour.")
    found = {
        each.question: each.reference for fact in facts_of([piece], subject="")[piece.id] for each in ask(fact, "")
    }
    assert found["What does CTE stand for?"] == "Common Tide Entry."

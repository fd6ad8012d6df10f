"""Sections on a name each under a title in the plural: which there are of that sort."""

import pytest

from kgsynth.engines.extractive.rewording.indirect import indirect
from kgsynth.engines.extractive.rewording.records import Asked
from kgsynth.engines.extractive.several.members import of_a_sort
from kgsynth.graph import KnowledgeGraph
from kgsynth.manuals import Members, members
from kgsynth.pipeline import build
from kgsynth.routes.records import pages_of

SECTIONS = (
    ("mitregate", "`mitregate` closes against the water of a canal that falls towards the sea, and leaks a little."),
    ("Lifting: liftgate", "`liftgate` hangs from two towers and is raised by a wheel that two wardens turn together."),
    ("sluicebot", "`sluicebot` opens a small door low in the wall, so that the chamber fills before the boat moves."),
)


def manual(title: str, sections: tuple[tuple[str, str], ...] = SECTIONS, more: str = "") -> KnowledgeGraph:
    """A page with sections under a title, and another page."""
    told = "\n\n".join(
        f"### {name}\n\n{text} {text.replace('the', 'its')} " + "Water runs. " * 60 for name, text in sections
    )
    return build(
        [
            ("locks.md", f"# Ottershire\n\nOf Ottershire.\n\n## {title}\n\n{told}\n"),
            ("more.md", f"# {more or 'Boats'}\n\nBoats wait.\n"),
        ]
    )


def found(graph: KnowledgeGraph) -> list[Members]:
    """What the pages of a graph tell of sorts."""
    return list(members(pages_of(graph)))


def test_sections_on_a_name_each_tell_which_there_are() -> None:
    """What a title says of a name in front of a colon is left out; each chunk gives the title that says its names."""
    (tools,) = found(manual("Canal lock tools"))
    made = of_a_sort(tools, "Ottershire")
    assert made is not None and made.question == "Which canal lock tools are there in Ottershire?"
    assert made.reference == "mitregate, liftgate and sluicebot."
    told = [
        chunk.text_of(span)
        for span in made.evidence
        for chunk in made.chunks
        if span.start >= chunk.span.start and span.end <= chunk.span.end
    ]
    assert told[-3:] == ["mitregate", "Lifting: liftgate", "sluicebot"]


@pytest.mark.parametrize("title", ["Closing lock tools", "Other lock tools", "Lock tool", "Lock options"])
def test_a_title_that_is_no_sort_tells_nothing(title: str) -> None:
    """It tells of a deed, of the rest, of one thing, or of what every manual has many of."""
    assert found(manual(title)) == []


def test_a_section_that_is_no_name_leaves_the_list_open() -> None:
    """So does a title elsewhere that speaks of the same sort and more."""
    assert found(manual("Canal lock tools", (*SECTIONS, ("Further doors", "Doors stand beside the locks.")))) == []
    assert found(manual("Canal lock tools", more="Canal lock tools of the north")) == []


def test_they_are_asked_for_in_the_order_of_a_statement_after_a_lead() -> None:
    """Nobody says "Can you tell me which tools are there"."""
    told = Asked(
        "which canal lock tools are there in Ottershire", "", "mitregate, liftgate and sluicebot.", "collection"
    )
    asked = [wording.question for wording in indirect(told)]
    assert "Can you tell me which canal lock tools there are in Ottershire" in asked

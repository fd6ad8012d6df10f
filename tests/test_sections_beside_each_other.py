"""Sections on one name each that stand beside each other: how the names differ."""

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.several.comparisons import comparisons
from kgsynth.manuals import topics
from kgsynth.pipeline import build
from kgsynth.routes.prose import topic_routes
from kgsynth.types import Chunk, EdgeKind

OTTERIX = "Otterix is a river-based distribution specializing in the mapping of deep ponds.\n"
VOLENIX = "Volenix is a river-based distribution focused on quiet banks and dry cellars.\n"
GOOSEBOX = "Goosebox is a live CD with many tools for wardens who count birds.\n"


def section(text: str, title: str) -> Chunk:
    """A page that is one section."""
    return chunk(f"# {title}\n\n{text}", title, title=title)


def compared(one: str, other: str, names: tuple[str, ...] = ()) -> list[Candidate]:
    """What is asked over two sections."""
    titles = (f"A.{number}. {text.split()[0]}" for number, text in enumerate((one, other), start=1))
    here, there = map(section, (one, other), titles)
    told = {
        chunk: [each for each in facts if not isinstance(each, Statement)]
        for chunk, facts in facts_of([here, there], subject="").items()
    }
    return list(comparisons(told[here.id], told[there.id], names))


def beside(*titles: str) -> list[tuple[str, str]]:
    """The names of sections with some titles that are told apart, each told of by its first word."""
    named = [(title, title.rpartition(". ")[2].split()[0]) for title in titles]
    pages = {title: [section(f"{name} is a tool that counts birds.\n", title)] for title, name in named}
    return [pair.names for pair in topics(pages)]


def test_sections_beside_each_other_are_paired_with_the_next_three() -> None:
    """In the order of their numbers."""
    found = beside("A.10. Egret", "A.1. Avocet", "A.2. Bittern", "A.3. Curlew", "A.4. Dabchick")
    assert ("Avocet", "Dabchick") in found and ("Bittern", "Egret") in found and ("Avocet", "Egret") not in found


@pytest.mark.parametrize(
    "titles",
    [
        ("A.1. Avocet", "B.1. Bittern"),
        ("A.1. Avocet", "A.1.2. Bittern"),
        ("A.1. Avocet", "A.2. Bittern in the mist of the morning"),
        tuple(f"A.{number}. Bird{number}" for number in range(1, 20)),
    ],
)
def test_sections_elsewhere_and_long_lists_of_them_are_not(titles: tuple[str, ...]) -> None:
    """A title that says more than a name is about something else, and twenty sections are a dictionary."""
    assert beside(*titles) == []


FOXFORK = "Foxfork is a fork of Otterix begun by wardens who wanted the maps of dry valleys back.\n"
STOATIX = "Stoatix is a rebuild of Otterix optimized for the small boats of harbour pilots.\n"


def test_names_of_two_such_sections_are_told_apart() -> None:
    """One word in common is enough for them; on their own they need more."""
    (made,) = compared(FOXFORK, STOATIX, ("Foxfork", "Stoatix"))
    assert made.kind == "difference" and {name.text for name in made.names} == {"Foxfork", "Stoatix"}
    assert made.reference.startswith("Foxfork is a fork") and ", whereas Stoatix is a rebuild" in made.reference
    assert compared(FOXFORK, STOATIX) == []


def test_what_has_nothing_in_common_but_its_place_is_not_told_apart() -> None:
    """Nobody weighs a map of ponds against a count of birds."""
    assert compared(OTTERIX, GOOSEBOX, ("Otterix", "Goosebox")) == []


def test_such_sections_are_a_path_of_the_graph() -> None:
    """Of siblings, with both names."""
    pages = [f"# A.{n}. {text.split()[0]}\n\n{text * 3}" for n, text in enumerate((OTTERIX, VOLENIX), start=1)]
    graph = build([(f"page{number}.md", text) for number, text in enumerate(pages)])
    (route,) = (route for _, _, route in topic_routes(graph))
    assert route.entities == ("Otterix", "Volenix") and route.path[0].kind is EdgeKind.SIBLING

"""Titles -> the words by which a question says what its page is about; titles that say nothing give none."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive.scenes.organisations import organisation_of, whose
from kgsynth.engines.extractive.scenes.scenes import Scene, Sort, with_scene
from kgsynth.engines.extractive.scenes.scenes_of_pages import Scenes
from kgsynth.types import Chunk

ABOUT = "Otterbrook keeps sluices in five valleys. Visitors of Otterbrook are welcome in Lund."
ELSEWHERE = "The boats come from Otterbrook. In Lund they are repaired at Otterbrook's cost."


def page(text: str, *titles: str, document: str = "d1") -> Chunk:
    """A chunk below some headings, the first of them its page's title."""
    return replace(chunk(text, document, title=titles[0]), headings=titles)


def scene(text: str, *titles: str) -> Scene | None:
    """The scene of a page among those of Otterbrook."""
    piece = page(text, *titles)
    about = page(ABOUT, "About Otterbrook", document="d2")
    return Scenes.of([piece, about, page(ELSEWHERE, "Boats", document="d3")]).scene(piece)


def words(text: str, *titles: str) -> str:
    """The words of that scene; empty where there is none."""
    found = scene(text, *titles)
    return found.words if found is not None else ""


@pytest.mark.parametrize(
    ("titles", "text", "expected"),
    [
        (("Travel policy", "Hotels"), "Breakfast is paid.", "under Otterbrook's travel policy"),
        (("travel-policy",), "Breakfast is paid.", "under Otterbrook's travel policy"),
        (
            ("Partner agreement with Stoat & Sons",),
            "The partner pays.",
            "under the partner agreement with Stoat & Sons",
        ),
        (("Audit report 2024",), "The auditors came twice.", "in Otterbrook's 2024 audit"),
        (("Incident report: flood on 9 May 2024",), "The gate failed.", "in Otterbrook's incident of 9 May 2024"),
        (("Lund", "Safety"), "Lund is the oldest office of the society.", "at Otterbrook's Lund office"),
        (("Lund",), "The harbour is near.", "at Otterbrook's Lund site"),
        (("Weasel 2",), "The Weasel 2 is a lantern for sluices.", "with the Weasel 2"),
        (("Weasel Cloud",), "Weasel Cloud is the service that counts boats.", "in Weasel Cloud"),
        (("Weasel Cloud release notes", "5.1 (2 May 2024)"), "Boats are counted twice.", "in Weasel Cloud 5.1"),
        (("Plans", "Projects", "Heron"), "The project began in May.", "in the Heron project"),
        (("Installing a Weasel 2", "Tools"), "A ladder is needed.", "when installing a Weasel 2"),
        (("Onboarding",), "Everybody has a mentor.", "during onboarding at Otterbrook"),
        (("About Otterbrook", "Money"), "Revenue was small.", "at Otterbrook"),
        (("Frequently asked questions",), "A boat is lent for a day.", "at Otterbrook"),
    ],
)
def test_a_title_says_how_questions_name_their_page(titles: tuple[str, ...], text: str, expected: str) -> None:
    """A policy is under, a place at, a device with, an event in; the organisation names whose it is."""
    assert words(text, *titles) == expected


@pytest.mark.parametrize("title", ["Overview", "Unix services", "Error conditions", "Policy", "Notes on boats", "2.4"])
def test_a_title_that_names_nothing_gives_no_scene(title: str) -> None:
    """Nothing happens "in Overview", and without an organisation a policy is nobody's."""
    piece = page("The gate is shut at night.", title)
    assert Scenes.of([piece]).scene(piece) is None


def test_capitals_of_a_title_are_no_names() -> None:
    """Only a word that the page itself writes with a capital, or that is spelt as a name, stays as it is."""
    piece = page("A gate is set up once. The lock is oiled.", "Setting Up The GRX Gate At Night")
    found = Scenes.of([piece]).scene(piece)
    assert found is not None and found.words == "when setting up the GRX gate at night"
    plain = page("A gate is set up once.", "Setting Up The Gate")
    assert Scenes.of([plain]).scene(plain) is None


def test_a_version_hides_the_page_above_it() -> None:
    """What stands below a number is of that version, which nothing here names."""
    assert words("The gate opens faster.", "Weasel 2", "Releases", "4.6") == ""


def test_an_organisation_is_claimed_by_a_title_and_spoken_of() -> None:
    """A name that one page alone uses is nobody's; several words are one name."""
    about = page("Otter Mills grinds corn.", "About Otter Mills", document="d2")
    assert organisation_of([about]) == ""
    assert organisation_of([about, page("Boats of Otter Mills are green.", "Boats")]) == "Otter Mills"
    example = page("Otter Corp is a manufacturer of oars.", "Case study", document="d4")
    assert organisation_of([example, page("Boats of Otter Corp are green.", "Boats")]) == ""
    assert (whose("Otter Mills"), whose("Otterbrook")) == ("Otter Mills'", "Otterbrook's")


def test_short_questions_take_their_scene_at_the_end() -> None:
    """Where a clause stands in the question the scene comes first; a part of a thing is said to be its part."""
    lund = Scene(Sort.PLACE, "at Otterbrook's Lund office", "Otterbrook's Lund office")
    assert with_scene("When does the bar open", lund) == "When does the bar open at Otterbrook's Lund office"
    assert with_scene("What happens if it rains", lund) == "At Otterbrook's Lund office, what happens if it rains"
    weasel = Scene(Sort.THING, "with the Weasel 2", "the Weasel 2")
    assert with_scene("What is the wick", weasel) == "What is the wick of the Weasel 2"
    assert with_scene("How often is oil changed", weasel) == "With the Weasel 2, how often is oil changed"

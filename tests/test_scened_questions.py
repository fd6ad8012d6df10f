"""Plain sentences of policies, notices and reports -> questions that say whose policy, which site or which device."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive.made import Made
from kgsynth.engines.extractive.retelling.first_person import spoken_for
from kgsynth.engines.extractive.scenes.scene_fitting import is_half, is_of_the_page
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.types import Chunk, Persona, QueryLength, QueryStyle, QueryType, Scenario

ABOUT = "Otterbrook keeps sluices in five valleys. Visitors of Otterbrook are welcome in Lund."
POLICY = ("Boat policy", "Use")
LUND = ("Lund", "Notices")
WEASEL = ("Weasel 2", "Care")
IS_A_PLACE = "Lund is the oldest office of the society.\n\n"
IS_A_THING = "The Weasel 2 is a lantern for sluices.\n\n"


def page(text: str, *titles: str, document: str = "d1") -> Chunk:
    """A chunk below some headings, the first of them its page's title."""
    return replace(chunk(text, document, title=titles[0]), headings=titles)


def asked(text: str, *titles: str) -> dict[str, str]:
    """Question -> answer of all further candidates of a page among those of Otterbrook."""
    piece, about = page(text, *titles), page(ABOUT, "About Otterbrook", document="d2")
    boats = page("The boats come from Otterbrook.", "Boats", document="d3")
    made = Made(subject="", corpus=Corpus.of([piece, about, boats]))
    reader = Persona(name="Keeper")
    scenario = Scenario("s", QueryType.SINGLE_HOP, (piece,), reader, QueryStyle.WELL_FORMED, QueryLength.MEDIUM)
    made.read([scenario])
    made.read_further([scenario])
    found = (*made.of(scenario), *made.further(scenario))
    return {each.question: each.reference for each in found}


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("Oars are counted every week.", "How often are oars counted under Otterbrook's boat policy?", "Every week."),
        (
            "Damage is reported within two working days.",
            "Within how many working days is damage reported under Otterbrook's boat policy?",
            "Within two working days.",
        ),
        (
            "Log books are kept for seven years.",
            "For how long are log books kept under Otterbrook's boat policy?",
            "For seven years.",
        ),
        (
            "A long trip is announced three weeks ahead.",
            "How far ahead is a long trip announced under Otterbrook's boat policy?",
            "Three weeks ahead.",
        ),
        (
            "The ropes are changed after 300 hours of use.",
            "Under Otterbrook's boat policy, after how many hours of use are the ropes changed?",
            "After 300 hours of use.",
        ),
        (
            "Guests may row alone if they have a licence.",
            "On what condition may guests row alone under Otterbrook's boat policy?",
            "If they have a licence.",
        ),
        (
            "The site manager checks the moorings in April.",
            "Who checks the moorings in April under Otterbrook's boat policy?",
            "The site manager.",
        ),
        (
            "Keys are handed out by the site manager.",
            "Who hands keys out under Otterbrook's boat policy?",
            "The site manager.",
        ),
        (
            "The deposit is fixed at 40 euro.",
            "What is the deposit fixed at under Otterbrook's boat policy?",
            "40 euro.",
        ),
        (
            "Loans are confirmed with one signature.",
            "How are loans confirmed under Otterbrook's boat policy?",
            "With one signature.",
        ),
    ],
)
def test_a_rule_is_asked_for_what_it_settles(text: str, question: str, answer: str) -> None:
    """Times, deadlines, sums, conditions, people and ways, each with whose policy it is."""
    assert asked(text, *POLICY).get(question) == answer


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "The siren is tested on Wednesdays at 10:00.",
            "When is the siren tested at Otterbrook's Lund office?",
            "On Wednesdays at 10:00.",
        ),
        (
            "Spare keys are stored in the red cabinet.",
            "Where are spare keys stored at Otterbrook's Lund office?",
            "In the red cabinet.",
        ),
        (
            "The site manager is Ada Wren.",
            "Who is the site manager at Otterbrook's Lund office?",
            "Ada Wren.",
        ),
        (
            "The canteen bought 40 chairs and 12 tables in 2024.",
            "At Otterbrook's Lund office, how many chairs and tables did the canteen buy in 2024?",
            "40 chairs and 12 tables.",
        ),
    ],
)
def test_a_notice_is_of_its_place(text: str, question: str, answer: str) -> None:
    """What a page about an office says holds at that office."""
    assert asked(IS_A_PLACE + text, *LUND).get(question) == answer


def test_a_thing_is_named_for_what_its_page_calls_it() -> None:
    """ "The lantern" is the Weasel 2; another definite noun of the page is one of its parts."""
    found = asked(
        IS_A_THING
        + "If the green wire is cut, the lantern turns off and no boat is seen. The inner wick is wool from Faro.",
        *WEASEL,
    )
    assert found["With the Weasel 2, what happens if the green wire is cut?"] == (
        "The lantern turns off and no boat is seen."
    )
    assert found["What is the inner wick of the Weasel 2?"] == "Wool from Faro."


def test_what_a_paragraph_has_just_brought_in_is_not_of_the_page() -> None:
    """ "The guest" is the one of the sentence before: no scene explains which."""
    text = "A guest may bring another guest. The guest is registered within two days."
    assert not any("the guest" in question for question in asked(text, *POLICY))


def test_a_thing_has_its_fuller_name_where_the_paragraph_gives_it() -> None:
    """ "The course" is the safety course of the sentence before."""
    found = asked("All rowers take the safety course. The course takes fifty minutes.", *POLICY)
    assert found["How long does the safety course take under Otterbrook's boat policy?"] == "Fifty minutes."


def test_a_portrait_names_its_person() -> None:
    """ "She" below a name is whoever has that name, and a question has the whole of it."""
    text = "Ada trained as a boat builder in Malmo. She trained two apprentices in Lund."
    found = asked(text, "People", "Ada van Wren")
    assert found["Who trained as a boat builder in Malmo?"] == "Ada van Wren."
    assert found["How many apprentices did Ada van Wren train in Lund?"] == "Two apprentices."


def test_what_is_so_everywhere_is_not_of_the_course_of_things() -> None:
    """The passport is one of the onboarding; log books are kept by all."""
    found = asked("The passport is signed within three days. Log books are kept for seven years.", "Onboarding")
    assert found["For how long are log books kept at Otterbrook?"] == "For seven years."
    assert found["Within how many days is the passport signed during onboarding at Otterbrook?"] == "Within three days."


def test_a_title_of_common_words_is_nobody() -> None:
    """ "Boat Care" is no person, though a sentence below it begins with "Boat"."""
    found = asked("Boat sheds are painted every spring.", "Boats of the valley", "Boat Care")
    assert not any("Boat Care" in question for question in found)


def test_a_glossary_defines_for_its_organisation() -> None:
    """A common word is a term there only."""
    found = asked("**Raft.** A raft is a group of boats that share one rope.", "Glossary")
    assert "At Otterbrook, what is a raft?" in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We test our sluices every spring.", "Otterbrook tests Otterbrook's sluices every spring."),
        ("If a gate sticks, we have to drain the lock.", "If a gate sticks, Otterbrook has to drain the lock."),
        ("I like what we keep.", "I like what we keep."),
        ("We row and we sing.", "We row and we sing."),
    ],
)
def test_an_organisation_that_speaks_is_named(text: str, expected: str) -> None:
    """Not where a single person speaks, nor where a second verb would need its form, too."""
    assert spoken_for(text, "Otterbrook") == expected


def test_what_only_the_page_explains_is_not_asked() -> None:
    """Another one of something, a pronoun, a share of nobody knows what."""
    assert is_of_the_page("When is the smaller one opened", "at noon")
    assert is_of_the_page("How often does the council review it", "each spring")
    assert is_of_the_page("Who holds 44 percent", "the founders")
    assert not is_of_the_page("How often does the council review the plan", "each spring")


def test_an_answer_is_not_one_half_of_two() -> None:
    """A sentence that tells of two ways is not answered with one."""
    assert is_half("Boats are moved by hand and by rail.", "by hand", "how_to")
    assert not is_half("Boats are moved by hand.", "by hand", "how_to")

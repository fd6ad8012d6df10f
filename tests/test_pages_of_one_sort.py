"""Tables of what each page is about, and figures of two or more of them -> which is first, and by how much."""

import pytest
from records import chunk, multi_hop_draft

from kgsynth.checks.grounding import Grounding
from kgsynth.checks.hops import Hops
from kgsynth.checks.kinds import CALCULATED, SELECTION
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Event, Fact
from kgsynth.engines.extractive.quantities import amount_between, time_between
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.rewording import ways
from kgsynth.engines.extractive.several.comparisons import comparisons
from kgsynth.engines.extractive.several.series import series
from kgsynth.manuals import sheets
from kgsynth.types import Chunk

TABLE = "# {}\n\n| Attribute | Value |\n| --- | --- |\n| Weight | {} |\n| Opened | {} |\n| Built in | {} |\n"
ROWS = {
    "Otter 2": ("2 kg", "4 May 2019", "Tornio"),
    "Vole 7": ("300 g", "1 April 2017", "Lahti"),
    "Stoat 4": ("900 g", "20 June 2021", "Tornio"),
}


def sheet(name: str) -> Chunk:
    """The page of a product."""
    return chunk(TABLE.format(name, *ROWS[name]), name, title=name)


def told(piece: Chunk) -> tuple[Fact, ...]:
    """What a page tells."""
    return facts_of([piece], subject="")[piece.id]


def asked(*names: str) -> list[Candidate]:
    """The questions over the pages of some products."""
    return list(series([told(sheet(name)) for name in names]))


def two(one: str, other: str, kind: str = CALCULATED) -> dict[str, str]:
    """What is asked of a kind over two products, with the answers."""
    made = comparisons(told(sheet(one)), told(sheet(other)))
    return {each.question: each.reference for each in made if each.kind == kind}


# ------------------------------------------------------------------------------------------------- how far apart


@pytest.mark.parametrize(
    ("larger", "smaller", "rest"),
    [
        ("910 g", "47 g", "863 g"),
        ("2,300 m²", "950 m²", "1,350 m²"),
        ("€20", "€12.50", "€7.50"),
        ("2 months", "1 month", "1 month"),
        ("2 kg", "300 g", None),
        ("a lot", "1", None),
    ],
)
def test_amounts_of_one_unit_are_subtracted(larger: str, smaller: str, rest: str | None) -> None:
    """Those of two units are left to who knows how exact they are."""
    assert amount_between(larger, smaller) == rest


@pytest.mark.parametrize(
    ("earlier", "later", "between"),
    [
        ("2011", "2019", "8 years"),
        ("April 2011", "June 2012", "1 year and 2 months"),
        ("31 January 2020", "1 March 2020", "1 month and 1 day"),
        ("2 February 2021", "14 March 2022", "1 year, 1 month and 12 days"),
        ("2011", "June 2012", None),
        ("June 2012", "June 2012", None),
        ("1 June 2012", "31 June 2013", None),
    ],
)
def test_dates_that_are_as_exact_are_subtracted(earlier: str, later: str, between: str | None) -> None:
    """A year and a day are not."""
    assert time_between(earlier, later) == between


def test_two_pages_are_asked_how_far_their_figures_lie_apart() -> None:
    """How much heavier, how long after: neither page says it."""
    assert two("Otter 2", "Vole 7") == {
        "How long after Vole 7 was Otter 2 opened?": "2 years, 1 month and 3 days (1 April 2017 for Vole 7, "
        "4 May 2019 for Otter 2)."
    }
    heavier = two("Stoat 4", "Vole 7")
    assert heavier["How much heavier is Stoat 4 than Vole 7?"] == "600 g (900 g, against 300 g for Vole 7)."


@pytest.mark.parametrize(
    ("verb", "question"),
    [
        ("was launched", "How long after OtterGate was VoleGate launched?"),
        ("closed", "How long after OtterGate did VoleGate close?"),
    ],
)
def test_what_happened_to_two_things_is_asked_how_long_apart(verb: str, question: str) -> None:
    """As sentences of two pages say it."""
    pieces = [
        chunk(f"# {name}\n\n{name} {verb} in {when}.\n", name, title=name)
        for name, when in (("OtterGate", "May 2011"), ("VoleGate", "July 2013"))
    ]
    first, second = ([fact for fact in told(piece) if isinstance(fact, Event)] for piece in pieces)
    (made,) = (each for each in comparisons(first, second) if each.kind == CALCULATED)
    assert made.question == question
    assert made.reference == "2 years and 2 months (May 2011 for OtterGate, July 2013 for VoleGate)."


def test_what_was_worked_out_needs_no_evidence_but_its_figures_do() -> None:
    """The difference stands nowhere; what follows in brackets has to."""
    texts = ("Stoat 4 | Weight | 900 g |", "Vole 7 | Weight | 300 g |")
    question = "How much heavier is the Stoat 4 than the Vole 7?"
    right, wrong = (
        multi_hop_draft(question, f"600 g ({figure} g, against 300 g for the Vole 7).", texts, kind=CALCULATED)
        for figure in (900, 950)
    )
    assert Grounding().check([right, wrong]) == [None, "unsupported_answer: 950"]


# ------------------------------------------------------------------------------------------------- of several


def test_three_pages_are_asked_for_the_first_or_the_last() -> None:
    """By weight in whatever unit, and by date."""
    found = {each.kind: each for each in asked("Otter 2", "Vole 7", "Stoat 4")}
    assert found["comparison"].question in {
        "Which of Otter 2, Stoat 4 and Vole 7 is the heaviest?",
        "Which of Otter 2, Stoat 4 and Vole 7 is the lightest?",
    }
    assert sorted(found["comparison"].reference.replace("(", "").split()[:2]) in (["2", "Otter"], ["7", "Vole"])
    assert "opened" in found["temporal"].question and found["temporal"].reference[:4] in {"Vole", "Stoa"}


def test_what_some_of_several_share_is_asked_for() -> None:
    """And all that are asked about are in the answer, so that each page is needed."""
    (shared,) = (each for each in asked("Otter 2", "Vole 7", "Stoat 4") if each.kind == SELECTION)
    assert shared.question == "Which of Otter 2, Stoat 4 and Vole 7 are built in the same place?"
    assert shared.reference == "Otter 2 and Stoat 4 (Tornio, against Lahti for Vole 7)."
    texts = [sheet(name).text for name in ("Otter 2", "Vole 7", "Stoat 4")]
    draft = multi_hop_draft(shared.question, shared.reference, texts, kind=SELECTION)
    assert Grounding().check([draft]) == Hops().check([draft]) == [None]


def test_a_page_that_speaks_of_another_of_them_is_not_asked_with_it() -> None:
    """It may give both figures."""
    pages = [sheet("Otter 2"), sheet("Vole 7"), sheet("Stoat 4")]
    text = f"{pages[0].text}\nThe Vole 7 weighs 300 g.\n"
    assert not list(series([told(each) for each in (chunk(text, "Otter 2", title="Otter 2"), *pages[1:])]))


def test_a_page_that_adds_nothing_is_a_leak() -> None:
    """Where two of the figures are the same, one of the pages is not needed."""
    texts = ("| Weight | 900 g |", "| Weight | 300 g |", "| Weight | 300 g |")
    answer = "Stoat 4 (900 g, against 300 g for Vole 7 and 300 g for Otter 2)."
    draft = multi_hop_draft("Which of Stoat 4, Vole 7 and Otter 2 is the heaviest?", answer, texts, kind="comparison")
    assert Hops().check([draft]) == ["single_hop_leak"]


def test_figures_are_asked_for_in_more_ways_than_one() -> None:
    """Each with all the names."""
    pair = comparisons(told(sheet("Stoat 4")), told(sheet("Vole 7")))
    found = (*asked("Otter 2", "Vole 7", "Stoat 4"), *(each for each in pair if each.kind == CALCULATED))
    assert len(found) == 5
    for each in found:
        questions = {wording.question for wording in ways(each)}
        assert len(questions) > 1 and all(name.text in put for put in questions for name in each.names)


def test_what_was_opened_is_not_called_started() -> None:
    """A question over a column keeps its word."""
    made = next(each for each in asked("Otter 2", "Vole 7", "Stoat 4") if each.kind == "temporal")
    assert all("start" not in wording.question for wording in ways(made))


# ------------------------------------------------------------------------------------------------- which pages


def test_pages_with_the_same_properties_are_of_one_sort() -> None:
    """Three of them make one group; a page with other properties is in none."""
    other = chunk(
        "# Hull\n\n| Attribute | Value |\n| --- | --- |\n| Depth | 3 m |\n| Flag | red |\n| Crew | 4 |\n", "hull"
    )
    pages = {each.document_id: [each] for each in (*map(sheet, ROWS), other)}
    assert [{each.document_id for each in group} for group in sheets(pages)] == [set(ROWS)]


def test_a_list_of_terms_is_a_table_as_well() -> None:
    """As a page in HTML may give its properties."""
    terms = "# Otter 2\n\nWeight\n: 2 kg\n\nOpened\n: 4 May 2019\n\nBuilt in\n: Tornio\n"
    pages = {"Otter 2": [chunk(terms, "Otter 2")]} | {name: [sheet(name)] for name in ("Vole 7", "Stoat 4")}
    assert len(list(sheets(pages))) == 1


def test_unlike_things_far_apart_are_not_measured_against_each_other() -> None:
    """Nobody weighs a lamp against a gate; which was launched first is asked of any two."""
    kinds = {"Otter 2": "lamp", "Vole 7": "gate", "Stoat 4": "lamp"}
    unlike = [each.question for each in comparisons(told(sheet("Otter 2")), told(sheet("Vole 7")), kinds=kinds)]
    assert unlike and not any("heavier" in each for each in unlike)
    assert any("heavier" in each for each in two("Otter 2", "Vole 7", "comparison"))
    facts = [told(sheet(name)) for name in ROWS]
    kinds["Otter 2"] = "boat"
    assert {each.kind for each in series(facts)} - {each.kind for each in series(facts, kinds)} == {"comparison"}


def test_the_heavier_of_two_is_asked_for_as_people_say_it() -> None:
    """Not for what has the higher weight."""
    assert "Which is heavier, Otter 2 or Vole 7?" in two("Otter 2", "Vole 7", "comparison")

"""What the rest of a corpus tells of a name: its kind, its article, its tool, its own entry, that it is made up."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive import Corpus
from kgsynth.engines.extractive.articles import spoken_head
from kgsynth.engines.extractive.made import Made
from kgsynth.types import Chunk, Persona, QueryLength, QueryStyle, QueryType, Scenario

READER = Persona(name="Reader")


def page(text: str, *titles: str, document: str = "d1", start: int = 0) -> Chunk:
    """A chunk below some headings, the first of them its page's title."""
    return replace(chunk(text, document, start, title=titles[0]), headings=titles)


def asked(piece: Chunk, *others: Chunk, subject: str = "") -> dict[str, str]:
    """Question -> answer of all that a chunk gives in the corpus of itself and some others."""
    made = Made(subject=subject, corpus=Corpus.of([piece, *others]))
    evidence = Scenario("s", QueryType.SINGLE_HOP, (piece,), READER, QueryStyle.WELL_FORMED, QueryLength.MEDIUM)
    made.read([evidence])
    return {each.question: each.reference for each in made.of(evidence)}


ACTS = page("`lochbag` converts the tide records of a harbour into charts.", "Notes on tides")


def test_a_command_is_known_by_what_other_pages_call_it() -> None:
    """Elsewhere it is called a program: here it can be asked for by what it does, and what it does."""
    other = page("The `lochbag` program is old.", "Old programs", document="d2")
    found = asked(ACTS, other)
    assert found["Which program converts the tide records of a harbour into charts?"] == "lochbag"
    assert "What does the lochbag program do?" in found
    assert not asked(ACTS)


def test_a_name_that_somebody_types_is_a_command() -> None:
    """A line to type begins with it; a name that is only mentioned may be anything."""
    typed = page("Start it so:\n\n```\n$ lochbag --all\n```\n", "Charts", document="d2")
    assert "What does the lochbag command do?" in asked(ACTS, typed)
    named = page("There is also `lochbag` in the list.", "Charts", document="d2")
    assert not asked(ACTS, named)


def test_one_act_of_a_command_that_all_pages_name_is_not_its_purpose() -> None:
    """What many documents speak of does more than the first sentence of one of them says."""
    others = [page("The `lochbag` program is run.", f"Page {n}", document=f"d{n}") for n in range(2, 9)]
    assert "What does the lochbag program do?" not in asked(ACTS, *others)


@pytest.mark.parametrize(
    ("texts", "spoken"),
    [
        (["When the warden wakes, a bell rings.", "Only the warden may ring."], "the warden"),
        (["It holds a warden.", "Every warden sees a warden."], "a warden"),
        (["This leads to warden and to noise.", "It is free of warden."], "warden"),
        (["No such thing."], ""),
    ],
)
def test_a_glossary_head_is_spoken_as_the_corpus_speaks_it(texts: list[str], spoken: str) -> None:
    """With "the", with "a", or without an article; nothing where no sentence holds it."""
    assert spoken_head("Warden", texts) == spoken


def test_a_glossary_head_that_no_sentence_holds_has_no_article() -> None:
    """ "What is a" before a name would be wrong, so the question does without."""
    glossary = page(
        "## Glossary\n\nOver-tide bell\n: The bell that rings when the gates of a harbour close.\n", "Glossary"
    )
    assert "What does “Over-tide bell” mean?" in asked(glossary)
    used = page("At night the over-tide bell is heard, and the over-tide bell means danger.", "Nights", document="d2")
    assert "What is the over-tide bell?" in asked(glossary, used)


def test_a_manual_page_names_its_tool() -> None:
    """A variable is asked for together with the command that reads it."""
    manual = page("The `TIDESET` environment variable may be used to select a harbour.", "lochbag(1)", "ENVIRONMENT")
    assert list(asked(manual)) == ["With lochbag, which variable is used to select a harbour?"]


def test_what_has_an_entry_is_not_asked_of_a_remark_on_the_same_page() -> None:
    """The entry says what the variable specifies; the remark below an option is not the whole of it."""
    remark = page("The `TIDE_ZONE` variable is used to set the zone of all charts that are sold.", "lochbag", "Options")
    entry = page("`TIDE_ZONE`\n: The zone of the tides.\n", "lochbag", "Environment", start=500)
    assert "What is the TIDE_ZONE variable used for?" in asked(remark)
    assert "What is the TIDE_ZONE variable used for?" not in asked(remark, entry)


def test_the_company_of_a_running_example_is_asked_about_nowhere() -> None:
    """A case study brings it in: its choices are made up, on every page."""
    piece = page("Pillerby Corp is a maker of harbour bells that ring under water.", "Bells")
    assert asked(piece)
    case = page("Pillerby Corp has three offices.", "The Case Study", document="d2")
    assert not asked(piece, case)


def test_a_definition_is_asked_from_both_sides() -> None:
    """What it is, and which distribution it is that does so; not where its own name would say it."""
    kelm = page("Kelm Mora is a distribution specializing in tide prediction for small harbours.", "Kelm Mora")
    assert asked(kelm)["Which distribution specializes in tide prediction for small harbours?"] == "Kelm Mora"
    told = page("Tide Mora is a distribution specializing in tide prediction for small harbours.", "Tide Mora")
    assert not any(question.startswith("Which") for question in asked(told))


def test_this_tool_is_the_one_that_was_named() -> None:
    """The sentence before names one command; where it names two, nobody knows which is meant."""
    said = "Charts are drawn with the `{}` command. This tool scans the contents of a tide table and displays a chart."
    assert "What does the lochbag command do?" in asked(page(said.format("lochbag"), "Charts"))
    both = said.format("lochbag` command or the `tidebag")
    assert not any("command do" in question for question in asked(page(both, "Charts")))

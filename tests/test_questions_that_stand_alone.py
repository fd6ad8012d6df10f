"""What a question opens with is a name, and what it asks for is asked without its page in view."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive.articles import in_small_letters
from kgsynth.engines.extractive.belonging.fields import field_of
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.inversion import spoken_subject
from kgsynth.engines.extractive.facts import Fact
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.rewording import ways
from kgsynth.engines.extractive.sifting.occasions_of_windows import is_a_step_between
from kgsynth.engines.extractive.sifting.whole_product import asks_anything
from kgsynth.engines.extractive.single_hop import is_about_the_page
from kgsynth.engines.extractive.topics_of_pages import is_used_as_name, names_somebody
from kgsynth.language.pipelines import load_pipeline, parsed
from kgsynth.types import Chunk


def below(text: str, *titles: str) -> Chunk:
    """A chunk below some headings."""
    return replace(chunk(text, title=titles[0]), headings=titles)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask Slovik first, for only Slovik knows.", True),
        ("The Slovik is open. Close the Slovik at night.", False),
        ("The Otter Slovik and the Price Slovik are alike.", False),
        ("Begin with Slovik Hall.", False),
    ],
)
def test_a_name_stands_alone_and_without_an_article(text: str, expected: bool) -> None:
    """A part of a longer name is none, nor is what "the" stands before."""
    assert is_used_as_name("Slovik", text) is expected


def test_a_field_is_written_as_its_text_writes_it() -> None:
    """Where only some words of a title lose their capital, it is the name of nothing."""
    assert field_of(below("In pond control, patience counts.", "Pond Control"), without=set()) == "In pond control"
    assert field_of(below("Of all Control, one is ours.", "Pond Control"), without=set()) == ""


@pytest.mark.parametrize(
    "question",
    [
        "What happens when you click the OK button?",
        "What should you do when the Otter Import dialog box appears?",
        "What does clicking Next do?",
        "What should you do when you find the otter in the Count window?",
    ],
)
def test_a_step_on_a_way_through_windows_is_not_asked_for(question: str) -> None:
    assert is_a_step_between(question)


@pytest.mark.parametrize(
    "question",
    ["How do you open the Otters in Pond window?", "Which button closes the pond?", "What does the Count dialog show?"],
)
def test_the_way_to_a_window_is(question: str) -> None:
    assert not is_a_step_between(question)


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("What can OtterBooks create?", "Otters.", True),
        ("What does OtterBooks allow users to do?", "Count.", True),
        ("What does the Pond Ledger produce?", "A list.", True),
        ("What is OtterBooks?", "OtterBooks is truly an application for all.", True),
        ("What is OtterBooks?", "OtterBooks is a ledger of ponds.", False),
        ("What does OtterBooks store in the pond file?", "Otters.", False),
        ("What does the otterctl command list?", "Otters.", False),
    ],
)
def test_what_any_page_would_answer_is_not_asked(question: str, answer: str, expected: bool) -> None:
    assert asks_anything(question, answer, "OtterBooks") is expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Boats are fast.", "Two boats met.", "The boats sank."], "What are boats?"),
        (["Boats are fast.", "All Boats met.", "Our Boats sank."], "What are Boats?"),
    ],
)
def test_an_everyday_word_is_small_where_most_of_the_corpus_writes_it_so(texts: list[str], expected: str) -> None:
    made = Candidate((chunk("Boats are fast."),), "What are Boats?", "Fast.", (), "definition", (Name("Boats"),))
    assert in_small_letters(made, lambda words: sum(words in text for text in texts)).question == expected


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        ("Trial Balance lists the ponds.", 2, "Trial Balance"),
        ("Official Otterix lists the ponds.", 2, "official Otterix"),
    ],
)
def test_the_first_word_of_a_name_keeps_its_capital(text: str, count: int, expected: str) -> None:
    """An adjective before a name is no part of it."""
    pipeline = load_pipeline("en", spacy_model=None)
    assert pipeline is not None
    doc = next(iter(parsed(pipeline, [text])))
    assert spoken_subject(list(doc)[:count], text) == expected


def test_a_verb_inside_keeps_its_place_in_other_words() -> None:
    """What a thing helps somebody do is not the purpose "of the thing help you", nor what it "help you does"."""
    made = Candidate((chunk("x"),), "What does the Pond Setup assistant help you do?", "To dig.", (), "purpose")
    assert not [each.question for each in ways(made) if "help you does" in each.question or "of the" in each.question]


def test_a_directive_is_nobody() -> None:
    """Two capitalised words in a title may be a person, unless the second says what the first is."""
    assert names_somebody("Orla Fenwick")
    assert not names_somebody("PondPrivs Directive")


@pytest.mark.parametrize(("title", "expected"), [("Otter Public License", True), ("Licensing ponds", False)])
def test_a_licence_is_not_what_people_come_for(title: str, expected: bool) -> None:
    piece = below("A copy is any otter.", "Ponds", title)
    assert is_about_the_page(Fact(piece, (piece.span,), Name("copy"))) is expected

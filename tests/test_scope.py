"""What one chunk says, held against the corpus: asides, common words, tools from elsewhere, examples, trivia."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive import Corpus
from kgsynth.engines.extractive.belonging.fields import field_of
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.scope import in_scope
from kgsynth.types import Chunk, Span


def page(text: str, *titles: str, document: str = "d1") -> Chunk:
    """A chunk below some headings, the first of them its page's title."""
    return replace(chunk(text, document, title=titles[0]), headings=titles)


def candidate(piece: Chunk, question: str, answer: str, kind: str, *names: Name) -> Candidate:
    """A question whose evidence is the first sentence of a chunk."""
    end = piece.span.start + piece.text.index(".") + 1
    return Candidate((piece,), question, answer, (Span(piece.document_id, piece.span.start, end),), kind, names)


def asked(made: Candidate, *others: Chunk, subject: str = "Kelmora") -> list[str]:
    """How it is asked in a corpus of its own chunk and some others."""
    return [each.question for each in in_scope([made], Corpus.of([*made.chunks, *others]), subject)]


HOME = page("The `otter_am` catalog stores ponds.", "otter_am", document="d2")


def test_a_name_with_a_page_of_its_own_is_not_defined_by_a_remark_on_another() -> None:
    """Its own page says what it specifies; where there is none, the remark is all there is."""
    piece = page("The `otter_am` entry specifies a handler.", "Index API")
    made = candidate(piece, "What does the otter_am entry specify?", "A handler.", "factual")
    assert not asked(made, HOME)
    assert asked(made)
    own = replace(made, chunks=(replace(piece, headings=("otter_am",)),))
    assert asked(own, HOME)


def test_an_entry_of_a_list_is_a_home_too() -> None:
    """What a settings page says of a setting, no remark on another page has to say."""
    listed = page("`pond_size` (`integer`)\n: The size of a pond.\n", "Settings", document="d2")
    piece = page("The pond_size setting determines how many otters fit.", "Otters")
    assert not asked(candidate(piece, "What does pond_size determine?", "How many.", "factual"), listed)


def test_a_tool_that_no_page_treats_is_not_of_the_product() -> None:
    """``df`` checks free space anywhere; ``otterctl`` has a page here."""
    piece = page("Use the `df` command to check free pond space.", "Pond space")
    made = candidate(piece, "In Kelmora, how do you check free pond space?", "Use the df command.", "how_to")
    assert asked(made) == ["How do you check free pond space?"]
    treated = page("It moves.", "df", document="d2")
    assert asked(made, treated) == [made.question]


def test_a_title_is_no_world() -> None:
    """What a question without a name belongs to, its section is about; but nobody asks what is so "in Sluices"."""
    piece = page("All gates are opened by an old keeper. The keeper sleeps.", "Sluices")
    made = candidate(piece, "What opens all gates?", "An old keeper.", "factual")
    assert not asked(made)
    named = page("All gates are opened by an old keeper of Slovik. The keeper sleeps.", "Slovik")
    assert not asked(candidate(named, made.question, made.reference, "factual"))
    of_it = page("All sluices are opened by an old keeper. The keeper sleeps.", "Sluices")
    question = "What opens all sluices?"
    assert asked(candidate(of_it, question, made.reference, "factual")) == [question]


def test_a_common_word_is_asked_about_in_its_field() -> None:
    """The section above names the field, unless it is about the word itself; else nobody asks."""
    piece = page("A template is a skeleton for a dictionary.", "Pond Search", "otter_template")
    made = candidate(piece, "What is a template?", "A skeleton.", "definition", Name("template", "term"))
    assert asked(made) == ["In pond search, what is a template?"]
    about = replace(made, chunks=(replace(piece, headings=("Pond Search", "Templates")),))
    assert asked(about) == ["What is a template?"]
    nowhere = replace(made, chunks=(replace(piece, title="otter_x", headings=("otter_x",)),))
    assert not asked(nowhere)


def test_a_term_of_the_product_is_asked_about_in_the_product() -> None:
    """Where the page speaks of the product and no other page has the word in its title."""
    piece = page("A den is a group of otters. Kelmora counts them.", "otter_den")
    made = candidate(piece, "What is a den?", "A group of otters.", "definition", Name("den", "term"))
    assert asked(made) == ["In Kelmora, what is a den?"]
    assert not asked(made, page("Many.", "Dens", document="d2"))


def test_a_condition_says_where_it_holds() -> None:
    """The title names the thing it belongs to, unless the question shares a word with it."""
    piece = page("If a bad reply comes, the check fails.", "21.11. OTTER Authentication")
    made = candidate(piece, "What happens if a bad reply comes?", "The check fails.", "condition")
    assert asked(made) == ["In OTTER authentication, what happens if a bad reply comes?"]
    plural = replace(made, chunks=(replace(piece, headings=("Standby Servers",)),))
    assert asked(plural) == ["With standby servers, what happens if a bad reply comes?"]
    said = replace(made, question="What happens if authentication gets a bad reply?")
    assert asked(said) == [said.question]


@pytest.mark.parametrize("title", ["Notes", "Getting Started", "Ponds and Rivers", "otter_am"])
def test_what_is_no_field(title: str) -> None:
    """Titles of every page, tasks, pairs and names of code."""
    assert field_of(page("Otters swim.", title), without=set()) == ""


def test_a_task_that_is_told_in_two_ways_is_not_asked_for() -> None:
    """The page gives another answer for another mode."""
    text = "To specify a missing value, omit the value.\n\nWith `-z`, use an empty string to specify a missing value.\n"
    piece = page(text, "Missing values")
    question = "When using otter, how do you specify a missing value?"
    made = candidate(piece, question, "Omit the value.", "how_to")
    assert not asked(made)
    once = replace(made, chunks=(replace(piece, text=text.split("\n")[0]),))
    assert asked(once) == [question]


def test_a_task_that_is_named_again_without_a_means_is_asked_for() -> None:
    """A remark on it is no other way."""
    text = "To drain a pond, open the sluice.\n\nKeepers who drain a pond at night are many.\n"
    made = candidate(page(text, "Draining"), "How do you drain a pond?", "Open the sluice.", "how_to")
    assert asked(made) == [made.question]


def test_a_directive_is_told_by_what_it_sets() -> None:
    """It is one of the product; an option needs its command, and few words tell nothing apart."""
    piece = page("The PondDepth directive sets the depth of the ponds.", "PondDepth Directive")
    made = candidate(piece, "Which directive sets the least depth of northern ponds?", "PondDepth", "factual")
    assert asked(made) == [made.question]
    assert not asked(replace(made, question="Which option sets the least depth of northern ponds?"))
    assert not asked(replace(made, question="Which directive sets the depth?"))


def test_a_condition_with_a_coined_name_holds_where_that_does() -> None:
    """``PondFill`` is no word of anything else."""
    piece = page("If PondFill is on, tides are counted.", "Tides")
    made = candidate(piece, "What happens if PondFill is on?", "Tides are told.", "condition")
    assert asked(made) == [made.question]


def test_what_an_example_says_is_not_asked() -> None:
    """Its names are made up."""
    piece = page("The function noddl raises an exception.", "Triggers", "A Complete Trigger Example")
    made = candidate(piece, "Which function raises an exception?", "noddl", "factual")
    assert not asked(made)


def test_trivia_is_not_asked() -> None:
    """Nothing in it is code, in a title of its page, or a name that a title holds."""
    piece = page("The People of Ruritania use the Julian calendar for civil purposes.", "History of Units")
    made = candidate(piece, "Which calendar do the People of Ruritania use?", "The Julian calendar.", "factual")
    assert not asked(made)
    assert asked(made, page("Far away.", "Ruritania", document="d2"))


def test_without_a_corpus_every_candidate_stays() -> None:
    """Nothing is known of other pages, so nothing is held against a chunk."""
    made = candidate(page("A den is a den.", "x"), "What is a den?", "A den.", "definition", Name("den", "term"))
    assert list(in_scope([made], Corpus(), "")) == [made]


def test_a_page_goes_before_an_entry_elsewhere() -> None:
    """A list of rights has an entry of the command's name; what the command does, its own page says."""
    home = page("It alters ponds.", "ALTER POND", document="d2")
    piece = page("`ALTER POND`\n: Allows a pond to be altered.\n", "Rights")
    assert not asked(candidate(piece, "What does ALTER POND do?", "It allows.", "purpose"), home)


def test_a_corpus_has_some_words_in_so_many_chunks() -> None:
    """Whole words count, once a chunk; a name is often named in a small corpus without being looked for."""
    corpus = Corpus(texts=("The weir opens. The weir shuts.", "A weir-keeper waits.", "Mind the weir.", "Otters swim."))
    assert corpus.has("weir", 2) and not corpus.has("weir", 3)
    assert corpus.has("weir", 1) and corpus.has("lantern", 0) and not corpus.has("lantern", 1)
    assert corpus.is_often_named("lantern")


def test_a_field_is_written_in_small_letters_throughout() -> None:
    """Where the text has a word with a capital and without, only titles give it one."""
    told = "The tide is told by the Tide Module. A tide module must exist."
    assert field_of(page(told, "Tide Module Control"), without=set()) == "In tide module control"
    assert field_of(page("All use the Tide Module.", "Tide Module Control"), without=set()) == ""

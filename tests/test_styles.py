"""A restyled question reads differently and still holds every fact."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgsynth.language.slips import misspell
from kgsynth.styles import length_of, restyle
from kgsynth.types import QueryLength, QueryStyle

PORT = "What is the default port of the PostgreSQL server in version 15?"
TABLE = "Which program stores table statistics in `pg_statistic` for Hanbit village?"
DOSES = "How many doses does the refrigerator in the treatment room hold?"
QUESTIONS = (PORT, TABLE, DOSES)
NOISY = [style for style in QueryStyle if style is not QueryStyle.WELL_FORMED]


def _seeds(question: str, style: QueryStyle, keep: tuple[str, ...] = ()) -> list[str]:
    return [restyle(question, style, rng=Random(seed), keep=keep) for seed in range(20)]


@pytest.mark.parametrize("style", NOISY)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_noisy_style_changes_the_question(question: str, style: QueryStyle) -> None:
    """Every seed gives something else than the clean form."""
    assert all(styled != question for styled in _seeds(question, style))


@pytest.mark.parametrize("style", QueryStyle)
def test_names_numbers_and_code_survive(style: QueryStyle) -> None:
    """What carries a fact stays letter for letter, given or recognised."""
    assert all("PostgreSQL" in styled and "15" in styled for styled in _seeds(PORT, style))
    assert all("`pg_statistic`" in styled and "Hanbit" in styled for styled in _seeds(TABLE, style))
    assert all("the treatment room" in styled for styled in _seeds(DOSES, style, keep=("the treatment room",)))


@given(st.text(max_size=80), st.sampled_from(list(QueryStyle)), st.lists(st.text(max_size=8), max_size=3))
def test_any_text_keeps_what_is_to_be_kept(text: str, style: QueryStyle, keep: list[str]) -> None:
    """Nothing to be kept is lost, whatever the question."""
    styled = restyle(text, style, rng=Random(1), keep=keep)
    assert all(kept in styled for kept in keep if kept in text)


@pytest.mark.parametrize("style", QueryStyle)
def test_the_same_seed_gives_the_same_words(style: QueryStyle) -> None:
    """Nothing but the seed decides."""
    assert restyle(PORT, style, rng=Random(3)) == restyle(PORT, style, rng=Random(3))


@pytest.mark.parametrize("style", QueryStyle)
def test_other_languages_stay_clean(style: QueryStyle) -> None:
    """The transforms know English only."""
    assert restyle("냉장고는 몇 도입니까?", style, rng=Random(0), language="ko") == "냉장고는 몇 도입니까?"


@pytest.mark.parametrize(
    ("question", "keywords"),
    [
        (PORT, "default port of PostgreSQL server in version 15"),
        (TABLE, "which program stores table statistics in `pg_statistic` for Hanbit village"),
        (DOSES, "how many doses does refrigerator in treatment room hold"),
        ("How do I reset the memory of the thermometer?", "how to reset memory of thermometer"),
        ("In which year did Greta O'Neil move to Berlin?", "which year did Greta O'Neil move to Berlin"),
        ("Which command lets you count otters?", "command to count otters"),
        ("Which quay program do I need to empty the lock?", "quay program to empty lock"),
        ("What does lock.gate specify?", "what does lock.gate specify"),
        ("What is kept in the boathouse?", "what is kept in boathouse"),
        ("What is the lock.gate setting set to out of the box?", "what is lock.gate setting set to out of box"),
        ("What is the count command of quay for?", "what is count command of quay for"),
        ("Where can I moor a boat in Braga?", "where to moor boat in Braga"),
        ("Which harbours have a crane?", "which harbours have crane"),
        ("What are the harbours that have a crane?", "harbours that have crane"),
        ("Is it safe?", "Is it safe?"),
    ],
)
def test_web_search_leaves_keywords(question: str, keywords: str) -> None:
    """Articles and marks go, and the frame where the rest says what is asked; what says little is left alone."""
    assert restyle(question, QueryStyle.WEB_SEARCH, rng=Random(0)) == keywords


def test_incomplete_still_says_what_is_asked() -> None:
    """The frame goes, not the object; a counted thing is still counted."""
    assert all(s.rstrip(".?") == "default port of PostgreSQL server in version 15" for s in _seeds(PORT, NOISY[2]))
    assert all(styled.startswith("how many doses refrigerator") for styled in _seeds(DOSES, QueryStyle.INCOMPLETE))


@pytest.mark.parametrize(
    ("question", "clipped"),
    [
        ("Which values does quay --berth accept?", "which values quay --berth accept"),
        ("How can I empty the lock?", "how to empty lock"),
        ("What happens if the gate is shut?", "what happens if gate is shut"),
        ("When can the gate be shut?", "when can gate be shut"),
        ("What is a sluice gate?", "what is sluice gate"),
        ("What is a sluice gate for?", "what sluice gate for"),
        ("Where are the otters fed?", "where otters fed"),
    ],
)
def test_incomplete_loses_no_word_that_is_missed(question: str, clipped: str) -> None:
    """The auxiliary goes where the rest can be read without it, never that of a clause or a definition."""
    assert {styled.rstrip(".?") for styled in _seeds(question, QueryStyle.INCOMPLETE)} == {clipped}


def test_poor_grammar_drops_articles_and_slips() -> None:
    """No article, a verb in the wrong number, no capital at the start."""
    assert {styled.rstrip("?") for styled in _seeds(PORT, QueryStyle.POOR_GRAMMAR)} == {
        "what are default port of PostgreSQL server in version 15"
    }


def test_misspelled_touches_one_or_two_ordinary_words() -> None:
    """All other words stay, and the length hardly changes."""
    for styled in _seeds(DOSES, QueryStyle.MISSPELLED):
        changed = [(a, b) for a, b in zip(DOSES.split(), styled.split(), strict=True) if a != b]
        assert 1 <= len(changed) <= 2
        assert all(a[0] == b[0] and abs(len(a) - len(b)) <= 1 for a, b in changed)


def test_conversational_varies_and_keeps_the_question() -> None:
    """Several lead-ins, and behind each the question as it was."""
    found = set(_seeds(PORT, QueryStyle.CONVERSATIONAL))
    assert len(found) > 4
    assert all("default port of the PostgreSQL server in version 15?" in styled for styled in found)


def test_indirect_questions_only_where_the_order_is_that_of_a_statement() -> None:
    """ "Can you tell me what is ..." is never written, "Can you tell me which program stores ..." is."""
    assert not any("tell me" in styled or "know" in styled for styled in _seeds(PORT, QueryStyle.CONVERSATIONAL))
    assert any("tell me which program stores" in styled for styled in _seeds(TABLE, QueryStyle.CONVERSATIONAL))


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=12), st.integers(0, 99))
def test_a_slip_spares_the_first_letter(word: str, seed: int) -> None:
    """A slip of a long word changes it, but not its beginning."""
    slipped = misspell(word, Random(seed))
    assert slipped != word and slipped[0] == word[0]


@pytest.mark.parametrize(
    ("words", "length"), [(1, QueryLength.SHORT), (10, QueryLength.SHORT), (11, QueryLength.MEDIUM),
                          (18, QueryLength.MEDIUM), (19, QueryLength.LONG)]
)  # fmt: skip
def test_length_in_words(words: int, length: QueryLength) -> None:
    """Up to 10 words is short, up to 18 medium."""
    assert length_of("word " * words) is length


def test_length_in_characters_where_there_are_no_spaces() -> None:
    """Thai and Chinese questions are measured by their letters."""
    assert length_of("ก" * 40, "th") is QueryLength.SHORT
    assert length_of("漢" * 30, "zh") is QueryLength.MEDIUM
    assert length_of("漢" * 40, "ja") is QueryLength.LONG


def test_a_question_that_leads_in_is_only_greeted() -> None:
    """One lead is enough."""
    styled = _seeds("Can you tell me what the otter guards?", QueryStyle.CONVERSATIONAL)
    assert not [text for text in styled if "Any idea" in text or "wondering" in text or "question" in text]

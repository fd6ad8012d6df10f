"""Text -> words that can be compared."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgsynth.language.words import (
    content_words,
    fold,
    is_unspaced,
    longest_common_run,
    numbers,
    replaced_in,
    squeezed,
    stands_in,
    stem,
    tokens,
)


def test_numbers_have_one_form() -> None:
    """A thousands separator makes no other number, and a decimal point stays."""
    assert numbers("1,024 files") == numbers("1024 files") == {"1024"}
    assert numbers("3.5 s, then 1,2,3") == {"3.5", "1", "2", "3"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("retries", "retried"),
        ("tries", "try"),
        ("caches", "caching"),
        ("stopped", "stops"),
        ("strings", "string"),
        ("boxes", "box"),
    ],
)
def test_forms_of_one_word_have_one_stem(first: str, second: str) -> None:
    """Plural, past and -ing are cut."""
    assert stem(first) == stem(second)


@pytest.mark.parametrize("word", ["string", "class", "status", "bus", "red", "this"])
def test_a_stem_is_not_cut_into_the_word(word: str) -> None:
    """What only looks like an ending stays."""
    assert stem(word) == word


def test_function_words_carry_no_content() -> None:
    """What the question is made with is set aside."""
    assert content_words("What is the default value of the retry limit?") == ["default", "valu", "retry", "limit"]


def test_korean_names_are_found_under_their_particles() -> None:
    """A particle after a Latin or Korean name is no part of it."""
    assert {"python", "서울"} <= set(content_words("Python은 서울에서 시작되었다", "ko"))


def test_thai_is_compared_by_pairs_of_characters() -> None:
    """Vowel signs stay with their word, and a script without spaces gives pairs."""
    assert is_unspaced("ระบบเก็บข้อมูล")
    assert tokens("เก็บ") == ["เก", "ก็", "็บ"]


def test_names_are_squeezed_to_letters_and_digits() -> None:
    """Spaces, hyphens and case make no other name."""
    assert squeezed("Evol-Instruct 2") == squeezed("evol instruct2")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_that_counts(text: str) -> None:
    """Tokens of a folded text are the text's own."""
    assert tokens(fold(text)) == tokens(text)


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_the_longest_common_run_is_the_longest(first: list[str], second: list[str]) -> None:
    """The same as trying every run."""
    runs = {tuple(second[i:j]) for i in range(len(second)) for j in range(i + 1, len(second) + 1)}
    own = {tuple(first[i:j]) for i in range(len(first)) for j in range(i + 1, len(first) + 1)}
    assert longest_common_run(first, second) == max((len(run) for run in own & runs), default=0)


@given(st.text("ab-_ é.", min_size=1, max_size=3), st.text("ab-_ é.", max_size=12))
def test_a_name_stands_in_a_text_as_a_word_of_its_own(name: str, text: str) -> None:
    """Wherever it stands, no letter, digit, underscore or hyphen adjoins it."""
    assert stands_in(name, text) == (re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None)


@given(st.text("ab- .", min_size=1, max_size=3), st.text("ab- .", max_size=12))
def test_a_name_is_replaced_where_it_is_a_word_of_its_own(name: str, text: str) -> None:
    """As a pattern with both ends watched replaces it, and nowhere else."""
    assert replaced_in(text, name, "X") == re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "X", text)


@given(st.text("ab3,.' \n’é", max_size=20))
def test_plain_letters_are_told_apart_like_all_others(text: str) -> None:
    """A word of another script beside it changes nothing in how a text is cut."""
    assert [*tokens(text), "ж"] == tokens(f"{text} ж")

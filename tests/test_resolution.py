"""Mentions -> entities: which spellings are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgsynth.entities.resolution import resolve
from kgsynth.entities.spelling import key, same_name
from kgsynth.types import Mention, Span

ONE_NAME = [
    ("magic coder", "Magicoder"),
    ("Tiny Stories", "TinyStories"),
    ("evolve instruct", "Evol-Instruct"),
    ("Self instruct", "Self-Instruct"),
]
TWO_NAMES = [
    ("GPT-3", "GPT-4"),
    ("Phi-1", "Phi-1.5"),
    ("LLaMA-7B", "LLaMA-13B"),
    ("Mistral", "Mixtral"),
    ("Orca", "Orca 2"),
]


def mentioned(*texts: str, label: str = "THING") -> list[Mention]:
    """Mentions one line apart in one document."""
    return [Mention(text, label, Span("d", 100 * n, 100 * n + len(text)), "c") for n, text in enumerate(texts)]


def are_one(*texts: str) -> bool:
    _, entity_of = resolve(mentioned(*texts))
    return len({entity_of[text] for text in texts}) == 1


@pytest.mark.parametrize(("first", "second"), ONE_NAME)
def test_spellings_of_one_name_are_merged(first: str, second: str) -> None:
    """Spaces, hyphens, case and a letter more or less make no new name, whichever comes first."""
    assert same_name(first, second) and same_name(second, first)
    assert are_one(first, second) and are_one(second, first)


@pytest.mark.parametrize(("first", "second"), TWO_NAMES)
def test_names_that_differ_in_a_number_or_a_letter_stay_apart(first: str, second: str) -> None:
    """Versions, sizes and lookalikes are different things, whichever comes first."""
    assert not same_name(first, second) and not same_name(second, first)
    assert not are_one(first, second) and not are_one(second, first)


def test_all_the_pairs_together_are_still_told_apart() -> None:
    """What is right for a pair alone is right when every name stands in one corpus."""
    _, entity_of = resolve(mentioned(*(text for pair in ONE_NAME + TWO_NAMES for text in pair)))
    assert all(entity_of[first] == entity_of[second] for first, second in ONE_NAME)
    assert all(entity_of[first] != entity_of[second] for first, second in TWO_NAMES)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("write-ahead logs", "write-ahead log"),
        ("the Security Council", "Security Council"),
        ("Security Council's", "Security Council"),
        ("Dr. Ada Lovelace", "Ada Lovelace"),
        ("background\nworker process", "background worker processes"),
        ("APIs", "API"),
        ("U.S.", "US"),
    ],
)
def test_plurals_determiners_titles_and_line_breaks_make_no_new_name(first: str, second: str) -> None:
    """The form that a sentence gives a name is not part of it."""
    assert are_one(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("C++", "C"),
        ("C#", "C"),
        ("pg_stat_sys_tables", "pg_stat_all_tables"),
        ("Austria", "Australia"),
        ("input function", "output function"),
    ],
)
def test_different_things_with_like_names_stay_apart(first: str, second: str) -> None:
    """Identifiers, languages and countries are not merged because most letters agree."""
    assert not are_one(first, second)


def test_two_spellings_that_are_both_in_use_are_two_names() -> None:
    """One slip beside many right spellings is a slip; two words used again and again are two words."""
    slip = ["Sebastian Kowalsky"] * 5 + ["Sebastian Kowalski"]
    assert are_one(*slip)
    assert not are_one(*slip, *["Sebastian Kowalski"] * 4)
    assert not are_one(*["Windows", "Window"] * 3)


def test_an_acronym_is_joined_to_the_name_that_introduces_it() -> None:
    """The words "User Datagram Protocol (UDP)" make the two one entity, wherever they occur later."""
    mentions = [
        Mention("User Datagram Protocol", "TERM", Span("d", 0, 22), "c"),
        Mention("UDP", "THING", Span("d", 24, 27), "c"),
        Mention("UDP", "THING", Span("e", 300, 303), "c2"),
    ]
    entities, entity_of = resolve(mentions)
    assert entity_of["UDP"] == entity_of["User Datagram Protocol"]
    assert entities[entity_of["UDP"]].aliases == ("User Datagram Protocol",)


def test_an_acronym_with_two_meanings_joins_neither() -> None:
    """An acronym that two names claim is not theirs to share."""
    names = ["Model View Controller", "Multiple Version Control"]
    mentions = [
        mention
        for document, name in enumerate(names)
        for mention in (
            Mention(name, "TERM", Span(str(document), 0, len(name)), "c"),
            Mention("MVC", "THING", Span(str(document), len(name) + 2, len(name) + 5), "c"),
        )
    ]
    _, entity_of = resolve(mentions)
    assert len({entity_of[text] for text in (*names, "MVC")}) == 3


def test_the_most_frequent_spelling_is_the_name() -> None:
    """Ties are broken by the alphabet, so the order of documents does not matter."""
    entities, _ = resolve(mentioned("TinyStories", "Tiny Stories", "TinyStories"))
    assert [entity.name for entity in entities.values()] == ["TinyStories"]
    tied, _ = resolve(mentioned("TinyStories", "Tiny Stories"))
    assert [entity.name for entity in tied.values()] == ["Tiny Stories"]


def test_the_specific_label_wins_a_tie() -> None:
    """A name once called a person and once a thing is a person."""
    mentions = mentioned("Ada Lovelace", label="THING") + mentioned("Ada Lovelace", label="PERSON")
    entities, _ = resolve(mentions)
    assert [entity.label for entity in entities.values()] == ["PERSON"]


@given(st.lists(st.text(min_size=1, max_size=30), max_size=30))
def test_resolution_does_not_depend_on_the_order_of_mentions(texts: list[str]) -> None:
    """The same mentions in another order give the same entities."""
    mentions = mentioned(*texts)
    forwards, backwards = resolve(mentions), resolve(mentions[::-1])
    assert forwards == backwards
    assert all(text in forwards[1] for text in texts if key(text))

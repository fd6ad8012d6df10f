"""Duplicates: greedy keep-first, and only what that rule guarantees."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import draft

from kgsynth.checks.duplicates import Duplicates, QuestionAnswer, duplicates, rouge_l, sample_id, share_evidence
from kgsynth.types import Span

ACME = "Who founded Acme Corporation in 1998?"
GLOBEX = "Who founded Globex Corporation in 1998?"
HERE, THERE = (Span("d1", 0, 50),), (Span("d2", 0, 50),)


def rules(*items: QuestionAnswer, anywhere: bool = False) -> list[str | None]:
    return [match.rule if match else None for match in duplicates(items, anywhere=anywhere)]


def test_alike_questions_about_other_things_are_kept() -> None:
    """ROUGE-L is 0.833, yet neither evidence nor answer is shared."""
    assert round(rouge_l(ACME, GLOBEX), 3) == 0.833
    items = QuestionAnswer(ACME, "Ann Lee", HERE), QuestionAnswer(GLOBEX, "Hank Scorpio", THERE)
    assert rules(*items) == [None, None]
    assert rules(*items, anywhere=True) == [None, "rouge_l"]


@pytest.mark.parametrize(
    ("answer", "evidence"), [("Ann Lee", THERE), ("Bob Moor", (Span("d1", 40, 90),))], ids=["answer", "evidence"]
)
def test_alike_questions_that_share_something_are_one(answer: str, evidence: tuple[Span, ...]) -> None:
    """The same answer, or evidence that overlaps."""
    first = QuestionAnswer(ACME, "Ann Lee", HERE)
    assert rules(first, QuestionAnswer("Who founded the Acme Corporation in 1998?", answer, evidence)) == [
        None,
        "rouge_l",
    ]


def test_two_rows_of_one_table_share_its_head_only() -> None:
    """That is not yet the same evidence; a hop of a longer question is."""
    head, one, other = Span("d1", 0, 20), Span("d1", 20, 40), Span("d1", 40, 60)
    assert not share_evidence((head, one), (head, other))
    assert share_evidence((head, one), (head, one, Span("d2", 0, 9)))
    assert not share_evidence((), (head,))


def test_the_same_question_with_another_answer_is_a_conflict() -> None:
    """Not both are kept; a longer wording of the same answer is a plain repeat."""
    first = QuestionAnswer(ACME, "Ann Lee", HERE)
    assert rules(first, QuestionAnswer(ACME.lower(), "Bob Moor", THERE)) == [None, "conflict"]
    assert rules(first, QuestionAnswer(ACME, "Ann Lee, a chemist", THERE)) == [None, "exact"]


def test_the_same_words_in_another_order_are_one() -> None:
    """Cosine sees what the order hides, wherever the evidence is."""
    first = QuestionAnswer("Which Merlin gateway port serves Kestrel administration?", "8080", HERE)
    second = QuestionAnswer("For administration, which port serves the Kestrel gateway Merlin?", "8080.", THERE)
    assert rules(first, second) == [None, "cosine"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ระบบสำรองข้อมูลทำงานเวลาใดของวัน", "ระบบสำรองข้อมูลจะทำงานเวลาใดในแต่ละวัน"),
        ("백업 시스템은 언제 실행되나요?", "백업시스템이 언제 실행됩니까?"),
    ],
)
def test_scripts_without_plain_words_are_compared_by_characters(first: str, second: str) -> None:
    """Two wordings of one question are near each other."""
    assert rouge_l(first, second) > 0.5


WORDS = st.lists(st.sampled_from(["red", "blue", "green", "port", "server", "log"]), min_size=2, max_size=6)
ITEMS = st.lists(
    st.builds(
        lambda question, answer, start: QuestionAnswer(" ".join(question), answer, (Span("d1", start, start + 2),)),
        WORDS,
        st.sampled_from(["8080", "8081", "9090"]),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(ITEMS)
def test_no_two_kept_items_reach_the_cut(items: list[QuestionAnswer]) -> None:
    """Of what is kept, no pair that shares evidence or answer is alike."""
    matches = duplicates(items)
    kept = [item for item, match in zip(items, matches, strict=True) if match is None]
    for one, other in combinations(kept, 2):
        if one.answer == other.answer or share_evidence(one.evidence, other.evidence):
            assert rouge_l(one.question, other.question) < 0.7


@given(ITEMS)
def test_every_dropped_item_names_an_earlier_kept_one(items: list[QuestionAnswer]) -> None:
    """The match is earlier, and was itself kept."""
    matches = duplicates(items)
    for place, match in enumerate(matches):
        assert match is None or (match.earlier < place and matches[match.earlier] is None)


@given(ITEMS)
def test_above_the_largest_similarity_nothing_but_repeats_is_dropped(items: list[QuestionAnswer]) -> None:
    """With cuts out of reach only the same question goes."""
    matches = duplicates(items, rouge=1.01, cosine=1.01)
    assert all(match is None or match.rule in {"exact", "conflict"} for match in matches)


@given(ITEMS)
def test_the_first_item_is_always_kept(items: list[QuestionAnswer]) -> None:
    """Greedy keep-first keeps the first, and is the same each time."""
    matches = duplicates(items)
    assert matches[:1] in ([], [None])
    assert duplicates(items) == matches


def test_whether_a_draft_repeats_another_is_told_without_remembering_it() -> None:
    """So that another wording can be found before it is too late."""
    check, one = Duplicates(), draft()
    assert not check.repeats(one) and not check.repeats(one)
    assert check.check([one]) == [None] and check.repeats(one)


def test_the_check_remembers_what_passed_and_names_it() -> None:
    """Across calls; what was refused is not remembered."""
    check, first = Duplicates(), draft()
    assert check.check([first]) == [None]
    assert check.check([first]) == [f"exact: {sample_id(first)}"]

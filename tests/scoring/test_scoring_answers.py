"""What an answer scores beside the reference."""

import pytest
from scoring_samples import SINGLE, UNANSWERABLE, sample

from kgsynth.scoring import refuses, score_answer


def test_the_same_words_are_an_exact_match() -> None:
    """Case, punctuation and articles aside."""
    assert score_answer(SINGLE, "The Port 8080.") == {
        "exact_match": 1, "token_f1": 1, "rouge_l": 1, "number_agreement": 1,
    }  # fmt: skip


def test_more_words_cost_precision() -> None:
    """By hand: 2 words of 2, in 4 words, are 4 / 6."""
    scores = score_answer(SINGLE, "It uses port 8080")
    assert scores["exact_match"] == 0
    assert scores["token_f1"] == pytest.approx(4 / 6) == scores["rouge_l"]


def test_order_counts_in_rouge_alone() -> None:
    """The longest common subsequence of two words turned round is one word."""
    scores = score_answer(SINGLE, "8080 port")
    assert (scores["token_f1"], scores["rouge_l"]) == (1, 0.5)


def test_a_wrong_number_is_seen() -> None:
    """However alike the words are; thousands may have their commas."""
    asked = sample(answer="up to 1,024 files in 3.5 seconds")
    assert score_answer(asked, "Up to 1024 files, in 3.5 s")["number_agreement"] == 1
    assert score_answer(asked, "up to 1,024 files in 35 seconds")["number_agreement"] == 0.5
    assert "number_agreement" not in score_answer(sample(answer="Utrecht"), "Utrecht")


@pytest.mark.parametrize(
    ("language", "reference", "close", "far"),
    [
        ("th", "ต้องรดน้ำต้นกล้าทุกเช้า", "รดน้ำต้นกล้าทุกเช้า", "ปิดหน้าต่างตอนเย็น"),
        ("ko", "하루에 두 번 기록합니다", "하루에 두번 기록한다", "담당자에게 알립니다"),
    ],
)
def test_characters_count_where_words_are_not_apart(language: str, reference: str, close: str, far: str) -> None:
    """Thai, and Korean with its endings."""
    asked = sample(answer=reference, language=language)
    near, other = score_answer(asked, close), score_answer(asked, far)
    for name in ("token_f1", "rouge_l"):
        assert near[name] > 0.75 > 0.65 > other[name]
    assert score_answer(asked, f" {reference}!")["exact_match"] == 1


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", ""),
        ("en", "I don't know."),
        ("en", "I could not find any information about who pays for Kestrel in the provided context."),
        ("en", "The documents do not say who pays for it. They only speak of its author."),
        ("en", "There is no mention of a sponsor."),
        ("en", "I'm sorry, but I can't answer that from the context."),
        ("en", "Unanswerable"),
        ("en", "This information is not provided."),
        ("de", "Dazu enthalten die Dokumente keine Angaben."),
        ("ko", "문서에 관련 정보가 없습니다."),
        ("ko", "제공된 문서에서는 알 수 없습니다."),
        ("th", "ไม่มีข้อมูลเรื่องนี้ในเอกสาร"),
    ],
)
def test_a_refusal_is_known(language: str, answer: str) -> None:
    """In the words that systems use."""
    assert refuses(answer, language)


@pytest.mark.parametrize(
    "answer",
    [
        "The city of Utrecht.",
        "Kestrel is paid for by the city, the guide says.",
        "It does not include a battery.",
        "No, the port cannot be changed.",
        "The log is not available on Windows.",
        "It does not need a password until 15 minutes have passed.",
        "Nobody; it is free.",
    ],
)
def test_an_answer_with_a_no_in_it_is_an_answer(answer: str) -> None:
    """That something is not so is knowledge."""
    assert not refuses(answer)


def test_a_question_without_an_answer_wants_a_refusal() -> None:
    """And nothing else counts there."""
    assert score_answer(UNANSWERABLE, "The documents do not say who pays for Kestrel.") == {"refusal": 1}
    assert score_answer(UNANSWERABLE, "The city of Utrecht pays for Kestrel.") == {"refusal": 0}


def test_a_refusal_of_a_question_with_an_answer_scores_nothing() -> None:
    """However many of the reference's words it repeats."""
    assert set(score_answer(SINGLE, "I don't know which port, 8080 or another.").values()) == {0}


def test_an_empty_answer_scores_nothing() -> None:
    """Nor does one of blanks and dots."""
    for answer in ("", " ...\n"):
        assert set(score_answer(SINGLE, answer).values()) == {0}


def test_an_answer_of_signs_alone_is_compared_sign_by_sign() -> None:
    """Where the reference has no word."""
    assert score_answer(sample(answer="=>"), "=>")["exact_match"] == 1
    assert score_answer(sample(answer="=>"), "<=")["exact_match"] == 0

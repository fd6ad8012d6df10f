"""The format check refuses what is no finished question with a finished answer."""

from dataclasses import replace

import pytest
from records import draft

from kgsynth.checks.format import Format, is_balanced
from kgsynth.checks.phrases import PHRASES, Phrases
from kgsynth.types import QueryStyle, Span


def reason(
    question: str = "Which port does Kestrel listen on?", answer: str = "port 8080", **options: str
) -> str | None:
    return Format().check([draft(question, answer, **options)])[0]  # type: ignore[arg-type]


def test_a_finished_question_passes() -> None:
    """Nothing is wrong with the plain case."""
    assert reason() is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("", "empty_question"),
        ("?!", "empty_question"),
        ("What is it of the?", "empty_question"),
        ("Which port?", "too_short"),
        ("Which " + "very big " * 40 + "port is used?", "too_long"),
        ("Which port does Kestrel listen on", "no_question_mark"),
        ("Which port does (Kestrel listen on?", "unbalanced"),
        ('Which port does "Kestrel listen on?', "unbalanced"),
        ("Which **port** does Kestrel listen on?", "markup"),
        ("Which [port](ports.md) does Kestrel listen on?", "markup"),
        ("Which port<br> does Kestrel listen on?", "markup"),
        ("Which port of a the server does Kestrel use?", "two_articles"),
        ("Which port port does Kestrel listen on?", "doubled_word"),
        ("Given the context, which port does Kestrel listen on?", "prompt_leftover"),
        ("Question: Which port does Kestrel listen on?", "prompt_leftover"),
        ("As an AI language model, which port does Kestrel listen on?", "refusal"),
    ],
)
def test_unfinished_questions_are_refused(question: str, expected: str) -> None:
    """Each fault has its reason."""
    assert reason(question) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("", "empty_answer"),
        ("...", "empty_answer"),
        ("Unknown.", "unknown_answer"),
        ("I do NOT know!", "unknown_answer"),
        ("Not mentioned in the text", "unknown_answer"),
        ("The passage does not say which port.", "unknown_answer"),
        ("I'm sorry, I cannot help with that.", "refusal"),
        ("port (8080", "unbalanced"),
        ("A2: port 8080", "prompt_leftover"),
        ("| port | 8080 |", "markup"),
    ],
)
def test_answers_that_are_none_are_refused(answer: str, expected: str) -> None:
    """Empty, unknown, refusing and broken answers."""
    assert reason(answer=answer) == expected


@pytest.mark.parametrize(
    "answer",
    [
        "Yes.",
        "no",
        "off",
        "네",
        "8080",
        "None of the ports is open by default",
        "A 2: it is setgid",
        "`require(`...')`",
    ],
)
def test_short_answers_pass(answer: str) -> None:
    """One word, or one number, can be an answer."""
    assert reason(answer=answer) is None


@pytest.mark.parametrize(
    ("language", "answer"), [("ko", "죄송합니다, 답변드릴 수 없습니다."), ("th", "ขออภัย ไม่สามารถตอบได้")]
)
def test_refusals_are_known_in_other_languages(language: str, answer: str) -> None:
    """Korean and Thai have lists of their own."""
    assert reason("Kestrel 8080 8081 8082?", answer, language=language) == "refusal"


def test_the_lists_can_be_extended() -> None:
    """A language of the caller's own is one more entry of the table."""
    table = {**PHRASES, "de": Phrases(unknowns=("keine ahnung",))}
    unsure = draft("Auf welchem Port lauscht Kestrel?", "Keine Ahnung.", language="de")
    assert Format(table).check([unsure]) == ["unknown_answer"]


def test_only_well_formed_questions_need_a_question_mark() -> None:
    """Web search has none, and Thai never does."""
    assert Format().check([draft("kestrel server port", style=QueryStyle.WEB_SEARCH)]) == [None]
    assert reason("เซิร์ฟเวอร์ Kestrel ใช้พอร์ตอะไร", language="th") is None


def test_a_doubled_word_of_the_source_passes() -> None:
    """A name may be one word twice."""
    text = "Walla Walla lies in Washington."
    assert Format().check([draft("In which state does Walla Walla lie?", "Washington", text)]) == [None]


def test_evidence_must_lie_in_the_chunks() -> None:
    """A span that points nowhere is a record, not a crash."""
    good = draft()
    assert Format().check([replace(good, evidence=())]) == ["no_evidence"]
    assert Format().check([replace(good, evidence=(Span("d1", 5, 999),))]) == ["evidence_outside_chunks"]


@pytest.mark.parametrize("text", ["a) first, b) second", 'a 5" pipe', "call `f(` now", "„so“", "f(x[0])", "“so”"])
def test_marks_that_need_no_partner(text: str) -> None:
    """Enumerations, inches and code are balanced as they are."""
    assert is_balanced(text)

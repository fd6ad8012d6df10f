"""Grounding, leakage, language and round trip: what a draft's evidence must and must not hold."""

import pytest
from records import PORT, chunk, draft, multi_hop_draft

from kgsynth.checks.grounding import Grounding
from kgsynth.checks.language import Language
from kgsynth.checks.leakage import Leakage
from kgsynth.checks.round_trip import ChunkRanks, RoundTrip, searchable

LIMITS = "Uploads are limited to 1,024 files. Retries are logged."


def grounding(answer: str, text: str = LIMITS, question: str = "How many files may be uploaded at once?") -> str | None:
    return Grounding().check([draft(question, answer, text)])[0]


@pytest.mark.parametrize("answer", ["1,024 files", "1024 files", "The retry is logged.", "Limiting uploads", "Yes"])
def test_answers_made_from_the_evidence_pass(answer: str) -> None:
    """Other forms of a word or number are the same word and number."""
    assert grounding(answer) is None


@pytest.mark.parametrize(("answer", "word"), [("1,025 files", "1025"), ("1024 folders", "folder"), ("24 files", "24")])
def test_a_word_or_number_of_its_own_is_unsupported(answer: str, word: str) -> None:
    """The reason names the first one."""
    assert grounding(answer) == f"unsupported_answer: {word}"


def test_the_numbers_of_steps_are_no_claims() -> None:
    """Where they count from 1; another number before a full stop is one."""
    text = "Stop the server. Wait. Delete the queue."
    assert grounding("1. Stop the server. 2. Wait. 3. Delete the queue.", text, "How is the queue deleted?") is None
    assert (
        grounding("Stop the server. Wait 5. Delete it.", text, "How is the queue deleted?") == "unsupported_answer: 5"
    )


def test_an_answer_of_function_words_needs_its_evidence_too() -> None:
    """A switch that is off is not on."""
    assert grounding("off", "Logging of uploaded files is off.", "Are uploaded files logged?") is None
    assert (
        grounding("on", "Logging of uploaded files is off.", "Are uploaded files logged?") == "unsupported_answer: on"
    )


def test_a_comparison_may_repeat_its_question() -> None:
    """The chosen name stands in the question, not always in the evidence."""
    texts = ("Merlin: released in 2011.", "Kestrel: released in 2014.")
    question = "Which was released earlier, Merlin or Kestrel?"
    assert Grounding().check([multi_hop_draft(question, "Merlin, earlier", texts, kind="comparison")]) == [None]


def test_a_question_about_something_else_is_off_topic() -> None:
    """It shares neither a name nor enough words with its evidence."""
    assert grounding("1024 files", question="Who won the football championship in Madrid?") == "off_topic"


def test_a_heading_counts_as_topic() -> None:
    """What a table row is about often stands in the heading over it."""
    row = draft("What is the Merlin grace period?", "30 days", "Value: 30 days", title="Merlin grace period")
    assert Grounding().check([row]) == [None]


def test_a_number_in_a_compound_is_part_of_a_name() -> None:
    """Who calls crosstab(text, text) the two-parameter form has counted nothing."""
    text = "The C function of crosstab(text, text) is crosstab_hash."
    question = "Which C function does crosstab(text, text) use?"
    named, counted = "crosstab_hash, as the two-parameter form.", "crosstab_hash, called two times."
    checked = [Grounding(own_words=0.8).check([draft(question, answer, text)])[0] for answer in (named, counted)]
    assert checked == [None, "unsupported_answer: two"]


def test_thai_answers_may_join_words() -> None:
    """A few pairs across a join are no invention, another sentence is."""
    text = "ระบบสำรองข้อมูลทำงานทุกวันเวลาเที่ยงคืน"
    question = "ระบบสำรองข้อมูลทำงานเมื่อไร"
    assert Grounding().check([draft(question, "ทุกวันเวลาเที่ยงคืน", text, language="th")]) == [None]
    invented = Grounding().check([draft(question, "เฉพาะวันจันทร์ตอนเช้ามืด", text, language="th")])[0]
    assert invented is not None and invented.startswith("unsupported_answer")


def leakage(question: str, answer: str, text: str = PORT, kind: str = "fact") -> str | None:
    return Leakage().check([draft(question, answer, text, kind=kind)])[0]


def test_a_question_must_not_hold_its_answer() -> None:
    """Unless it offers it as a choice."""
    assert leakage("Does Kestrel listen on port 8080?", "Port 8080") == "answer_in_question"
    assert leakage("Which port is Kestrel's, 8080 or 8081?", "8080", kind="comparison") is None


def test_an_answer_must_not_repeat_the_question() -> None:
    """With or without a little more."""
    question = "Which port does Kestrel listen on?"
    assert leakage(question, question) == "answer_repeats_question"
    assert leakage(question, f"{question} Port 8080 and the log file.") == "answer_repeats_question"


def test_a_long_copied_run_is_refused() -> None:
    """Twelve words in a row are a copy, eleven are not."""
    words = [f"word{letter}" for letter in "abcdefghijklm"] + ["answer"]
    text = " ".join(words)
    assert leakage(f"What follows {' '.join(words[:12])}?", "answer", text) == "copied_span"
    assert leakage(f"What follows {' '.join(words[:11])}?", "answer", text) is None


def test_the_answer_is_in_the_language_of_the_documents() -> None:
    """Korean documents are not answered in English words of the engine's own."""
    text = "Kestrel 서버는 8080 포트를 사용하며 기록은 매일 저장된다."
    question = "Kestrel 서버는 어떤 포트를 사용하나요?"
    good, bad = draft(question, "8080 포트", text), draft(question, "the default port", text)
    korean = [draft(d.user_input, d.reference, text, language="ko") for d in (good, bad)]
    assert Language().check(korean) == [None, "answer_script"]


def test_names_of_the_evidence_are_in_no_language() -> None:
    """A Latin name in a Korean answer stands in the evidence, so it is no English."""
    text = "회사의 기본 브라우저는 Firefox Developer Edition 이다."
    assert Language().check(
        [draft("회사의 기본 브라우저는 무엇인가요?", "Firefox Developer Edition", text, language="ko")]
    ) == [None]


def test_a_long_name_is_one_foreign_word() -> None:
    """A question in Korean may name a program that its passage does not; one in English words is none."""
    text = "호스트의 장치 디렉터리를 대상 시스템에 연결하면 주의해야 합니다."
    questions = (
        "debootstrap으로 설치할 때 장치 디렉터리를 왜 주의하나요?",
        "장치 directory를 target system에 mount해도 되나요?",
    )
    drafts = [draft(question, "주의해야 합니다", text, language="ko") for question in questions]
    assert Language().check(drafts) == [None, "question_script"]


def test_words_with_endings_are_on_topic_by_their_beginnings() -> None:
    """Where every word grows an ending, a long question and a table share no whole word."""
    table = "| 설치 | 램(추천) |\n| --- | --- |\n| 데스크톱 포함 | 2기가바이트 |"
    question = "데스크톱까지 포함해서 설치하려는데 추천하는 램이 얼마인지 알려 주시겠어요?"
    korean = draft(question, "2기가바이트입니다.", table, language="ko")
    assert Grounding(own_words=0.5).check([korean]) == [None]
    other = draft("고양이가 좋아하는 생선이 무엇인지 알려 주시겠어요?", "2기가바이트입니다.", table, language="ko")
    assert Grounding(own_words=0.5).check([other]) == ["off_topic"]


class ScoredSearch:
    """Finds these rows with these scores."""

    def __init__(self, scores: dict[int, float]) -> None:
        self._scores = scores

    def search(self, query: str, k: int) -> list[tuple[int, float]]:
        return list(self._scores.items())[:k]


class FixedSearch:
    """Finds the rows it was told to."""

    def __init__(self, *rows: int) -> None:
        self._rows = rows

    def search(self, query: str, k: int) -> list[tuple[int, float]]:
        return [(row, 1.0) for row in self._rows[:k]]


@pytest.mark.parametrize(
    ("rows", "expected"), [((9, 8, 0), None), ((9, 8, 7, 0), "not_retrieved"), ((), "not_retrieved")]
)
def test_a_single_hop_question_must_find_its_chunk_near_the_top(rows: tuple[int, ...], expected: str | None) -> None:
    """Third is good enough, fourth is not."""
    ranks = ChunkRanks(FixedSearch(*rows), ["d1:0", *"abcdefghi"])
    assert RoundTrip(ranks).check([draft()]) == [expected]


def test_a_multi_hop_question_must_find_one_of_its_chunks() -> None:
    """The last hop alone, and low, is enough."""
    hops = multi_hop_draft("Which port does the server of Merlin use?", "8080", ("Merlin runs Kestrel.", PORT))
    found = ChunkRanks(FixedSearch(9, 8, 7, 6, 5, 4, 3, 1), ["d1:0", "d2:0", *"abcdefgh"])
    assert RoundTrip(found).check([hops]) == [None]
    assert RoundTrip(ChunkRanks(FixedSearch(9, 8), ["d1:0", "d2:0", *"abcdefgh"])).check([hops]) == ["not_retrieved"]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({0: 10.0, 1: 9.0, 2: 8.9}, 1),  # 0.9 of the best is nearly as much, and less is not
        ({2: 20.0, 3: 15.0, 0: 10.0, 1: 2.0}, 2),  # those before it count, too
        ({0: 10.0, 5: 9.5, 1: 9.0}, 1),  # row 5 holds evidence
        ({1: 3.0, 2: 2.0, 3: 1.0}, 3),  # the evidence is not found: all else is
        ({}, 0),
    ],
)
def test_distractors_score_nearly_as_high_as_the_best_of_the_evidence(scores: dict[int, float], expected: int) -> None:
    """Chunks of the evidence are none, whatever they score."""
    ranks = ChunkRanks(ScoredSearch(scores), "abcdef")
    assert ranks.distractors("port", ["a", "f"]) == expected


def test_a_chunk_is_found_by_its_title_too() -> None:
    """A row of a table seldom repeats what the table is about."""
    assert searchable(chunk("Value: 30 days", title="Merlin grace period")).split("\n") == [
        "Merlin grace period",
        "Value: 30 days",
    ]


def test_short_names_keep_their_plural() -> None:
    """Where a model words the answer, "CPUs" is what a page says of a CPU."""
    each = draft(
        "How many threads does Kestrel start?", "As many as there are CPUs.", "One thread for each CPU there is."
    )
    assert Grounding(own_words=0.5).check([each]) == [None]

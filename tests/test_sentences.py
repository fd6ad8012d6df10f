"""Sentences are found in plain text of any language, with exact offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgsynth.language.sentences import sentences

PIECES = ["A b", "e.g.", "Dr.", "3.14", " ", ". ", "? ", "! ", "。", "...", "(", ")", '"', "\n", "U.S."]
PIECES += ["한국어다. ", "ไทย " * 9]


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_sentences_cover_all_words(text: str) -> None:
    """Sentences are ordered, and only blanks lie between them."""
    at = 0
    for start, end in sentences(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It works.", "It is fast."),
        ("Does it work?", "Yes."),
        ("Stop!", "Now."),
        ("He said “stop.”", "Then he went."),
        ("(It is so.)", "Next one."),
        ("Set it to 3.14.", "Then restart."),
        ("It runs on 64 cores.", "8 of them are idle."),
        ("Use version 2.", "Version 1 is old."),
        ("Edit main.conf.", "Then run it."),
        ("It has lists, tables, etc.", "The rest is text."),
        ("So do I.", "Then we agree."),
        ("Set the option.", "autovacuum_naptime is another."),
        ("They moved to the U.S.", "They like it there."),
        ("It waits...", "Then it goes on."),
        ("It waits for the STOP ...", "Then it goes on."),
        ("यह एक वाक्य है।", "यह दूसरा है।"),
        ("هل يعمل؟", "نعم."),
        ("이것은 문장이다.", "다음 문장이다."),
    ],
)
def test_two_sentences(first: str, second: str) -> None:
    """A mark that ends a sentence parts it from the next."""
    assert _split(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Use a proxy, e.g. Squid, for this.",
        "A plain INSERT ... VALUES command makes one row.",
        "Some names (i.e. Roots) are reserved.",
        "See Dr. Smith and Mr. Jones vs. Fig. 3 in No. 7.",
        "Written by J. R. Smith in 1999.",
        "The U.S. army uses it.",
        "The value is 3.14 in version 10.2.1 of foo.bar.",
        "Read README.md or kernel.org first.",
        "It waits ... and goes on.",
        "Python 3.x and etc. are fine.",
        "He asked “why?” and left.",
    ],
)
def test_one_sentence(text: str) -> None:
    """Abbreviations, initials, numbers and file names do not end a sentence."""
    assert _split(text) == [text]


def test_chinese_and_japanese_need_no_space() -> None:
    """The ideographic full stop ends a sentence by itself."""
    assert _split("这是一句。这是第二句！真的吗？") == ["这是一句。", "这是第二句！", "真的吗？"]


def test_thai_splits_at_spaces_after_long_runs_only() -> None:
    """A short run before a space is a phrase; a long one is a clause."""
    long = "การตั้งค่านี้กำหนดจำนวนการเชื่อมต่อสูงสุดที่เซิร์ฟเวอร์ยอมรับ"
    assert _split(f"{long} ค่าเริ่มต้น คือหนึ่งร้อย") == [long, "ค่าเริ่มต้น คือหนึ่งร้อย"]


def test_blank_text_has_no_sentences() -> None:
    """Nothing in, nothing out."""
    assert sentences("") == sentences(" \n ") == []

"""A text that repeats an earlier one is recorded and not read again."""

from random import Random

import pytest

from kgsynth.readers.duplicates import drop_duplicates
from kgsynth.types import Document

WORDS = [f"word{i}" for i in range(5_000)]


def document(source: str, text: str, body_start: int = 0) -> Document:
    return Document(source, text, source, body_start=body_start)


def page(seed: int, length: int = 400) -> list[str]:
    return Random(seed).choices(WORDS, k=length)


def repeated(*documents: Document) -> list[tuple[str, str]]:
    return [(record.source, record.reason) for record in drop_duplicates(documents)[1]]


def test_texts_that_differ_in_case_and_marks_are_one() -> None:
    """Also where only the front matter differs."""
    assert repeated(document("a", "Three hives, on the roof."), document("b", "---\n# three hives on the ROOF", 4)) == [
        ("b", "near-duplicate of a")
    ]


def test_a_text_with_one_word_changed_is_a_duplicate() -> None:
    """Five shingles of four hundred differ."""
    words = page(1)
    assert repeated(document("a", " ".join(words)), document("b", " ".join([*words[:200], "new", *words[201:]]))) == [
        ("b", "near-duplicate of a")
    ]


@pytest.mark.parametrize("shared", [0.5, 0.8])
def test_pages_that_share_boilerplate_are_kept(shared: float) -> None:
    """Nine tenths of the whole text must be the same."""
    common = page(1)[: int(400 * shared)]
    texts = [" ".join(common + page(seed)[len(common) :]) for seed in range(2, 22)]
    assert repeated(*(document(str(i), text) for i, text in enumerate(texts))) == []


def test_scripts_without_spaces_are_compared_by_character() -> None:
    """One character changed in a long line of them is a duplicate; another text is not."""
    rng = Random(0)
    text = "".join(chr(rng.randint(0x4E00, 0x9000)) for _ in range(600))
    other = "".join(chr(rng.randint(0x4E00, 0x9000)) for _ in range(600))
    assert repeated(document("a", text), document("b", text[:300] + "水" + text[301:]), document("c", other)) == [
        ("b", "near-duplicate of a")
    ]


def test_a_text_without_words_is_only_like_itself() -> None:
    """Nor does it break the comparison."""
    assert repeated(document("a", "?!"), document("b", "one"), document("c", "...")) == [("c", "near-duplicate of a")]

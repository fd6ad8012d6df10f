"""Texts -> vectors, nearest rows and ranks."""

import sys
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from kgsynth.embeddings.lexical import LexicalIndex, tokens
from kgsynth.embeddings.lsa import embed, unit_rows
from kgsynth.embeddings.neighbours import nearest
from kgsynth.embeddings.sentence_transformers import load
from kgsynth.errors import MissingExtraError

TEXTS = [
    "The cat sat on the mat and purred.",
    "Cats purr when they sit on mats.",
    "The server writes its log to a file.",
    "Log files of the servers are rotated.",
    "Bread is baked from flour and water.",
]


def random_rows(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Rows of unit length around a few centres."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(12, 16))
    return unit_rows(centres[rng.integers(0, 12, count)] + 0.5 * rng.normal(size=(count, 16)))


# ----------------------------------------------------------------------------------------------------- lsa


def test_texts_about_one_thing_are_near() -> None:
    """Cats are nearer to cats than to servers, whatever their endings."""
    cosines = embed(TEXTS) @ embed(TEXTS).T
    assert cosines[0, 1] > cosines[0, 2]
    assert cosines[2, 3] > cosines[2, 0]


@pytest.mark.parametrize("texts", [["a cat"], ["a cat", "a dog"], TEXTS, [a + b for a, b in product("abcdefg", TEXTS)]])
def test_rows_have_unit_length(texts: list[str]) -> None:
    """For one text, two, or more than there are dimensions."""
    vectors = embed(texts, dimensions=8)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_texts_without_words_are_rows_of_zeros() -> None:
    """Nothing to compare is no error."""
    assert not embed(["", "..."]).any()
    assert embed([]).shape[0] == 0


def test_texts_of_the_same_words_are_near() -> None:
    """However many there are: what is in each text tells nothing only where there are other words."""
    vectors = embed(["the pump runs at night", "at night the pump runs"] * 20)
    assert np.allclose(vectors @ vectors.T, 1.0, atol=1e-5)


def test_the_same_seed_gives_the_same_bytes() -> None:
    """Also where the vectors are really reduced."""
    texts = [f"word{n % 17} word{n % 13} word{n % 7}" for n in range(60)]
    assert embed(texts, dimensions=5).tobytes() == embed(texts, dimensions=5).tobytes()


def test_thai_texts_are_compared_by_pairs_of_characters() -> None:
    """A script without spaces is no single word."""
    cosines = embed(["ฐานข้อมูลใหญ่", "ฐานข้อมูลเล็ก", "แมวกินปลา"])
    assert cosines[0] @ cosines[1] > cosines[0] @ cosines[2]


# ---------------------------------------------------------------------------------------------- neighbours


def test_exact_neighbours_are_those_of_plain_arithmetic() -> None:
    """Nearest first, never the row itself."""
    vectors = random_rows(60)
    cosines = vectors @ vectors.T - 2 * np.eye(60, dtype=np.float32)
    rows, scores = nearest(vectors, 4)
    assert np.array_equal(rows, np.argsort(-cosines, axis=1)[:, :4])
    assert np.allclose(scores, -np.sort(-cosines, axis=1)[:, :4], atol=1e-6)


def test_cells_find_most_of_the_exact_neighbours() -> None:
    """The way for large corpora gives nearly the same."""
    vectors = random_rows(3_000)
    exact, _ = nearest(vectors, 5)
    by_cells, _ = nearest(vectors, 5, exact_up_to=100)
    shared = [len(set(first) & set(second)) / 5 for first, second in zip(exact, by_cells, strict=True)]
    assert np.mean(shared) > 0.9


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_fewer_rows_than_neighbours_are_filled_up(count: int) -> None:
    """A place without a neighbour holds -1."""
    rows, _ = nearest(random_rows(count), 5)
    assert rows.shape == (count, 5)
    assert (rows >= 0).sum() == count * max(count - 1, 0)


# ------------------------------------------------------------------------------------------------- lexical


def test_the_row_with_the_rare_words_comes_first() -> None:
    """A search finds the text that shares the rarest words, plural or not."""
    index = LexicalIndex(TEXTS)
    assert [row for row, _ in index.search("rotated logs of a server", 2)] == [3, 2]


def test_rows_that_share_no_word_are_not_found() -> None:
    """A search may give fewer rows than asked for, or none."""
    index = LexicalIndex(TEXTS)
    assert [row for row, _ in index.search("flour", 5)] == [4]
    assert index.search("submarine", 5) == []


def test_ranks_agree_with_searches() -> None:
    """Rank 1 is the first row of a search; a row that shares nothing has the last rank."""
    index = LexicalIndex(TEXTS)
    assert index.ranks(["rotated logs of a server"] * 3, [3, 2, 4]).tolist() == [1, 2, 5]
    assert index.ranks([], []).tolist() == []


def test_ties_are_ranked_by_row() -> None:
    """Of two equal texts the first is found first."""
    index = LexicalIndex(["same words here", "same words here", "other"])
    assert index.ranks(["same words", "same words"], [0, 1]).tolist() == [1, 2]


def test_a_short_list_is_the_front_of_the_whole_one() -> None:
    """However few rows are asked for, they are the first of all, those of one score in their order."""
    index = LexicalIndex(["the pump stops", "a valve", "the pump stops", "the pump and the valve", "nothing at all"])
    whole = index.search("pump stops", 5)
    assert [row for row, _ in whole] == [0, 2, 3]
    assert all(index.search("pump stops", count) == whole[:count] for count in range(1, 7))


def test_tokens_meet_across_endings_and_scripts() -> None:
    """Plurals are cut, and a script without spaces gives pairs of characters."""
    assert tokens("Queries of the log") == tokens("query of the logs")
    assert tokens("数据库") == ["数据", "据库"]


# ------------------------------------------------------------------------------------- sentence-transformers


def test_the_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says the exact command."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtraError, match=r'pip install "kgsynth\[sentence-transformers\]"'):
        load("some/folder")

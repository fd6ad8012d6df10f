"""Chunks -> pairs of chunks whose entries read alike."""

from collections.abc import Sequence
from random import Random

import pytest
from records import chunk

from kgsynth.graph.siblings import sibling_pairs
from kgsynth.types import Chunk

JOBS = "`--jobs <n>`\n: Limit the number of submodules fetched at the same time.\n"
DEPTH = "`--depth <n>`\n: Limit the number of commits fetched at the same time.\n"
SHALLOW = "shallow clone\n: A copy of a repository whose history is cut off.\n"
PARTIAL = "partial clone\n: A copy of a repository whose large files are cut off.\n"


def pages(*texts: str, document: str | None = None, title: str = "Glossary") -> list[Chunk]:
    """A chunk per text, each of a page of its own, or all of one."""
    return [chunk(text, document or f"d{n}", start=1000 * n, title=title) for n, text in enumerate(texts)]


def joined(chunks: Sequence[Chunk]) -> list[tuple[int, int]]:
    return [(first, second) for first, second, _ in sibling_pairs(chunks)]


def test_options_of_one_page_that_read_alike_are_joined() -> None:
    """By how much their words overlap, between 0 and 1."""
    ((first, second, weight),) = sibling_pairs(pages(JOBS, DEPTH, document="git-clone"))
    assert (first, second) == (0, 1)
    assert 0 < weight < 1


def test_options_of_two_pages_are_not_joined() -> None:
    """``--jobs`` of one command is no sibling of ``--depth`` of another."""
    assert joined(pages(JOBS, DEPTH)) == []


def test_terms_of_glossaries_are_joined_across_pages() -> None:
    """On other pages a listed word is not known to be a term."""
    assert joined(pages(SHALLOW, PARTIAL)) == [(0, 1)]
    assert joined(pages(SHALLOW, PARTIAL, title="Installation")) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "git-fetch - download objects and refs from a remote repository\n",
            "git-clone - download objects and history from a remote repository\n",
        ),
        (
            "A hub is a device that joins the parts of a wired network.\n",
            "A switch is a device that joins the parts of a wired network by address.\n",
        ),
    ],
    ids=["name lines", "definitions in prose"],
)
def test_every_sort_of_headword_counts(first: str, second: str) -> None:
    """What is found by layout alone: entries, NAME lines, definitions."""
    assert joined(pages(first, second)) == [(0, 1)]


@pytest.mark.parametrize(
    "other",
    [
        "staging area\n: A file that holds what goes into the next commit.\n",
        "partial clone\n: A copy of a repository whose history is cut off.\n",
        "A paragraph about a copy of a repository whose history is cut off.\n",
        "",
    ],
    ids=["unlike", "the same words", "no headword", "empty"],
)
def test_what_is_unlike_or_the_same_is_not_joined(other: str) -> None:
    """Little in common is no kinship, and all in common is no difference."""
    assert joined(pages(SHALLOW, other)) == []


def test_entries_of_one_chunk_are_not_joined() -> None:
    """A path has two chunks."""
    assert joined(pages(SHALLOW + "\n" + PARTIAL)) == []


def test_two_chunks_are_joined_once() -> None:
    """However many siblings they hold; by the nearest of them."""
    nearer = "deep clone\n: A copy of a repository whose early history is cut off.\n"
    pairs = list(sibling_pairs(pages(SHALLOW, PARTIAL + "\n" + nearer)))
    assert [(first, second) for first, second, _ in pairs] == [(0, 1)]
    assert pairs[0][2] > next(sibling_pairs(pages(SHALLOW, PARTIAL)))[2]


def test_rows_come_in_order() -> None:
    """The smaller first, and each pair once."""
    pairs = joined(pages(*(f"clone {n}\n: A copy of a repository whose part {n} is cut off.\n" for n in "abcdef")))
    assert pairs == sorted(set(pairs))
    assert all(first < second for first, second in pairs)


def many(count: int) -> list[Chunk]:
    """Glossary pages of words from one small stock, as a large manual has them."""
    rng = Random(count)
    stock = [f"word{letter}{other}" for letter in "bcdfghjklm" for other in "bcdfghjklm"]
    return pages(*(f"term {n}\n: A thing of {' '.join(rng.sample(stock, 6))}.\n" for n in range(count)))


def test_the_number_of_pairs_grows_with_the_text() -> None:
    """Not with its square: each headword keeps a few partners."""
    for count in (100, 200, 400, 800):
        assert 0 < len(joined(many(count))) <= 4 * count / 2


def test_a_crowd_of_alike_headwords_stays_small() -> None:
    """Where every entry shares every word, no chunk is joined to all others."""
    chunks = pages(
        *(f"`--{n}{n}`\n: Limit the number of commits of type {n} fetched.\n" for n in "abcdefghijklmnopqrst"),
        document="page",
    )
    pairs = joined(chunks)
    assert 0 < len(pairs) <= 4 * len(chunks) / 2


def test_the_same_chunks_give_the_same_pairs() -> None:
    chunks = many(150)
    assert list(sibling_pairs(chunks)) == list(sibling_pairs(list(chunks)))

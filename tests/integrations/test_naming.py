"""Sources, ids and places become names that are relative, printable and never the same."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgsynth.integrations import Item, folder_of, named


def names(*sources: str, folder: str = "") -> list[str]:
    return [name.source for name in named([Item(source=source) for source in sources], folder=folder)]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["/x/docs/a.md"], ["a.md"]),
        (["/x/docs/a.md", "/x/docs/b/c.md"], ["a.md", "b/c.md"]),
        (["docs/./a.md", "docs/b/../c.md"], ["a.md", "c.md"]),
        (["C:\\docs\\a.md", "C:\\docs\\b\\c.md"], ["a.md", "b/c.md"]),
        (["https://example.org/a.md", "docs/a.md"], ["https://example.org/a.md", "a.md"]),
        (["team/faq", "team/setup"], ["team/faq", "team/setup"]),
        (["", ""], ["document-0001", "document-0002"]),
        (["a.md", "a.md", "a.md#2"], ["a.md#1", "a.md#2#2", "a.md#2"]),
    ],
)
def test_paths_are_relative_to_what_they_share(sources: list[str], expected: list[str]) -> None:
    """Addresses and mere names stay as they are; no two are called the same."""
    assert names(*sources) == expected


def test_relative_and_absolute_paths_meet() -> None:
    """Both as seen from the folder that holds them."""
    here = os.path.abspath("docs/a.md")
    assert names(here, "docs/b/c.md") == ["a.md", "b/c.md"]


def test_the_folder_of_a_loader_goes_before_what_is_shared() -> None:
    """As long as all paths are below it."""
    assert names("/x/docs/b/c.md", folder="/x/docs") == ["b/c.md"]
    assert names("/y/b/c.md", folder="/x/docs") == ["c.md"]


def test_a_loader_says_which_folder_it_reads(tmp_path: Path) -> None:
    """If it is one; other objects with a path are not asked."""

    class Loader:
        def __init__(self, path: str) -> None:
            self.path = path

        def load(self) -> list[str]:
            return []

    assert folder_of(Loader(str(tmp_path))) == str(tmp_path)
    assert folder_of(Loader("no/such/folder")) == ""
    assert folder_of([str(tmp_path)]) == ""


def test_no_name_has_the_home_folder() -> None:
    """R44: where files inside and outside of it are read together."""
    home = os.path.expanduser("~")
    assert names(f"{home}/docs/a.md", "/elsewhere/b.md") == ["~/docs/a.md", "elsewhere/b.md"]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"page": 3}, "a.pdf#page=3"),
        ({"page_label": "iv"}, "a.pdf#page=iv"),
        ({"page": None, "page_number": 2}, "a.pdf#page=2"),
        ({"page": ["3"]}, "a.pdf#1"),
        ({"page": "a long heading instead of a number"}, "a.pdf#1"),
    ],
)
def test_parts_of_a_source_are_told_by_page_or_place(metadata: dict[str, object], expected: str) -> None:
    """The page as the loader counts it."""
    items = [Item(source="a.pdf", metadata=metadata), Item(source="a.pdf")]
    assert [name.source for name in named(items)] == [expected, "a.pdf#2"]


_NAMES = st.text(st.sampled_from("ab./#1\\~\n\ud800"), max_size=8) | st.text(max_size=5)


@given(st.lists(st.builds(Item, source=_NAMES, name=_NAMES, id=_NAMES), max_size=8), st.booleans())
def test_names_are_distinct_and_printable(items: list[Item], chunks: bool) -> None:
    """Whatever the items are called, each has a name that a terminal and a file can take."""
    found = [name.source for name in named(items, chunks=chunks)]
    assert len(set(found)) == len(items)
    assert all(name and name.encode() and "\n" not in name for name in found)

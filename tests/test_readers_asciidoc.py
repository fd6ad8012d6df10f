"""AsciiDoc becomes Markdown that reads the same; a plain text that is AsciiDoc is told by its signs."""

from pathlib import Path

import pytest

from kgsynth.readers import read_file
from kgsynth.readers.asciidoc import asciidoc_document, is_asciidoc


@pytest.mark.parametrize(
    ("asciidoc", "markdown"),
    [
        ("otter(1)\n========\n\nUSE\n---\nSwim.\n", "# otter(1)\n\n## USE\n\nSwim.\n"),
        ("= Otter\n\n== Use ==\n\nSwim.\n", "# Otter\n\n## Use\n\nSwim.\n"),
        ("-d::\n--dry::\n\tDrain the pond.\n\tThen stop.\n", "-d\n--dry\n: Drain the pond. Then stop.\n"),
        ("pond:: Where otters live.\n", "pond\n: Where otters live.\n"),
        ("-d::\n\tDrain.\n+\nTwice.\n\nBelow.\n", "-d\n: Drain.\n\n    Twice.\n\nBelow.\n"),
        ("* one\n* two\n", "- one\n- two\n"),
        ("[verse]\n----\n$ otter --dry\n----\n", "```\n$ otter --dry\n```\n"),
        ("Shown:\n\n\t$ otter\n", "Shown:\n\n```\n$ otter\n```\n"),
        ("////\nunseen\n////\n// unseen\nifdef::ponds[]\nSeen.\nendif::ponds[]\n", "Seen.\n"),
        ("The 'otter' runs `--dry` or +--wet+, see manual:otter[1].\n",
         "The otter runs `--dry` or `--wet`, see otter(1).\n"),
        ("A <<def_pond,pond>> and HEAD{caret}2, https://a.example[home].\n", "A pond and HEAD^2, home.\n"),
        ("|===\n|Name |Depth\n|Kell |3 m\n|===\n", "| Name | Depth |\n| --- | --- |\n| Kell | 3 m |\n"),
        ("It's a dog's life, isn't it? snake_case_name and 2 * 3 * 4.\n",
         "It's a dog's life, isn't it? snake_case_name and 2 * 3 * 4.\n"),
    ],
)  # fmt: skip
def test_asciidoc_is_written_as_markdown(asciidoc: str, markdown: str) -> None:
    """Headings of both sorts, options with their paragraphs, lists, code, tables and references."""
    assert asciidoc_document(asciidoc, "x").text == markdown


def test_the_title_is_the_first_heading_and_links_point_at_their_text() -> None:
    """The stem serves where there is no heading."""
    document = asciidoc_document("otter(1)\n========\n\nSee manual:heron[1].\n", "stem")
    assert document.title == "otter(1)"
    assert [document.text[link.start : link.end] for link in document.links] == ["heron(1)"]
    assert asciidoc_document("Swim.\n", "stem").title == "stem"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("otter(1)\n========\n\n-d::\n\tDrain the pond.\n", True),
        ("include::ponds.txt[]\n\nSee manual:otter[1] and link:heron[1].\n", True),
        ("The pond is dry.\n\nNobody swims.\n", False),
        ("Title\n=====\n\nA plain page.\n", False),
        ("Title\n=====\n\n.. note:: Wet.\n\nRun this::\n\n    otter\n", False),
    ],
)
def test_asciidoc_is_told_by_two_of_its_signs(text: str, told: bool) -> None:
    """One alone also stands in other plain texts."""
    assert is_asciidoc(text) is told


def test_a_text_file_that_is_asciidoc_is_read_as_such(tmp_path: Path) -> None:
    """Any other stays as it is."""
    (tmp_path / "otter.txt").write_text("otter(1)\n========\n\n-d::\n\tDrain the pond.\n")
    (tmp_path / "plain.txt").write_text("'Drain' the pond.\n")
    assert next(iter(read_file(tmp_path / "otter.txt", root=tmp_path))).text.startswith("# otter(1)")
    assert next(iter(read_file(tmp_path / "plain.txt", root=tmp_path))).text == "'Drain' the pond.\n"


@pytest.mark.parametrize("text", ["", "+\n+\n", "--\n--", "a::\nb::\n", "* \n** x\n", "----\nopen", "::\n", "|===\n"])
def test_odd_asciidoc_is_read_to_its_end(text: str) -> None:
    """Nothing raises, and nothing is read forever."""
    assert asciidoc_document(text, "x").title == "x"

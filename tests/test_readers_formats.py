"""Tables, notebooks, source code and reStructuredText become Markdown."""

import json

import pytest

from kgsynth.errors import InputError
from kgsynth.readers.code import hash_document, python_document, slash_document
from kgsynth.readers.notebook import notebook_document
from kgsynth.readers.rst import rst_document
from kgsynth.readers.tables import csv_document, tsv_document


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_with_its_own_delimiter(delimiter: str) -> None:
    """Quoted new lines are folded, short rows filled."""
    text = 'a;b;c\n"1\n2";"x, y";\n3;"p|q"\n'.replace(";", delimiter)
    rows = "| a | b | c |\n| --- | --- | --- |\n| 1 2 | x, y |  |\n| 3 | p\\|q |  |\n"
    assert csv_document(text, "prices").text == f"# prices\n\n{rows}"


def test_tabs_set_apart_whatever_the_cells_hold() -> None:
    """A suffix that says so is believed."""
    assert tsv_document("a,b\tc\n", "t").text == "# t\n\n| a,b | c |\n| --- | --- |\n"


def test_one_column_is_a_table() -> None:
    """No delimiter is needed."""
    assert "| Anna |" in csv_document("name\nAnna\n", "t").text


def test_a_table_without_a_row_is_refused() -> None:
    """It says so."""
    with pytest.raises(InputError, match="without a row"):
        csv_document(",,\n", "t")


def notebook(*cells: dict[str, object]) -> str:
    return json.dumps({"cells": cells, "metadata": {"kernelspec": {"language": "julia"}}})


def test_a_notebook_keeps_words_and_code_and_drops_outputs() -> None:
    """Code stands in fences of its language."""
    text = notebook(
        {"cell_type": "markdown", "source": ["# Tide\n", "\n", "[See](x)"]},
        {"cell_type": "code", "source": "h = 3", "outputs": [{"text": "noise"}]},
        {"cell_type": "code", "source": ""},
    )
    document = notebook_document(text, "tide")
    assert document.text == "# Tide\n\n[See](x)\n\n```julia\nh = 3\n```\n"
    assert document.title == "Tide"
    assert [document.text[link.start : link.end] for link in document.links] == ["See"]


def test_a_notebook_of_version_three_is_read() -> None:
    """Its cells are on a work sheet, its code is called input."""
    text = json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": "x"}]}]})
    assert notebook_document(text, "old").text == "```python\nx\n```\n"


@pytest.mark.parametrize("text", ["[]", "{}", '{"cells": 3}'])
def test_what_is_no_notebook_is_refused(text: str) -> None:
    """JSON alone does not make one."""
    with pytest.raises(InputError, match="not a notebook"):
        notebook_document(text, "x")


def test_python_gives_docstrings_under_names_and_comments_in_place() -> None:
    """A comment behind code is told with the code."""
    source = '''"""Vents."""
# Opens late,
# closes early.
LIMIT = 3  # degrees
class Vent:
    """A flap.

    Args:
        size: in cm.
    """
    def open(self):
        """Opens.

        >>> Vent().open()
        1
        """
        return 1  # noqa: X
'''
    assert python_document(source, "vents").text == (
        "# vents\n\nVents.\n\nOpens late,\ncloses early.\n\n`LIMIT = 3`: degrees\n\n## `Vent`\n\nA flap.\n\n"
        "Args:\n\n- `size`: in cm.\n\n### `Vent.open`\n\nOpens.\n\n```python\n>>> Vent().open()\n1\n```\n"
    )


def test_python_that_does_not_parse_gives_its_comments() -> None:
    """Of another version, or half written."""
    assert python_document("print 'x'\n# A comment\n", "old").text == "# old\n\nA comment\n"


def test_comments_of_other_languages_are_found_outside_strings() -> None:
    """Under the name of what follows, where there is one; talk to tools is left out."""
    source = (
        '/** Reads a line.\n * @param n how many */\nexport function read(n) { return "// no" }\n'
        "/* eslint-disable */\n// Done twice\n// over.\n"
    )
    assert slash_document(source, "io").text == (
        "# io\n\n## `read`\n\nReads a line.\n@param n how many\n\nDone twice\nover.\n"
    )


def test_comments_of_scripts_are_found() -> None:
    """The line that names the interpreter is none."""
    assert hash_document('#!/bin/sh\n# Copies.\ncp "a # b" c\n', "cp").text == "# cp\n\nCopies.\n"


def test_code_without_words_is_refused() -> None:
    """There is nothing to ask about it."""
    with pytest.raises(InputError, match="without a comment"):
        slash_document("int x = 1;", "x")


@pytest.mark.parametrize(
    ("rst", "markdown"),
    [
        ("===\nTop\n===\n\nSub\n---\n\nSubsub\n~~~~~~\n\nMore\n----\n", "# Top\n\n## Sub\n\n### Subsub\n\n## More\n"),
        ("A ``code`` and :func:`run` and :ref:`x <y>` **b** *i*.", "A `code` and `run` and x b i.\n"),
        ("Run::\n\n    ls\n      -l\n\nDone.", "Run:\n\n```\nls\n  -l\n```\n\nDone.\n"),
        (".. code-block:: sh\n   :linenos:\n\n   ls\n", "```sh\nls\n```\n"),
        (".. note:: Wet\n   paint.\n\nNext", "Wet paint.\n\nNext\n"),
        (".. a comment\n   goes on\n\nText", "Text\n"),
        ("* one\n* two\n\n  - three\n", "- one\n- two\n\n  - three\n"),
        ("#. a\n#. b\n", "1. a\n2. b\n"),
        ("term\n   What it is.\n\n   More.\n", "term\n: What it is.\n\n    More.\n"),
        ("+--+--+\n|a |b |\n+==+==+\n|1 |2 |\n|  |3 |\n+--+--+\n", "| a | b |\n| --- | --- |\n| 1 | 2 3 |\n"),
        ("== ==\na  b\n== ==\n1  2\n== ==\n", "| a | b |\n| --- | --- |\n| 1 | 2 |\n"),
        (".. |p| replace:: Python\n\nUse |p|.", "Use Python.\n"),
        (".. versionadded:: 3.2\n   Better.\n", "Added in version 3.2: Better.\n"),
        (".. py:function:: run(x)\n\n   Runs it.\n", "`run(x)`\n: Runs it.\n"),
        (">>> 1 + 1\n2\n", "```python\n>>> 1 + 1\n2\n```\n"),
        ("Text [1]_ ends.\n\n.. [1] A note.\n", "Text ends.\n\nA note.\n"),
        ("Text\n\n----\n\nMore", "Text\n\nMore\n"),
    ],
)
def test_restructured_text_is_written_as_markdown(rst: str, markdown: str) -> None:
    """Each kind of block has one form."""
    assert rst_document(rst, "x").text == markdown


def test_fields_under_the_title_become_metadata() -> None:
    """Later ones are text."""
    document = rst_document("Title\n=====\n\n:Author: Una\n\nText\n\n:Later: yes\n", "x")
    assert (document.title, document.metadata) == ("Title", {"Author": "Una"})
    assert document.text == "# Title\n\nText\n\nLater: yes\n"


def test_links_of_restructured_text_point_at_their_text() -> None:
    """Inline, by name, and bare."""
    document = rst_document("- `Rules <r.html>`_, Docs_ and https://a.example.\n\n.. _Docs: d.html\n", "x")
    found = [(document.text[link.start : link.end], link.target) for link in document.links]
    assert found == [("Rules", "r.html"), ("Docs", "d.html"), ("https://a.example", "https://a.example")]

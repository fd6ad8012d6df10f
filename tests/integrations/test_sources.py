"""Bad items become records, bad sources an error; and what a text is read as."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document as LangChainDocument

from kgsynth import build, generate
from kgsynth.errors import InputError
from kgsynth.settings import Settings
from kgsynth.sources import Source, chunks_from, chunks_of, read_source
from kgsynth.types import Document, Skipped

GOOD = "Kestrel serves files on port 8080."
PAGE = "<!DOCTYPE html><html><body><h1>Kestrel</h1><p>It serves files.</p></body></html>"


def read(source: Source, **settings: object) -> tuple[list[Document], list[Skipped]]:
    return read_source(source, settings=Settings.model_validate(settings))


def document(text: str, **metadata: object) -> LangChainDocument:
    return LangChainDocument(page_content=text, metadata=metadata)


class WantsUrls:
    """A reader that cannot be called without arguments."""

    def load_data(self, urls: list[str]) -> list[str]:
        return urls


class Table:
    """A data frame, as far as iteration goes: it gives the names of its columns."""

    def __iter__(self) -> Iterator[str]:
        return iter(["id", "text"])

    def itertuples(self) -> None: ...


# ---------------------------------------------------------------------------------------------------- items


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (None, "is None, no text"),
        (7, "is int, no text"),
        (b"bytes", "is bytes, no text"),
        ("", "empty"),
        (" \n\t", "no words in it"),
        ("\ufeff", "no words in it"),
        ("k\0strel" * 9, "binary, not text"),
        ("x" * 2_001, "too large: 2,001 bytes, the limit is 2,000"),
        (("id", None), "has None for a text"),
        (("id", ["a"]), "has list for a text"),
        ((None, "a text"), "begins with NoneType, not with an id: (id, text, metadata) was expected"),
        ({"body": "x"}, "is a mapping without 'text', 'page_content', 'content'"),
        (f"{GOOD} ", "near-duplicate of a"),
    ],
)
def test_a_bad_item_is_a_record(item: object, reason: str) -> None:
    """With a reason, and the good one beside it is read."""
    documents, skipped = read([("a", GOOD), item], max_file_bytes=2_000)
    assert [each.source for each in documents] == ["a"]
    assert [record.reason for record in skipped] == [reason]


def test_the_name_of_a_file_is_no_text() -> None:
    """A list of paths as strings would be asked about as texts, unnoticed."""
    _, skipped = read([GOOD, __file__])
    assert [f"give Path({__file__!r})" in record.reason for record in skipped] == [True]


def test_a_path_that_leads_nowhere_is_a_record(tmp_path: Path) -> None:
    """And other paths are read."""
    (tmp_path / "a.md").write_text(GOOD)
    documents, skipped = read([tmp_path / "a.md", tmp_path / "b.md"])
    assert [each.source for each in documents] == ["a.md"]
    assert [(record.source, "there is no file" in record.reason) for record in skipped] == [("b.md", True)]


def test_what_was_left_out_is_in_the_manifest() -> None:
    """By name, with the reason."""
    testset = generate([GOOD, None], size=1)
    assert testset.manifest.skipped == {"document-0002": "is None, no text"}


def test_lone_surrogates_are_replaced_in_their_place() -> None:
    """So a test set can be written and offsets stay true."""
    (found,), _ = read([("a", "Kestrel\ud800 serves\udfff files.", {"\ud800": "\udfff"})])
    assert found.text == "Kestrel\ufffd serves\ufffd files."
    assert found.metadata == {"\ufffd": "\ufffd"}


def test_a_byte_order_mark_is_no_text() -> None:
    """As in files."""
    (found,), _ = read([("a.md", f"\ufeff# Kestrel\n\n{GOOD}")])
    assert (found.title, found.text[0]) == ("Kestrel", "#")


# -------------------------------------------------------------------------------------------------- sources


@pytest.mark.parametrize("source", [None, 3, b"text", object(), io.StringIO("a\nb"), WantsUrls])
def test_an_unknown_source_is_told_what_is_taken(source: Source) -> None:
    """One line that names the type and all that will do."""
    with pytest.raises(InputError, match=r"no documents can be taken from .*give a folder, a file, a list of texts"):
        read(source)


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        (WantsUrls(), r"WantsUrls.load_data\(\) cannot be called without arguments .*'urls'"),
        (Table(), r"is a table: give its rows"),
        ("", "empty string"),
        ("no/such/folder", "there is no file or folder 'no/such/folder'$"),
        (GOOD, "to give a text itself, put it in a list"),
        ("x" * 5_000, r"x\.\.\.'; to give a text itself, put it in a list"),
    ],
)
def test_a_mistaken_source_is_told_what_to_do(source: Source, hint: str) -> None:
    """Before anything is read."""
    with pytest.raises(InputError, match=hint):
        read(source)


@pytest.mark.parametrize("source", [[], {}, iter(()), [None, ""]])
def test_nothing_to_read_is_an_error(source: Source) -> None:
    """With the reasons, if there are any."""
    with pytest.raises(InputError, match=r"nothing could be read in the \w+ that was given(: it is empty| \(.*None)"):
        build(source)


def test_an_error_inside_a_loader_comes_through() -> None:
    """Its own traceback says more than a record could."""

    def broken() -> Iterator[str]:
        yield GOOD
        raise ZeroDivisionError("the loader's own")

    with pytest.raises(ZeroDivisionError, match="the loader's own"):
        read(broken())


# -------------------------------------------------------------------------------------- what a text is read as


def test_pages_stay_pages() -> None:
    """Each is a document with its own metadata, named by its page; the title is that of the file."""
    pages = [document(f"Page {number} is about owl {number}.", source="/a/owls.pdf", page=number) for number in (9, 10)]
    documents, _ = read([*pages, document(GOOD, source="/a/b/c.md")])
    assert [each.source for each in documents] == ["b/c.md", "owls.pdf#page=9", "owls.pdf#page=10"]
    assert [each.metadata.get("page") for each in documents] == [None, 9, 10]
    assert documents[1].title == documents[2].title == "owls"


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (PAGE, "a.html", "# Kestrel\n\nIt serves files.\n"),
        (PAGE, "https://example.org/kestrel", "# Kestrel\n\nIt serves files.\n"),
        (GOOD, "a.html", GOOD),
        ("a,b\n1,two", "a.csv", "# a\n\n| a | b |\n| --- | --- |\n| 1 | two |\n"),
        ("x = 1  # in metres\n", "a.py", "# a\n\n`x = 1`: in metres\n"),
        ('x = "words"', "a.pdf", 'x = "words"'),
    ],
)
def test_a_text_is_read_as_its_file_would_be(text: str, source: str, expected: str) -> None:
    """Unless a loader has taken the text out of it before."""
    (found,), _ = read([document(text, source=source)])
    assert found.text == expected


def test_rows_of_a_table_stay_as_a_loader_wrote_them() -> None:
    """Several texts from one table are no tables."""
    rows = ["name: Kestrel\nport: 8080", "name: Merlin\nport: 9090"]
    documents, _ = read([document(row, source="a.csv") for row in rows])
    assert [each.text for each in documents] == rows


def test_chunks_are_never_converted() -> None:
    """Their ids stand for the text as it is."""
    (found,), _ = read(chunks_from([("k", PAGE)]))
    assert found.text == PAGE


def test_the_language_that_was_set_is_that_of_all() -> None:
    """Whatever the words look like."""
    documents, _ = read([GOOD, "Der Turmfalke brütet gern an hohen Türmen, oft in der Stadt."], language="fr")
    assert [each.language for each in documents] == ["fr", "fr"]


@pytest.mark.parametrize(
    ("given", "title"),
    [("Node.js", "Node.js"), ("  ", "Kestrel"), ("scan0001.pdf", "Kestrel"), (None, "Kestrel"), (7, "Kestrel")],
)
def test_a_title_that_the_loader_knows_wins(given: object, title: str) -> None:
    """Unless it is none, or the name of a file."""
    (found,), _ = read([document(f"# Kestrel\n\n{GOOD}", source="a.md", title=given)])
    assert found.title == title


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_a_chunk_is_whole(text: str) -> None:
    """Whatever its markup: one chunk, all of the body in it."""
    documents, _ = read(chunks_from([("id", text)]))
    for found in documents:
        pieces = chunks_of(found, target_tokens=16)
        assert [piece.id for piece in pieces] == ["id"]
        assert pieces[0].text == found.text[pieces[0].span.start : pieces[0].span.end]
        assert "".join(pieces[0].text.split()) == "".join(found.text[found.body_start :].split())


def test_progress_is_told_one_by_one() -> None:
    """Of a list with its length, of an iterator as far as it is known."""
    told: list[tuple[int, int]] = []
    texts: Mapping[str, str] = {"a": GOOD, "b": "Merlin watches birds."}
    for source in (texts, iter(texts.items())):
        read_source(source, settings=Settings(), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2), (1, 1), (2, 2)]

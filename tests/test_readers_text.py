"""Bytes become text, and Markdown stays as it is, with its front matter and links found."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kgsynth.readers import read_file
from kgsynth.readers.encoding import UndecodableError, decode, is_binary
from kgsynth.readers.markdown import markdown_document

GREEK = "Η γρήγορη αλεπού πηδάει πάνω από το τεμπέλικο σκυλί και τρέχει στο δάσος κάθε πρωί."
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю перед долгой дорогой домой."
JAPANESE = "港の気温は毎朝記録されています。船は三時に出ます。潮の高さを確認してください。"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"plain", "plain", "utf-8"),
        (b"\xef\xbb\xbfmarked", "marked", "utf-8"),
        ("größe".encode("utf-16"), "größe", "utf-16"),
        ("größe".encode("utf-32"), "größe", "utf-32"),
        ("Größe – 5 €".encode("cp1252"), "Größe – 5 €", "cp1252"),
        ("naïve café".encode("latin-1"), "naïve café", "cp1252"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
        (GREEK.encode("cp1253"), GREEK, "cp1253"),
        (JAPANESE.encode("cp932"), JAPANESE, "cp932"),
    ],
)
def test_the_encoding_is_found_or_guessed(data: bytes, text: str, encoding: str) -> None:
    """By its mark, as UTF-8, or by a guess; western guesses are all cp1252."""
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_a_page_may_declare_its_encoding() -> None:
    """HTML says it inside."""
    data = '<meta charset="koi8-r"><p>Мир</p>'.encode("koi8-r")
    assert decode(data, markup=True).encoding == "koi8-r"


def test_a_page_that_declares_nonsense_is_guessed() -> None:
    """The declaration is not believed when it cannot be."""
    assert decode('<meta charset="x-none"><p>café'.encode("cp1252"), markup=True).text.endswith("café")


@pytest.mark.parametrize(("data", "encoding"), [(b"\xff", "utf-8"), (b"x", "no-such-code")])
def test_an_encoding_that_does_not_fit_is_an_error(data: bytes, encoding: str) -> None:
    """It names the encoding."""
    with pytest.raises(UndecodableError, match=encoding):
        decode(data, encoding=encoding)


@pytest.mark.parametrize(
    ("data", "binary"),
    [(b"\x89PNG\r\n\0", True), (b"text\n\tmore\x0c", False), ("x".encode("utf-16"), False), (b"\x01\x02ab", True)],
)
def test_binary_data_is_told_from_text(data: bytes, binary: bool) -> None:
    """NULs and control bytes, unless a byte order mark explains them."""
    assert is_binary(data) is binary


def has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1).filter(has_words))
def test_a_markdown_file_is_its_document_letter_for_letter(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Line ends, blanks and all."""
    path = tmp_path_factory.mktemp("md") / "a.md"
    path.write_bytes(text.encode())
    assume(not is_binary(text.encode()))
    (document,) = read_file(path, language="en")
    assert document.text == text


def test_windows_line_ends_are_kept(tmp_path: Path) -> None:
    """Offsets are true of the file as it is."""
    (tmp_path / "a.md").write_bytes(b"---\r\ntitle: Bees\r\n---\r\n# Hives\r\n")
    (document,) = read_file(tmp_path / "a.md")
    assert document.text[document.body_start :] == "# Hives\r\n"
    assert document.title == "Bees"


@pytest.mark.parametrize(
    ("text", "metadata", "body"),
    [
        ("---\ntags: [a, b]\n---\nBody", {"tags": ["a", "b"]}, "Body"),
        ("---\n---\nBody", {}, "Body"),
        ("---\na: 1\n...\nBody", {"a": 1}, "Body"),
        ("---\na: [\n---\nBody", {}, "---\na: [\n---\nBody"),
        ("---\njust words\n---\nBody", {}, "---\njust words\n---\nBody"),
        ("---\n!!python/object:os.system {}\n---\nBody", {}, "---\n!!python/object:os.system {}\n---\nBody"),
        ("---\ndate: 2024-99-99\n---\nBody", {}, "---\ndate: 2024-99-99\n---\nBody"),
        ("---\n\na rule above, never closed", {}, "---\n\na rule above, never closed"),
        ("Body\n---\na: 1\n---\n", {}, "Body\n---\na: 1\n---\n"),
    ],
)
def test_front_matter_becomes_metadata(text: str, metadata: dict[str, object], body: str) -> None:
    """What is no mapping in YAML is text."""
    document = markdown_document(text, "a")
    assert document.text[document.body_start :] == body
    assert document.metadata == metadata


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: From the head\n---\n# Heading", "From the head"),
        ("## Second\n\n# The `first` *one* #\n", "The first one"),
        ("Set below\n=========\n", "Set below"),
        ("```\n# a comment\n```\n", "stem"),
        ("# [Linked](x) heading", "Linked heading"),
    ],
)
def test_the_title_is_the_heads_or_the_first_heading(text: str, title: str) -> None:
    """Otherwise it is the name of the file."""
    assert markdown_document(text, "stem").title == title


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See [the *guide*](a.md 'Title') now", [("the *guide*", "a.md")]),
        ("[a](<b c.md>) [d](e(f).md)", [("a", "b c.md"), ("d", "e(f).md")]),
        ("![image](a.png) and ![[embed]]", []),
        ("[![badge](b.svg)](home)", [("![badge](b.svg)", "home")]),
        ("[text][l] [L] [l][] [none]\n\n[l]: x.md", [("text", "x.md"), ("L", "x.md"), ("l", "x.md")]),
        ("[[Page]] [[Other#part|shown]]", [("Page", "Page"), ("shown", "Other#part")]),
        ("<https://a.example> <me@a.example>", [("https://a.example", "https://a.example"), ("me@a.example",) * 2]),
        ("`[code](x)` and\n\n```\n[[code]]\n```\n<!-- [c](d) -->", []),
        ("\\[no](x) but [yes](y)", [("yes", "y")]),
        ("- [ ] task [^1]\n\n[^1]: note", []),
    ],
)
def test_links_are_found_where_they_stand(text: str, links: list[tuple[str, str]]) -> None:
    """Not in code or comments, and images are none."""
    document = markdown_document(text, "a")
    assert [(text[link.start : link.end], link.target) for link in document.links] == links


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="[]()<>`|!\\ \n#-=:ab", max_size=60))
def test_no_text_breaks_the_search_for_links(text: str) -> None:
    """Each link found is a stretch of the text."""
    for link in markdown_document(text, "a").links:
        assert 0 <= link.start < link.end <= len(text)

"""A folder becomes documents in order, and a record of each file that gave none."""

import os
from pathlib import Path

import pytest

from kgsynth.errors import InputError
from kgsynth.readers import read_file, read_folder
from kgsynth.readers.site_names import without_site_names
from kgsynth.types import Document, content_id

FIXTURES = Path(__file__).parent.parent / "fixtures"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def reasons(folder: Path, max_file_bytes: int = 10_000) -> dict[str, str]:
    return {record.source: record.reason for record in read_folder(folder, max_file_bytes=max_file_bytes)[1]}


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Wherever they lie, and whichever was made first."""
    for name in ("b.md", "a/z.txt", "a/c/d.html", "a-1.md"):
        write(tmp_path / name, f"<p>What {name} says.")
    documents, skipped = read_folder(tmp_path)
    assert [document.source for document in documents] == ["a-1.md", "a/c/d.html", "a/z.txt", "b.md"]
    assert skipped == []


def test_the_id_is_of_the_text(tmp_path: Path) -> None:
    """A file that is moved keeps the id of its document."""
    write(tmp_path / "a.md", "# Bees")
    (document,), _ = read_folder(tmp_path)
    assert document.id == content_id("# Bees")


def test_hidden_files_and_junk_are_passed_over(tmp_path: Path) -> None:
    """They are not even worth a record."""
    for name in (".git/a.md", "node_modules/b.md", "__pycache__/c.md", ".d.md"):
        write(tmp_path / name, "text")
    assert read_folder(tmp_path) == ([], [])


def test_what_pages_were_made_of_is_passed_over(tmp_path: Path) -> None:
    """Sphinx lays the sources of its pages beside them; without its search index it may be any folder."""
    for name in ("_sources/hives.rst.txt", "_static/page.js", "hives.html"):
        write(tmp_path / "made" / name, "<p>Bees fly.")
        write(tmp_path / "kept" / name, "<p>Bees swarm.")
    write(tmp_path / "made" / "searchindex.js", "")
    found = {each.source for each in read_folder(tmp_path / "made")[0]}
    assert found == {"hives.html"}
    assert "_sources/hives.rst.txt" in {each.source for each in read_folder(tmp_path / "kept")[0]}


def test_a_script_of_web_pages_is_no_document(tmp_path: Path) -> None:
    """It is told of; among few pages it is code that somebody wrote."""
    for name in ("hives.html", "wax.html", "dress/menu.js"):
        write(tmp_path / name, f"/* Opens {name}. */")
    found, skipped = read_folder(tmp_path)
    assert [each.source for each in found] == ["hives.html", "wax.html"]
    assert [(each.source, each.reason) for each in skipped] == [
        ("dress/menu.js", "a script of the web pages around it")
    ]
    (tmp_path / "wax.html").unlink()
    assert {each.source for each in read_folder(tmp_path)[0]} == {"hives.html", "dress/menu.js"}


def test_what_most_titles_share_is_taken_off_them(tmp_path: Path) -> None:
    """Behind a dash or a bar, or in front of one; what two pages share may be their topic."""
    for name in ("Hives", "Wax", "Honey"):
        write(tmp_path / f"{name}.html", f"<title>{name} | The Garden</title><h1>All on {name}s</h1><p>{name} here.")
    write(tmp_path / "Rain.html", "<title>Rain | Weather</title><h1>All on rain</h1><p>Wet.")
    assert {each.title for each in read_folder(tmp_path)[0]} == {"Hives", "Wax", "Honey", "Rain | Weather"}


def test_the_parts_of_one_page_share_no_site() -> None:
    """Three chunks under one title are one page."""
    title = "Hives - The Garden"
    parts = [Document(str(number), "Bees fly.", "hives.md", title=title) for number in range(3)]
    assert {each.title for each in without_site_names(parts)} == {title}


def test_a_file_without_text_is_recorded_with_the_reason(tmp_path: Path) -> None:
    """Each kind of refusal says what is wrong."""
    write(tmp_path / "binary.txt", b"\x00\x01\x02")
    write(tmp_path / "blank.md", " \n")
    write(tmp_path / "empty.md", "")
    write(tmp_path / "long.md", "word " * 100)
    write(tmp_path / "photo.jpeg", "x")
    write(tmp_path / "README", "x")
    write(tmp_path / "tree.html", "<nav>Home</nav>")
    write(tmp_path / "broken.ipynb", "{")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    assert reasons(tmp_path, max_file_bytes=100) == {
        "README": "no reader for files without a suffix",
        "binary.txt": "binary, not text",
        "blank.md": "no words in it",
        "broken.ipynb": "the reader failed: JSONDecodeError: Expecting property name enclosed in double quotes: "
        "line 1 column 2 (char 1)",
        "empty.md": "empty",
        "gone.md": "a link that leads nowhere",
        "long.md": "too large: 500 bytes, the limit is 100",
        "photo.jpeg": "no reader for .jpeg files",
        "tree.html": "no words in it",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_recorded(tmp_path: Path) -> None:
    """The rest is read."""
    write(tmp_path / "secret.md", "x").chmod(0)
    write(tmp_path / "open.md", "y")
    documents, skipped = read_folder(tmp_path)
    assert len(documents) == 1
    assert skipped[0].reason == "cannot be opened: Permission denied"


def test_a_name_that_is_no_utf8_becomes_printable(tmp_path: Path) -> None:
    """The source can be written to any file."""
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")), "# Coffee")
    (document,), _ = read_folder(tmp_path)
    assert document.source == "caf\\xe9.md"


def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    """Nor is a folder read twice."""
    write(tmp_path / "a" / "page.md", "# Page")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    documents, skipped = read_folder(tmp_path)
    assert [document.source for document in documents] == ["a/page.md"]
    assert [record.source for record in skipped] == ["self"]


def test_one_file_may_be_the_source(tmp_path: Path) -> None:
    """It is named by its own name."""
    (document,), _ = read_folder(write(tmp_path / "page.md", "# Page"))
    assert document.source == "page.md"


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A bad call raises."""
    with pytest.raises(InputError, match="no file or folder"):
        read_folder(tmp_path / "nowhere")


def test_equal_texts_are_read_once(tmp_path: Path) -> None:
    """The first by path stays, whatever its format or case."""
    write(tmp_path / "a.md", "# Bees\n\nThree hives on the roof.")
    write(tmp_path / "b.html", "<h1>Bees</h1><p>Three  hives on the <b>roof</b>.")
    assert reasons(tmp_path) == {"b.html": "near-duplicate of a.md"}


def test_the_callers_language_and_encoding_win(tmp_path: Path) -> None:
    """Nothing is guessed then."""
    path = write(tmp_path / "a.txt", "Привет, мир".encode("koi8-r"))
    (document,) = read_file(path, encoding="koi8-r", language="xx")
    assert (document.text, document.language, document.metadata) == ("Привет, мир", "xx", {"encoding": "koi8-r"})


def test_progress_is_told_after_each_file(tmp_path: Path) -> None:
    """Also after those that are skipped."""
    write(tmp_path / "a.md", "x")
    write(tmp_path / "b.md", "")
    told: list[tuple[int, int]] = []
    read_folder(tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The slipway takes boats of up to eighteen tonnes, and the winch stops by itself.", "en"),
        ("Die Slipanlage trägt Boote bis zu achtzehn Tonnen, und die Winde hält von selbst an.", "de"),
        ("Le slip reçoit des bateaux de dix-huit tonnes, et le treuil s'arrête de lui-même.", "fr"),
        ("Привет", "ru"),
        ("안녕하세요", "ko"),
        ("SELECT x FROM y", "en"),
        ("PGHOST PGPORT PGUSER ```zzz``` xid8 oidvector pg_lsn relkind reltuples attnum", "en"),
        ("1 2 3", "en"),
    ],
)
def test_the_language_is_told_by_words_or_script(tmp_path: Path, text: str, language: str) -> None:
    """Too few words of Latin script are taken as English."""
    (document,) = read_file(write(tmp_path / "a.txt", text))
    assert document.language == language


def test_reading_twice_gives_the_same() -> None:
    """Same folder, same documents, same records."""
    assert read_folder(FIXTURES / "edge") == read_folder(FIXTURES / "edge")


def test_every_link_of_the_fixtures_lies_in_its_document() -> None:
    """And shows some text."""
    for document in read_folder(FIXTURES / "handbook")[0]:
        assert all(document.text[link.start : link.end].strip() for link in document.links)


def test_the_fixtures_duplicates_are_found() -> None:
    """The exact and the near one, and no other."""
    found = {record.source for record in read_folder(FIXTURES / "edge")[1] if "duplicate" in record.reason}
    assert {"exact-duplicate-b.md", "near-duplicate-b.md"} <= found

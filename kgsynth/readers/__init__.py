"""Files -> Documents, and a record of each file that gave none.

A reader of a text format takes the decoded text and the file's stem; a reader of any other format takes the path.
"""

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kgsynth.errors import InputError, MissingExtraError
from kgsynth.readers.asciidoc import asciidoc_document, is_asciidoc
from kgsynth.readers.code import HASH_SUFFIXES, SLASH_SUFFIXES, hash_document, python_document, slash_document
from kgsynth.readers.duplicates import drop_duplicates
from kgsynth.readers.encoding import UndecodableError, decode, is_binary
from kgsynth.readers.files import scripts_of_pages, source_name, walk
from kgsynth.readers.html import html_document
from kgsynth.readers.language import language_of
from kgsynth.readers.markdown import markdown_document, text_document
from kgsynth.readers.notebook import notebook_document
from kgsynth.readers.rst import rst_document
from kgsynth.readers.site_names import without_site_names
from kgsynth.readers.tables import csv_document, tsv_document
from kgsynth.types import Document, Skipped, content_id

__all__ = ["FILE_READERS", "TEXT_READERS", "attempted", "drop_duplicates", "has_words", "read_file", "read_folder"]

MAX_FILE_BYTES = 50_000_000
_WORD = re.compile(r"\w")

TextReader = Callable[[str, str], Document]


class FileReader(Protocol):
    """Reads a file that is not text."""

    def __call__(self, path: Path, *, source: str) -> Iterator[Document]: ...


def _plain_document(text: str, stem: str) -> Document:
    """Plain text as it is, and AsciiDoc, which often goes by the same suffix, as what it is."""
    return asciidoc_document(text, stem) if is_asciidoc(text) else text_document(text, stem)


TEXT_READERS: dict[str, TextReader] = {
    ".md": markdown_document,
    ".markdown": markdown_document,
    ".mdx": markdown_document,
    ".txt": _plain_document,
    ".text": _plain_document,
    ".adoc": asciidoc_document,
    ".asciidoc": asciidoc_document,
    ".html": html_document,
    ".htm": html_document,
    ".xhtml": html_document,
    ".rst": rst_document,
    ".csv": csv_document,
    ".tsv": tsv_document,
    ".ipynb": notebook_document,
    ".py": python_document,
    **dict.fromkeys(SLASH_SUFFIXES, slash_document),
    **dict.fromkeys(HASH_SUFFIXES, hash_document),
}

FILE_READERS: dict[str, str] = {  # suffix -> module with read(path); imported when the first such file is met
    ".pdf": "kgsynth.readers.pdf",
    ".docx": "kgsynth.readers.word",
    ".pptx": "kgsynth.readers.slides",
    ".xlsx": "kgsynth.readers.sheets",
    ".epub": "kgsynth.readers.epub",
}

Progress = Callable[[int, int], None]
_OF_PAGES = "a script of the web pages around it"


def read_folder(
    folder: Path,
    *,
    encoding: str | None = None,
    language: str | None = None,
    max_file_bytes: int = MAX_FILE_BYTES,
    progress: Progress | None = None,
) -> tuple[list[Document], list[Skipped]]:
    """All documents below a folder (or in one file) by path, and why each other file gave none.

    Args:
        encoding: of every text file; found or guessed where not given.
        language: of every document; detected where not given.
        progress: called with the number of files done and of all files, after each.
    """
    if not folder.exists():
        raise InputError(f"there is no file or folder {str(folder)!r}")
    paths = [folder] if folder.is_file() else list(walk(folder))
    scripts = scripts_of_pages(paths)
    found: list[Document] = []
    skipped: list[Skipped] = []
    for done, path in enumerate(paths, start=1):
        documents, reason = (
            ([], _OF_PAGES) if path in scripts else _attempt(path, folder, encoding, language, max_file_bytes)
        )
        found += documents
        skipped += [Skipped(source_name(path, folder), reason)] if reason else []
        if progress is not None:
            progress(done, len(paths))
    kept, repeated = drop_duplicates(without_site_names(found))
    return kept, sorted(skipped + repeated, key=lambda record: record.source)


def read_file(
    path: Path, *, root: Path | None = None, encoding: str | None = None, language: str | None = None
) -> Iterator[Document]:
    """The documents in one file, named relative to ``root`` (to the file itself where it is not given)."""
    source = source_name(path, root or path)
    suffix = path.suffix.lower()
    if suffix in FILE_READERS:
        read: FileReader = importlib.import_module(FILE_READERS[suffix]).read
        found = read(path, source=source)
    elif suffix in TEXT_READERS:
        found = iter([_text_document(path, TEXT_READERS[suffix], encoding)])
    else:
        raise InputError(f"no reader for {suffix} files" if suffix else "no reader for files without a suffix")
    for document in found:
        if not has_words(document):
            raise InputError("no words in it")
        code = language or language_of(document.text[document.body_start :])
        yield replace(document, id=content_id(document.text), source=source, language=code)


def has_words(document: Document) -> bool:
    """Whether there is anything to ask about in a document's body."""
    return _WORD.search(document.text, document.body_start) is not None


def _text_document(path: Path, read: TextReader, encoding: str | None) -> Document:
    data = path.read_bytes()
    if is_binary(data) and encoding is None:
        raise InputError("binary, not text")
    decoded = decode(data, encoding=encoding, markup=read is html_document)
    document = read(decoded.text, source_name(path, path.parent).removesuffix(path.suffix))
    if decoded.encoding == "utf-8":
        return document
    return replace(document, metadata={**document.metadata, "encoding": decoded.encoding})


def _attempt(
    path: Path, root: Path, encoding: str | None, language: str | None, max_file_bytes: int
) -> tuple[list[Document], str]:
    """What is in a file, or the reason why nothing is: one bad file never stops the others."""

    def read() -> Iterator[Document]:
        reason = _refusal(path, max_file_bytes)
        if reason:
            raise InputError(reason)
        return read_file(path, root=root, encoding=encoding, language=language)

    return attempted(read)


def attempted(read: Callable[[], Iterable[Document]]) -> tuple[list[Document], str]:
    """What a reader gives, or the reason why it gives nothing."""
    try:
        return list(read()), ""
    except (InputError, MissingExtraError, UndecodableError) as error:
        return [], str(error)
    except OSError as error:
        return [], f"cannot be opened: {error.strerror or error}"
    except Exception as error:  # a reader's own failure, told with its type
        return [], f"the reader failed: {type(error).__name__}: {error}"


def _refusal(path: Path, max_file_bytes: int) -> str:
    if path.is_symlink() and not path.exists():
        return "a link that leads nowhere"
    if path.is_dir():
        return "a folder that cannot be listed"
    if not path.is_file():
        return "not a regular file"
    size = path.stat().st_size
    if not size:
        return "empty"
    return f"too large: {size:,} bytes, the limit is {max_file_bytes:,}" if size > max_file_bytes else ""

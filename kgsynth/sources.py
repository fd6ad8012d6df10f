"""What a caller has -> Documents, and a record of each thing that gave none; Document -> its Chunks."""

import os
import posixpath
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from kgsynth.chunking import chunk
from kgsynth.errors import InputError
from kgsynth.integrations import (
    DocumentLoader,
    Item,
    LazyLoader,
    Loader,
    Name,
    folder_of,
    is_path,
    item_of,
    json_values,
    named,
    things_in,
)
from kgsynth.integrations.metadata import without_surrogates
from kgsynth.readers import TEXT_READERS, TextReader, attempted, drop_duplicates, has_words, read_folder
from kgsynth.readers.encoding import is_binary
from kgsynth.readers.html import html_document
from kgsynth.readers.language import language_of
from kgsynth.readers.markdown import markdown_document, text_document
from kgsynth.readers.notebook import notebook_document
from kgsynth.readers.site_names import without_site_names
from kgsynth.readers.tables import csv_document, tsv_document
from kgsynth.settings import Settings
from kgsynth.types import Chunk, Document, Skipped, content_id

_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_HEADING = re.compile(r"(?:header|heading|h)[ _-]?([1-6])", re.IGNORECASE)
_FILE_NAME = re.compile(r"^Microsoft \w+ - |^untitled|\.(?:pdf|docx?|pptx?|xlsx?|odt|tex|dvi|indd)$", re.IGNORECASE)
_BINARY_SAMPLE = 65_536

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Chunked:
    """Texts that are chunks already; made by `chunks_from`."""

    source: object


Source: TypeAlias = "str | os.PathLike[str] | Chunked | LazyLoader | Loader | DocumentLoader | Iterable[object]"


def chunks_from(source: Source) -> Chunked:
    """Say that texts are chunks already: none is cut, and their ids come back in ``reference_context_ids``.

    Args:
        source: anything that `generate` takes. A chunk without an id is given one of its source and its place there.

    Example:
        >>> from kgsynth import chunks_from, generate
        >>> testset = generate(chunks_from([("kb-1", "...")]), size=50)        # doctest: +SKIP
    """
    return source if isinstance(source, Chunked) else Chunked(source)


def read_source(
    source: Source, *, settings: Settings, progress: Progress | None = None
) -> tuple[list[Document], list[Skipped]]:
    """The documents in whatever a caller has, in the order of their names, and why other things gave none.

    Args:
        source: a folder, a file, a loader, or things with a text in them.
        progress: called with the number of things done and of all, as far as that is known.

    Raises:
        InputError: there is no such folder, or nothing can be taken from such an object.
    """
    if isinstance(source, str | os.PathLike):
        found, skipped = _read_folder(_existing(source), settings, progress)
    else:
        found, skipped = _read_items(source, settings, progress)
    return [replace(each, metadata=json_values(each.metadata)) for each in found], skipped


def chunks_of(document: Document, *, target_tokens: int) -> list[Chunk]:
    """The chunks of a document in order; one of the caller's chunks stays whole and keeps its id."""
    if not document.chunk_id:
        return chunk(document, target_tokens=target_tokens)
    above = _headings_in(document.metadata)
    return [
        replace(piece, id=document.chunk_id, headings=tuple(dict.fromkeys((*above, *piece.headings))))
        for piece in chunk(document, target_tokens=sys.maxsize)
    ]


def _headings_in(metadata: Mapping[str, object]) -> tuple[str, ...]:
    """What a splitter has cut off and noted, as ``{"Header 1": ..., "Header 2": ...}``."""
    found = {match[1]: str(metadata[key]) for key in metadata if (match := _HEADING.fullmatch(key)) and metadata[key]}
    return tuple(found[level] for level in sorted(found))


# ------------------------------------------------------------------------------------------------ folders


def _existing(source: str | os.PathLike[str]) -> Path:
    written = os.fspath(source)
    if not written.strip():
        raise InputError("the source is an empty string: give a folder or a file")
    if not os.path.exists(written):
        shown = written if len(written) <= 80 else written[:80] + "..."
        is_text = isinstance(source, str) and (len(written.split()) > 3 or len(written) > 255)
        raise InputError(
            f"there is no file or folder {shown!r}" + ("; to give a text itself, put it in a list" if is_text else "")
        )
    return Path(written)


def _read_folder(
    path: Path, settings: Settings, progress: Progress | None = None
) -> tuple[list[Document], list[Skipped]]:
    return read_folder(
        path,
        encoding=settings.encoding,
        language=settings.language,
        max_file_bytes=settings.max_file_bytes,
        progress=progress,
    )


# -------------------------------------------------------------------------------------------------- items


def _read_items(source: object, settings: Settings, progress: Progress | None) -> tuple[list[Document], list[Skipped]]:
    chunks = isinstance(source, Chunked)
    if isinstance(source, Chunked):
        source = [Path(source.source)] if isinstance(source.source, str | os.PathLike) else source.source
    items = list(_taken(source, settings, progress))
    if chunks:
        items = list(_without_repeated_ids(items))
    names = named(items, folder=folder_of(source), chunks=chunks)
    places = sorted(range(len(items)), key=lambda place: (names[place].group, place))
    read = _Reading(settings, chunks, frozenset(_shared(names)))
    found = [read.document(items[place], names[place]) for place in places]
    skipped = [each for each in found if isinstance(each, Skipped)]
    documents = [each for each in found if isinstance(each, _Read)]
    kept, repeated = drop_duplicates(without_site_names(list(read.agreed(documents))))
    return kept, sorted(skipped + repeated, key=lambda record: record.source)


def _taken(source: object, settings: Settings, progress: Progress | None) -> Iterator[Item]:
    """Each thing as an item, taken one by one; a path among them stands for the documents there."""
    total = len(source) if isinstance(source, Sized) else 0
    for done, thing in enumerate(things_in(source), start=1):
        if isinstance(thing, os.PathLike):
            yield from _items_at(Path(thing), settings)
        else:
            item = item_of(thing)
            yield replace(item, fault=item.fault or _refusal(item.text, settings.max_file_bytes))
        if progress is not None:
            progress(done, max(done, total))


def _items_at(path: Path, settings: Settings) -> Iterator[Item]:
    try:
        documents, skipped = _read_folder(path, settings)
    except InputError as error:
        yield Item(source=str(path), fault=str(error))
        return
    root = path if path.is_dir() else path.parent
    for document in documents:
        source = str(root / document.source)
        yield Item(document.text, source=source, metadata=document.metadata, document=document)
    for skip in skipped:
        yield Item(source=str(root / skip.source), fault=skip.reason)


def _refusal(text: object, most_bytes: int) -> str:
    """Why a text is not read, in the words used of files."""
    if not isinstance(text, str):
        return "has None for a text" if text is None else f"has {type(text).__name__} for a text"
    if not text:
        return "empty"
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > most_bytes:
        return f"too large: {size:,} bytes, the limit is {most_bytes:,}"
    start = text.removeprefix("\ufeff")[:_BINARY_SAMPLE]
    return "binary, not text" if is_binary(start.encode("utf-8", "surrogatepass")) else ""


def _without_repeated_ids(items: Iterable[Item]) -> Iterator[Item]:
    """An id that two chunks have could not say which of them was meant."""
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            yield replace(item, id="", fault=item.fault or f"its id {item.id!r} is that of an earlier chunk")
        else:
            seen |= {item.id} - {""}
            yield item


def _shared(names: Sequence[Name]) -> Iterator[str]:
    """The groups that have several members."""
    seen: set[str] = set()
    for name in names:
        if name.group in seen:
            yield name.group
        seen.add(name.group)


# ---------------------------------------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True)
class _Read:
    """A document of which title and language are still to be settled.

    Attributes:
        is_settled: whether it came as a document that has both.
        stem: what it is called where nothing in it says so.
    """

    document: Document
    group: str
    stem: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """Makes documents of items.

    Attributes:
        shared: the sources of which there are several parts.
    """

    settings: Settings
    chunks: bool
    shared: frozenset[str]

    def document(self, item: Item, name: Name) -> _Read | Skipped:
        if item.fault:
            return Skipped(name.source, item.fault)
        path = _path_in(item.source or name.group)
        stem = posixpath.splitext(posixpath.basename(path))[0]
        found, fault = attempted(lambda: [self._made(item, name, path, stem)])
        if not found:
            return Skipped(name.source, fault)
        return _Read(found[0], name.group, stem, is_settled=item.document is not None)

    def _made(self, item: Item, name: Name, path: str, stem: str) -> Document:
        document = item.document or self._from_text(item, name, path, stem)
        if not has_words(document):
            raise InputError("no words in it")
        text = without_surrogates(document.text)
        if not self.chunks:
            return replace(document, text=text, id=content_id(text), source=name.source)
        chunk_id = without_surrogates(item.id) or name.source
        return replace(document, text=text, id=content_id("chunk", text), source=name.source, chunk_id=chunk_id)

    def _from_text(self, item: Item, name: Name, path: str, stem: str) -> Document:
        suffix = posixpath.splitext(path)[1].lower()
        text = without_surrogates(item.text if isinstance(item.text, str) else "").removeprefix("\ufeff")
        read = _reader(text, suffix, is_part=self.chunks or name.group in self.shared, is_chunk=self.chunks)
        document = read(text, stem)
        given = item.metadata.get("title")
        is_title = isinstance(given, str) and given.strip() and not _FILE_NAME.search(given)
        title = str(given).strip() if is_title else document.title
        return replace(document, title=title, metadata={**document.metadata, **item.metadata})

    def agreed(self, documents: Iterable[_Read]) -> Iterator[Document]:
        """The documents in order; the parts of one source have one title and one language."""
        for _, run in groupby(documents, key=lambda each: each.group or each.document.source):
            parts = list(run)
            title = next((part.document.title for part in parts if part.document.title != part.stem), "")
            language = self.settings.language or _language([part.document for part in parts if not part.is_settled])
            for part in parts:
                if part.is_settled:
                    yield replace(part.document, language=self.settings.language or part.document.language)
                else:
                    yield replace(part.document, title=title or part.stem, language=language)


def _language(documents: Sequence[Document]) -> str:
    return language_of("\n\n".join(document.text[document.body_start :] for document in documents))


def _path_in(source: str) -> str:
    """The path of a file or an address, for its suffix and its stem; empty where a source is neither."""
    if is_path(source):
        return source.replace("\\", "/")
    return urlsplit(source).path if "://" in source else ""


def _reader(text: str, suffix: str, *, is_part: bool, is_chunk: bool) -> TextReader:
    """What reads a file with this suffix, unless a loader has already taken the text out of it; Markdown elsewhere."""
    read = TEXT_READERS.get(suffix, markdown_document)
    if is_chunk:
        return text_document if read is text_document else markdown_document
    if _PAGE.match(text):
        return html_document
    start = text.lstrip()[:1]
    taken_out = (
        (read is html_document and start != "<")
        or (read is notebook_document and start != "{")
        or (read in (csv_document, tsv_document) and is_part)
    )
    return markdown_document if taken_out else read

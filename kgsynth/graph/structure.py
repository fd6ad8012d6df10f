"""Documents and chunks -> the pairs that the text itself joins: next to each other, one section, a hyperlink."""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from urllib.parse import unquote

from kgsynth.types import Chunk, Document

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_FRONT_PAGES = ("index", "README", "readme")


def neighbours(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Chunk]]:
    """Each chunk of a document with the one that follows."""
    yield from pairwise(chunks)


def sections(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Chunk]]:
    """The first chunk of each section of a document with the section's other chunks and with its subsections."""
    first: dict[tuple[str, ...], Chunk] = {}
    for chunk in chunks:
        prefixes = [chunk.headings[:depth] for depth in range(len(chunk.headings), 0, -1)]
        parent = next((first[prefix] for prefix in prefixes if prefix in first), None)
        if parent is not None:
            yield parent, chunk
        for prefix in prefixes:
            first.setdefault(prefix, chunk)


def links(documents: Sequence[Document], chunks_of: Mapping[str, Sequence[Chunk]]) -> Iterator[tuple[Chunk, Chunk]]:
    """Each chunk that holds a hyperlink to another document with that document's first chunk."""
    targets = _Targets(documents)
    for document in documents:
        chunks = chunks_of[document.id]
        starts = [chunk.span.start for chunk in chunks]
        for link in document.links:
            target = targets.find(link.target, document.source)
            holder = bisect_right(starts, link.start) - 1
            if target not in (None, document.id) and holder >= 0 and chunks_of[target]:
                yield chunks[holder], chunks_of[target][0]


class _Targets:
    """Finds the document that a link means: by path, with or without suffix, or by title or stem for a wiki link."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._by_path: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        for document in documents:
            path = posixpath.normpath(document.source)
            stem = posixpath.splitext(path)[0]
            for name in (path, stem):
                self._by_path.setdefault(name, document.id)
            for name in (posixpath.basename(stem), posixpath.basename(path), document.title):
                self._by_name.setdefault(name.casefold().strip(), document.id)

    def find(self, target: str, source: str) -> str | None:
        """The id of the document that ``target``, written in ``source``, leads to; None if none of ours."""
        if _ELSEWHERE.match(target):
            return None
        name = unquote(re.split(r"[#?|]", target, maxsplit=1)[0]).strip()
        return self._at_path(name, source) or self._by_name.get(name.casefold()) if name else None

    def _at_path(self, name: str, source: str) -> str | None:
        folder = "" if name.startswith("/") else posixpath.dirname(source)
        path = posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
        tries = (path, posixpath.splitext(path)[0], *(posixpath.join(path, page) for page in _FRONT_PAGES))
        return next((self._by_path[trial] for trial in tries if trial in self._by_path), None)

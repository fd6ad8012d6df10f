"""Documents -> the same, with what most titles share at the end or the front taken off, and noted as the site's name.

A page is "Sluices", whatever its browser window is called: "Sluices — Otter Canal 2.1 documentation".
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgsynth.types import Document

KEY = "site"  # of a document's metadata
_SEPARATOR = re.compile(r"\s+[-|–—·:»/]\s+")
_FEWEST = 3  # documents: what two titles share may be their topic
_SHARE = 0.5  # of the documents


def without_site_names(documents: Sequence[Document]) -> list[Document]:
    """The documents under titles of their own.

    >>> titles = ("Sluices | Otter Canal", "Locks | Otter Canal", "Weirs | Otter Canal")
    >>> [each.title for each in without_site_names([Document(t, t, t, title=t) for t in titles])]
    ['Sluices', 'Locks', 'Weirs']
    """
    pages = {document.title: document for document in documents}.values()  # the parts of one have one title
    counted = Counter(name for page in pages for name in set(_names(page)))
    least = max(_FEWEST, _SHARE * len(pages))
    shared = sorted((name for name, times in counted.items() if times >= least), key=lambda name: (-len(name), name))
    return [_under_its_own(document, shared) for document in documents]


def _names(document: Document) -> Iterator[str]:
    """What may be the name of the site: what was told already, and both sides of each dash or bar of the title."""
    if document.metadata.get(KEY):
        yield str(document.metadata[KEY])
    for between in _SEPARATOR.finditer(document.title):
        yield document.title[: between.start()]
        yield document.title[between.end() :]


def _under_its_own(document: Document, shared: Sequence[str]) -> Document:
    for name in shared:
        for between in _SEPARATOR.finditer(document.title):
            before, behind = document.title[: between.start()], document.title[between.end() :]
            if name in (before, behind):
                own = before if name == behind else behind
                return replace(document, title=own, metadata={**document.metadata, KEY: name})
    return document

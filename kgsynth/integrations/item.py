"""One text of a caller's, and what is known of it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kgsynth.types import Document

_SOURCES = ("source", "file_path", "url", "file_name")  # LangChain's key, and those of LlamaIndex's readers
_PAGES = ("page", "page_number", "page_label")
_LONGEST_PAGE = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One text as its owner has it.

    Attributes:
        text: a string, if all is well.
        id: the owner's id, which a chunk keeps.
        name: what to call the text where no source is known.
        document: the text as a document, where it is one already.
        fault: why there is no text.
    """

    text: object = None
    id: str = ""
    name: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    document: Document | None = None
    fault: str = ""

    @property
    def page(self) -> str:
        """The page of the source that the text is from, as the metadata puts it."""
        values = (self.metadata.get(key) for key in _PAGES)
        return next((str(value) for value in values if _is_page(value)), "")


def source_in(metadata: Mapping[str, Any]) -> str:
    """The path or address that a text is from, by its metadata."""
    for key in _SOURCES:
        value = metadata.get(key)
        if isinstance(value, os.PathLike):
            value = os.fspath(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def as_metadata(value: object) -> dict[str, Any]:
    """A mapping with strings for keys; an empty one of whatever is none."""
    return {str(key): each for key, each in value.items()} if isinstance(value, Mapping) else {}


def as_id(value: object) -> str:
    """An id as a string; empty where there is none."""
    return str(value) if isinstance(value, str | int | UUID) else ""


def _is_page(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and 0 < len(value) <= _LONGEST_PAGE)

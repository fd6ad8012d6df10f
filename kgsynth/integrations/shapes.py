"""Anything -> Item, by its shape."""

import os
from collections.abc import Mapping
from typing import Any

from kgsynth.integrations import langchain, llamaindex
from kgsynth.integrations.item import Item, as_id, as_metadata, source_in
from kgsynth.types import Document

TEXT_KEYS = ("text", "page_content", "content")
_LONGEST_FILE_NAME = 255


def item_of(thing: object) -> Item:
    """The text in one thing of a list or of a loader, or why none is found there."""
    if isinstance(thing, str):
        return _string(thing)
    if isinstance(thing, Document):
        return Item(thing.text, thing.id, thing.source, thing.metadata, thing.source, document=thing)
    if isinstance(thing, Mapping):
        return _mapping(thing)
    if isinstance(thing, tuple) and len(thing) in (2, 3):
        return _tuple(*thing)
    if langchain.is_document(thing):
        return langchain.item(thing)
    if llamaindex.is_node(thing):
        return llamaindex.item(thing)
    return Item(fault="is None, no text" if thing is None else f"is {type(thing).__name__}, no text")


def _string(text: str) -> Item:
    """A text; but the name of a file in its place is a mistake that nobody would notice."""
    if len(text) <= _LONGEST_FILE_NAME and os.path.exists(text):
        return Item(name=text, fault=f"is the name of a file, not a text: give Path({text!r}) to have it read")
    return Item(text)


def _mapping(thing: Mapping[Any, Any]) -> Item:
    key = next((key for key in TEXT_KEYS if key in thing), None)
    if key is None:
        return Item(fault=f"is a mapping without {', '.join(map(repr, TEXT_KEYS))}")
    own_id = as_id(thing.get("id"))
    metadata = as_metadata(thing.get("metadata"))
    source = source_in(thing) or source_in(metadata)
    return Item(thing[key], id=own_id, name=own_id, metadata=metadata, source=source)


def _tuple(own_id: object, text: object, metadata: object = None) -> Item:
    """(id, text) or (id, text, metadata)."""
    about = as_metadata(metadata)
    if not as_id(own_id):
        return Item(fault=f"begins with {type(own_id).__name__}, not with an id: (id, text, metadata) was expected")
    return Item(text, id=as_id(own_id), name=as_id(own_id), metadata=about, source=source_in(about))

"""Whatever a retriever returns -> Passage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kgsynth.errors import InputError

_TEXT_KEYS = ("text", "page_content", "content")
_SHAPES = "a string, a mapping with 'text', a kgsynth Passage, or a LangChain or LlamaIndex document"


@dataclass(frozen=True, slots=True)
class Passage:
    """What a retriever returned.

    The more is known, the more exact the scores: a place (``start`` and ``end`` with ``source`` or ``document_id``)
    is compared character by character with the evidence's, a text is looked for, an id is compared with the ids of
    the reference contexts.

    Attributes:
        source: the document's path as the test set has it; a longer path that ends in it will do.
        start, end: which characters of the document; they count in the text that kgsynth read.
    """

    text: str = ""
    id: str = ""
    source: str = ""
    document_id: str = ""
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise InputError(f"a passage has start={self.start} and end={self.end}: give both or neither")
        if self.start is not None and self.end is not None and not 0 <= self.start <= self.end:
            raise InputError(f"a passage runs from {self.start} to {self.end}: 0 <= start <= end was expected")

    @property
    def place(self) -> tuple[int, int] | None:
        """Where it begins and ends in its document, if it says so and says in which."""
        if self.start is None or self.end is None or not (self.source or self.document_id):
            return None
        return self.start, self.end


Retrieved: TypeAlias = object
"""A string, a ``Passage``, a mapping, or a document of LangChain or LlamaIndex: told apart by ``passage_of``."""


def passages_of(retrieved: Iterable[Retrieved]) -> tuple[Passage, ...]:
    """What a retriever returned, best first, as passages.

    Raises:
        InputError: it is no list, or one of its items is nothing that a passage can be made of.
    """
    if isinstance(retrieved, str | Mapping) or not isinstance(retrieved, Iterable):
        raise InputError(f"a list of passages was expected, this is {type(retrieved).__name__}: return [...]")
    return tuple(passage_of(item) for item in retrieved)


def passage_of(item: Retrieved) -> Passage:
    """One retrieved item as a passage: a string is its text; LangChain's and LlamaIndex's objects are told by shape.

    Of foreign objects the offsets are left alone: they count in the text of another reader.
    """
    if isinstance(item, Passage):
        return item
    if isinstance(item, str):
        return Passage(text=item)
    if isinstance(item, Mapping):
        return _of_mapping(item)
    return _of_object(item)


def _of_mapping(item: Mapping[str, object]) -> Passage:
    known = {*_TEXT_KEYS, "id", "source", "document_id", "start", "end"}
    if not known & item.keys():
        raise InputError(f"a passage with the keys {sorted(map(str, item))}: give it a 'text', an 'id' or a place")
    metadata = item.get("metadata")
    about = metadata if isinstance(metadata, Mapping) else {}
    return Passage(
        text=next((_text(item[key]) for key in _TEXT_KEYS if key in item), ""),
        id=_text(item.get("id")),
        source=_text(item.get("source") or about.get("source")),
        document_id=_text(item.get("document_id")),
        start=_offset(item, "start"),
        end=_offset(item, "end"),
    )


def _of_object(item: object) -> Passage:
    """A LangChain ``Document``, or a LlamaIndex ``NodeWithScore`` or node."""
    page = getattr(item, "page_content", None)
    if isinstance(page, str):
        about = getattr(item, "metadata", None) or {}
        return Passage(page, id=_text(getattr(item, "id", "")), source=_text(about.get("source")))
    node = getattr(item, "node", item)
    text = getattr(node, "text", None)
    if isinstance(text, str):
        about = getattr(node, "metadata", None) or {}
        source = about.get("source") or about.get("file_path")
        return Passage(text, id=_text(getattr(node, "node_id", "")), source=_text(source))
    raise InputError(f"a retrieved item is {type(item).__name__}: {_SHAPES} was expected")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _offset(item: Mapping[str, object], key: str) -> int | None:
    value = item.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise InputError(f"a passage has {key}={value!r}: a whole number was expected")

"""A list, an iterator, a mapping or a loader -> the things in it, one by one."""

import inspect
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from kgsynth.errors import InputError
from kgsynth.integrations import langchain, llamaindex
from kgsynth.types import Document

TAKEN = (
    "a folder, a file, a list of texts or of (id, text, metadata), documents or nodes of LangChain or LlamaIndex, "
    "or a loader with lazy_load(), load() or load_data()"
)
_LOADING = ("lazy_load", "load", "load_data")
_FOLDERS = ("path", "input_dir")  # LangChain's DirectoryLoader, LlamaIndex's SimpleDirectoryReader
_NO_LISTS = (str, bytes, bytearray, memoryview, io.IOBase)


class LazyLoader(Protocol):
    """A loader of LangChain's: documents are taken one by one."""

    def lazy_load(self) -> Iterable[object]: ...


class Loader(Protocol):
    """A loader that gives all of its documents at once."""

    def load(self) -> Iterable[object]: ...


class DocumentLoader(Protocol):
    """A reader of LlamaIndex's."""

    def load_data(self) -> Iterable[object]: ...


def things_in(source: object) -> Iterator[object]:
    """What there is to read, in order. A loader is asked once, an iterator is used up.

    Raises:
        InputError: nothing can be taken from such an object; says what can.
    """
    if isinstance(source, Document) or langchain.is_document(source) or llamaindex.is_node(source):
        return iter([source])
    if isinstance(source, Mapping):
        return iter([_with_key(key, thing) for key, thing in source.items()])
    load = None if isinstance(source, type) else _loading(source)
    if load is not None:
        return iter(load())
    if isinstance(source, Iterable) and not isinstance(source, (type, *_NO_LISTS)):
        _refuse_table(source)
        return iter(source)
    raise InputError(f"no documents can be taken from {_called(source)}: give {TAKEN}")


def folder_of(source: object) -> str:
    """The folder that a loader reads, where it says so; else an empty string."""
    for name in _FOLDERS if _loading(source) else ():
        value = getattr(source, name, None)
        if isinstance(value, str | os.PathLike) and os.path.isdir(value):
            return os.fspath(value)
    return ""


def _with_key(key: object, thing: object) -> object:
    """In ``{id: text}`` the key is the id; documents and nodes have their own."""
    return (key, thing) if isinstance(thing, str) else thing


def _loading(source: object) -> Callable[[], Iterable[object]] | None:
    for name in _LOADING:
        method: Callable[[], Iterable[object]] | None = getattr(source, name, None)
        if method is not None and callable(method):
            _refuse_missing_arguments(source, name, method)
            return method
    return None


def _refuse_missing_arguments(source: object, name: str, method: Callable[[], Iterable[object]]) -> None:
    try:
        inspect.signature(method).bind()
    except TypeError as error:
        raise InputError(
            f"{type(source).__name__}.{name}() cannot be called without arguments ({error}): "
            "call it yourself, and give what it returns"
        ) from error


def _refuse_table(source: object) -> None:
    """The names of its columns are all that a data frame would give."""
    if hasattr(source, "itertuples"):
        raise InputError(f"{_called(source)} is a table: give its rows, as in zip(table['id'], table['text'])")


def _called(source: object) -> str:
    return f"the class {source.__name__}" if isinstance(source, type) else f"{type(source).__name__!r}"

"""Chunks of a page -> the entries of its options, and the command that they are options of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgsynth.language.words import content_words
from kgsynth.types import Chunk

_ENTRY = re.compile(
    r"^(?P<terms>`?--?(?:\[no-\])?[A-Za-z][^\n]*\n(?:`?-[^\n]*\n)*): (?P<said>.+?)(?:\.(?=\s)|\n\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*(?:\.\d+)*")
_EITHER = re.compile(r"--\[no-\]([\w-]+)")
_NAME_LINE = re.compile(r"^`?(?P<name>[\w.+-]+)`?\s+[-–—]\s+(?P<task>\S.{10,})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OptionEntry:
    """An entry of options: their spellings, and the words of the first sentence on them."""

    chunk: Chunk
    options: frozenset[str]
    said: frozenset[str]


def entries_of(chunk: Chunk) -> Iterator[OptionEntry]:
    """The entries of options in a chunk."""
    for match in _ENTRY.finditer(chunk.text):
        yield OptionEntry(chunk, frozenset(_OPTION.findall(both(match["terms"]))), words_of(match["said"]))


def both(terms: str) -> str:
    """With an option and its denial spelt out: ``--[no-]color`` -> ``--color --no-color``."""
    return _EITHER.sub(r"--\1 --no-\1", terms)


def name_line(chunks: Sequence[Chunk]) -> tuple[str, str]:
    """The command that a page opens with, and what it is for; empty where it opens otherwise."""
    found = next((found for chunk in chunks[:1] if (found := _NAME_LINE.search(chunk.text))), None)
    return (found["name"], found["task"]) if found else ("", "")


def words_of(text: str) -> frozenset[str]:
    """The words of a text that tell something."""
    return frozenset(content_words(text))

"""Pages -> the stretches about one command each, the command and what it is for, and the entries of its options."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.titles import glossed
from kgsynth.language.words import content_words, stop_words
from kgsynth.types import Chunk

_ENTRY = re.compile(
    r"^(?P<terms>`?--?(?:\[no-\])?[A-Za-z][^\n]*\n(?:`?-[^\n]*\n)*): (?P<said>.+?)(?:\.(?=\s)|\n\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*(?:\.\d+)*")
_EITHER = re.compile(r"--\[no-\]([\w-]+)")
_ROW = re.compile(
    r"^\|(?:[ \t]*\|)*[ \t]*(?P<terms>`--?[A-Za-z][^`|\n]*`(?:, `--?[^`|\n]*`)*)[ \t]*"
    r"\|(?P<said>[^|\n]*\w[^|\n]*)\|[ \t]*$",
    re.MULTILINE,
)
_NAME_LINE = re.compile(r"^`?(?P<name>[\w.+-]+)`?\s+[-–—]\s+(?P<task>\S.{10,})", re.MULTILINE)
_TYPED = re.compile(r"[a-z][\w.+]*(?: [a-z][\w-]*){1,2}")
_DOES = re.compile(r"^This command (?P<task>[a-z]+s [^.\n]{10,})", re.MULTILINE)
_CODE = re.compile(r"^```[^\n]*\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class OptionEntry:
    """An entry of options: their spellings, the words of the first sentence on them, and that sentence."""

    chunk: Chunk
    options: frozenset[str]
    said: frozenset[str]
    text: str


def entries_of(chunk: Chunk) -> Iterator[OptionEntry]:
    """The entries of options in a chunk, and the rows of a table that tell of an option each."""
    for pattern in (_ENTRY, _ROW):
        for match in pattern.finditer(chunk.text):
            options = frozenset(_OPTION.findall(both(match["terms"])))
            yield OptionEntry(chunk, options, words_of(match["said"]), match["said"])


def both(terms: str) -> str:
    """With an option and its denial spelt out: ``--[no-]color`` -> ``--color --no-color``."""
    return _EITHER.sub(r"--\1 --no-\1", terms)


def commands(pages: Mapping[str, Sequence[Chunk]]) -> dict[str, Sequence[Chunk]]:
    """The pages, those that tell of several commands ("otter weigh", "otter sell") cut into one stretch for each.

    Args:
        pages: the chunks of each document.
    """
    found: dict[str, Sequence[Chunk]] = {}
    for page, chunks in pages.items():
        parts = {title: list(part) for title, part in groupby(chunks, _top) if title}
        several = len(parts) > 1 and all(_is_typed(title, part) for title, part in parts.items())
        found |= {f"{page} {title}": part for title, part in parts.items()} if several else {page: chunks}
    return found


def _top(chunk: Chunk) -> str:
    return chunk.headings[0] if chunk.headings else ""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a page is about.

    Attributes:
        task: what it is for; empty where the page does not say so plainly.
        chunk: where that is said.
    """

    name: str
    task: str
    chunk: Chunk


def command_of(chunks: Sequence[Chunk]) -> Command | None:
    """The command that a page opens with, or that is its title, and what it is for; None where it is of none."""
    if not chunks:
        return None
    first, title = chunks[0], _top(chunks[0]) or chunks[0].title
    if found := _NAME_LINE.search(first.text):
        return Command(found["name"], found["task"], first)
    if gloss := glossed(title):
        return Command(_as_typed(gloss["name"], chunks), gloss["gloss"], first)
    if not _is_typed(title, chunks):
        return None
    told = ((found, chunk) for chunk in chunks if (found := _DOES.search(chunk.text)))
    return next((Command(title, found["task"], chunk) for found, chunk in told), Command(title, "", first))


def _as_typed(name: str, chunks: Sequence[Chunk]) -> str:
    """``otter-list`` as its page has it, ``otter list``, where it is written so and not with the hyphen."""
    apart = name.replace("-", " ")
    written = [sum(chunk.text.count(spelt) for chunk in chunks) for spelt in (apart, name)]
    return apart if name != apart and written[0] >= written[1] else name


def _is_typed(title: str, chunks: Sequence[Chunk]) -> bool:
    """Whether a title of two or three words is a command, as the code below it says: ``otter [options] weigh FISH``."""
    if not _TYPED.fullmatch(title):
        return False
    line = re.compile(rf"^(?:[$#] )?{'(?: .*)? '.join(map(re.escape, title.split()))}(?: |$)", re.MULTILINE)
    return any(line.search(found["code"]) for chunk in chunks for found in _CODE.finditer(chunk.text))


def speaks_of(text: str, name: str) -> bool:
    """Whether a text names a command, with a hyphen or as it is typed; an everyday word only where it is set as a
    name.

    >>> speaks_of("as `break` does", "break"), speaks_of("they break", "break"), speaks_of("otter-list", "otter list")
    (True, False, True)
    """
    if not any(spelt in text for spelt in (name, name.replace("-", " "), name.replace(" ", "-"))):
        return False
    spelt = re.sub(r"\\[- ]", "[ -]", re.escape(name))
    if is_everyday(name):
        return re.search(rf"`{spelt}[`\s]|(?<![\w-]){spelt}\(\d\w*\)|\b[Ss]ee [^.\n]*\b{spelt}\b", text) is not None
    return re.search(rf"(?<![\w-]){spelt}(?![\w-])", text) is not None


def is_everyday(word: str) -> bool:
    """Whether a word may stand in any text and name no command."""
    return word in stop_words("en") or word in noun_types() or verb_lemma(word, "VB") == word


def words_of(text: str) -> frozenset[str]:
    """The words of a text that tell something."""
    return frozenset(content_words(text))

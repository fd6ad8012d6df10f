"""Pages -> the pairs of commands or settings that are much the same: what people mix up, or choose between."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kgsynth.language.words import content_words
from kgsynth.manuals.pages import command_of, commands, speaks_of, words_of
from kgsynth.manuals.titled import called_alike
from kgsynth.types import Chunk

_SHARED = 2  # words: with one, "NOTIFY" and "UNLISTEN" would be told apart, which nobody mixes up
_ALMOST_THE_SAME = 3  # words, likewise, where no page need name the other
_MOST_OF_IT = 0.6  # of the words of what says less, likewise
_EVERYDAY = words_of("show list print display get make create new change update file read write information content")


@dataclass(frozen=True, slots=True)
class Kin:
    """Two commands or the like, each with the chunk that says what it is for."""

    names: tuple[str, str]
    chunks: tuple[Chunk, Chunk]


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    chunk: Chunk
    verb: str
    words: frozenset[str]
    text: str


def kin(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[Kin]:
    """The pairs of commands whose first lines have telling words in common, and whose pages name each other.

    One page need name the other where the two do the same ("define"), no page where nearly all words are the same.
    Besides, the sections of one page, or the pages of one folder, on things that are called alike and are for something
    alike.

    Args:
        pages: the chunks of each document.
    """
    told: dict[str, _Page] = {}
    for chunks in commands(pages).values():
        command = command_of(chunks)
        if command is not None and command.name not in told:  # a page may be there twice, in two formats
            told[command.name] = _page(command.name, command.task, command.chunk, chunks)
    for one, other in combinations(told.values(), 2):
        if one.chunk.language == other.chunk.language and _are_akin(one, other):
            yield Kin((one.name, other.name), (one.chunk, other.chunk))
    for chunks in (*pages.values(), *_fronts(pages)):
        for first, second in called_alike(chunks):
            yield Kin((first.name, second.name), (first.chunk, second.chunk))


def _fronts(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[list[Chunk]]:
    """The fronts of the pages of each folder."""
    folders: defaultdict[str, list[Chunk]] = defaultdict(list)
    for chunks in pages.values():
        if chunks:
            folders[chunks[0].source.rpartition("/")[0]].append(chunks[0])
    yield from folders.values()


def _page(name: str, task: str, chunk: Chunk, chunks: Sequence[Chunk]) -> _Page:
    said = words_of(task) - words_of(name) - _EVERYDAY
    verb = next(iter(content_words(task.partition(" ")[0])), "")
    return _Page(name, chunk, verb, said, "\n".join(each.text for each in chunks))


def _are_akin(one: _Page, other: _Page) -> bool:
    shared = len(one.words & other.words)
    same_verb = one.verb == other.verb != ""
    if shared >= _ALMOST_THE_SAME and shared >= _MOST_OF_IT * min(len(one.words), len(other.words)):
        return True
    if shared < _SHARED - same_verb:
        return False
    named = speaks_of(one.text, other.name), speaks_of(other.text, one.name)
    return all(named) or (any(named) and same_verb and shared >= _SHARED)

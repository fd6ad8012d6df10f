"""Pages of commands -> the options that each tells of as no other: who asks for one asks for that command's."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgsynth.language.words import content_words
from kgsynth.types import Chunk

_ENTRY = re.compile(
    r"^(?P<terms>`?--?[A-Za-z][^\n]*\n(?:`?-[^\n]*\n)*): (?P<said>.+?)(?:\.(?=\s)|\n\n|\Z)", re.MULTILINE | re.DOTALL
)
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*(?:\.\d+)*")
_NAME_LINE = re.compile(r"^`?[\w.+-]+`?\s+[-–—]\s+(?P<task>\S.{10,})", re.MULTILINE)
_NEARLY = 0.8  # of what an option is said to do, said of another
_ALIKE = 0.5  # of what a command works on, said of another


@dataclass(frozen=True, slots=True)
class _Manual:
    """A page: the words of what its command works on, first and in full, and what its entries say of which options."""

    works_on: frozenset[str]
    touches: frozenset[str]
    entries: tuple[tuple[frozenset[str], frozenset[str]], ...]

    @property
    def options(self) -> frozenset[str]:
        """The options of every entry."""
        return frozenset().union(*(names for names, _ in self.entries))


def told_alone(pages: Mapping[str, Sequence[Chunk]]) -> dict[str, frozenset[str]]:
    """For each page the options that need their command said, and that no second option does the work of.

    They stand on several pages, no other entry of the page says nearly the same, and no command that is for nearly
    the same has them too.

    Args:
        pages: the chunks of each document.
    """
    manuals = {page: _manual(chunks) for page, chunks in pages.items()}
    manuals = {page: manual for page, manual in manuals.items() if manual.entries}
    owners = Counter(name for manual in manuals.values() for name in manual.options)
    return {
        page: frozenset(name for name in _alone(manual, manuals.values()) if owners[name] > 1)
        for page, manual in manuals.items()
    }


def _manual(chunks: Sequence[Chunk]) -> _Manual:
    opening = next((found for chunk in chunks[:1] if (found := _NAME_LINE.search(chunk.text))), None)
    entries = tuple(entry for chunk in chunks for entry in _entries(chunk.text))
    task = opening["task"].partition(" ")[2] if opening else ""
    return _Manual(_words(task.split(",", 1)[0]), _words(task), entries)


def _entries(text: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for match in _ENTRY.finditer(text):
        yield frozenset(_OPTION.findall(match["terms"])), _words(match["said"])


def _alone(manual: _Manual, manuals: Iterable[_Manual]) -> Iterator[str]:
    rivals = [each.options for each in manuals if each is not manual and _may_serve(manual, each)]
    for names, said in manual.entries:
        others = [words for other, words in manual.entries if not other & names]
        if said and not any(len(said & words) >= _NEARLY * len(said) for words in others):
            yield from (name for name in names if not any(name in options for options in rivals))


def _may_serve(manual: _Manual, other: _Manual) -> bool:
    """Whether another command works on most of what this one does."""
    return len(manual.works_on & other.touches) >= max(2, _ALIKE * len(manual.works_on))


def _words(text: str) -> frozenset[str]:
    return frozenset(content_words(text))

"""Pages of commands -> the options that each tells of as no other: who asks for one asks for that command's."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgsynth.manuals.pages import OptionEntry, entries_of, name_line, words_of
from kgsynth.types import Chunk

_NEARLY = 0.8  # of what an option is said to do, said of another
_ALIKE = 0.5  # of what a command works on, said of another


@dataclass(frozen=True, slots=True)
class _Manual:
    """A page: the words of what its command works on, first and in full, and what its entries say of which options."""

    works_on: frozenset[str]
    touches: frozenset[str]
    entries: tuple[OptionEntry, ...]

    @property
    def options(self) -> frozenset[str]:
        """The options of every entry."""
        return frozenset().union(*(entry.options for entry in self.entries))


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
    _, task = name_line(chunks)
    works_on = task.partition(" ")[2]
    entries = tuple(entry for chunk in chunks for entry in entries_of(chunk))
    return _Manual(words_of(works_on.split(",", 1)[0]), words_of(works_on), entries)


def _alone(manual: _Manual, manuals: Iterable[_Manual]) -> Iterator[str]:
    rivals = [each.options for each in manuals if each is not manual and _may_serve(manual, each)]
    for entry in manual.entries:
        others = [other.said for other in manual.entries if not other.options & entry.options]
        if entry.said and not any(len(entry.said & said) >= _NEARLY * len(entry.said) for said in others):
            yield from (name for name in entry.options if not any(name in options for options in rivals))


def _may_serve(manual: _Manual, other: _Manual) -> bool:
    """Whether another command works on most of what this one does."""
    return len(manual.works_on & other.touches) >= max(2, _ALIKE * len(manual.works_on))

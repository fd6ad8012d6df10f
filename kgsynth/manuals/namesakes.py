"""Pages of commands -> options of one name that two related commands have, each for a thing of its own.

Two commands are related where each page names the other; where one page names the other at its end, to read on, or
names what few pages name; and where the fronts of their names are the same and one page names the other, or few have
that front. An option that nearly all commands have for one thing (the host to connect to) is nobody's question.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, pairwise

from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.words import stop_words
from kgsynth.manuals.pages import OptionEntry, entries_of, name_line
from kgsynth.types import Chunk

_ALIKE = 0.5  # of the words of what says less: beyond it, two entries tell of one thing
_LIKE_MOST = 0.5  # of the commands with an option, which all have it for one thing
_A_FEW = 12  # commands that share the front of their names
_PLAIN = re.compile(r"-[A-Za-z]$|--")  # no ``-ofile``, which is an option with its value
_SEE_ALSO = re.compile(r"^#+ *(?:see also|related (?:commands|pages))\b[^#]*", re.IGNORECASE | re.MULTILINE)
_WORD = re.compile(r"[A-Za-z][\w.+-]*\w")
_CALLED = re.compile(r"`(?P<code>[A-Za-z][\w.+-]*\w)[`\s]|(?<![\w-])(?P<page>[A-Za-z][\w.+-]*\w)\(\d\w*\)")


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Two chunks of two pages, and the options that an entry of each is about.

    Attributes:
        closeness: how much the two commands have to do with each other, 0 to 1.
    """

    first: Chunk
    second: Chunk
    options: tuple[str, ...]
    closeness: float


@dataclass(frozen=True, slots=True)
class _Manual:
    """A page with options: its command, the names it mentions, and the one entry of each option that has but one.

    Attributes:
        recommends: the names that it mentions at its end, to read on.
    """

    command: str
    mentions: frozenset[str]
    recommends: frozenset[str]
    entries: Mapping[str, OptionEntry]


def namesakes(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[Namesakes]:
    """The pairs of chunks that tell of options of one name, which related commands have for different things.

    Args:
        pages: the chunks of each document.
    """
    manuals = [manual for chunks in pages.values() if (manual := _manual(chunks))]
    common = _common(manuals)
    fronts = Counter(_front(manual.command) for manual in manuals)
    named = Counter(name for manual in manuals for name in manual.mentions)
    rare = {
        manual.command for manual in manuals if named[manual.command] <= _A_FEW and not _is_everyday(manual.command)
    }
    for one, other in combinations(manuals, 2):
        closeness = _closeness(one, other, fronts, rare)
        if closeness and one.command != other.command:
            shared = sorted(name for name in one.entries.keys() & other.entries.keys() if name not in common)
            yield from _pairs(one, other, shared, closeness)


def _manual(chunks: Sequence[Chunk]) -> _Manual | None:
    found = [entry for chunk in chunks for entry in entries_of(chunk)]
    command, _ = name_line(chunks)
    if not found or not command:
        return None
    times = Counter(name for entry in found for name in entry.options)
    entries = {name: entry for entry in found for name in entry.options if times[name] == 1 and _PLAIN.match(name)}
    ends = [end[0] for chunk in chunks for end in _SEE_ALSO.finditer(chunk.text)]
    return _Manual(command, _mentions([chunk.text for chunk in chunks]), _mentions(ends), entries)


def _mentions(texts: Sequence[str]) -> frozenset[str]:
    """The names that a page speaks of: whatever looks like one, everyday words only where they are set as a name."""
    found: set[str] = set()
    for text in texts:
        words = _WORD.findall(text)
        found.update(word for word in dict.fromkeys(words) if not _is_everyday(word))
        found.update(f"{one}-{other}" for one, other in pairwise(words))
        found.update(match["code"] or match["page"] for match in _CALLED.finditer(text))
    return frozenset(found)


def _is_everyday(word: str) -> bool:
    return word in stop_words("en") or word in noun_types() or verb_lemma(word, "VB") == word


def _front(command: str) -> str:
    return re.split(r"[-_]", command)[0]


def _closeness(one: _Manual, other: _Manual, fronts: Mapping[str, int], rare: Set[str]) -> float:
    """How much two commands have to do with each other; 0 where nothing says so."""
    named = (other.command in one.mentions) + (one.command in other.mentions)
    to_read_on = other.command in one.recommends or one.command in other.recommends
    akin = _front(one.command) == _front(other.command)
    few = akin and fronts[_front(one.command)] <= _A_FEW
    rarely = (other.command in one.mentions & rare) or (one.command in other.mentions & rare)
    related = named > 1 or to_read_on or few or rarely or (named and akin)
    return 0.3 * named + 0.2 * to_read_on + 0.2 * few if related else 0.0


def _common(manuals: Sequence[_Manual]) -> frozenset[str]:
    """The options that most commands have for one thing."""
    told: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for manual in manuals:
        for name, entry in manual.entries.items():
            told[name].append(entry.said)
    return frozenset(name for name, said in told.items() if len(said) > 2 and _agree(said))


def _agree(said: Sequence[frozenset[str]]) -> bool:
    return any(
        sum(alike(one, other) for other in said if other is not one) >= _LIKE_MOST * (len(said) - 1) for one in said
    )


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two entries seem to tell of one thing."""
    return len(one & other) >= _ALIKE * max(1, min(len(one), len(other)))


def _pairs(one: _Manual, other: _Manual, shared: Sequence[str], closeness: float) -> Iterator[Namesakes]:
    """One pair of chunks for all options that are told of in both."""
    together: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    chunks: dict[str, Chunk] = {}
    for name in shared:
        first, second = one.entries[name], other.entries[name]
        if not alike(first.said, second.said):
            chunks |= {first.chunk.id: first.chunk, second.chunk.id: second.chunk}
            together[first.chunk.id, second.chunk.id].append(name)
    for (first_id, second_id), names in together.items():
        yield Namesakes(chunks[first_id], chunks[second_id], tuple(names), closeness)

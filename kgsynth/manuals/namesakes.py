"""Pages of commands -> options of one name that two commands have, each for a thing of its own.

Who takes ``-c`` of one command for that of another uses both for one purpose: a short letter is asked about only where
two commands work on one thing and one page names the other, or where their names share a part that few have. A long
option tells more by itself: it is asked about where one page names the other, few commands have it, and the entries
have hardly a word in common. A server and the command in front of all others ("git") are nobody's siblings.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from kgsynth.manuals.pages import OptionEntry, command_of, commands, entries_of, is_everyday, words_of
from kgsynth.types import Chunk

_ALIKE = 0.5  # of the words of what says less: beyond it, two entries tell of one thing
_HARDLY = 0.25  # likewise: up to it, two entries have hardly a word in common
_LIKE_MOST = 0.5  # of the commands with an option, which all have it for one thing
_A_FEW = 5  # commands that have a long option, or work on one thing
_HAS_PART = 3  # commands that have a part of a name in common
_FRONT = 5  # commands with one front of their names, from which on one that is called by it alone stands for all
_PLAIN = re.compile(r"-[A-Za-z]$|--")  # no ``-ofile``, which is an option with its value
_SERVER = re.compile(r"(?:an? |the )?(?:(?!an?\b|the\b)[\w-]+ )*(?:server|daemon)", re.IGNORECASE)  # "a simple server"
_BEYOND_OBJECT = re.compile(
    r"\b(?:in|on|at|from|to|into|onto|between|with|without|by|for|along|using|via|through|as|that|which|so|before|after|if|"
    r"when|against|of)\b"
)
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
    """A page with options: its command, and the one entry of each option that has but one.

    Attributes:
        works_on: the words for what its command does something to.
        mentions: the names that the page speaks of.
        serves: whether the command is a server.
    """

    command: str
    works_on: frozenset[str]
    mentions: frozenset[str]
    entries: Mapping[str, OptionEntry]
    serves: bool


def namesakes(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[Namesakes]:
    """The pairs of chunks that tell of options of one name, which related commands have for different things.

    Args:
        pages: the chunks of each document.
    """
    manuals = [manual for chunks in commands(pages).values() if (manual := _manual(chunks))]
    common, owners = _common(manuals), Counter(name for manual in manuals for name in manual.entries)
    family = _Family.of(manuals)
    for one, other in combinations(manuals, 2):
        if one.command == other.command or not (family.has(one) and family.has(other)):
            continue
        close, met = family.closeness(one, other), _named(one, other)
        shared = [name for name in sorted(one.entries.keys() & other.entries.keys()) if name not in common]
        told = [name for name in shared if (met or close) and owners[name] <= _A_FEW] if not _wraps(one, other) else []
        asked = [name for name in shared if (name in told if name.startswith("--") else close)]
        yield from _pairs(one, other, asked, close + 0.3 * met)


def _manual(chunks: Sequence[Chunk]) -> _Manual | None:
    found = [entry for chunk in chunks for entry in entries_of(chunk)]
    command = command_of(chunks)
    if not found or command is None:
        return None
    times = Counter(name for entry in found for name in entry.options)
    entries = {name: entry for entry in found for name in entry.options if times[name] == 1 and _PLAIN.match(name)}
    mentions = _mentions([chunk.text for chunk in chunks])
    return _Manual(command.name, _objects(command.task), mentions, entries, _is_server(command.task))


def _is_server(task: str) -> bool:
    return _SERVER.fullmatch(_BEYOND_OBJECT.split(task, maxsplit=1)[0].strip(" .")) is not None


def _objects(task: str) -> frozenset[str]:
    """What a command works on: the last words of what it is told to do something to."""
    told = [re.findall(r"[A-Za-z][\w-]*", each) for each in _JOINT.split(_BEYOND_OBJECT.split(task, maxsplit=1)[0])]
    return words_of(" ".join(words[-1] for words in told if len(words) > 1)) - _EVERYDAY


_JOINT = re.compile(r",? (?:and|or|and/or) |, |/")
_EVERYDAY = words_of("show list print display get make create new change update file read write information content")


def _mentions(texts: Sequence[str]) -> frozenset[str]:
    """The names that a page speaks of: whatever looks like one, everyday words only where they are set as a name."""
    found: set[str] = set()
    for text in texts:
        words = _WORD.findall(text)
        found.update(word for word in dict.fromkeys(words) if not is_everyday(word))
        found.update(f"{one}-{other}" for one, other in pairwise(words))
        found.update(match["code"] or match["page"] for match in _CALLED.finditer(text))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Family:
    """All commands: how many have each part of a name, and how many work on each thing."""

    fronts: Mapping[str, int]
    parts: Mapping[str, int]
    objects: Mapping[str, int]

    @classmethod
    def of(cls, manuals: Sequence[_Manual]) -> "_Family":
        """The counts over all pages."""
        return cls(
            Counter(_parts(manual.command)[0] for manual in manuals),
            Counter(part for manual in manuals for part in dict.fromkeys(_parts(manual.command))),
            Counter(word for manual in manuals for word in sorted(manual.works_on)),
        )

    def has(self, manual: _Manual) -> bool:
        """Whether a command may have a sibling: it is no server, and does not stand in front of all others."""
        return not manual.serves and self.fronts[manual.command] < _FRONT

    def closeness(self, one: _Manual, other: _Manual) -> float:
        """How near two commands are in what they are for, 0 to 1; 0 where nothing says so."""
        first, second = _parts(one.command), _parts(other.command)
        shared = [part for part in first if part in second and words_of(part) - _EVERYDAY]
        akin = any(self.parts[part] <= _HAS_PART for part in shared) or _extends(first[-1], second[-1])
        together = _named(one, other) and any(self.objects[word] <= _A_FEW for word in one.works_on & other.works_on)
        return 0.3 * akin + 0.3 * together


def _parts(command: str) -> list[str]:
    return [part for part in re.split(r"[-_. ]", command) if part] or [command]


def _extends(one: str, other: str) -> bool:
    """Whether a name is another and more: ``dump``, ``dumpall``."""
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.startswith(short) and long != short


def _wraps(one: _Manual, other: _Manual) -> bool:
    """Whether one command may do the work of the other for it, as ``fetch`` and ``fetch-pack``: by the same options."""
    short, long = sorted((_parts(one.command), _parts(other.command)), key=len)
    return long[: len(short)] == short


def _named(one: _Manual, other: _Manual) -> bool:
    first, second = (each.command.replace(" ", "-") for each in (one, other))
    return second in one.mentions or first in other.mentions


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
    return _share(one, other) >= _ALIKE


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Of the words of what says less, those that both say."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _pairs(one: _Manual, other: _Manual, shared: Sequence[str], closeness: float) -> Iterator[Namesakes]:
    """One pair of chunks for all options that are told of in both."""
    together: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    chunks: dict[str, Chunk] = {}
    for name in shared:
        first, second = one.entries[name], other.entries[name]
        most = _HARDLY if name.startswith("--") else _ALIKE
        if not alike(first.said, second.said) and _share(first.said, second.said) <= most:
            chunks |= {first.chunk.id: first.chunk, second.chunk.id: second.chunk}
            together[first.chunk.id, second.chunk.id].append(name)
    for (first_id, second_id), names in together.items():
        yield Namesakes(chunks[first_id], chunks[second_id], tuple(names), closeness)

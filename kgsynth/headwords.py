"""Pages of entries -> the pairs of chunks whose entries have to do with each other.

A letter that two kindred commands both know, an entry that sends its reader to another, settings of one noun.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.words import content_words, stem
from kgsynth.types import Chunk

Pages = Mapping[str, Sequence[Chunk]]
Pair = tuple[float, str, Chunk, Chunk, tuple[str, ...]]
"""How likely a question comes of two chunks, the group they take turns in, the two, and the names it would be about."""

_OPTION_ENTRY = re.compile(r"^(?P<terms>`?--?[A-Za-z0-9][^\n]*\n(?:`?-[^\n]*\n)*)\n?: ", re.MULTILINE)
_LETTER = re.compile(r"(?<![\w-])-[A-Za-z0-9](?![\w-])")
_LONG = re.compile(r"(?<![\w-])--[A-Za-z][\w-]+")
_NAME_LINE = re.compile(r"^`?(?P<name>[\w.+-]+)`?\s+[-–—]\s+(?P<task>\S.{10,})", re.MULTILINE)
_OPENING = 3  # chunks of a page, one of which says what it is about


@dataclass(frozen=True, slots=True)
class _Command:
    """A page of options: its name, the words of what it is for, what it names, and which chunk has which letter.

    Attributes:
        rare: words that say what few commands are for.
    """

    page: str
    name: str
    task: frozenset[str]
    mentioned: frozenset[str]
    letters: Mapping[str, tuple[Chunk, str]]
    rare: frozenset[str] = frozenset()


def lettered(pages: Pages) -> Iterator[Pair]:
    """Two chunks of two kindred commands that have an option of one letter; two meanings are more likely to give."""
    commands = _apart([command for page, chunks in pages.items() if (command := _command(page, chunks)) is not None])
    for one, other in combinations(commands, 2):
        if one.name != other.name and _are_kindred(one, other):
            for letter in sorted(one.letters.keys() & other.letters.keys()):
                (first, meant), (second, meant_there) = one.letters[letter], other.letters[letter]
                promise = 0.6 if meant == meant_there else 1.0
                yield promise, f"{one.page} {other.page}", first, second, (letter, one.name, other.name)


def _command(page: str, chunks: Sequence[Chunk]) -> _Command | None:
    told: dict[str, list[tuple[Chunk, str]]] = defaultdict(list)
    for chunk in chunks:
        for match in _OPTION_ENTRY.finditer(chunk.text):
            letters, longs = _LETTER.findall(match["terms"]), _LONG.findall(match["terms"])
            for letter in letters:
                told[letter].append((chunk, longs[0] if len(letters) == 1 and len(longs) == 1 else ""))
    known = {letter: found[0] for letter, found in told.items() if len(found) == 1 and found[0][1]}
    opening = next((found for chunk in chunks[:_OPENING] if (found := _NAME_LINE.search(chunk.text))), None)
    if opening is None or not known:
        return None
    mentioned = frozenset(name for chunk in chunks for name in _mentioned(chunk))
    task = frozenset(stem(word) for word in content_words(opening["task"]))
    return _Command(page, opening["name"], task, mentioned, known)


_NAMED = re.compile(r"(?<=`)[\w.+-]+(?=`)|[\w.+-]+(?=`?\(\d\))|\w+[_-][\w-]+")
_REFERENCES = re.compile(r"^#+ *(?:see also|related)\b[^\n]*\n(?P<listed>.*)", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_OF_REFERENCES = re.compile(r"see also|related", re.IGNORECASE)


def _mentioned(chunk: Chunk) -> Iterator[str]:
    """What a chunk speaks of by name: `make` and make(1), not "make"; what is no English; what it lists to be seen."""
    found = _REFERENCES.search(chunk.text)
    whole = bool(chunk.headings and _OF_REFERENCES.match(chunk.headings[-1]))
    listed = chunk.text if whole else found["listed"] if found else ""
    yield from re.findall(r"[\w.+-]*\w", listed)
    yield from _NAMED.findall(chunk.text)
    yield from (word for word in dict.fromkeys(re.findall(r"\b[a-z]\w+\b", chunk.text)) if not _is_english(word))


@lru_cache(maxsize=65536)
def _is_english(word: str) -> bool:
    return word in noun_types() or any(verb_lemma(word, tag) for tag in ("VB", "VBD", "VBG", "VBZ"))


def _apart(commands: Sequence[_Command]) -> list[_Command]:
    """The commands, none of which names, or is named by, what half of all speak of: of `git` every page speaks."""
    names = {command.name for command in commands}
    tasks = Counter(word for command in commands for word in command.task)
    rare = frozenset(word for word, count in tasks.items() if count <= max(_RARE, len(commands) * _MANY / 5))
    spoken_of = Counter(name for command in commands for name in command.mentioned & names)
    known = {name for name, count in spoken_of.items() if count > max(_FEW, len(commands) * _MANY)}
    return [replace(command, mentioned=command.mentioned & names - known, rare=rare) for command in commands]


_FEW, _MANY = 8, 0.25  # pages, and their share, that may speak of a command
_RARE = 2  # commands for which a word says what they are for


def _are_kindred(one: _Command, other: _Command) -> bool:
    """Whether people use two commands side by side: each names the other, or they are for nearly the same."""
    if one.name in other.mentioned and other.name in one.mentioned:
        return True
    shared = one.task & other.task
    names = [command.name.rpartition("-")[2] for command in (one, other)]  # a family has the first part in common
    called_alike = names[0][:_LEAST] == names[1][:_LEAST] or names[0][-_LEAST:] == names[1][-_LEAST:]
    share = 2 * len(shared) / (len(one.task) + len(other.task)) if len(shared) >= _LEAST else 0.0
    return share >= _ALIKE if called_alike else share >= _NEARLY and bool(shared & one.rare)


_LEAST, _ALIKE, _NEARLY = 2, 0.5, 0.6  # letters or words in common, and shares of words

_HEADWORD = re.compile(
    r"^`?(?P<name>-{0,2}[A-Za-z$][\w.-]*\w)\b=?`?(?: [^\n]*)?\n(?:[^\n:][^\n]*\n)?\n?: ", re.MULTILINE
)
_SENTENCE = re.compile(r"[^\n.]*(?:\.(?!\s)[^\n.]*)*")
_REFERS = re.compile(
    r"\b[Dd]efaults? (?:to|is|value)\b|\bby default\b|\b(?:unset|omitted|unspecified|-1)\b|"
    r"\bnot (?:set|specified|given)\b|"
    r"\bno effect\b|\bignored\b|\b[Oo]nly (?:used|has|have|takes?|applies|works?|relevant|meaningful|useful|valid)\b|"
    r"\b[Rr]equires?\b|\b[Ii]mpl(?:y|ies)\b|\bcannot be\b|\bmutually exclusive\b|\b[Ii]ncompatible\b"
)
_WORD = re.compile(r"-{0,2}[A-Za-z][\w.-]*\w")
_MOST_HOMES = 3  # places where a name that is referred to is looked for


def referring(pages: Pages) -> Iterator[Pair]:
    """A chunk with an entry that leans on another name, and the chunk with the entry of that name."""
    homes: dict[str, dict[str, list[Chunk]]] = defaultdict(lambda: defaultdict(list))
    for page, chunks in pages.items():
        for chunk in chunks:
            for match in _HEADWORD.finditer(chunk.text):
                homes[match["name"]][page].append(chunk)
            for match in _OPTION_ENTRY.finditer(chunk.text):
                for name in dict.fromkeys(_LETTER.findall(match["terms"]) + _LONG.findall(match["terms"])):
                    homes[name][page].append(chunk)
    for page, chunks in pages.items():
        for chunk in chunks:
            for name in _referred(chunk):
                found = homes.get(name, {})
                there = found.get(page) or ([c for all_ in found.values() for c in all_] if _is_told(name) else [])
                for home in dict.fromkeys(there[:_MOST_HOMES]):
                    if home != chunk:
                        yield 1.0, page, chunk, home, (name,)


def _referred(chunk: Chunk) -> Iterator[str]:
    """The words of the sentences of a chunk that lean on something."""
    if "\n: " in chunk.text and _REFERS.search(chunk.text):
        said = (match[0] for match in _SENTENCE.finditer(chunk.text) if _REFERS.search(match[0]))
        yield from dict.fromkeys(word for sentence in said for word in _WORD.findall(sentence))


def _is_told(name: str) -> bool:
    """Whether a name can only be one thing on whatever page it stands: ``diff.renames``, ``work_mem``."""
    return re.fullmatch(r"[A-Za-z]\w*[._]\w[\w.]*", name) is not None


_MEASURED = re.compile(
    r"\bcan only be set\b|\bwithout (?:a )?units?\b|\b(?:default|time) unit\b|\bstart-?up\b|\brestart"
)


def of_one_noun(pages: Pages) -> Iterator[Pair]:
    """Two chunks of a page with settings of one noun (``lock_timeout``, ``idle_timeout``) of which a limit is told."""
    for page, chunks in pages.items():
        measured = [chunk for chunk in chunks if "\n: " in chunk.text and _MEASURED.search(chunk.text)]
        named = {chunk.id: frozenset(_nouns(chunk)) for chunk in measured}
        for one, other in combinations(measured, 2):
            shared = sorted(named[one.id] & named[other.id])
            if shared:
                yield 1.0, f"{page} {shared[0]}", one, other, ()


def _nouns(chunk: Chunk) -> Iterator[str]:
    """The last parts of the names of several parts that entries of a chunk are about."""
    for match in _HEADWORD.finditer(chunk.text):
        first, _, last = match["name"].rpartition("_")
        if first:
            yield last

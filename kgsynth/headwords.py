"""Pages of entries -> the pairs of chunks whose entries have to do with each other.

An entry that sends its reader to another, settings of one noun.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kgsynth.language.headed import headed
from kgsynth.types import Chunk

Pages = Mapping[str, Sequence[Chunk]]
Pair = tuple[str, Chunk, Chunk, tuple[str, ...]]
"""The group that two chunks take turns in, the two, and the names that a question would be about."""

_OPTION_ENTRY = re.compile(r"^(?P<terms>`?--?[A-Za-z0-9][^\n]*\n(?:`?-[^\n]*\n)*)\n?: ", re.MULTILINE)
_SPELLING = re.compile(r"(?<![\w-])-[A-Za-z0-9](?![\w-])|(?<![\w-])--[A-Za-z][\w-]+")
_HEADWORD = re.compile(
    r"^`?(?P<name>-{0,2}[A-Za-z$][\w.-]*\w)\b=?`?(?: [^\n]*)?\n(?:[^\n:][^\n]*\n)?\n?: ", re.MULTILINE
)
_SENTENCE = re.compile(r"[^\n.]*(?:\.(?!\s)[^\n.]*)*")
_REFERS = re.compile(
    r"\b[Dd]efaults? (?:to|is|value)\b|\bby default\b|\b(?:unset|omitted|unspecified|-1)\b|"
    r"\bnot (?:set|specified|given)\b|"
    r"\bno effect\b|\bignored\b|\b[Oo]nly (?:used|has|have|takes?|applies|works?|relevant|meaningful|useful|valid)\b|"
    r"\bcontrolled (?:by|via)\b|\boverrid(?:den|es?)\b|\bthe default\b|\b(?:changed|activated) (?:by|using|via)\b|"
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
            for name, _ in headed(chunk.text):
                homes[name][page].append(chunk)
            for match in _OPTION_ENTRY.finditer(chunk.text):
                for name in dict.fromkeys(_SPELLING.findall(match["terms"])):
                    homes[name][page].append(chunk)
    for page, chunks in pages.items():
        for chunk in chunks:
            for name in _referred(chunk):
                found = homes.get(name, {})
                there = found.get(page) or ([c for all_ in found.values() for c in all_] if _is_told(name) else [])
                for home in dict.fromkeys(there[:_MOST_HOMES]):
                    if home != chunk:
                        yield page, chunk, home, (name,)


def _referred(chunk: Chunk) -> Iterator[str]:
    """The words of the sentences of a chunk that lean on something."""
    if _has_entries(chunk) and _REFERS.search(chunk.text):
        said = (match[0] for match in _SENTENCE.finditer(chunk.text) if _REFERS.search(match[0]))
        yield from dict.fromkeys(word for sentence in said for word in _WORD.findall(sentence))


def _has_entries(chunk: Chunk) -> bool:
    return "\n: " in chunk.text or next(headed(chunk.text), None) is not None


def _is_told(name: str) -> bool:
    """Whether a name can only be one thing on whatever page it stands: ``diff.renames``, ``work_mem``."""
    return re.fullmatch(r"[A-Za-z]\w*[._]\w[\w.]*", name) is not None


_MEASURED = re.compile(r"\bcan only be set\b|\bstart-?up\b|\brestart")
_HAS_DEFAULT = re.compile(r"\b[Dd]efaults? (?:to|is|value)\b|\bby default\b|^: Default", re.MULTILINE)
_PARTS = re.compile(r"[._-]|(?<=[a-z])(?=[A-Z])")


def of_one_noun(pages: Pages) -> Iterator[Pair]:
    """Two chunks of a page with settings of one noun (``lock_timeout``, ``idle_timeout``) of which a limit is told; or
    whose names differ in one word (``trap.autoClose``, ``gate.autoClose``), where both have a default."""
    for page, chunks in pages.items():
        for cue, told in ((_MEASURED, _nouns), (_HAS_DEFAULT, _patterns)):
            fit = [chunk for chunk in chunks if "\n: " in chunk.text and cue.search(chunk.text)]
            named = {chunk.id: frozenset(told(chunk)) for chunk in fit}
            for one, other in combinations(fit, 2):
                if shared := sorted(named[one.id] & named[other.id]):
                    yield f"{page} {shared[0]}", one, other, ()


def _nouns(chunk: Chunk) -> Iterator[str]:
    """The last parts of the names of several parts that entries of a chunk are about."""
    for match in _HEADWORD.finditer(chunk.text):
        first, _, last = match["name"].rpartition("_")
        if first:
            yield last


def _patterns(chunk: Chunk) -> Iterator[str]:
    """The names of several parts with one of their parts left out, the last never."""
    for match in _HEADWORD.finditer(chunk.text):
        parts = [part.lower() for part in _PARTS.split(match["name"].strip("-$"))]
        for place in range(len(parts) - 1):
            yield " ".join(("*" if place == other else part) for other, part in enumerate(parts))

"""Chunks -> pairs of terms that are told in much the same words: "a vendor", "a customer"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kgsynth.manuals.pages import words_of
from kgsynth.types import Chunk

_DEFINES = re.compile(
    r"(?:^|[.!?]\s+)(?:An? |The )?(?P<term>[A-Za-z][a-z]+(?: [a-z]+){0,2}) (?:is|are) "
    r"(?P<said>(?:an?|the|[a-z]+s|people)\b [^.\n]{20,200})",
    re.MULTILINE,
)
_ENTRY = re.compile(r"^(?P<term>[A-Z][a-z]+(?: [A-Za-z]+){0,2})\n: (?P<said>(?:An?|The) [^.\n]{20,200})", re.MULTILINE)
_NO_TERM = re.compile(
    r"(?i:this|that|it|there|these|those|they|here|what|which|if|when|where|while|as|for|in|on|at|by|to|most|some|one)\b"
)
_SHARED = 3  # words
_MOST_OF_IT = 0.5  # of the words of what says less
_COMMON = 12  # a word in more definitions than this joins none of them


@dataclass(frozen=True, slots=True)
class _Term:
    name: str
    chunk: Chunk
    words: frozenset[str]


def told_alike(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[tuple[tuple[str, Chunk], tuple[str, Chunk]]]:
    """The pairs of terms, each with the chunk that says what it is, that have most of their words in common."""
    terms = [term for chunks in pages.values() for chunk in chunks for term in _terms(chunk)]
    for one, other in _with_a_rare_word(terms):
        shared = len((one.words & other.words) - words_of(f"{one.name} {other.name}"))
        apart = one.chunk.id != other.chunk.id and words_of(one.name) != words_of(other.name)
        if apart and shared >= max(_SHARED, _MOST_OF_IT * min(len(one.words), len(other.words))):
            yield (one.name, one.chunk), (other.name, other.chunk)


def _terms(chunk: Chunk) -> Iterator[_Term]:
    if chunk.language == "en":
        for pattern in (_DEFINES, _ENTRY):
            for match in pattern.finditer(chunk.text):
                if not _NO_TERM.match(match["term"]):
                    yield _Term(match["term"], chunk, words_of(match["said"]))


def _with_a_rare_word(terms: Sequence[_Term]) -> Iterable[tuple[_Term, _Term]]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, term in enumerate(terms):
        for word in term.words:
            holders[word].append(number)
    rare = (numbers for numbers in holders.values() if len(numbers) <= _COMMON)
    pairs = sorted({pair for numbers in rare for pair in combinations(numbers, 2)})
    return ((terms[one], terms[other]) for one, other in pairs)

"""Chunks -> pairs whose entries are siblings: options of one page, commands, settings, defined terms that read alike.

A whole chunk of options is seldom like another; one option in it often is. So what is compared is headwords with the
first words said of them, found by layout alone, through an inverted index of those words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kgsynth.language.headed import headed
from kgsynth.language.unlinked import unlinked
from kgsynth.language.words import content_words, genus, stem
from kgsynth.types import Chunk

LEAST_OVERLAP = 0.3
MOST_OVERLAP = 0.9
_FIRST_WORDS = 18  # of a description
_COMMON = 40  # a word in more headword lines than this joins none of them
_MOST_PARTNERS = 4  # siblings kept per headword

_ENTRY = re.compile(r"^(?P<term>`?[^\s:|>#].{0,80})\n(?:`?[^\n]{1,80}\n)?: (?P<said>.{10,400})", re.MULTILINE)
_NAME_LINE = re.compile(r"^`?(?P<term>[\w.+-]+|[A-Z][A-Z ]+[A-Z])`?\s+[-–—]\s+(?P<said>\S.{10,200})", re.MULTILINE)
_DEFINITION = re.compile(
    r"(?:^|[.!?]\s+)(?:An? |The )?(?P<term>`?[\w/.-]+`?(?: [\w-]+){0,2}) (?:is|are) "
    r"(?P<said>(?:an?|the) [^.\n]{20,200})",
    re.MULTILINE,
)

_ACTING = re.compile(
    r"(?:^|[.!?]\s+)(?:The )?`(?P<term>[^`\n]{2,30})`(?: command| program| tool| utility)? "
    r"(?P<said>[a-z]{3,}s (?:the|an?|all|you)\b [^.\n]{15,150})",
    re.MULTILINE,
)
_IDENTIFIER = re.compile(r"^(?:--?[A-Za-z]|[A-Za-z]\w*[._]\w)")
_GLOSSARY = re.compile(r"glossary|\bterms\b|terminology|vocabulary|concepts", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Headword:
    row: int
    term: str
    words: frozenset[str]
    genus: str = ""


def sibling_pairs(chunks: Sequence[Chunk]) -> Iterator[tuple[int, int, float]]:
    """Pairs of rows with siblings in them, the first row smaller, and how much the siblings' words overlap (0 to 1)."""
    best: dict[tuple[int, int], float] = {}
    for group in _groups(chunks).values():
        for first, second, overlap in _alike(group):
            pair = (min(first.row, second.row), max(first.row, second.row))
            best[pair] = max(best.get(pair, 0.0), overlap)
    yield from ((first, second, round(weight, 4)) for (first, second), weight in sorted(best.items()))


def _groups(chunks: Sequence[Chunk]) -> dict[str, list[_Headword]]:
    """Headwords that may be siblings: options within their page, everything else anywhere."""
    groups: dict[str, list[_Headword]] = defaultdict(list)
    for row, chunk in enumerate(chunks):
        text = unlinked(chunk.text)
        for pattern in (_ENTRY, _NAME_LINE, _DEFINITION, _ACTING):
            for match in pattern.finditer(text):
                term = match["term"].strip("`")
                told = _headword(row, term, match["said"], chunk, of_kind=pattern is _DEFINITION and term[:1].isupper())
                if told is not None and (pattern is not _ENTRY or _is_headword(term, chunk)):
                    groups[chunk.document_id if term.startswith("-") else ""].append(told)
        for term, said in headed(chunk.text):
            told = _headword(row, term, said, chunk)
            if told is not None:
                groups["" if _COINED.search(term) else chunk.document_id].append(told)
    return groups


def _headword(row: int, term: str, said: str, chunk: Chunk, *, of_kind: bool = False) -> _Headword | None:
    """A term with the first words said of it; None where these are too few to tell."""
    first = " ".join(said.split()[:_FIRST_WORDS])
    words = frozenset(stem(word) for word in content_words(first, chunk.language))
    return _Headword(row, term, words, genus(first) if of_kind else "") if len(words) >= 3 else None


_COINED = re.compile(r"\w[._]\w|[a-z][A-Z]")  # that is nothing else on another page


def _is_headword(term: str, chunk: Chunk) -> bool:
    """Whether a listed term names something by itself: an option, an identifier, an entry of a glossary."""
    return _IDENTIFIER.match(term) is not None or _GLOSSARY.search(chunk.title) is not None


def _alike(headwords: Sequence[_Headword]) -> Iterator[tuple[_Headword, _Headword, float]]:
    shared = _sharing(headwords)
    partners: Counter[int] = Counter()
    ranked = sorted(((_overlap(headwords[a], headwords[b]), a, b) for a, b in shared), reverse=True)
    for overlap, a, b in ranked:
        if LEAST_OVERLAP <= overlap <= MOST_OVERLAP and max(partners[a], partners[b]) < _MOST_PARTNERS:
            partners.update((a, b))
            yield headwords[a], headwords[b], overlap


def _sharing(headwords: Sequence[_Headword]) -> list[tuple[int, int]]:
    """The pairs of headwords in different chunks that share a rare word, from an inverted index."""
    holders: dict[str, list[int]] = defaultdict(list)
    for position, headword in enumerate(headwords):
        for word in (*headword.words, f"a {headword.genus}") if headword.genus else headword.words:
            holders[word].append(position)
    rare = (positions for positions in holders.values() if len(positions) <= _COMMON)
    return sorted(
        {(a, b) for positions in rare for a, b in combinations(positions, 2) if headwords[a].row != headwords[b].row}
    )


def _overlap(first: _Headword, second: _Headword) -> float:
    if first.genus and first.genus == second.genus:
        return LEAST_OVERLAP
    return len(first.words & second.words) / len(first.words | second.words)

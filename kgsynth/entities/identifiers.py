"""Segment -> what its letters alone show to be names: code-like tokens, acronyms and the names they stand for."""

import re
from collections.abc import Iterator

from kgsynth.entities.found import Found
from kgsynth.entities.segments import Segment
from kgsynth.entities.spelling import is_acronym

MOST_PER_CODE_BLOCK = 12  # distinct identifiers taken from one block of program text
MOST_WORDS_IN_CODE = 3  # inline code of more words is an example, not a name
LONGEST_CODE = 60

_URL = re.compile(r"\b(?:https?|ftp|file)://\S+|\bwww\.\S+|(?<!\S)\S+@\S+\.\w+")
_CODE_LIKE = re.compile(
    r"(?<![\w-])--[a-z][a-z0-9]+(?:-[a-z0-9]+)*"  # --option
    r"|\b[A-Za-z]\w*_\w+(?:\.\w+)*(?:\(\))?"  # snake_case
    r"|\b[a-z][a-z0-9]+(?:\.[a-z_][a-z0-9_]+)+(?:\(\))?(?![\w.])"  # dotted.name
    r"|\b[A-Za-z]\w+\(\)"  # call()
    r"|\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+){2,}\b"  # ThreeHumpsOrMore
)
_TWO_HUMPS = re.compile(r"\b[A-Z][a-z0-9]+[A-Z]\w*\b|\b[a-z]+[A-Z]\w+\b")
_CAPITALS = re.compile(r"(?<![\w/-])[A-Z][A-Z0-9]{1,11}s?(?: [A-Z][A-Z0-9]{1,11})*(?![\w/-])")
_BRACKETED = re.compile(r"\(\s?([A-Z][A-Za-z0-9]{1,8}s?)\s?\)")
_BEFORE_BRACKET = re.compile(r"([A-Z][A-Za-z0-9]{1,8})\s\((?:(?:for|the|an?)\s)?([^()]{5,80})\)")
_WORD = re.compile(r"[^\W_]+")
_CODE_WORD = re.compile(r"(?:--?|[\\$@._/])?\w[^|'\"<>]*$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_DOMAIN = re.compile(r"\.(?:com|org|net|html?|php|edu|gov|io|co|uk|de)$|^(?:e\.g|i\.e)")


def code_names(segment: Segment) -> list[Found]:
    """Identifiers: inline code of up to three words, and tokens that are spelt like code."""
    if segment.is_code:
        return _block_names(segment.text)
    quoted = [Found(start, end, "CODE") for start, end in segment.plain.code]
    return [found for found in quoted if _is_name(segment.text[found.start : found.end])] + [
        found for found in _spelt_like_code(segment.text) if not any(map(found.overlaps, quoted))
    ]


def _block_names(text: str) -> list[Found]:
    """The first place of each of the first few identifiers in a block of program text."""
    first: dict[str, Found] = {}
    for found in _spelt_like_code(text):
        first.setdefault(text[found.start : found.end], found)
        if len(first) == MOST_PER_CODE_BLOCK:
            break
    return list(first.values())


def _spelt_like_code(text: str) -> Iterator[Found]:
    addresses = [Found(*match.span(), "CODE") for match in _URL.finditer(text)]
    for match in _CODE_LIKE.finditer(text):
        found = Found(*match.span(), "CODE")
        if len(match[0]) <= LONGEST_CODE and not _DOMAIN.search(match[0]) and not any(map(found.overlaps, addresses)):
            yield found


def _is_name(code: str) -> bool:
    """Whether inline code names something: one to three words that begin as words or options do, and no address."""
    words = code.split()
    short = len(code) <= LONGEST_CODE and 1 <= len(words) <= MOST_WORDS_IN_CODE
    return short and all(map(_CODE_WORD.match, words)) and bool(_LETTERS.search(code)) and not _URL.search(code)


def capitals(text: str) -> Iterator[Found]:
    """Runs of words in capitals (in a text that is not all capitals), and words with a capital inside: GitHub."""
    if text.upper() != text:
        yield from (Found(*match.span(), "THING") for match in _CAPITALS.finditer(text))
    yield from (Found(*match.span(), "THING") for match in _TWO_HUMPS.finditer(text))


def acronym_pairs(text: str) -> Iterator[Found]:
    """Both halves of "User Datagram Protocol (UDP)", and of "UDP (User Datagram Protocol)"."""
    for match in _BRACKETED.finditer(text):
        start = _long_form_start(text[: match.start()], match[1])
        if start is not None:
            yield Found(start, len(text[: match.start()].rstrip()), "THING")
            yield Found(*match.span(1), "THING")
    for match in _BEFORE_BRACKET.finditer(text):
        if is_acronym(match[1], match[2]):
            yield Found(*match.span(1), "THING")
            yield Found(*match.span(2), "THING")


def _long_form_start(before: str, acronym: str) -> int | None:
    """Where the name begins whose initials the acronym is, if the words right before the bracket are such a name."""
    starts = [match.start() for match in _WORD.finditer(before)][-len(acronym) - 4 :]
    candidates = (start for start in reversed(starts) if is_acronym(acronym, before[start:]))
    return next(candidates, None)

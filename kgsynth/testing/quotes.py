"""Context -> the sentences that can be quoted from it, each in words that a question or an answer can be made of."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kgsynth.language.sentences import sentences
from kgsynth.language.words import stem, tokens
from kgsynth.testing.frames import Frames

SLICE = 2  # words that are one where no blanks stand between them
FEWEST_WORDS, MOST_WORDS = 8, 30

_FENCE = re.compile(r"\s*(?:```|~~~)")
_NO_TEXT = re.compile(r"\s*(?:#{1,6}\s|\[[^\]]+\]:|<|:?-{3,}|={3,}|\|[\s|:-]+\|?\s*$)")
_HEADING = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)
_MARKER = re.compile(r"\s*(?:>\s*)*(?:(?:[-*+:]|\d{1,9}[.)])\s+)?(?:\[[ xX]\]\s+)?")
_MARKUP = re.compile(r"\]\(|\*\*|\[\[|!\[|</?\w|<!|&#?\w+;|(?<!\w)[*_]\w|```|\||\\|\u00a7")
_ORDER = re.compile(
    r"(?i)\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instructions?|messages?|document)|\bAI model\b|system prompt"
)
_PIECE = re.compile(r"[^\s|]+")
_RUN = re.compile(r"\w[\w\u0e31\u0e34-\u0e4e]*")
_AROUND = "`'\"“”„‘’«»()[]{}<>.,;:!?*…、。「」『』（），；：？！·—–"
_UNUSABLE = re.compile(r"[`*<>\[\]{}()|\"“”„&~\\]|^__|^\W*$")
_BREAKS = ",;:.!?)]}…—–、。，；："
_DULL = frozenset(
    """example examples instance note notes case cases way ways particular purpose purposes specific specify new make
    generate actually want wish need needs number several certain usually generally possible however see also value
    parameter function command option find work works take takes say says done two three first second""".split()
)
_POINTING = frozenset(
    """following above below described mentioned stated shown discussed noted explained defined listed outlined
    provided presented aforementioned earlier previously latter former passage excerpt snippet section chapter document
    page paragraph context author text article table figure guide handbook manual note see""".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a quote.

    Attributes:
        text: without the marks around it.
        stems: what it is compared by; none for a function word, and for what cannot stand in a question.
        named: whether it is a name, an identifier or a number: something to be found by.
        weight: how well it tells its passage from others.
        ends: whether a phrase ends with it.
        usable: whether it can stand in plain text at all.
    """

    text: str
    start: int
    end: int
    stems: frozenset[str]
    named: bool = False
    weight: int = 1
    ends: bool = False
    usable: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that can be quoted, letter for letter as it stands in its context; it knows nothing of the rest."""

    text: str
    words: tuple[Word, ...]
    size: int

    @property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(word.stems for word in self.words))

    @property
    def is_sentence(self) -> bool:
        """Whether it is a full sentence in plain words, neither short nor long."""
        whole = not self.text[:1].islower() and not self.text.endswith((":", ","))
        return whole and FEWEST_WORDS <= self.size <= MOST_WORDS and not _MARKUP.search(self.text)


def passages(text: str, frames: Frames) -> list[Passage]:
    """All that can be quoted from a context, in its order; but no orders to a model."""
    found = [passage(quote, frames) for quote in _quotable(text) if not _ORDER.search(quote)]
    return [each for each in found if each.stems]


def headings(text: str, frames: Frames) -> list[Passage]:
    """The titles in a context, the last first: what it is about."""
    return [passage(title, frames) for title in reversed(_HEADING.findall(text))]


def passage(quote: str, frames: Frames) -> Passage:
    """A text with its words."""
    words = tuple(_slices(quote, frames) if frames.letters else _pieces(quote, frames))
    return Passage(quote, words, frames.size(quote))


def stems_of(text: str, frames: Frames) -> frozenset[str]:
    """The words that carry meaning, as they are compared."""
    return frozenset(stem(token) for token in tokens(text) if token not in frames.stops)


def _quotable(text: str) -> Iterator[str]:
    for block in _blocks(text):
        if block.startswith("|"):
            yield block.strip("| \t")
        else:
            yield from (block[start:end] for start, end in sentences(block))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, list items and table rows, without the marks before them; no headings and no code."""
    block = ""
    fenced = False
    for line in text.splitlines(keepends=True):
        fence = bool(_FENCE.match(line))
        fenced ^= fence
        begins = _MARKER.match(line)
        if fence or fenced or _NO_TEXT.match(line) or not line.strip():
            yield from filter(None, [block.strip()])
            block = ""
        elif line.startswith("|") or (begins and begins.group().strip()):
            yield from filter(None, [block.strip()])
            block = line[begins.end() :] if begins else line
        else:
            block += line
    yield from filter(None, [block.strip()])


def _pieces(quote: str, frames: Frames) -> Iterator[Word]:
    for match, after in pairwise((*_PIECE.finditer(quote), None)):
        assert match is not None  # only the last is none
        raw = match.group()
        bare = raw.strip(_AROUND)
        start = match.start() + raw.find(bare)
        usable = bool(bare) and not _UNUSABLE.search(bare)
        stems = stems_of(bare, frames) if usable and not _points(bare) else frozenset()
        named = bool(stems) and _is_name(bare, first=start == 0)
        cell_ends = after is None or "|" in quote[match.end() : after.start()]
        yield Word(
            text=bare,
            start=start,
            end=start + len(bare),
            stems=stems,
            named=named,
            weight=_weight(bare, named=named) if stems else 0,
            ends=cell_ends or raw[-1] in _BREAKS,
            usable=usable,
        )


def _points(word: str) -> bool:
    """Whether a question with this word could speak of its source instead of its subject."""
    return word.casefold() in _POINTING or word.casefold().removesuffix("s") in _POINTING


def _is_name(word: str, *, first: bool) -> bool:
    """Whether a question that holds the word can be found by it; the capital of a first word says nothing."""
    return not word.isalpha() or (word[1:] if first else word) != (word[1:] if first else word).lower()


def _weight(word: str, *, named: bool) -> int:
    """More for a name, and for a long word."""
    return 0 if word.casefold() in _DULL else 1 + 2 * named + (len(word) >= 8)


def _slices(quote: str, frames: Frames) -> Iterator[Word]:
    """Runs of letters, cut where they are long; never between a letter and its vowel sign."""
    for run in _RUN.finditer(quote):
        start = run.start()
        while start < run.end():
            end = min(start + SLICE * frames.letters, run.end())
            while end < run.end() and unicodedata.category(quote[end]).startswith("M"):
                end += 1
            text = quote[start:end]
            stems = stems_of(text, frames) if len(text) > 2 else frozenset()
            yield Word(text, start, end, stems, named=text.isascii(), ends=end == run.end())
            start = end

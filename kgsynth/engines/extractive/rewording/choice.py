"""Ways to put a question -> the one that copies least, opens as few others do, and reads well."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.rewording.likeness import Likeness
from kgsynth.engines.extractive.rewording.recasting import recasts
from kgsynth.engines.extractive.rewording.records import Wording
from kgsynth.engines.extractive.rewording.ways import kept, ways
from kgsynth.language.words import content_words, fold, longest_common_run, tokens
from kgsynth.styles import length_of
from kgsynth.types import QueryLength, QueryStyle

_COPIED = 5  # words in a row
_MOST_OF_A_SET = 0.1  # share of questions that open alike
_FEWEST = 0.78  # different openings for each question
_OPENED_ALREADY = 2.5  # what it costs to open as another did, in a set of which too few differ
_OPENED_IN_PLENTY = 1.2  # likewise, in one that has enough
_OF_SO_MANY = 200  # questions written: what more of them ask opens as others do
_FEW = 30
_ALIKE = 20.0  # the cost of a mean cosine of 1 with what was asked
_RECAST = 0.02  # the cost of saying something otherwise only so as not to copy it
_CLIPPED = frozenset({QueryStyle.WEB_SEARCH, QueryStyle.INCOMPLETE})
_NOISY = _CLIPPED | {QueryStyle.POOR_GRAMMAR, QueryStyle.CONVERSATIONAL}
_SURVIVES_CLIPPING = re.compile(
    r"^(?:how (?:do|can) I|which (?!of\b)|who |when (?:was|did)|where "
    r"|what (?:is (?!meant\b|the name\b)|are |does (?!the (?:term|abbreviation))|can I))",
    re.IGNORECASE,
)
_WH = frozenset("what which who how where when why what's who's by in on".split())


@dataclass(slots=True)
class Openings:
    """How often the questions of a set have opened alike, been put alike, and used the same words."""

    likeness: Likeness = field(default_factory=Likeness)
    opened: Counter[str] = field(default_factory=Counter)
    framed: Counter[str] = field(default_factory=Counter)
    asked: int = 0

    def add(self, wording: Wording) -> None:
        """Note a question that was asked."""
        self.opened[opening(wording.question)] += 1
        self.framed[wording.frame] += 1
        self.likeness.add(wording.question)
        self.asked += 1

    def repeats(self, wording: Wording) -> bool:
        """Whether a question opens as another did, in a set of which too few differ; a large one has enough."""
        return self._is_short and self.opened[opening(wording.question)] > 0

    @property
    def _is_short(self) -> bool:
        return len(self.opened) < _FEWEST * min(self.asked, _OF_SO_MANY)

    def tedium(self, wording: Wording) -> float:
        """How monotonous one more such question would be: 0 where none was like it."""
        count = self.opened[opening(wording.question)]
        too_many = count + 1 > _MOST_OF_A_SET * max(_FEW, self.asked + 1)
        alike = self.framed[wording.frame] / max(_FEW, self.asked)
        already = _OPENED_ALREADY if self._is_short else _OPENED_IN_PLENTY
        return already * (count > 0) + 0.04 * min(count, 6) + 0.8 * too_many + 2.0 * alike


def opening(text: str) -> str:
    """The first two words: what makes a set sound monotonous."""
    words = [word.strip("\"'“”(),.:;?") for word in fold(text).split()[:2]]
    return " ".join(words)


def ranked(
    candidate: Candidate,
    openings: Openings,
    length: QueryLength,
    style: QueryStyle,
    *,
    most_alike: float = inf,
    told: "Told | None" = None,
) -> list[tuple[float, Wording]]:
    """The ways to put a question, the best for a scenario first, each with its score.

    Args:
        most_alike: the mean cosine with the questions asked beyond which a way is left out.
        told: what `Told.of` gave for the candidate, where it was asked before.
    """
    told = told or Told.of(candidate)
    if not told.fresh:
        told.fresh.extend(_fresh(candidate, told))
    first, *others = told.fresh
    fitting = (each for each in others if style not in _NOISY or _is_plain(each.question, candidate, style))
    likenesses = ((openings.likeness.of(each.question), each) for each in (first, *fitting))
    scored = [
        (score(each, told, openings, length) - _ALIKE * alike, each)
        for alike, each in likenesses
        if alike <= most_alike
    ]
    return sorted(scored, key=lambda it: (-it[0], it[1].question))


@dataclass(frozen=True, slots=True)
class Told:
    """The words of some evidence, to hold questions against.

    Attributes:
        spoken: the words of each piece in order.
        telling: the stems of those that carry meaning.
        fresh: the ways to put the question, once they were asked for; and where one repeats its evidence, the ways
            around that.
        runs: what was found of the questions held against it so far.
        close: likewise, how far they speak in its words.
    """

    spoken: tuple[list[str], ...]
    telling: tuple[frozenset[str], ...]
    fresh: list[Wording] = field(default_factory=list, compare=False)
    runs: dict[str, int] = field(default_factory=dict, compare=False)
    close: dict[str, float] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, candidate: Candidate) -> "Told":
        """The words of the evidence of a candidate."""
        spoken = tuple(tokens(text) for text in _evidence(candidate))
        return cls(spoken, tuple(frozenset(content_words(" ".join(each))) for each in spoken))

    def run(self, text: str) -> int:
        """How many words in a row a text has from a piece."""
        if text not in self.runs:
            words = tokens(text)
            self.runs[text] = max((longest_common_run(words, each) for each in self.spoken), default=0)
        return self.runs[text]

    def copies(self, wording: Wording) -> bool:
        """Whether a question repeats a piece of its evidence word by word."""
        return self.run(wording.question) >= _COPIED

    def closeness(self, text: str) -> float:
        """How far a question speaks in its words."""
        if text not in self.close:
            asked = set(content_words(text))
            shared = max((len(asked & each) for each in self.telling), default=0) / max(1, len(asked))
            run = self.run(text)
            self.close[text] = 0.5 * max(0.0, shared - 0.4) + 0.4 * (run >= _COPIED) + 0.02 * min(run, 10)
        return self.close[text]


def _fresh(candidate: Candidate, told: Told) -> Iterator[Wording]:
    for wording in ways(candidate):
        yield wording
        if told.copies(wording):
            for text in recasts(wording.question, kept(candidate)):
                yield Wording(text, wording.frame, wording.cost + _RECAST)


def score(wording: Wording, told: Told, openings: Openings, length: QueryLength) -> float:
    """How good a way to put a question is; 0 for a plain one in new words that opens as no other."""
    fits = length_of(wording.question) is length
    return 0.25 * fits - 1.5 * wording.cost - openings.tedium(wording) - told.closeness(wording.question)


def _evidence(candidate: Candidate) -> Iterator[str]:
    for span in candidate.evidence:
        for chunk in candidate.chunks:
            if chunk.span.covers(span):
                yield chunk.text_of(span)


def _is_plain(text: str, candidate: Candidate, style: QueryStyle) -> bool:
    """Whether a question is one sentence that opens with its question word, or as it did: what survives clipping."""
    if style is QueryStyle.CONVERSATIONAL:
        return ":" not in text  # there is one in the greeting
    if style in _CLIPPED and ("'" in text or not _SURVIVES_CLIPPING.match(text)):
        return False
    first = text.split()[0].lower()
    return (first in _WH or first == candidate.question.split()[0].lower()) and ". " not in text and ":" not in text

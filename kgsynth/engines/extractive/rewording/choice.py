"""Ways to put a question -> the one that copies least, opens as few others do, and reads well."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.rewording.recasting import recasts
from kgsynth.engines.extractive.rewording.records import Wording
from kgsynth.engines.extractive.rewording.ways import kept, ways
from kgsynth.language.words import content_words, fold, longest_common_run, tokens
from kgsynth.styles import length_of
from kgsynth.types import QueryLength, QueryStyle

_COPIED = 5  # words in a row
_MOST_OF_A_SET = 0.1  # share of questions that open alike
_FEW = 30
_WORN = 25.0
_MOST_WORN = 0.05  # share of questions that use the same word, at the lowest lenience
_AS_USUAL = 0.18  # of the share of the passages that have a word, likewise
_IN_MOST = 0.4  # share of the passages: what they have tells nothing
_OF_NAMES = 1.4  # times as often may names begin alike
_RECAST = 0.02  # the cost of saying something otherwise only so as not to copy it
_CLIPPED = frozenset({QueryStyle.WEB_SEARCH, QueryStyle.INCOMPLETE})
_NOISY = _CLIPPED | {QueryStyle.POOR_GRAMMAR, QueryStyle.CONVERSATIONAL}
_SURVIVES_CLIPPING = re.compile(
    r"^(?:how (?:do|can) I|which (?!of\b)|who |when (?:was|did)|where "
    r"|what (?:is (?!meant\b|the name\b)|are |does (?!the (?:term|abbreviation))|can I))",
    re.IGNORECASE,
)
_FRONT = re.compile(r"\w+?(?=[_.]\w)")  # of a name of several parts
_WH = frozenset("what which who how where when why what's who's by in on".split())


@dataclass(slots=True)
class Openings:
    """How often the questions of a set have opened alike, been put alike, and used the same words.

    Attributes:
        same: words that count as another: a short name as the long one.
        usual: the share of the passages that have a word: what many have wears out later, what most have never.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, float] = field(default_factory=dict)
    opened: Counter[str] = field(default_factory=Counter)
    framed: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    asked: int = 0

    def add(self, wording: Wording) -> None:
        """Note a question that was asked."""
        self.opened[opening(wording.question)] += 1
        self.framed[wording.frame] += 1
        self.used.update(self._words(wording.question))
        self.asked += 1

    def tedium(self, wording: Wording) -> float:
        """How monotonous one more such question would be: 0 where none was like it."""
        count = self.opened[opening(wording.question)]
        too_many = count + 1 > _MOST_OF_A_SET * max(_FEW, self.asked + 1)
        alike = self.framed[wording.frame] / max(_FEW, self.asked)
        return 2.5 * (count > 0) + 0.04 * min(count, 6) + 0.8 * too_many + 2.0 * alike + self._worn(wording.question)

    def is_worn_out(self, question: str, names: Sequence[str], *, own: Sequence[str] = (), more: float = 1.0) -> bool:
        """Whether a word of a question stands in a large share of the set already; of a name, only how it begins
        counts where it has several parts.

        Args:
            own: texts whose words count alone: the others are those of a way to ask.
            more: times as large a share as at the lowest lenience.
        """
        return self.says(question, self.worn(own or (question,), names, more=more))

    def says(self, question: str, words: Set[str]) -> bool:
        """Whether a question has any of some words."""
        return not words.isdisjoint(self._words(question))

    def worn(self, texts: Sequence[str], names: Sequence[str], *, more: float = 1.0) -> frozenset[str]:
        """The words of some texts that are worn out. Arguments as for `is_worn_out`."""
        fronts = set(content_words(" ".join(match.group() for name in names if (match := _FRONT.match(name)))))
        of_names = set(content_words(" ".join(names)))
        words = self._words(" ".join(texts))
        fronts_worn = (word for word in words & of_names & fronts if self._share_of(word) >= _OF_NAMES * more)
        return frozenset((*fronts_worn, *(word for word in words - of_names if self._share_of(word) >= more)))

    def _share_of(self, word: str) -> float:
        """How often a word was used, against how often it may be."""
        usual = self.usual.get(word, 0.0)
        most = max(_MOST_WORN, _AS_USUAL * usual) * max(_FEW, self.asked)
        return 0.0 if usual > _IN_MOST else self.used[word] / most

    def _words(self, question: str) -> set[str]:
        return {self.same.get(word, word) for word in content_words(question)}

    def _worn(self, question: str) -> float:
        """How much of what a question says others have said: which share of the set has its words, on the mean and at
        most."""
        words = self._words(question)
        said = sum(self.used[word] for word in words)
        most = max((self.used[word] for word in words), default=0)
        return (_WORN * said / max(1, len(words)) + _WORN * most) / max(_FEW, self.asked)


def opening(text: str) -> str:
    """The first two words: what makes a set sound monotonous."""
    words = [word.strip("\"'“”(),.:;?") for word in fold(text).split()[:2]]
    return " ".join(words)


def ranked(
    candidate: Candidate, openings: Openings, length: QueryLength, style: QueryStyle
) -> list[tuple[float, Wording]]:
    """The ways to put a question, the best for a scenario first, each with its score."""
    told = Told.of(candidate)
    first, *others = _fresh(candidate, told)
    fitting = (each for each in others if style not in _NOISY or _is_plain(each.question, candidate, style))
    scored = [(score(each, told, openings, length), each) for each in (first, *fitting)]
    return sorted(scored, key=lambda it: (-it[0], it[1].question))


@dataclass(frozen=True, slots=True)
class Told:
    """The words of some evidence, to hold questions against.

    Attributes:
        spoken: the words of each piece in order.
        telling: the stems of those that carry meaning.
        runs: what was found of the questions held against it so far.
    """

    spoken: tuple[list[str], ...]
    telling: tuple[frozenset[str], ...]
    runs: dict[str, int] = field(default_factory=dict, compare=False)

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

    def closeness(self, text: str) -> float:
        """How far a question speaks in its words."""
        asked = set(content_words(text))
        shared = max((len(asked & each) for each in self.telling), default=0) / max(1, len(asked))
        run = self.run(text)
        return 0.5 * max(0.0, shared - 0.4) + 0.4 * (run >= _COPIED) + 0.02 * min(run, 10)


def _fresh(candidate: Candidate, told: Told) -> Iterator[Wording]:
    """The ways to put a question; and where one repeats its evidence, the ways around that."""
    for wording in ways(candidate):
        yield wording
        if told.run(wording.question) >= _COPIED:
            for text in recasts(wording.question, kept(candidate)):
                yield Wording(text, wording.frame, wording.cost + _RECAST)


def score(wording: Wording, told: Told, openings: Openings, length: QueryLength) -> float:
    """How good a way to put a question is; 0 for a plain one in new words that opens as no other."""
    fits = length_of(wording.question) is length
    return 0.25 * fits - 1.5 * wording.cost - openings.tedium(wording) - told.closeness(wording.question)


def copies(candidate: Candidate, wording: Wording) -> bool:
    """Whether a question repeats a piece of its evidence word by word."""
    return Told.of(candidate).run(wording.question) >= _COPIED


def _evidence(candidate: Candidate) -> Iterator[str]:
    for span in candidate.evidence:
        for chunk in candidate.chunks:
            if chunk.span.covers(span):
                yield chunk.text[span.start - chunk.span.start : span.end - chunk.span.start]


def _is_plain(text: str, candidate: Candidate, style: QueryStyle) -> bool:
    """Whether a question is one sentence that opens with its question word, or as it did: what survives clipping."""
    if style is QueryStyle.CONVERSATIONAL:
        return ":" not in text  # there is one in the greeting
    if style in _CLIPPED and ("'" in text or not _SURVIVES_CLIPPING.match(text)):
        return False
    first = text.split()[0].lower()
    return (first in _WH or first == candidate.question.split()[0].lower()) and ". " not in text and ":" not in text

"""Passage -> the words of it that answer, and those that a question can name it by."""

from collections.abc import Sequence
from dataclasses import dataclass

from kgsynth.testing.frames import Frames
from kgsynth.testing.quotes import SLICE, Passage, Word

ANSWER_WORDS = (3, 9)
TELLING_WORDS = 5  # that a passage is judged by, and that find it where none is a name

_RICH = 2
_VERBS = frozenset("is are was were can will must should may has have had does do did cannot".split())
_JOINTS = frozenset(
    "by for to with in on from when if because until after before while where that which as at into or and of".split()
)


@dataclass(frozen=True, slots=True)
class Halves:
    """A passage cut in two. The cut depends on the passage alone."""

    passage: Passage
    answer: tuple[Word, ...]
    asked: tuple[Word, ...]

    @property
    def richness(self) -> int:
        """How well the words that do not answer tell the passage from others, as far as that counts."""
        return min(self.weight // 3, _RICH)

    @property
    def weight(self) -> int:
        """The weight of the most telling words that do not answer."""
        return sum(sorted((word.weight for word in self.asked), reverse=True)[:TELLING_WORDS])

    @property
    def said(self) -> frozenset[str]:
        return frozenset(stem for word in self.answer for stem in word.stems)


def halved(passage: Passage, frames: Frames) -> Halves:
    """The cut that leaves enough to answer and enough to ask by; best at a verb, else at a joint."""
    words = [word for word in passage.words if word.usable]
    starts = range(1, max(2, len(words) - ANSWER_WORDS[0] + 1))
    cuts = [(start, _cut(passage, words, start, frames)) for start in starts]
    best = max(
        cuts,
        key=lambda cut: (
            _is_answer(cut[1]),
            cut[1].richness,
            _kind(words[cut[0] : cut[0] + 1]),
            -abs(cut[0] - len(cuts) // 3),
        ),
    )
    return best[1]


def _is_answer(halves: Halves) -> bool:
    return len(halves.answer) >= ANSWER_WORDS[0] and bool(halves.said)


def _kind(opening: Sequence[Word]) -> int:
    word = opening[0].text.casefold() if opening else ""
    return 2 if word in _VERBS else int(word in _JOINTS)


def _cut(passage: Passage, words: Sequence[Word], start: int, frames: Frames) -> Halves:
    """The answer that begins at a word: to the end, or to where a phrase ends."""
    end = min(len(words), start + ANSWER_WORDS[1] // (SLICE if frames.letters else 1))
    if end < len(words):
        end = max((at for at in range(start + 5, end + 1) if words[at - 1].ends), default=end)
    while end > start + ANSWER_WORDS[0] and not words[end - 1].stems:
        end -= 1
    answer = tuple(words[start:end]) or tuple(words)
    said = frozenset(stem for word in answer for stem in word.stems)
    first, last = (answer[0].start, answer[-1].start) if answer else (0, -1)
    asked = (word for word in passage.words if not first <= word.start <= last)
    return Halves(passage, answer, tuple(word for word in asked if not word.stems <= said))

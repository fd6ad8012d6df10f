"""A question, those asked before -> how like them it is: the mean cosine of its words with theirs."""

from collections import defaultdict
from collections.abc import Mapping
from math import hypot, log

from kgsynth.language.words import content_words

_IN_MOST = 0.5  # share of the passages: what they have tells nothing
_SENTENCES = 8  # of a passage: about so much rarer is a word in one of them
_RARE = 0.01  # added to the share of the sentences that have a word: a rare one counts no more than one in so many
_FEW = 30  # questions from which a mean is one


class Likeness:
    """The words of the questions of a set, each question as a vector of length 1, added up.

    Args:
        usual: the share of the passages that have a word: what many of them have counts less.
    """

    def __init__(self, usual: Mapping[str, float] | None = None) -> None:
        self._usual = usual or {}
        self._sum: defaultdict[str, float] = defaultdict(float)
        self._asked = 0

    def add(self, question: str) -> None:
        """Note a question that was asked."""
        self._asked += 1
        for word, weight in self._vector(question).items():
            self._sum[word] += weight

    def of(self, question: str) -> float:
        """The mean cosine of a question with those asked; where they are few, as if there were more, unlike it.

        >>> likeness = Likeness()
        >>> for _ in range(30):
        ...     likeness.add("What opens the sluice?")
        >>> round(likeness.of("What opens the sluice?"), 3), likeness.of("Who feeds an otter?")
        (1.0, 0.0)
        """
        alike = sum(weight * self._sum.get(word, 0.0) for word, weight in self._vector(question).items())
        return alike / max(_FEW, self._asked)

    def _vector(self, question: str) -> dict[str, float]:
        words = {word: self._weight(word) for word in sorted(set(content_words(question)))}
        length = hypot(*words.values()) or 1.0
        return {word: weight / length for word, weight in words.items()}

    def _weight(self, word: str) -> float:
        usual = self._usual.get(word, 0.0)
        return 0.0 if usual > _IN_MOST else 1.0 - log(usual / _SENTENCES + _RARE)

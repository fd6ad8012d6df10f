"""Chunks -> whether a corpus has but one thing of a name: ``the tide table``, never "a tide table" or "tide tables".

Such a thing needs no page to explain it, so that a question may speak of it as the pages do.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

_FEWEST = 8  # chunks that speak of it
_LOOKED_AT = 2000  # chunks, evenly taken of more
_MOST_OTHERS = 0.18  # of the times that it is named, those in which it is one of several
_ONE_OF_SEVERAL = r"(?:an?|any|each|every|another|one|some|several|two|multiple|these|those)"


class OnlyOnes:
    """What a corpus has but one of.

    >>> OnlyOnes(["Read the sluice ledger first."] * 9).has("sluice ledger")
    True
    """

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self._texts = texts[:: max(1, len(texts) // _LOOKED_AT)]
        self._known: dict[str, bool] = {}

    def has(self, noun: str) -> bool:
        """Whether the corpus nearly always says "the" of a noun, and says it often."""
        if noun not in self._known:
            self._known[noun] = self._counted(noun)
        return self._known[noun]

    def _counted(self, noun: str) -> bool:
        speaking = [text for text in self._texts if noun in text]
        the = re.compile(rf"\b[Tt]he {re.escape(noun)}\b")
        chunks = [found for text in speaking if f"he {noun}" in text and (found := len(the.findall(text)))]
        if len(chunks) < _FEWEST:
            return False
        several = re.compile(rf"\b{_ONE_OF_SEVERAL} {re.escape(noun)}\b|\b{_plural(noun)}\b", re.IGNORECASE)
        counted = accumulate(len(several.findall(text)) for text in speaking)
        return all(others <= _MOST_OTHERS * (sum(chunks) + others) for others in counted)


def _plural(noun: str) -> str:
    """The form of several, as a pattern; of a noun that is one already, itself with no article."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{re.escape(noun[:-1])}ies"
    return rf"{re.escape(noun)}(?:es|s)" if not noun.endswith("s") else rf"(?<!the )(?<!The ){re.escape(noun)}"

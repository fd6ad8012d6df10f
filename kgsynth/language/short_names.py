"""The name of what texts are about -> how they shorten it: ``Postgres``."""

import re
from collections import Counter
from collections.abc import Iterable

_OFTEN_SHORT = 10  # times that they do
_LEAST_LETTERS = 4


def short_name(subject: str, texts: Iterable[str]) -> str:
    """The first letters of a subject, where a corpus often writes them alone: ``Rolo`` for ``RoloSQL``; or nothing."""
    least = max(_LEAST_LETTERS, (len(subject) + 1) // 2)
    fronts = "|".join(re.escape(subject[1:end]) for end in range(len(subject) - 1, least - 1, -1))
    if not fronts or not subject[0].isupper():
        return ""
    alone = re.compile(rf"(?<![\w./@-]){subject[0]}(?i:{fronts})(?![\w-]|[./@]\w)")
    spelt = (match.group() for text in texts for match in alone.finditer(text))
    named = Counter(each for each in spelt if each.isupper() == subject.isupper())
    short, times = max(named.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return short if times >= _OFTEN_SHORT else ""

"""Texts -> the names that they set beside a name ("Rolo or Pica")."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kgsynth.engines.extractive.topics_of_pages import is_unusual

_NAME = r"(?:`[A-Za-z][\w.+-]{1,40}`|[A-Z][\w+-]{1,40}(?:\.\w{2,10})?)"
_JOINT = r"(?:, (?:and |or )?|/| and | or | versus | rather than | instead of | unlike )(?:the )?"
_RUN = re.compile(rf"(?<![\w`.-]){_NAME}(?:{_JOINT}{_NAME})+(?![\w-])")
_EACH = re.compile(_NAME)


class NamesBeside:
    """What stands beside what in some texts; they are looked through once it is asked for.

    >>> NamesBeside(["Feed Rolo or Pica.", "Neither Rolo and Pica nor Umi sleep."]).of("Rolo")
    ('Pica',)
    """

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self._texts = texts
        self._names: defaultdict[str, Counter[str]] | None = None

    def of(self, name: str) -> tuple[str, ...]:
        """The names beside a name, those that stand there most often first."""
        self._look()
        beside = (self._names or {}).get(name, Counter[str]())
        return tuple(sorted(beside, key=lambda other: (-beside[other], other)))

    def _look(self) -> None:
        if self._names is not None:
            return
        self._names = defaultdict(Counter)
        for text in self._texts:
            for run in _RUN.findall(text):
                self._add(dict.fromkeys(each.strip("`") for each in _EACH.findall(run)))

    def _add(self, run: dict[str, None]) -> None:
        names = [name for name in run if _is_a_name(name)]
        for one in names:
            for other in names:
                if one != other and self._names is not None:
                    self._names[one][other] += 1


def _is_a_name(word: str) -> bool:
    plain = word.isalpha() and word[1:] == word[1:].lower()
    return is_unusual(word) if plain else re.search(r"-[a-z]", word) is None or word.islower()

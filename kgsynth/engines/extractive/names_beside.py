"""Texts -> the names that they set beside a name ("Rolo or Pica")."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import permutations

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

    def of(self, name: str) -> tuple[str, ...]:
        """The names beside a name, those that stand there most often first."""
        beside = self._names.get(name, Counter())
        return tuple(sorted(beside, key=lambda other: (-beside[other], other)))

    @cached_property
    def _names(self) -> Mapping[str, Counter[str]]:
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for run in (run for text in self._texts for run in _RUN.findall(text)):
            names = dict.fromkeys(each.strip("`") for each in _EACH.findall(run))
            for one, other in permutations(filter(_is_a_name, names), 2):
                found[one][other] += 1
        return found


def _is_a_name(word: str) -> bool:
    plain = word.isalpha() and word[1:] == word[1:].lower()
    return is_unusual(word) if plain else re.search(r"-[a-z]", word) is None or word.islower()

"""Texts -> what commands are for, as their pages put it; a task that two of them do has no one answer."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kgsynth.engines.extractive.candidates import Candidate

_GLOSS = re.compile(
    r"^[`*]*(?P<name>[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,3})[`*]* (?:—|–|--?) (?P<task>\S.{6,150})$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Twins:
    """The commands that are for the same.

    Attributes:
        named: what a command is for -> all that are for it.
    """

    named: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Twins":
        """What the first lines of manual pages tell."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            for match in _GLOSS.finditer(text):
                found[_task(match["task"])].add(match["name"].replace("-", " ").lower())
        return cls({task: frozenset(names) for task, names in found.items() if len(names) > 1})

    def has(self, candidate: Candidate) -> bool:
        """Whether another command does what a question asks how to do: ``DROP BARGE`` as well as ``DROP BOAT``."""
        if candidate.kind not in {"how_to", "factual"} or not self.named:
            return False
        chunk, span = candidate.chunks[0], candidate.evidence[-1]
        said = chunk.text_of(span)
        return any(_task(match["task"]) in self.named for match in _GLOSS.finditer(said))


def _task(told: str) -> str:
    return told.strip(" .`*").lower()

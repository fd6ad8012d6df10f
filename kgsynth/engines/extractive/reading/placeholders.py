"""Chunks -> the words in capitals that stand for what a reader puts there, by page: ``otter --depth METRES [LOCK]``."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.types import Chunk

_SYNOPSIS = re.compile(
    r"^#+ +(?:Synopsis|Usage|Syntax)\s*\n+(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<code>.*?)^(?P=fence)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_TYPED = re.compile(r"^\W*[a-z][\w.-]*[^\n]*(?:\n[ \t]+[^\n]*)*", re.MULTILINE)
_CAPITALS = re.compile(r"(?<![\w$-])[A-Z][A-Z_]+(?![\w-])")


@dataclass(frozen=True, slots=True)
class Placeholders:
    """What the synopses of a corpus leave open.

    Attributes:
        by_page: the id of a document -> the words in capitals behind a command in its synopsis.
    """

    by_page: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, chunks: Iterable[Chunk]) -> "Placeholders":
        """Those of some chunks."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for chunk in chunks:
            for synopsis in _SYNOPSIS.finditer(chunk.text):
                for line in _TYPED.finditer(synopsis["code"]):
                    found[chunk.document_id].update(_CAPITALS.findall(line.group()))
        return cls({page: frozenset(words) for page, words in found.items() if words})

    def speaks_of_one(self, candidate: Candidate) -> bool:
        """Whether a question or its answer speaks of such a word, which means nothing away from its synopsis."""
        words = self.by_page.get(candidate.chunks[0].document_id, frozenset())
        return not words.isdisjoint(_CAPITALS.findall(f"{candidate.question} {candidate.reference}"))

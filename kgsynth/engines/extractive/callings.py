"""Chunks -> what the corpus calls each name, which names somebody types, and how many documents hold a name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kgsynth.engines.extractive.facts import Fact, Form, Purpose
from kgsynth.engines.extractive.openings import DOERS
from kgsynth.types import Chunk

_RUN = "command program tool utility script daemon".split()
_CALLED = re.compile(rf"`(?P<name>[A-Za-z][\w.+-]+)` (?P<kind>{'|'.join(_RUN)})\b")
_CODE = re.compile(r"`(?P<name>[A-Za-z][\w.+-]+)(?P<more> [^`\n]+)?`")
_PROMPT = re.compile(r"^ *(?:\$|#|%|[\w@~:/-]+[$#]) (?:sudo )?(?P<name>[a-z][\w.+-]+)(?= |$)", re.MULTILINE)
_FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)", re.MULTILINE | re.DOTALL)
_SMALL = re.compile(r"[a-z][a-z0-9]*(?:[-+][a-z0-9]+)*")
_FEW = 5  # documents: what more of them name does more than one sentence says


@dataclass(frozen=True, slots=True)
class Callings:
    """What a corpus calls the names that it sets as code.

    Attributes:
        kinds: name -> ``command``, ``tool``: what most of its mentions call it.
        typed: the names that open a line to type.
        spread: name -> how many documents set it as code.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()
    spread: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, chunks: Iterable[Chunk]) -> "Callings":
        """What some chunks call the names in them."""
        called: defaultdict[str, Counter[str]] = defaultdict(Counter)
        typed: set[str] = set()
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for chunk in chunks:
            for match in _CALLED.finditer(chunk.text):
                called[match["name"]][match["kind"]] += 1
            for match in _CODE.finditer(chunk.text):
                holders[match["name"]].add(chunk.document_id)
                if match["more"]:
                    typed.add(match["name"])
            for fenced in _FENCED.finditer(chunk.text):
                typed.update(match["name"] for match in _PROMPT.finditer(fenced.group()))
        kinds = {name: _commonest(each) for name, each in called.items()}
        return cls(kinds, frozenset(typed), {name: len(documents) for name, documents in holders.items()})

    def known(self, fact: Fact) -> Fact:
        """What a sentence says a command does, with the kind that other pages give it; any other fact as it is.

        A command that few pages name is for what the first sentence on it says.
        """
        if not isinstance(fact, Purpose) or fact.name.owner or not _SMALL.fullmatch(fact.name.text):
            return fact
        name = fact.name.text
        kind = fact.name.kind or self.kinds.get(name, "command" if name in self.typed else "")
        if kind not in DOERS:
            return fact
        introduced = fact.first and 0 < self.spread.get(name, 0) <= _FEW and fact.form is Form.THIRD
        return replace(fact, name=replace(fact.name, kind=kind), whole=fact.whole or introduced, asked="")


def _commonest(kinds: Counter[str]) -> str:
    return min(kinds, key=lambda kind: (-kinds[kind], kind))

"""Chunks -> what the corpus calls each name, which names somebody types, and how many documents hold a name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kgsynth.engines.extractive.facts import Fact, Form, Purpose
from kgsynth.engines.extractive.naming import as_typed, heading_text
from kgsynth.engines.extractive.reading.openings import DOERS
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.titles import glossed
from kgsynth.types import Chunk

_RUN = "command program tool utility script daemon".split()
_CALLED = re.compile(rf"`(?P<name>[A-Za-z][\w.+-]+)` (?P<kind>{'|'.join(_RUN)})\b")
_CODE = re.compile(r"`(?P<name>[A-Za-z][\w.+-]+)(?P<more> [^`\n]+)?`")
_PROMPT = re.compile(r"^ *(?:\$|#|%|[\w@~:/-]+[$#]) (?:sudo )?(?P<name>[a-z][\w.+-]+)(?= |$)", re.MULTILINE)
_FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)", re.MULTILINE | re.DOTALL)
_SMALL = re.compile(r"[a-z][a-z0-9]*(?:[-+][a-z0-9]+)*")
_BARE = re.compile(
    r"(?:^[Ww]ith|^When using|\b(?:does|is|can|will|may|must|do))\s(?P<name>[a-z]\w*)"
    r"(?=,|\?|$| (?!command\b|\w+ command\b))"
)
_FEW = 5  # documents: what more of them name does more than one sentence says


@dataclass(frozen=True, slots=True)
class Callings:
    """What a corpus calls the names that it sets as code.

    Attributes:
        kinds: name -> ``command``, ``tool``: what most of its mentions call it.
        typed: the names that open a line to type.
        spread: name -> how many documents set it as code.
        glossed: the names whose page says in its title what they are for.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()
    spread: Mapping[str, int] = field(default_factory=dict)
    glossed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, chunks: Iterable[Chunk]) -> "Callings":
        """What some chunks call the names in them."""
        called: defaultdict[str, Counter[str]] = defaultdict(Counter)
        typed: set[str] = set()
        holders: defaultdict[str, set[str]] = defaultdict(set)
        summed_up: set[str] = set()
        for chunk in chunks:
            if glossed(chunk.title) is not None:
                summed_up.add(as_typed(heading_text(chunk.title), chunk.text))
            for match in _CALLED.finditer(chunk.text):
                called[match["name"]][match["kind"]] += 1
            for match in _CODE.finditer(chunk.text):
                holders[match["name"]].add(chunk.document_id)
                if match["more"]:
                    typed.add(match["name"])
            for fenced in _FENCED.finditer(chunk.text):
                typed.update(match["name"] for match in _PROMPT.finditer(fenced.group()))
        kinds = {name: _commonest(each) for name, each in called.items()}
        return cls(
            kinds, frozenset(typed), {name: len(documents) for name, documents in holders.items()}, frozenset(summed_up)
        )

    def is_one_act(self, fact: Fact) -> bool:
        """Whether it is one of the many things that a command does whose title says what it is for."""
        prose = isinstance(fact, Purpose) and fact.prose and not fact.used
        return prose and fact.name.text in self.glossed

    def spelt_out(self, text: str, chunk: Chunk) -> str:
        """A question that says of a bare word that it is a command: ``What does block prevent`` is of which block?"""
        match = _BARE.search(text)
        if match is None or match["name"] not in self.glossed or not _is_a_word(match["name"]):
            return text
        behind = re.match(r" \w+", text[match.end("name") :])
        if behind is not None and f"{match['name']}{behind.group()}" in chunk.text:
            return text  # a command of two words
        return f"{text[: match.start('name')]}the {match['name']} command{text[match.end('name') :]}"

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


def _is_a_word(name: str) -> bool:
    """Whether a reader may take it for a word of English."""
    return name in noun_types() or verb_lemma(name, "VB") == name


def _commonest(kinds: Counter[str]) -> str:
    return min(kinds, key=lambda kind: (-kinds[kind], kind))

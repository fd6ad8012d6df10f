"""Scenarios -> drafts: read the chunks, make every candidate, keep the one that fits the scenario best."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from random import Random

from kgsynth.engines.extractive.bridges import bridges
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.comparisons import comparisons
from kgsynth.engines.extractive.facts import Fact, Statement
from kgsynth.engines.extractive.other_languages import definition_candidates
from kgsynth.engines.extractive.passages import facts_of
from kgsynth.engines.extractive.single_hop import ask
from kgsynth.styles import length_of, restyle
from kgsynth.types import Chunk, Draft, EdgeKind, QueryStyle, QueryType, Scenario

_KINDS_BY_EXPERTISE = {
    "novice": frozenset({"definition", "expansion", "purpose", "how_to", "cause"}),
    "practitioner": frozenset({"option_default", "factual", "condition", "list", "option", "place", "how_to"}),
    "expert": frozenset({"numeric", "comparison", "cause", "condition", "temporal", "intersection", "table"}),
}
_RATIONS = {"expansion": 0.06}  # share of the set, until better questions are spent
_VARIETY = 0.8  # how much a kind loses for each share of the set that it has taken already


class Extractive:
    """The engine that needs no model. It remembers what it has asked, so that no question is offered twice.

    Args:
        subject: what the whole corpus is about ("PostgreSQL"), or an empty string.
        spacy_model: an installed spaCy pipeline to parse with instead of the bundled English one.
    """

    name = "extractive"
    at_once = False
    stopped = ""

    def __init__(self, *, subject: str = "", spacy_model: str | None = None) -> None:
        self._subject = subject
        self._spacy_model = spacy_model
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self._singles: dict[str, tuple[Candidate, ...]] = {}
        self._asked: set[str] = set()
        self._kinds: Counter[str] = Counter()
        self.lesser: bool | None = False

    def write(self, scenarios: Sequence[Scenario]) -> Iterator[Draft]:
        """A draft for each scenario whose chunks hold one that fits; the others give none."""
        self._read(chain.from_iterable(scenario.chunks for scenario in scenarios))
        for scenario in scenarios:
            candidate = self._best(scenario)
            if candidate is not None:
                self._asked |= _asks(candidate)
                self._kinds.update((candidate.kind, _opening(candidate.question)))
                yield _draft(scenario, candidate, self.name)

    def mends(self, reason: str) -> bool:
        """Never: what was refused would be written again as it was."""
        return False

    def repair(self, refused: Sequence[tuple[Scenario, str]]) -> Iterator[Draft]:
        """Nothing."""
        return iter(())

    def _read(self, chunks: Iterable[Chunk]) -> None:
        fresh = {chunk.id: chunk for chunk in chunks if chunk.id not in self._facts}
        self._facts.update(facts_of(list(fresh.values()), subject=self._subject, spacy_model=self._spacy_model))

    def _best(self, scenario: Scenario) -> Candidate | None:
        fitting = [
            candidate
            for candidate in self._candidates(scenario)
            if not self._asked & _asks(candidate) and _suits(candidate, scenario) and not self._is_spent(candidate)
        ]
        rng = Random(scenario.id)
        return max(fitting, key=lambda each: (self._score(each, scenario, rng), each.question), default=None)

    def _is_spent(self, candidate: Candidate) -> bool:
        """Whether a kind that is easily had, or seldom asked, has had its share while better ones are left."""
        share = None if self.lesser else _RATIONS.get(candidate.kind)
        return share is not None and self._kinds[candidate.kind] >= share * len(self._asked) / 2

    def _score(self, candidate: Candidate, scenario: Scenario, rng: Random) -> float:
        wanted = candidate.kind in _KINDS_BY_EXPERTISE.get(scenario.persona.expertise, frozenset())
        fits = length_of(candidate.question, scenario.chunks[0].language) is scenario.query_length
        asked = max(1, len(self._asked) // 2)
        repeated = (self._kinds[candidate.kind] + self._kinds[_opening(candidate.question)]) / asked
        return candidate.weight + 0.2 * wanted + 0.4 * fits - _VARIETY * repeated + 0.2 * rng.random()

    def _candidates(self, scenario: Scenario) -> Iterator[Candidate]:
        if scenario.query_type is QueryType.SINGLE_HOP:
            yield from self._single(scenario.chunks[0])
        else:
            yield from self._joined(scenario)

    def _single(self, chunk: Chunk) -> tuple[Candidate, ...]:
        if chunk.id not in self._singles:
            self._singles[chunk.id] = tuple(self._made(chunk))
        return self._singles[chunk.id]

    def _made(self, chunk: Chunk) -> Iterator[Candidate]:
        if chunk.language != "en":
            yield from definition_candidates(chunk)
        for fact in self._facts[chunk.id]:
            yield from ask(fact, self._subject)

    def _joined(self, scenario: Scenario) -> Iterator[Candidate]:
        first, second = scenario.chunks[0], scenario.chunks[-1]
        for one, other in ((first, second), (second, first)):
            yield from bridges(_without_statements(self._facts[one.id]), self._single(other), self._subject)
        told = [_without_statements(self._facts[chunk.id]) for chunk in (first, second)]
        siblings = any(edge.kind is EdgeKind.SIBLING for edge in scenario.path)
        yield from comparisons(told[0], told[1], scenario.entities if siblings else ())


def _suits(candidate: Candidate, scenario: Scenario) -> bool:
    """Whether a persona might ask it: a newcomer of no internals, an expert not what a word means."""
    if scenario.chunks[0].language != "en":
        return True  # definitions are all there is
    if scenario.persona.expertise != "novice":
        return candidate.kind not in _FOR_NOVICES.get(scenario.persona.expertise, frozenset())
    internal = any(name.kind in _INTERNALS for name in candidate.names) or _IDENTIFIER.search(
        candidate.question + candidate.reference
    )
    return candidate.kind not in _NOT_FOR_NOVICES and not internal


_FOR_NOVICES = {"practitioner": frozenset({"expansion"}), "expert": frozenset({"expansion", "definition"})}
_IDENTIFIER = re.compile(r"\w_\w|\(\)|\b[A-Z]{2,}_")
_INTERNALS = frozenset({"column", "catalog", "function", "parameter", "setting"})
_NOT_FOR_NOVICES = frozenset({"option_default", "option", "numeric"})


def _asks(candidate: Candidate) -> set[str]:
    """The question, the pair of names it compares, what a bridge leads to: what is not to be asked twice."""
    led_to = {f"{span.document_id} {span.start}" for span in candidate.evidence[-1:] if candidate.hidden}
    return {candidate.question, _pair(candidate), *led_to}


def _pair(candidate: Candidate) -> str:
    """What two names are compared by a question; the question itself where none are. A pair is asked about once."""
    names = sorted(name.text for name in candidate.names)
    return " & ".join(names) if len(names) > 1 else candidate.question


def _opening(question: str) -> str:
    """The first two words: what makes a set sound monotonous."""
    return " ".join(question.split()[:2]).lower()


def _without_statements(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if not isinstance(fact, Statement)]


def _draft(scenario: Scenario, candidate: Candidate, engine: str) -> Draft:
    clean = candidate.question
    asked = clean
    if scenario.query_style is not QueryStyle.WELL_FORMED:
        keep = (*candidate.hidden, *(name.text for name in candidate.names))
        language = scenario.chunks[0].language
        asked = restyle(clean, scenario.query_style, rng=Random(f"style {scenario.id}"), keep=keep, language=language)
    length = length_of(clean, scenario.chunks[0].language)
    return Draft(
        scenario=replace(scenario, query_length=length),
        user_input=asked,
        clean_user_input=clean,
        reference=candidate.reference,
        evidence=candidate.evidence,
        question_kind=candidate.kind,
        engine=engine,
    )

"""Scenarios -> drafts: read the chunks, make every candidate, keep the one that fits the scenario best."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, permutations
from random import Random
from typing import Protocol

from kgsynth.engines.extractive.bridges import bridges, chains, describe
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.comparisons import comparisons
from kgsynth.engines.extractive.counts import counts
from kgsynth.engines.extractive.facts import Fact, Purpose
from kgsynth.engines.extractive.invocations import INVOCATION, invocations
from kgsynth.engines.extractive.limits import limits
from kgsynth.engines.extractive.listings import listings
from kgsynth.engines.extractive.namesakes import namesakes
from kgsynth.engines.extractive.other_languages import definition_candidates
from kgsynth.engines.extractive.passages import Reader
from kgsynth.engines.extractive.pointers import pointed
from kgsynth.engines.extractive.references import INHERITED, references
from kgsynth.engines.extractive.rewording import Openings, Wording, copies, ranked
from kgsynth.engines.extractive.scope import Corpus, in_scope
from kgsynth.engines.extractive.single_hop import ask
from kgsynth.engines.extractive.unanswerable import Siblings, swapped, untold
from kgsynth.engines.extractive.yes_no import KIND as YES_NO
from kgsynth.engines.extractive.yes_no import is_no, yes_no
from kgsynth.language.words import content_words
from kgsynth.styles import length_of, restyle
from kgsynth.types import (
    NOTHING,
    UNANSWERABLE,
    Chunk,
    Draft,
    EdgeKind,
    PathEdge,
    QueryStyle,
    Rejection,
    Scenario,
)

_KINDS_BY_EXPERTISE = {
    "novice": frozenset({"definition", "expansion", "purpose", "how_to", "cause", "place"}),
    "practitioner": frozenset({"option_default", "option", "list", "condition", "how_to", "factual", "place"}),
    "expert": frozenset(
        {"numeric", "temporal", "yes_no", "aggregation", "table", "cause", "comparison", "condition", "intersection"}
    ),
}
_RATIONS = {  # share of the set at most, until all other kinds are spent
    "expansion": 0.06,
    "definition": 0.15,
    "purpose": 0.12,
    "option_default": 0.1,
    "difference": 0.5,
    "bridge": 0.4,
    "invocation": 0.1,
    "comparison": 0.3,
    "equivalent": 0.2,
    INHERITED: 0.1,
    "aggregation": 0.1,
    "yes_no": 0.25,
}
_ALIKE = 0.05  # share of the set whose answers open with the same word at most, likewise
_AT_FIRST = 5  # questions that count as asked before the first, so that each kind has a beginning
_IN_A_CHAIN = 3  # chunks
_AROUND = 30  # the last facts of a sort among which one has siblings
_PER_FORM = 6  # unanswerable questions of which one more may ask for the same
_VARIETY = 0.8  # how much a kind loses for each share of the set that it has taken already
_MOST_COPIED = 0.15  # share of the set that may repeat its evidence word by word, until better questions are spent
_FEW = 20  # questions from which a share is counted
_REWORDED = 8  # candidates of a scenario that are put in other words, before one is taken
_TRIED = 8  # ways to put one question that are tried


class Evidence(Protocol):
    """One chunk, or several and what joins them: a scenario has them, and a route before it is one."""

    @property
    def chunks(self) -> tuple[Chunk, ...]: ...

    @property
    def path(self) -> tuple[PathEdge, ...]: ...

    @property
    def entities(self) -> tuple[str, ...]: ...


class Extractive:
    """The engine that needs no model. It remembers what it has asked, so that no question is offered twice.

    Args:
        subject: what the whole corpus is about ("PostgreSQL"), or an empty string.
        corpus: what its pages are about; where it is not known, each chunk is taken at its word.
        spacy_model: an installed spaCy pipeline to parse with instead of the bundled English one.
        takes: whether a draft would pass; of the ways to put a question, the best that passes is taken.
    """

    name = "extractive"
    at_once = False
    stopped = ""

    def __init__(
        self,
        *,
        subject: str = "",
        spacy_model: str | None = None,
        takes: Callable[[Draft], bool] = lambda draft: True,
        corpus: Corpus | None = None,
    ) -> None:
        self._takes = takes
        self._openings = Openings()
        self._copied = 0
        self._subject = subject
        self._corpus = corpus or Corpus()
        self._reader = Reader(subject=subject, spacy_model=spacy_model)
        self._leads: dict[str, tuple[Fact, ...]] = {}
        self._parsed: dict[str, tuple[Fact, ...]] = {}
        self._singles: dict[str, tuple[Candidate, ...]] = {}
        self._multiple: dict[tuple[str, ...], tuple[Candidate, ...]] = {}
        self._siblings = Siblings({})
        self._asked: set[str] = set()
        self._kinds: Counter[str] = Counter()
        self._verdicts: Counter[bool] = Counter()  # yes/no questions: whether the answer is no
        self._families: Counter[str] = Counter()  # by what an answer opens with: DROP, "removes"
        self._forms: Counter[str] = Counter()  # of unanswerable questions: what is asked, whatever of
        self._purposes: defaultdict[tuple[str, str], deque[Purpose]] = defaultdict(lambda: deque(maxlen=_AROUND))
        self.lesser: bool | None = False

    def write(self, scenarios: Sequence[Scenario]) -> Iterator[Draft | Rejection]:
        """A draft for each scenario whose chunks hold one that fits; a word where they hold none for anybody."""
        self._read(scenarios)
        for scenario in scenarios:
            best = self._best(scenario)
            if best is not None:
                candidate, wording, draft = best
                self._asked |= _asks(candidate) | {wording.question}
                self._kinds[candidate.kind] += 1
                self._families[_family(candidate)] += 1
                self._forms.update(candidate.hidden if candidate.kind == UNANSWERABLE else ())
                self._verdicts[is_no(candidate)] += candidate.kind == YES_NO
                self._openings.add(wording)
                self._copied += copies(candidate, wording)
                yield draft
            elif next(iter(self._candidates(scenario)), None) is None and scenario.answerable:
                yield Rejection(scenario_id=scenario.id, check=self.name, reason=NOTHING)

    def fertile(self, evidence: Sequence[Evidence]) -> list[bool]:
        """Whether there is a question for anybody in each piece of evidence. All of it is read together."""
        self._read(evidence)
        return [next(iter(self._answerable(each)), None) is not None for each in evidence]

    def mends(self, reason: str) -> bool:
        """Never: what was refused would be written again as it was."""
        return False

    def repair(self, refused: Sequence[tuple[Scenario, str]]) -> Iterator[Draft]:
        """Nothing."""
        return iter(())

    def _read(self, evidence: Sequence[Evidence]) -> None:
        """Read all chunks; parse those that are asked of sentence by sentence."""
        pieces = {chunk.id: chunk for each in evidence for chunk in each.chunks}
        fresh = [chunk for chunk in pieces.values() if chunk.id not in self._leads]
        self._reader.read(fresh)
        for chunk in fresh:
            told = self._reader.told(chunk)
            self._leads[chunk.id] = tuple(fact for fact in told if describe(fact, self._subject) is not None)
            for fact in told:
                if isinstance(fact, Purpose):
                    self._purposes[fact.name.kind, fact.name.owner].append(fact)
        asked = {chunk.id: chunk for each in evidence for chunk in self._asked_whole(each)}
        unparsed = [chunk for chunk in asked.values() if chunk.id not in self._parsed]
        self._reader.parse(unparsed)
        self._parsed |= {chunk.id: self._reader.facts(chunk) for chunk in unparsed}

    def _asked_whole(self, evidence: Evidence) -> Iterator[Chunk]:
        """The chunks any sentence of which may be asked about: a single one, and where a described name leads to."""
        *others, last = evidence.chunks
        if not others:
            yield last
        for here, there in permutations(dict.fromkeys((evidence.chunks[0], last)), 2):
            if len(evidence.chunks) == _IN_A_CHAIN or self._led(here, there):
                yield there

    def _led(self, here: Chunk, there: Chunk) -> list[Fact]:
        """What one chunk describes of the names in another."""
        return [fact for fact in self._leads[here.id] if _names(there, fact.name.text)]

    def _best(self, scenario: Scenario) -> tuple[Candidate, Wording, Draft] | None:
        fitting = [
            candidate
            for candidate in self._candidates(scenario)
            if not self._asked & _asks(candidate)
            and _suits(candidate, scenario, lesser=self.lesser is True)
            and not self._is_spent(candidate)
        ]
        rng = Random(scenario.id)
        scored = sorted(
            ((self._score(each, scenario, rng), each) for each in fitting), key=lambda it: (-it[0], it[1].question)
        )
        worded = [(score, each, self._wordings(each, scenario)) for score, each in scored[:_REWORDED]]
        strict = scenario.chunks[0].language == "en" and self._has_copied_enough()
        fresh = [it for it in worded if not (strict and copies(it[1], it[2][0][1]))]
        if not fresh:
            return None
        _, candidate, wordings = max(fresh, key=lambda it: (it[0] + it[2][0][0], it[1].question))
        return self._put(candidate, [wording for _, wording in wordings], scenario)

    def _has_copied_enough(self) -> bool:
        return not self.lesser and self._copied > _MOST_COPIED * max(_FEW, self._openings.asked)

    def _wordings(self, candidate: Candidate, scenario: Scenario) -> list[tuple[float, Wording]]:
        """The ways to put a question, the best first, each with how good it is."""
        if scenario.chunks[0].language != "en":
            return [(0.0, Wording(candidate.question, candidate.kind))]
        return ranked(candidate, self._openings, scenario.query_length, scenario.query_style)

    def _put(
        self, candidate: Candidate, wordings: Sequence[Wording], scenario: Scenario
    ) -> tuple[Candidate, Wording, Draft]:
        """The question in the best words that pass; as it is where none do, for the account."""
        for wording in wordings[:_TRIED]:
            draft = _draft(scenario, replace(candidate, question=wording.question), self.name)
            if self._takes(draft):
                return candidate, wording, draft
        return candidate, Wording(candidate.question, candidate.kind), _draft(scenario, candidate, self.name)

    def _is_spent(self, candidate: Candidate) -> bool:
        """Whether a kind that is easily had, or seldom asked, has had its share while better ones are left."""
        if candidate.kind == YES_NO and is_no(candidate) != (self._verdicts[True] <= self._verdicts[False]):
            return True  # as many to be denied as to be affirmed
        if not self.lesser and self._families[_family(candidate)] >= _ALIKE * (self._kinds.total() + _AT_FIRST):
            return True
        share = None if self.lesser else _RATIONS.get(candidate.kind)
        return share is not None and self._kinds[candidate.kind] >= share * (self._kinds.total() + _AT_FIRST)

    def _score(self, candidate: Candidate, scenario: Scenario, rng: Random) -> float:
        wanted = candidate.kind in _KINDS_BY_EXPERTISE.get(scenario.persona.expertise, frozenset())
        fits = length_of(candidate.question, scenario.chunks[0].language) is scenario.query_length
        repeated = self._kinds[candidate.kind] / max(1, self._kinds.total())
        return candidate.weight + 0.35 * wanted + 0.2 * fits - _VARIETY * repeated + 0.2 * rng.random()

    def _candidates(self, scenario: Scenario) -> Iterator[Candidate]:
        yield from self._answerable(scenario) if scenario.answerable else self._unanswered(scenario)

    def _answerable(self, evidence: Evidence) -> tuple[Candidate, ...]:
        return self._single(evidence.chunks[0]) if len(evidence.chunks) == 1 else self._over_several(evidence)

    def _single(self, chunk: Chunk) -> tuple[Candidate, ...]:
        if chunk.id not in self._singles:
            self._singles[chunk.id] = tuple(in_scope(self._made(chunk), self._corpus, self._subject))
        return self._singles[chunk.id]

    def _made(self, chunk: Chunk) -> Iterator[Candidate]:
        if chunk.language != "en":
            yield from definition_candidates(chunk)
        facts = self._parsed[chunk.id]
        for fact in facts:
            yield from ask(fact, self._subject)
        sorts = {(fact.name.kind, fact.name.owner): None for fact in facts if isinstance(fact, Purpose)}
        around = [each for sort in sorts for each in self._purposes[sort] if each.chunk.id != chunk.id]
        yield from yes_no(facts, self._subject, around)
        yield from listings(chunk)
        yield from counts(chunk)

    def _unanswered(self, scenario: Scenario) -> Iterator[Candidate]:
        """What a chunk says of a name, asked of a sibling of which no chunk says it."""
        if self._siblings.of_facts != len(self._parsed):
            self._siblings = Siblings(self._parsed)
        most = self._kinds[UNANSWERABLE] // (1 if self.lesser else _PER_FORM)
        for fact in self._parsed[scenario.chunks[0].id]:
            made = [untold(fact, self._siblings)]
            made += [swapped(candidate, fact.name, self._siblings) for candidate in ask(fact, self._subject)]
            for asked in made:
                fresh = (each for each in asked if self._forms[each.hidden[0]] <= most)
                yield from islice((each for each in fresh if self._takes(_draft(scenario, each, self.name))), 2)

    def _over_several(self, evidence: Evidence) -> tuple[Candidate, ...]:
        ids = tuple(chunk.id for chunk in evidence.chunks)
        if ids not in self._multiple:
            self._multiple[ids] = tuple(self._joined(evidence))
        return self._multiple[ids]

    def _joined(self, evidence: Evidence) -> Iterator[Candidate]:
        if len(evidence.chunks) == _IN_A_CHAIN:
            yield from self._chained(evidence.chunks)
            return
        for here, there in permutations((evidence.chunks[0], evidence.chunks[-1])):
            told = self._reader.told(there)
            leads = self._led(here, there)
            if leads:
                yield from bridges(leads, self._single(there), self._subject)
            yield from invocations(here, self._reader.told(here), told, evidence.entities)
            yield from pointed(here, there, self._subject)
            ends = self._reader.passage(here), self._reader.passage(there)
            yield from references(*ends, evidence.entities, self._subject)
        siblings = any(edge.kind is EdgeKind.SIBLING for edge in evidence.path)
        first, second = (self._reader.told(chunk) for chunk in (evidence.chunks[0], evidence.chunks[-1]))
        yield from comparisons(first, second, evidence.entities if siblings else ())
        ends = self._reader.passage(evidence.chunks[0]), self._reader.passage(evidence.chunks[-1])
        yield from namesakes(*ends, evidence.entities, self._subject)
        yield from limits(*ends, self._subject)

    def _chained(self, chunks: Sequence[Chunk]) -> Iterator[Candidate]:
        for order in (chunks, chunks[::-1]):
            first, second = (self._leads[chunk.id] for chunk in order[:2])
            yield from chains(first, second, self._single(order[2]), self._subject)


def _suits(candidate: Candidate, scenario: Scenario, *, lesser: bool = False) -> bool:
    """Whether a persona might ask it: a newcomer of no internals, an expert not what a word means.

    Args:
        lesser: whether what better fits a persona is spent.
    """
    if scenario.chunks[0].language != "en":
        return True  # definitions are all there is
    expertise = scenario.persona.expertise
    if expertise != "novice":
        return candidate.kind not in (_NEVER_ASKED if lesser else _NOT_FOR).get(expertise, frozenset())
    internal = any(name.kind in _INTERNALS for name in candidate.names) or _IDENTIFIER.search(
        candidate.question + candidate.reference
    )
    return candidate.kind not in _NOT_FOR["novice"] and not internal


_NEVER_ASKED = {"practitioner": frozenset({"expansion"}), "expert": frozenset({"expansion", "definition"})}
_NOT_FOR = {
    "novice": frozenset({"option_default", "option", "numeric", "yes_no", "aggregation"}),
    "practitioner": frozenset({"expansion", "yes_no", "aggregation"}),
    "expert": frozenset({"expansion", "definition", "purpose"}),
}
_IDENTIFIER = re.compile(r"\w_\w|\(\)|\b[A-Z]{2,}_")
_INTERNALS = frozenset({"column", "catalog", "function", "parameter", "setting"})


def _family(candidate: Candidate) -> str:
    """The first telling word of the answer, for questions of one hop; the question itself where none counts."""
    told = content_words(candidate.reference) if len(candidate.chunks) == 1 and candidate.kind != YES_NO else []
    return told[0] if told else candidate.question


def _asks(candidate: Candidate) -> set[str]:
    """The question, the pair of names it compares, what a bridge leads to: what is not to be asked twice."""
    led_to = {f"{span.document_id} {span.start}" for span in candidate.evidence[-1:] if candidate.hidden}
    return {candidate.question, _pair(candidate), *led_to}


def _pair(candidate: Candidate) -> str:
    """What two names are compared by a question; the question itself where none are. One kind asks once of a pair."""
    names = sorted(name.text for name in candidate.names)
    return f"{candidate.kind} {' & '.join(names)}" if len(names) > 1 else candidate.question


def _names(chunk: Chunk, name: str) -> bool:
    """Whether a chunk's text or titles hold a name."""
    return name in chunk.text or any(name in title for title in (chunk.title, *chunk.headings))


def _code_of(candidate: Candidate) -> list[str]:
    """What its chunks set as code: no style touches it, however plain it looks."""
    return sorted({code for chunk in candidate.chunks for code in _CODE.findall(chunk.text)})


_CODE = re.compile(r"`([^`\s]{2,40})`")


def _draft(scenario: Scenario, candidate: Candidate, engine: str) -> Draft:
    clean = candidate.question
    asked = clean
    if scenario.query_style is not QueryStyle.WELL_FORMED:
        keep = (*candidate.hidden, *(name.text for name in candidate.names), *_code_of(candidate))
        language = scenario.chunks[0].language
        asked = restyle(clean, scenario.query_style, rng=Random(f"style {scenario.id}"), keep=keep, language=language)
    length = length_of(clean, scenario.chunks[0].language)
    if candidate.kind == UNANSWERABLE:
        scenario = replace(scenario, entities=tuple(name.text for name in candidate.names))
    elif candidate.kind == INVOCATION:
        scenario = replace(scenario, entities=candidate.hidden)
    return Draft(
        scenario=replace(scenario, query_length=length),
        user_input=asked,
        clean_user_input=clean,
        reference=candidate.reference,
        evidence=candidate.evidence,
        question_kind=candidate.kind,
        engine=engine,
    )

"""Scenarios -> drafts: read the chunks, make every candidate, keep the one that fits the scenario best."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import inf
from random import Random

from kgsynth.checks.kinds import CALCULATED, CHAIN, COLLECTION, LOOKUP, SELECTION
from kgsynth.engines.extractive.belonging.subjects import is_of_capitals
from kgsynth.engines.extractive.candidates import AT_LAST, Candidate
from kgsynth.engines.extractive.drafts import draft_of
from kgsynth.engines.extractive.expertise import FAVOURITES, asked_for, suits
from kgsynth.engines.extractive.made import Evidence, Made
from kgsynth.engines.extractive.rewording import Likeness, Openings, Told, Wording, ranked
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.engines.extractive.several.references import INHERITED
from kgsynth.engines.extractive.several.same_option import KIND as SAME_OPTION
from kgsynth.engines.extractive.sifting.lesser import is_everyday, is_lesser
from kgsynth.engines.extractive.single_hop import ask
from kgsynth.engines.extractive.unanswerable import Siblings, swapped, untold
from kgsynth.engines.extractive.usual import usual_words
from kgsynth.engines.extractive.weighing.acceptable import Acceptable
from kgsynth.engines.extractive.weighing.features import evidence_of
from kgsynth.engines.extractive.yes_no import KIND as YES_NO
from kgsynth.engines.extractive.yes_no import is_no
from kgsynth.language.words import content_words
from kgsynth.styles import length_of
from kgsynth.types import NOTHING, UNANSWERABLE, Draft, Rejection, Scenario

_RATIONS = {  # share of the set at most, at the lowest lenience
    "expansion": 0.06,
    "definition": 0.11,
    "purpose": 0.12,
    "option_default": 0.06,
    SAME_OPTION: 0.15,
    COLLECTION: 0.06,
    CHAIN: 0.03,
    LOOKUP: 0.03,
    "difference": 0.5,
    "bridge": 0.4,
    "comparison": 0.3,
    "equivalent": 0.12,
    CALCULATED: 0.12,
    SELECTION: 0.08,
    INHERITED: 0.1,
    "aggregation": 0.1,
    "yes_no": 0.25,
}
_AT_MOST = {SAME_OPTION: 0.2, "purpose": 0.15, "option_default": 0.08}  # likewise, until what comes last is read
_OF_A_COLUMN = re.compile(r"\bcolumn (?:holds|of)\b")
_CAPITALS = 0.06  # share of the set that asks for a command in capitals, likewise, until better ones are spent
_OFTEN_NAMED = 2  # questions over several chunks that may be about one thing, likewise
_ALIKE = 0.05  # share of the set whose answers open with the same word at most, likewise
_MORE = 1.6  # times as much of each, once better questions are spent
_ANYTHING = 2  # the lenience that rations no kind
_ANYHOW = 3  # the one at which a question may have any length
_RARELY = 4  # the one at which several chunks are asked what hardly anybody asks, and in words that others open with
_FURTHER = 5  # the one at which what comes last is read
_LEAST = (0.42, 0.38, 0.35, 0.33, 0.33, 0.33)  # of readers who would take one of one hop for good, at each lenience
_AS_ASKED = 0.8  # of what the title of a section asks, likewise
_LEAST_OF_SEVERAL = (*_LEAST[:-2], AT_LAST, AT_LAST)  # the weight of one over several chunks, likewise
_MOST_ALIKE = (0.017, 0.024, 0.04, 0.06, inf, inf)  # likewise: the mean cosine of one more question with those asked
_AT_FIRST = 5  # questions that count as asked before the first, so that each kind has a beginning
_PER_FORM = 6  # unanswerable questions of which one more may ask for the same
_VARIETY = 1.2  # how much a kind loses for each share of the set that it has taken already
_MOST_COPIED = 0.15  # share of the set that may repeat its evidence word by word, until better questions are spent
_MOST_COPIED_AT_LAST = 0.2
_MOST_COPIED_OF_TITLES = 0.25  # likewise, for questions that are titles, which people wrote
_FEW = 20  # questions from which a share is counted
_REWORDED = 8  # candidates of a scenario that are put in other words, before one is taken
_TRIED = 8  # ways to put one question that are tried


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
        self._copied = self._capitals = 0
        self._subject = subject
        self._corpus = corpus or Corpus()
        self._made = Made(subject=subject, spacy_model=spacy_model, corpus=self._corpus)
        usual = usual_words(self._corpus.texts)
        self._acceptable = Acceptable(usual)
        self._openings = Openings(Likeness(usual))
        self._tellings: dict[tuple[object, ...], Told] = {}
        self._siblings = Siblings({})
        self._asked: set[str] = set()
        self._proven: set[str] = set()  # the words that prove questions of one hop
        self._kinds: Counter[str] = Counter()
        self._verdicts: Counter[bool] = Counter()  # yes/no questions: whether the answer is no
        self._families: Counter[str] = Counter()  # by what an answer opens with: DROP, "removes"
        self._named: Counter[str] = Counter()  # what questions over several chunks are about
        self._told_apart: Counter[str] = Counter()  # what was told from something else
        self._asked_of: set[str] = set()  # what questions of one hop are about
        self._forms: Counter[str] = Counter()  # of unanswerable questions: what is asked, whatever of
        self.lenience: int | None = 0

    def write(self, scenarios: Sequence[Scenario]) -> Iterator[Draft | Rejection]:
        """A draft for each scenario whose chunks hold one that fits; a word where they hold none for anybody."""
        self._read(scenarios)
        for scenario in scenarios:
            best = self._best(scenario)
            if best is not None:
                candidate, wording, draft = best
                self._asked |= _asks(candidate) | {wording.question}
                self._proven.add(_proof(candidate))
                self._kinds[candidate.kind] += 1
                self._families[self._family(candidate)] += 1
                self._forms.update(candidate.hidden if candidate.kind == UNANSWERABLE else ())
                self._verdicts[is_no(candidate)] += candidate.kind == YES_NO
                self._openings.add(wording)
                self._named.update(name.full for name in candidate.names if len(candidate.chunks) > 1)
                self._told_apart.update(name.full for name in candidate.names if candidate.kind == "difference")
                self._asked_of.add(_topic(candidate))
                self._capitals += is_of_capitals(candidate)
                self._copied += self._told(candidate).copies(wording)
                yield draft
            elif next(iter(self._candidates(scenario)), None) is None and scenario.answerable:
                yield Rejection(scenario_id=scenario.id, check=self.name, reason=NOTHING)

    def fertile(self, evidence: Sequence[Evidence]) -> list[bool]:
        """Whether there is a question for anybody in each piece of evidence. All of it is read together, and read
        further only where nothing better can be asked."""
        self._made.read(evidence)
        if self._level == _FURTHER:
            self._made.read_further([each for each in evidence if not self._made.of(each)])
        return [next(self._all_of(each), None) is not None for each in evidence]

    def _read(self, evidence: Sequence[Evidence]) -> None:
        self._made.read(evidence)
        if self._level == _FURTHER:
            self._made.read_further(evidence)

    def _all_of(self, evidence: Evidence) -> Iterator[Candidate]:
        """What evidence gives; once better ones are spent, its further candidates as well."""
        yield from self._made.of(evidence)
        if self._level == _FURTHER:
            yield from self._made.further(evidence)

    def instead(self, scenario: Scenario) -> None:
        """Nothing."""

    def mends(self, reason: str) -> bool:
        """Never: what was refused would be written again as it was."""
        return False

    def repair(self, refused: Sequence[tuple[Scenario, str]]) -> Iterator[Draft]:
        """Nothing."""
        return iter(())

    def _best(self, scenario: Scenario) -> tuple[Candidate, Wording, Draft] | None:
        fitting = [
            candidate
            for candidate in self._candidates(scenario)
            if not self._is_asked(candidate) and self._suits(candidate, scenario) and not self._is_spent(candidate)
        ]
        rng = Random(scenario.id)
        scored = sorted(
            ((self._score(each, scenario, rng), each) for each in fitting), key=lambda it: (-it[0], it[1].question)
        )
        worded = [(score, each, self._wordings(each, scenario)) for score, each in scored[:_REWORDED]]
        fresh = [it for it in worded if it[2] and self._is_fresh(it[1], it[2][0][1])]
        if not fresh:
            return None
        _, candidate, wordings = max(fresh, key=lambda it: (it[0] + it[2][0][0], it[1].question))
        return self._put(candidate, [wording for _, wording in wordings], scenario)

    def _is_asked(self, candidate: Candidate) -> bool:
        """Whether it was asked, or anything else of the same sentence, on whatever page that stands."""
        return bool(self._asked & _asks(candidate)) or _proof(candidate) in self._proven

    def _suits(self, candidate: Candidate, scenario: Scenario) -> bool:
        least = _LEAST if len(candidate.chunks) == 1 else _LEAST_OF_SEVERAL
        if self._worth(candidate) < least[self._level]:
            return False
        if self._level >= _ANYTHING:
            return suits(candidate, scenario, is_everyday=self._is_everyday, lesser=True)
        known = self._corpus.is_often_named
        return suits(candidate, scenario, known, is_everyday=self._is_everyday) and not is_lesser(
            candidate, self._corpus
        )

    def _is_everyday(self, thing: str) -> bool:
        return is_everyday(thing, self._corpus)

    @property
    def _level(self) -> int:
        return self.lenience or 0

    def _is_fresh(self, candidate: Candidate, wording: Wording) -> bool:
        """Whether a question speaks in its own words, and opens as no other does, while the set is short of such
        questions."""
        if candidate.chunks[0].language != "en":
            return True
        if self._has_copied_enough(candidate) and self._told(candidate).copies(wording):
            return False
        last = _FURTHER if len(candidate.chunks) == 1 else _RARELY
        return self._level >= last or not self._openings.repeats(wording)

    def _has_copied_enough(self, candidate: Candidate) -> bool:
        most = _MOST_COPIED_AT_LAST if self._level else _MOST_COPIED
        most = _MOST_COPIED_OF_TITLES if candidate.as_asked else most
        return self._copied > most * max(_FEW, self._openings.asked)

    def _wordings(self, candidate: Candidate, scenario: Scenario) -> list[tuple[float, Wording]]:
        """The ways to put a question, the best first, each with how good it is; none that is too like what was
        asked, and none of another length before most is spent."""
        if scenario.chunks[0].language != "en":
            return [(0.0, Wording(candidate.question, candidate.kind))]
        most = _MOST_ALIKE[self._level]
        told, length, style = self._told(candidate), scenario.query_length, scenario.query_style
        found = ranked(candidate, self._openings, length, style, most_alike=most, told=told)
        any_length = self._level >= _ANYHOW
        return [each for each in found if any_length or length_of(each[1].question) is length]

    def _told(self, candidate: Candidate) -> Told:
        """The words of a candidate's evidence and the ways to put it, found once."""
        key = (candidate.question, candidate.reference, candidate.kind, candidate.evidence)
        if key not in self._tellings:
            self._tellings[key] = Told.of(candidate)
        return self._tellings[key]

    def _put(
        self, candidate: Candidate, wordings: Sequence[Wording], scenario: Scenario
    ) -> tuple[Candidate, Wording, Draft]:
        """The question in the best words that pass; as it is where none do, for the account."""
        for wording in wordings[:_TRIED]:
            draft = draft_of(scenario, replace(candidate, question=wording.question), self.name)
            if self._takes(draft):
                return candidate, wording, draft
        return candidate, Wording(candidate.question, candidate.kind), draft_of(scenario, candidate, self.name)

    def _is_spent(self, candidate: Candidate) -> bool:
        """Whether a kind that is easily had, or seldom asked, has had its share while better ones are left."""
        if candidate.kind == YES_NO and is_no(candidate) != (self._verdicts[True] <= self._verdicts[False]):
            return True  # as many to be denied as to be affirmed
        asked, more = self._kinds.total() + _AT_FIRST, _MORE if self._level else 1.0
        if self._level < _ANYTHING and self._families[self._family(candidate)] >= _ALIKE * more * asked:
            return True
        if self._level < _ANYTHING and is_of_capitals(candidate) and self._capitals >= _CAPITALS * more * asked:
            return True
        often = _OFTEN_NAMED + self._level if len(candidate.chunks) > 1 else 0
        if self._level < _ANYTHING and any(self._named[name.full] >= often > 0 for name in candidate.names):
            return True
        if self._level < _ANYTHING and _topic(candidate) in self._asked_of:
            return True
        often_told = any(self._told_apart[name.full] >= _OFTEN_NAMED for name in candidate.names)
        if candidate.kind == "difference" and often_told:
            return True
        share = (more if self._level == _FURTHER else 1.0) * _AT_MOST.get(candidate.kind, 1.0)
        if self._level < _ANYTHING:
            share = min(share, more * _RATIONS.get(candidate.kind, 1.0))
        return self._kinds[candidate.kind] >= share * asked

    def _score(self, candidate: Candidate, scenario: Scenario, rng: Random) -> float:
        wanted = candidate.kind in FAVOURITES.get(scenario.persona.expertise, frozenset())
        fits = length_of(candidate.question, scenario.chunks[0].language) is scenario.query_length
        repeated = self._kinds[candidate.kind] / max(1, self._kinds.total())
        return self._worth(candidate) + 0.35 * wanted + 0.2 * fits - _VARIETY * repeated + 0.2 * rng.random()

    def _worth(self, candidate: Candidate) -> float:
        """How good a question is: by what readers found of such, where it is of one hop and in English."""
        if candidate.as_asked:
            return _AS_ASKED
        of_one = len(candidate.chunks) == 1 and candidate.chunks[0].language == "en"
        return self._acceptable.share(candidate) if of_one else candidate.weight

    def _family(self, candidate: Candidate) -> str:
        """The first telling word of the answer but for the corpus' own name, for questions of one hop; the question
        itself where none counts."""
        if _OF_A_COLUMN.search(candidate.question):
            return "column"  # tables have hundreds
        told = content_words(candidate.reference) if len(candidate.chunks) == 1 and candidate.kind != YES_NO else []
        own = set(content_words(self._subject))
        return next((word for word in told if word not in own), candidate.question)

    def _candidates(self, scenario: Scenario) -> Iterator[Candidate]:
        yield from self._all_of(scenario) if scenario.answerable else self._unanswered(scenario)

    def _unanswered(self, scenario: Scenario) -> Iterator[Candidate]:
        """What a chunk says of a name, asked of a sibling of which no chunk says it."""
        if self._siblings.of_facts != len(self._made.facts):
            self._siblings = Siblings(self._made.facts)
        most = self._kinds[UNANSWERABLE] // (1 if self._level >= _ANYTHING else _PER_FORM)
        for fact in self._made.facts[scenario.chunks[0].id]:
            made = [untold(fact, self._siblings)]
            made += [swapped(candidate, fact.name, self._siblings) for candidate in ask(fact, self._subject)]
            for asked in made:
                fresh = (each for each in asked if self._forms[each.hidden[0]] <= most)
                yield from islice((each for each in fresh if self._takes(draft_of(scenario, each, self.name))), 2)


def _asks(candidate: Candidate) -> set[str]:
    """The question, the pair of names it compares, what a bridge leads to: what is not to be asked twice."""
    hides = candidate.hidden and candidate.kind != CHAIN  # the second half of a chain is half of its answer
    led_to = {f"{span.document_id} {span.start}" for span in candidate.evidence[-1:] if hides}
    return {candidate.question, _pair(candidate), *led_to}


def _proof(candidate: Candidate) -> str:
    """The words that prove a question of one hop; the question itself where none do, or several chunks together."""
    proven = len(candidate.chunks) == 1 and candidate.kind != UNANSWERABLE
    return evidence_of(candidate) if proven else candidate.question


def _topic(candidate: Candidate) -> str:
    """The name that a question of one hop is about or asks for, ``--quiet``; the question itself where it has none."""
    if len(candidate.chunks) > 1:
        return candidate.question
    return asked_for(candidate) or next((name.text for name in candidate.names), candidate.question)


def _pair(candidate: Candidate) -> str:
    """What two names are compared by a question; the question itself where none are. One kind asks once of a pair."""
    names = sorted(name.full for name in candidate.names)
    return f"{candidate.kind} {' & '.join(names)}" if len(names) > 1 else candidate.question

"""Plan -> accepted samples: routes are offered to slots, engine and gate decide, until n are in or the supply is spent.

A draft is taken while its length and its persona are still wanted (see `Mix`). A slot that has tried for long takes
any, and in the end those that were turned away before, since n comes before the mix; the account says so.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from kgsynth.attempts import Attempts
from kgsynth.audience import CHOICE
from kgsynth.engine import Engine
from kgsynth.exchange import Exchange
from kgsynth.gate import Gate
from kgsynth.mix import Mix
from kgsynth.places import Places
from kgsynth.routes import Route
from kgsynth.scenarios import Plan, Slot, scenario
from kgsynth.spare import Spare
from kgsynth.supply import Supply, everything
from kgsynth.testset import INTERRUPTED
from kgsynth.types import (
    DECLINED,
    NOTHING,
    Draft,
    QueryType,
    Rejection,
    Sample,
    Scenario,
    Shortfall,
)

_MOST_LENIENT = 5
HANDFUL = 4  # results that are judged together
_LAG = 32  # results after which a later batch is looked at while an earlier one is still coming in


@dataclass(slots=True)
class _Batch:
    """Scenarios that an engine was given together, and what comes back.

    Attributes:
        silent: ids of those of which nothing has come back yet.
        due: the step from which it is looked at, while an earlier batch is still coming in.
    """

    results: Iterator[Draft | Rejection]
    silent: set[str]
    due: int


class Filling:
    """One run of the loop; read the attributes when `run` has come back.

    Args:
        exact: leave a slot open rather than give it another length, persona or type than it wants.
        handful: how many results are judged together: more, where judging them takes as long as writing them.

    Attributes:
        scenarios, drafts: how many were made.
        rejections: every draft that the gate refused.
    """

    def __init__(
        self,
        plan: Plan,
        engine: Engine,
        gate: Gate,
        *,
        attempts_per_sample: int,
        tell: Callable[[str, int, int], None],
        exact: bool = False,
        handful: int = HANDFUL,
    ) -> None:
        self._plan = plan
        self._exact = exact
        self._most_judged = handful
        self._lag = _LAG // handful
        self._engine = engine
        self._gate = gate
        self._tell = tell
        self._places = Places(plan.slots)
        answerable = all(slot.answerable for slot in plan.slots)
        sift = engine.fertile if answerable else everything
        self._supply = {kind: Supply(families, sift) for kind, families in plan.routes.items()}
        self._mix = Mix(plan.slots, loose=plan.loose)
        self._attempts = Attempts(attempts_per_sample)
        self._offered: dict[str, tuple[Scenario, Slot, Route]] = {}
        self._under_way: set[str] = set()  # ids of scenarios
        self._mended: set[str] = set()
        self._spare = Spare()
        self._exchange = Exchange()
        self._interrupted = False
        self._begun: list[_Batch] = []
        self.scenarios = 0
        self.drafts = 0
        self.rejections: list[Rejection] = []

    def start(self) -> None:
        """Send what is wanted so far."""
        self._begun.extend(self._sent((QueryType.MULTI_HOP, QueryType.SINGLE_HOP), step=0))

    def join(self, slots: Sequence[Slot]) -> None:
        """Want more, with numbers of their own. Nothing that was sent may have been looked at."""
        self._plan = replace(self._plan, slots=(*self._plan.slots, *slots))
        self._places.add(slots)
        self._mix = Mix(self._plan.slots, loose=self._plan.loose)

    def run(self) -> None:
        """Fill the slots. Ctrl-C ends it early with what was accepted until then."""
        multi, single = QueryType.MULTI_HOP, QueryType.SINGLE_HOP
        try:
            for query_types in ((multi, single), (single,)) if self._engine.at_once else ((multi,), (single,)):
                self._rounds(query_types)
                for query_type in () if self._exact else query_types:
                    self._fall_back(query_type)
                    self._hand_over(query_type)
                self._tell("questions", self._places.filled, len(self._places))
        except KeyboardInterrupt:
            if not self._places.filled:
                raise
            self._interrupted = True

    def _rounds(self, query_types: Sequence[QueryType]) -> None:
        """Offer until nothing more comes of it; then again, with an engine that is more easily satisfied."""
        for lenience in (None,) if self._engine.lenience is None else range(_MOST_LENIENT + 1):
            self._engine.lenience = lenience
            if lenience and any(self._places.open(query_type) for query_type in query_types):
                self._start_over(query_types)
            self._until_spent(query_types)

    def _until_spent(self, query_types: Sequence[QueryType]) -> None:
        """Send what is open, judge what comes back, and at once send again what was refused.

        Which results are judged when does not depend on how long they take, so that the same replies give the same set.
        """
        batches, self._begun = deque((*self._begun, *self._sent(query_types, step=0))), []
        step = 0
        while batches:
            step += 1
            for batch in [batches[0], *(each for each in islice(batches, 1, 2) if each.due <= step)]:
                refused, is_last = self._judged(batch)
                if is_last:
                    batches.remove(batch)
                batches.extend(self._repaired(refused, step))
                batches.extend(self._sent(query_types, step))
            self._tell("questions", self._places.filled, len(self._places))

    def _judged(self, batch: _Batch) -> tuple[Sequence[tuple[Scenario, str]], bool]:
        """The next handful of a batch settled: what is to be mended, with the reasons, and whether it was the last."""
        results = self._handful(batch)
        refused = [each for each in self._settle(results) if self._is_mendable(*each)]
        again = {made.id for made, _ in refused}
        self._end({_id(each) for each in results} - again)
        is_last = not self._engine.at_once or len(results) < self._most_judged
        if is_last:
            self._give_up(batch.silent)
        return refused, is_last

    def _give_up(self, scenario_ids: Set[str]) -> None:
        """Nothing came of these."""
        for _, slot, route in (self._offered[each] for each in scenario_ids):
            self._supply[slot.query_type].spend(route, slot.persona)
        self._end(scenario_ids)

    def _end(self, scenario_ids: Set[str]) -> None:
        """Wait for these no longer."""
        self._under_way -= scenario_ids
        self._exchange.end(scenario_ids)
        self._places.end(self._number(each) for each in scenario_ids)

    def _handful(self, batch: _Batch) -> Sequence[Draft | Rejection]:
        """The next results of a batch. Ctrl-C finds in the set what has come until then."""
        results: list[Draft | Rejection] = []
        try:
            for result in islice(batch.results, self._most_judged if self._engine.at_once else None):
                results.append(result)
        except KeyboardInterrupt:
            self._settle(results)
            raise
        batch.silent -= {_id(each) for each in results}
        return results

    def _is_mendable(self, made: Scenario, reason: str) -> bool:
        return made.id not in self._mended and self._engine.mends(reason)

    def _repaired(self, refused: Sequence[tuple[Scenario, str]], step: int) -> Iterator[_Batch]:
        """What was refused, sent for a second try."""
        if refused and not self._engine.stopped:
            ids = {made.id for made, _ in refused}
            self._mended |= ids
            yield _Batch(self._engine.repair(refused), ids, step + self._lag)

    def _sent(self, query_types: Sequence[QueryType], step: int) -> Iterator[_Batch]:
        """A scenario for each open slot that waits for nothing, sent."""
        made = [] if self._engine.stopped else list(self._offers(query_types))
        self.scenarios += len(made)
        if made:
            yield _Batch(self._engine.write(made), {each.id for each in made}, step + self._lag)

    def _start_over(self, query_types: Sequence[QueryType]) -> None:
        """Forget which routes gave nothing; an engine that takes anything may find something in any."""
        for query_type in query_types:
            self._supply[query_type].start_over(anew=self._engine.lenience == _MOST_LENIENT)
            self._attempts.forget_type(query_type)

    def _fall_back(self, query_type: QueryType) -> None:
        """Give slots that nothing else could fill the drafts that were turned away; those in the slot's voice first."""
        for slot in self._places.open(query_type):
            for draft in self._spare.taken_for(slot):
                self._mix.take(draft.scenario)
                self._take(slot.number, draft, *self._gate.judge([draft]))
                if self._places.is_filled(slot.number):
                    break

    def _hand_over(self, query_type: QueryType) -> None:
        """What several chunks could not give, single ones may: n comes before the mix, and the account tells it."""
        if query_type is QueryType.MULTI_HOP:
            for number in self._places.turn(self._places.open(query_type), QueryType.SINGLE_HOP):
                self._attempts.forget_slot(number)

    @property
    def interrupted(self) -> bool:
        """Whether Ctrl-C ended it."""
        return self._interrupted

    def unfilled(self) -> tuple[Slot, ...]:
        """The slots that no sample was found for."""
        return tuple(slot for slot in self._plan.slots if not self._places.is_filled(slot.number))

    def samples(self) -> tuple[Sample, ...]:
        """The accepted samples, in the order of their slots."""
        return self._places.samples()

    def _settle(self, results: Sequence[Draft | Rejection]) -> list[tuple[Scenario, str]]:
        """Take what the gate accepts, or what was written besides; the scenarios of the rest, each with its reason."""
        refused = self._tried(results)
        besides = (self._engine.instead(made) for made, _ in refused if self._places.open(QueryType.SINGLE_HOP))
        self._tried([each for each in besides if each is not None])
        lost = [each for each in refused if not self._places.is_filled(self._number(each[0].id))]
        replaced = {made.id for made, _ in refused} - {made.id for made, _ in lost}
        for scenario_id in map(_id, results):
            self._exchange.learn(self._offered[scenario_id][0], taken=scenario_id in replaced)
        return lost

    def _tried(self, results: Sequence[Draft | Rejection]) -> list[tuple[Scenario, str]]:
        drafts = [each for each in results if isinstance(each, Draft)]
        self.drafts += len(drafts)
        verdicts: list[Sample | Rejection] = [each for each in results if isinstance(each, Rejection)]
        self.rejections.extend(each for each in results if isinstance(each, Rejection) and each.reason != NOTHING)
        self._close(verdicts)
        fitting: dict[int, Draft] = {}
        for draft in drafts:
            number = self._number(draft.scenario.id)
            if self._reserve(draft, number, fitting.keys()):
                fitting[number] = draft
            else:
                self._spare.add(draft)
        for (number, draft), verdict in zip(fitting.items(), self._gate.judge([*fitting.values()]), strict=True):
            self._take(number, draft, verdict)
            verdicts.append(verdict)
        return [(self._offered[each.scenario_id][0], each.reason) for each in verdicts if isinstance(each, Rejection)]

    def _close(self, verdicts: Sequence[Sample | Rejection]) -> None:
        """Offer no more what the engine finds no question in, whoever asks."""
        for each in verdicts:
            if isinstance(each, Rejection) and each.reason in (DECLINED, NOTHING):
                _, slot, route = self._offered[each.scenario_id]
                self._supply[slot.query_type].close(route)

    def _offers(self, query_types: Sequence[QueryType]) -> Iterator[Scenario]:
        """A scenario for each open slot that waits for nothing and may still try."""
        for slot, route in (pair for query_type in query_types for pair in self._dealt(query_type)):
            made = self._scenario(slot, route)
            if made.id not in self._under_way:
                self._offered[made.id] = (made, slot, route)
                self._under_way.add(made.id)
                self._exchange.ask(made)
                self._places.wait(slot.number)
                yield made

    def _scenario(self, slot: Slot, route: Route) -> Scenario:
        """What to ask for; where evidence and readers are matched, the writer may find another reader for it."""
        made = replace(scenario(slot, route), or_single=self._may_be_single(slot))
        if self._plan.audience is None:
            return made
        is_first = self._attempts.of(slot.number) == 1
        return replace(made, others=self._mix.others(slot.persona, () if is_first else self._on_their_way()))

    def _may_be_single(self, slot: Slot) -> bool:
        """Whether a question over one passage would find a slot: one that is neither asked for nor spoken for."""
        if slot.query_type is QueryType.SINGLE_HOP or self._exact or not self._engine.at_once:
            return False
        return len(self._places.idle(QueryType.SINGLE_HOP)) > self._exchange.expected

    def _on_their_way(self) -> Iterator[str]:
        """The names of the personas that are being asked for."""
        return (self._offered[each][0].persona.name for each in self._under_way)

    def _dealt(self, query_type: QueryType) -> Iterator[tuple[Slot, Route]]:
        """Slots with routes to try; where many are sent at once, each reader gets what suits that reader best."""
        pairs = list(self._next_routes(query_type))
        if self._plan.audience is None or not pairs:
            return iter(pairs)
        slots, supply = [slot for slot, _ in pairs], self._supply[query_type]
        choice = CHOICE if len(supply) >= CHOICE * len(slots) else 1  # else a route would come for the second time
        more = (supply.next(slots[place % len(slots)].persona) for place in range((choice - 1) * len(slots)))
        offered = [*(route for _, route in pairs), *(route for route in more if route is not None)]
        dealt = self._plan.audience.dealt([slot.persona for slot in slots], offered)
        taken = {route.id for route in dealt}
        supply.take_back({route.id: route for route in offered if route.id not in taken}.values())
        return zip(slots, dealt, strict=True)

    def _next_routes(self, query_type: QueryType) -> Iterator[tuple[Slot, Route]]:
        idle = self._places.idle(query_type)
        most = len(idle) if query_type is QueryType.MULTI_HOP else self._exchange.free(len(idle), len(self._under_way))
        for slot in idle[:most]:
            left = self._left(query_type)
            if left <= 0:
                break
            wished = self._mix.wished(slot, self._on_their_way())
            route = self._supply[query_type].next(wished.persona, most=left)
            if route is not None:
                self._attempts.add(slot.number, query_type)
                yield wished, route

    def _left(self, query_type: QueryType) -> int:
        """The attempts that the cap leaves."""
        lenience, barren = self._engine.lenience, self._supply[query_type].barren
        if lenience == _MOST_LENIENT or query_type is QueryType.MULTI_HOP:
            lenience = None
        wanted = self._places.wanted(query_type)
        return self._attempts.left(query_type, wanted=wanted, barren=barren, lenience=lenience)

    def _reserve(self, draft: Draft, number: int, taken: Set[int]) -> bool:
        """Whether a draft is still wanted as it is, or the slot of that number has tried long enough to take any.

        Args:
            taken: the numbers of slots that others are about to fill.
        """
        if not self._mix.wants(draft.scenario) and not self._attempts.are_many(number):
            return False
        if not self._places.fits(number, draft.scenario.query_type, taken):
            return False
        self._mix.take(draft.scenario)
        return True

    def _number(self, scenario_id: str) -> int:
        """The number of the slot that a scenario was made for."""
        return self._offered[scenario_id][1].number

    def _take(self, number: int, draft: Draft, verdict: Sample | Rejection) -> None:
        if isinstance(verdict, Rejection):
            self.rejections.append(verdict)
            self._mix.give_back(draft.scenario)
        else:
            _, offered_to, route = self._offered[draft.scenario.id]
            self._places.fill(number, verdict)
            self._supply[offered_to.query_type].use(route, verdict.reference_context_ids)

    # ------------------------------------------------------------------------------------------ the account

    def shortfalls(self, *, supply: Callable[[], str]) -> tuple[Shortfall, ...]:
        """What is missing, by cell, and why.

        Args:
            supply: why the graph has few paths, in words, if it has; asked where paths are missing.
        """
        missing = [short for kind in QueryType if (short := self._missing_of_type(kind, supply)) is not None]
        mixed = self._mix.shortfalls(self.samples()) if self._places.are_full else ()
        return (*missing, *mixed)

    def _missing_of_type(self, query_type: QueryType, supply: Callable[[], str]) -> Shortfall | None:
        wanted = sum(slot.query_type is query_type for slot in self._plan.slots)
        got = sum(sample.query_type is query_type for sample in self.samples())
        if got >= wanted:
            return None
        cause = INTERRUPTED if self._interrupted else self._cause(query_type, supply)
        return Shortfall(axis="query_type", cell=query_type, wanted=wanted, got=got, cause=cause)

    def _cause(self, query_type: QueryType, supply: Callable[[], str]) -> str:
        routes = len(self._supply[query_type])
        what = "chunks" if query_type is QueryType.SINGLE_HOP else "paths"
        if self._engine.stopped:
            return self._engine.stopped
        end = "the engine and the checks left no more questions"
        if query_type in self._attempts.capped:
            cap = f"{'drafts' if self._engine.at_once else 'attempts'}_per_sample={self._attempts.most}"
            end = f"none of those tried for the missing ones gave another question ({cap})"
        cause = f"{routes} {what} were there to ask of; {end}"
        if query_type is QueryType.MULTI_HOP and self._places.are_full:
            cause += "; single-hop samples took their place"
        return ". ".join(filter(None, (cause, supply() if query_type is QueryType.MULTI_HOP else "")))


def _id(result: Draft | Rejection) -> str:
    """The id of the scenario that a result came of."""
    return result.scenario_id if isinstance(result, Rejection) else result.scenario.id

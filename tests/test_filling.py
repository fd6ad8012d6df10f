"""Slots + routes -> accepted samples: n, or an account of what is missing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice

import pytest
from records import PERSONA, chunk

from kgsynth.filling import Filling
from kgsynth.gate import Gate
from kgsynth.routes import Route
from kgsynth.scenarios import Plan, Slot
from kgsynth.testset import INTERRUPTED
from kgsynth.types import Chunk, Draft, EdgeKind, PathEdge, QueryLength, QueryStyle, QueryType, Scenario

SINGLE, MULTI = QueryType.SINGLE_HOP, QueryType.MULTI_HOP
SHORT, MEDIUM, LONG = QueryLength.SHORT, QueryLength.MEDIUM, QueryLength.LONG

Writer = Callable[[Scenario], Draft | None]


def drafted(asked: Scenario, length: QueryLength | None = None, note: str = "") -> Draft:
    """A draft for whatever is asked, as long as wished or of a length of its own."""
    return Draft(
        scenario=replace(asked, query_length=length or asked.query_length),
        user_input=f"What of {asked.id} {note}?",
        clean_user_input=f"What of {asked.id} {note}?",
        reference=asked.chunks[0].text,
        evidence=tuple(piece.span for piece in asked.chunks),
        question_kind="fact",
        engine="scripted",
    )


def once() -> Writer:
    """Each route has one question in it."""
    spent: set[tuple[Chunk, ...]] = set()

    def write(asked: Scenario) -> Draft | None:
        fresh = asked.chunks not in spent
        spent.add(asked.chunks)
        return drafted(asked) if fresh else None

    return write


def shortened(writer: Writer) -> Writer:
    """Whatever is wished for, the question is short."""

    def write(asked: Scenario) -> Draft | None:
        draft = writer(asked)
        return draft and replace(draft, scenario=replace(draft.scenario, query_length=SHORT))

    return write


class Scripted:
    """An engine that does what a function says, and remembers what it was asked."""

    name = "scripted"
    at_once = False
    stopped = ""

    def __init__(self, writer: Writer, gives: Callable[[Route], bool] = lambda route: True) -> None:
        self._writer = writer
        self._gives = gives
        self.looks: list[int] = []
        self.lenience: int | None = None
        self.seen: list[Scenario] = []
        self.rounds = 0

    def fertile(self, evidence: Sequence[Route]) -> list[bool]:
        self.looks.append(len(evidence))
        return [self._gives(route) for route in evidence]

    def instead(self, scenario: Scenario) -> Draft | None:
        return None

    def mends(self, reason: str) -> bool:
        return False

    def repair(self, refused: Sequence[tuple[Scenario, str]]) -> Iterator[Draft]:
        return iter(())

    def write(self, scenarios: Sequence[Scenario]) -> Iterator[Draft]:
        self.rounds += 1
        for asked in scenarios:
            self.seen.append(asked)
            draft = self._writer(asked)
            if draft is not None:
                yield draft


class Choosy:
    """A check that refuses some drafts by their number."""

    name = "choosy"

    def __init__(self, refuses: Callable[[int], bool]) -> None:
        self._refuses = refuses
        self._number = count()

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return ["because" if self._refuses(next(self._number)) else None for _ in drafts]


def single_routes(number: int) -> tuple[Route, ...]:
    return tuple(Route((chunk(f"The text of document {n}.", f"d{n}"),)) for n in range(number))


def multi_routes(number: int) -> tuple[Route, ...]:
    return tuple(joined(chunk(f"One of {n}.", f"a{n}"), chunk(f"Two of {n}.", f"b{n}")) for n in range(number))


def joined(first: Chunk, second: Chunk) -> Route:
    return Route((first, second), (PathEdge(source=first.id, target=second.id, kind=EdgeKind.SIMILAR),))


def wanted(*cells: tuple[QueryType, QueryLength]) -> tuple[Slot, ...]:
    return tuple(Slot(n, kind, PERSONA, QueryStyle.WELL_FORMED, length) for n, (kind, length) in enumerate(cells))


def filled(
    slots: Sequence[Slot],
    writer: Writer = drafted,
    *,
    singles: int = 20,
    multis: int = 20,
    refuses: Callable[[int], bool] = lambda number: False,
    attempts: int = 10,
) -> tuple[Filling, Scripted, Gate]:
    """A run over so many routes, come to its end."""
    made = Plan(tuple(slots), {SINGLE: (single_routes(singles),), MULTI: (multi_routes(multis),)})
    engine, gate = Scripted(writer), Gate([Choosy(refuses)])
    filling = Filling(made, engine, gate, attempts_per_sample=attempts, tell=lambda stage, done, total: None)
    filling.run()
    return filling, engine, gate


# --------------------------------------------------------------------------------------------------- exactly n


@pytest.mark.parametrize("size", [1, 4, 15])
def test_exactly_n_samples_in_the_order_of_their_slots(size: int) -> None:
    """No more are asked for than are needed, and no shortfall is told."""
    filling, engine, _ = filled(wanted(*[(MULTI, SHORT), (SINGLE, MEDIUM), (SINGLE, LONG)] * size)[:size])
    samples = filling.samples()
    assert len(samples) == size
    assert [sample.query_type for sample in samples] == ([MULTI, SINGLE, SINGLE] * size)[:size]
    assert [sample.query_length for sample in samples] == ([SHORT, MEDIUM, LONG] * size)[:size]
    assert filling.shortfalls(supply=str) == ()
    assert (filling.scenarios, filling.drafts, filling.rejections) == (size, size, [])
    assert len(engine.seen) == size


def test_each_sample_has_evidence_of_its_own() -> None:
    """While there are fresh routes, none is used twice."""
    filling, _, _ = filled(wanted(*[(SINGLE, SHORT)] * 12), singles=12)
    assert len({sample.documents for sample in filling.samples()}) == 12


def test_a_route_may_give_a_second_question() -> None:
    """Where there are fewer routes than slots."""
    numbers = count()
    filling, _, _ = filled(
        wanted(*[(SINGLE, SHORT)] * 6), lambda asked: drafted(asked, note=str(next(numbers))), singles=2
    )
    samples = filling.samples()
    assert len(samples) == 6
    assert {sample.documents for sample in samples} == {("d0.md",), ("d1.md",)}


# ------------------------------------------------------------------------------------------------------ refill


def test_what_is_refused_is_made_up_for() -> None:
    """R31: rejections do not shrink the set, and each is kept with its reason."""
    filling, _, gate = filled(wanted(*[(SINGLE, SHORT), (MULTI, LONG)] * 4), refuses=lambda number: number % 2 == 0)
    assert len(filling.samples()) == 8
    assert filling.shortfalls(supply=str) == ()
    assert filling.drafts == 8 + len(filling.rejections)
    assert {(refusal.check, refusal.reason) for refusal in filling.rejections} == {("choosy", "because")}
    assert gate.counts["choosy", "because"] == len(filling.rejections) > 0


def test_a_route_without_a_question_is_not_tried_again() -> None:
    """What gave nothing once gives nothing."""
    filling, engine, _ = filled(wanted(*[(SINGLE, SHORT)] * 3), lambda asked: None, singles=7, attempts=100)
    assert filling.samples() == ()
    assert len({asked.chunks for asked in engine.seen}) == len(engine.seen) == 7


def test_a_barren_route_is_passed_over() -> None:
    """Other routes fill the slots."""
    filling, _, _ = filled(
        wanted(*[(SINGLE, SHORT)] * 5),
        lambda asked: drafted(asked) if asked.chunks[0].document_id in {"d1", "d4", "d5", "d6", "d9"} else None,
        singles=10,
    )
    assert {sample.documents[0] for sample in filling.samples()} == {"d1.md", "d4.md", "d5.md", "d6.md", "d9.md"}


def sifted(families: Sequence[int], gives: Callable[[Route], bool], *, size: int = 4, attempts: int = 100) -> Scripted:
    """A run over families of so many single routes with an engine that knows beforehand which of them give."""
    routes = iter(single_routes(sum(families)))
    offered = {SINGLE: tuple(tuple(islice(routes, number)) for number in families), MULTI: ()}
    engine = Scripted(drafted, gives)
    plan = Plan(wanted(*[(SINGLE, SHORT)] * size), offered)
    Filling(plan, engine, Gate([]), attempts_per_sample=attempts, tell=lambda *step: None).run()
    return engine


def test_what_is_known_to_be_barren_is_never_offered() -> None:
    """The engine is shown routes before they are tried, ever more at once, and each of them once."""
    engine = sifted([300], lambda route: route.chunks[0].document_id in {"d3", "d40", "d200", "d299"})
    assert sorted(asked.chunks[0].document_id for asked in engine.seen) == ["d200", "d299", "d3", "d40"]
    assert sum(engine.looks) == 300
    assert engine.looks[:4] == [8, 16, 32, 64]


def test_a_barren_family_does_not_keep_the_others_waiting() -> None:
    """What is passed over counts as tried: the small family that gives comes before the end of the large one."""
    engine = sifted([1000, 12], lambda route: int(route.chunks[0].document_id[1:]) >= 1000)
    assert len(engine.seen) == 4
    assert sum(engine.looks) < 100


def test_what_is_passed_over_counts_for_the_cap() -> None:
    engine = sifted([5000], lambda route: False, attempts=30)
    assert engine.seen == []
    assert sum(engine.looks) < 400


def test_for_questions_without_an_answer_nothing_is_passed_over() -> None:
    """Whether a chunk answers anything says nothing of what it leaves open."""
    engine = Scripted(drafted, lambda route: False)
    slots = tuple(replace(slot, answerable=False) for slot in wanted((SINGLE, SHORT), (SINGLE, SHORT)))
    plan = Plan(slots, {SINGLE: (single_routes(5),), MULTI: ()})
    Filling(plan, engine, Gate([]), attempts_per_sample=3, tell=lambda *step: None).run()
    assert len(engine.seen) == 2
    assert engine.looks == []


@pytest.mark.parametrize("attempts", [1, 3, 10])
def test_the_cap_on_attempts_ends_it(attempts: int) -> None:
    """However many routes there are: so often a slot, and as often again for any length."""
    filling, engine, _ = filled(
        wanted(*[(SINGLE, SHORT)] * 4), singles=500, refuses=lambda number: True, attempts=attempts
    )
    assert filling.samples() == ()
    assert attempts * 4 <= len(engine.seen) <= 2 * attempts * 4
    (short,) = filling.shortfalls(supply=str)
    assert (short.axis, short.cell, short.wanted, short.got) == ("query_type", "single_hop", 4, 0)
    assert "500" in short.cause and "attempts_per_sample" in short.cause


def test_what_some_slots_have_left_of_the_cap_is_for_the_others() -> None:
    """It is a cap on the whole: three slots filled at once leave the fourth time to find its route."""
    giving = {"d0", "d1", "d2", "d70"}
    filling, engine, _ = filled(
        wanted(*[(SINGLE, SHORT)] * 4),
        lambda asked: drafted(asked) if asked.chunks[0].document_id in giving else None,
        singles=100,
        attempts=20,
    )
    assert len(filling.samples()) == 4
    assert len(engine.seen) <= 2 * 10 * 4


def test_a_supply_that_ran_out_is_not_blamed_on_the_cap() -> None:
    """More attempts would not help then."""
    filling, _, _ = filled(wanted(*[(SINGLE, SHORT)] * 4), lambda asked: None, singles=3)
    (short,) = filling.shortfalls(supply=str)
    assert "attempts_per_sample" not in short.cause


def test_no_routes_at_all() -> None:
    """Nothing is asked, and all of it is missing."""
    filling, engine, _ = filled(wanted((SINGLE, SHORT), (MULTI, SHORT)), singles=0, multis=0)
    assert engine.seen == []
    assert {
        (short.cell, short.wanted, short.got) for short in filling.shortfalls(supply=str) if short.axis == "query_type"
    } == {
        ("single_hop", 1, 0),
        ("multi_hop", 1, 0),
    }


# ---------------------------------------------------------------------------------------------------- exchange


class AtOnce(Scripted):
    """An engine that is sent many scenarios at a time, and writes a question over one passage besides where it may."""

    at_once = True

    def instead(self, scenario: Scenario) -> Draft | None:
        alone = replace(scenario, query_type=SINGLE, chunks=scenario.chunks[:1], path=(), or_single=False)
        return drafted(alone, note="alone") if scenario.or_single else None


class RefusesPairs:
    """A check that refuses every so manieth question over several passages."""

    name = "pairs"

    def __init__(self, every: int) -> None:
        self._every = every
        self._number = count()

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) for draft in drafts]

    def _reason(self, draft: Draft) -> str | None:
        pair = draft.scenario.query_type is MULTI
        return "no_pair" if pair and self._every and next(self._number) % self._every == 0 else None


def exchanged(slots: Sequence[Slot], *, every: int = 0, exact: bool = False) -> tuple[Filling, Scripted]:
    """A run with an engine that writes a second question, and a check that refuses some over several passages."""
    made = Plan(tuple(slots), {SINGLE: (single_routes(90),), MULTI: (multi_routes(90),)})
    engine, gate = AtOnce(drafted), Gate([RefusesPairs(every)])
    filling = Filling(made, engine, gate, attempts_per_sample=10, tell=lambda stage, done, total: None, exact=exact)
    filling.run()
    return filling, engine


@pytest.mark.parametrize(("every", "in_vain"), [(2, 24), (3, 12), (5, 4)])
def test_what_was_written_besides_takes_a_single_hop_slot(every: int, in_vain: int) -> None:
    """Where a question over several passages is refused; the mix is kept, and hardly a request was in vain."""
    filling, engine = exchanged(wanted(*[(MULTI, SHORT)] * 30, *[(SINGLE, SHORT)] * 30), every=every)
    kinds = [sample.query_type for sample in filling.samples()]
    assert (kinds.count(MULTI), kinds.count(SINGLE)) == (30, 30)
    assert filling.shortfalls(supply=str) == ()
    assert len(engine.seen) <= 60 + in_vain
    assert Counter(each.reason for each in filling.rejections).keys() == {"no_pair"}


def test_a_slot_keeps_its_style_when_it_changes_its_type() -> None:
    """What is exchanged is the number of passages and nothing else."""
    slots = [
        replace(slot, query_style=QueryStyle.WEB_SEARCH if slot.number < 4 else QueryStyle.WELL_FORMED)
        for slot in wanted(*[(MULTI, SHORT)] * 4, *[(SINGLE, SHORT)] * 8)
    ]
    filling, _ = exchanged(slots, every=2)
    samples = filling.samples()
    assert [sample.query_type for sample in samples[:4]] != [MULTI] * 4
    assert [sample.query_style for sample in samples] == [slot.query_style for slot in slots]


def test_where_no_single_hop_slot_is_left_nothing_is_written_besides() -> None:
    """Else it would be paid for and have no place."""
    _, engine = exchanged(wanted(*[(MULTI, SHORT)] * 6))
    assert [asked.or_single for asked in engine.seen] == [False] * 6


def test_single_hop_slots_are_held_back_for_what_is_under_way() -> None:
    """At first for three in ten of those requests; when all of them are answered, for none."""
    _, engine = exchanged(wanted(*[(MULTI, SHORT)] * 10, *[(SINGLE, SHORT)] * 10))
    assert [asked.query_type for asked in engine.seen[:17]] == [MULTI] * 10 + [SINGLE] * 7
    assert len(engine.seen) == 20


def test_where_the_mix_must_stand_nothing_is_exchanged() -> None:
    """A sample that replaces another is of its type."""
    _, engine = exchanged(wanted((MULTI, SHORT), (SINGLE, SHORT)), exact=True)
    assert not any(asked.or_single for asked in engine.seen)


# --------------------------------------------------------------------------------------------------- hand over


def test_missing_multi_hop_samples_become_single_hop() -> None:
    """R15, R26: n comes before the mix, and the shortfall says what happened and why."""
    filling, _, _ = filled(wanted(*[(MULTI, SHORT)] * 3, *[(SINGLE, SHORT)] * 3), once(), multis=1)
    kinds = [sample.query_type for sample in filling.samples()]
    assert (kinds.count(MULTI), kinds.count(SINGLE)) == (1, 5)
    (short,) = filling.shortfalls(supply=lambda: "Every document stands alone.")
    assert (short.cell, short.wanted, short.got) == ("multi_hop", 3, 1)
    assert "single-hop" in short.cause
    assert "Every document stands alone." in short.cause


def test_missing_single_hop_samples_are_not_made_over_several_chunks() -> None:
    """A multi-hop question is no stand-in for a simple one."""
    filling, _, _ = filled(wanted(*[(SINGLE, SHORT)] * 3), singles=0)
    assert filling.samples() == ()


def test_no_multi_hop_wanted_no_multi_hop_missed() -> None:
    """A corpus without paths is no fault then, and nobody looks for one."""
    looked: list[str] = []

    def supply() -> str:
        looked.append("Every document stands alone.")
        return looked[-1]

    filling, _, _ = filled(wanted(*[(SINGLE, SHORT)] * 3), multis=0)
    assert len(filling.samples()) == 3
    assert filling.shortfalls(supply=supply) == () and not looked


# ----------------------------------------------------------------------------------------------------- lengths


def test_lengths_are_swapped_between_slots() -> None:
    """Each draft is taken as what it is while that is wanted by any slot; none is wasted."""
    other = {SHORT: LONG, LONG: MEDIUM, MEDIUM: SHORT}
    filling, engine, _ = filled(
        wanted(*[(SINGLE, length) for length in (SHORT, MEDIUM, LONG)] * 3),
        lambda asked: drafted(asked, other[asked.query_length]),
    )
    assert len(engine.seen) == 9
    assert sorted(sample.query_length for sample in filling.samples()) == sorted([SHORT, MEDIUM, LONG] * 3)
    assert filling.shortfalls(supply=str) == ()


def test_a_length_that_nobody_wants_is_taken_in_the_end() -> None:
    """n comes before the mix of lengths; the account says so."""
    filling, engine, _ = filled(
        wanted(*[(SINGLE, LONG)] * 4), lambda asked: drafted(asked, SHORT), singles=100, attempts=16
    )
    assert [sample.query_length for sample in filling.samples()] == [SHORT] * 4
    assert len(engine.seen) > 4
    (short,) = filling.shortfalls(supply=str)
    assert (short.axis, short.cell, short.wanted, short.got) == ("query_length", "long", 4, 0)


def test_a_draft_of_an_unwanted_length_is_not_lost() -> None:
    """It is kept for a slot that nothing else can fill: an engine does not offer a question twice."""
    filling, _, _ = filled(wanted(*[(SINGLE, LONG)] * 4), shortened(once()), singles=4, attempts=80)
    assert len(filling.samples()) == 4
    both, _, _ = filled(
        wanted(*[(MULTI, LONG)] * 2, *[(SINGLE, LONG)] * 2), shortened(once()), singles=2, multis=2, attempts=40
    )
    assert [sample.query_type for sample in both.samples()] == [MULTI, MULTI, SINGLE, SINGLE]


def test_a_draft_of_an_unwanted_length_waits_for_better_ones() -> None:
    """It is not taken while the routes give what is wanted."""
    by_document = {"d0": SHORT, "d1": SHORT}
    filling, _, _ = filled(
        wanted(*[(SINGLE, LONG)] * 4),
        lambda asked: drafted(asked, by_document.get(asked.chunks[0].document_id, LONG)),
        attempts=80,
    )
    assert [sample.query_length for sample in filling.samples()] == [LONG] * 4


def test_a_refused_draft_gives_its_length_back() -> None:
    """Otherwise the next one of that length would be turned away."""
    filling, engine, _ = filled(wanted((SINGLE, SHORT), (SINGLE, LONG)), refuses=lambda number: number < 4)
    assert sorted(sample.query_length for sample in filling.samples()) == [LONG, SHORT]
    assert len(engine.seen) == 6


def test_a_set_that_is_not_full_tells_no_lengths() -> None:
    """What is missing is counted once."""
    filling, _, _ = filled(wanted(*[(SINGLE, SHORT)] * 9), singles=2, refuses=lambda number: number >= 2)
    assert {short.axis for short in filling.shortfalls(supply=str)} == {"query_type"}


# --------------------------------------------------------------------------------------------------- interrupts


def interrupted_after(drafts: int) -> Writer:
    """Ctrl-C while the next draft is written."""
    left = iter(range(drafts))

    def write(asked: Scenario) -> Draft:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return drafted(asked)

    return write


def test_ctrl_c_keeps_what_was_accepted() -> None:
    """And every missing cell is flagged as interrupted."""
    filling, _, _ = filled(wanted(*[(MULTI, SHORT)] * 3, *[(SINGLE, SHORT)] * 5), interrupted_after(5))
    assert [sample.query_type for sample in filling.samples()] == [*[MULTI] * 3, *[SINGLE] * 2]
    (short,) = filling.shortfalls(supply=lambda: "Every document stands alone.")
    assert (short.cell, short.wanted, short.got, short.cause) == ("single_hop", 5, 2, INTERRUPTED)


def test_ctrl_c_in_a_later_round_keeps_the_earlier_ones() -> None:
    """The first four drafts were a round; two of them were accepted."""
    filling, _, _ = filled(wanted(*[(SINGLE, SHORT)] * 4), interrupted_after(5), refuses=lambda number: number % 2 == 0)
    assert len(filling.samples()) == 2
    assert {short.cause for short in filling.shortfalls(supply=str) if short.axis == "query_type"} == {INTERRUPTED}


def test_ctrl_c_before_anything_was_accepted_is_passed_on() -> None:
    """There is nothing to keep."""
    with pytest.raises(KeyboardInterrupt):
        filled(wanted((SINGLE, SHORT)), interrupted_after(0))


# ------------------------------------------------------------------------------------------------------- order


def test_progress_is_told_in_numbers_that_only_grow() -> None:
    """Up to n of n."""
    told: list[tuple[str, int, int]] = []
    made = Plan(wanted(*[(SINGLE, SHORT)] * 6), {SINGLE: (single_routes(30),), MULTI: ()})
    gate = Gate([Choosy(lambda number: number % 3 != 0)])
    Filling(made, Scripted(drafted), gate, attempts_per_sample=9, tell=lambda *step: told.append(step)).run()
    done = [step for _, step, _ in told]
    assert done == sorted(done)
    assert told[-1] == ("questions", 6, 6)


def test_a_family_that_gives_nothing_is_left_behind() -> None:
    """Whichever sort of route gives questions fills the set, though the barren one is far larger."""
    barren = single_routes(300)
    giving = tuple(Route((chunk(f"Another text {n}.", f"g{n}"),)) for n in range(30))
    engine = Scripted(lambda asked: drafted(asked) if asked.chunks[0].document_id.startswith("g") else None)
    made = Plan(wanted(*[(SINGLE, SHORT)] * 10), {SINGLE: (barren, giving), MULTI: ()})
    filling = Filling(made, engine, Gate([]), attempts_per_sample=40, tell=lambda *step: None)
    filling.run()
    assert len(filling.samples()) == 10
    assert len(engine.seen) < 100


def test_every_family_that_gives_has_a_share() -> None:
    """A rich one does not keep the others out."""
    families = tuple(tuple(Route((chunk(f"Text {n}.", f"{name}{n}"),)) for n in range(50)) for name in "xyz")
    made = Plan(wanted(*[(SINGLE, SHORT)] * 12), {SINGLE: families, MULTI: ()})
    filling = Filling(made, Scripted(drafted), Gate([]), attempts_per_sample=5, tell=lambda *step: None)
    filling.run()
    assert {sample.documents[0][0] for sample in filling.samples()} == {"x", "y", "z"}


def test_a_family_that_gives_next_to_nothing_is_given_up() -> None:
    """Its most promising routes come first: thousands of the others are not looked at."""
    giving = tuple(Route((chunk(f"Text {n}.", f"g{n}"),)) for n in range(3))
    engine = Scripted(drafted, gives=lambda route: route.chunks[0].document_id.startswith("g"))
    made = Plan(wanted(*[(SINGLE, SHORT)] * 40), {SINGLE: (single_routes(5000), giving), MULTI: ()})
    Filling(made, engine, Gate([]), attempts_per_sample=1000, tell=lambda *step: None).run()
    assert 2000 <= sum(engine.looks) < 2500


def test_single_chunks_are_looked_at_again_by_an_engine_that_takes_anything() -> None:
    """What gave nothing at first may give something then."""
    engine = Scripted(once(), lambda route: engine.lenience == 5)
    engine.lenience = 0
    made = Plan(wanted(*[(SINGLE, SHORT)] * 3), {SINGLE: (single_routes(3),), MULTI: ()})
    filling = Filling(made, engine, Gate([]), attempts_per_sample=10, tell=lambda stage, done, total: None)
    filling.run()
    assert len(filling.samples()) == 3
    assert sum(engine.looks) == 2 * 3

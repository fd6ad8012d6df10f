"""Lengths and personas: what is asked for next, who may ask instead, and what the set has in the end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from records import chunk

from kgsynth.audience import Audience
from kgsynth.filling import Filling
from kgsynth.gate import Gate
from kgsynth.graph import KnowledgeGraph
from kgsynth.mix import Mix
from kgsynth.routes import Route
from kgsynth.scenarios import Plan, Slot, scenario
from kgsynth.types import Draft, Persona, QueryLength, QueryStyle, QueryType, Rejection, Scenario

NOVICE, COOK, EXPERT = (Persona(name=name) for name in ("Novice", "Cook", "Expert"))


def slots(*personas: Persona) -> list[Slot]:
    """One short single-hop question of each."""
    return [
        Slot(number, QueryType.SINGLE_HOP, persona, QueryStyle.WELL_FORMED, QueryLength.SHORT)
        for number, persona in enumerate(personas)
    ]


def made(slot: Slot) -> Scenario:
    return scenario(slot, Route((chunk("Some text."),)))


class Swapping:
    """A writer that gives one persona's passages to another where it is offered, and notes what was offered."""

    name = "swapping"
    at_once = True
    stopped = ""
    lenience: int | None = None

    def __init__(self, never: Persona, instead: Persona) -> None:
        self._never, self._instead = never, instead
        self.offered: list[tuple[Persona, ...]] = []

    def fertile(self, evidence: Sequence[Route]) -> list[bool]:
        return [True] * len(evidence)

    def instead(self, scenario: Scenario) -> None:
        return None

    def mends(self, reason: str) -> bool:
        return False

    def repair(self, refused: Sequence[tuple[Scenario, str]]) -> Iterator[Draft | Rejection]:
        return iter(())

    def write(self, scenarios: Sequence[Scenario]) -> Iterator[Draft | Rejection]:
        for asked in scenarios:
            self.offered.append(asked.others)
            swaps = asked.persona == self._never and self._instead in asked.others
            yield Draft(
                scenario=replace(asked, persona=self._instead if swaps else asked.persona, others=()),
                user_input=f"What of {asked.id}?",
                clean_user_input=f"What of {asked.id}?",
                reference=asked.chunks[0].text,
                evidence=(asked.chunks[0].span,),
                question_kind="fact",
                engine=self.name,
            )


def filled(graph: KnowledgeGraph, engine: Swapping, wanted: Sequence[Slot]) -> Filling:
    """A run over the chunks of a graph, come to its end."""
    routes = tuple(Route((piece,)) for piece in graph.chunks())
    plan = Plan(tuple(wanted), {QueryType.SINGLE_HOP: (routes,), QueryType.MULTI_HOP: ()}, Audience(graph))
    filling = Filling(plan, engine, Gate([]), attempts_per_sample=3, tell=lambda *step: None)
    filling.run()
    return filling


def test_a_persona_that_others_stood_in_for_is_asked_for_later() -> None:
    """Its slot takes the persona that is wanted most."""
    novice, cook, expert = slots(NOVICE, COOK, EXPERT)
    mix = Mix([novice, cook, expert])
    mix.take(replace(made(novice), persona=EXPERT))
    assert mix.wished(novice, ()).persona == NOVICE
    assert mix.wished(expert, (NOVICE.name,)).persona == COOK
    assert not mix.wants(made(expert)) and mix.wants(made(novice))


def test_who_may_ask_instead_is_still_wanted() -> None:
    """Nobody is offered whose questions are in, or on their way."""
    novice, cook, expert = slots(NOVICE, COOK, EXPERT)
    mix = Mix([novice, cook, expert])
    assert mix.others(NOVICE) == (COOK, EXPERT)
    mix.take(made(cook))
    assert mix.others(NOVICE) == (EXPERT,)
    assert mix.others(NOVICE, (EXPERT.name,)) == ()
    mix.give_back(made(cook))
    assert mix.others(NOVICE, (EXPERT.name,)) == (COOK,)


def test_shares_that_are_nobodys_wish_may_differ() -> None:
    """Personas that were found in the corpus: each has half of an equal share at least."""
    wanted = slots(*[NOVICE, EXPERT] * 4)
    mix = Mix(wanted, loose=True)
    for _ in range(6):
        assert mix.wants(made(wanted[1])) and mix.others(NOVICE) == (EXPERT,)
        mix.take(made(wanted[1]))
    assert not mix.wants(made(wanted[1])) and mix.others(NOVICE) == ()
    assert mix.wished(wanted[1], ()).persona == NOVICE
    assert mix.others(EXPERT, (NOVICE.name,)) == (NOVICE,)


def test_the_quotas_of_personas_hold_whoever_the_writer_chooses(handbook_graph: KnowledgeGraph) -> None:
    """R16, R19: each persona has its share, to the sample; no draft is refused for it, some are asked for once more."""
    engine = Swapping(never=NOVICE, instead=EXPERT)
    filling = filled(handbook_graph, engine, slots(*[NOVICE, COOK, EXPERT] * 4))
    assert Counter(sample.persona_name for sample in filling.samples()) == {"Novice": 4, "Cook": 4, "Expert": 4}
    assert filling.shortfalls(supply=str) == () and filling.rejections == []
    assert engine.offered[:3] == [(COOK, EXPERT), (NOVICE, EXPERT), (NOVICE, COOK)]
    assert 12 < filling.scenarios <= 20


def test_a_set_is_full_though_nobody_suits(handbook_graph: KnowledgeGraph) -> None:
    """n comes before the mix, and the account tells whose place was taken."""

    class Stubborn(Swapping):
        def write(self, scenarios: Sequence[Scenario]) -> Iterator[Draft | Rejection]:
            drafts = super().write([replace(each, others=(EXPERT,)) for each in scenarios])
            return (each for each in drafts)

    filling = filled(handbook_graph, Stubborn(never=NOVICE, instead=EXPERT), slots(*[NOVICE, EXPERT] * 4))
    assert len(filling.samples()) == 8
    (short,) = filling.shortfalls(supply=str)
    assert (short.axis, short.cell, short.wanted, short.got) == ("persona", "Novice", 4, 0)

"""Scenarios -> drafts: what the loop that fills a set asks of every engine."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from kgsynth.routes import Route
from kgsynth.types import Draft, Rejection, Scenario


class Engine(Protocol):
    """Scenarios -> drafts; a scenario that gives none is left out, or told of by a rejection.

    Attributes:
        at_once: whether scenarios of all kinds may come in one batch. What an engine reads itself, it reads in turn.
        stopped: why it can write no more; empty while it can.
        lenience: how easily it is satisfied, from 0 to 3: with its best alone; with more that sound alike; with all
            of its sort; with what it asks when nothing else is left. Set by the loop, as questions run out; None where
            it always gives its best.
    """

    name: str
    at_once: bool
    stopped: str
    lenience: int | None

    def write(self, scenarios: Sequence[Scenario]) -> Iterator[Draft | Rejection]: ...

    def fertile(self, evidence: Sequence[Route]) -> Sequence[bool]:
        """Whether it can ask anything of each route. What it would have to pay for to know, it takes for fertile."""
        ...

    def instead(self, scenario: Scenario) -> Draft | Rejection | None:
        """What it wrote besides, for the case that a scenario's draft is refused; only once."""
        ...

    def mends(self, reason: str) -> bool:
        """Whether it has a second try at what was refused for a reason."""
        ...

    def repair(self, refused: Sequence[tuple[Scenario, str]]) -> Iterator[Draft | Rejection]:
        """A second try at what was refused, for the reasons that are given."""
        ...

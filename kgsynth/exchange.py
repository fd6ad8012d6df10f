"""Requests for questions over several passages -> how many single-hop slots to leave to what is written besides.

Such a request also asks for a question over one of the passages, for the case that the other is refused. That question
takes a single-hop slot, and another request makes up for the one over several. So little is written in vain, if there
are single-hop slots left when the replies come.
"""

from collections.abc import Set

from kgsynth.types import Scenario

_BUSY = 64  # requests under way
_SHARE, _WEIGHT = 0.3, 8  # of replies of which the second question was taken, before any came; and what that counts


class Exchange:
    """What came of the requests for two questions so far."""

    def __init__(self) -> None:
        self._asked: set[str] = set()  # ids of scenarios that are under way
        self._replies, self._taken = float(_WEIGHT), _SHARE * _WEIGHT

    def ask(self, scenario: Scenario) -> None:
        """A request is sent."""
        if scenario.or_single:
            self._asked.add(scenario.id)

    def learn(self, scenario: Scenario, *, taken: bool) -> None:
        """A reply has come, and the second question was taken or not."""
        if scenario.or_single:
            self._replies += 1
            self._taken += taken

    def end(self, scenario_ids: Set[str]) -> None:
        """Nothing more will come of these."""
        self._asked -= scenario_ids

    @property
    def expected(self) -> int:
        """How many single-hop slots the requests under way will take, by what came so far."""
        return int(len(self._asked) * self._taken / self._replies)

    def free(self, idle: int, under_way: int) -> int:
        """How many of the idle single-hop slots to ask for now: those that nothing is expected for, but no more
        requests than keep an endpoint busy while others may yet fill the slots.

        Args:
            under_way: requests of both types.
        """
        left = idle - self.expected
        return max(0, min(left, _BUSY - under_way) if self._asked else left)

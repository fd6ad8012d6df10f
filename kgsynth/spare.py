"""Drafts of a length, reader or type that nobody wanted any more -> those that an open slot may take."""

from collections import defaultdict, deque
from collections.abc import Iterator

from kgsynth.scenarios import Slot
from kgsynth.types import Draft, QueryStyle, QueryType, Scenario

_Voice = tuple[QueryType, str, QueryStyle]


class Spare:
    """Drafts by their voices: the type, the persona and the style that they are written for."""

    def __init__(self) -> None:
        self._drafts: defaultdict[_Voice, deque[Draft]] = defaultdict(deque)

    def add(self, draft: Draft) -> None:
        """Keep it for later."""
        self._drafts[_voice(draft.scenario)].append(draft)

    def taken_for(self, slot: Slot) -> Iterator[Draft]:
        """Those of a slot's type, each handed out once; those in its own voice first."""
        for voice in sorted(self._drafts, key=lambda voice: (voice != _voice(slot), voice)):
            while voice[0] is slot.query_type and self._drafts[voice]:
                yield self._drafts[voice].popleft()


def _voice(wanted: Slot | Scenario) -> _Voice:
    return wanted.query_type, wanted.persona.name, wanted.query_style

"""Families of routes -> the next one to ask for a persona, the likelier families more often."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import inf

from kgsynth.routes import Families, Route
from kgsynth.types import Persona

Sift = Callable[[Sequence[Route]], Sequence[bool]]
"""Routes -> which of them a question may come of."""


def everything(routes: Sequence[Route]) -> Sequence[bool]:
    """Where nothing is known before a route is tried."""
    return [True] * len(routes)


class Supply:
    """The routes of one query type, each handed out once a round until it is spent.

    Families of routes differ in how often they give a question. The next route comes from the family that gave most
    per try, the less so the more it has given already: a rich family fills the set, and the others have their share.
    """

    def __init__(self, families: Families, sift: Sift) -> None:
        self._families = [_Family(routes, sift) for routes in families if routes]
        self._family_of = {route.id: family for family in self._families for route in family.routes}

    def __len__(self) -> int:
        return len(self._family_of)

    def next(self, persona: Persona, *, most: float = inf) -> Route | None:
        """The next route to ask for a persona; None at the end, or where so many were passed over meanwhile."""
        most += self.barren
        while self.barren < most and (going := [family for family in self._families if not family.is_over]):
            route = max(going, key=_Family.promise).next(persona)
            if route is not None:
                return route
        return None

    @property
    def barren(self) -> int:
        """How many routes were passed over because nothing can be asked of them."""
        return sum(family.barren for family in self._families)

    def take_back(self, routes: Iterable[Route]) -> None:
        """Routes that were handed out and not tried come first the next time."""
        for route in routes:
            self._family_of[route.id].take_back(route)

    def spend(self, route: Route, persona: Persona) -> None:
        """The engine has nothing (more) to ask of a route for a persona."""
        self._family_of[route.id].spent.add((route.id, persona.name))

    def close(self, route: Route) -> None:
        """Nothing can be asked of a route."""
        self._family_of[route.id].closed.add(route.id)

    def start_over(self, *, anew: bool = False) -> None:
        """Hand every route out anew; those that gave a sample come later.

        Args:
            anew: look again at those that nothing could be asked of.
        """
        for family in self._families:
            family.start_over(anew=anew)

    def use(self, route: Route, chunks: Sequence[str]) -> None:
        """A sample was made of these chunks of a route."""
        self._family_of[route.id].use(chunks)


class _Family:
    """Routes of one sort: the unused ones first, then those that may have more to give.

    Attributes:
        barren: how many were passed over.
    """

    _ROUNDS = 6
    _AHEAD = (8, 128)  # routes that are looked at together, at first and at most
    _PATIENCE, _ONE_IN = 2000, 400  # routes that are looked at, of which one in so many has to give something

    def __init__(self, routes: Sequence[Route], sift: Sift) -> None:
        self.routes = routes
        self.barren = 0
        self._sift = sift
        self._sifted = self._fertile = 0
        self._ahead, self._most_ahead = self._AHEAD
        self.spent: set[tuple[str, str]] = set()
        self.closed: set[str] = set()
        self._place = 0
        self._returned: list[Route] = []
        self._used: Counter[str] = Counter()
        self._tries = 0
        self._given = 0

    def promise(self) -> float:
        """How often a try gave a sample so far, over the root of what was given."""
        return float((self._given + 1) ** 0.5 / (self._tries + 2))

    def next(self, persona: Persona) -> Route | None:
        """The next route that may give something; None at the end, or where none of the next few can."""
        while (self._returned or self._is_sifted()) and (route := self._following()):
            may = route.id not in self.closed and (route.id, persona.name) not in self.spent
            if may and max(self._used[each.id] for each in route.chunks) <= (self._place - 1) // len(self.routes):
                self._tries += 1
                return route
        return None

    def _following(self) -> Route | None:
        """The next in turn, be it of use or not."""
        if self._returned:
            return self._returned.pop(0)
        if self._place == len(self.routes) * self._ROUNDS:
            return None
        self._place += 1
        return self.routes[(self._place - 1) % len(self.routes)]

    def take_back(self, route: Route) -> None:
        """It was not tried."""
        self._returned.append(route)
        self._tries -= 1

    @property
    def is_over(self) -> bool:
        """Whether every route has had all its turns."""
        return not self._returned and self._place >= len(self.routes) * self._ROUNDS

    def _is_sifted(self) -> bool:
        """Whether what comes next was looked at, or can be now; False where nothing can be asked of the next few."""
        if self._place != self._sifted or self._sifted == len(self.routes):
            return True
        routes = self.routes[self._sifted : self._sifted + self._ahead]
        barren = {route.id for route, gives in zip(routes, self._sift(routes), strict=True) if not gives}
        self.closed |= barren
        self.barren += len(barren)
        self._tries += len(barren)
        self._sifted += len(routes)
        self._ahead = min(2 * self._ahead, self._most_ahead)
        self._fertile += len(routes) - len(barren)
        if self._sifted >= self._PATIENCE > self._ONE_IN * self._fertile:
            self.routes = self.routes[: self._sifted]  # the less promising ones that follow give no more
        if len(barren) == len(routes):
            self._place = self._sifted
        return len(barren) < len(routes)

    def start_over(self, *, anew: bool) -> None:
        """Hand every route out anew; what gives nothing stays closed, unless it is looked at again."""
        self.spent.clear()
        if anew:
            self.closed.clear()
            self._sifted = self._fertile = 0
            self._ahead, _ = self._AHEAD
        self._place = self._tries = self._given = self.barren = 0
        self._returned.clear()

    def use(self, chunks: Sequence[str]) -> None:
        """A sample was made of these chunks."""
        self._given += 1
        self._used.update(chunks)

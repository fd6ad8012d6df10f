"""KnowledgeGraph -> Scenario: what to ask of which evidence, for whom and how. No model, one seed, quotas kept.

A `Slot` is one wanted sample with everything but its evidence. A `Route` is evidence: one chunk, or a path of chunks.
`plan` makes both lists; the pipeline brings them together, route by route, until each slot has an accepted sample.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from kgsynth.audience import Audience
from kgsynth.graph import KnowledgeGraph
from kgsynth.neighbourhoods import multi_offers, single_offers
from kgsynth.routes import Families, Route, multi_routes, single_families
from kgsynth.settings import Settings
from kgsynth.types import (
    Persona,
    QueryLength,
    QueryStyle,
    QueryType,
    Scenario,
    content_id,
)

Key = TypeVar("Key", bound=Hashable)
Routes = Mapping[QueryType, Families]

_MEANWHILE, _SMALL_PART = 15, 4  # requests beside one other; how many times as many single-hop slots there are


@dataclass(frozen=True, slots=True)
class Slot:
    """One wanted sample, without its evidence.

    Attributes:
        answerable: whether the documents are to answer it.
    """

    number: int
    query_type: QueryType
    persona: Persona
    query_style: QueryStyle
    query_length: QueryLength
    answerable: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What is wanted, and the evidence to ask it of.

    Attributes:
        audience: who would read what, where evidence and readers are to be matched.
        loose: whether personas may have unequal shares.
    """

    slots: tuple[Slot, ...]
    routes: Routes
    audience: Audience | None = None
    loose: bool = False


def plan(graph: KnowledgeGraph, *, settings: Settings, personas: Sequence[Persona], choice: bool = False) -> Plan:
    """Slots to the quotas of the settings, and the routes to fill them with."""
    audience = Audience(graph) if choice else None
    return Plan(slots(settings, personas), routes(graph, settings, choice=choice), audience)


def slots(settings: Settings, personas: Sequence[Persona]) -> tuple[Slot, ...]:
    """What is wanted, to the quotas of the settings."""
    return tuple(_slots(settings, personas, Random(f"slots {settings.seed}")))


def asked_meanwhile(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """The slots to fill for readers who are known, while others are being asked for: as many as are sent together with
    that one request, where they are a small part of the set. They are taken from all single-hop ones in turn, so that
    styles differ."""
    single = [slot for slot in slots if slot.answerable and slot.query_type is QueryType.SINGLE_HOP]
    step = len(single) // _MEANWHILE
    return tuple(single[::step][:_MEANWHILE]) if step >= _SMALL_PART else ()


def answerable(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """The slots whose questions the documents are to answer."""
    return tuple(slot for slot in slots if slot.answerable)


def unanswerable(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """The slots whose questions no document is to answer."""
    return tuple(slot for slot in slots if not slot.answerable)


def routes(graph: KnowledgeGraph, settings: Settings, *, choice: bool = False) -> Routes:
    """Evidence to ask of, spread over topics, documents and entities.

    Args:
        choice: offer more than a question needs, for a writer that can choose; else chunks one by one, and paths
            between statements of one sort.
    """
    rng = Random(f"routes {settings.seed}")
    if choice:
        hops = round(settings.size * settings.multi_hop)
        single = single_offers(graph, rng, wanted=settings.size - hops)
        multi = multi_offers(graph, rng, wanted=hops)
    else:
        single, multi = single_families(graph, rng), multi_routes(graph, rng)
    return {QueryType.SINGLE_HOP: single, QueryType.MULTI_HOP: multi}


def scenario(slot: Slot, route: Route) -> Scenario:
    """A slot and a route brought together. The id depends on what is asked of whom, not on when."""
    asked = () if slot.answerable else ("unanswerable",)
    parts = (route.id, slot.persona.name, slot.query_style, slot.query_length, *asked)
    return Scenario(
        id=content_id(*parts),
        query_type=slot.query_type,
        chunks=route.chunks,
        persona=slot.persona,
        query_style=slot.query_style,
        query_length=slot.query_length,
        path=route.path,
        entities=route.entities,
        answerable=slot.answerable,
    )


# ------------------------------------------------------------------------------------------------- slots


def _slots(settings: Settings, personas: Sequence[Persona], rng: Random) -> Iterable[Slot]:
    size = settings.size
    shares = {QueryType.SINGLE_HOP: 1 - settings.multi_hop, QueryType.MULTI_HOP: settings.multi_hop}
    types = apportion(size, shares)
    lengths = apportion(size, settings.query_lengths)
    # newcomers seldom ask what takes several places to answer: they get the single-hop slots, which come last
    asking = sorted(
        _shuffled(apportion(size, dict.fromkeys(personas, 1.0)), rng), key=lambda each: each.expertise == "novice"
    )
    styles = _shuffled(apportion(size, settings.query_styles), rng)
    # a question over several chunks has more to say: it takes the longer lengths first
    ordered = sorted(_repeated(lengths), key=list(QueryLength).index, reverse=True)
    long_first = _rotated(ordered, types[QueryType.MULTI_HOP])
    kinds = [
        *_repeated({QueryType.MULTI_HOP: types[QueryType.MULTI_HOP]}),
        *_repeated({QueryType.SINGLE_HOP: types[QueryType.SINGLE_HOP]}),
    ]
    unanswered = _spread(apportion(size, _answerability(settings))[False], types[QueryType.SINGLE_HOP])
    first_single = types[QueryType.MULTI_HOP]
    for number, parts in enumerate(zip(kinds, asking, styles, long_first, strict=True)):
        yield Slot(number, *parts, answerable=number - first_single not in unanswered)


def _answerability(settings: Settings) -> Mapping[bool, float]:
    return {True: 1 - settings.unanswerable, False: settings.unanswerable}


def _spread(count: int, places: int) -> frozenset[int]:
    """So many of the places, at even distances: every persona and style has its share."""
    return frozenset(place * places // count for place in range(min(count, places)))


def _rotated(lengths: Sequence[QueryLength], multi: int) -> list[QueryLength]:
    """The longest lengths to the first ``multi`` places, one in ten of them left for the rest."""
    spared = max(1, len(lengths) // 10)
    first = [*lengths[spared : spared + multi]]
    return [*first, *lengths[:spared], *lengths[spared + multi :]]


def apportion(size: int, weights: Mapping[Key, float]) -> dict[Key, int]:
    """Whole numbers that sum to ``size`` and differ from each exact share by less than 1 (largest remainder)."""
    total = sum(weights.values())
    exact = {key: size * weight / total for key, weight in weights.items()}
    counts = {key: int(share) for key, share in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (counts[key] - exact[key], str(key)))
    for key in by_remainder[: size - sum(counts.values())]:
        counts[key] += 1
    return counts


def _repeated(counts: Mapping[Key, int]) -> list[Key]:
    return [key for key, count in counts.items() for _ in range(count)]


def _shuffled(counts: Mapping[Key, int], rng: Random) -> list[Key]:
    items = _repeated(counts)
    rng.shuffle(items)
    return items

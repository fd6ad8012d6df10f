"""Slots -> questions that no document answers; where there are too few, others take their place."""

from collections.abc import Sequence
from dataclasses import replace

from kgsynth.engine import Engine
from kgsynth.engines.extractive import Extractive
from kgsynth.filling import Filling
from kgsynth.pipeline.workshop import Workshop
from kgsynth.scenarios import Routes, Slot, routes
from kgsynth.types import UNANSWERABLE, Shortfall


def fill_unanswerable(
    wanted: Sequence[Slot], shop: Workshop, engine: Engine, offered: Routes
) -> tuple[tuple[Filling, ...], tuple[Shortfall, ...]]:
    """The fillings, and how many unanswerable questions are wanting.

    Args:
        engine, offered: what the other questions of the run were made by and of. These are made without a model.
    """
    if isinstance(engine, Extractive):
        filling = shop.filled(wanted, offered, engine)
    else:
        filling = shop.filled(wanted, routes(shop.graph, shop.run.settings), shop.extractive())
    open_slots = filling.unfilled()
    if filling.interrupted or not open_slots:
        return (filling,), _short(filling)
    rest = (replace(slot, answerable=True) for slot in open_slots)
    return (filling, shop.filled(rest, offered, engine)), _short(filling)


def _short(filling: Filling) -> tuple[Shortfall, ...]:
    """What is wanting, told as what it is."""
    short = (each for each in filling.shortfalls(supply=str) if each.axis == "query_type")
    update = {"axis": "question_kind", "cell": UNANSWERABLE}
    return tuple(each.model_copy(update=update) for each in short)

"""Scened -> every question that notices, terms and reports support, which only their page makes stand alone."""

from collections.abc import Callable, Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.scenes.scened import Scened
from kgsynth.engines.extractive.scenes.scened_figures import (
    how_many_of_two,
    how_many_told,
    how_much,
    what_figure,
    what_share,
)
from kgsynth.engines.extractive.scenes.scened_people import by_whom_told, to_whom, who_does, who_is
from kgsynth.engines.extractive.scenes.scened_terms import (
    for_which,
    from_whom,
    how_done,
    on_what_condition,
    where_it_is,
    where_told,
)
from kgsynth.engines.extractive.scenes.scened_times import (
    after_how_long,
    for_how_long,
    how_far_ahead,
    how_long_it_takes,
    how_often,
    how_soon,
    when_told,
)

_PATTERNS: tuple[Callable[[Scened], Iterator[Candidate]], ...] = (
    who_is,
    how_often,
    how_soon,
    how_far_ahead,
    for_how_long,
    after_how_long,
    how_long_it_takes,
    when_told,
    how_much,
    what_share,
    what_figure,
    how_many_of_two,
    how_many_told,
    on_what_condition,
    where_told,
    where_it_is,
    from_whom,
    for_which,
    how_done,
    who_does,
    by_whom_told,
    to_whom,
)


def ask_scened(frame: Scened) -> Iterator[Candidate]:
    """Every question of a clause, the most telling first."""
    if frame.is_told_plainly and not frame.leans:
        for read in _PATTERNS:
            yield from read(frame)

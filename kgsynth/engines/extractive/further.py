"""A parsed sentence -> the questions that it gives once better ones are spent: why, how, what it holds, is it so."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kgsynth.engines.extractive.aims import why_advised, why_as, why_before, why_behind, why_should_you
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clause_questions import PATTERNS as MAIN_PATTERNS
from kgsynth.engines.extractive.deeds import what_a_deed_takes
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.frame import Frame
from kgsynth.engines.extractive.holdings import what_it_allows, what_it_comes_to, what_it_holds, what_it_lets_do
from kgsynth.engines.extractive.means import how_so, how_to_end, when_in_the_course, where_by_path
from kgsynth.engines.extractive.occasions import by_what, how_to_the_end, what_happens_then, what_on_occasion
from kgsynth.engines.extractive.turning import is_turned_round
from kgsynth.engines.extractive.verdicts import is_it_so
from kgsynth.engines.extractive.what_it_is import what_does_so, what_is_it, what_it_is_called
from kgsynth.engines.extractive.wider import wider_frames

_LEANING: tuple[Callable[[Frame], Iterator[Candidate]], ...] = (
    why_advised,
    why_should_you,
    what_on_occasion,
    how_to_the_end,
    how_to_end,
    by_what,
)
_PATTERNS: tuple[Callable[[Frame], Iterator[Candidate]], ...] = (
    *_LEANING,
    what_a_deed_takes,
    why_behind,
    why_before,
    why_as,
    how_so,
    what_happens_then,
    where_by_path,
    when_in_the_course,
    what_it_lets_do,
    what_it_allows,
    what_it_comes_to,
    what_it_holds,
    is_it_so,
    what_is_it,
    what_does_so,
    what_it_is_called,
    *MAIN_PATTERNS,
)
_MOST_IN_A_ROW = 6  # telling words of a sentence: a reason or an occasion can hardly be said otherwise
_WEIGHT = 0.45  # at most: below all that is asked first


def further(said: Statement, subject: str) -> Iterator[Candidate]:
    """Every further question that a statement supports, each once."""
    seen: set[str] = set()
    for candidate in _read(said, subject):
        texts = {candidate.question, candidate.reference}
        if not seen & texts and not is_turned_round(candidate, said, most=_MOST_IN_A_ROW):
            seen |= texts
            yield replace(candidate, weight=min(candidate.weight, _WEIGHT))


def _read(said: Statement, subject: str) -> Iterator[Candidate]:
    for frame in wider_frames(said, subject):
        for read in (_LEANING if frame.leans else _PATTERNS) if frame.is_told_plainly else ():
            yield from read(frame)

"""A parsed sentence -> the questions that it gives once better ones are spent: why, how, what it holds, is it so."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.turning import is_turned_round
from kgsynth.engines.extractive.clauses.wider import Wider, whole_frame, wider_frames
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.families.contrasts import how_it_differs
from kgsynth.engines.extractive.families.exchanges import is_it_another
from kgsynth.engines.extractive.families.further_patterns import patterns_of
from kgsynth.engines.extractive.names_beside import NamesBeside
from kgsynth.engines.extractive.retelling.settings_told import frames_in, set_in
from kgsynth.engines.extractive.retelling.shorter import shorter
from kgsynth.engines.extractive.scenes.scened import scened_frames
from kgsynth.engines.extractive.scenes.scened_questions import ask_scened
from kgsynth.engines.extractive.scenes.scenes import Scene, Sort
from kgsynth.engines.extractive.sifting.only_ones import OnlyOnes

_MOST_IN_A_ROW = 6  # telling words of a sentence: an occasion can hardly be said otherwise
_MOST_BESIDE = 10  # likewise, where the sentence beside it answers
_MOST_OF_A_REASON = 8
_WEIGHT = 0.45  # at most: below all that is asked first


def further(
    said: Statement,
    subject: str,
    known: OnlyOnes | None = None,
    scene: Scene | None = None,
    beside: NamesBeside | None = None,
) -> Iterator[Candidate]:
    """Every further question that a statement supports, each once.

    Args:
        known: what the corpus has but one of.
        scene: what a question may say of the page, where a title gives it.
        beside: what the corpus names in one breath.
    """
    seen: set[str] = set()
    found = chain(_read(said, subject, known, scene), _of_others(said, subject, known, beside))
    for candidate in found:
        texts = {candidate.question, candidate.reference}
        if not seen & texts and not is_turned_round(candidate, said, most=_most_in_a_row(candidate, said)):
            seen |= texts
            yield replace(candidate, weight=min(candidate.weight, _WEIGHT))


def _most_in_a_row(candidate: Candidate, said: Statement) -> int:
    """More where the answer stands in another sentence: what is asked about must be said in full."""
    if said.words.lent.reason or said.words.lent.means:
        return _MOST_BESIDE
    return _MOST_OF_A_REASON if candidate.kind == "cause" else _MOST_IN_A_ROW


def _read(said: Statement, subject: str, known: OnlyOnes | None, scene: Scene | None) -> Iterator[Candidate]:
    if said.shown:
        yield from _asked_of([whole_frame(said, subject, known)])
        return
    scened = tuple(scened_frames(said, subject, scene)) if scene is not None else ()
    for frame in scened:
        yield from ask_scened(frame)
    wider = tuple(wider_frames(said, subject, known))
    during = scene is not None and scene.sort is Sort.ACTIVITY  # many a sentence below such a title is not only of it
    yield from _asked_of((*wider, *scened) if during else (*scened, *wider))
    for short in shorter(said):
        for candidate in _asked_of(frames_in(short.said, short.setting, subject)):
            yield from set_in(candidate, short.setting, said, subject)
        for each in wider_frames(short.said, subject) if short.unlike else ():
            yield from how_it_differs(each, short.unlike)


def _of_others(
    said: Statement, subject: str, known: OnlyOnes | None, beside: NamesBeside | None
) -> Iterator[Candidate]:
    """Whether what is said of a thing holds for what is named beside it."""
    if beside is not None and not said.shown and not said.words.lent.as_it_stands:
        for frame in wider_frames(said, subject, known):
            if frame.is_told_plainly and not frame.leans:
                yield from is_it_another(frame, beside)


def _asked_of(frames: Iterable[Wider]) -> Iterator[Candidate]:
    for frame in frames:
        for read in patterns_of(frame):
            yield from read(frame)

"""The patterns by which a parsed sentence is asked about once better questions are spent, a module a family."""

from collections.abc import Callable, Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.clause_questions import PATTERNS as MAIN_PATTERNS
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families import (
    abilities,
    cases,
    contrasts,
    demands,
    doings,
    ends,
    figures,
    reverses,
    singular,
    ties,
    verdicts,
    ways,
)
from kgsynth.engines.extractive.families.advice import what_before, when_it_must, when_to
from kgsynth.engines.extractive.families.aims import why_advised, why_as, why_before, why_behind, why_should_you
from kgsynth.engines.extractive.families.deeds import what_a_deed_takes
from kgsynth.engines.extractive.families.holdings import (
    what_it_allows,
    what_it_comes_to,
    what_it_holds,
    what_it_lets_do,
)
from kgsynth.engines.extractive.families.kinds_told import which_of_its_kind
from kgsynth.engines.extractive.families.means import how_so, how_to_end, when_in_the_course, where_by_path
from kgsynth.engines.extractive.families.occasions import by_what, how_to_the_end, what_happens_then, what_on_occasion
from kgsynth.engines.extractive.families.shown import how_as_shown, how_it_is_laid_out, what_to_run
from kgsynth.engines.extractive.families.told_in_two import how_as_said_beside, why_as_said_beside
from kgsynth.engines.extractive.families.what_it_is import what_does_so, what_is_it, what_it_is_called
from kgsynth.engines.extractive.families.with_options import what_with_options, which_options_to
from kgsynth.engines.extractive.families.your_ways import how_it_can_be, how_you_can

Patterns = tuple[Callable[[Frame], Iterator[Candidate]], ...]

OF_CODE: Patterns = (how_as_shown, what_to_run, how_it_is_laid_out)
BESIDE: Patterns = (why_as_said_beside, how_as_said_beside, which_of_its_kind, *verdicts.BESIDE)
LEANING: Patterns = (
    why_advised,
    why_should_you,
    what_on_occasion,
    how_to_the_end,
    how_to_end,
    by_what,
    what_before,
    when_to,
    how_you_can,
    what_with_options,
    which_options_to,
)
PLAIN: Patterns = (
    *LEANING,
    which_of_its_kind,
    what_a_deed_takes,
    when_it_must,
    how_it_can_be,
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
    what_is_it,
    what_does_so,
    what_it_is_called,
    *MAIN_PATTERNS,
    *ways.PATTERNS,
    *ends.PATTERNS,
    *figures.PATTERNS,
    *contrasts.PATTERNS,
    *cases.PATTERNS,
    *abilities.PATTERNS,
    *demands.PATTERNS,
    *singular.PATTERNS,
    *ties.PATTERNS,
    *doings.PATTERNS,
    *reverses.PATTERNS,
    *verdicts.OF_NO_SUBJECT,
    *verdicts.PATTERNS,
)


def patterns_of(frame: Frame) -> Patterns:
    """What a frame may be asked: a lead to code for it, one with what stands beside it for that; else all, or fewer
    where its subject leans on the sentence before."""
    if not frame.is_told_plainly:
        return ()
    if frame.said.shown:
        return OF_CODE
    if frame.said.words.lent.as_it_stands:
        return BESIDE
    return (*LEANING, *verdicts.OF_NO_SUBJECT) if frame.leans else PLAIN

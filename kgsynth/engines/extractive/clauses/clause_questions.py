"""A parsed sentence -> questions: what happens if, why, how, where, when, how many, which, what is the.

Each function reads one pattern and gives nothing where any part of it is in doubt. What readers taught: a question
must name what it is about; a sentence turned round word by word is nobody's question, so only sentences that carry a
task, a reason, a setting, a name or a figure are asked about; hedges ("sometimes", "some") mean several right answers.
"""

from collections.abc import Callable, Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.amounts import how_long, how_often, how_soon, what_are
from kgsynth.engines.extractive.clauses.causes import what_led_to, why, why_as_told_after, why_due, why_so
from kgsynth.engines.extractive.clauses.conditions import (
    before_and_after,
    in_case_of,
    what_if,
    what_it_takes,
    when_it_happens,
)
from kgsynth.engines.extractive.clauses.frame import Frame, frames
from kgsynth.engines.extractive.clauses.named_subjects import (
    by_whom,
    object_by_name,
    shipped_in,
    which_by_relative,
    which_restricted,
    which_subject,
)
from kgsynth.engines.extractive.clauses.objects import (
    how_many,
    how_many_are,
    what_called,
    what_is,
    what_linked,
    what_object,
    what_object_to,
    which_object,
    which_version,
)
from kgsynth.engines.extractive.clauses.places import in_which, since_which, when, when_at_first, where, where_kept
from kgsynth.engines.extractive.clauses.tasks import (
    as_is_possible,
    by_what_means,
    how_to,
    if_you_wish,
    lets_you,
    purpose_of,
    use_it_to,
    used_for,
    which_way,
)
from kgsynth.engines.extractive.clauses.turning import is_turned_round
from kgsynth.engines.extractive.facts import Statement

PATTERNS: tuple[Callable[[Frame], Iterator[Candidate]], ...] = (
    what_if,
    why,
    why_due,
    why_as_told_after,
    why_so,
    what_led_to,
    how_to,
    if_you_wish,
    which_way,
    use_it_to,
    by_what_means,
    purpose_of,
    used_for,
    lets_you,
    what_it_takes,
    before_and_after,
    when_it_happens,
    in_case_of,
    what_is,
    what_called,
    by_whom,
    which_subject,
    which_by_relative,
    which_restricted,
    shipped_in,
    object_by_name,
    where,
    where_kept,
    in_which,
    when,
    when_at_first,
    since_which,
    how_many,
    how_many_are,
    how_long,
    how_soon,
    how_often,
    what_are,
    which_version,
    which_object,
    what_linked,
    what_object,
    what_object_to,
)


def ask(said: Statement, subject: str) -> Iterator[Candidate]:
    """Every question that a statement supports, each once."""
    seen: set[str] = set()  # questions, and answers: one sentence is not asked for the same thing twice
    for frame in frames(said, subject):
        if not frame.is_told_plainly:
            continue
        for read in (what_if, as_is_possible, if_you_wish, use_it_to) if frame.leans else PATTERNS:
            for candidate in read(frame):
                if is_turned_round(candidate, said):
                    continue
                if not seen & {candidate.question, candidate.reference}:
                    seen |= {candidate.question, candidate.reference}
                    yield candidate

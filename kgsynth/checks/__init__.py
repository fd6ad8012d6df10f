"""Draft -> reason | None. A check is an object with a ``name`` and ``check(drafts)``; the gate runs them in order.

A reason is a code that machines may count (``deictic``), and after ``": "`` what it speaks of (``deictic: this page``).
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from kgsynth.checks.contradiction import Contradiction
from kgsynth.checks.copied import Copied
from kgsynth.checks.duplicates import Duplicates
from kgsynth.checks.format import Format
from kgsynth.checks.grounding import Grounding
from kgsynth.checks.hops import Hops
from kgsynth.checks.language import Language
from kgsynth.checks.leakage import Leakage
from kgsynth.checks.orders import Orders, Secrets
from kgsynth.checks.phrases import PHRASES, Phrases
from kgsynth.checks.round_trip import ChunkRanks, RoundTrip, searchable
from kgsynth.checks.standalone import Standalone
from kgsynth.checks.unanswerable import OfAnswerable, Unanswered
from kgsynth.checks.unique import Unique
from kgsynth.settings import Settings
from kgsynth.types import Draft

__all__ = ["PHRASES", "Check", "ChunkRanks", "Phrases", "default_checks", "searchable"]


OWN_SHARED_WORDS = 0.1  # of the words of a question that a model wrote: so many at least stand in its evidence
OWN_WORDS = 0.4  # of the words of an answer that a model wrote


class Check(Protocol):
    """One stage of the gate: for each draft a reason to refuse it, or None."""

    name: str

    def check(self, drafts: Sequence[Draft]) -> list[str | None]: ...


def default_checks(
    settings: Settings,
    *,
    ranks: ChunkRanks | None = None,
    texts: Mapping[str, str] | None = None,
    whole: Mapping[str, str] | None = None,
    phrases: Mapping[str, Phrases] = PHRASES,
    own_words: bool = False,
    asked: Sequence[Check] = (),
) -> tuple[Check, ...]:
    """The checks in the order they run: the cheap first, the one that compares with what was accepted last.

    Args:
        ranks: a lexical search over the corpus; without it nothing is looked up in the rest of the corpus.
        texts: the text of each chunk, by id, for the answers that other chunks would give.
        whole: these texts with what stands over them, to see that nothing answers an unanswerable question.
        phrases: what must not stand in a text, per language; give a longer table to refuse more.
        own_words: whether questions and answers are in their writer's words, not in those of the evidence.
        asked: checks that cost model calls; they see only what all the free ones have passed.
    """
    always: tuple[Check, ...] = (Format(phrases), Language(), Orders(phrases), Secrets())
    copied = (Copied(settings.examples, settings.duplicate_rouge),) if settings.examples else ()
    # a question in other words than its evidence may be good and yet not be found by words
    found: tuple[Check, ...] = (RoundTrip(ranks),) if ranks and not own_words else ()
    contradiction = Contradiction(ranks, texts or {}, own_words=own_words) if ranks else None
    unique: tuple[Check, ...] = (Unique(ranks, texts or {}), contradiction) if ranks and contradiction else ()
    of_evidence: tuple[Check, ...] = (
        Grounding(OWN_SHARED_WORDS, own_words=OWN_WORDS) if own_words else Grounding(),
        Leakage(settings.max_copied_tokens),
        Hops(tried_alone=own_words),
        *found,
        *unique,
    )
    lexical = (Standalone(phrases), *map(OfAnswerable, of_evidence))
    return (
        *always,
        *copied,
        *(lexical if settings.verify != "none" else ()),
        *((Unanswered(whole),) if settings.unanswerable and whole else ()),
        *map(OfAnswerable, asked),
        Duplicates(
            rouge=settings.duplicate_rouge,
            cosine=settings.duplicate_cosine,
            anywhere=settings.dedup_scope == "global",
        ),
    )

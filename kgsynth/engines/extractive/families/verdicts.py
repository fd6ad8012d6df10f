"""The patterns by which a sentence is asked about with a question for yes or no, a module a family."""

from kgsynth.engines.extractive.families import (
    affirmations,
    denials,
    limits_told,
    measures,
    members,
    needs,
    opposites,
    permissions,
)

PATTERNS = (
    *affirmations.PATTERNS,
    *permissions.PATTERNS,
    *members.PATTERNS,
    *measures.PATTERNS,
    *opposites.PATTERNS,
    *needs.PATTERNS,
    *limits_told.PATTERNS,
    *denials.PATTERNS,
)
OF_NO_SUBJECT = (*permissions.OF_NO_SUBJECT, *limits_told.OF_NO_SUBJECT, *denials.OF_NO_SUBJECT)
BESIDE = (affirmations.is_it_so_for_a_reason,)

"""What the checks need to know about kinds of question: the answer to some stands in their question."""

from kgsynth.language.words import content_words
from kgsynth.types import Draft, QueryType

# What a comparison may say of its own between two things that the evidence says.
_JOINING_WORDS = frozenset(content_words("is used to, whereas it specifies, tells the program, against, yes"))
CALCULATED = "calculated"  # by how much two figures or dates differ, which stands nowhere
SELECTION = "selection"  # which of several that the question names have something in common
COMMON = "commonality"  # what two that the question names have in common
_CHOOSING = frozenset({"comparison", "difference", "option_difference", "yes_no", CALCULATED, SELECTION, COMMON})
COLLECTION = "collection"  # the list of the pages that have something
CHAIN = "chain"  # from the name that a page is about, over another, to a third
LOOKUP = "lookup"  # from the name that a page is about, over a reference, to what another page tells
_NAMES_PAGES = frozenset({COLLECTION, CHAIN, LOOKUP})
_CHOOSING_OVER_HOPS = frozenset({"temporal"})  # "Which came earlier, A or B?"; over one hop it is "When ...?"


def joining_words(draft: Draft) -> frozenset[str]:
    """The words that an answer may have of its own to join two things that the evidence says."""
    return _JOINING_WORDS if compares(draft) or draft.question_kind == LOOKUP else frozenset()


def names_pages(draft: Draft) -> bool:
    """Whether the answer names the pages that its evidence stands on, so that their titles prove it as well."""
    return draft.question_kind in _NAMES_PAGES


def compares(draft: Draft) -> bool:
    """Whether the question names what it chooses from, so that its answer rightly stands in it."""
    over_hops = draft.scenario.query_type is QueryType.MULTI_HOP and draft.question_kind in _CHOOSING_OVER_HOPS
    return draft.question_kind in _CHOOSING or over_hops

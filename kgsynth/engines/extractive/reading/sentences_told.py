"""Sentence -> whether it can give a question, by its words alone: it is of no example, and nobody speaks in it."""

import re

FIRST_PERSON = re.compile(r"\b(?:we|our|us|I|my|let's|let’s|book|reader|readers|author|authors)\b")
PLACEHOLDER = re.compile(
    r"\bTable [A-Z\d]|\bexample\.(?:com|org|net)|\bfoo\b|\bbar\b|\bVersion \d+\b(?!\.)|\blocalhost\b|"
    r"(?<![\w&])#\d{2,}\b",  # a ticket: what changed once
    re.IGNORECASE,
)
LOCAL = re.compile(
    r"\b(?:example|sample|below|above|our case|case study|previous|earlier|though|scenario)\b|\bin (?:this|that|"
    r"these) ",
    re.IGNORECASE,
)
HEDGED = re.compile(
    r"\b(?:frequently|commonly|rarely|hardly|seldom|scarcely|barely|sometimes|occasionally|mostly|probably|perhaps|maybe|some|several|"
    r"various|many|most(?! \w+ed)|few|so-called|for example|for instance|e\.g\.|there|respectively|"
    r"good|excellent|great|elegant|useful|interesting|best|simplest|more(?! than \d)|less|might|seems?|tends?|"
    r"unfortunately|numerous|huge|vast|large number|"
    r"nowadays|currently|recently|today|as possible|possibly|potentially|much|often enough|(?<!/)etc|and so on)\b",
    re.IGNORECASE,
)
_LEANING = re.compile(r"(?:It|This|These|Those|That|They|There|He|She|Such|You|We|I|What|Which|Who|Both|Neither|One)\b")
_STANDS_FREE = re.compile(r"\b(?:if|when(?:ever)?|unless|possible|wish|want|need|us(?:e|ing)|to)\b", re.IGNORECASE)


def may_be_asked(text: str) -> bool:
    """Whether a sentence can give a question by its words: it is of no example, hedges nothing, and does not lean on
    the sentence before it. Any other need not be parsed."""
    leans = _LEANING.match(text) is not None and _STANDS_FREE.search(text) is None
    plain = re.sub(r"\b[Hh]ow (?:much|many)\b", "", text)
    return not leans and not any(each.search(plain) for each in (PLACEHOLDER, LOCAL, FIRST_PERSON, HEDGED))


def is_told_of_all(text: str) -> bool:
    """Whether a sentence is of no example, and nobody in particular speaks in it or is spoken to."""
    return not any(each.search(text) for each in (PLACEHOLDER, LOCAL, FIRST_PERSON))

"""Question and answer of a page with a scene -> whether they read as one away from the page."""

import re

_MOST = 3  # definite phrases in a question
_ONES = re.compile(
    r"\b[Tt]he (?:\w+ )?(?:ones?|old(?:er)?|new(?:er)?|other|smaller|larger|latter|former|rest|remainder|remaining|"
    r"same|next)\b"
)
_EMPTY = re.compile(
    r"\b[Tt]he (?:two|three|turn|period|case|number|name|mistake|reason|question|idea|day|year|time|thing|part|point|"
    r"matter|answer|result|value|study)\b(?! (?:of|on|at|in|for|to|between)\b)"
)
_COUNTED = re.compile(
    r"\b(?:first|second|third|fourth|last) (?=aid|class|day|week|month|quarter|year|floor|order|contract|attempt|\d)"
)
_LEFT_OPEN = re.compile(
    r"^(?!.*\bof\b).*\bpercent\b|^When\b.* (?:in|on) (?:\d|[A-Z]\w+ \d|(?:19|20)\d\d)|\b(?:together|in turn)$|"
    r"^(?:By whom|Who) .* and by |^What do [a-z]+s [a-z]+$|, not\b|\bto be \w+ed \w+ed$"
)
_OURS = re.compile(r"\b(?:ours|mine|yours|theirs|itself|themselves)\b")
_PART_OF_IT = re.compile(r"\b(?:half|quarter|third|tenth|rest|end|part) of (?:its|their)\b")
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|he|she|his|her)\b")
_NOUN = re.compile(r"\b(?:an?|the|each|every|two|all) (?:[\w-]+ )*?[\w-]+|\b[a-z]{3,}s\b|\b[A-Z]\w+ ")
_OCCASION = re.compile(r"(?<!^)\b(?:if|when|before|after|until)\b")
_WHAT_IS = re.compile(r"What (?:is|are|was|were) (?!.* \w+(?:ed|en) (?:at|for)$)")
_WITH_ITS_TIME = re.compile(r"[a-z] (?:every|each) (?:day|week|month|quarter|year|spring|summer|autumn|winter)$")
_SAYS_NO_KIND = re.compile(
    r"^(?:with|by|for|of|in|on|at|under|to|from|as) |\bonly$|"
    r"^an? (?:consequence|result|matter|sign|question|part|reason|pity)\b"
)


def is_of_the_page(text: str, answer: str) -> bool:
    """Whether question or answer can only be understood on the page, whatever it is about.

    >>> is_of_the_page("When is the other one opened", "on Mondays"), is_of_the_page("When is the lock opened", "at 6")
    (True, False)
    """
    many = len(re.findall(r"\b[Tt]he \w", text)) > _MOST
    if many or _ONES.search(text) or _ONES.search(answer) or _EMPTY.search(text):
        return True
    if _LEFT_OPEN.search(text) or _OURS.search(text) or _points_back(text) or re.search(r"\bexceptions?\b", answer):
        return True
    if text.startswith("What ") and _WITH_ITS_TIME.search(answer):
        return True
    return _WHAT_IS.match(text) is not None and _SAYS_NO_KIND.search(answer) is not None


def _points_back(text: str) -> bool:
    """Whether a pronoun stands before any noun that it could mean."""
    if _PART_OF_IT.search(text) or (re.search(r"\b(?:it|them)\b", text) and not _OCCASION.search(text)):
        return True
    match = _PRONOUN.search(text)
    before = re.sub(r"^\w+ (?:does|is|was|has)?", "", text[: match.start()]) if match is not None else ""
    return match is not None and _NOUN.search(before) is None


def without_counts(text: str) -> str:
    """The question without "first" and the like where nothing is counted off: ``first aid``, ``the first week``."""
    return _COUNTED.sub("", text)


def is_half(sentence: str, answer: str, kind: str) -> bool:
    """Whether a sentence tells of two places or ways, and the answer of one of them."""
    if re.search(r" and (?:by|with) ", answer) or (kind == "how_to" and f", {answer}" in sentence):
        return True
    both = re.search(r" and (?:in|at|on|by|with|from) ", sentence) is not None and " and " not in answer
    return both and kind in {"how_to", "place"}

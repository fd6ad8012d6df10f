"""Question and answer -> whether they read as one."""

import re
from collections.abc import Sequence

from kgsynth.engines.extractive.wording import bare


def masked(text: str) -> str:
    """The text for a check of pointing words: /etc is a path, and "it" late in a question has its noun before it."""
    plain = text.replace("/etc/", "/conf/")
    words = plain.split(" ")
    late = [
        ("the" if word in {"its", "their"} else "one") if word in {"its", "their", "it", "they", "them"} else word
        for word in words[6:]
    ]
    return " ".join([*words[:6], *late])


def fits(text: str, answer: str, kind: str) -> bool:
    """Whether question and answer read as one: no pronoun without its noun, no second sentence, no stray comma."""
    if re.search(r"\b(?:is|are|was|were|does|do|did|can|could|should|must), ", text):
        return False
    leaning = re.search(r"\b(?:them|they|their)\b", answer)
    if leaning and not re.search(r"\b(?!does\b|is\b|was\b|has\b)\w{3,}s\b", f"{text} {answer[: leaning.start()]}"):
        return False
    if re.search(r", (?:and|or) (?:be|is|are|was|were|can|will|may)\b", text):
        return False
    if re.search(r"\w\.com\b", f"{text} {answer}") or re.search(r"\w\(|=$|= ", text):
        return False
    if re.search(r"^[Ee]ven\b|\binstead$", answer) or re.search(r"\b(?:by|with|using|via|through)$|, and \w+$", text):
        return False
    if kind in {"cause", "factual", "temporal"} and re.search(r"\byour\b", text):
        return False
    if text.count(",") >= 2 and kind != "condition":
        return False
    if re.search(
        r"^(?:both|either|neither|the (?:second|first|latter|former|other)|in question)\b", answer, re.IGNORECASE
    ):
        return False
    if re.search(r" and (?:the|it|they|an?) (?:\w+ ){1,3}(?:is|are|was|were) ", answer) and kind != "condition":
        return False
    return not re.search(r"^(?:[Bb]ecause|[Ss]ince|[Aa]s) ", answer) or kind == "cause"


def names_itself(text: str, answer: str) -> bool:
    """Whether the question gives its answer away."""
    return len(answer) > 3 and bare(answer).lower() in text.lower()


_PART = re.compile(
    r"\b[Ww]hich (?:[a-z]+ )?(?:argument|parameter|field|function|method|routine|job|clause|keyword|struct)s?\b"
)


def asks_for_a_part(question: str, whole: Sequence[str]) -> bool:
    """Whether a part is asked for ("Which argument", "Which job") without the name of what has it."""
    return _PART.search(question) is not None and not any(name and name.lower() in question.lower() for name in whole)


def splits_code(codes: Sequence[str], question: str, answer: str) -> bool:
    """Whether the question has one end of a piece of code, and the answer the other."""
    asked, told = (set(re.findall(r"[\w-]+", each)) for each in (question, answer))
    for code in codes:
        first, *rest = code.split()
        if rest and code not in question and code not in answer:
            ends = {first, rest[-1]}
            if len(ends & asked) == 1 and ends - asked <= told:
                return True
    return False

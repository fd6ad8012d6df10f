"""Question -> whether it asks what a product does at all, of which any page tells another thing."""

import re
from functools import lru_cache

_OPINION = re.compile(r"\b(?:truly|really|you|your|amazing|awesome|wonderful)\b")


def asks_anything(question: str, answer: str, subject: str) -> bool:
    """Whether any page would answer it: ``What can OtterBooks create?``; or praise does: ``the app for you``.

    Args:
        subject: what the whole corpus is about.
    """
    if _ONE_OF_MANY.match(question):
        return True
    if not subject:
        return False
    pattern, defined = _of(subject)
    return pattern.match(question) is not None or (
        defined.match(question) is not None and bool(_OPINION.search(answer))
    )


_ONE_OF_MANY = re.compile(
    r"^What (?:does|do|can|will) (?:the )?[A-Z]\w*(?: [A-Z]\w*)* "
    r"(?:produce|generate|create|use|offer|need|support|provide|check|rely on|"
    r"(?:allow|enable|let|help) (?:you|one|users)(?: to)? do)\?$"
)
_ANY_DEED = r"(?:allow|enable|let|help)(?: [a-z]+)?(?: to)? do|(?:able|used|designed) to(?: do)?|[a-z]+(?: [a-z]{2,4})?"


@lru_cache(maxsize=16)
def _of(subject: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    named = rf"(?:the )?{re.escape(subject)}"
    return (
        re.compile(rf"^What (?:does|do|did|can|will|may|is) {named} (?:also )?(?:{_ANY_DEED})\?$"),
        re.compile(rf"^What is {named}\?$"),
    )

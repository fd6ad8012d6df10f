"""Chunk -> which sorts of plain statements its spelling promises: a default, a date, a closed list, a purpose."""

import re
from functools import lru_cache

_CUES = tuple(
    re.compile(cue)
    for cue in (
        r"\b[Dd]efault(?:s to| is| value is|: )",
        r"\bcan only be set\b",
        r"\b(?:in|on)\s(?:\w+\s){0,2}(?:19|20)\d\d\b",
        r"\|[^|\n]*\d[^|\n]*\|",
        r"\b(?:[Vv]alid|[Pp]ossible|[Ss]upported|[Aa]llowed) (?:values|formats|modes)\b",
        r"(?m)^`?(?:[\w.+-]+|[A-Z][A-Z ]+[A-Z])`?\s+[-–—]\s+\S",
        r"(?m)(?:^|\. )(?:The |An? )?`?[\w.-]+`?(?: \w+){0,2} (?:is|are) (?:an?|the) ",
        r"(?m)^: (?:An?|The) ",
        r"`[^`\n]{2,30}`(?: [a-z]+)? (?:[a-z]{3,}s (?:the|an?|all|you)|(?:is|can be) used to|allows)\b",
        r"\b[A-Z]{3,6} \((?:[A-Z][\w-]+ ?){2,}|(?:[A-Z][\w-]+ ){2,6}\([A-Z]{3,6}\)",
    )
)


PLAIN = frozenset({0, 1, 4, 5, 8})  # a default, where it is set, its values, a NAME line, what something in code does


@lru_cache(maxsize=65536)
def cues(text: str) -> frozenset[int]:
    """Which sorts of comparable statements a text holds: defaults, dates, figures in tables, closed lists."""
    return frozenset(number for number, cue in enumerate(_CUES) if cue.search(text))

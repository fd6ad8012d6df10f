"""The texts of a corpus -> the names that it calls deprecated; whether a question is answered with one of them."""

import re
from collections.abc import Iterable

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import is_code_like

_OLD = r"(?:deprecated|obsolete|superseded|discouraged)"
_NAME = r"`(?P<name>--[A-Za-z][\w-]*(?=[ =`])|[A-Za-z][\w.:-]*(?=`))[^`\n]*`"
_AS_AN_ENTRY = re.compile(rf"{_NAME}(?: *\| *|(?:, `[^`\n]+`)*\n+ *: +|: +)\(?{_OLD}\b", re.IGNORECASE)
_AS_A_SENTENCE = re.compile(
    rf"{_NAME} (?:[a-z]+ )?(?:is|are|was|has been|have been)(?: now| also)? {_OLD}\b(?! (?:for|when|if|in)\b)",
    re.IGNORECASE,
)
_STILL_THERE = re.compile(
    rf"`(?P<name>--[A-Za-z][\w-]*)[^`\n]*`(?: *\| *|(?:, `[^`\n]+`)*\n+ *: +)(?!\s*\(?{_OLD})", re.I
)
_SAYS_SO = re.compile(rf"\b{_OLD}\b", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_A_NAME = re.compile(r"(?:--)?[A-Za-z][\w.:-]*\w")


def outlived_names(texts: Iterable[str]) -> frozenset[str]:
    """The names in code that a corpus tells its readers not to use any more; of options, those that no command keeps.

    >>> sorted(outlived_names(["| `--raft` | deprecated, use `--boat` instead |", "`pond_old` is obsolete."]))
    ['--raft', 'pond_old']
    """
    texts = [text for text in texts if "`" in text]
    speaking = [text for text in texts if _SAYS_SO.search(text)]
    called_old = {
        match["name"] for text in speaking for each in (_AS_AN_ENTRY, _AS_A_SENTENCE) for match in each.finditer(text)
    }
    options = {name for name in called_old if name.startswith("--")}
    in_use = {match["name"] for text in texts if options for match in _STILL_THERE.finditer(text)}
    return frozenset(name for name in called_old - in_use if is_code_like(name) or _INNER_CAPITAL.search(name))


def is_outlived(candidate: Candidate, outlived: frozenset[str]) -> bool:
    """Whether the way that an answer tells is one that the corpus calls deprecated, and the answer does not say so."""
    gives_a_way = candidate.kind == "how_to" or candidate.question.startswith(
        ("Which ", "What command ", "What option ")
    )
    if not outlived or not gives_a_way or _SAYS_SO.search(f"{candidate.question} {candidate.reference}"):
        return False
    return any(name in outlived for name in _A_NAME.findall(candidate.reference))

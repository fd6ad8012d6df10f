"""Candidate -> whether another right answer stands in the corpus: a setting's default that is a setting."""

import re
from collections.abc import Callable, Container

from kgsynth.engines.extractive.candidates import Candidate

_OFTEN = 5  # chunks that have a column of the same words


def is_answered_otherwise(
    candidate: Candidate, *, entries: Container[str], replaced: Container[str], has: Callable[[str, int], bool]
) -> bool:
    """Whether another thing answers as well: the setting that a default is taken from, what replaces as what alters
    does, the option that an option is the same as.

    Args:
        entries: the names that have an entry of their own.
        replaced: the last word of what a command creates or replaces.
        has: whether so many chunks have some words.
    """
    if candidate.kind == "option_default":
        return _SETTING.fullmatch(candidate.reference) is not None and candidate.reference in entries
    if candidate.kind == "list" and _has_another_value(candidate):
        return True
    if _OF_A_COLUMN.search(candidate.question) and has(_opens(candidate), _OFTEN):
        return True  # every view has such a column
    if candidate.kind not in {"how_to", "factual"}:
        return False
    if _ONLY.search(candidate.chunks[0].text) and "definition" in candidate.question:
        return True
    altered = _ALTERED.search(candidate.reference)
    if altered and altered["thing"].split()[-1] in replaced and "definition" in candidate.question:
        return True
    asks_for_it = candidate.kind == "how_to" or candidate.question.startswith("Which ")
    return asks_for_it and _is_the_same_as_another(candidate)


def _is_the_same_as_another(candidate: Candidate) -> bool:
    """Whether the entry of the answer says that something else does the same, or that an option changes nothing."""
    start = candidate.evidence[-1].start - candidate.chunks[0].span.start
    entry = _NEXT.split(candidate.chunks[0].text[start:])[0]
    is_an_option = candidate.reference.removeprefix("With ").startswith("-")
    said = entry if is_an_option else entry.partition("\n\n")[0]
    return _THE_SAME.search(said) is not None or (is_an_option and _AS_IT_IS.search(said) is not None)


def _has_another_value(candidate: Candidate) -> bool:
    """Whether an entry names a value behind its list of them: "The sluice can be left alone by the value `idle`."."""
    listed = set(re.split(r",? (?:and |or )?|,", candidate.reference.rstrip(".")))
    start = candidate.evidence[-1].end - candidate.chunks[0].span.start
    rest = _NEXT.split(candidate.chunks[0].text[start:])[0]
    return any(match["value"] not in listed for match in _A_VALUE.finditer(rest))


def _opens(candidate: Candidate) -> str:
    """The first words of what an entry says."""
    start = candidate.evidence[0].start - candidate.chunks[0].span.start
    said = candidate.chunks[0].text[start : candidate.evidence[-1].end - candidate.chunks[0].span.start]
    return " ".join(said.rpartition(": ")[2].split()[:_TELLING])


_TELLING = 4  # words of an entry
_OF_A_COLUMN = re.compile(r"\bcolumn (?:holds|of)\b")
_A_VALUE = re.compile(
    r"\b(?:[Tt]he (?:special )?value|(?:using|[Ss]et(?:ting)? (?:it|this)) to) `(?P<value>[A-Za-z][\w-]*)`"
)
_SETTING = re.compile(r"[A-Za-z]\w*(?:[._]\w+)+")
_ALTERED = re.compile(r"\bALTER (?P<thing>[A-Z]+(?: [A-Z]+)*)")
_ONLY = re.compile(r"\bthe only (?:available |possible |supported )?(?:action|functionality|change|operation|thing)\b")
_NEXT = re.compile(r"\n(?=[^\n]+\n: )")
_THE_SAME = re.compile(
    r"\b(?:[Ss]ame as|[Ee]quivalent (?:to|of)|[Ss]ynonym|[Ss]horthand|[Aa]lias) .{0,30}(?:--?\w|`[A-Z]{3,})"
)
_AS_IT_IS = re.compile(r"\([Dd]efault\)|\b(?:[Tt]his|which) is the default\b|\((?:this is )?the default\)")

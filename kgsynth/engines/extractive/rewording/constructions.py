"""Constructions of formal prose -> how the same is said: ``responsible for keeping`` -> ``that keeps``."""

import re
from collections.abc import Callable, Sequence

from kgsynth.engines.extractive.rewording.lexicon import gerund, is_verb, third
from kgsynth.language.bundled import verb_lemma

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_NOT_OWNED = (
    "number|amount|list|set|part|rest|end|use|case|kind|type|sort|way|lot|group|series|range|member|one|some|all|most|"
    "each|any|none|instance|example|piece|result|lack|event|means|top|middle|bottom|side|point|front|help|course"
)


def rebuilt(text: str, keep: Sequence[str] = ()) -> str:
    """The text with each construction that is known put the shorter way, wherever that is safe.

    Args:
        keep: names that stay letter for letter.
    """
    for pattern, rebuild in _RULES:
        match = pattern.search(text)
        if match and not any(name in match.group() for name in keep if name):
            text = text[: match.start()] + rebuild(match) + text[match.end() :]
    return text


def _doing(match: re.Match[str]) -> str:
    """``is responsible for keeping`` -> ``keeps``; ``a job responsible for keeping`` -> ``a job that keeps``."""
    base = verb_lemma(match["doing"], "VBG")
    if base is None:
        return match.group()
    be = match["be"]
    if be is None:
        return f"{match['noun']} that {third(base)}"
    return f"{match['noun']} {third(base) if be.strip() == 'is' else base}"


def _to_do(match: re.Match[str]) -> str:
    """``tools for reading`` -> ``tools to read``."""
    base = verb_lemma(match["doing"], "VBG")
    return f"{match['noun']} to {base}" if base else match.group()


def _for_doing(match: re.Match[str]) -> str:
    """``a number used to find a host`` -> ``a number for finding a host``."""
    return f"{match['noun']} for {gerund(match['base'])}" if is_verb(match["base"]) else match.group()


def _owned(match: re.Match[str]) -> str:
    """``the current state of the kernel`` -> ``the kernel's current state``."""
    return f"the {match['whose']}'s {match['what']}"


_CHARGED = r"(?:responsible for|in charge of) (?P<doing>[a-z]+ing)\b(?! and\b)"
_TOOLS = "tool|program|library|utility|command|function|way|method|script|package"
_RULES: tuple[_Rule, ...] = (
    (re.compile(rf"\b(?!(?:be|were|been|are|not|\w+ly) )(?P<noun>[\w-]+(?<!s))(?P<be> is)? {_CHARGED}"), _doing),
    (re.compile(rf"(?P<noun>[\w-]+s)(?P<be> are) {_CHARGED}"), _doing),
    (
        re.compile(
            rf"(?P<noun>\b(?:(?:{_TOOLS})s?|software|means)) for (?P<doing>[a-z]{{4,}}ing)\b(?= (?!(?:and|or) )[a-z])"
            r"(?!.* (?:and|or) [a-z]{4,}ing\b)"
        ),
        _to_do,
    ),
    (re.compile(r"(?P<noun>\b(?:an?|the) (?:[a-z-]+ )?[a-z-]+) used to (?P<base>[a-z]+)\b"), _for_doing),
    (
        re.compile(
            rf"\bthe (?P<what>(?:[a-z-]+ )?(?!(?:{_NOT_OWNED})s? of)[a-z-]+) of the "
            r"(?P<whose>[a-z]+(?<!s)(?<!ing))(?=[?,]|\.?$|\. )"
        ),
        _owned,
    ),
)

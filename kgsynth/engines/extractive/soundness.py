"""Candidate -> whether nothing in its form, nor in what stands after its evidence, speaks against asking it."""

import re

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.types import Chunk, Span

_AFTER = 160  # characters after the evidence: a sentence
_TAKEN_BACK = re.compile(
    r"\b(?:currently not|not (?:currently|yet|actually)|is not (?:tracked|implemented|supported))\b"
)
_PAST_CONDITION = re.compile(r"\bif\b[^,?]*\b(?:was|were)\b")
_TWICE = re.compile(r"^(?:With|When using|In) (?:[\w-]+ )?(?P<tool>[\w-]{3,}), .*\b(?P=tool)\b")
_NOTED = re.compile(r"\bnot (?:actually|really)\b")  # what nobody asks about who has not been told that it is not so
_PLACEHOLDER = re.compile(r"\b[a-z]{3,}\d\b")
_LEANS = re.compile(r"\bhowever\b", re.IGNORECASE)  # on what was said before
_SENDS_ON = re.compile(r"^(?:skip|jump|scroll|proceed|look for)\b", re.IGNORECASE)
_LACKS_ARTICLE = re.compile(r"\b(?:when|if|after|before) [A-Z]{2,}(?: [A-Z]{2,})* (?:command|statement|clause)\b")
_OTHER_NAME = re.compile(r"^An? (?:alias|synonym|shorthand|short form|abbreviation|alternative|older name)\b")
_DANGLES = re.compile(r"\bof the (?:appropriate|corresponding|respective) \w+\.$")
_ATTEMPT = re.compile(r"\b(?:lets? you|to) (?:attempt|try) to\b")
_NUMBERED = re.compile(r"\b(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b")  # of what is listed
_LACKS_OBJECT = re.compile(r"\b(?:show|print|display|output|write|list|dump) (?:in|as|with|using) (?:an?|the)\b")
_FIRST_LINE = re.compile(r"\w - \w")  # of a manual page, taken for a sentence
_REMARK = re.compile(r"^(?:In fact|Indeed|Incidentally)\b")
_GOES_ON = "followed by"  # the second half of what is shown, written, or sent


def is_sound(candidate: Candidate) -> bool:
    """Whether a question of one hop holds together, and the next sentence does not take its answer back."""
    asked, told = candidate.question, candidate.reference
    if _PAST_CONDITION.search(asked) or _TWICE.search(asked) or _is_defaulted_by_a_part(candidate):
        return False
    if any(name not in asked for name in _PLACEHOLDER.findall(told)) or _LEANS.search(told):
        return False
    if _SENDS_ON.search(told) or _OTHER_NAME.search(told) or _DANGLES.search(told):
        return False
    if any(pattern.search(asked) for pattern in (_LACKS_ARTICLE, _LACKS_OBJECT, _ATTEMPT, _NUMBERED, _FIRST_LINE)):
        return False
    chunk = candidate.chunks[0]
    said = " ".join(_text(chunk, span) for span in candidate.evidence)
    if _REMARK.search(said):
        return False
    if _GOES_ON in said and _GOES_ON not in f"{asked} {told}":
        return False
    if candidate.kind == "cause" and any(_NOTED.search(_text(chunk, span)) for span in candidate.evidence):
        return False
    return not any("(s)" in _text(chunk, span) or _TAKEN_BACK.search(_next(chunk, span)) for span in candidate.evidence)


def _is_defaulted_by_a_part(candidate: Candidate) -> bool:
    """Whether the default of a subcommand is asked for: of which of its arguments, nobody could tell."""
    return candidate.kind == "option_default" and any(name.kind == "subcommand" for name in candidate.names)


def _text(chunk: Chunk, span: Span) -> str:
    return chunk.text[span.start - chunk.span.start : span.end - chunk.span.start]


def _next(chunk: Chunk, span: Span) -> str:
    """What stands right after the evidence, in its paragraph."""
    end = span.end - chunk.span.start
    return chunk.text[end : end + _AFTER].partition("\n\n")[0]

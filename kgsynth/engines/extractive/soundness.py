"""Candidate -> whether nothing in its form, nor in what stands after its evidence, speaks against asking it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.occasions_of_windows import is_a_step_between
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
_DANGLES = re.compile(
    r"\bof the (?:appropriate|corresponding|respective) \w+\.$|"
    r"\bthe (?:associated|appropriate|relevant|corresponding|respective|desired) (?:[a-z]+ ){0,2}[a-z]+\.$|"
    r"\bthat way\.$"
)
_TWICE_OVER = re.compile(r"\b([a-z]{3,}) \1\b")
_IS_NO_NAME = re.compile(  # when it is called, or where it is; not what
    r"^What (?:is|are) [^?]+ called\? (?:To|By|When|Once|Before|After)\b|^What (?:is|are) the [^?]+\? (?:In|At|On) "
)
_HOW_NONE = re.compile(r"\b[Hh]ow (?:is|are|can|may|should) no\b")
_SOME_OF_THOSE = re.compile(r"^What (?:are|is|do|does|can|will) the (?:two|three|four|five|six) (?!of\b)")  # of which?
_A_MENU_IS_NO_PLACE = re.compile(r"^(?:From|In|On) which file\b")
_WITH_ITS_REASON = re.compile(r"^Which \w+ .* (?:because|since) (?:[A-Z]|it|the)")
_ATTEMPT = re.compile(r"\b(?:lets? you|to) (?:attempt|try) to\b")
_NUMBERED = re.compile(r"\b(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b")  # of what is listed
_LACKS_OBJECT = re.compile(r"\b(?:show|print|display|output|write|list|dump) (?:in|as|with|using) (?:an?|the|one)\b")
_FIRST_LINE = re.compile(r"\w - \w")  # of a manual page, taken for a sentence
_REMARK = re.compile(r"^(?:In fact|Indeed|Incidentally)\b")
_BROKEN = re.compile(r"[a-z]- (?!and\b|or\b|to\b|but\b)[a-z]")  # a word that was cut at the end of a line
_POINTS = re.compile(r"\bthat (?:command|option|statement|function|value|file|setting)\b")
_NO_OUTCOME = re.compile(r"^(?:If|When|Unless|Whether) ")
_ONLY_SET = re.compile(  # what else comes of it, its own entry tells
    r"\b(?:if|when) (?:(?:the )?\w+[_.][\w.]+(?: \w+)? is (?:on|off|true|false|set|enabled|disabled)|"
    r"[a-z_]+ is (?:\d+|zero|true|false|null))\b",
    re.IGNORECASE,
)
_AN_OPTION = re.compile(r"(?<!\S)--?[a-z][\w-]*")
_PUT_TOGETHER = re.compile(r"\bhow (?:can|may|could) .+ be combined\?$", re.IGNORECASE)
_USING = re.compile(r"^(?:When using|With|In) (?P<tool>[A-Z]{2,} (?:[A-Z]+ )*(?P<thing>[A-Z]{2,})), ")
_GOES_ON = "followed by"  # the second half of what is shown, written, or sent


def is_sound(candidate: Candidate) -> bool:
    """Whether a question of one hop holds together, and the next sentence does not take its answer back."""
    asked, told = candidate.question, candidate.reference
    if (
        is_a_step_between(asked)
        or _PAST_CONDITION.search(asked)
        or _TWICE.search(asked)
        or _is_defaulted_by_a_part(candidate)
    ):
        return False
    if any(name not in asked for name in _PLACEHOLDER.findall(told)) or _LEANS.search(told):
        return False
    if asked.endswith(" for?") and told.startswith("Use "):
        return False  # "intended for use by": the noun is taken for an order
    if _TWICE_OVER.search(asked) or _HOW_NONE.search(asked) or _IS_NO_NAME.match(f"{asked} {told}"):
        return False
    if _SOME_OF_THOSE.match(asked) or ("→" in told and _A_MENU_IS_NO_PLACE.match(asked)):
        return False
    if _WITH_ITS_REASON.search(asked) or _SENDS_ON.search(told) or _OTHER_NAME.search(told) or _DANGLES.search(told):
        return False
    if any(pattern.search(asked) for pattern in (_LACKS_ARTICLE, _LACKS_OBJECT, _ATTEMPT, _NUMBERED, _FIRST_LINE)):
        return False
    tool = _USING.match(asked)
    if tool and told.endswith(f" {tool['thing']}.") and tool["tool"] not in told:
        return False  # how to undo what that command does
    if _BROKEN.search(f"{asked} {told}") or (candidate.kind != "condition" and _POINTS.search(told)):
        return False
    if any(candidate.kind == kind and pattern.search(text) for kind, pattern, text in _unlike(asked, told)):
        return False
    if " happens" in asked and (_NO_OUTCOME.match(told) or _ONLY_SET.search(asked)):
        return False
    if _PUT_TOGETHER.search(asked) or _is_of_no_command(candidate):
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


def _unlike(asked: str, told: str) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """What makes a question or an answer none of its kind."""
    yield "cause", _ENOUGH, asked
    yield "table", _NONE, told
    yield "purpose", _NO_PURPOSE, told
    yield "factual", _MEANS_THAT, asked


_ENOUGH = re.compile(r"\b(?:not enough|insufficient|not sufficient)\?$")  # for what, the page tells
_NONE = re.compile(r"^(?:not|no|none|n/a)\b", re.IGNORECASE)
_MEANS_THAT = re.compile(r"^Which .{2,30}? means that\b")
_NO_PURPOSE = re.compile(r"^It (?:means|stands|represents|contains|has|needs|requires|consists|looks)\b")


def _is_of_no_command(candidate: Candidate) -> bool:
    """Whether what happens with an option is asked for, and nothing says whose it is."""
    if candidate.kind != "condition" or not _AN_OPTION.search(candidate.question):
        return False
    title = re.sub(r"\(\d\w?\)$", "", candidate.chunks[0].title)
    return not {title, title.replace("-", " "), *(name.owner for name in candidate.names if name.owner)} & _runs(
        candidate.question
    )


def _runs(text: str) -> set[str]:
    """The words of a text, and each two that follow each other."""
    words = [word.strip(",?") for word in text.split()]
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def _is_defaulted_by_a_part(candidate: Candidate) -> bool:
    """Whether the default of a subcommand is asked for: of which of its arguments, nobody could tell."""
    return candidate.kind == "option_default" and any(name.kind == "subcommand" for name in candidate.names)


def _text(chunk: Chunk, span: Span) -> str:
    return chunk.text[span.start - chunk.span.start : span.end - chunk.span.start]


def _next(chunk: Chunk, span: Span) -> str:
    """What stands right after the evidence, in its paragraph."""
    end = span.end - chunk.span.start
    return chunk.text[end : end + _AFTER].partition("\n\n")[0]

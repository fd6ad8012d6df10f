"""Candidate -> whether what stands around its evidence limits what it says: the sentence behind a default, the question
that its section answers."""

import re

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.types import Chunk

_NEAR = 300  # characters behind a default
_TITLE = re.compile(r"^#+ +(?P<title>.+?) *#*$", re.MULTILINE)
_IN_A_CASE = re.compile(r"\W*(?:If|When|Unless|Where|On|In|For)\b[^.]*?(?:, | then )(?P<rest>[^.]*(?:\.\w[^.]*)*)")
_IS_USED_THEN = re.compile(
    r"\b(?:instead|falls? back|(?:is|are|will be) (?:being )?used|defaults? (?:is|to|becomes)|the default)\b"
)
_DEFAULTS = frozenset({"option_default", "factual"})
_ASKS_FOR_A_DEFAULT = re.compile(r"\bdefault\b", re.IGNORECASE)
_TROUBLE = re.compile(r"\?\W*$|(?:^|[^\w])(?:I|I['’]m|[Mm]y)\b")
_OF_THE_CASE = frozenset({"cause", "condition", "temporal", "factual", "place", "yes_no"})


def is_limited_around(candidate: Candidate) -> bool:
    """Whether somebody who reads only the evidence misses the case that it holds for.

    ``What is the default value of otter_dir?`` of "Defaults to `/pond`. If `lake` is set, `/lake` is used instead."
    """
    if len(candidate.chunks) > 1 or candidate.chunks[0].language != "en" or not candidate.evidence:
        return False
    return _is_another_default(candidate) or _is_of_a_case(candidate)


def _is_another_default(candidate: Candidate) -> bool:
    """Whether the sentence behind a default says what is used in another case."""
    if candidate.kind not in _DEFAULTS or not _ASKS_FOR_A_DEFAULT.search(candidate.question):
        return False
    chunk, end = candidate.chunks[0], candidate.evidence[-1].end - candidate.chunks[0].span.start
    behind = _IN_A_CASE.match(chunk.text[end : end + _NEAR].partition("\n\n")[0])
    return behind is not None and _IS_USED_THEN.search(behind["rest"]) is not None


def _is_of_a_case(candidate: Candidate) -> bool:
    """Whether a sentence helps with the trouble that its title tells, and is asked of as if it held at large."""
    if candidate.kind not in {*_OF_THE_CASE, "how_to"} or candidate.as_asked:
        return False
    title, between = _title_above(candidate.chunks[0], candidate.evidence[0].start)
    if not _TROUBLE.search(title):
        return False
    return candidate.kind in _OF_THE_CASE or "\n\n" in between.strip()


def _title_above(chunk: Chunk, start: int) -> tuple[str, str]:
    """The title right above a place of the document that a chunk holds, and what stands between them."""
    before = chunk.text[: max(0, start - chunk.span.start)]
    last = next(reversed(list(_TITLE.finditer(before))), None)
    if last is None:
        return next(reversed(chunk.headings), chunk.title), before
    return last["title"], before[last.end() :]

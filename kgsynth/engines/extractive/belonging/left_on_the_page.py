"""Candidate -> what its question leaves on the page: the entry, the window, the system or the command that it is of."""

import re
from functools import lru_cache

from kgsynth.engines.extractive.belonging.tools import TOOLS
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import heading_text, owner_of
from kgsynth.language.bundled import noun_types
from kgsynth.language.titles import glossed
from kgsynth.language.words import content_words, stands_in

_OF_A_WINDOW = re.compile(
    r"\b(?:the|an?) (?:[A-Z“\"][\w/&”\"-]*(?: [\w/&”\"-]+){0,4}? )(?:button|field|tab|check ?box|entry|item|icon|pane|"
    r"box|column|drop-?down|combo|radio|list|area|row|setting|option)s?\b"
)
_WINDOW = re.compile(
    r"(?:^|\s)(?:Window|Dialog|Assistant|Editor|Screen|Report|Wizard|Register|Calculator|Tool|Filter)$"
)
_TERM = re.compile(
    r"^(?P<indent> *)(?:[-*+] )?(?P<term>[^\s:][^\n]{1,80}(?:\n(?P=indent)[^\s:][^\n]{0,80}){0,3})\n *: (?=\S)",
    re.MULTILINE,
)
_SEVERAL = re.compile(r"\b[A-Za-z]{2,}[^su]s\b")
SYSTEM = re.compile(r"\b(?:macOS|Mac OS X|OS X|MacOS|Windows|Linux|FreeBSD|OpenBSD|NetBSD|Solaris|Cygwin|Android)\b")
_GENERAL = frozenset({"definition", "expansion"})  # what is told of a thing wherever it is met


def paragraph_of(candidate: Candidate) -> str:
    """What stands around the last piece of evidence, up to the next empty lines."""
    chunk = candidate.chunks[0]
    start, end = (each - chunk.span.start for each in (candidate.evidence[-1].start, candidate.evidence[-1].end))
    return chunk.text[chunk.text.rfind("\n\n", 0, start) + 1 : end] + chunk.text[end:].partition("\n\n")[0]


def is_of_an_unnamed_entry(candidate: Candidate) -> bool:
    """Whether its sentence stands in the entry of a name, or of one inside another, that it does not have."""
    if candidate.kind in _GENERAL:
        return False
    said = f"{candidate.question} {candidate.reference}"
    around = (re.split(r", |\n *", term) for term in _entries_around(candidate))
    return not all(any(_is_said(spelling, said) for spelling in spellings) for spellings in around)


def _entries_around(candidate: Candidate) -> list[str]:
    """The terms of the lists that its last piece of evidence stands below, the outermost first."""
    chunk = candidate.chunks[0]
    place = candidate.evidence[-1].start - chunk.span.start
    return [term for term, start, end in _entries(chunk.text) if start <= place < end]


@lru_cache(maxsize=64)
def _entries(text: str) -> tuple[tuple[str, int, int], ...]:
    """The terms of a text with where each begins and where its entry ends, be it inside another."""
    return tuple((each["term"], each.start("term"), _end(each, text)) for each in _TERM.finditer(text))


def _end(term: re.Match[str], text: str) -> int:
    """Where a line follows that is no deeper than a term, and no more of what is told of it."""
    follows = re.compile(rf"\n {{0,{len(term['indent'])}}}(?![ :\n])").search(text, term.end())
    return follows.start() if follows is not None else len(text)


def tool_left_out(candidate: Candidate, subject: str) -> str:
    """The command of whose page an entry is asked for, where neither question nor answer has it."""
    chunk = candidate.chunks[0]
    if not any(map(glossed, (*chunk.headings, chunk.title))) or not _entries_around(candidate):
        return ""
    tool = owner_of(chunk, chunk.headings, subject)
    said = f"{candidate.question} {candidate.reference}"
    return tool.text if tool is not None and tool.kind in TOOLS and not stands_in(tool.text, said) else ""


def _is_said(term: str, said: str) -> bool:
    plain = re.sub(r"\s*[=\[(<{].*$|`", "", term).strip()
    words = {word for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", plain) for word in content_words(part)}
    return plain in said or (bool(words) and words <= set(content_words(said)))


def is_of_an_unnamed_system(candidate: Candidate, subject: str) -> bool:
    """Whether the titles above speak of one operating system, and the question of none."""
    titles = " ".join(candidate.chunks[0].headings[1:])
    named = set(SYSTEM.findall(titles)) - set(subject.split())
    return len(named) == 1 and not SYSTEM.search(candidate.question)


def is_of_a_title_of_several(candidate: Candidate) -> bool:
    """Whether a cell is asked for as if a title named one thing: of "Nets and Traps", which double?"""
    titles = {heading_text(title) for title in (*candidate.chunks[0].headings, candidate.chunks[0].title)}
    owners = [name.text for name in candidate.names if name.text in titles] if candidate.kind == "table" else []
    return any(word.lower().removesuffix("s") in noun_types() for each in owners for word in _SEVERAL.findall(each))


def is_in_a_table_of_another(candidate: Candidate) -> bool:
    """Whether a sentence inside a table has no word of the titles above: a remark on what its row is about."""
    chunk = candidate.chunks[0]
    above = chunk.text[: candidate.evidence[-1].start - chunk.span.start]
    titled = {word for title in (*chunk.headings, chunk.title) for word in content_words(heading_text(title))}
    said = set(content_words(candidate.question))
    return candidate.kind != "table" and above.rpartition("\n")[2].startswith("|") and not said & titled


def window_left_out(candidate: Candidate) -> str | None:
    """The window whose button or field is asked about, if the question should say it; None where no title tells it."""
    if not _OF_A_WINDOW.search(candidate.question):
        return ""
    titles = [heading_text(title) for title in (*reversed(candidate.chunks[0].headings), candidate.chunks[0].title)]
    if any(stands_in(title.lower(), candidate.question.lower()) for title in titles if " " in title):
        return ""
    return next((title for title in titles if _WINDOW.search(title)), None)

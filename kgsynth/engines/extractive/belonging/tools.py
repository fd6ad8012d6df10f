"""A question on a manual page -> the same with the command in front that the page is about, where it names none."""

import re
from dataclasses import replace

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import owner_of
from kgsynth.engines.extractive.wording import lower_first, question
from kgsynth.language.words import stands_in


def with_its_tool(candidate: Candidate, subject: str) -> Candidate:
    """With the command in front whose manual page asks for a variable or a setting of it."""
    chunk, text = candidate.chunks[0], candidate.question
    by_options = candidate.kind == "how_to" and _BY_OPTIONS.search(candidate.reference) is not None
    tool = owner_of(chunk, chunk.headings, subject) if by_options or _OF_A_TOOL.match(text) else None
    if tool is None or not (tool.kind in TOOLS or (by_options and not tool.kind)) or stands_in(tool.text, text):
        return candidate
    text = re.sub(rf"^In {re.escape(subject)}, | in {re.escape(subject)}(?=\?$)", "", text) if subject else text
    return replace(candidate, question=question(f"With {tool.text}, {lower_first(text)}"))


_OF_A_TOOL = re.compile(
    r"^(?:Which|What) (?:environment variable|variable|setting|option|flag|parameter|key|directive|keyword|field|mode"
    r"|value)s? "
)
_BY_OPTIONS = re.compile(r"\b(?:using|use|by|with) -{1,2}[A-Za-z]", re.IGNORECASE)
TOOLS = frozenset({"command", "program", "tool", "utility"})

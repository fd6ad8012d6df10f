"""Candidate -> where its evidence stands in its chunk, and what the titles above have to do with its question."""

import re

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import heading_text, is_code_like
from kgsynth.language.words import content_words
from kgsynth.types import Chunk

_LEANS = re.compile(r"(?:This|These|That|Those|It|They|Its|Their|Such|Both|Each)\b")
_FEW_LETTERS = 2


def surroundings(candidate: Candidate) -> dict[str, float]:
    """What stands before and behind the evidence of a candidate of one chunk, and how its titles meet the question.

    What the next sentence goes on about ("This keeps the otters dry") is what the page cares for.
    """
    return _in_the_chunk(candidate, candidate.chunks[0]) | _of_the_titles(candidate.question, candidate.chunks[0])


def _in_the_chunk(candidate: Candidate, chunk: Chunk) -> dict[str, float]:
    start, end = candidate.evidence[0].start - chunk.span.start, candidate.evidence[-1].end - chunk.span.start
    *above, same = chunk.text[:start].split("\n\n")
    leads = not same.strip()
    return {
        "e first in block": float(leads),
        "e first in chunk": float(leads and not any(block.strip() and not _is_heading(block) for block in above)),
        "e goes on": float(_LEANS.match(chunk.text[end:].lstrip(' \n."”`)')) is not None),
    }


def _is_heading(block: str) -> bool:
    return block.lstrip().startswith("#")


def _of_the_titles(question: str, chunk: Chunk) -> dict[str, float]:
    titles = [heading_text(title) for title in (chunk.title, *chunk.headings)]
    told = {word for title in titles for word in content_words(title)}
    asked = question.lower()
    return {
        "t page in q": float(_stands_in(titles[0], asked)),
        "t section in q": float(len(titles) > 1 and _stands_in(titles[-1], asked)),
        "t page code": float(is_code_like(titles[0])),
        "t left": len(told.difference(content_words(question))) / max(1, len(told)),
    }


def _stands_in(title: str, asked: str) -> bool:
    return len(title) > _FEW_LETTERS and title.lower() in asked

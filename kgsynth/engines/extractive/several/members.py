"""Sections under a title in the plural -> ``Which lock gates are there in Ottershire?``, answered by their names."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kgsynth.checks.kinds import COLLECTION
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.wording import question
from kgsynth.manuals import Members
from kgsynth.types import Chunk, Span


def of_a_sort(found: Members, subject: str) -> Candidate | None:
    """The question for all there are of a sort; None where a chunk does not have the title that says a name.

    Args:
        subject: what the whole corpus is about.
    """
    proof = tuple(_proof(found))
    if len(proof) < len(found.titles) or not subject:
        return None
    sort = " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in found.sort.split())
    return Candidate(
        chunks=found.chunks,
        question=question(f"Which {sort} are there in {subject}"),
        reference=f"{', '.join(found.names[:-1])} and {found.names[-1]}.",
        evidence=proof,
        kind=COLLECTION,
        names=(Name(sort),),
        weight=0.8,
    )


def _proof(found: Members) -> Iterator[Span]:
    """The title over all where the first chunk has it, and the title that says each name."""
    first = _line(found.chunks[0], found.sort)
    if first is not None:
        yield first
    for place, title in found.titles:
        span = _line(found.chunks[place], title)
        if span is not None:
            yield span


def _line(chunk: Chunk, title: str) -> Span | None:
    """The characters of a title in a chunk, whatever of it is set as code."""
    words = r"`?[ ]`?".join(re.escape(word) for word in title.replace("`", "").split())
    match = re.search(rf"^#+ (?:[A-Z\d][\w.]*\.? )?(?P<title>`?{words}`?)[ ]*$", chunk.text, re.MULTILINE)
    if match is None:
        return None
    return replace(chunk.span, start=chunk.span.start + match.start("title"), end=chunk.span.start + match.end("title"))

"""A model's quote -> the span of the source that it is: exact, or nearly so, or nothing."""

import re

from rapidfuzz import fuzz

from kgsynth.language.markdown import blocks, plain
from kgsynth.types import Chunk, Span

LEAST_ALIKE = 0.95  # of the characters of a quote that is not exact
_SHORTEST = 3  # characters of a quote worth looking for
_ENDS = " \t\n\"'“”‘’`…"


def located(quote: str, chunk: Chunk) -> Span | None:
    """Where a chunk says what a quote says; None where it does not.

    Blanks and markup may differ; beyond that at most one character in twenty. The span is the source's own stretch, so
    what is kept is never what the model wrote.
    """
    wanted = re.sub(r"\s+", " ", quote).strip(_ENDS).removesuffix("...").strip(_ENDS)
    if len(wanted) < _SHORTEST:
        return None
    found = _exact(wanted, chunk.text) or _without_markup(wanted, chunk.text) or _nearly(wanted, chunk.text)
    if found is None:
        return None
    start, end = found
    return Span(chunk.document_id, chunk.span.start + start, chunk.span.start + end)


def _exact(wanted: str, text: str) -> tuple[int, int] | None:
    pattern = r"\s+".join(re.escape(word) for word in wanted.split(" "))
    match = re.search(pattern, text)
    return match.span() if match else None


def _without_markup(wanted: str, text: str) -> tuple[int, int] | None:
    """In the words of one block of the text, emphasis, links and code marks left out."""
    bare = re.sub(r"\s+", " ", plain(wanted, 0, len(wanted)).text).strip()
    for block in blocks(text):
        view = plain(text, block.start, block.end)
        found = _exact(bare, view.text)
        if found:
            return view.source_span(*found)
    return None


def _nearly(wanted: str, text: str) -> tuple[int, int] | None:
    """The stretch most like the quote, if it is alike enough, from the beginning of a word to the end of one."""
    best = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=100 * LEAST_ALIKE)
    if best is None or best.dest_end <= best.dest_start or len(wanted) > len(text):
        return None
    start, end = best.dest_start, best.dest_end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum() and text[start].isascii():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum() and text[end].isascii():
        end += 1
    return start, end

"""A model's quotes -> the spans of the source that they are, exact or nearly so; of these, those that are needed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from kgsynth.language.markdown import blocks, plain
from kgsynth.language.words import content_words
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


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans of one document in text order, those that overlap as one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if kept and span.start <= kept[-1].end:
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def needed(
    spans: Mapping[int, Sequence[Span]], chunks: Mapping[int, Chunk], question: str, answer: str
) -> Mapping[int, Sequence[Span]]:
    """The spans of each passage without those that add nothing to the others; one of each passage stays.

    In one passage, a stretch may be there to name what the question names. Of several passages, each piece has to tell
    something of the answer.

    Args:
        spans: by the place of their passage.
        chunks: the passages, by place.
    """
    held = _held(spans, chunks, f"{question}\n{answer}" if len(spans) == 1 else _told(question, answer, chunks))
    kept = {place: list(found) for place, found in spans.items()}
    for place, found in kept.items():
        for span in sorted(found, key=lambda each: (len(held[each]), each.start)):
            others = [other for group in kept.values() for other in group if other != span]
            if len(kept[place]) > 1 and held[span] <= set().union(*(held[other] for other in others)):
                kept[place].remove(span)
    return kept


def spare_passages(
    spans: Mapping[int, Sequence[Span]], chunks: Mapping[int, Chunk], question: str, answer: str
) -> Sequence[int]:
    """The places of passages that add nothing to what all others tell of the answer, those that hold least first."""
    held = _held(spans, chunks, _told(question, answer, chunks))
    words = {place: set().union(*(held[span] for span in found)) for place, found in spans.items()}
    others = {place: set().union(*(each for other, each in words.items() if other != place)) for place in words}
    return sorted(
        (place for place in words if words[place] <= others[place]), key=lambda each: (len(words[each]), each)
    )


def _told(question: str, answer: str, chunks: Mapping[int, Chunk]) -> str:
    """What an answer says beyond its question; both where it says no more."""
    language = next(iter(chunks.values())).language
    asked = set(content_words(question, language))
    told = " ".join(word for word in answer.split() if not set(content_words(word, language)) <= asked)
    return told or f"{question}\n{answer}"


def _held(spans: Mapping[int, Sequence[Span]], chunks: Mapping[int, Chunk], asked: str) -> Mapping[Span, set[str]]:
    """The content words of question and answer that each span holds."""
    language = next(iter(chunks.values())).language
    words = set(content_words(asked, language))
    return {
        span: words & set(content_words(chunks[place].text_of(span), language))
        for place, found in spans.items()
        for span in found
    }

"""A text that is gone, a document -> the passage of the document that reads most like it."""

import re

from rapidfuzz import fuzz, process

from kgsynth.types import Document, Span

ALIKE = 60.0  # of 100: below, two passages have nothing to do with each other
_EQUALS = 50  # passages looked at that may be equally alike
_PIECE = re.compile(r"\S.*?(?:[.!?](?=\s|$)|[。！？]|$)", re.MULTILINE)  # a sentence, or what a line has left


def most_similar(text: str, document: Document, *, near: int) -> tuple[Span, float] | None:
    """Where it stands, the nearest of equals, and how alike they are, from 60 to 100; None where nothing is."""
    pieces = [match.span() for match in _PIECE.finditer(document.text, document.body_start)]
    length = max(1, len(_PIECE.findall(text)))
    windows = [(pieces[at][0], pieces[at + length - 1][1]) for at in range(len(pieces) - length + 1)]
    texts = [document.text[start:end] for start, end in windows]
    found = process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=_EQUALS)
    if not found:
        return None
    best = [windows[number] for _, likeness, number in found if likeness == found[0][1]]
    return Span(document.id, *min(best, key=lambda window: abs(window[0] - near))), round(found[0][1], 1)

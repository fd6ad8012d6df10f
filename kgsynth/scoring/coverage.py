"""Sample, Passage -> which letters of each evidence span the passage holds, as the bits of a number.

Where a passage says its place, the place decides. Where it has a text alone, the text is laid over the reference
context that the evidence stands in, and what both have in common counts where it cannot be chance: it is at least
``SHORTEST_RUN`` letters long (half of that at the edge of the context), and it goes on until one of the two texts
ends. That is how a piece of the same document looks, however it was cut; two sentences that merely begin alike differ
before either text ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kgsynth.scoring.letters import letters, letters_of_piece
from kgsynth.scoring.passages import Passage
from kgsynth.types import Evidence, Sample

SHORTEST_RUN = 20
SHORTEST_EDGE = 10  # at the edge of a reference context, where a cut may leave but a few words of it


@dataclass(frozen=True, slots=True)
class Target:
    """One evidence span with what looking for it needs.

    Attributes:
        letters: of its text.
        context: the letters of the reference context that it stands in; its own where it stands in none.
        start: where its letters begin in the context's.
        hop: the number of that context: spans of one context are one hop.
    """

    evidence: Evidence
    letters: str
    context: str
    start: int
    hop: int

    def __len__(self) -> int:
        return len(self.letters)

    @property
    def end(self) -> int:
        """Where its letters end in the context's."""
        return self.start + len(self.letters)


def targets_of(sample: Sample) -> tuple[Target, ...]:
    """The evidence of a sample; a span without a letter or digit (a bare rule of a table) is left out."""
    found = (_target(sample, number, evidence) for number, evidence in enumerate(sample.evidence))
    return tuple(target for target in found if target.letters)


def _target(sample: Sample, number: int, evidence: Evidence) -> Target:
    own = letters(evidence.text)
    for hop, context in enumerate(sample.reference_contexts):
        before, found, after = context.partition(evidence.text)
        if found:
            left = letters(before)
            return Target(evidence, own, left + own + letters(after), len(left), hop)
    return Target(evidence, own, own, 0, number)


def covered(target: Target, passage: Passage, ids: tuple[str, ...]) -> int:
    """The letters of a target that a passage holds, bit 0 for the first.

    Args:
        ids: of the sample's reference contexts; a passage with the id of one holds all evidence in it.
    """
    if passage.id and target.hop < len(ids) and ids[target.hop] == passage.id:
        return _bits(0, len(target))
    placed = _by_place(target, passage)
    return _by_text(target, passage.text) if placed is None else placed


def _bits(start: int, end: int) -> int:
    return (1 << end) - (1 << start) if start < end else 0


# ------------------------------------------------------------------------------------------------ by place


def _by_place(target: Target, passage: Passage) -> int | None:
    """What the passage's place covers; None where it has none, or where its text shows that it counts otherwise."""
    place, evidence = passage.place, target.evidence
    if place is None:
        return None
    if not _is_same_document(passage, evidence):
        return 0
    start, end = (min(max(at, evidence.start), evidence.end) - evidence.start for at in place)
    if start < end and passage.text and letters(evidence.text[start:end]) not in letters_of_piece(passage.text):
        return None
    return _bits(_letters_before(target, start), _letters_before(target, end)) if start < end else 0


def _letters_before(target: Target, at: int) -> int:
    """How many letters of a target stand before a place in its text; a tag that is cut there shows more than it has."""
    return min(len(letters(target.evidence.text[:at])), len(target))


def _is_same_document(passage: Passage, evidence: Evidence) -> bool:
    if passage.document_id and passage.document_id == evidence.document_id:
        return True
    given, own = passage.source.replace("\\", "/"), evidence.source.replace("\\", "/")
    return bool(given and own) and (given == own or given.endswith(f"/{own}") or own.endswith(f"/{given}"))


# ------------------------------------------------------------------------------------------------- by text


def _by_text(target: Target, text: str) -> int:
    piece = letters_of_piece(text)
    if not piece:
        return 0
    if _contains(target, piece):
        return _bits(0, len(target))
    bits = 0
    for start, end in _runs(target.context, piece, SHORTEST_EDGE):
        bits |= _bits(max(start, target.start) - target.start, min(end, target.end) - target.start)
    for start, end in _runs(target.letters, piece, SHORTEST_RUN):
        bits |= _bits(start, end)
    return bits


def _contains(target: Target, piece: str) -> bool:
    """Whether a piece holds all of a target: a short one only with so much around it that it cannot be chance."""
    if len(target) >= SHORTEST_RUN:
        return target.letters in piece
    return any(_is_in_place(target, piece, at) for at in _places(target.letters, piece))


def _is_in_place(target: Target, piece: str, at: int) -> bool:
    end = at + len(target)
    before = _common(_last(target.context, target.start), _last(piece, at))
    after = _common(target.context[target.end : target.end + SHORTEST_RUN], piece[end : end + SHORTEST_RUN])
    if before + len(target) + after >= SHORTEST_RUN:
        return True
    left_ends = before in (target.start, at)
    return left_ends and after in (len(target.context) - target.end, len(piece) - end)


def _last(text: str, end: int) -> str:
    """The letters before a place, the nearest first, as far as they matter."""
    return text[max(0, end - SHORTEST_RUN) : end][::-1]


def _common(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)


def _runs(text: str, piece: str, edge: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text that a piece holds: all of the piece, or the text's beginning or end at its edge.

    Args:
        edge: the fewest letters of such a beginning or end.
    """
    if min(len(text), len(piece)) < SHORTEST_RUN:
        return
    for at in _places(piece, text):
        yield at, at + len(piece)
    for at in _places(text[:edge], piece, max(0, len(piece) - len(text))):
        if text.startswith(piece[at:]):
            yield 0, len(piece) - at
            break
    for at in reversed([*_places(text[-edge:], piece[: len(text)])]):
        if text.endswith(piece[: at + edge]):
            yield len(text) - at - edge, len(text)
            break


def _places(part: str, text: str, start: int = 0) -> Iterator[int]:
    at = text.find(part, start)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)

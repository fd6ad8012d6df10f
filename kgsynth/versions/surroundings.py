"""A passage as it was, a place in a text of today -> how far what stands around the place is that passage still."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words of scripts that set blanks between them; every other character stands for itself.
_TOKEN = re.compile(r"(?:(?![\u0e00-\U0010ffff])\w)+|\S")
_AROUND = 200  # characters beyond the length of the passage that are looked at on each side
_NEXT, _MOST = 4, 0.75  # words right beside the evidence, and how many of them must be there


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the surroundings of a place say.

    Attributes:
        share: of the words of the passage outside the evidence, how many stand around the place, in their order.
        mapped: whether old and new words, laid side by side, bring the evidence to this very place.
        within: whether the place lies between such words, as a row of a table does that was sorted elsewhere.
    """

    share: float
    mapped: bool
    within: bool


def surroundings(passage: str, start: int, end: int, text: str, place: tuple[int, int]) -> Surroundings:
    """How well a place fits the evidence at ``start`` to ``end`` of a passage.

    Args:
        text: of a document as it is now.
        place: first character and end of what could be the evidence there.
    """
    if place[0] >= start and text.startswith(passage, place[0] - start):
        return Surroundings(1.0, True, True)
    reach = len(passage) + _AROUND
    first = max(0, place[0] - reach)
    old, new = _tokens(passage), _tokens(text[first : place[1] + reach])
    inside = _between(old, start, end)
    target = _between(new, place[0] - first, place[1] - first)
    pairs = dict(_matched([each[2] for each in old], [each[2] for each in new]))
    around = [to for number, to in pairs.items() if number not in inside]
    outside = len(old) - len(inside)
    led = [pairs.get(number) for number in inside] == list(target)
    return Surroundings(
        share=len(around) / outside if outside else 1.0,
        mapped=led and (_beside(inside, old, pairs) or not _is_rarer(inside, old, new)),
        within=bool(around) and min(around) < target.start and target.stop <= max(around),
    )


_Token = tuple[int, int, str]


def _tokens(text: str) -> list[_Token]:
    return [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text)]


def _between(tokens: Sequence[_Token], start: int, end: int) -> range:
    """The numbers of the tokens that begin between two characters."""
    starts = [token[0] for token in tokens]
    return range(bisect_left(starts, start), bisect_left(starts, end))


def _beside(inside: range, old: Sequence[_Token], pairs: Mapping[int, int]) -> bool:
    """Whether what stood right before the evidence and right behind it is still there."""
    sides = (
        range(max(0, inside.start - _NEXT), inside.start),
        range(inside.stop, min(len(old), inside.stop + _NEXT)),
    )
    return all(sum(number in pairs for number in side) >= _MOST * len(side) for side in sides)


def _is_rarer(inside: range, old: Sequence[_Token], new: Sequence[_Token]) -> bool:
    """Whether the words of the evidence stand there less often: then the one that is left may be another's."""
    words = " ".join(old[number][2] for number in inside)
    before, now = (" ".join(each[2] for each in side).count(words) for side in (old, new))
    return now < before


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which word of the new text is which of the old: the longest common run first, then what is left on its sides."""
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((block.a + step, block.b + step) for step in range(block.size))

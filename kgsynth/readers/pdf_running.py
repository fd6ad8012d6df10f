"""Pages -> pages without the lines that run through the document: headers, footers, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kgsynth.readers.pdf_lines import Line, Page

_MARGIN = 0.12
_OUTERMOST = 4
_GAP = 1.8
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(r"\W*(page|p|seite|página|pagina)?\W*#(\W*(of|von|de|di|sur)?\W*#)?\W*", re.IGNORECASE)


def without_running_lines(pages: Sequence[Page], *, body_size: float) -> list[tuple[Line, ...]]:
    """The lines of each page, less those at a height where most pages repeat themselves."""
    slots = _running_slots(pages, body_size)
    return [tuple(line for line in page.lines if not _is_at(line, page, slots)) for page in pages]


def _is_at(line: Line, page: Page, slots: Iterable[int]) -> bool:
    in_margin = min(line.y, page.height - line.y) < _MARGIN * page.height
    return in_margin and any(abs(line.y - slot) <= 1.5 for slot in slots)


def _running_slots(pages: Sequence[Page], body_size: float) -> list[int]:
    """The heights in the margins at which at least a quarter of the pages carry a line that recurs there."""
    seen: dict[int, list[str]] = defaultdict(list)
    for page in pages:
        for line in _edge_lines(page):
            seen[round(line.y)].append(_masked(line, exact=len(pages) < 3 or line.size > 1.12 * body_size))
    needed = max(2, len(pages) / 4)
    return [slot for slot, texts in seen.items() if _recurring(texts) >= max(needed, len(texts) / 2)]


def _edge_lines(page: Page) -> Iterator[Line]:
    """The lines at the top and at the bottom that a gap sets off from the text."""
    upwards = sorted(page.lines, key=lambda line: line.y)
    margin = _MARGIN * page.height
    yield from _set_off(upwards, [line for line in upwards[:_OUTERMOST] if line.y < margin])
    downwards = upwards[::-1]
    yield from _set_off(downwards, [line for line in downwards[:_OUTERMOST] if line.y > page.height - margin])


def _set_off(lines: Sequence[Line], outer: Sequence[Line]) -> Sequence[Line]:
    """Of the outer lines, those in front of the last wide gap."""
    steps = enumerate(pairwise(lines[: len(outer) + 1]), start=1)
    gaps = [i for i, (before, line) in steps if abs(before.y - line.y) > _GAP * line.size]
    return outer[: gaps[-1]] if gaps else ()


def _masked(line: Line, *, exact: bool) -> str:
    masked = _NUMBER.sub("#", line.text)
    return line.text if exact and not _PAGE_NUMBER.fullmatch(masked) else masked


def _recurring(texts: Sequence[str]) -> int:
    counts = Counter(texts)
    return sum(count for count in counts.values() if count > 1)

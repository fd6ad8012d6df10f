"""Lines of a PDF's pages -> blocks: headings, paragraphs, list items, code, tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import quantiles

from kgsynth.readers.pdf_lines import BROKEN, Line
from kgsynth.readers.pdf_tables import table_at

BULLET = re.compile(r"[•‣◦▪▫■□●○⁃➢➤✓✔\uf0b7\uf0a7\uf0d8]")
_DASH_OR_NUMBER = re.compile(r"[-–—*·]|\(?(\d{1,2}|[a-z])[.)]")
LEADERS = re.compile(r"\s*(?:(?:\. ?){5,}|…{2,})\s*")
_ENDS_IN_NUMBER = re.compile(r"\d{1,4}$")
_CAPTION = re.compile(r"(figure|fig\.|table|listing|abbildung|abb\.|tabelle|tableau|figura|tabla)\s*\d", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_LARGER = 1.12


class Kind(StrEnum):
    """What a block becomes in Markdown. An entry is a line of a table of contents."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ENTRY = "entry"
    CODE = "code"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, and the page (from 0) that they begin on."""

    kind: Kind
    lines: tuple[Line, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Body:
    """How the running text of a document is set; ``pitch`` is the step from line to line, in units of the size."""

    size: float
    fixed: bool
    pitch: float


def body_of(lines: Sequence[Line]) -> Body:
    """The setting that most characters share."""
    sizes: Counter[float] = Counter()
    fixed = 0
    for line in lines:
        sizes[line.size] += len(line.text)
        fixed += len(line.text) * line.fixed
    size = max(sizes, key=lambda each: (sizes[each], each))
    return Body(size, fixed > 0.6 * sizes.total(), _pitch(lines, size))


def _pitch(lines: Sequence[Line], size: float) -> float:
    steps = [(a.y - b.y) / size for a, b in pairwise(lines) if a.size == b.size == size]
    usual = [step for step in steps if 0.8 < step < 3.5]
    return quantiles(usual, n=4)[0] if len(usual) > 1 else 1.2


def page_blocks(lines: Sequence[Line], body: Body, *, page: int) -> Iterator[Block]:
    """The blocks of one page in reading order."""
    contents = sum(map(_is_entry, lines)) >= 3
    group: list[Line] = []
    at = 0
    while at < len(lines):
        rows = 0 if contents else table_at(lines, at, pitch=body.pitch)
        if group and (rows or _starts_block(group, lines[at], body, _right_edge(lines, lines[at]))):
            yield _block(group, body, page, contents=contents)
            group = []
        if rows:
            yield Block(Kind.TABLE, tuple(lines[at : at + rows]), page)
        else:
            group.append(lines[at])
        at += rows or 1
    if group:
        yield _block(group, body, page, contents=contents)


def _right_edge(lines: Sequence[Line], line: Line) -> float:
    """How far lines reach in the column that ``line`` stands in."""
    return max(other.right for other in lines if abs(other.left - line.left) < 4 * line.size)


# ---------------------------------------------------------------------------------------- where a block begins


def _starts_block(group: Sequence[Line], line: Line, body: Body, right: float) -> bool:
    before = group[-1]
    if before.text.endswith(BROKEN) or _is_lone_bullet(group):
        return False
    if _is_entry(line) or _is_entry(before) or _opens_item(line, before, body):
        return True
    step = (before.y - line.y) / max(body.size, line.size)
    if _is_code(before, body) and _is_code(line, body):
        return not 0 < step < 3 * body.pitch
    if _is_restyled(before, line, full=before.right > right - 2 * body.size):
        return True
    if step < -0.5:
        return not goes_on(before.text, line.text)
    return step > 1.25 * body.pitch or _looks_new(group, line, right)


def _looks_new(group: Sequence[Line], line: Line, right: float) -> bool:
    """By its place: indented, back from a list item's indent, or after a line that ended early."""
    before, first = group[-1], group[0]
    if not _SENTENCE_END.search(before.text):
        return False
    if _marker(first):
        return line.left < first.words[min(1, len(first.words) - 1)].left - 0.5 * line.size
    indented = line.left > before.left + 0.8 * line.size and line.left > first.left
    return indented or before.right < right - 0.25 * (right - before.left)


def _is_restyled(before: Line, line: Line, *, full: bool) -> bool:
    small, large = sorted((before.size, line.size))
    if large > _LARGER * small:
        return True
    changed = before.bold != line.bold or before.fixed != line.fixed
    return changed and not (full and not _SENTENCE_END.search(before.text))


def goes_on(before: str, after: str) -> bool:
    """Whether the sentence that ``before`` breaks off in seems to continue in ``after``."""
    return before.endswith(BROKEN) or (after[:1].islower() and not _SENTENCE_END.search(before))


# ------------------------------------------------------------------------------------------------ what it is


def _block(group: Sequence[Line], body: Body, page: int, *, contents: bool) -> Block:
    return Block(_kind(group, body, contents=contents), tuple(group), page)


def _kind(group: Sequence[Line], body: Body, *, contents: bool) -> Kind:
    first = group[0]
    if _is_entry(first) or (contents and _ENDS_IN_NUMBER.search(first.text)):
        return Kind.ENTRY
    if _is_heading(group, body):
        return Kind.HEADING
    if _marker(first):
        return Kind.ITEM
    return Kind.CODE if all(_is_code(line, body) for line in group) else Kind.PARAGRAPH


def _is_heading(group: Sequence[Line], body: Body) -> bool:
    text = " ".join(line.text for line in group)
    if len(group) > 3 or len(text) > 150 or sum(map(str.isalpha, text)) < 2 or _CAPTION.match(text):
        return False
    if BULLET.match(text) or text.rstrip().endswith((",", ";")):
        return False
    if group[0].size >= _LARGER * body.size:
        return not (text.endswith(".") and len(text.split()) > 8)
    return _is_bold_heading(group, body) and not text.endswith((".", ":"))


def _is_bold_heading(group: Sequence[Line], body: Body) -> bool:
    set_off = all(line.bold and line.size >= 0.97 * body.size for line in group)
    return set_off and sum(len(line.words) for line in group) <= 14 and not all(_is_code(line, body) for line in group)


def _is_code(line: Line, body: Body) -> bool:
    return line.fixed and not body.fixed


def _is_entry(line: Line) -> bool:
    return LEADERS.search(line.text) is not None


def _marker(line: Line) -> bool:
    first = line.words[0].text
    return BULLET.match(first) is not None or (len(line.words) > 1 and _is_dash_or_number(line))


def _is_dash_or_number(line: Line) -> bool:
    first = line.words[0]
    return _DASH_OR_NUMBER.fullmatch(first.text) is not None or (first.text == "o" and first.fixed)


def _is_lone_bullet(group: Sequence[Line]) -> bool:
    return len(group) == 1 and len(group[0].words) == 1 and BULLET.fullmatch(group[0].text) is not None


def _opens_item(line: Line, before: Line, body: Body) -> bool:
    """A dash or a number may also begin a line in the middle of a sentence."""
    if BULLET.match(line.words[0].text):
        return True
    apart = before.y - line.y > 1.25 * body.pitch * body.size
    return _marker(line) and (apart or _marker(before) or _SENTENCE_END.search(before.text) is not None)

"""A page of a PDF -> its lines, each with where it stands and how it is set (size, bold, fixed pitch).

pdfium gives the characters in the order of the page's content, which is the reading order of nearly every
producer, columns included. A word broken at the end of a line ends in ``BROKEN``.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

BROKEN = "\x02"
"""What pdfium puts in place of a hyphen at the end of a line."""

_BOLD_NAME = re.compile(r"bold|black|heavy|demi|cmbx|sfbx", re.IGNORECASE)
_FIXED_NAME = re.compile(r"courier|mono|monaco|nimbusmon|consol|menlo|cmtt|sftt|typewriter|code", re.IGNORECASE)
_FIXED_PITCH = 1
_BOLD_WEIGHT = 600
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xa0": " ", "\xad": BROKEN})


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space between them; ``y`` is the baseline, and it grows up the page."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    fixed: bool
    turn: int


@dataclass(frozen=True)
class Line:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size that most of its characters are set in."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def y(self) -> float:
        return self.words[0].y

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @cached_property
    def bold(self) -> bool:
        bold = sum(len(word.text) for word in self.words if word.bold)
        return bold > 0.6 * sum(len(word.text) for word in self.words)

    @cached_property
    def fixed(self) -> bool:
        return all(word.fixed for word in self.words)

    @cached_property
    def cells(self) -> tuple[tuple[Word, ...], ...]:
        """The words, cut where the gap is wider than any space in running text."""
        cells = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.left - before.right > self.size:
                cells.append([])
            cells[-1].append(word)
        return tuple(map(tuple, cells))


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order, its height, and whether it shows images."""

    lines: tuple[Line, ...]
    height: float
    has_images: bool


def read_page(page: pdfium.PdfPage) -> Page:
    """The lines of one page. Text that runs in another direction (axis labels, watermarks, margins) is left out."""
    textpage = page.get_textpage()
    lines = _main_direction(list(_lines(textpage)))
    textpage.close()
    has_images = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return Page(tuple(_joined_rows(lines)), page.get_height(), has_images)


def _lines(textpage: pdfium.PdfTextPage) -> Iterator[Line]:
    words: list[Word] = []
    start = 0
    codes = [raw.FPDFText_GetUnicode(textpage, i) for i in range(textpage.count_chars())] + [ord("\n")]
    for i, code in enumerate(codes):
        broken = code == ord(BROKEN)
        if not broken and not chr(code).isspace():
            continue
        if i > start:
            words.append(_word(textpage, codes[start:i] + codes[i : i + 1] * broken, start))
        start = i + 1
        if words and (broken or code == ord("\n")):
            yield Line(tuple(words))
            words = []


def _word(textpage: pdfium.PdfTextPage, codes: list[int], start: int) -> Word:
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, start, origin_x, origin_y)
    last = start + len(codes) - 1
    turn = round(raw.FPDFText_GetCharAngle(textpage, start) / (math.pi / 2)) % 4
    ends = sorted(_across(textpage, start, turn) + _across(textpage, last, turn))
    bold, fixed = _font_style(textpage, start)
    y = (origin_y.value, origin_x.value, -origin_y.value, -origin_x.value)[turn]
    return Word(_text(codes), ends[0], ends[-1], y, _size(textpage, start), bold, fixed, turn)


def _text(codes: list[int]) -> str:
    # Characters beyond the first 65,536 arrive as two halves.
    text = "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.translate(_LIGATURES).replace("\0", "").replace("\ufffe", "")


def _across(textpage: pdfium.PdfTextPage, index: int, turn: int) -> list[float]:
    """Where a character begins and ends along its line, for text turned by so many quarters."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, index, box)
    return ([box.left, box.right], [-box.top, -box.bottom], [-box.right, -box.left], [box.bottom, box.top])[turn]


def _size(textpage: pdfium.PdfTextPage, index: int) -> float:
    # Many producers set a font of size 1 and scale it with the matrix.
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    size: float = raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.b, matrix.d)
    return max(round(size * 2) / 2, 0.5)


def _font_style(textpage: pdfium.PdfTextPage, index: int) -> tuple[bool, bool]:
    flags, name = ctypes.c_int(), ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(textpage, index, name, len(name), flags)
    font = name.value.decode("utf-8", "replace")
    bold = raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT or _BOLD_NAME.search(font) is not None
    return bold, bool(flags.value & _FIXED_PITCH) or _FIXED_NAME.search(font) is not None


def _main_direction(lines: list[Line]) -> list[Line]:
    turns = Counter(word.turn for line in lines for word in line.words)
    if len(turns) < 2:
        return lines
    main = turns.most_common(1)[0][0]
    return [line for line in lines if line.words[0].turn == main]


def _joined_rows(lines: list[Line]) -> Iterator[Line]:
    """Lines that follow each other on one baseline are cells of one row."""
    words: tuple[Word, ...] = ()
    for line in lines:
        if words and _goes_on(words[-1], line):
            words += line.words
            continue
        if words:
            yield Line(words)
        words = line.words
    if words:
        yield Line(words)


def _goes_on(word: Word, line: Line) -> bool:
    return abs(word.y - line.y) < 0.2 * word.size and line.left >= word.right and not word.text.endswith(BROKEN)

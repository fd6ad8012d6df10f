"""Blocks of a PDF -> Markdown, and where each page begins in it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from kgsynth.readers.pdf_blocks import BULLET, LEADERS, Block, Kind, goes_on
from kgsynth.readers.pdf_lines import BROKEN, Line
from kgsynth.readers.pdf_tables import table_rows
from kgsynth.readers.pipes import pipe_table

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD = re.compile(r"[^\W\d_]+$")
_TAIL = re.compile(r"[^\W\d_]+")
_LOOKS_LIKE_MARKUP = re.compile(r"#{1,6}(?=\s|$)|[-+*](?=\s)|>|\||```|~~~")
_MARKER = re.compile(rf"(?:{BULLET.pattern}+|[-–—*·o](?= ))\s*")
_HARDLY_USED = 0.03
_NUMBER = re.compile(r"\(?(\w{1,2})[.)] ")


class PdfMarkdown:
    """Writes block after block. ``text`` is the Markdown; ``pages`` is where each page up to the last one begins."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.pages: list[int] = []
        self._parts: list[str] = []
        self._length = 0
        self._levels = _levels(blocks)
        self._words = _words(line for block in blocks for line in block.lines)
        self._last: Kind | None = None
        self._indents: list[float] = []
        for block in blocks:
            self._write(block)
        self.text = "".join(self._parts).replace(BROKEN, "-") + "\n" * bool(blocks)

    def pages_of(self, count: int) -> tuple[int, ...]:
        """Where each of ``count`` pages begins; pages behind the last text begin at its end."""
        return (*self.pages, *[len(self.text)] * (count - len(self.pages)))

    def _write(self, block: Block) -> None:
        text = self._rendered(block)
        if self._goes_on(block, text):
            before = self._parts.pop()
            self._length -= len(before)
            before, text = _meeting(before, text, self._words)
            self._put(before)
        else:
            self._put(self._separator(block.kind))
            self._last = block.kind
        self.pages += [self._length] * (block.page + 1 - len(self.pages))
        self._put(text)

    def _goes_on(self, block: Block, text: str) -> bool:
        """Whether a paragraph continues the one before it, from the foot of a page or a column."""
        between_text = block.kind is Kind.PARAGRAPH and self._last in (Kind.PARAGRAPH, Kind.ITEM)
        return between_text and goes_on(self._parts[-1], text)

    def _put(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def _separator(self, kind: Kind) -> str:
        if self._last is None:
            return ""
        return "\n" if kind is self._last and kind in (Kind.ITEM, Kind.ENTRY) else "\n\n"

    def _rendered(self, block: Block) -> str:
        if block.kind is Kind.CODE:
            return _fenced(block.lines)
        if block.kind is Kind.TABLE:
            return pipe_table(table_rows(block.lines))
        text = _running_text(block.lines, self._words)
        if block.kind is Kind.HEADING:
            return "#" * self._levels[block.lines[0].size] + " " + text
        if block.kind is Kind.ITEM:
            return self._item(block, text)
        self._indents.clear()
        return "- " + LEADERS.sub(" ... ", text) if block.kind is Kind.ENTRY else _harmless(text)

    def _item(self, block: Block, text: str) -> str:
        """Items that stand further to the right than the one before are inside it."""
        if self._last is not Kind.ITEM:
            self._indents.clear()
        left, size = block.lines[0].left, block.lines[0].size
        while self._indents and left < self._indents[-1] - 0.5 * size:
            self._indents.pop()
        if not self._indents or left > self._indents[-1] + 0.5 * size:
            self._indents.append(left)
        return "   " * (len(self._indents) - 1) + _marked(text)


# -------------------------------------------------------------------------------------------------- headings


def _levels(blocks: Iterable[Block]) -> dict[float, int]:
    """The level of each size: the larger, the higher. A size that is hardly used (in a figure) takes the nearest."""
    sizes = [block.lines[0].size for block in blocks if block.kind is Kind.HEADING]
    counts = Counter(sizes)
    usual = {size for size, count in counts.items() if count >= _HARDLY_USED * len(sizes)}
    ranks = sorted(usual | set(sizes[:1]), reverse=True)
    nearest = {size: min(ranks, key=lambda rank: abs(rank - size)) for size in counts}
    return {size: min(ranks.index(rank) + 1, 6) for size, rank in nearest.items()}


# ---------------------------------------------------------------------------------------------- running text


def _words(lines: Iterable[Line]) -> frozenset[str]:
    """All words of the document, to tell how a word broken at a hyphen is spelled elsewhere."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line.text))


def _running_text(lines: Sequence[Line], words: Set[str]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = "".join(_meeting(text, line.text, words))
    return text


def _meeting(before: str, after: str, words: Set[str]) -> tuple[str, str]:
    """Two lines as they are to stand side by side: with a space, a hyphen, or nothing between them."""
    if before.endswith(BROKEN):
        head = before.removesuffix(BROKEN)
        return head + ("" if _is_one_word(head, after, words) else "-"), after
    tight = before.endswith("-") and before[-2:-1].isalnum()
    return before + ("" if tight else " "), after


def _is_one_word(before: str, after: str, words: Set[str]) -> bool:
    head, tail = _HEAD.search(before[-50:]), _TAIL.match(after)
    if not head or not tail or not (before[-1].islower() and after[0].islower()):
        return False
    whole, hyphenated = head[0] + tail[0], f"{head[0]}-{tail[0]}"
    return whole.lower() in words or hyphenated.lower() not in words


def _marked(text: str) -> str:
    """With a Markdown marker: a number keeps its value, all else becomes a hyphen."""
    number = _NUMBER.match(text)
    if number is None:
        return "- " + _MARKER.sub("", text, count=1)
    return f"{number[1]}. {text[number.end() :]}" if number[1].isdecimal() else f"- {text}"


def _harmless(text: str) -> str:
    return "\\" + text if _LOOKS_LIKE_MARKUP.match(text) else text


# ------------------------------------------------------------------------------------------------------ code


def _fenced(lines: Sequence[Line]) -> str:
    first = lines[0].words[0]
    width = max((first.right - first.left) / len(first.text), 1.0)
    left = min(line.left for line in lines)
    return "\n".join(["```", *(_spaced(line, left, width) for line in lines), "```"]).replace(BROKEN, "-")


def _spaced(line: Line, left: float, width: float) -> str:
    """The words at the columns that they stand in."""
    text = ""
    for word in line.words:
        column = round((word.left - left) / width)
        text += " " * max(column - len(text), 1 if text else 0) + word.text
    return text

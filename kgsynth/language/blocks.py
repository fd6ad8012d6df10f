"""Markdown text -> Blocks: headings, paragraphs, list items, definitions, tables, code, each with its offsets.

A line-by-line scanner without recursion. It follows CommonMark where people agree on it and is lenient where they do
not: nesting asks for two columns of indentation, whatever the width of the marker.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kgsynth.language.tags import TAG, Closings, is_html

_TAB = 4
_LONGEST_SETEXT_TITLE = 200
_MOST_MARKERS_ON_A_LINE = 8

_HEADING = re.compile(r"(#{1,6})(?=[ \t]|$)")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_MARKER = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_DEFINITION = re.compile(r"(:)(?:[ \t]+|$)")
_DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_QUOTE_MARKS = re.compile(r"(?:>[ \t]?)+[ \t]*")
_HTML_UNTIL = (
    (re.compile(r"<!--"), "-->"),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
    (re.compile(r"<script\b", re.I), "</script>"),
    (re.compile(r"<style\b", re.I), "</style>"),
    (re.compile(r"<pre\b", re.I), "</pre>"),
    (re.compile(r"<textarea\b", re.I), "</textarea>"),
    (re.compile(r"<figure\b", re.I), "</figure>"),
)
_HTML_BLOCK = re.compile(
    r"<![A-Z]|</?(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl"
    r"|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main"
    r"|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|template|tfoot|th"
    r"|thead|title|tr|track|ul)(?=[\s/>]|$)",
    re.I,
)


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TERM = "term"
    DEFINITION = "definition"
    TABLE = "table"
    CODE = "code"
    QUOTE = "quote"
    HTML = "html"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of Markdown that is one thing, its marker included.

    Attributes:
        level: 1-6 for a heading; otherwise how many list items and definitions the block is in (its own counts).
        marker: what a list item, definition, heading or quote starts with: "-", "1.", ":", "##", ">"; a code fence.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: ``first`` is its first character that is not blank, ``indent`` the column that stands in."""

    start: int
    first: int
    end: int
    indent: int
    markers_before: int = 0

    @property
    def blank(self) -> bool:
        return self.first >= self.end


def blocks(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """The blocks of ``text[start:end]`` in order; they do not overlap and leave out no line that is not blank."""
    return _Scanner(text, _lines(text, start, len(text) if end is None else end)).scan()


def _lines(text: str, start: int, end: int) -> list[_Line]:
    found = []
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        found.append(_line(text, start, stop))
        start = stop + 1
    return found


def _line(text: str, start: int, stop: int) -> _Line:
    raw = text[start:stop].rstrip()
    body = raw.lstrip(" \t")
    first, end = start + len(raw) - len(body), start + len(raw)
    return _Line(start, first, end, _columns(raw[: first - start]))


def _columns(blank: str) -> int:
    return len(blank.expandtabs(_TAB)) if "\t" in blank else len(blank)


class _Scanner:
    """Reads the lines one after the other; ``open`` says that the last block goes on unless the line starts another.

    ``containers`` are the list items and definitions around the current line, ``contents`` the column where the words
    of each begin, ``thresholds`` the indentation that a line needs at least to be inside.
    """

    def __init__(self, text: str, lines: list[_Line]) -> None:
        self.text = text
        self.lines = lines
        self.at = 0
        self.found: list[Block] = []
        self.open = False
        self.containers: list[BlockKind] = []
        self.contents: list[int] = []
        self.thresholds: list[int] = []
        self.closings = Closings(text, lines[-1].end if lines else 0)

    def scan(self) -> list[Block]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank:
                self.open = False
                self.at += 1
            elif not self._starts_a_block(line):
                self._go_on(line)
        return self.found

    # -------------------------------------------------------------------------------- where a line belongs

    def _depth(self, line: _Line) -> int:
        return bisect_right(self.thresholds, line.indent)

    def _is_deep(self, line: _Line) -> bool:
        """Whether the line is indented as code would be, seen from the item or definition it is in."""
        depth = self._depth(line)
        return line.indent - (self.contents[depth - 1] if depth else 0) >= 4

    def _starts_a_block(self, line: _Line) -> bool:
        starters = _STARTERS.get(self.text[line.first], ())
        if self._is_deep(line):
            starters = tuple(s for s in starters if s in _MAY_BE_DEEP) if self._depth(line) else ()
            return any(start(self, line) for start in starters)
        return any(start(self, line) for start in starters) or self._table(line) or self._next_term(line)

    def _go_on(self, line: _Line) -> None:
        if self.open:
            self._extend(line)
        elif self._is_deep(line):
            self._indented_code(line)
        else:
            self._add(BlockKind.PARAGRAPH, line)
            self.open = True
            self.at += 1

    def _add(self, kind: BlockKind, line: _Line, *, end: int = -1, level: int = -1, marker: str = "") -> None:
        """Append a block that starts on the line, after closing the items and definitions the line is not in."""
        depth = self._depth(line)
        del self.containers[depth:], self.contents[depth:], self.thresholds[depth:]
        self.open = False
        self.found.append(Block(kind, line.first, line.end if end < 0 else end, depth if level < 0 else level, marker))

    def _extend(self, line: _Line) -> None:
        last = self.found[-1]
        self.found[-1] = Block(last.kind, last.start, line.end, last.level, last.marker)
        self.at += 1

    def _consume_to(self, stop: int) -> None:
        """Let the last block reach over the lines before ``stop``."""
        while self.at < stop:
            if self.lines[self.at].blank:
                self.at += 1
            else:
                self._extend(self.lines[self.at])

    def _enter(self, kind: BlockKind, line: _Line, match: re.Match[str], content: int) -> None:
        """Open a list item or definition, and leave the rest of the line to be read as a line of its own."""
        depth = self._depth(line)
        self._add(kind, line, end=match.end(1), level=depth + 1, marker=match[1])
        self.containers.append(kind)
        self.contents.append(content)
        self.thresholds.append(line.indent + 2)
        self.open = True
        column = line.indent + _columns(match[0])
        if match.end() < line.end:
            rest = _Line(line.start, match.end(), line.end, max(column, line.indent + 2), line.markers_before + 1)
            self.lines[self.at] = rest
        else:
            self.at += 1

    # ----------------------------------------------------------------------------------- one kind of block each

    def _heading(self, line: _Line) -> bool:
        match = _HEADING.match(self.text, line.first, line.end)
        if match:
            self._add(BlockKind.HEADING, line, level=len(match[1]), marker=match[1])
            self.at += 1
        return match is not None

    def _setext(self, line: _Line) -> bool:
        mark = self.text[line.first]
        if not self._may_underline(line) or self.text[line.first : line.end].strip(mark):
            return False
        title = self.found[-1]
        self.found[-1] = Block(BlockKind.HEADING, title.start, line.end, 1 if mark == "=" else 2)
        self.open = False
        self.at += 1
        return True

    def _may_underline(self, line: _Line) -> bool:
        if not self.open or self.found[-1].kind is not BlockKind.PARAGRAPH or self._depth(line) < len(self.contents):
            return False
        title = self.found[-1]
        return title.end - title.start <= _LONGEST_SETEXT_TITLE and (
            self.text[line.first] == "=" or line.end - line.first > 1
        )

    def _rule(self, line: _Line) -> bool:
        marks = self.text[line.first : line.end].replace(" ", "").replace("\t", "")
        if len(marks) < 3 or marks.strip(marks[0]):
            return False
        self._add(BlockKind.RULE, line)
        self.at += 1
        return True

    def _fence(self, line: _Line) -> bool:
        match = _FENCE.match(self.text, line.first, line.end)
        if not match:
            return False
        fence = match[1] or match[2]
        self._add(BlockKind.CODE, line, marker=fence)
        stop = self.at + 1
        while stop < len(self.lines) and not self._closes(fence, line.indent, self.lines[stop]):
            stop += 1
        self._end_at_last_line(min(stop + 1, len(self.lines)))
        return True

    def _closes(self, fence: str, indent: int, line: _Line) -> bool:
        length = line.end - line.first
        if length < len(fence) or line.indent > indent + 3 or self.text[line.first] != fence[0]:
            return False
        return not self.text[line.first : line.end].strip(fence[0])

    def _end_at_last_line(self, stop: int) -> None:
        """Let the last block end with the last line before ``stop`` that is not blank."""
        last = stop - 1
        while self.lines[last].blank:
            last -= 1
        self.at = last
        self._extend(self.lines[last])
        self.at = stop

    def _indented_code(self, line: _Line) -> None:
        depth = self._depth(line)
        least = (self.contents[depth - 1] if depth else 0) + 4
        self._add(BlockKind.CODE, _Line(line.start, line.start, line.end, line.indent))
        stop = self.at + 1
        while stop < len(self.lines) and (self.lines[stop].blank or self.lines[stop].indent >= least):
            stop += 1
        self._end_at_last_line(stop)

    def _item(self, line: _Line) -> bool:
        match = _MARKER.match(self.text, line.first, line.end)
        if not match or line.markers_before >= _MOST_MARKERS_ON_A_LINE or not self._may_list(line, match):
            return False
        self._enter(BlockKind.LIST_ITEM, line, match, line.indent + min(_columns(match[0]), len(match[1]) + 4))
        return True

    def _may_list(self, line: _Line, match: re.Match[str]) -> bool:
        """Inside a paragraph only a marker with words starts a list, and only the number 1."""
        if not self.open or self._depth(line) < len(self.contents):
            return True
        return match.end() < line.end and (not match[1][0].isdigit() or match[1][:-1] == "1")

    def _definition(self, line: _Line) -> bool:
        match = _DEFINITION.match(self.text, line.first, line.end)
        if not match or not self.found or not self._has_term(line):
            return False
        self._enter(BlockKind.DEFINITION, line, match, line.indent + 4)
        return True

    def _has_term(self, line: _Line) -> bool:
        """Whether a definition may stand here; makes terms of the paragraph before it."""
        last, depth = self.found[-1], self._depth(line)
        if depth < len(self.containers):
            return self._is_definition_at(depth)
        if last.kind is BlockKind.PARAGRAPH and last.level == depth and self._is_near(last, line):
            self.found.pop()
            self.found.extend(self._terms(last))
        return last.kind in (BlockKind.PARAGRAPH, BlockKind.TERM) and self.found[-1].kind is BlockKind.TERM

    def _is_definition_at(self, depth: int) -> bool:
        return depth < len(self.containers) and self.containers[depth] is BlockKind.DEFINITION

    def _is_near(self, term: Block, line: _Line) -> bool:
        """Directly above, or a single line above one blank line."""
        between = self.text.count("\n", term.end, line.first)
        return between == 1 or (between == 2 and "\n" not in self.text[term.start : term.end])

    def _terms(self, paragraph: Block) -> list[Block]:
        level = paragraph.level + 1
        lines = _lines(self.text, paragraph.start, paragraph.end)
        return [Block(BlockKind.TERM, line.first, line.end, level) for line in lines]

    def _next_term(self, line: _Line) -> bool:
        """A term that follows on the definition before it without a blank line."""
        depth = self._depth(line)
        if not self.open or not self._is_definition_at(depth) or not self._is_defined_below(line):
            return False
        self._add(BlockKind.TERM, line, level=depth + 1)
        self.at += 1
        return True

    def _is_defined_below(self, line: _Line) -> bool:
        below = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        if below is None or below.blank or below.indent != line.indent:
            return False
        return _DEFINITION.match(self.text, below.first, below.end) is not None

    def _table(self, line: _Line) -> bool:
        if self.at + 1 >= len(self.lines) or self.text.find("|", line.first, line.end) < 0:
            return False
        row = self.lines[self.at + 1]
        if self.text.find("|", row.first, row.end) < 0 or not _DELIMITER_ROW.match(self.text, row.first, row.end):
            return False
        self._add(BlockKind.TABLE, line)
        self.at += 1
        while self.at < len(self.lines) and self._is_row(self.lines[self.at], self.text[line.first]):
            self._extend(self.lines[self.at])
        return True

    def _is_row(self, line: _Line, opening: str) -> bool:
        if self.text.find("|", line.first, line.end) < 0:
            return False
        return opening != "|" or self.text[line.first] == "|"

    def _quote(self, line: _Line) -> bool:
        last = self.found[-1] if self.found else None
        words = self._quoted_words(line)
        same = self.open and last is not None and last.kind is BlockKind.QUOTE and self._depth(line) == last.level
        if not same or _MARKER.match(words) or _HEADING.match(words):
            self._add(BlockKind.QUOTE, line, marker=">")
        self._extend(line)
        self.open = bool(words)
        fence = _FENCE.match(words)
        if fence:
            self._quoted_fence(fence[1] or fence[2])
        return True

    def _quoted_words(self, line: _Line) -> str:
        marks = _QUOTE_MARKS.match(self.text, line.first, line.end)
        return self.text[marks.end() if marks else line.first : line.end]

    def _quoted_fence(self, fence: str) -> None:
        while self.at < len(self.lines) and self.text.startswith(">", self.lines[self.at].first):
            words = self._quoted_words(self.lines[self.at])
            self._extend(self.lines[self.at])
            if words.startswith(fence) and not words.strip(fence[0]):
                return

    def _html(self, line: _Line) -> bool:
        for opening, closing in _HTML_UNTIL:
            if opening.match(self.text, line.first, line.end) and self._html_until(closing, line):
                return True
        if not self._is_html_line(line):
            return False
        self._add(BlockKind.HTML, line)
        self.at += 1
        while self.at < len(self.lines) and not self.lines[self.at].blank:
            self._extend(self.lines[self.at])
        return True

    def _is_html_line(self, line: _Line) -> bool:
        """Whether the line starts with the tag of a block, or is any one tag of HTML and nothing else."""
        tag = TAG.match(self.text, line.first, line.end)
        if tag and not is_html(tag, self.closings):
            return False
        named = _HTML_BLOCK.match(self.text, line.first, line.end) is not None
        return named or (tag is not None and tag.end() == line.end and not self.open)

    def _html_until(self, closing: str, line: _Line) -> bool:
        close = self.closings.after(closing, line.first)
        if close is None:
            return False
        self._add(BlockKind.HTML, line)
        stop = self.at
        while self.lines[stop].end < close:
            stop += 1
        self._consume_to(stop + 1)
        return True


_Starter = Callable[[_Scanner, _Line], bool]
_STARTERS: dict[str, tuple[_Starter, ...]] = {
    "#": (_Scanner._heading,),
    "`": (_Scanner._fence,),
    "~": (_Scanner._fence,),
    "=": (_Scanner._setext,),
    "-": (_Scanner._setext, _Scanner._rule, _Scanner._item),
    "*": (_Scanner._rule, _Scanner._item),
    "_": (_Scanner._rule,),
    "+": (_Scanner._item,),
    ">": (_Scanner._quote,),
    "<": (_Scanner._html,),
    ":": (_Scanner._definition,),
    **dict.fromkeys("0123456789", (_Scanner._item,)),
}
_MAY_BE_DEEP = (_Scanner._fence, _Scanner._item, _Scanner._definition)

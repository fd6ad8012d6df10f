"""A stretch of Markdown -> its words without markup, each character with its place in the source.

``tokens`` empties what is markup; here the block's own markers are left out, what remains is joined, and blanks are
collapsed.
"""

import re
from array import array
from dataclasses import dataclass

from kgsynth.language.markup import Token, tokens

_WORDS_OR_BLANKS = re.compile(r"\S+(?: \S+)*|\s+")

_ATX = re.compile(r"#{1,6}(?:[ \t]+|$)")
_ATX_END = re.compile(r"(?:[ \t]+\{[#.:][^{}\n]*\})?(?:[ \t]+#+)?[ \t]*$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s+|$)(?:\[[ xX]\]\s+)?|:(?:\s+|$)")
_QUOTE = re.compile(r"(?:>[ \t]?)+[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+|\[![A-Z]+\])?")
_UNDERLINE = re.compile(r"\n[ \t]*(?:=+|-{2,})\s*$")
_FENCE_LINE = re.compile(r"(`{3,}|~{3,})[^\n]*(?:\n|$)")
_LINK_DEFINITION = re.compile(r"\[[^\[\]\n^][^\[\]\n]{0,200}\]:[ \t]*\S+")
_LAST_LINE_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Plain:
    """Words without markup.

    Attributes:
        offsets: for each character of ``text`` the place of its source, and at last the end of the source.
        ends: for each character of ``text`` the end of its source (an entity is several characters there).
        code: the ranges of ``text`` that were inline code.
    """

    text: str
    offsets: "array[int]"
    ends: "array[int]"
    code: tuple[tuple[int, int], ...] = ()

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the source from the first to the last of ``text[start:end]``."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.ends[end - 1]


def plain(text: str, start: int, end: int) -> Plain:
    """The words of one block: no markers, emphasis, link targets, images or tags; line breaks are single spaces."""
    fence = _FENCE_LINE.match(text, start, end)
    if fence and "`" not in text[fence.start() + len(fence[1]) : fence.end()]:
        return _fenced(text, start, end, fence)
    if text.startswith("#", start) and (atx := _ATX.match(text, start, end)):
        close = _ATX_END.search(text, max(atx.end() - 1, end - _LAST_LINE_LIMIT), end)
        return plain_inline(text, atx.end(), max(close.start() if close else end, atx.end()))
    if text.startswith(">", start) and (quote := _QUOTE.match(text, start, end)):
        return plain_inline(text, quote.end(), end, quoted=True)
    item = _ITEM.match(text, start, end)
    return plain_inline(text, item.end() if item else start, _without_underline(text, start, end))


def plain_inline(text: str, start: int, end: int, *, quoted: bool = False) -> Plain:
    """The words of a stretch that has no block marker, such as a table cell."""
    start = _after_link_definitions(text, start, end)
    return _assemble(tokens(text, start, end, quoted=quoted), end)


def _after_link_definitions(text: str, start: int, end: int) -> int:
    while text.startswith("[", start, end) and (definition := _LINK_DEFINITION.match(text, start, end)):
        start = text.find("\n", definition.end(), end) + 1 or end
    return start


def _without_underline(text: str, start: int, end: int) -> int:
    tail = _UNDERLINE.search(text, max(start, end - _LAST_LINE_LIMIT), end)
    return tail.start() if tail else end


def _fenced(text: str, start: int, end: int, fence: re.Match[str]) -> Plain:
    """The lines of a fenced block, letter for letter, without the fences."""
    last = text.rfind("\n", fence.end() - 1, end)
    closed = last >= 0 and text[last:end].strip().startswith(fence[1])
    stop = max(last if closed else end, fence.end())
    body = text[fence.end() : stop]
    places = array("I", range(fence.end(), stop + 1))
    return Plain(body, places, places[1:], ((0, len(body)),) if body else ())


class _Output:
    """The growing plain text with its offsets."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.offsets = array("I")
        self.ends = array("I")
        self.code: list[tuple[int, int]] = []
        self.after_space = True

    def words(self, text: str, start: int) -> None:
        self.pieces.append(text)
        self.offsets.extend(range(start, start + len(text)))
        self.ends.extend(range(start + 1, start + len(text) + 1))
        self.after_space = False

    def whole(self, text: str, start: int, end: int) -> None:
        self.pieces.append(text)
        self.offsets.extend([start] * len(text))
        self.ends.extend([end] * len(text))
        self.after_space = text == " "

    def verbatim(self, token: Token) -> None:
        begin = len(self.offsets)
        if token.whole:
            self.whole(token.text, token.start, token.end)
        else:
            self.words(token.text, token.start)
        self.after_space = False
        if self.code and self.code[-1][1] == begin:
            begin = self.code.pop()[0]
        self.code.append((begin, len(self.offsets)))

    def finish(self, end: int) -> Plain:
        text = "".join(self.pieces)
        kept = len(text) if not self.after_space else len(text.rstrip(" "))
        self.offsets.append(end)
        offsets, ends = self.offsets[: kept + 1], self.ends[:kept]
        offsets[kept] = ends[-1] if kept else end
        return Plain(text[:kept], offsets, ends, tuple(self.code))


def _assemble(found: list[Token], end: int) -> Plain:
    output = _Output()
    for token in found:
        if not token.text:
            continue
        if token.code:
            output.verbatim(token)
        elif token.whole and not token.text.isspace():
            output.whole(token.text, token.start, token.end)
        else:
            _assemble_words(output, token)
    return output.finish(end)


def _assemble_words(output: _Output, token: Token) -> None:
    for run in _WORDS_OR_BLANKS.finditer(token.text):
        start = token.start + run.start()
        if not run[0].isspace():
            output.words(run[0], start)
        elif not output.after_space:
            output.whole(" ", start, token.end if token.whole else start + 1)

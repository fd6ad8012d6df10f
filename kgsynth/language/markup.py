"""A stretch of Markdown inside one block -> tokens, those emptied that are markup.

Reads from left to right and never looks back over the text, so the time is linear however the brackets, back-ticks and
asterisks are arranged.
"""

import html
import re
import string
from bisect import bisect_right
from collections.abc import Callable, Iterator

from kgsynth.language.tags import DROPPED_WITH_CONTENT, TAG, Closings, is_html, parts_words

_LONGEST_TARGET = 2_000

_SPECIAL = re.compile(
    r"\\[!-/:-@\[-`{-~]|\\(?=\r?\n)|`+|!?\[\[|\[\^[^\]\s]{1,60}\]:?|!\[|\[|\]|<|&[#\w]{2,32};|\*+|_+|~~|=="
    r"|https?://[^\s<>`*\[\]()]+"
)
_QUOTED_LINE = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
_SPECIAL_IN_QUOTE = re.compile(rf"{_QUOTED_LINE.pattern}|{_SPECIAL.pattern}")
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_REFERENCE = re.compile(r"\[(?:\w[^\[\]\n]{0,200})?\]")
_WIKI = re.compile(r"!?\[\[(?=\S)([^\[\]|\n]{0,500}?)(?:\\?\|([^\[\]\n]{1,500}))?\]\]")
_AUTOLINK = re.compile(r"<((?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{1,2000})|[^\s<>@]{1,200}@[^\s<>@]{1,200})>")
_CODE_LINE_BREAK = re.compile(r"\s*\n[ \t]*(?:>[ \t]?)*")


def tokens(text: str, start: int, end: int, *, quoted: bool = False) -> "list[Token]":
    """The tokens of ``text[start:end]`` in order; in a quote the marks at the start of a line are markup too."""
    return _Reader(text, start, end, quoted).read()


class Token:
    """A piece of the source and the text it gives; ``whole`` if the text stands for all of it (an entity)."""

    __slots__ = ("code", "end", "start", "text", "whole")

    def __init__(self, text: str, start: int, end: int, *, whole: bool = False, code: bool = False) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.whole = whole
        self.code = code

    def shorten(self, count: int, *, from_left: bool) -> None:
        """Take away delimiters that were emphasis: those nearest to the words."""
        if from_left:
            self.text, self.start = self.text[count:], self.start + count
        else:
            self.text, self.end = self.text[: len(self.text) - count], self.end - count


class _Reader:
    """Reads one stretch from left to right into tokens."""

    def __init__(self, text: str, start: int, end: int, quoted: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.special = _SPECIAL_IN_QUOTE if quoted else _SPECIAL
        self.tokens: list[Token] = []
        self.brackets: list[int] = []
        self.openers: dict[str, list[Token]] = {"*": [], "_": [], "=": []}
        self.strikes: list[int] = []
        self.ticks: dict[int, list[int]] | None = None
        self.closings = Closings(text, end)

    def read(self) -> list[Token]:
        at = self.start
        while match := self.special.search(self.text, at, self.end):
            self._keep(at, match.start())
            at = _HANDLERS[match[0][0]](self, match.start(), match.end())
        self._keep(at, self.end)
        return self.tokens

    def _keep(self, start: int, end: int) -> int:
        if start < end:
            self.tokens.append(Token(self.text[start:end], start, end))
        return end

    def _space(self, start: int, end: int) -> int:
        self.tokens.append(Token(" ", start, end, whole=True))
        return end

    # ------------------------------------------------------------------------------ one kind of markup each

    def _escape(self, start: int, end: int) -> int:
        return self._keep(start + 1, end) if end - start == 2 else self._space(start, end)

    def _code(self, start: int, end: int) -> int:
        close = self._closing_ticks(end - start, end)
        if close < 0:
            return self._keep(start, end)
        left, right = end, close
        inner = self.text[left:right]
        if len(inner) > 2 and inner[0] == inner[-1] == " " and inner.strip():
            left, right = left + 1, right - 1
        self._keep_code(left, right)
        return close + end - start

    def _keep_code(self, start: int, end: int) -> None:
        for gap in _CODE_LINE_BREAK.finditer(self.text, start, end):
            self.tokens.append(Token(self.text[start : gap.start()], start, gap.start(), code=True))
            self.tokens.append(Token(" ", gap.start(), gap.end(), whole=True, code=True))
            start = gap.end()
        self.tokens.append(Token(self.text[start:end], start, end, code=True))

    def _closing_ticks(self, length: int, after: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for start, end in self._runs_of_ticks():
                self.ticks.setdefault(end - start, []).append(start)
        places = self.ticks.get(length, [])
        index = bisect_right(places, after - 1)
        return places[index] if index < len(places) else -1

    def _runs_of_ticks(self) -> Iterator[tuple[int, int]]:
        start = self.text.find("`", self.start, self.end)
        while start >= 0:
            end = start + 1
            while end < self.end and self.text[end] == "`":
                end += 1
            yield start, end
            start = self.text.find("`", end, self.end)

    def _bracket(self, start: int, end: int) -> int:
        if self.text.startswith("[^", start):
            return end
        if self.text.startswith(("[[", "![["), start) and (wiki := _WIKI.match(self.text, start, self.end)):
            return self._wiki(wiki)
        end = start + (2 if self.text[start] == "!" else 1)
        self.brackets.append(len(self.tokens))
        return self._keep(start, end)

    def _wiki(self, wiki: re.Match[str]) -> int:
        if wiki[0][0] != "!":
            page = wiki[1].partition("#")
            width = len(page[0]) or len(wiki[1])
            shown = wiki.span(2) if wiki[2] else (wiki.start(1) + (not page[0]), wiki.start(1) + width)
            self._keep(*shown)
        return wiki.end()

    def _bang(self, start: int, end: int) -> int:
        return self._bracket(start, end)

    def _close_bracket(self, start: int, end: int) -> int:
        if not self.brackets:
            return self._keep(start, end)
        index = self.brackets.pop()
        opener = self.tokens[index]
        target = self._target(opener, end)
        if target is None:
            return self._keep(start, end)
        if opener.text == "![":
            del self.tokens[index:]
            self.strikes = [strike for strike in self.strikes if strike < index]
        else:
            opener.text = ""
        return target

    def _target(self, opener: Token, at: int) -> int | None:
        limit = min(at + _LONGEST_TARGET, self.end)
        if self.text.startswith("(", at, self.end):
            match = _TARGET.match(self.text, at, limit)
        elif opener.start == self.start or not self.text[opener.start - 1].isalnum():
            match = _REFERENCE.match(self.text, at, limit)
        else:
            match = None
        return match.end() if match else None

    def _angle(self, start: int, end: int) -> int:
        if self.text.startswith("<!--", start):
            return self.closings.after("-->", start) or self._keep(start, end)
        if link := _AUTOLINK.match(self.text, start, self.end):
            self._keep(*link.span(1))
            return link.end()
        tag = TAG.match(self.text, start, self.end)
        return self._tag(tag) if tag and is_html(tag, self.closings) else self._keep(start, end)

    def _tag(self, tag: re.Match[str]) -> int:
        name = tag["name"].lower()
        past = tag.end()
        if name in DROPPED_WITH_CONTENT and not tag["slash"]:
            past = self.closings.after(f"</{tag['name']}>", past) or past
        return self._space(tag.start(), past) if parts_words(name) else past

    def _entity(self, start: int, end: int) -> int:
        written = self.text[start:end]
        decoded = html.unescape(written)
        if decoded == written or (decoded.endswith(";") and decoded != ";"):
            return self._keep(start, end)
        self.tokens.append(Token(decoded, start, end, whole=True))
        return end

    def _line_break(self, start: int, end: int) -> int:
        return self._space(start, end)

    def _emphasis(self, start: int, end: int) -> int:
        run = Token(self.text[start:end], start, end)
        self.tokens.append(run)
        opens, closes = self._flanks(start, end)
        stack = self.openers[run.text[0]]
        while closes and run.text and stack:
            opener = stack[-1]
            count = min(len(opener.text), len(run.text))
            opener.shorten(count, from_left=False)
            run.shorten(count, from_left=True)
            if not opener.text:
                stack.pop()
        if opens and run.text:
            stack.append(run)
        return end

    def _strike(self, start: int, end: int) -> int:
        """Two tildes open or close what the author has struck out: it goes, words and all."""
        opens, closes = self._flanks(start, end)
        if closes and self.strikes:
            index = self.strikes.pop()
            del self.tokens[index:]
            self.brackets = [bracket for bracket in self.brackets if bracket < index]
            return end
        if opens:
            self.strikes = [len(self.tokens)]
        return self._keep(start, end)

    def _flanks(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether the run may open and may close emphasis (CommonMark's left- and right-flanking)."""
        before = self.text[start - 1] if start > self.start else " "
        after = self.text[end] if end < self.end else " "
        left = not after.isspace() and (after not in _PUNCTUATION or before.isspace() or before in _PUNCTUATION)
        right = not before.isspace() and (before not in _PUNCTUATION or after.isspace() or after in _PUNCTUATION)
        if self.text[start] in "*~":
            return left, right
        return left and (not right or before in _PUNCTUATION), right and (not left or after in _PUNCTUATION)


_PUNCTUATION = frozenset(string.punctuation + "，。、；：？！（）「」“”‘’…—–")
_HANDLERS: dict[str, Callable[[_Reader, int, int], int]] = {
    "\\": _Reader._escape,
    "`": _Reader._code,
    "!": _Reader._bang,
    "[": _Reader._bracket,
    "]": _Reader._close_bracket,
    "<": _Reader._angle,
    "&": _Reader._entity,
    "*": _Reader._emphasis,
    "_": _Reader._emphasis,
    "=": _Reader._emphasis,
    "~": _Reader._strike,
    "h": _Reader._keep,
    "\n": _Reader._line_break,
}

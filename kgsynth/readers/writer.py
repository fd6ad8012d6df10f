"""Text, links and blocks -> one Markdown string, with the exact place of each link in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kgsynth.types import Link

_DEEPEST = 12
_TICKS = re.compile("`+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LOOKS_LIKE_MARKUP = re.compile(
    r"#{1,6}(?=\s|$)|[-+*](?=\s)|\d+(?=[.)]\s)|>|<(?=[A-Za-z/!?])|\||:(?=\s)|```|~~~|(?=([-=_*])\1{2,}\s*$)"
)


@dataclass(slots=True)
class _OpenLink:
    target: str
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class Inline:
    """Collects the running text of one block: white space collapsed, code in back-ticks, links noted."""

    escape_pipes: bool = False
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    links: list[_OpenLink] = field(default_factory=list)
    _open: list[_OpenLink] = field(default_factory=list)
    _space: bool = False
    _code: list[tuple[int, int, int]] = field(default_factory=list)  # piece, offset and link at which code began
    _code_end: int = -1

    @property
    def last_character(self) -> str:
        return self.pieces[-1][-1] if self.pieces and not self._space else ""

    def text(self, text: str | None) -> None:
        if not text:
            return
        words = _INVISIBLE.sub("", text).split()
        self._space = self._space or text[0].isspace()
        if words:
            self._write(self._escaped(" ".join(words)))
            self._space = text[-1].isspace()

    def line_break(self) -> None:
        if self._open or self._code or not self.length:
            self._space = True
        else:
            self._space = False
            self._put("\n")

    def open_link(self, target: str) -> None:
        link = _OpenLink(target)
        self.links.append(link)
        self._open.append(link)

    def close_link(self) -> None:
        self._open.pop().end = self.length

    def open_code(self) -> None:
        self._separate()
        self._code.append((len(self.pieces), self.length, len(self.links)))

    def close_code(self) -> None:
        piece, start, first_link = self._code.pop()
        content = "".join(self.pieces[piece:])
        if not content:
            self._take_back_blank()
        if not content or self._code:
            return
        if start == self._code_end and "`" not in content and self.pieces[piece - 1] == "`":
            self._join_code(piece - 1, first_link)
        else:
            self._fence_code(piece, first_link, content)
        self._code_end = self.length

    def take(self) -> tuple[str, tuple[Link, ...]]:
        """The text so far and the links in it; starts anew, with the links and code that are open still open."""
        targets, codes = [link.target for link in self._open], len(self._code)
        while self._code:
            self.close_code()
        while self._open:
            self.close_link()
        text = "".join(self.pieces)
        links = tuple(Link(each.start, each.end, each.target) for each in self.links if 0 <= each.start < each.end)
        self._reset()
        for target in targets:
            self.open_link(target)
        for _ in range(codes):
            self.open_code()
        return text.rstrip(), links

    def _reset(self) -> None:
        self.pieces, self.length, self.links = [], 0, []
        self._space, self._code_end = False, -1

    def _escaped(self, text: str) -> str:
        if not self._code:
            text = text.replace("`", "\\`")
        return text.replace("|", "\\|") if self.escape_pipes else text

    def _separate(self) -> None:
        if self._space and self.length and self.pieces[-1] not in "\n ":
            self._put(" ")
        self._space = False

    def _take_back_blank(self) -> None:
        if self.pieces and self.pieces[-1] == " ":
            self.pieces.pop()
            self.length -= 1
            self._space = True

    def _write(self, text: str) -> None:
        self._separate()
        for link in self._open:
            if link.start < 0:
                link.start = self.length
        self._put(text)

    def _put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _fence_code(self, piece: int, first_link: int, content: str) -> None:
        fence = "`" * (max(map(len, _TICKS.findall(content)), default=0) + 1)
        pad = " " if content[0] == "`" or content[-1] == "`" else ""
        self.pieces.insert(piece, fence + pad)
        self.length += len(fence + pad)
        self._shift(first_link, len(fence + pad))
        self._put(pad + fence)

    def _join_code(self, tick: int, first_link: int) -> None:
        """``a```b`` is not two spans of code in Markdown, so neighbours become one."""
        before = self.length - len("".join(self.pieces[tick:]))
        if any(link.end == before + 1 or link.start == before + 1 for link in self.links[:first_link]):
            return  # a link stands between them: the second stays plain
        self.pieces.pop(tick)
        self.length -= 1
        self._shift(first_link, -1)
        self._put("`")

    def _shift(self, first_link: int, by: int) -> None:
        for link in self.links[first_link:]:
            link.start += by if link.start >= 0 else 0
            link.end += by if link.end >= 0 else 0


@dataclass(slots=True)
class _Prefix:
    first: str
    rest: str
    used: bool = False


class MarkdownWriter:
    """Writes block after block, each line behind the prefixes of the lists and quotes around it."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.blank_line = True
        self._parts: list[str] = []
        self._length = 0
        self._prefixes: list[_Prefix] = []

    def markdown(self) -> str:
        return "".join(self._parts)

    def push(self, first: str, rest: str) -> None:
        """Puts what follows inside a list item, a definition or a quote."""
        self._prefixes.append(_Prefix(first, rest))

    def pop(self) -> None:
        self._prefixes.pop()

    def paragraph(self, text: str, links: tuple[Link, ...] = ()) -> None:
        if text.strip():
            self._begin()
            for line, inside in _lines(text, links):
                self._line(*_harmless(line, inside))

    def heading(self, level: int, text: str, links: tuple[Link, ...] = ()) -> None:
        self._begin()
        marker = "#" * min(level, 6) + " "
        self._line(marker + text.replace("\n", " "), _moved(links, len(marker)))

    def fence(self, code: str, language: str = "") -> None:
        longest = max((len(run) for run in _TICKS.findall(code)), default=0)
        ticks = "`" * max(3, longest + 1)
        self.rows([(line, ()) for line in f"{ticks}{language}\n{code}\n{ticks}".split("\n")])

    def rows(self, rows: list[tuple[str, tuple[Link, ...]]]) -> None:
        """Lines that belong together, as they are."""
        self.own_line()
        self._begin()
        for text, links in rows:
            self._line(text, links)

    def own_line(self) -> None:
        """A colon that begins a definition stands alone where no running text follows it."""
        if self._prefixes and not self._prefixes[-1].used and self._prefixes[-1].first == ": ":
            self._begin()
            self._line("", ())
            self.blank_line = False

    def _begin(self) -> None:
        if self.blank_line and self._length:
            used = "".join(prefix.rest for prefix in self._prefixes[:_DEEPEST] if prefix.used)
            self._put(used.rstrip() + "\n")
        self.blank_line = True

    def _line(self, line: str, links: tuple[Link, ...]) -> None:
        prefix = "".join(each.rest if each.used else each.first for each in self._prefixes[:_DEEPEST])
        for each in reversed(self._prefixes):
            if each.used:
                break
            each.used = True
        self.links.extend(_moved(links, self._length + len(prefix)))
        self._put((prefix + line).rstrip() + "\n")

    def _put(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)


def _lines(text: str, links: tuple[Link, ...]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Each line with its links, told from its start."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        yield line, _moved(tuple(link for link in links if start <= link.start and link.end <= end), -start)
        start = end + 1


def _moved(links: tuple[Link, ...], by: int) -> tuple[Link, ...]:
    return tuple(Link(link.start + by, link.end + by, link.target) for link in links)


def _harmless(text: str, links: tuple[Link, ...]) -> tuple[str, tuple[Link, ...]]:
    """Escapes what would read as a heading, a list item, a quote, a rule or a table at the start."""
    match = _LOOKS_LIKE_MARKUP.match(text)
    if not match:
        return text, links
    at = match.end() if match[0].isdigit() else 0
    moved = (Link(each.start + (each.start >= at), each.end + (each.end > at), each.target) for each in links)
    return text[:at] + "\\" + text[at:], tuple(moved)

"""AsciiDoc -> Markdown that reads the same: headings, code, lists, definitions, tables.

Not a parser of the whole language: what it does not know is kept as text.
"""

import re
from collections.abc import Callable

from kgsynth.readers.asciidoc_inline import inline
from kgsynth.readers.writer import MarkdownWriter
from kgsynth.types import Document, content_id

_DEEPEST = 20
_LEVELS = "=-~^+"
_TITLE = re.compile(r"(?P<level>={1,6}) +(?P<title>\S.*?)(?: +=+)?$")
_RULE = re.compile(r"([=~^+-])\1{2,}$")
_FENCE = re.compile(r"(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|`{3,}.*|\|={3,})$")
_VERBATIM = ("----", "....", "```")
_UNSEEN = ("////", "++++")
_TERM = re.compile(r"(?P<term>[^\s/].*?)(?P<mark>:{2,4}|;;)(?:\s+(?P<text>\S.*))?$")
_ITEM = re.compile(r"\s*(?P<mark>\*{1,5}|-|\.{1,5}|\d+\.|[a-z]\.|<\d+>) +(?P<text>\S.*)$")
_SILENT = re.compile(
    r"//(?!/)|:!?[\w-]+!?:(?:\s|$)|(?:ifdef|ifndef|ifeval|endif|include|toc|image)::\S*\[.*\]$|\[\[.*\]\]$|"
    r"\[[\w\"'#.%,= :/-]*\]$"
)
_BLOCK_TITLE = re.compile(r"\.(?P<title>[A-Za-z].*)$")
_SIGNS = (
    re.compile(r"^(?:ifdef|ifndef|include)::\S*\[", re.MULTILINE),
    re.compile(r"^(?!\.\. )\S[^\n]*[^:\s]::\n(?:[ \t]+\S|[^\s].*::\n)", re.MULTILINE),
    re.compile(
        r"^\[(?:\[[\w-]+\]|verse|NOTE|TIP|WARNING|IMPORTANT|horizontal|source[^\]]*|listing|quote[^\]]*)\]$", re.M
    ),
    re.compile(r"\b(?:link[a-z]*|xref|man):[\w./-]+\[[^\]\n]*\]|<<[\w-]+(?:,[^>\n]+)?>>"),
    re.compile(r"^\+\n\S", re.MULTILINE),
    re.compile(r"\A\s*(?://.*\n)*(?:= \S.*|(?P<title>\S.*)\n={3,})\n"),
)
_OF_RST = re.compile(r"^\.\. [\w-]+::|:[a-z:]+:`[^`]+`", re.MULTILINE)
_FEWEST_SIGNS = 2


def is_asciidoc(text: str) -> bool:
    """Whether a plain text is written in AsciiDoc: at least two of its ways of writing stand in it."""
    return not _OF_RST.search(text) and sum(1 for sign in _SIGNS if sign.search(text)) >= _FEWEST_SIGNS


def asciidoc_document(text: str, stem: str) -> Document:
    """The text as Markdown."""
    reader = _AsciiDoc()
    reader.blocks([line.rstrip() for line in text.expandtabs(8).splitlines()])
    markdown = reader.writer.markdown()
    links = tuple(link for link in reader.writer.links if link.target)
    return Document(content_id(markdown), markdown, stem, title=reader.title or stem, links=links)


class _AsciiDoc:
    """Reads block after block; what belongs to an item is read the same way."""

    def __init__(self) -> None:
        self.writer = MarkdownWriter()
        self.title = ""
        self._open: list[str] = []  # the marks of the lists around a line, the outermost first
        self._ended: dict[int, int] = {}  # depth -> the line behind the last item there: the next is of its list

    def blocks(self, lines: list[str]) -> None:
        at = 0
        while at < len(lines):
            at = self._block(lines, at) if lines[at] and lines[at] != "+" else at + 1

    def _block(self, lines: list[str], at: int) -> int:
        """Writes the block that begins at a line, and gives the line behind it."""
        readers: tuple[Callable[[list[str], int], int], ...] = (
            self._silent, self._heading, self._fenced, self._definition, self._item, self._literal,
        )  # fmt: skip
        for read in readers:
            after = read(lines, at)
            if after > at:
                return after
        return self._text(lines, at)

    def _nested(self, lines: list[str], mark: str) -> None:
        """What belongs to an item of a list."""
        self._open.append(mark)
        self._ended.pop(len(self._open), None)
        if len(self._open) > _DEEPEST:
            self._paragraph(" ".join(lines))
        else:
            self.blocks(_dedented(lines))
        self._open.pop()

    @staticmethod
    def _silent(lines: list[str], at: int) -> int:
        return at + 1 if _SILENT.match(lines[at]) else at

    def _heading(self, lines: list[str], at: int) -> int:
        if self._open:
            return at
        one = _TITLE.match(lines[at])
        if one is not None:
            self._titled(one["title"], len(one["level"]))
            return at + 1
        if not _is_underlined(lines, at):
            return at
        self._titled(lines[at], _LEVELS.index(lines[at + 1][0]) + 1)
        return at + 2

    def _titled(self, title: str, level: int) -> None:
        content, links = inline(title)
        self.title = self.title or content.replace("`", "")
        self.writer.heading(level, content, links)

    # ----------------------------------------------------------------------------------- blocks between two lines

    def _fenced(self, lines: list[str], at: int) -> int:
        if not _FENCE.match(lines[at]):
            return at
        stop = _closing(lines, at)
        inner = lines[at + 1 : stop]
        if lines[at].startswith("|"):
            self._table(inner)
        elif lines[at].startswith(_VERBATIM):
            self._code(inner)
        elif not lines[at].startswith(_UNSEEN):
            self.blocks(inner)
        return stop + 1

    def _code(self, lines: list[str]) -> None:
        code = "\n".join(_dedented(lines)).strip("\n")
        if code:
            self.writer.fence(code)

    def _table(self, lines: list[str]) -> None:
        rows = [[inline(cell.strip())[0] for cell in line.split("|")[1:]] for line in lines if line.startswith("|")]
        if rows:
            width = max(map(len, rows))
            texts = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
            self.writer.rows([(texts[0], ()), ("|" + " --- |" * width, ()), *((text, ()) for text in texts[1:])])

    # ----------------------------------------------------------------------------------------- lists, definitions

    def _definition(self, lines: list[str], at: int) -> int:
        match = _TERM.match(lines[at])
        if match is None or _mark(lines[at]) != match["mark"]:
            return at
        terms, text = [match["term"]], match["text"]
        while not text and at + 1 < len(lines) and _mark(lines[at + 1]) == match["mark"]:
            at += 1
            found = _TERM.match(lines[at])
            terms, text = [*terms, found["term"] if found else lines[at]], found["text"] if found else ""
        stop = self._end(lines, at, match["mark"])
        for number, term in enumerate(terms):
            self.writer.blank_line = number == 0
            self._paragraph(term)
        self._within(": ", "    ", [*([text] if text else []), *lines[at + 1 : stop]], match["mark"])
        return stop

    def _item(self, lines: list[str], at: int) -> int:
        match = _ITEM.match(lines[at])
        if match is None or match["mark"] in self._open:
            return at
        stop = self._end(lines, at, match["mark"])
        sign = "- " if match["mark"][0] in "*-<" else "1. "
        self.writer.blank_line = self._ended.get(len(self._open)) != at
        self._within(sign, " " * len(sign), [match["text"], *lines[at + 1 : stop]], match["mark"])
        self._ended[len(self._open)] = stop
        return stop

    def _within(self, first: str, rest: str, lines: list[str], mark: str) -> None:
        self.writer.push(first, rest)
        if first == ": ":
            self.writer.blank_line = False
        self._nested(lines, mark)
        self.writer.pop()
        self.writer.blank_line = True

    def _end(self, lines: list[str], at: int, mark: str) -> int:
        """The line behind an item: before the next of its list, or of one around it, or a paragraph of its own."""
        around = [*self._open, mark]
        at += 1
        while at < len(lines):
            if lines[at] == "+":
                at = _attached(lines, at + 1)
            elif not lines[at]:
                following = next((i for i in range(at, len(lines)) if lines[i]), len(lines))
                if following == len(lines) or not _belongs(lines[following], around):
                    return at
                at = following + (lines[following] != "+")
            elif _mark(lines[at]) in around or _FENCE.match(lines[at]):
                return at
            else:
                at += 1
        return at

    # ------------------------------------------------------------------------------------------------------ text

    def _literal(self, lines: list[str], at: int) -> int:
        if self._open or not lines[at][0].isspace():
            return at
        stop = next((i for i in range(at, len(lines)) if not lines[i]), len(lines))
        self._code(lines[at:stop])
        return stop

    def _text(self, lines: list[str], at: int) -> int:
        stop = at + 1
        while stop < len(lines) and lines[stop] not in {"", "+"} and not self._opens(lines, stop):
            stop += 1
        title = _BLOCK_TITLE.match(lines[at])
        self._paragraph(title["title"] if title else " ".join(line.strip() for line in lines[at:stop]))
        return at + 1 if title else stop

    def _opens(self, lines: list[str], at: int) -> bool:
        """Whether a line within running text is none of it."""
        return bool(_mark(lines[at]) or _FENCE.match(lines[at]) or _SILENT.match(lines[at]))

    def _paragraph(self, text: str) -> None:
        self.writer.paragraph(*inline(text))


def _is_underlined(lines: list[str], at: int) -> bool:
    rule = _RULE.match(lines[at + 1]) if at + 1 < len(lines) else None
    plain = bool(re.match(r"\S", lines[at])) and not _FENCE.match(lines[at]) and re.search(r"\w", lines[at])
    return bool(rule and plain) and abs(len(lines[at + 1]) - len(lines[at])) <= 3


def _mark(line: str) -> str:
    """What marks a line as an item or a term; empty where nothing does."""
    item = _ITEM.match(line)
    if item is not None:
        return item["mark"]
    term = _TERM.match(line)
    told = term is not None and not term["term"].endswith(":") and not _SILENT.match(line)
    return term["mark"] if term is not None and told else ""


def _belongs(line: str, around: list[str]) -> bool:
    """Whether a line behind a blank one goes on with the item: a list inside it, or an indented paragraph."""
    mark = _mark(line)
    return line == "+" or (bool(mark) and mark not in around) or (not mark and line[0].isspace())


def _attached(lines: list[str], at: int) -> int:
    """The line behind the block that a "+" joins to an item."""
    while at < len(lines) and (not lines[at] or _SILENT.match(lines[at])):
        at += 1
    if at < len(lines) and _FENCE.match(lines[at]):
        return min(_closing(lines, at) + 1, len(lines))
    return min(at + 1, len(lines))


def _closing(lines: list[str], at: int) -> int:
    """The line that closes a block; the end where none does."""
    mark = lines[at][:3] if lines[at].startswith("```") else lines[at]
    return next((i for i in range(at + 1, len(lines)) if lines[i] == mark), len(lines))


def _dedented(lines: list[str]) -> list[str]:
    """Without the indentation that all lines share; the first may have less."""
    width = min((len(line) - len(line.lstrip()) for line in lines[1:] or lines if line and line != "+"), default=0)
    return [line[min(width, len(line) - len(line.lstrip())) :] for line in lines]

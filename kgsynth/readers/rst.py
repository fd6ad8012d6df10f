"""reStructuredText -> Markdown that reads the same: headings, code, lists, definitions, tables, notes.

Not a parser of the whole language: what it does not know is kept as text.
"""

import re
from collections.abc import Callable

from kgsynth.readers.rst_inline import Names, inline
from kgsynth.readers.rst_tables import table_length, table_rows
from kgsynth.readers.writer import MarkdownWriter
from kgsynth.types import Document, Link, content_id

_DEEPEST = 20
_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*$")
_EXPLICIT = re.compile(r"\.\.(?=\s|$)")
_TARGET = re.compile(r"^\s*\.\. _`?([^:`\n]+)`?: *(\S.*)?$", re.M)
_SUBSTITUTION = re.compile(r"^\s*\.\. \|([^|\n]+)\| replace:: *(.+)$", re.M)
_FOOTNOTE = re.compile(r"\.\. \[(#?[\w.-]*|\*)\]\s*(.*)", re.S)
_DIRECTIVE = re.compile(r"\.\. (?:\|[^|\n]+\| )?([\w:+.-]+)::\s*(.*)")
_OPTION = re.compile(r":[\w -]+:(\s|$)")
_FIELD = re.compile(r":([^:\s][^:\n]*):(?:\s+|$)(.*)", re.S)
_ITEM = re.compile(r"(?:([*+•‣-])|(?:\(?(\d+|[A-Za-z#]|[ivxlcdmIVXLCDM]+)[.)]))(\s+)(?=\S)")
_CODE = frozenset({
    "code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "doctest", "testcode", "math", "prompt",
})  # fmt: skip
_DROPPED = frozenset({
    "image", "contents", "toctree", "index", "include", "raw", "meta", "highlight", "currentmodule", "module",
    "default-role", "role", "sectnum", "header", "footer", "automodule", "autoclass", "autofunction", "replace",
    "unicode",
})  # fmt: skip
_UNTITLED = frozenset({"figure", "table", "list-table", "csv-table", "container", "class", "only", "ifconfig"})
_ADMONITIONS = frozenset({
    "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "seealso", "todo",
})  # fmt: skip
_OBJECTS = frozenset({
    "function", "method", "classmethod", "staticmethod", "property", "class", "attribute", "data", "exception",
    "decorator", "macro", "member", "option", "envvar", "confval", "setting", "command", "program", "describe",
    "object",
})  # fmt: skip
_VERSIONS = {
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "deprecated": "Deprecated since version",
}


def rst_document(text: str, stem: str) -> Document:
    """The text as Markdown, with the fields at its head as metadata."""
    reader = _Rst(_names(text))
    reader.blocks([line.rstrip() for line in text.expandtabs(8).splitlines()])
    markdown = reader.writer.markdown()
    return Document(
        content_id(markdown),
        markdown,
        stem,
        title=reader.title or stem,
        metadata=reader.fields,
        links=tuple(link for link in reader.writer.links if link.target),
    )


def _names(text: str) -> Names:
    targets = {" ".join(name.split()).casefold(): target for name, target in _TARGET.findall(text)}
    return Names(targets, {name.casefold(): value for name, value in _SUBSTITUTION.findall(text)})


class _Rst:
    """Reads block after block; what is indented below one is read the same way."""

    def __init__(self, names: Names) -> None:
        self.writer = MarkdownWriter()
        self.title = ""
        self.fields: dict[str, str] = {}
        self._names = names
        self._styles: list[tuple[str, bool]] = []
        self._depth = 0
        self._items: dict[int, tuple[int, int]] = {}  # depth -> the line behind the last item there, and its number

    def blocks(self, lines: list[str]) -> None:
        at = 0
        while at < len(lines):
            at = self._block(lines, at) if lines[at] else at + 1

    def _nested(self, lines: list[str]) -> None:
        """What is indented inside a list, a definition or a directive."""
        self._depth += 1
        self._items.pop(self._depth, None)
        if self._depth > _DEEPEST:
            self._paragraph(" ".join(lines))
        else:
            self.blocks(_dedented(lines))
        self._depth -= 1

    def _block(self, lines: list[str], at: int) -> int:
        """Writes the block that begins at a line, and gives the line behind it."""
        for read in self._readers():
            after = read(lines, at)
            if after > at:
                return after
        return self._text(lines, at)

    def _readers(self) -> tuple[Callable[[list[str], int], int], ...]:
        return (
            self._table, self._overlined, self._underlined, self._explicit, self._item, self._field,
            self._doctest, self._line_block, self._quote, self._definition,
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------- headings

    def _overlined(self, lines: list[str], at: int) -> int:
        rule = _UNDERLINE.match(lines[at])
        if rule is None:
            return at
        if at + 2 < len(lines) and lines[at + 1].strip() and lines[at + 2] == lines[at]:
            self._heading(lines[at + 1].strip(), (rule[1], True))
            return at + 3
        return at + 1 if _is_blank(lines, at + 1) and len(lines[at]) > 3 else at

    def _underlined(self, lines: list[str], at: int) -> int:
        rule = _UNDERLINE.match(lines[at + 1]) if at + 1 < len(lines) else None
        if rule is None or lines[at][0].isspace() or len(lines[at + 1]) < len(lines[at]) - 2:
            return at
        self._heading(lines[at], (rule[1], False))
        return at + 2

    def _heading(self, text: str, style: tuple[str, bool]) -> None:
        if style not in self._styles:
            self._styles.append(style)
        content, links = inline(text, self._names)
        self.title = self.title or content.replace("`", "")
        self.writer.heading(self._styles.index(style) + 1, content, links)

    # ----------------------------------------------------------------- what begins with two dots and a blank

    def _explicit(self, lines: list[str], at: int) -> int:
        if not _EXPLICIT.match(lines[at]):
            return at
        stop = _indented_until(lines, at + 1)
        body = _dedented(lines[at + 1 : stop])
        directive, note = _DIRECTIVE.match(lines[at]), _FOOTNOTE.match(lines[at])
        if directive:
            self._directive(directive[1], directive[2], body)
        elif note:
            label = f"{note[1]}: " if note[1][:1].isalpha() else ""
            self._nested([label + note[2], *body])
        return stop

    def _directive(self, name: str, argument: str, body: list[str]) -> None:
        name = name.rpartition(":")[2] if name.startswith(("py:", "c:", "cpp:", "js:", "rst:", "std:")) else name
        options = next((i for i, line in enumerate(body) if not _OPTION.match(line)), len(body))
        content = body[options:]
        if name in _CODE:
            self._fence(content, argument if name != "math" else "")
        elif name in _VERSIONS:
            self._nested([f"{_VERSIONS[name]} {argument}:", *content])
        elif name in _ADMONITIONS:
            self._nested([argument, *content])
        elif name in _OBJECTS and argument:
            self._object(argument, content)
        elif name == "list-table":
            self._rows(_list_table(content))
        elif name not in _DROPPED:
            self._nested([*([argument, ""] if argument and name not in _UNTITLED else []), *content])

    def _object(self, signature: str, content: list[str]) -> None:
        """A function or setting is a term, and what is said of it the definition."""
        self._paragraph(f"``{signature}``")
        self._define(content)

    def _define(self, lines: list[str]) -> None:
        self.writer.push(": ", "    ")
        self.writer.blank_line = False
        self._nested(lines)
        self.writer.pop()
        self.writer.blank_line = True

    def _fence(self, lines: list[str], language: str = "") -> None:
        code = "\n".join(_dedented(lines)).strip("\n")
        if code:
            self.writer.fence(code, language.split()[0] if language else "")

    # ----------------------------------------------------------------------------- lists, fields, tables, text

    def _item(self, lines: list[str], at: int) -> int:
        match = _ITEM.match(lines[at])
        if match is None or (match[2] and not _is_list_number(lines, at)):
            return at
        stop = _indented_until(lines, at + 1)
        number = self._number(lines, at)
        marker = "- " if match[1] else f"{match[2] if match[2].isdigit() else number}. "
        self.writer.push(marker, " " * len(marker))
        self._nested([" " * match.end() + lines[at][match.end() :], *lines[at + 1 : stop]])
        self.writer.pop()
        self._items[self._depth] = (stop, number)
        return stop

    def _number(self, lines: list[str], at: int) -> int:
        """One more than that of the item above, if there is nothing between; a tight list stays tight."""
        above, number = self._items.get(self._depth, (-1, 0))
        self.writer.blank_line = above != at
        return number + 1 if above >= 0 and not any(lines[above:at]) else 1

    def _field(self, lines: list[str], at: int) -> int:
        match = _FIELD.match(lines[at])
        if match is None or lines[at].startswith(":`") or "`" in lines[at][: match.end(1) + 2]:
            return at
        stop = _indented_until(lines, at + 1)
        value = " ".join([match[2], *(line.strip() for line in lines[at + 1 : stop])]).strip()
        if not self._depth and self.writer.markdown().count("\n") <= 1:  # nothing yet, or the title
            self.fields[match[1]] = value
        else:
            self._paragraph(f"{match[1]}: {value}")
        return stop

    def _table(self, lines: list[str], at: int) -> int:
        length = table_length(lines, at)
        if length > 1:
            self._rows(table_rows(lines[at : at + length]))
        return at + length

    def _rows(self, rows: list[list[str]]) -> None:
        if rows:
            width = max(map(len, rows))
            lines = [self._row(row + [""] * (width - len(row))) for row in rows]
            self.writer.rows([lines[0], ("|" + " --- |" * width, ()), *lines[1:]])

    def _row(self, cells: list[str]) -> tuple[str, tuple[Link, ...]]:
        text, links = "|", []
        for cell in cells:
            content, inside = inline(cell, self._names, escape_pipes=True)
            at = len(text) + 1
            links += [Link(link.start + at, link.end + at, link.target) for link in inside]
            text += f" {content} |"
        return text, tuple(links)

    def _doctest(self, lines: list[str], at: int) -> int:
        if not lines[at].startswith(">>> "):
            return at
        stop = next((i for i in range(at, len(lines)) if not lines[i]), len(lines))
        self._fence(lines[at:stop], "python")
        return stop

    def _line_block(self, lines: list[str], at: int) -> int:
        stop = at
        while stop < len(lines) and (lines[stop] == "|" or lines[stop].startswith("| ")):
            stop += 1
        if stop > at:
            self._paragraph(" ".join(line[2:] for line in lines[at:stop]))
        return stop

    def _quote(self, lines: list[str], at: int) -> int:
        if not lines[at][0].isspace():
            return at
        stop = _indented_until(lines, at)
        self._nested(lines[at:stop])
        return stop

    def _definition(self, lines: list[str], at: int) -> int:
        if at + 1 >= len(lines) or not lines[at + 1][:1].isspace() or lines[at].endswith("::"):
            return at
        stop = _indented_until(lines, at + 1)
        self._paragraph(lines[at])
        self._define(lines[at + 1 : stop])
        return stop

    def _text(self, lines: list[str], at: int) -> int:
        stop = next((i for i in range(at, len(lines)) if not lines[i]), len(lines))
        text = " ".join(line.strip() for line in lines[at:stop])
        literal = text.endswith("::")
        if text != "::":
            self._paragraph(text[:-2].rstrip() + ("" if text.endswith(" ::") else ":") if literal else text)
        if not literal:
            return stop
        after = _indented_until(lines, stop)
        self._fence(lines[stop:after])
        return after

    def _paragraph(self, text: str) -> None:
        self.writer.paragraph(*inline(text, self._names))


def _is_blank(lines: list[str], at: int) -> bool:
    return at >= len(lines) or not lines[at]


def _is_list_number(lines: list[str], at: int) -> bool:
    """Not a sentence that begins with "A. Smith" and goes on without indentation."""
    return _is_blank(lines, at + 1) or lines[at + 1][0].isspace() or bool(_ITEM.match(lines[at + 1]))


def _indented_until(lines: list[str], at: int) -> int:
    """The line behind the last indented one, from a line on."""
    stop = last = at
    while stop < len(lines) and (not lines[stop] or lines[stop][0].isspace()):
        stop += 1
        if lines[stop - 1]:
            last = stop
    return last


def _dedented(lines: list[str]) -> list[str]:
    """Without the indentation that all lines share; a first line may have less."""
    width = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    return [line[width:] for line in lines]


def _list_table(lines: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in lines:
        match = re.match(r"\s*(\*\s+)?-(?:\s+|$)(.*)", line)
        if match is None:
            if rows and line.strip():
                rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}"
        elif match[1]:
            rows.append([match[2]])
        elif rows:
            rows[-1].append(match[2])
    return rows

"""The running text of an element -> plain text with code in back-ticks, and its links."""

from lxml import etree

from kgsynth.readers.tree import Element, classes
from kgsynth.readers.writer import Inline
from kgsynth.types import Link

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "header", "html", "legend", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "boxtitle",
}) | frozenset(HEADINGS)  # fmt: skip
_CODE = frozenset({"code", "tt", "kbd", "samp", "var"})


class InlineReader:
    """Follows a walk over a tree and keeps the text of the elements that stand in a line."""

    def __init__(self, *, escape_pipes: bool = False) -> None:
        self.inline = Inline(escape_pipes)
        self._placeholders = 0

    def start(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self.inline.line_break()
        elif tag == "a":
            self.inline.open_link(element.get("href", ""))
        elif tag in _CODE:
            self._start_code(element)
        elif tag == "em" and "replaceable" in classes(element):
            self._placeholders += 1
        elif tag == "sup" and self._is_exponent(element):
            self.inline.text("^")
        elif tag == "q":
            self.inline.text("“")
        self.inline.text(element.text)

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag == "a":
            self.inline.close_link()
        elif tag in _CODE:
            self._end_code(element)
        elif tag == "em" and "replaceable" in classes(element):
            self._placeholders -= 1
        elif tag == "q":
            self.inline.text("”")

    def _start_code(self, element: Element) -> None:
        if not self._placeholders and not _is_address(element):
            self.inline.open_code()

    def _end_code(self, element: Element) -> None:
        if not self._placeholders and not _is_address(element):
            self.inline.close_code()

    def _is_exponent(self, element: Element) -> bool:
        text, before = "".join(element.itertext()).strip(), self.inline.last_character
        return text.lstrip("-+").isdigit() and (before.isalnum() or before == ")")


def _is_address(element: Element) -> bool:
    return "email" in classes(element)


def inline_of(element: Element, *, escape_pipes: bool = False) -> tuple[str, tuple[Link, ...]]:
    """All text of an element in one line; its blocks are set apart by a space."""
    reader = InlineReader(escape_pipes=escape_pipes)
    for event, each in etree.iterwalk(element, events=("start", "end")):
        apart = " " if each.tag in BLOCKS or each.tag == "br" else ""
        if event == "start" and apart:
            reader.inline.text(apart + (each.text or ""))
        elif event == "start":
            reader.start(each)
        else:
            reader.end(each)
            reader.inline.text(apart + (each.tail or "") if each is not element else "")
    return reader.inline.take()

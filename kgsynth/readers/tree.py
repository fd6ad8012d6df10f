"""HTML text -> an lxml tree, whatever its depth; and the few questions that are asked of an element."""

import re
from collections.abc import Iterator
from typing import Protocol

from lxml import html as lxml_html

DEEPEST = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip


class Element(Protocol):
    """What is used of an lxml element."""

    tag: object
    text: str | None
    tail: str | None

    def get(self, key: str, default: str = ..., /) -> str: ...
    def iter(self, *tags: str) -> Iterator["Element"]: ...
    def itertext(self) -> Iterator[str]: ...
    def iterancestors(self, *tags: str) -> Iterator["Element"]: ...
    def getprevious(self) -> "Element | None": ...
    def getparent(self) -> "Element | None": ...
    def find(self, path: str) -> "Element | None": ...
    def append(self, child: "Element") -> None: ...
    def insert(self, index: int, child: "Element") -> None: ...
    def index(self, child: "Element") -> int: ...
    def remove(self, child: "Element") -> None: ...
    def drop_tree(self) -> None: ...
    def __iter__(self) -> Iterator["Element"]: ...
    def __len__(self) -> int: ...


def parse_html(html: str) -> Element | None:
    """The root element, or None where there is no element at all."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = _parse(html, parser)
    if any("depth" in error.message for error in parser.error_log):
        root = _parse(_flattened(html), parser)
    if root is not None:
        _unnest_definitions(root)
    return root


def _parse(html: str, parser: object) -> Element | None:
    data = html.replace("\0", "").encode("utf-8", "replace")
    try:
        root: Element = lxml_html.document_fromstring(data, parser=parser)
    except lxml_html.etree.ParserError:  # an empty document
        return None
    return root


def _flattened(html: str) -> str:
    """Without the tags nested deeper than ``DEEPEST``; their text stays. The parser would drop both."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name, empty = match.groups()
        if empty or name.lower() in _VOID:
            return match[0]
        depth += -1 if closing else 1
        return match[0] if depth + bool(closing) <= DEEPEST else " "

    return _TAG.sub(keep, html)


def _unnest_definitions(root: Element) -> None:
    """A <dt> or <dd> that was not closed ends where the next begins; the parser puts one inside the other."""
    for element in list(root.iter("dt", "dd")):
        parent = element.getparent()
        around = parent.getparent() if parent is not None else None
        if parent is not None and around is not None and parent.tag in ("dt", "dd"):
            around.insert(around.index(parent) + 1, element)


def classes(element: Element) -> frozenset[str]:
    return frozenset(element.get("class", "").lower().split())


def text_of(element: Element) -> str:
    """All its text, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def new_element(tag: str) -> Element:
    element: Element = lxml_html.Element(tag)
    return element

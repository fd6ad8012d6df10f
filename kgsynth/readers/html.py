"""An HTML page -> clean Markdown, its title, and where its links stand.

One walk over the tree, so that the place of each link is known the moment its text is written. Links are written as
their plain text, emphasis is dropped, code keeps its back-ticks. A definition list becomes the term on a line of its
own, then ``: definition``, with everything else of the definition indented by four spaces.
"""

import re
from dataclasses import dataclass, replace

from lxml import etree

from kgsynth.readers.boilerplate import drop, prune
from kgsynth.readers.html_inline import BLOCKS, HEADINGS, InlineReader, inline_of
from kgsynth.readers.html_tables import pipe_table, reshape_tables
from kgsynth.readers.site_names import KEY
from kgsynth.readers.tree import Element, classes, parse_html, text_of
from kgsynth.readers.writer import MarkdownWriter
from kgsynth.types import Document, Link, content_id

_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight|brush|sourceCode)[-:\s]+([\w+#-]+)")
_NOT_LANGUAGES = frozenset(("default", "notranslate", "text", "none", "plaintext"))
_SITE_NAME = re.compile(r"\s*[-|–—·:»/]\s(?P<behind>.*)|(?P<before>.*)\s[-|–—·:»/]\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class HtmlResult:
    """A page as Markdown; ``markdown[link.start:link.end]`` is the text of each link.

    Attributes:
        site: what <title> says besides the page's own heading.
    """

    markdown: str
    title: str
    links: tuple[Link, ...]
    site: str = ""


def html_to_markdown(html: str) -> HtmlResult:
    """The content of a page without its navigation, as Markdown."""
    root = parse_html(html)
    if root is None:
        return HtmlResult("", "", ())
    prune(root)
    title, site = _title(root)
    _drop_head(root)
    _float_boxes(root)
    reshape_tables(root)
    _promote_title(root, title)
    return replace(_Walker().walk(root, title), site=site)


def html_document(html: str, stem: str) -> Document:
    """A page as a document."""
    result = html_to_markdown(html)
    title = result.title or stem
    metadata = {KEY: result.site} if result.site else {}
    return Document(
        content_id(result.markdown), result.markdown, stem, title=title, metadata=metadata, links=result.links
    )


# ------------------------------------------------------------------------------------------- before the walk


def _title(root: Element) -> tuple[str, str]:
    """What <title> says, and apart from it the name of the site that follows or precedes the page's own heading."""
    element = root.find(".//title")
    title = text_of(element) if element is not None else ""
    heading = next((text for text in map(_heading_text, root.iter(*HEADINGS)) if text), "")
    if not title:
        return heading, ""
    before, _, after = title.partition(heading) if heading else (title, "", "")
    around = _SITE_NAME.fullmatch(before + after) if heading and heading in title else None
    return (heading, (around["behind"] or around["before"] or "").strip()) if around else (title, "")


def _heading_text(element: Element) -> str:
    return text_of(element).rstrip("¶#").strip()


def _drop_head(root: Element) -> None:
    head = root.find("head")
    if head is not None:
        drop(head)


def _float_boxes(root: Element) -> None:
    """A box with a title of its own goes behind the text that it interrupts, as a figure does in print."""
    for box in [each for each in root.iter("div") if "sidebar" in classes(each)]:
        parent = box.getparent()
        if parent is not None and parent.tag in ("div", "section", "article", "body"):
            _move_behind_text(parent, box)
        title = next((each for each in box.iter("p", "div") if "title" in classes(each)), None)
        if title is not None:
            title.tag = "boxtitle"


def _move_behind_text(parent: Element, box: Element) -> None:
    followers = list(parent)[parent.index(box) + 1 :]
    stop = next((each for each in followers if each.tag in HEADINGS or _is_section(each)), None)
    drop(box)
    parent.insert(parent.index(stop) if stop is not None else len(parent), box)


def _is_section(element: Element) -> bool:
    return element.tag == "section" or bool(classes(element) & {"section", "sect1", "sect2", "sect3", "sect4"})


def _promote_title(root: Element, title: str) -> None:
    """On a page without <h1> the heading that is the title takes its rank; those below follow if no other has it."""
    headings = list(root.iter(*HEADINGS))
    if not headings or root.find(".//h1") is not None or _heading_text(headings[0]) != title:
        return
    by = HEADINGS[str(headings[0].tag)] - 1
    if all(each.tag != headings[0].tag for each in headings[1:]):
        for each in headings[1:]:
            each.tag = f"h{max(2, HEADINGS[str(each.tag)] - by)}"
    headings[0].tag = "h1"


# ----------------------------------------------------------------------------------------------- the walk


class _Walker:
    """Goes through the tree once, without recursion, and writes as it goes."""

    def __init__(self) -> None:
        self._writer = MarkdownWriter()
        self._reader = InlineReader()
        self._numbers: list[int | None] = []  # of each open list: the number of its next item, None for bullets
        self._inside: list[str] = []  # the open <li>, <dd> and <blockquote>
        self._level = 0

    def walk(self, root: Element, title: str) -> HtmlResult:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._end(element)
                self._reader.inline.text(element.tail)
            elif element.tag in ("pre", "table"):
                self._whole(element)
                walk.skip_subtree()
            else:
                self._start(element)
        self._flush()
        return HtmlResult(self._writer.markdown(), title, tuple(self._writer.links))

    def _start(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        if tag in ("ul", "ol"):
            self._start_list(element)
        elif tag in ("li", "dd", "blockquote"):
            self._start_indented(str(tag))
        elif tag == "dt":
            self._writer.blank_line = not _follows_a_term(element)
        self._reader.start(element)

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in HEADINGS or tag == "boxtitle":
            self._end_heading(str(tag))
        elif tag in BLOCKS:
            self._flush()
        if tag in ("ul", "ol"):
            self._numbers.pop()
            self._writer.blank_line = True
        elif tag in ("li", "dd", "blockquote"):
            self._end_indented()
        elif tag not in ("pre", "table"):
            self._reader.end(element)

    def _flush(self) -> None:
        """Writes the running text so far as a paragraph."""
        self._writer.paragraph(*self._reader.inline.take())

    def _whole(self, element: Element) -> None:
        """Writes code or a table, none of whose elements is walked."""
        self._flush()
        if element.tag == "table":
            self._table(element)
        elif code := _code_of(element):
            self._writer.fence(code, _language_of(element))

    def _table(self, table: Element) -> None:
        caption = table.find("caption")
        if caption is not None:
            self._writer.paragraph(*inline_of(caption))
        if rows := pipe_table(table):
            self._writer.rows(rows)

    def _start_list(self, element: Element) -> None:
        start = element.get("start", "1")
        self._numbers.append(int(start) if element.tag == "ol" and start.isdecimal() else None)
        self._writer.own_line()
        if self._inside[-1:] == ["li"]:
            self._writer.blank_line = False

    def _start_indented(self, tag: str) -> None:
        first, rest = {"dd": (": ", "    "), "blockquote": ("> ", "> ")}.get(tag) or self._marker()
        self._writer.push(first, rest)
        self._inside.append(tag)
        if tag == "dd":
            self._writer.blank_line = False

    def _marker(self) -> tuple[str, str]:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "- ", "  "
        self._numbers[-1] = number + 1
        return f"{number}. ", " " * len(f"{number}. ")

    def _end_indented(self) -> None:
        self._writer.pop()
        self._writer.blank_line = self._inside.pop() != "li"

    def _end_heading(self, tag: str) -> None:
        text, links = self._reader.inline.take()
        if self._inside:
            self._writer.paragraph(text, links)
        elif text:
            level = HEADINGS.get(tag) or self._level + 1
            self._level = HEADINGS.get(tag, self._level)
            self._writer.heading(level, text, links)


def _follows_a_term(element: Element) -> bool:
    previous = element.getprevious()
    return previous is not None and previous.tag == "dt"


def _code_of(element: Element) -> str:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    lines = [line.rstrip() for line in "".join(element.itertext()).replace("\xa0", " ").splitlines()]
    return "\n".join(lines).strip("\n")


def _language_of(element: Element) -> str:
    around = (element, element.find("code"), element.getparent())
    names = " ".join(each.get("class", "") for each in around if each is not None)
    match = _LANGUAGE.search(names)
    return match[1].lower() if match and match[1].lower() not in _NOT_LANGUAGES else ""

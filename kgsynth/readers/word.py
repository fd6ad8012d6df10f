"""Word (.docx) -> Document: the structure that its styles give it, by way of HTML."""

import re
from collections.abc import Iterator
from pathlib import Path

import mammoth

from kgsynth.readers.archive import check_archive, core_title, damage_reported
from kgsynth.readers.html import html_to_markdown
from kgsynth.types import Document, content_id

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Code'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Plain Text'] => pre:separator('\\n')
r[style-name='HTML Code'] => code
r[style-name='Verbatim Char'] => code
"""
_HEADING = re.compile(r"<h[1-6]\b")
_BOLD_LINE = re.compile(r"<p>(?:<a id=\"[^\"]*\"></a>)*<strong>([^<>]{2,100}[^<>.:;,])</strong></p>(?!\s*</(?:td|li)>)")
_BACK_LINK = re.compile(r"\s*<a href=\"#(?:foot|end)note-ref-[^\"]*\">↑</a>")
_FIRST_ROW = re.compile(r"<table><tr>(?:(?!<table|</tr>).)*</tr>", re.DOTALL)
_CELL = re.compile(r"(</?)td\b")


def read(path: Path, *, source: str) -> Iterator[Document]:
    """The document in a Word file. Deleted text, comments, images, headers and footers are left out."""
    check_archive(path)
    with damage_reported():
        html = _html(path)
        title = core_title(path)
    result = html_to_markdown(_with_structure(html))
    yield Document(
        content_id(result.markdown),
        result.markdown,
        source,
        title=title or result.title or path.stem,
        links=result.links,
    )


def _html(path: Path) -> str:
    with path.open("rb") as file:
        html: str = mammoth.convert_to_html(file, style_map=_STYLES, convert_image=lambda image: []).value
    return html


def _with_structure(html: str) -> str:
    """Word tables rarely mark their head, and many writers make headings bold instead of styling them."""
    html = _BACK_LINK.sub("", html)
    if not _HEADING.search(html):
        html = _BOLD_LINE.sub(r"<h2>\1</h2>", html)
    return _FIRST_ROW.sub(lambda row: _CELL.sub(r"\1th", row[0]), html)

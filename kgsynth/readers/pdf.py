"""PDF -> Document: running text, headings, lists, code and tables as Markdown, and where each page begins."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kgsynth.errors import InputError
from kgsynth.readers.pdf_blocks import body_of, page_blocks
from kgsynth.readers.pdf_lines import Page, read_page
from kgsynth.readers.pdf_markdown import PdfMarkdown
from kgsynth.readers.pdf_running import without_running_lines
from kgsynth.types import Document, content_id

_DAMAGED = "cannot be read: it is cut short or damaged"
_FIRST_HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)
_FILE_NAME = re.compile(r"^Microsoft \w+ - |^untitled|\.\w{2,4}$", re.IGNORECASE)


def read(path: Path, *, source: str) -> Iterator[Document]:
    """The document in a PDF; an error that says what to do where it is encrypted, broken, or only images."""
    with closing(_opened(path)) as pdf:
        pages = _pages(pdf)
        title = pdf.get_metadata_value("Title").strip()
    note = _missing_text(pages)
    markdown = _markdown(pages)
    yield Document(
        content_id(markdown.text),
        markdown.text,
        source,
        title=_title(title, markdown.text) or path.stem,
        metadata={"note": note} if note else {},
        pages=markdown.pages_of(len(pages)),
    )


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise InputError("is encrypted: remove the password, or convert it") from error
        raise InputError(_DAMAGED) from error


def _pages(pdf: pdfium.PdfDocument) -> list[Page]:
    try:
        return [read_page(page) for page in pdf]
    except pdfium.PdfiumError as error:
        raise InputError(_DAMAGED) from error


def _missing_text(pages: Sequence[Page]) -> str:
    """Which pages are only images, in words; an error where no page has text."""
    empty = [number for number, page in enumerate(pages, start=1) if not page.lines]
    if len(empty) == len(pages):
        if any(page.has_images for page in pages):
            raise InputError(f"has no text layer ({_count(pages)} of images): run OCR first, e.g. ocrmypdf")
        raise InputError(f"has no text on its {_count(pages)}")
    images = [number for number in empty if pages[number - 1].has_images]
    if not images:
        return ""
    numbers = ", ".join(map(str, images))
    return f"no text layer on {len(images)} of its {_count(pages)} ({numbers}): run OCR first, e.g. ocrmypdf"


def _count(pages: Sequence[Page]) -> str:
    return "1 page" if len(pages) == 1 else f"{len(pages)} pages"


def _markdown(pages: Sequence[Page]) -> PdfMarkdown:
    body = body_of([line for page in pages for line in page.lines])
    kept = without_running_lines(pages, body_size=body.size)
    return PdfMarkdown([block for i, lines in enumerate(kept) for block in page_blocks(lines, body, page=i)])


def _title(stated: str, text: str) -> str:
    """What the file says it is called, unless that is a file name or nothing; then the first heading."""
    if stated and not _FILE_NAME.search(stated):
        return stated
    heading = _FIRST_HEADING.search(text)
    return heading[1] if heading else ""

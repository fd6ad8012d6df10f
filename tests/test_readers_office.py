"""PDF, Word, PowerPoint, Excel and EPUB files become Markdown documents, or errors that say what to do."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from fpdf import FPDF
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from kgsynth.errors import InputError
from kgsynth.readers import epub, pdf, sheets, slides, word
from kgsynth.readers.archive import check_archive
from kgsynth.types import Document, content_id

FIXTURES = Path(__file__).parent.parent / "fixtures"
READERS: dict[str, Callable[..., Iterator[Document]]] = {
    ".pdf": pdf.read,
    ".docx": word.read,
    ".pptx": slides.read,
    ".xlsx": sheets.read,
    ".epub": epub.read,
}
FILES = sorted(path for path in FIXTURES.rglob("*.*") if path.suffix in READERS)
UNREADABLE = ("corrupt.docx", "encrypted.pdf", "image-only.pdf")
PROSE = "The tower was built in stone and the bridge below it was built in wood by the same masons."


def only(path: Path) -> Document:
    (document,) = READERS[path.suffix](path, source=path.name)
    return document


# ------------------------------------------------------------------------------------------------------- PDF


class Sheet(FPDF):
    """A page to put lines on, one by one."""

    def line(self, text: str, *, size: float = 11, style: str = "", x: float = 20, font: str = "Helvetica") -> None:  # type: ignore[override]
        self.set_font(font, style, size)
        self.set_x(x)
        self.cell(text=text, h=size * 0.45, new_x="LMARGIN", new_y="NEXT")

    def gap(self) -> None:
        self.ln(5)


def saved(sheet: FPDF, tmp_path: Path, name: str = "a.pdf") -> Path:
    sheet.output(str(tmp_path / name))
    return tmp_path / name


def new_sheet() -> Sheet:
    sheet = Sheet()
    sheet.add_page()
    return sheet


def picture() -> Image.Image:
    return Image.new("RGB", (200, 200), "grey")


def test_pdf_headings_get_their_level_from_their_size(tmp_path: Path) -> None:
    """The largest size is level 1; a heading on two lines is one heading; bold text of body size is the lowest."""
    sheet = new_sheet()
    sheet.line("The Great Tower", size=24)
    for section in ("Walls", "Roofs"):
        sheet.gap()
        sheet.line(f"{section} and all that has to be", size=16)
        sheet.line("known about them", size=16)
        sheet.gap()
        sheet.line("Materials", style="B")
        sheet.gap()
        sheet.line(PROSE)
        sheet.line(PROSE)
    text = only(saved(sheet, tmp_path)).text
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# The Great Tower",
        "## Walls and all that has to be known about them",
        "### Materials",
        "## Roofs and all that has to be known about them",
        "### Materials",
    ]


def test_pdf_lines_become_paragraphs(tmp_path: Path) -> None:
    """Lines are joined with spaces; a gap or an indent begins a new paragraph."""
    sheet = new_sheet()
    sheet.line(PROSE.removesuffix("."))
    sheet.line("of the old town, who never saw the sea.")
    sheet.line(PROSE, x=28)
    sheet.gap()
    sheet.line("Nobody knows their names.")
    joined = PROSE.removesuffix(".") + " of the old town, who never saw the sea."
    assert only(saved(sheet, tmp_path)).text == f"{joined}\n\n{PROSE}\n\nNobody knows their names.\n"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("a small exami-", "nation of it", "a small examination of it"),
        ("the rules of COVID-", "19 in that year", "the rules of COVID-19 in that year"),
        ("by the Anglo-", "Saxon kings", "by the Anglo-Saxon kings"),
        ("a rather well-", "known tower", "a rather well-known tower"),
        ("the tower -", "or what is left", "the tower - or what is left"),
    ],
)
def test_pdf_hyphens_at_line_ends(tmp_path: Path, first: str, second: str, expected: str) -> None:
    """A broken word is joined; a real hyphen stays, also where the document shows the word with one."""
    sheet = new_sheet()
    sheet.line("It is well-known that this line is longer than the others and ends with " + first)
    sheet.line(second + " and so on.")
    assert expected in only(saved(sheet, tmp_path)).text


class Report(Sheet):
    """Pages with a running header and a page number."""

    def header(self) -> None:
        self.set_y(10)
        self.line(f"Annual report    Chapter {1 + self.page_no() // 3}", size=9)
        self.set_y(30)

    def footer(self) -> None:
        self.set_y(-15)
        self.line(f"Page {self.page_no()}", size=9)


def test_pdf_running_lines_are_left_out(tmp_path: Path) -> None:
    """Headers, footers and page numbers go; a number in the text stays; a sentence goes on over the page break."""
    sheet = Report()
    for number in range(5):
        sheet.add_page()
        sheet.line(f"{number} stones were counted. " + PROSE)
        sheet.line("The masons then went on to build a bridge that" if number == 1 else "That was all.")
        if number == 1:
            sheet.add_page()
            sheet.line("nobody had asked for. " + PROSE)
    document = only(saved(sheet, tmp_path))
    assert "Annual report" not in document.text and "Page" not in document.text
    assert "build a bridge that nobody had asked for." in document.text
    assert [document.text[start:][:8] for start in document.pages] == [
        "0 stones", "1 stones", "nobody h", "2 stones", "3 stones", "4 stones",
    ]  # fmt: skip


def test_pdf_lists_code_and_tables(tmp_path: Path) -> None:
    """Bullets and numbers begin items, also inside others; fixed pitch is code; aligned cells are a table."""
    sheet = new_sheet()
    sheet.line(PROSE)
    sheet.gap()
    for text, x in (("Stone", 22), ("Granite", 30), ("Wood", 22)):
        sheet.set_font("Helvetica", "", 11)
        sheet.set_x(x)
        sheet.cell(text="\x95 " + text, h=5, new_x="LMARGIN", new_y="NEXT")
    sheet.gap()
    for text in ("1. Dig a hole.", "2. Fill it with stone."):
        sheet.line(text)
    sheet.gap()
    for text in ("def build(stones):", "    return sum(stones)"):
        sheet.line(text, font="Courier")
    sheet.gap()
    sheet.set_font("Helvetica", "", 11)
    with sheet.table(width=120) as table:
        for row in (("Part", "Height"), ("Tower", "41 m"), ("Roof", "9 m")):
            table.row(row)
    text = only(saved(sheet, tmp_path)).text
    assert "- Stone\n   - Granite\n- Wood\n" in text
    assert "1. Dig a hole.\n2. Fill it with stone.\n" in text
    assert "```\ndef build(stones):\n    return sum(stones)\n```" in text
    assert "| Part | Height |\n| --- | --- |\n| Tower | 41 m |\n| Roof | 9 m |" in text


def test_pdf_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """The text of the left column comes before the text of the right one, and flows into it."""
    sheet = new_sheet()
    for column in (0, 1):
        sheet.set_y(20)
        for row in range(30):
            sheet.line(f"side {column} row {row} of the text and", x=20 + 90 * column)
    text = only(saved(sheet, tmp_path)).text
    assert text == " ".join(f"side {column} row {row} of the text and" for column in (0, 1) for row in range(30)) + "\n"


def test_pdf_text_that_looks_like_markup_is_escaped(tmp_path: Path) -> None:
    """A paragraph that begins with a number sign does not become a heading."""
    sheet = new_sheet()
    sheet.line("# is the sign for numbers, and " + PROSE)
    assert only(saved(sheet, tmp_path)).text.startswith("\\# is the sign")


def test_encrypted_pdf_is_refused_with_a_hint(tmp_path: Path) -> None:
    """A PDF that needs a password says so; one that only restricts printing is read."""
    for name, password in (("locked.pdf", "secret"), ("open.pdf", "")):
        sheet = new_sheet()
        sheet.line(PROSE)
        sheet.set_encryption("owner", password or None)
        saved(sheet, tmp_path, name)
    with pytest.raises(InputError, match="is encrypted: remove the password"):
        only(tmp_path / "locked.pdf")
    assert only(tmp_path / "open.pdf").text == PROSE + "\n"


def test_scanned_pdf_is_refused_and_a_partly_scanned_one_has_a_note(tmp_path: Path) -> None:
    """Without any text layer there is no document; with one on some pages the others are named."""
    scan = FPDF()
    mixed = new_sheet()
    mixed.line(PROSE)
    for sheet in (scan, mixed):
        for _ in range(2):
            sheet.add_page()
            sheet.image(picture(), w=100)
    with pytest.raises(InputError, match=r"has no text layer \(2 pages of images\): run OCR first"):
        only(saved(scan, tmp_path, "scan.pdf"))
    document = only(saved(mixed, tmp_path, "mixed.pdf"))
    assert document.metadata["note"].startswith("no text layer on 2 of its 3 pages (2, 3)")
    assert document.pages == (0, len(document.text), len(document.text))


def test_pdf_title_is_what_the_file_says_or_its_first_heading(tmp_path: Path) -> None:
    """A title that is only a file name does not count."""
    titles = {}
    for stated in ("The tower", "Microsoft Word - draft7.doc", ""):
        sheet = new_sheet()
        sheet.set_title(stated)
        sheet.line("About stones", size=20)
        sheet.line(PROSE)
        titles[stated] = only(saved(sheet, tmp_path)).title
    assert list(titles.values()) == ["The tower", "About stones", "About stones"]


# ------------------------------------------------------------------------------------------------------ Word


def word_file(tmp_path: Path, *blocks: tuple[str, str]) -> Path:
    file = docx.Document()
    for style, text in blocks:
        file.add_paragraph(text, style=style)
    file.save(str(tmp_path / "a.docx"))
    return tmp_path / "a.docx"


def test_word_styles_become_markdown(tmp_path: Path) -> None:
    """Headings and lists keep their structure."""
    path = word_file(
        tmp_path, ("Heading 1", "Walls"), ("List Bullet", "Stone"), ("List Bullet", "Wood"), ("Heading 2", "Gates")
    )
    text = only(path).text
    assert text.startswith("# Walls\n\n- Stone\n- Wood\n") and "\n## Gates\n" in text


def test_word_table_has_its_first_row_as_head(tmp_path: Path) -> None:
    """Word does not say which row is the head, so it is the first one."""
    file = docx.Document()
    table = file.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Part", "Height", "Tower", "41 m"), strict=True):
        cell.text = text
    file.save(str(tmp_path / "a.docx"))
    assert "| Part | Height |\n| --- | --- |\n| Tower | 41 m |" in only(tmp_path / "a.docx").text


def test_word_lines_in_bold_are_headings_where_there_are_no_others(tmp_path: Path) -> None:
    """Many writers never use a heading style."""
    file = docx.Document()
    file.add_paragraph().add_run("About walls").bold = True
    file.add_paragraph(PROSE)
    file.save(str(tmp_path / "a.docx"))
    assert only(tmp_path / "a.docx").text == f"# About walls\n\n{PROSE}\n"


# ------------------------------------------------------------------------------------------------ PowerPoint


def test_slides_are_sections_and_pages(tmp_path: Path) -> None:
    """Each slide has its title, its bullets, table, chart and notes, from top to bottom."""
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Walls"
    body = first.placeholders[1].text_frame
    body.text = "Stone"
    inner = body.add_paragraph()
    inner.text, inner.level = "Granite", 1
    first.notes_slide.notes_text_frame.text = "Speak slowly."
    second = deck.slides.add_slide(deck.slide_layouts[6])
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["2023", "2024"]
    data.add_series("Stones", (4, 5.5))  # type: ignore[no-untyped-call]
    where = (Inches(1), Inches(4), Inches(4), Inches(3))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *where, data)
    table = second.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    for i, text in enumerate(("Part", "Height", "Tower", "41 | 42")):
        table.cell(i // 2, i % 2).text = text
    deck.save(str(tmp_path / "a.pptx"))
    document = only(tmp_path / "a.pptx")
    assert document.text == (
        "## Walls\n\n- Stone\n  - Granite\n\nNotes: Speak slowly.\n\n"
        "## Slide 2\n\n| Part | Height |\n| --- | --- |\n| Tower | 41 \\| 42 |\n\n"
        "|  | Stones |\n| --- | --- |\n| 2023 | 4 |\n| 2024 | 5.5 |\n"
    )
    assert [document.text[start:][:8] for start in document.pages] == ["## Walls", "## Slide"]


# ----------------------------------------------------------------------------------------------------- Excel


def workbook_of(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Stock"
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_sheet_becomes_a_section_with_a_table(tmp_path: Path) -> None:
    """Blanks are empty, dates are ISO, numbers have no noise, pipes are escaped."""
    path = workbook_of(
        tmp_path,
        ("Item", "Count", "Counted on"),
        ("Rope | thick", 0.1 + 0.2, datetime(2025, 5, 30)),
        ("Lamp", None, datetime(2025, 5, 30, 14, 30)),
        ("Oil", 3.0, True),
    )
    assert only(path).text == (
        "## Stock\n\n| Item | Count | Counted on |\n| --- | --- | --- |\n| Rope \\| thick | 0.3 | 2025-05-30 |\n"
        "| Lamp |  | 2025-05-30 14:30 |\n| Oil | 3 | TRUE |\n"
    )


def test_sheet_with_a_caption_an_empty_row_and_a_second_table(tmp_path: Path) -> None:
    """A line of its own is text; an empty row ends a table only where another head follows."""
    path = workbook_of(
        tmp_path,
        ("Counted by hand",), (), (None, "Item", "Count"), (None, "Rope", 1), (), (None, "Lamp", 2), (),
        (None, "Town", "Country"), (None, "Eddering", "Nowhere"),
    )  # fmt: skip
    assert only(path).text == (
        "## Stock\n\nCounted by hand\n\n| Item | Count |\n| --- | --- |\n| Rope | 1 |\n| Lamp | 2 |\n\n"
        "| Town | Country |\n| --- | --- |\n| Eddering | Nowhere |\n"
    )


def test_sheet_shows_percentages_and_skips_hidden_sheets(tmp_path: Path) -> None:
    """A share reads as it does on the screen; a hidden sheet is named in a note."""
    book = openpyxl.Workbook()
    book.active.append(("Share",))
    book.active.append((0.155,))
    book.active["A2"].number_format = "0.0%"
    book.create_sheet("Secret").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    document = only(tmp_path / "a.xlsx")
    assert "| 15.5% |" in document.text and "Secret" not in document.text
    assert document.metadata == {"note": "hidden sheets left out: Secret"}


def test_formula_has_the_value_that_was_saved() -> None:
    """The stock list multiplies pieces and prices."""
    assert "| Brass shackle | A2 | 96 | 4.25 | 408 |" in only(FIXTURES / "edge/stock.xlsx").text


# ------------------------------------------------------------------------------------------------------ EPUB

CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata>
<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">The  tower</dc:title></metadata><manifest>
<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="ch%20one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
CHAPTER = """<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>
<h1>{title}</h1><p>{title}: see the <a href="https://example.org/é">other é page</a> of it.</p></body></html>"""
ENCRYPTION = """<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
<enc:EncryptionMethod Algorithm="{}"/></enc:EncryptedData></encryption>"""


def book(tmp_path: Path, **more: str) -> Path:
    members = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/nav.xhtml": CHAPTER.format(title="Contents"),
        "OPS/ch one.xhtml": CHAPTER.format(title="One"),
        "OPS/two.xhtml": CHAPTER.format(title="Two"),
        **more,
    }
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return tmp_path / "a.epub"


def test_epub_is_its_chapters_in_reading_order(tmp_path: Path) -> None:
    """The spine gives the order, the table of contents is left out, and links keep their place."""
    document = only(book(tmp_path))
    assert document.title == "The tower"
    assert document.text.startswith("# One\n\nOne: see") and "\n\n# Two\n\nTwo: see" in document.text
    assert "Contents" not in document.text
    assert [document.text[link.start : link.end] for link in document.links] == ["other é page"] * 2


def test_epub_with_a_lock_is_refused_but_not_for_its_fonts(tmp_path: Path) -> None:
    """Obfuscated fonts do not matter to the text."""
    fonts = ENCRYPTION.format("http://www.idpf.org/2008/embedding")
    assert only(book(tmp_path, **{"META-INF/encryption.xml": fonts})).text
    lock = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(InputError, match="DRM"):
        only(book(tmp_path, **{"META-INF/encryption.xml": lock}))


def test_epub_without_one_of_its_chapters_is_refused(tmp_path: Path) -> None:
    """A book that names a file it does not hold is damaged."""
    with pytest.raises(InputError, match=r"damaged.*three"):
        only(book(tmp_path, **{"OPS/book.opf": PACKAGE.replace("two.xhtml", "three.xhtml")}))


# ------------------------------------------------------------------------------------------------- all of them


@pytest.mark.parametrize("path", [path for path in FILES if path.name not in UNREADABLE], ids=lambda path: path.name)
def test_every_fixture_is_read(path: Path) -> None:
    """The id is that of the text; links and pages lie inside the text, in order; reading twice gives the same."""
    document = only(path)
    assert document.id == content_id(document.text) and document.source == path.name and document.title
    assert all(0 <= link.start < link.end <= len(document.text) for link in document.links)
    assert list(document.pages) == sorted(document.pages)
    assert document.text.endswith("\n") and not document.text.endswith("\n\n")
    assert document == only(path)


@pytest.mark.parametrize("name", UNREADABLE)
def test_every_bad_fixture_is_refused(name: str) -> None:
    """What cannot be read raises the one error that the folder reader turns into a record."""
    with pytest.raises(InputError):
        only(FIXTURES / "edge" / name)


@pytest.mark.parametrize("path", [path for path in FILES if path.name not in UNREADABLE], ids=lambda path: path.name)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_file_that_was_cut_short_is_refused_or_read(tmp_path: Path, path: Path, share: float) -> None:
    """No library's own exception comes through."""
    data = path.read_bytes()
    cut = tmp_path / path.name
    cut.write_bytes(data[: int(share * len(data))])
    try:
        assert only(cut).text
    except InputError as error:
        assert "damaged" in str(error) or "no text" in str(error)


@pytest.mark.parametrize("suffix", [".docx", ".pptx", ".xlsx", ".epub"])
def test_office_file_with_a_password_is_refused(tmp_path: Path, suffix: str) -> None:
    """With a password the file is no zip archive but a compound file."""
    (tmp_path / f"a{suffix}").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    with pytest.raises(InputError, match="is encrypted"):
        only(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("suffix", [".docx", ".pptx", ".xlsx", ".epub"])
def test_archive_of_something_else_is_refused(tmp_path: Path, suffix: str) -> None:
    """A zip archive with another suffix."""
    with zipfile.ZipFile(tmp_path / f"a{suffix}", "w") as archive:
        archive.writestr("notes.txt", "nothing")
    with pytest.raises(InputError):
        only(tmp_path / f"a{suffix}")


def test_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """The sizes are added up before anything is unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a", "b", "c"):
            archive.writestr(name, bytes(1_000_000))
    (tmp_path / "bomb.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(InputError, match="unpacks to 3,000,000 bytes"):
        check_archive(tmp_path / "bomb.xlsx", largest=2_999_999)

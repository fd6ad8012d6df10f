"""PowerPoint (.pptx) -> Document: each slide a section and a page, with its tables, charts and speaker notes."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pptx
from pptx.chart.chart import Chart
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.table import Table
from pptx.text.text import TextFrame

from kgsynth.errors import InputError
from kgsynth.readers.archive import check_archive, damage_reported
from kgsynth.readers.pipes import pipe_table
from kgsynth.types import Document, content_id

_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER)
_BULLETED = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT)


class Series(Protocol):
    """What is used of one line, or one colour of bars, in a chart."""

    @property
    def name(self) -> str: ...
    @property
    def values(self) -> Sequence[float | None]: ...


class Plot(Protocol):
    """What is used of the plot of a chart."""

    @property
    def categories(self) -> Iterable[object]: ...
    @property
    def series(self) -> Iterable[Series]: ...


def read(path: Path, *, source: str) -> Iterator[Document]:
    """The slides of a presentation in order; ``pages`` is where each begins."""
    check_archive(path)
    presentation = _opened(path)
    sections = [_section(slide, number) for number, slide in enumerate(presentation.slides, start=1)]
    text = "\n\n".join(sections) + "\n"
    yield Document(
        content_id(text),
        text,
        source,
        title=_title(presentation, path.stem),
        pages=tuple(sum(len(section) + 2 for section in sections[:i]) for i in range(len(sections))),
    )


def _opened(path: Path) -> Presentation:
    with damage_reported():
        try:
            return pptx.Presentation(str(path))
        except PythonPptxError as error:
            raise InputError(f"is not a presentation that can be read: {error}") from error


def _title(presentation: Presentation, stem: str) -> str:
    """What the file says, unless that is what PowerPoint puts there; then what stands on the first slide."""
    stated: str = presentation.core_properties.title.strip()
    if stated and stated != "PowerPoint Presentation":
        return stated
    return next((_slide_title(slide) for slide in presentation.slides), "") or stem


def _section(slide: Slide, number: int) -> str:
    parts = [f"## {_slide_title(slide) or f'Slide {number}'}"]
    for shape in _in_reading_order(slide.shapes):
        if shape.shape_id != getattr(slide.shapes.title, "shape_id", None):
            parts += _shape_parts(shape)
    return "\n\n".join([*parts, *_notes(slide)])


def _slide_title(slide: Slide) -> str:
    title = slide.shapes.title
    return " ".join(title.text_frame.text.split()) if title is not None else ""


def _notes(slide: Slide) -> Iterator[str]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if frame is not None and frame.text.strip():
        yield "Notes: " + "\n\n".join(_lines(frame.text))


# ---------------------------------------------------------------------------------------------------- shapes


def _in_reading_order(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    """From top to bottom, then from left to right; groups as a whole."""
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if isinstance(shape, GroupShape):
            yield from _in_reading_order(shape.shapes)
        elif not (shape.is_placeholder and shape.placeholder_format.type in _FURNITURE):
            yield shape


def _shape_parts(shape: BaseShape) -> Iterator[str]:
    if isinstance(shape, GraphicFrame):
        if shape.has_table:
            yield _table(shape.table)
        elif shape.has_chart:
            yield from _chart(shape.chart)
    elif isinstance(shape, Shape) and shape.text_frame.text.strip():
        bulleted = shape.is_placeholder and shape.placeholder_format.type in _BULLETED
        yield _items(shape.text_frame) if bulleted else "\n\n".join(_lines(shape.text_frame.text))


def _items(frame: TextFrame) -> str:
    """The paragraphs of a placeholder, which its layout shows as bullets."""
    return "\n".join(
        "  " * paragraph.level + "- " + " ".join(paragraph.text.split())
        for paragraph in frame.paragraphs
        if paragraph.text.strip()
    )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _table(table: Table) -> str:
    return pipe_table([[cell.text for cell in row.cells] for row in table.rows])


def _chart(chart: Chart) -> Iterator[str]:
    """The title of a chart, and the numbers that it draws."""
    if chart.has_title and chart.chart_title.has_text_frame:
        yield " ".join(chart.chart_title.text_frame.text.split())
    for plot in _plots(chart):
        series = list(plot.series)
        values = zip(*(each.values for each in series), strict=False)
        rows = [[name, *map(_number, row)] for name, row in zip(map(str, plot.categories), values, strict=False)]
        if rows:
            yield pipe_table([["", *(each.name for each in series)], *rows])


def _plots(chart: Chart) -> list[Plot]:
    try:
        return list(chart.plots)
    except ValueError:  # a kind of chart that the library does not know
        return []


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"

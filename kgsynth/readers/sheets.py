"""Excel (.xlsx) -> Document: each sheet a section, each block of filled cells a table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Protocol
from warnings import catch_warnings, simplefilter

import openpyxl

from kgsynth.readers.archive import check_archive, damage_reported
from kgsynth.readers.pipes import pipe_table
from kgsynth.types import Document, content_id

_NUMBER = re.compile(r"-?\d[\d.,:-]*%?$")


class Cell(Protocol):
    """What is used of an openpyxl cell."""

    @property
    def value(self) -> object: ...
    @property
    def number_format(self) -> str | None: ...


class Sheet(Protocol):
    """What is used of an openpyxl worksheet."""

    title: str
    sheet_state: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self) -> Iterator[tuple[Cell, ...]]: ...


def read(path: Path, *, source: str) -> Iterator[Document]:
    """The visible sheets of a workbook, with the values that its formulas had when it was last saved."""
    check_archive(path)
    with damage_reported(), catch_warnings():
        simplefilter("ignore")  # openpyxl warns of styles and extensions that do not concern the values
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as workbook:
            text = "\n\n".join(_section(sheet) for sheet in workbook.worksheets if sheet.sheet_state == "visible")
            hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
            title = (workbook.properties.title or "").strip()
    yield Document(
        content_id(text + "\n"),
        text + "\n",
        source,
        title=title or path.stem,
        metadata={"note": f"hidden sheets left out: {', '.join(hidden)}"} if hidden else {},
    )


def _section(sheet: Sheet) -> str:
    sheet.reset_dimensions()  # some writers state a size that is wrong
    rows = ([_shown(cell) for cell in row] for row in sheet.iter_rows())
    return "\n\n".join([f"## {sheet.title}", *_blocks(rows)])


def _blocks(rows: Iterable[list[str]]) -> Iterator[str]:
    """Lines of their own are text; the rest are tables, some of which have empty rows in them."""
    table: list[list[str]] = []
    for filled, group in groupby(rows, key=any):
        block = list(group)
        if not filled:
            continue
        if table and not _continues(table, block[0]):
            yield _table(table)
            table = []
        while not table and block and _is_line(block):
            yield "".join(block.pop(0))
        table += block
    if table:
        yield _table(table)


def _continues(table: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether a row behind an empty one has numbers, as no head does, and stands in the table's columns."""
    within = {column for above in table for column, cell in enumerate(above) if cell}
    return any(map(_NUMBER.match, row)) and {column for column, cell in enumerate(row) if cell} <= within


def _is_line(block: Sequence[Sequence[str]]) -> bool:
    return _filled(block[0]) == 1 and (len(block) == 1 or _filled(block[1]) != 1)


def _table(rows: Sequence[Sequence[str]]) -> str:
    return pipe_table(_without_empty_columns(rows))


def _filled(row: Sequence[str]) -> int:
    return sum(map(bool, row))


def _without_empty_columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    kept = [column for column in range(width) if any(column < len(row) and row[column] for row in rows)]
    return [[row[column] if column < len(row) else "" for column in kept] for row in rows]


def _shown(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time | timedelta):
        return str(value)
    return "" if value is None else " ".join(str(value).split())


def _number(value: float, number_format: str) -> str:
    # 15 digits is what a spreadsheet itself shows at most.
    percent = "%" in number_format
    return f"{value * 100 if percent else value:.15g}" + "%" * percent


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ", "seconds" if value.second else "minutes")

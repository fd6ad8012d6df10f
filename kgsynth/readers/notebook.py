"""A Jupyter notebook -> its Markdown cells as they are, its code in fences, its outputs dropped."""

import json
import re

from kgsynth.errors import InputError
from kgsynth.readers.markdown import markdown_document
from kgsynth.types import Document

Json = dict[str, object]


def notebook_document(text: str, stem: str) -> Document:
    """The cells of a notebook, version 3 or 4, in their order."""
    notebook = _object(json.loads(text))
    language = _language(notebook)
    parts = [_cell(cell, language) for cell in _cells(notebook)]
    markdown = "\n\n".join(part for part in parts if part)
    return markdown_document(f"{markdown}\n" if markdown else "", stem)


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise InputError("not a notebook: no JSON object")
    return value


def _cells(notebook: Json) -> list[Json]:
    cells = notebook.get("cells")
    if cells is None:  # version 3
        sheets = notebook.get("worksheets")
        sheet = sheets[0] if isinstance(sheets, list) and sheets else {}
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
    if not isinstance(cells, list):
        raise InputError("not a notebook: no cells")
    return [cell for cell in cells if isinstance(cell, dict)]


def _cell(cell: Json, language: str) -> str:
    source = cell.get("source", cell.get("input", ""))
    lines = "".join(map(str, source)) if isinstance(source, list) else str(source)
    text = lines.strip("\n").rstrip()
    if cell.get("cell_type") in ("markdown", "raw"):
        return text
    return _fenced(text, language) if text and cell.get("cell_type") == "code" else ""


def _fenced(code: str, language: str) -> str:
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return f"{fence}{language}\n{code}\n{fence}"


def _language(notebook: Json) -> str:
    metadata = notebook.get("metadata")
    for key in ("language_info", "kernelspec"):
        about = metadata.get(key) if isinstance(metadata, dict) else None
        if isinstance(about, dict):
            return str(about.get("language", about.get("name", "python")))
    return "python"

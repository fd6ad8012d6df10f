"""Tables of a page: layout is taken apart, definitions become a definition list, data becomes rows with pipes."""

from collections.abc import Iterator

from kgsynth.readers.html_inline import inline_of
from kgsynth.readers.tree import Element, new_element
from kgsynth.types import Link

_TERMS = frozenset(("func_signature", "column_definition"))
_WIDEST = 100

Cell = tuple[str, tuple[Link, ...]]


def reshape_tables(root: Element) -> None:
    """Rewrites, in place, each table that is not one of data."""
    for table in list(root.iter("table")):
        rows = _table_rows(table)
        if _is_definitions(rows):
            _to_definition_list(table, rows)
        elif _is_layout(table, rows):
            _to_blocks(table)


def _table_rows(table: Element) -> list[list[Element]]:
    """Its rows of cells, without those of tables inside it."""
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in _own_rows(table)]


def _own_rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _is_layout(table: Element, rows: list[list[Element]]) -> bool:
    if table.get("role") in ("presentation", "none") or next(_inner_tables(table), None) is not None:
        return True
    filled = [[cell for cell in row if "".join(cell.itertext()).strip()] for row in rows]
    if max(map(len, filled), default=0) <= 1:
        return len(rows) <= 1 or all(cell.tag == "td" for row in filled for cell in row)
    return next(table.iter("h1", "h2", "h3"), None) is not None


def _inner_tables(table: Element) -> Iterator[Element]:
    return (inner for inner in table.iter("table") if inner is not table)


def _is_definitions(rows: list[list[Element]]) -> bool:
    """One column under a head, each cell a term and what is said of it."""
    if len(rows) < 2 or any(len(row) != 1 for row in rows) or rows[0][0].tag != "th":
        return False
    return all(len(cell) >= 2 and next(iter(cell)).tag == "p" for (cell,) in rows[1:] if cell.tag == "td")


def _to_definition_list(table: Element, rows: list[list[Element]]) -> None:
    entries = [_definition(cell) for (cell,) in rows[1:] if cell.tag == "td"]
    for child in list(table):
        if child.tag != "caption":
            table.remove(child)
    table.tag = "dl"
    for terms, meaning in entries:
        for element in (*terms, meaning):
            table.append(element)


def _definition(cell: Element) -> tuple[list[Element], Element]:
    children = list(cell)
    count = next((i for i, child in enumerate(children) if child.get("class", "") not in _TERMS), len(children)) or 1
    meaning = new_element("dd")
    for child in children[count:]:
        meaning.append(child)
    for term in children[:count]:
        term.tag = "dt"
    return children[:count], meaning


def _to_blocks(table: Element) -> None:
    for part in list(table.iter("tbody", "thead", "tfoot", "tr", "td", "th")):
        if next(part.iterancestors("table"), None) is table:
            part.tag = "div"
    table.tag = "div"


# -------------------------------------------------------------------------------------------------- data


def pipe_table(table: Element) -> list[Cell]:
    """The lines of a Markdown table, each with its links; a cell over several rows is repeated in each."""
    rows = _table_rows(table)
    grid = _filled(rows)
    if not grid:
        return []
    width = max(map(len, grid))
    has_head = bool(rows[0]) and all(cell.tag == "th" for cell in rows[0])
    head = [] if has_head else [_line([("", ())] * width)]
    lines = head + [_line(row + [("", ())] * (width - len(row))) for row in grid]
    lines.insert(1, ("|" + " --- |" * width, ()))
    return lines


def _filled(rows: list[list[Element]]) -> list[list[Cell]]:
    """The cells' texts, with each cell that spans rows or columns in all its places."""
    below: dict[int, tuple[int, str]] = {}  # column -> how many more rows, and the text
    return [grown for row in rows if (grown := _filled_row(row, below))]


def _filled_row(row: list[Element], below: dict[int, tuple[int, str]]) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row:
        cells.extend(_from_above(below, len(cells)))
        content = inline_of(cell, escape_pipes=True)
        for i in range(_span(cell, "colspan")):
            below[len(cells)] = (_span(cell, "rowspan") - 1, content[0])
            cells.append(content if i == 0 else ("", ()))
    cells.extend(_from_above(below, len(cells)))
    return cells


def _from_above(below: dict[int, tuple[int, str]], column: int) -> Iterator[Cell]:
    while below.get(column, (0, ""))[0] > 0:
        more, text = below[column]
        below[column] = (more - 1, text)
        yield text, ()
        column += 1


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _WIDEST) if value.isascii() and value.isdigit() else 1


def _line(cells: list[Cell]) -> Cell:
    text, links = "|", []
    for content, inside in cells:
        links += [Link(link.start + len(text) + 1, link.end + len(text) + 1, link.target) for link in inside]
        text += f" {content} |"
    return text, tuple(links)

"""A table that stands whole in its chunk -> how many of its rows have a value, and which."""

import re
from collections import Counter
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import KINDS, is_proper
from kgsynth.engines.extractive.wording import lower_first, question
from kgsynth.language.markdown import Block, BlockKind, Table, blocks, table
from kgsynth.types import Chunk, Span

KIND = "aggregation"
_ROWS = range(4, 21)
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_PLACED = re.compile(r"(?P<done>[A-Za-z]+(?:ed|lt|de)) (?P<at>in|at|by)")


def counts(chunk: Chunk) -> Iterator[Candidate]:
    """The questions of each table with other text before it and behind it: nothing of it can be in another chunk."""
    if chunk.language != "en" or "|" not in chunk.text:
        return
    found = list(blocks(chunk.text))
    for before, block, behind in zip(found, found[1:], found[2:], strict=False):
        if block.kind is BlockKind.TABLE and BlockKind.TABLE not in {before.kind, behind.kind}:
            yield from _of_table(chunk, block)


def _of_table(chunk: Chunk, block: Block) -> Iterator[Candidate]:
    rows = table(chunk.text, block)
    if rows is None or len(rows.rows) not in _ROWS or any(len(row) != len(rows.header) for row in rows.rows):
        return
    things = _plural(rows.header[0].text)
    if not things:
        return
    span = Span(chunk.document_id, chunk.span.start + block.start, chunk.span.start + block.end)
    for column in range(1, len(rows.header)):
        yield from _of_column(chunk, rows, column, things, span)


def _of_column(chunk: Chunk, rows: Table, column: int, things: str, span: Span) -> Iterator[Candidate]:
    title = rows.header[column].text.strip()
    values = Counter(row[column].text.strip() for row in rows.rows)
    for value, count in values.most_common(2):
        asked = _asks(things, title, value)
        names = [row[0].text.strip() for row in rows.rows if row[column].text.strip() == value]
        if 2 <= count < len(rows.rows) and count < len(_NUMBERS) and asked:
            told = f"{_NUMBERS[count].capitalize()}: {', '.join(names[:-1])} and {names[-1]}."
            yield Candidate((chunk,), question(asked), told, (span,), KIND, (), 0.9)


def _asks(things: str, title: str, value: str) -> str:
    """``How many of the products are built in Tarnów``, ``How many of the options have the type integer``."""
    placed = _PLACED.fullmatch(title)
    if not value or len(value.split()) > 3 or re.search(r"[|,;()]", value):
        return ""
    if placed and (is_proper(value) or re.search(r"\d", value)):
        return f"How many of the {things} are {lower_first(title)} {value}"
    if re.fullmatch(r"[A-Z][a-z]+(?: [a-z]+)?", title) and re.fullmatch(r"[A-Za-z][\w -]*", value):
        plain = value.lower() not in {"yes", "no", "none", "x"} and not title.endswith(("s", "ed", "ing"))
        return f"How many of the {things} have {value} as their {lower_first(title)}" if plain else ""
    return ""


def _plural(title: str) -> str:
    """``Product`` -> ``products``, where a column's title says what its rows are."""
    noun = title.strip().lower().removesuffix("s")
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun in KINDS else f"{noun}s" if noun in KINDS else ""
